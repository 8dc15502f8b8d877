# pragma version 0.4.3
"""
@title L2 messenger
@notice Predeploy of a native rollup: the L2 end of its messages, and the keeper of the ETH that is not in circulation.
@dev Has no constructor and no immutables: the genesis of the L2 holds this code, the rollup's address in slot 0 and a
     balance, of which only claimed messages release anything.
     Every reason of a revert is a string; a revert without one comes from calldata that is not what the ABI says.
"""

import message
import message_tree
import mpt

# --- events ---------------------------------------------------------------------------------------------------------

event MessageSent:
    index: indexed(uint256)
    sender: indexed(address)
    to: indexed(address)
    value: uint256
    fee: uint256
    data: Bytes[message.MAX_DATA_BYTES]


event L1MessageRootProven:
    root: indexed(bytes32)
    anchorTimestamp: indexed(uint256)


event L1MessageClaimed:
    index: indexed(uint256)
    leaf: indexed(bytes32)
    feeRecipient: address


# --- constants ------------------------------------------------------------------------------------------------------

# EIP-4788: answers the parent beacon block root of the block that has a timestamp; on L2 that is the hash of an L1 block.
BEACON_ROOTS: constant(address) = 0x000F3df6D732807Ef1319fB7B8bB8522d0Beac02

# Slot of the rollup contract that holds the root of its message tree.
MESSAGE_ROOT_SLOT: constant(uint256) = 3

# Length of an L1 header with 32 bytes of extra data is below 700 bytes.
MAX_HEADER_BYTES: constant(uint256) = 1024

# An L1 header begins with a list header of 3 bytes, the parent's hash (33), the ommers' hash (33) and the fee
# recipient (21); then comes the state root.
STATE_ROOT_ITEM: constant(uint256) = 90
LONGER_LIST: constant(uint256) = 249
HASH: constant(uint256) = 160

# keccak256(abi.encode(2)).
SENT_MESSAGES_SLOT: constant(uint256) = (
    29102676481673041902632991033461445430619272659676223336789171408008386403022
)
MAX_SENT_MESSAGES: constant(uint256) = 2**64

# --- state ----------------------------------------------------------------------------------------------------------

rollup: public(address)
anchorTimestamp: public(uint256)
sentMessageCount: public(uint256)
provenRoots: public(HashMap[bytes32, bool])
claimedFlags: HashMap[uint256, uint256]
# Never touched: moves `sentMessages` to slot keccak256(abi.encode(2)), where the elements of a Solidity array whose
# length is at slot 2 begin.
gap: uint256[SENT_MESSAGES_SLOT - 5]
sentMessages: public(bytes32[MAX_SENT_MESSAGES])
deliveredSender: transient(address)

# --- messages to L1 -------------------------------------------------------------------------------------------------

@external
@payable
def sendMessage(to: address, fee: uint256, data: Bytes[message.MAX_DATA_BYTES]):
    """
    @notice Sends the value above `fee`, and `data`, to an account on L1; with empty data it is a withdrawal of ETH.
    @dev Writes slot 2 and the next element of `sentMessages`; emits `MessageSent`. The value stays here.
    @param to Receiver on L1.
    @param fee Part of the value, in wei, that is paid on L1 to whom the claimer of the message names.
    @param data Calldata of the delivery.
    @custom:reverts "value below fee", "self target", "message list full"
    """
    assert msg.value >= fee, "value below fee"
    assert to != self.rollup, "self target"
    amount: uint256 = msg.value - fee
    index: uint256 = self.sentMessageCount
    assert index < MAX_SENT_MESSAGES, "message list full"
    self.sentMessageCount = index + 1
    self.sentMessages[index] = message._leaf(msg.sender, to, amount, fee, keccak256(data), index)
    log MessageSent(index=index, sender=msg.sender, to=to, value=amount, fee=fee, data=data)


# --- messages from L1 -----------------------------------------------------------------------------------------------

@external
def proveL1MessageRoot(
    anchor_timestamp: uint256,
    l1_header: Bytes[MAX_HEADER_BYTES],
    account_proof: DynArray[Bytes[mpt.MAX_NODE_BYTES], mpt.MAX_PROOF_NODES],
    storage_proof: DynArray[Bytes[mpt.MAX_NODE_BYTES], mpt.MAX_PROOF_NODES],
):
    """
    @notice Learns the root of the rollup's message tree as of the L1 block that an L2 block is anchored to.
    @dev Writes slot 1 and one of `provenRoots`; emits `L1MessageRootProven`. A root once proven stays good, since
         messages are only ever added: a later proof takes nobody's path away.
    @param anchor_timestamp Timestamp, in seconds, of the L2 block whose anchor is used: the last proven or later.
    @param l1_header Encoded header of the anchor.
    @param account_proof Nodes from the anchor's state root to the rollup contract's account.
    @param storage_proof Nodes from its storage root to the message root's slot.
    @custom:reverts "anchor moved backwards", "anchor not found", "wrong header", "invalid proof"
    """
    assert anchor_timestamp >= self.anchorTimestamp, "anchor moved backwards"
    isSuccess: bool = False
    anchor: Bytes[33] = b""
    isSuccess, anchor = raw_call(
        BEACON_ROOTS,
        abi_encode(anchor_timestamp),
        max_outsize=33,
        is_static_call=True,
        revert_on_failure=False,
    )
    assert isSuccess and len(anchor) == 32, "anchor not found"
    assert keccak256(l1_header) == extract32(anchor, 0), "wrong header"
    assert len(l1_header) >= STATE_ROOT_ITEM + 33, "wrong header"
    assert convert(slice(l1_header, 0, 1), uint256) == LONGER_LIST, "wrong header"
    assert convert(slice(l1_header, STATE_ROOT_ITEM, 1), uint256) == HASH, "wrong header"

    storageRoot: bytes32 = mpt._storage_root(extract32(l1_header, STATE_ROOT_ITEM + 1), self.rollup, account_proof)
    assert storageRoot != empty(bytes32), "invalid proof"
    root: mpt.StorageValue = mpt._storage_value(storageRoot, MESSAGE_ROOT_SLOT, storage_proof)
    assert root.found, "invalid proof"
    self.anchorTimestamp = anchor_timestamp
    self.provenRoots[convert(root.value, bytes32)] = True
    log L1MessageRootProven(root=convert(root.value, bytes32), anchorTimestamp=anchor_timestamp)


@external
@nonreentrant
def claimL1Message(l1_message: message.Message, path: bytes32[message_tree.DEPTH], fee_recipient: address):
    """
    @notice Delivers a message of a proven root, and pays its fee.
    @dev Writes one of `claimedFlags`; emits `L1MessageClaimed`. While the receiver is called, `l1Sender` tells who
         sent the message.
    @param l1_message The message, as the rollup contract's event tells it.
    @param path Siblings of the message's leaf in the tree, lowest first.
    @param fee_recipient Receiver of the fee, in wei, that the message carries.
    @custom:reverts "AlreadyClaimed", "self target", "invalid proof", "not enough gas for delivery", "delivery failed",
        "fee payment failed"
    """
    index: uint256 = l1_message.index
    flags: uint256 = self.claimedFlags[index >> 8]
    flag: uint256 = 1 << (index & 255)
    assert flags & flag == 0, "AlreadyClaimed"
    assert l1_message.to != self, "self target"
    assert index < 2**message_tree.DEPTH, "invalid proof"
    leaf: bytes32 = message._leaf(
        l1_message.sender, l1_message.to, l1_message.value, l1_message.fee, keccak256(l1_message.data), index
    )
    assert self.provenRoots[message_tree._root_from_path(leaf, index, path)], "invalid proof"

    self.claimedFlags[index >> 8] = flags | flag
    log L1MessageClaimed(index=index, leaf=leaf, feeRecipient=fee_recipient)

    self.deliveredSender = l1_message.sender
    message._deliver(l1_message.to, l1_message.value, l1_message.data)
    self.deliveredSender = empty(address)
    message._pay(fee_recipient, l1_message.fee)


# --- views ----------------------------------------------------------------------------------------------------------

@external
@view
def l1Sender() -> address:
    """
    @notice Sender on L1 of the message that is being delivered.
    @custom:reverts "no delivery"
    """
    assert self.deliveredSender != empty(address), "no delivery"
    return self.deliveredSender


@external
@view
def isClaimed(index: uint256) -> bool:
    """
    @notice Whether the L1 message of this index has been delivered.
    """
    return self.claimedFlags[index >> 8] & (1 << (index & 255)) != 0

# pragma version 0.4.3
"""
@title Messages between a rollup and its L1, with the escrow behind them
@notice The state and the functions that every rollup contract on L1 has, whichever way it comes to believe a state root.
@dev A contract that initializes this module behind three slots of its own has the slots of `NativeRollup`, so that the
     same messenger serves on L2.
"""

import message
import message_tree
import mpt

event MessageSent:
    index: indexed(uint256)
    sender: indexed(address)
    to: indexed(address)
    value: uint256
    fee: uint256
    data: Bytes[message.MAX_DATA_BYTES]


event L2MessageClaimed:
    index: indexed(uint256)
    leaf: indexed(bytes32)
    feeRecipient: address


# keccak256(abi.encode(2)): first element of the array at slot 2 of the L2 messenger.
SENT_MESSAGES_SLOT: constant(bytes32) = 0x405787fa12a823e0f2b7631cc41b3ba8828b3321ca811111fa75cd3aa3bb5ace

# Length of `sentMessages` on L2.
MAX_SENT_MESSAGES: constant(uint256) = 2**64

messageRoot: public(bytes32)
messageCount: public(uint256)
# Anchor of the rollup's head: no message's, but its slot lies between theirs.
lastAnchor: public(uint256)
escrow: public(uint256)
messageBranch: bytes32[message_tree.DEPTH]
claimedFlags: HashMap[uint256, uint256]
deliveredSender: transient(address)

L2_MESSENGER: public(immutable(address))


@deploy
def __init__(l2_messenger: address, escrow: uint256):
    """
    @param escrow Wei behind the ETH that the L2 genesis gives away.
    """
    L2_MESSENGER = l2_messenger
    self.escrow = escrow
    zero: bytes32 = empty(bytes32)
    for _: uint256 in range(message_tree.DEPTH):
        zero = keccak256(concat(zero, zero))
    self.messageRoot = zero


# --- to L2 ----------------------------------------------------------------------------------------------------------

@external
@payable
def sendMessage(to: address, fee: uint256, data: Bytes[message.MAX_DATA_BYTES]):
    """
    @notice Sends the value above `fee`, and `data`, to an account on L2; with empty data it is a deposit of ETH.
    @param to Receiver on L2.
    @param fee Part of the value, in wei, that is paid on L2 to whom the claimer of the message names.
    @param data Calldata of the delivery; longer data could not be relayed within an L2 block and is refused by the ABI.
    @custom:reverts "value below fee", "self target", "message tree full"
    """
    assert msg.value >= fee, "value below fee"
    assert to != L2_MESSENGER, "self target"
    amount: uint256 = msg.value - fee
    index: uint256 = self.messageCount
    self.escrow += msg.value
    self._append(message._leaf(msg.sender, to, amount, fee, keccak256(data), index), index)
    log MessageSent(index=index, sender=msg.sender, to=to, value=amount, fee=fee, data=data)


@internal
def _append(leaf: bytes32, index: uint256):
    """
    @notice Appends a leaf to the message tree, of which one completed left sibling a level is kept.
    """
    assert index < 2**message_tree.DEPTH - 1, "message tree full"
    self.messageCount = index + 1
    node: bytes32 = leaf
    zero: bytes32 = empty(bytes32)  # root of an empty subtree of the level
    isStored: bool = False
    for level: uint256 in range(message_tree.DEPTH):
        if (index >> level) & 1 == 1:
            node = keccak256(concat(self.messageBranch[level], node))
        else:
            if not isStored:
                self.messageBranch[level] = node
                isStored = True
            node = keccak256(concat(node, zero))
        zero = keccak256(concat(zero, zero))
    self.messageRoot = node


# --- from L2 --------------------------------------------------------------------------------------------------------

@internal
def _claim(
    l2_message: message.Message,
    state_root: bytes32,
    account_proof: DynArray[Bytes[mpt.MAX_NODE_BYTES], mpt.MAX_PROOF_NODES],
    storage_proof: DynArray[Bytes[mpt.MAX_NODE_BYTES], mpt.MAX_PROOF_NODES],
    fee_recipient: address,
):
    """
    @notice Delivers a message that the L2 messenger has recorded in the state of this root, and pays its fee.
    @dev The caller must not be reentrant, and must have found the state root to be final.
    @custom:reverts "AlreadyClaimed", "invalid proof", "escrow insufficient", "self target",
        "not enough gas for delivery", "delivery failed", "fee payment failed"
    """
    index: uint256 = l2_message.index
    flags: uint256 = self.claimedFlags[index >> 8]
    flag: uint256 = 1 << (index & 255)
    assert flags & flag == 0, "AlreadyClaimed"
    assert l2_message.to != self, "self target"

    leaf: bytes32 = message._leaf(
        l2_message.sender, l2_message.to, l2_message.value, l2_message.fee, keccak256(l2_message.data), index
    )
    assert index < MAX_SENT_MESSAGES, "invalid proof"
    storageRoot: bytes32 = mpt._storage_root(state_root, L2_MESSENGER, account_proof)
    assert storageRoot != empty(bytes32), "invalid proof"
    stored: mpt.StorageValue = mpt._storage_value(
        storageRoot, convert(SENT_MESSAGES_SLOT, uint256) + index, storage_proof
    )
    assert stored.found and convert(stored.value, bytes32) == leaf, "invalid proof"

    escrow: uint256 = self.escrow
    assert l2_message.value <= escrow and l2_message.fee <= escrow - l2_message.value, "escrow insufficient"
    self.escrow = escrow - l2_message.value - l2_message.fee
    self.claimedFlags[index >> 8] = flags | flag
    log L2MessageClaimed(index=index, leaf=leaf, feeRecipient=fee_recipient)

    self.deliveredSender = l2_message.sender
    message._deliver(l2_message.to, l2_message.value, l2_message.data)
    self.deliveredSender = empty(address)
    message._pay(fee_recipient, l2_message.fee)


# --- views ----------------------------------------------------------------------------------------------------------

@external
@view
def l2Sender() -> address:
    """
    @notice Sender on L2 of the message that is being delivered.
    @custom:reverts "no delivery"
    """
    assert self.deliveredSender != empty(address), "no delivery"
    return self.deliveredSender


@external
@view
def isClaimed(index: uint256) -> bool:
    """
    @notice Whether the L2 message of this index has been delivered.
    """
    return self.claimedFlags[index >> 8] & (1 << (index & 255)) != 0

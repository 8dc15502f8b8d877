# pragma version 0.4.3
"""
@title Optimistic rollup
@notice Takes whatever its proposer says of one L2 chain for true once a window has passed, and holds the ETH of that
        chain in escrow. The transactions of every proposed block are in the calldata, or in blobs where the deployment
        says so: who runs a node can tell whether a proposal is right, and nothing here lets them stop a wrong one. It
        is the baseline without disputes.
@dev Messages, events and the slots of the head are those of `NativeRollup`, so that the same messenger serves on L2.
     Every reason of a revert is a string; a revert without one comes from calldata that is not what the ABI says.
"""

import message
import message_tree
import mpt

# --- events ---------------------------------------------------------------------------------------------------------

event BlockProposed:
    number: indexed(uint256)
    blockHash: indexed(bytes32)
    stateRoot: bytes32
    timestamp: uint256
    anchorBlockNumber: uint256
    batchHash: bytes32


event BlockFinalized:
    number: indexed(uint256)


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


# --- constants ------------------------------------------------------------------------------------------------------

# Seconds that an L2 block may be older than the L1 block that takes it.
MAX_TIMESTAMP_LAG: constant(uint256) = 3600

BLOCKHASH_WINDOW: constant(uint256) = 256

# Longest window, in seconds: a year. A longer one could only be a mistake, and would keep deposits for ever.
MAX_CHALLENGE_WINDOW: constant(uint256) = 31_536_000

# Bytes of transactions in one proposal: what nodes carry in a transaction at most.
MAX_BATCH_BYTES: constant(uint256) = 131_072

# Blobs of one transaction: what Osaka lets it carry (EIP-7594).
MAX_BLOBS: constant(uint256) = 6

# keccak256(abi.encode(2)): first element of the array at slot 2 of the L2 messenger.
SENT_MESSAGES_SLOT: constant(bytes32) = 0x405787fa12a823e0f2b7631cc41b3ba8828b3321ca811111fa75cd3aa3bb5ace

# Length of `sentMessages` on L2.
MAX_SENT_MESSAGES: constant(uint256) = 2**64

# --- state ----------------------------------------------------------------------------------------------------------


struct Proposal:
    stateRoot: bytes32
    time: uint256  # of the L1 block that took it, in seconds


headNumber: public(uint256)
headHash: public(bytes32)
headTimestamp: public(uint256)
messageRoot: public(bytes32)
messageCount: public(uint256)
lastAnchor: public(uint256)
escrow: public(uint256)
messageBranch: bytes32[message_tree.DEPTH]
claimedFlags: HashMap[uint256, uint256]
finalNumber: public(uint256)
proposals: public(HashMap[uint256, Proposal])
# What `BlockProposed` says of the blobs of an L2 block; of a block in calldata nothing is kept.
blobBatchHashes: public(HashMap[uint256, bytes32])
deliveredSender: transient(address)

# Whose proposals are taken; zero for everybody's.
PROPOSER: public(immutable(address))
# Seconds after which a proposal can be finalized.
CHALLENGE_WINDOW: public(immutable(uint256))
# Whether the transactions of L2 blocks are in blobs.
USES_BLOBS: public(immutable(bool))
L2_MESSENGER: public(immutable(address))


@deploy
@payable
def __init__(
    genesis_block_hash: bytes32,
    genesis_state_root: bytes32,
    genesis_timestamp: uint256,
    l2_messenger: address,
    proposer: address,
    challenge_window: uint256,
    uses_blobs: bool,
):
    """
    @notice Starts from an L2 genesis, which is final. The value of the deployment is the escrow behind ETH that the
            genesis gives away.
    @param proposer Whose proposals are taken, or zero for everybody's.
    @param challenge_window Seconds between a proposal and its finality.
    @param uses_blobs Whether the transactions of L2 blocks are in blobs, and not in calldata.
    @custom:reverts "challenge window out of range"
    """
    assert challenge_window <= MAX_CHALLENGE_WINDOW, "challenge window out of range"
    L2_MESSENGER = l2_messenger
    PROPOSER = proposer
    CHALLENGE_WINDOW = challenge_window
    USES_BLOBS = uses_blobs
    self.headHash = genesis_block_hash
    self.headTimestamp = genesis_timestamp
    self.proposals[0] = Proposal(stateRoot=genesis_state_root, time=block.timestamp)
    self.escrow = msg.value

    zero: bytes32 = empty(bytes32)
    for _: uint256 in range(message_tree.DEPTH):
        zero = keccak256(concat(zero, zero))
    self.messageRoot = zero


# --- the chain ------------------------------------------------------------------------------------------------------

@external
def propose(
    parent_hash: bytes32,
    block_hash: bytes32,
    state_root: bytes32,
    timestamp: uint256,
    anchor: uint256,
    anchor_hash: bytes32,
    batch: Bytes[MAX_BATCH_BYTES],
):
    """
    @notice Claims that a block of the batch's transactions stands on the head and has these hashes.
    @dev For a rollup in calldata, in a transaction without blobs. The event's `batchHash` is the batch's Keccak-256.
         Writes slots 0, 1, 2, 5 and an element of `proposals`; emits `BlockProposed`.
         The work is done elsewhere because this frame's memory begins behind the longest batch there may be.
    @param parent_hash Hash of the head that the block stands on.
    @param block_hash Hash of the block, which nobody checks here.
    @param state_root State root of the block, which nobody checks here.
    @param timestamp Timestamp of the block, in seconds.
    @param anchor Number of the L1 block that the block is anchored to.
    @param anchor_hash Hash of that L1 block.
    @param batch RLP list of the block's encoded transactions.
    @custom:reverts "batch not in blobs", "unexpected blobs", "not proposer", "wrong parent",
        "timestamp not after the parent", "timestamp in the future", "timestamp too old", "anchor moved backwards",
        "anchor not available"
    """
    self._propose(parent_hash, block_hash, state_root, timestamp, anchor, anchor_hash, keccak256(batch), False)


@external
def proposeInBlobs(
    parent_hash: bytes32,
    block_hash: bytes32,
    state_root: bytes32,
    timestamp: uint256,
    anchor: uint256,
    anchor_hash: bytes32,
):
    """
    @notice Claims that a block of the transactions in this transaction's blobs, in all of them and in no others, stands
            on the head and has these hashes.
    @dev For a rollup in blobs. The event's `batchHash` commits to the blobs' versioned hashes: from zero on, each is
         appended to the hash so far and both are hashed. Nobody on L1 looks at what the blobs hold.
         Writes slots 0, 1, 2, 5, an element of `proposals` and one of `blobBatchHashes`; emits `BlockProposed`.
    @param parent_hash Hash of the head that the block stands on.
    @param block_hash Hash of the block, which nobody checks here.
    @param state_root State root of the block, which nobody checks here.
    @param timestamp Timestamp of the block, in seconds.
    @param anchor Number of the L1 block that the block is anchored to.
    @param anchor_hash Hash of that L1 block.
    @custom:reverts "batch not in calldata", "no blobs", "too many blobs", "not proposer", "wrong parent",
        "timestamp not after the parent", "timestamp in the future", "timestamp too old", "anchor moved backwards",
        "anchor not available"
    """
    self._propose(parent_hash, block_hash, state_root, timestamp, anchor, anchor_hash, empty(bytes32), True)


@internal
def _propose(
    parent_hash: bytes32,
    block_hash: bytes32,
    state_root: bytes32,
    timestamp: uint256,
    anchor: uint256,
    anchor_hash: bytes32,
    calldata_hash: bytes32,
    is_in_blobs: bool,
):
    batch_hash: bytes32 = calldata_hash
    if is_in_blobs:
        assert USES_BLOBS, "batch not in calldata"
        batch_hash = self._blob_batch_hash()
    else:
        assert not USES_BLOBS, "batch not in blobs"
        # Blobs that nobody reads can only be a mistake of the proposer's.
        assert blobhash(0) == empty(bytes32), "unexpected blobs"
    assert PROPOSER == empty(address) or msg.sender == PROPOSER, "not proposer"
    assert parent_hash == self.headHash, "wrong parent"
    assert timestamp > self.headTimestamp, "timestamp not after the parent"
    assert timestamp <= block.timestamp, "timestamp in the future"
    assert block.timestamp - timestamp <= MAX_TIMESTAMP_LAG, "timestamp too old"
    # Deposits come from the anchor's state, so a node must be able to tell which block it is.
    assert anchor >= self.lastAnchor, "anchor moved backwards"
    assert anchor < block.number and block.number - anchor <= BLOCKHASH_WINDOW, "anchor not available"
    assert anchor_hash == blockhash(anchor), "anchor not available"

    number: uint256 = self.headNumber + 1
    self.headNumber = number
    self.headHash = block_hash
    self.headTimestamp = timestamp
    self.lastAnchor = anchor
    self.proposals[number] = Proposal(stateRoot=state_root, time=block.timestamp)
    if is_in_blobs:
        # No later transaction can ask for these blobs' hashes: what is to be said of the data must be kept now.
        self.blobBatchHashes[number] = batch_hash
    log BlockProposed(
        number=number,
        blockHash=block_hash,
        stateRoot=state_root,
        timestamp=timestamp,
        anchorBlockNumber=anchor,
        batchHash=batch_hash,
    )


@internal
@view
def _blob_batch_hash() -> bytes32:
    """
    @notice What commits to the blobs of this transaction.
    @custom:reverts "no blobs", "too many blobs"
    """
    assert blobhash(0) != empty(bytes32), "no blobs"
    result: bytes32 = empty(bytes32)
    for i: uint256 in range(MAX_BLOBS):
        versionedHash: bytes32 = blobhash(i)
        if versionedHash == empty(bytes32):
            break
        result = keccak256(concat(result, versionedHash))
    # A protocol that lets a transaction carry more needs another contract, which binds them all.
    assert blobhash(MAX_BLOBS) == empty(bytes32), "too many blobs"
    return result


@external
def finalize(l2_block_number: uint256):
    """
    @notice Makes a proposed block final, and all before it: claims can be proven against their state roots.
    @dev Writes `finalNumber`; emits `BlockFinalized`.
    @param l2_block_number A block whose window has passed; the windows of those before it have passed too.
    @custom:reverts "already final", "not proposed", "challenge window open"
    """
    assert l2_block_number > self.finalNumber, "already final"
    assert l2_block_number <= self.headNumber, "not proposed"
    assert block.timestamp >= self.proposals[l2_block_number].time + CHALLENGE_WINDOW, "challenge window open"
    self.finalNumber = l2_block_number
    log BlockFinalized(number=l2_block_number)


# --- messages to L2 -------------------------------------------------------------------------------------------------

@external
@payable
def sendMessage(to: address, fee: uint256, data: Bytes[message.MAX_DATA_BYTES]):
    """
    @notice Sends the value above `fee`, and `data`, to an account on L2; with empty data it is a deposit of ETH.
    @dev Writes slots 3, 4, 6 and one of `messageBranch`; emits `MessageSent`.
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


# --- messages from L2 -----------------------------------------------------------------------------------------------

@external
@nonreentrant
def claimL2Message(
    l2_message: message.Message,
    l2_block_number: uint256,
    account_proof: DynArray[Bytes[mpt.MAX_NODE_BYTES], mpt.MAX_PROOF_NODES],
    storage_proof: DynArray[Bytes[mpt.MAX_NODE_BYTES], mpt.MAX_PROOF_NODES],
    fee_recipient: address,
):
    """
    @notice Delivers a message that the L2 messenger has recorded, and pays its fee.
    @dev Writes slot 6 and one of `claimedFlags`; emits `L2MessageClaimed`. While the receiver is called, `l2Sender`
         tells who sent the message.
    @param l2_message The message, as the L2 messenger's event tells it.
    @param l2_block_number Final block whose state the proofs are for.
    @param account_proof Nodes from that state's root to the messenger's account.
    @param storage_proof Nodes from the messenger's storage root to the message's element of `sentMessages`.
    @param fee_recipient Receiver of the fee, in wei, that the message carries.
    @custom:reverts "AlreadyClaimed", "not final", "invalid proof", "escrow insufficient", "self target",
        "not enough gas for delivery", "delivery failed", "fee payment failed"
    """
    index: uint256 = l2_message.index
    flags: uint256 = self.claimedFlags[index >> 8]
    flag: uint256 = 1 << (index & 255)
    assert flags & flag == 0, "AlreadyClaimed"
    assert l2_message.to != self, "self target"

    assert l2_block_number <= self.finalNumber, "not final"
    leaf: bytes32 = message._leaf(
        l2_message.sender, l2_message.to, l2_message.value, l2_message.fee, keccak256(l2_message.data), index
    )
    assert index < MAX_SENT_MESSAGES, "invalid proof"
    storageRoot: bytes32 = mpt._storage_root(
        self.proposals[l2_block_number].stateRoot, L2_MESSENGER, account_proof
    )
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

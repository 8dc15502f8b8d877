# pragma version 0.4.3
"""
@title Native rollup
@notice Follows one L2 chain, whose every block EXECUTE validates, and holds the ETH of that chain in escrow.
@dev `advance` takes EXECUTE's input and nothing else: no number, hash or root stands beside the payload, so that
     there is nothing that could differ from what EXECUTE has validated.
     Every reason of a revert is a string; a revert without one comes from calldata that is not what the ABI says.
"""

import message
import message_tree
import mpt

# --- events ---------------------------------------------------------------------------------------------------------

event BlockAdded:
    number: indexed(uint256)
    blockHash: indexed(bytes32)
    stateRoot: bytes32
    timestamp: uint256
    anchorBlockNumber: uint256


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

EXECUTE: constant(address) = 0x0000000000000000000000000000000000000101

# Bytes of a StatelessValidationResult: root 32, flag 1, chain id 8, schema id 2.
RESULT_BYTES: constant(uint256) = 43

# Seconds that an L2 block may be older than the L1 block that takes it.
MAX_TIMESTAMP_LAG: constant(uint256) = 3600

STATE_ROOT_RING: constant(uint256) = 8191
BLOCKHASH_WINDOW: constant(uint256) = 256

# Gas that an L2 block must hold, so that claiming the longest message, whose receiver is owed its gas, fits in one.
MIN_L2_GAS_LIMIT: constant(uint256) = 1_000_000

# keccak256(abi.encode(2)): first element of the array at slot 2 of the L2 messenger.
SENT_MESSAGES_SLOT: constant(bytes32) = 0x405787fa12a823e0f2b7631cc41b3ba8828b3321ca811111fa75cd3aa3bb5ace

# EIP-8357: answers the current verification key, and the schema that it is for.
KEY_REGISTRY: constant(address) = 0x00005e9c1447C1A05A642ec9eB76D9C125468357

# Positions in the payload: the schema id takes 2 bytes, the fixed parts of StatelessInput, NewPayloadRequest and
# ExecutionPayload take 16, 44 and 528.
INPUT: constant(uint256) = 2
REQUEST: constant(uint256) = INPUT + 16
PAYLOAD: constant(uint256) = REQUEST + 44
EXTRA_DATA: constant(uint256) = PAYLOAD + 528
# Vyper gives the payload memory of this size at every call: docs/decisions/0005-advance-payload-bound.md.
MAX_PAYLOAD_BYTES: constant(uint256) = 49152
MIN_PAYLOAD_BYTES: constant(uint256) = EXTRA_DATA + 8

# What SSZ writes, little-endian, at the offsets of the first variable parts: 16, 44, 528, and 536 for the transactions,
# which stand behind exactly 8 bytes of extra data.
SCHEMA: constant(bytes2) = 0x1281
OFFSET_REQUEST: constant(bytes4) = 0x10000000
OFFSET_PAYLOAD: constant(bytes4) = 0x2c000000
OFFSET_EXTRA_DATA: constant(bytes4) = 0x10020000
OFFSET_TRANSACTIONS: constant(bytes4) = 0x18020000

# The same of an input with a proof: the fixed parts of ProofInput and of the two header forms take 20, 72 and 584.
# Behind the extra data stands one verification key, then the body.
PROOF_REQUEST: constant(uint256) = INPUT + 20
PROOF_PAYLOAD: constant(uint256) = PROOF_REQUEST + 72
PROOF_EXTRA_DATA: constant(uint256) = PROOF_PAYLOAD + 584
PROOF_KEY: constant(uint256) = PROOF_EXTRA_DATA + 8
MIN_PROOF_PAYLOAD_BYTES: constant(uint256) = PROOF_KEY + 32

# What SSZ writes there: 20, 72, 584; 664 for the versioned hashes, of which there are none behind exactly 8 bytes of
# extra data; 684 for the key and 716 for the body behind it.
PROOF_SCHEMA: constant(bytes2) = 0x12f1
PROOF_OFFSET_REQUEST: constant(bytes4) = 0x14000000
PROOF_OFFSET_PAYLOAD: constant(bytes4) = 0x48000000
PROOF_OFFSET_EXTRA_DATA: constant(bytes4) = 0x48020000
PROOF_OFFSET_VERSIONED_HASHES: constant(bytes4) = 0x98020000
PROOF_OFFSET_KEY: constant(bytes4) = 0xac020000
PROOF_OFFSET_BODY: constant(bytes4) = 0xcc020000

# The same of an input whose transactions are in blobs: the versioned hashes stand behind the extra data, so that the key
# and what follows it stand 32 bytes further for each. At most six blobs go with a transaction (EIP-7594).
BLOB_SCHEMA: constant(bytes2) = 0x12f2
BLOB_OFFSET_KEY: constant(uint256) = 684
MAX_BLOBS: constant(uint256) = 6

# The schema id in the result is little-endian; in the registry it is a word: 0x1281 is 4737.
RESULT_SCHEMA: constant(bytes2) = 0x8112
REGISTERED_SCHEMA: constant(uint256) = 4737

# Length of `sentMessages` on L2.
MAX_SENT_MESSAGES: constant(uint256) = 2**64

# Every other byte, every other pair and the lower half of a 64-bit word.
MASK_8: constant(uint256) = 255 * (1 + 2**16 + 2**32 + 2**48)
MASK_16: constant(uint256) = 65535 * (1 + 2**32)
MASK_32: constant(uint256) = 2**32 - 1

# --- state ----------------------------------------------------------------------------------------------------------

headNumber: public(uint256)
headHash: public(bytes32)
headTimestamp: public(uint256)
messageRoot: public(bytes32)
messageCount: public(uint256)
lastAnchor: public(uint256)
escrow: public(uint256)
messageBranch: bytes32[message_tree.DEPTH]
claimedFlags: HashMap[uint256, uint256]
stateRootHistory: bytes32[STATE_ROOT_RING]
deliveredSender: transient(address)

L2_CHAIN_ID: public(immutable(uint256))
L2_GAS_LIMIT: public(immutable(uint256))
L2_MESSENGER: public(immutable(address))
# Key that proofs must be made for, or zero to follow the registry.
VERIFICATION_KEY: public(immutable(bytes32))


@deploy
@payable
def __init__(
    l2_chain_id: uint256,
    l2_gas_limit: uint256,
    genesis_block_hash: bytes32,
    genesis_state_root: bytes32,
    genesis_timestamp: uint256,
    l2_messenger: address,
    verification_key: bytes32,
):
    """
    @notice Starts from an L2 genesis. The value of the deployment is the escrow behind ETH that the genesis gives away.
    @param verification_key Key that proofs must be made for, or zero to follow the registry.
    @custom:reverts "chain id out of range", "l2 gas limit out of range"
    """
    assert l2_chain_id > 0 and l2_chain_id < 2**64, "chain id out of range"
    assert l2_gas_limit >= MIN_L2_GAS_LIMIT and l2_gas_limit < 2**63, "l2 gas limit out of range"
    L2_CHAIN_ID = l2_chain_id
    L2_GAS_LIMIT = l2_gas_limit
    L2_MESSENGER = l2_messenger
    VERIFICATION_KEY = verification_key
    self.headHash = genesis_block_hash
    self.headTimestamp = genesis_timestamp
    self.stateRootHistory[0] = genesis_state_root
    self.escrow = msg.value

    zero: bytes32 = empty(bytes32)
    for _: uint256 in range(message_tree.DEPTH):
        zero = keccak256(concat(zero, zero))
    self.messageRoot = zero


# --- the chain ------------------------------------------------------------------------------------------------------

@external
def advance(payload: Bytes[MAX_PAYLOAD_BYTES]):
    """
    @notice Appends the L2 block of a payload, if EXECUTE validates it.
    @dev Writes slots 0, 1, 2, 5 and one of `stateRootHistory`; emits `BlockAdded`.
    @param payload `0x1281 || SSZ(StatelessInput)`, or `0x12f1 || SSZ(ProofInput)` where the transaction carries a proof,
        or `0x12f2 || SSZ(BlobProofInput)` where it carries the L2 transactions in blobs as well.
    @custom:reverts "payload too short", "wrong schema", "malformed payload", "wrong blobs", "no verification key",
        "wrong verification key", "wrong chain id", "wrong block number",
        "wrong parent", "wrong gas limit", "timestamp in the future", "timestamp too old", "malformed anchor",
        "anchor moved backwards", "anchor not available", "execute failed", "block not valid", "wrong result chain id",
        "wrong result schema"
    """
    assert len(payload) >= MIN_PAYLOAD_BYTES, "payload too short"
    schema: bytes2 = convert(slice(payload, 0, 2), bytes2)
    isProof: bool = schema == PROOF_SCHEMA or schema == BLOB_SCHEMA
    assert isProof or schema == SCHEMA, "wrong schema"
    request: uint256 = REQUEST
    execution: uint256 = PAYLOAD
    extraData: uint256 = EXTRA_DATA
    if isProof:
        assert len(payload) >= MIN_PROOF_PAYLOAD_BYTES, "payload too short"
        request = PROOF_REQUEST
        execution = PROOF_PAYLOAD
        extraData = PROOF_EXTRA_DATA
        assert convert(slice(payload, INPUT, 4), bytes4) == PROOF_OFFSET_REQUEST, "malformed payload"
        assert convert(slice(payload, request, 4), bytes4) == PROOF_OFFSET_PAYLOAD, "malformed payload"
        assert convert(slice(payload, execution + 436, 4), bytes4) == PROOF_OFFSET_EXTRA_DATA, "malformed payload"
        assert convert(slice(payload, request + 4, 4), bytes4) == PROOF_OFFSET_VERSIONED_HASHES, "malformed anchor"
        key: uint256 = PROOF_KEY
        if schema == PROOF_SCHEMA:
            assert convert(slice(payload, INPUT + 4, 4), bytes4) == PROOF_OFFSET_KEY, "malformed payload"
            assert convert(slice(payload, INPUT + 16, 4), bytes4) == PROOF_OFFSET_BODY, "malformed payload"
        else:
            keyOffset: uint256 = self._little_endian(convert(slice(payload, INPUT + 4, 8), uint256)) & MASK_32
            assert keyOffset > BLOB_OFFSET_KEY, "malformed payload"
            count: uint256 = (keyOffset - BLOB_OFFSET_KEY) // 32
            assert count > 0 and count <= MAX_BLOBS, "malformed payload"
            assert keyOffset == BLOB_OFFSET_KEY + 32 * count, "malformed payload"
            key += 32 * count
            assert len(payload) >= key + 32, "payload too short"
            requestsOffset: uint256 = self._little_endian(convert(slice(payload, INPUT + 16, 8), uint256)) & MASK_32
            assert requestsOffset == keyOffset + 32, "malformed payload"
            for i: uint256 in range(count, bound=MAX_BLOBS):
                assert extract32(payload, PROOF_KEY + 32 * i) == blobhash(i), "wrong blobs"
            assert blobhash(count) == empty(bytes32), "wrong blobs"
        assert extract32(payload, key) == self._verification_key(), "wrong verification key"
    else:
        assert convert(slice(payload, INPUT, 4), bytes4) == OFFSET_REQUEST, "malformed payload"
        assert convert(slice(payload, request, 4), bytes4) == OFFSET_PAYLOAD, "malformed payload"
        assert convert(slice(payload, execution + 436, 4), bytes4) == OFFSET_EXTRA_DATA, "malformed payload"
        assert convert(slice(payload, execution + 504, 4), bytes4) == OFFSET_TRANSACTIONS, "malformed anchor"

    assert self._little_endian(convert(slice(payload, INPUT + 8, 8), uint256)) == L2_CHAIN_ID, "wrong chain id"
    number: uint256 = self._little_endian(convert(slice(payload, execution + 404, 8), uint256))
    assert number == self.headNumber + 1, "wrong block number"
    assert extract32(payload, execution) == self.headHash, "wrong parent"
    assert self._little_endian(convert(slice(payload, execution + 412, 8), uint256)) == L2_GAS_LIMIT, "wrong gas limit"

    timestamp: uint256 = self._little_endian(convert(slice(payload, execution + 428, 8), uint256))
    assert timestamp <= block.timestamp, "timestamp in the future"
    assert block.timestamp - timestamp <= MAX_TIMESTAMP_LAG, "timestamp too old"

    # The anchor is an L1 block: its number is the extra data of the L2 header, its hash the parent beacon block root.
    anchor: uint256 = convert(slice(payload, extraData, 8), uint256)
    assert anchor >= self.lastAnchor, "anchor moved backwards"
    assert anchor < block.number and block.number - anchor <= BLOCKHASH_WINDOW, "anchor not available"
    assert extract32(payload, request + 8) == blockhash(anchor), "anchor not available"

    isSuccess: bool = False
    result: Bytes[RESULT_BYTES + 1] = b""
    isSuccess, result = raw_call(
        EXECUTE, payload, max_outsize=RESULT_BYTES + 1, is_static_call=True, revert_on_failure=False
    )
    assert isSuccess and len(result) == RESULT_BYTES, "execute failed"
    assert extract32(result, 0) != empty(bytes32), "block not valid"
    assert convert(slice(result, 32, 1), uint256) == 1, "block not valid"
    assert self._little_endian(convert(slice(result, 33, 8), uint256)) == L2_CHAIN_ID, "wrong result chain id"
    assert convert(slice(result, 41, 2), bytes2) == RESULT_SCHEMA, "wrong result schema"

    blockHash: bytes32 = extract32(payload, execution + 472)
    stateRoot: bytes32 = extract32(payload, execution + 52)
    self.headNumber = number
    self.headHash = blockHash
    self.headTimestamp = timestamp
    self.lastAnchor = anchor
    self.stateRootHistory[number % STATE_ROOT_RING] = stateRoot
    log BlockAdded(
        number=number, blockHash=blockHash, stateRoot=stateRoot, timestamp=timestamp, anchorBlockNumber=anchor
    )


@internal
@view
def _verification_key() -> bytes32:
    """
    @notice Key that proofs must be made for: the rollup's own, or the one that L1 has registered last.
    @custom:reverts "no verification key"
    """
    if VERIFICATION_KEY != empty(bytes32):
        return VERIFICATION_KEY
    isSuccess: bool = False
    entry: Bytes[65] = b""
    isSuccess, entry = raw_call(
        KEY_REGISTRY, abi_encode(empty(bytes32)), max_outsize=65, is_static_call=True, revert_on_failure=False
    )
    assert isSuccess and len(entry) == 64, "no verification key"
    assert convert(extract32(entry, 32), uint256) == REGISTERED_SCHEMA, "no verification key"
    return extract32(entry, 0)


@internal
@pure
def _little_endian(word: uint256) -> uint256:
    """
    @notice Value of an 8-byte integer that was read with its bytes in the wrong order.
    """
    x: uint256 = ((word & MASK_8) << 8) | ((word >> 8) & MASK_8)
    x = ((x & MASK_16) << 16) | ((x >> 16) & MASK_16)
    return ((x & MASK_32) << 32) | (x >> 32)


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
    @param l2_block_number Block whose state the proofs are for: one of the last 8,191.
    @param account_proof Nodes from that state's root to the messenger's account.
    @param storage_proof Nodes from the messenger's storage root to the message's element of `sentMessages`.
    @param fee_recipient Receiver of the fee, in wei, that the message carries.
    @custom:reverts "AlreadyClaimed", "state root not available", "invalid proof", "escrow insufficient", "self target",
        "not enough gas for delivery", "delivery failed", "fee payment failed"
    """
    index: uint256 = l2_message.index
    flags: uint256 = self.claimedFlags[index >> 8]
    flag: uint256 = 1 << (index & 255)
    assert flags & flag == 0, "AlreadyClaimed"
    assert l2_message.to != self, "self target"

    head: uint256 = self.headNumber
    assert l2_block_number <= head and head - l2_block_number < STATE_ROOT_RING, "state root not available"
    leaf: bytes32 = message._leaf(
        l2_message.sender, l2_message.to, l2_message.value, l2_message.fee, keccak256(l2_message.data), index
    )
    assert index < MAX_SENT_MESSAGES, "invalid proof"
    storageRoot: bytes32 = mpt._storage_root(
        self.stateRootHistory[l2_block_number % STATE_ROOT_RING], L2_MESSENGER, account_proof
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
def stateRoot(l2_block_number: uint256) -> bytes32:
    """
    @notice State root of one of the last 8,191 L2 blocks.
    @custom:reverts "state root not available"
    """
    head: uint256 = self.headNumber
    assert l2_block_number <= head and head - l2_block_number < STATE_ROOT_RING, "state root not available"
    return self.stateRootHistory[l2_block_number % STATE_ROOT_RING]


@external
@view
def isClaimed(index: uint256) -> bool:
    """
    @notice Whether the L2 message of this index has been delivered.
    """
    return self.claimedFlags[index >> 8] & (1 << (index & 255)) != 0

# pragma version 0.4.3
"""
@title Native rollup with a delayed inbox
@notice A native rollup whose blocks have to begin with what users have forced: anybody shows L1 a signed transaction of
        the L2, and after a delay the next block has it first, or is refused. One that cannot be first any more is taken
        out by a proof that its account has moved on; one whose price is below the block's falls out by itself.
@dev All else is the code of a NativeRollup or SequencedNativeRollup, in this contract's storage, by DELEGATECALL. The
     variables up to `advancedAt` are theirs, in their order, and are set as their constructors would have set them.
     A transaction that could neither be first nor be taken out would halt the L2, so what is taken is narrow: a transfer
     that runs no code, or a message of the L2 messenger without calls. Whatever EXECUTE asks of such a transaction is
     checked when it comes; what can change later is nonce and price: docs/decisions/0083-delayed-inbox.md.
"""

import dynamic_fee
import l2_account
import message_tree
import mpt

# --- events ---------------------------------------------------------------------------------------------------------

event TransactionForced:
    index: indexed(uint256)
    sender: indexed(address)
    dueAt: uint256
    transaction: Bytes[dynamic_fee.MAX_BYTES]


event ForcedIncluded:
    index: indexed(uint256)
    number: indexed(uint256)


event ForcedDropped:
    index: indexed(uint256)
    isUnderpriced: bool


# --- constants ------------------------------------------------------------------------------------------------------

# Longest time, in seconds, from the forcing to the block that must have it.
MAX_DELAY: constant(uint256) = 7 * 86400

# Seconds after which an overdue transaction opens the rollup to everybody, as a sequencer's silence does.
OVERDUE: constant(uint256) = 7200

# L2 blocks after its own for which an account's proof is taken: with the head's alone, whoever hands in a block just
# before could keep everybody out.
MAX_PROOF_AGE: constant(uint256) = 256

# Most underpriced transactions that fall out at one block.
MAX_FALLEN: constant(uint256) = 4

# A transfer has exactly the gas of one, so that nothing is left to run code with.
TRANSFER_GAS: constant(uint256) = 21_000
# Floor of a byte of call data that is not zero (EIP-7623), above what it costs otherwise.
DATA_GAS: constant(uint256) = 40
# Most gas of a message: half of the least gas limit of an L2 block.
MAX_GAS: constant(uint256) = 500_000

# EIP-2681: the last nonce is never used.
MAX_NONCE: constant(uint256) = 2**64 - 2
# Bound on prices and amounts, above all ether in wei, so that a product with the gas cannot overflow.
MAX_WEI: constant(uint256) = 2**128 - 1

# EIP-2: half of the order of secp256k1.
HALF_ORDER: constant(uint256) = (
    57896044618658097711785492504343953926418782139537452191302581570759080747168
)

SEND_MESSAGE: constant(bytes4) = method_id("sendMessage(address,uint256,bytes)", output_type=bytes4)

STATE_ROOT_RING: constant(uint256) = 8191
# The bound of NativeRollup's `advance`.
MAX_PAYLOAD_BYTES: constant(uint256) = 49152

# Positions in a payload, as NativeRollup has checked them.
EXECUTION: constant(uint256) = 62
PROOF_EXECUTION: constant(uint256) = 94
PROOF_BODY: constant(uint256) = 718
SCHEMA: constant(bytes2) = 0x1281
PROOF_SCHEMA: constant(bytes2) = 0x12f1

# Bytes read around a block's first transaction: as many as one of the inbox has at most, and fewer than any valid block's
# payload has.
WINDOW: constant(uint256) = dynamic_fee.MAX_BYTES

# Bytes that a function of the implementation returns: a word at most.
MAX_RESULT_BYTES: constant(uint256) = 32

MASK_8: constant(uint256) = 255 * (1 + 2**16 + 2**32 + 2**48)
MASK_16: constant(uint256) = 65535 * (1 + 2**32)
MASK_32: constant(uint256) = 2**32 - 1


struct Forced:
    hash: bytes32
    sender: address
    nonce: uint256
    maxFee: uint256  # wei per unit of gas
    dueAt: uint256  # seconds


# --- state: NativeRollup's and SequencedNativeRollup's --------------------------------------------------------------

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
advancedAt: public(uint256)
othersFlags: HashMap[uint256, uint256]

# --- state: its own -------------------------------------------------------------------------------------------------

# Index of the oldest transaction that waits, and number of all there were.
front: public(uint256)
count: public(uint256)
# Of the newest block, in wei per unit of gas; 0 before the first.
baseFee: public(uint256)
forced: public(HashMap[uint256, Forced])
# Place in the inbox of an account's transaction: its index and one, or 0 without any.
place: public(HashMap[address, uint256])

# A NativeRollup or SequencedNativeRollup, whose code is executed here.
IMPLEMENTATION: public(immutable(address))
INBOX_CHAIN_ID: immutable(uint256)
INBOX_MESSENGER: immutable(address)
# Seconds from the forcing to the block that must have it.
DELAY: public(immutable(uint256))


@deploy
@payable
def __init__(
    implementation: address,
    l2_chain_id: uint256,
    l2_messenger: address,
    delay: uint256,
    genesis_block_hash: bytes32,
    genesis_state_root: bytes32,
    genesis_timestamp: uint256,
):
    """
    @notice Starts from an L2 genesis. The value of the deployment is the escrow behind ETH that the genesis gives away.
    @param implementation A NativeRollup of this L2, or a SequencedNativeRollup of it.
    @param l2_chain_id Chain id of the L2, for which transactions have to be signed.
    @param l2_messenger The L2's messenger.
    @param delay Seconds from the forcing to the block that must have it.
    @custom:reverts "no implementation", "inbox delay out of range"
    """
    assert implementation != empty(address), "no implementation"
    assert delay <= MAX_DELAY, "inbox delay out of range"
    IMPLEMENTATION = implementation
    INBOX_CHAIN_ID = l2_chain_id
    INBOX_MESSENGER = l2_messenger
    DELAY = delay
    self.headHash = genesis_block_hash
    self.headTimestamp = genesis_timestamp
    self.stateRootHistory[0] = genesis_state_root
    self.escrow = msg.value
    self.advancedAt = block.timestamp

    zero: bytes32 = empty(bytes32)
    for _: uint256 in range(message_tree.DEPTH):
        zero = keccak256(concat(zero, zero))
    self.messageRoot = zero


# --- the inbox ------------------------------------------------------------------------------------------------------

@external
def force(
    transaction: dynamic_fee.Signed,
    l2_block_number: uint256,
    account_proof: DynArray[Bytes[mpt.MAX_NODE_BYTES], mpt.MAX_PROOF_NODES],
):
    """
    @notice Shows L1 a signed transaction of the L2, which the first block from `DELAY` seconds on must begin with.
    @dev Writes `count`, one of `forced` and one of `place`; emits `TransactionForced`. Whoever sends this pays L1; the
         L2 fee is its signer's. A waiting transaction of the same account whose nonce is shown to be used gives way,
         so that nobody can hold an account's only place with what its owner has signed long ago.
    @param transaction The transaction's fields and its signature.
    @param l2_block_number Block whose state the proof is for: the head, or one of the 256 before.
    @param account_proof Nodes from that state's root to its sender's account.
    @custom:reverts "not forcible", "fee out of range", "malleable signature", "no signer", "underpriced",
        "state root not available", "invalid proof", "wrong nonce", "balance below cost", "account has code",
        "already waiting"
    """
    size: uint256 = len(transaction.data)
    if size == 0:
        assert transaction.gasLimit == TRANSFER_GAS, "not forcible"
    else:
        assert transaction.to == INBOX_MESSENGER and size >= 4, "not forcible"
        assert convert(slice(transaction.data, 0, 4), bytes4) == SEND_MESSAGE, "not forcible"
        assert transaction.gasLimit >= TRANSFER_GAS + DATA_GAS * size, "not forcible"
        assert transaction.gasLimit <= MAX_GAS, "not forcible"
    assert transaction.nonce <= MAX_NONCE, "not forcible"
    assert transaction.maxPriorityFee <= transaction.maxFee, "fee out of range"
    assert transaction.maxFee <= MAX_WEI and transaction.amount <= MAX_WEI, "fee out of range"
    assert transaction.maxFee >= self.baseFee, "underpriced"

    assert transaction.yParity <= 1 and transaction.s <= HALF_ORDER, "malleable signature"
    body: Bytes[dynamic_fee.MAX_BODY_BYTES] = dynamic_fee._body(INBOX_CHAIN_ID, transaction)
    sender: address = ecrecover(
        dynamic_fee._signing_hash(body), 27 + transaction.yParity, transaction.r, transaction.s
    )
    assert sender != empty(address), "no signer"

    head: uint256 = self.headNumber
    assert l2_block_number <= head and head - l2_block_number <= MAX_PROOF_AGE, "state root not available"
    cost: uint256 = transaction.gasLimit * transaction.maxFee + transaction.amount
    account: l2_account.Account = l2_account._account(
        self.stateRootHistory[l2_block_number % STATE_ROOT_RING], sender, account_proof
    )
    assert account.nonce == transaction.nonce, "wrong nonce"
    assert account.balance >= cost, "balance below cost"
    assert not account.hasCode, "account has code"
    waiting: uint256 = self.place[sender]
    if waiting != 0:
        # Its nonce is used. At a price of nothing it falls out by itself when it is due.
        assert transaction.nonce > self.forced[waiting - 1].nonce, "already waiting"
        self.forced[waiting - 1].maxFee = 0

    encoded: Bytes[dynamic_fee.MAX_BYTES] = dynamic_fee._encoded(body, transaction)
    index: uint256 = self.count
    dueAt: uint256 = block.timestamp + DELAY
    self.count = index + 1
    self.place[sender] = index + 1
    self.forced[index] = Forced(
        hash=keccak256(encoded),
        sender=sender,
        nonce=transaction.nonce,
        maxFee=transaction.maxFee,
        dueAt=dueAt,
    )
    log TransactionForced(index=index, sender=sender, dueAt=dueAt, transaction=encoded)


@external
def drop(account_proof: DynArray[Bytes[mpt.MAX_NODE_BYTES], mpt.MAX_PROOF_NODES]):
    """
    @notice Takes out the oldest transaction, if it is due and the next block cannot begin with it.
    @dev Writes `front`, one of `forced` and one of `place`; emits `ForcedDropped`.
         An account without code spends ether, and gets code, by transactions and delegations of its own alone, each of
         which takes a nonce: as long as that is the same, the rest is at least what it was.
    @param account_proof Nodes from the head's state root to its sender's account, which shows another nonce.
    @custom:reverts "nothing forced", "not due", "invalid proof", "still possible"
    """
    index: uint256 = self.front
    assert index < self.count, "nothing forced"
    entry: Forced = self.forced[index]
    assert block.timestamp >= entry.dueAt, "not due"
    account: l2_account.Account = l2_account._account(
        self.stateRootHistory[self.headNumber % STATE_ROOT_RING], entry.sender, account_proof
    )
    assert account.nonce != entry.nonce, "still possible"
    self._remove(index, entry.sender)
    log ForcedDropped(index=index, isUnderpriced=False)


@external
def advance(payload: Bytes[MAX_PAYLOAD_BYTES]):
    """
    @notice Has the implementation append the L2 block of a payload, unless a forced transaction is missing in it.
    @dev Writes `baseFee`, and `front`, `forced` and `place` for each transaction that has its block or falls out;
         emits `ForcedIncluded` and `ForcedDropped` beside what the implementation emits. The implementation decodes
         the same calldata with the same type, so that both see one payload.
    @param payload As in NativeRollup. With blobs, whose transactions a contract cannot read, nothing may be due.
    @custom:reverts "forced transaction missing", and the implementation's reasons
    """
    index: uint256 = self.front
    waits: bool = index < self.count
    if waits:
        # Who leaves it out for as long loses the first word, as if he had been silent.
        if block.timestamp >= self.forced[index].dueAt + OVERDUE:
            self.advancedAt = 0
    raw_call(IMPLEMENTATION, msg.data, is_delegate_call=True)

    # What stands in the payload is now known to be a valid block's.
    schema: bytes2 = convert(slice(payload, 0, 2), bytes2)
    execution: uint256 = EXECUTION if schema == SCHEMA else PROOF_EXECUTION
    self.baseFee = self._little_endian_word(extract32(payload, execution + 440))
    if not waits:
        return
    timestamp: uint256 = self._little_endian(convert(slice(payload, execution + 428, 8), uint256))

    # The section of the transactions: offsets of each, of 4 bytes, and then the transactions.
    start: uint256 = 0
    end: uint256 = 0
    if schema == SCHEMA:
        start = execution + self._little_endian(convert(slice(payload, execution + 504, 4), uint256) << 32)
        end = execution + self._little_endian(convert(slice(payload, execution + 508, 4), uint256) << 32)
    elif schema == PROOF_SCHEMA:
        start = PROOF_BODY + self._little_endian(convert(slice(payload, PROOF_BODY, 4), uint256) << 32)
        end = PROOF_BODY + self._little_endian(convert(slice(payload, PROOF_BODY + 4, 4), uint256) << 32)
    first: bytes32 = empty(bytes32)
    if end > start:
        begin: uint256 = self._little_endian(convert(slice(payload, start, 4), uint256) << 32)
        if begin > 4:
            end = start + self._little_endian(convert(slice(payload, start + 4, 4), uint256) << 32)
        begin += start
        size: uint256 = end - begin
        if size <= WINDOW:
            # The window of a fixed size that holds the first transaction, moved back from the payload's end.
            base: uint256 = min(begin, len(payload) - WINDOW)
            first = keccak256(slice(slice(payload, base, WINDOW), begin - base, size))
    self._meet(first, timestamp)


@internal
def _meet(first: bytes32, timestamp: uint256):
    """
    @notice Holds a block to the inbox.
    @param first Hash of the block's first transaction, or zero when it cannot be one of the inbox.
    @param timestamp The block's.
    @custom:reverts "forced transaction missing"
    """
    for _: uint256 in range(MAX_FALLEN):
        index: uint256 = self.front
        if index == self.count:
            return
        entry: Forced = self.forced[index]
        if entry.hash == first:
            self._remove(index, entry.sender)
            log ForcedIncluded(index=index, number=self.headNumber)
            return
        if entry.dueAt > timestamp:
            return
        assert entry.maxFee < self.baseFee, "forced transaction missing"
        self._remove(index, entry.sender)
        log ForcedDropped(index=index, isUnderpriced=True)


@internal
def _remove(index: uint256, sender: address):
    """
    @notice Takes the oldest out; a later one of the same account keeps its place.
    """
    self.front = index + 1
    if self.place[sender] == index + 1:
        self.place[sender] = 0
    self.forced[index] = empty(Forced)


@internal
@pure
def _little_endian(word: uint256) -> uint256:
    """
    @notice Value of an 8-byte integer that was read with its bytes in the wrong order.
    """
    x: uint256 = ((word & MASK_8) << 8) | ((word >> 8) & MASK_8)
    x = ((x & MASK_16) << 16) | ((x >> 16) & MASK_16)
    return ((x & MASK_32) << 32) | (x >> 32)


@internal
@pure
def _little_endian_word(word: bytes32) -> uint256:
    """
    @notice Value of a 32-byte integer that was read with its bytes in the wrong order.
    """
    rest: uint256 = convert(word, uint256)
    value: uint256 = 0
    for i: uint256 in range(4):
        value = (value << 64) | self._little_endian(rest & (2**64 - 1))
        rest >>= 64
    return value


# --- all else -------------------------------------------------------------------------------------------------------

@external
@payable
@raw_return
def __default__() -> Bytes[MAX_RESULT_BYTES]:
    """
    @notice Has the implementation's code handle the call.
    @custom:reverts the implementation's reasons
    """
    return raw_call(IMPLEMENTATION, msg.data, max_outsize=MAX_RESULT_BYTES, is_delegate_call=True)

# pragma version 0.4.3
"""
@title Payments rollup that a contract verifies
@notice Follows a ledger of payments, which is not the EVM, batch by batch: `commit` takes a batch's data, `prove` a
        Groth16 proof of what the batch does to the ledger, `execute` lets its withdrawals be claimed. Holds the ETH of
        the ledger in escrow. `commitBlob` and `proveBlob` do the same with payments in a blob; which of the two can be
        proven is decided by the verifying key, whose circuits have different numbers of public inputs.
@dev The statement of the circuit is in docs/payments-circuit.md. Its public inputs are the root before, the root after,
     the root of the batch's withdrawals, and SHA-256 of the batch's data modulo 2^253. The first and the last come from
     here, and the data of deposits from the queue, so that every root that is stored is bound by the proof. With a blob
     the hash is of domain and deposits alone, and three inputs follow that bind the payments to the blob.
     Every reason of a revert is a string; a revert without one comes from calldata that is not what the ABI says.
"""

import poseidon


interface Verifier:
    def verify(proof: uint256[8], inputs: DynArray[uint256, 16]) -> bool: view
    def keyHash() -> bytes32: view


# --- events ---------------------------------------------------------------------------------------------------------

event DepositQueued:
    index: indexed(uint256)
    owner: indexed(address)
    account: uint256
    keyHash: uint256
    amount: uint256


event BatchCommitted:
    number: indexed(uint256)
    dataHash: uint256
    depositEnd: uint256


event BlobCommitted:
    number: indexed(uint256)
    versionedHash: bytes32
    dataHash: uint256
    depositEnd: uint256


event BatchesReverted:
    number: indexed(uint256)


event BatchProven:
    number: indexed(uint256)
    stateRoot: uint256
    withdrawalsRoot: uint256


event BatchExecuted:
    number: indexed(uint256)
    stateRoot: uint256
    withdrawalsRoot: uint256
    depositEnd: uint256


event WithdrawalClaimed:
    batch: indexed(uint256)
    index: indexed(uint256)
    recipient: indexed(address)
    amount: uint256


# --- constants ------------------------------------------------------------------------------------------------------

# Order of BN254's group: elements of the circuit are below it.
R: constant(uint256) = 21888242871839275222246405745257275088548364400416034343698204186575808495617

# What a hash keeps of SHA-256, so that it is below R.
HASH_MASK: constant(uint256) = 2**253 - 1

# The precompile at which a blob's polynomial is opened, and what it answers: the number of values of a blob, and the
# order of BLS12-381's group (EIP-4844).
POINT_EVALUATION: constant(address) = 0x000000000000000000000000000000000000000A
BLOB_VALUES: constant(uint256) = 4096
BLS_R: constant(uint256) = 52435875175126190479447740508185965837690552500527637822603658699938581184513

# Bits of the point of an evaluation; and those of a value in the first of the two words that the circuit takes.
POINT_MASK: constant(uint256) = 2**128 - 1
LOW_BITS: constant(uint256) = 136
LOW_MASK: constant(uint256) = 2**LOW_BITS - 1

# Bounds of the shape: places for payments and for deposits.
MAX_CAPACITY: constant(uint256) = 1024
MAX_DEPOSIT_CAPACITY: constant(uint256) = 16
MAX_DEPTH: constant(uint256) = 10

# Bytes of public data: of a payment, of a deposit, of the domain.
PAYMENT_BYTES: constant(uint256) = 16
DEPOSIT_BYTES: constant(uint256) = 64
DOMAIN_BYTES: constant(uint256) = 32
MAX_PAYMENT_BYTES: constant(uint256) = MAX_CAPACITY * PAYMENT_BYTES
MAX_HEAD_BYTES: constant(uint256) = DOMAIN_BYTES + MAX_DEPOSIT_CAPACITY * DEPOSIT_BYTES

# Accounts that the ledger has places for, and accounts that it can begin with.
MAX_ACCOUNTS: constant(uint256) = 65_536
MAX_GENESIS_ACCOUNTS: constant(uint256) = 256

# Amounts of deposits and of withdrawals are below these.
DEPOSIT_LIMIT: constant(uint256) = 2**80
AMOUNT_LIMIT: constant(uint256) = 2**128

# --- state ----------------------------------------------------------------------------------------------------------


# A deposit as the public data has it: place of the account (2 bytes), owner (20) and amount (10); then the key's hash.
struct Deposit:
    head: uint256
    keyHash: uint256


struct GenesisAccount:
    owner: address
    keyHash: uint256


committedCount: public(uint256)
provenCount: public(uint256)
executedCount: public(uint256)
# Root after the newest proven batch, and after the newest executed one.
provenRoot: public(uint256)
stateRoot: public(uint256)
# Deposits that were queued, that committed batches have taken, and that proven ones have.
depositCount: public(uint256)
committedDeposits: public(uint256)
provenDeposits: public(uint256)
accountCount: public(uint256)
escrow: public(uint256)
# Of a committed batch: keccak256(dataHash, depositEnd), or keccak256(versionedHash, dataHash, depositEnd, number) with
# payments in a blob. Of a proven one: keccak256(root, withdrawals root, depositEnd).
batches: HashMap[uint256, bytes32]
# Of executed batches.
withdrawalsRoots: public(HashMap[uint256, uint256])
deposits: public(HashMap[uint256, Deposit])
# Place of an account plus one, by keccak256(owner, key hash).
places: HashMap[bytes32, uint256]
claimedFlags: HashMap[uint256, uint256]

VERIFIER: public(immutable(address))
# Whose commitments are taken; zero for everybody's.
SEQUENCER: public(immutable(address))
# Binds signatures to this contract on this chain: SHA-256 of chain id and address, modulo 2^253.
DOMAIN: public(immutable(uint256))
CAPACITY: public(immutable(uint256))
DEPOSIT_CAPACITY: public(immutable(uint256))
# Levels of a batch's tree of withdrawals: the least power of two that holds CAPACITY.
DEPTH: public(immutable(uint256))


@deploy
@payable
def __init__(
    verifier: address,
    key_hash: bytes32,
    sequencer: address,
    capacity: uint256,
    deposit_capacity: uint256,
    genesis_root: uint256,
    genesis_accounts: DynArray[GenesisAccount, MAX_GENESIS_ACCOUNTS],
):
    """
    @notice Starts from a ledger whose accounts have the first places. The value of the deployment is the escrow behind
            their balances, which nobody checks here: whoever uses the rollup compares the root.
    @param verifier Groth16 verifier of the circuit.
    @param key_hash Hash of the verifying key that its code must have.
    @param sequencer Whose commitments are taken, or zero for everybody's.
    @param capacity Places for payments in a batch.
    @param deposit_capacity Places for deposits in a batch.
    @param genesis_root State root of the first accounts.
    @param genesis_accounts Their owners and keys, by place.
    @custom:reverts "wrong verifying key", "capacity out of range", "root out of range", "key hash out of range",
        "account twice"
    """
    assert staticcall Verifier(verifier).keyHash() == key_hash, "wrong verifying key"
    assert capacity > 0 and capacity <= MAX_CAPACITY, "capacity out of range"
    assert deposit_capacity <= MAX_DEPOSIT_CAPACITY, "capacity out of range"
    assert genesis_root < R, "root out of range"
    VERIFIER = verifier
    SEQUENCER = sequencer
    CAPACITY = capacity
    DEPOSIT_CAPACITY = deposit_capacity
    depth: uint256 = 0
    for _: uint256 in range(MAX_DEPTH):
        if 1 << depth < capacity:
            depth += 1
    DEPTH = depth
    domain: bytes32 = sha256(concat(convert(chain.id, bytes32), convert(self, bytes20)))
    DOMAIN = convert(domain, uint256) & HASH_MASK
    for account: GenesisAccount in genesis_accounts:
        assert account.keyHash < R, "key hash out of range"
        key: bytes32 = self._account(account.owner, account.keyHash)
        assert self.places[key] == 0, "account twice"
        self.accountCount += 1
        self.places[key] = self.accountCount
    self.provenRoot = genesis_root
    self.stateRoot = genesis_root
    self.escrow = msg.value


# --- deposits -------------------------------------------------------------------------------------------------------

@external
@payable
def deposit(owner: address, key_hash: uint256):
    """
    @notice Queues the value for the account of an owner and a key; the account begins with its first deposit.
    @dev The pair is the account: whoever deposits for somebody with another key opens another account, and takes
         nothing. Writes `depositCount`, two slots of the queue, `escrow` and, for a new account, its place.
    @param owner L1 address that withdrawals go to.
    @param key_hash Poseidon digest of the key that signs for the account.
    @custom:reverts "amount out of range", "key hash out of range", "no owner", "no place for an account"
    """
    assert msg.value > 0 and msg.value < DEPOSIT_LIMIT, "amount out of range"
    # Data that the circuit cannot read would hold up the queue for ever.
    assert key_hash < R, "key hash out of range"
    assert owner != empty(address), "no owner"
    key: bytes32 = self._account(owner, key_hash)
    place: uint256 = self.places[key]
    if place == 0:
        place = self.accountCount + 1
        assert place <= MAX_ACCOUNTS, "no place for an account"
        self.accountCount = place
        self.places[key] = place
    index: uint256 = self.depositCount
    self.depositCount = index + 1
    self.escrow += msg.value
    head: uint256 = ((place - 1) << 240) | (convert(owner, uint256) << 80) | msg.value
    self.deposits[index] = Deposit(head=head, keyHash=key_hash)
    log DepositQueued(index=index, owner=owner, account=place - 1, keyHash=key_hash, amount=msg.value)


@internal
@pure
def _account(owner: address, key_hash: uint256) -> bytes32:
    return keccak256(concat(convert(owner, bytes20), convert(key_hash, bytes32)))


# --- batches --------------------------------------------------------------------------------------------------------

@external
def commit(payments: Bytes[MAX_PAYMENT_BYTES], deposit_count: uint256):
    """
    @notice Takes the data of the next batch: its payments from the caller, its deposits from the queue, oldest first.
    @dev Writes `committedCount`, `committedDeposits` and one of `batches`; emits `BatchCommitted`.
    @param payments Public data of the payments, padding included.
    @param deposit_count How many deposits the batch takes.
    @custom:reverts "not sequencer", "wrong data length", "too many deposits"
    """
    assert SEQUENCER == empty(address) or msg.sender == SEQUENCER, "not sequencer"
    assert len(payments) == CAPACITY * PAYMENT_BYTES, "wrong data length"
    end: uint256 = 0
    head: Bytes[MAX_HEAD_BYTES] = b""
    end, head = self._head(deposit_count)
    data_hash: uint256 = convert(sha256(concat(head, payments)), uint256) & HASH_MASK

    number: uint256 = self.committedCount + 1
    self.committedCount = number
    self.committedDeposits = end
    self.batches[number] = keccak256(abi_encode(data_hash, end))
    log BatchCommitted(number=number, dataHash=data_hash, depositEnd=end)


@internal
@view
def _head(deposit_count: uint256) -> (uint256, Bytes[MAX_HEAD_BYTES]):
    """
    @notice Domain and the next deposits of the queue, with zeros in free places, as the public data has them; and how
            many deposits are taken then.
    """
    first: uint256 = self.committedDeposits
    end: uint256 = first + deposit_count
    assert deposit_count <= DEPOSIT_CAPACITY and end <= self.depositCount, "too many deposits"

    head: Bytes[MAX_HEAD_BYTES] = concat(convert(DOMAIN, bytes32), b"")
    for place: uint256 in range(DEPOSIT_CAPACITY, bound=MAX_DEPOSIT_CAPACITY):
        entry: Deposit = empty(Deposit)
        if place < deposit_count:
            entry = self.deposits[first + place]
        # place 2, owner 20, key hash 32, amount 10.
        word: bytes32 = convert(entry.head, bytes32)
        part: Bytes[DEPOSIT_BYTES] = concat(
            slice(word, 0, 22), convert(entry.keyHash, bytes32), slice(word, 22, 10)
        )
        end_of_part: uint256 = DOMAIN_BYTES + (place + 1) * DEPOSIT_BYTES
        head = convert(slice(concat(head, part), 0, end_of_part), Bytes[MAX_HEAD_BYTES])
    return (end, head)


@external
def commitBlob(deposit_count: uint256):
    """
    @notice Takes the data of the next batch: its payments from the transaction's first blob, its deposits from the
            queue, oldest first. What is in the blob only the proof can tell.
    @dev Writes `committedCount`, `committedDeposits` and one of `batches`; emits `BlobCommitted`.
    @param deposit_count How many deposits the batch takes.
    @custom:reverts "not sequencer", "no blob", "too many deposits"
    """
    assert SEQUENCER == empty(address) or msg.sender == SEQUENCER, "not sequencer"
    versioned_hash: bytes32 = blobhash(0)
    assert versioned_hash != empty(bytes32), "no blob"
    end: uint256 = 0
    head: Bytes[MAX_HEAD_BYTES] = b""
    end, head = self._head(deposit_count)
    data_hash: uint256 = convert(sha256(head), uint256) & HASH_MASK

    number: uint256 = self.committedCount + 1
    self.committedCount = number
    self.committedDeposits = end
    self.batches[number] = keccak256(abi_encode(versioned_hash, data_hash, end, number))
    log BlobCommitted(number=number, versionedHash=versioned_hash, dataHash=data_hash, depositEnd=end)


@external
def revertBatches():
    """
    @notice Forgets the committed batches that are not proven; their deposits are in the queue again.
    @dev A batch that does nothing valid can never be proven, and would hold up those after it.
    @custom:reverts "not sequencer", "nothing to revert"
    """
    assert SEQUENCER == empty(address) or msg.sender == SEQUENCER, "not sequencer"
    number: uint256 = self.provenCount
    assert self.committedCount > number, "nothing to revert"
    self.committedCount = number
    self.committedDeposits = self.provenDeposits
    log BatchesReverted(number=number)


@external
def prove(data_hash: uint256, deposit_end: uint256, root: uint256, withdrawals_root: uint256, proof: uint256[8]):
    """
    @notice Proves what the next committed batch does to the ledger.
    @dev Writes `provenCount`, `provenDeposits`, `provenRoot` and one of `batches`; emits `BatchProven`.
    @param data_hash Hash of the batch's data, as `BatchCommitted` tells it.
    @param deposit_end Deposits that the batches up to this one have taken.
    @param root Root after the batch.
    @param withdrawals_root Root of the batch's withdrawals.
    @param proof Groth16 proof: A, B, C in the order of EIP-197.
    @custom:reverts "not committed", "wrong data", "proof refused"
    """
    number: uint256 = self.provenCount + 1
    assert number <= self.committedCount, "not committed"
    assert self.batches[number] == keccak256(abi_encode(data_hash, deposit_end)), "wrong data"

    inputs: DynArray[uint256, 4] = [self.provenRoot, root, withdrawals_root, data_hash]
    isSuccess: bool = False
    answer: Bytes[32] = b""
    isSuccess, answer = raw_call(
        VERIFIER,
        abi_encode(proof, inputs, method_id=method_id("verify(uint256[8],uint256[])")),
        max_outsize=32,
        is_static_call=True,
        revert_on_failure=False,
    )
    assert isSuccess and len(answer) == 32 and convert(answer, uint256) == 1, "proof refused"

    self.provenCount = number
    self.provenDeposits = deposit_end
    self.provenRoot = root
    self.batches[number] = keccak256(abi_encode(root, withdrawals_root, deposit_end))
    log BatchProven(number=number, stateRoot=root, withdrawalsRoot=withdrawals_root)


@external
def proveBlob(
    versioned_hash: bytes32,
    data_hash: uint256,
    deposit_end: uint256,
    root: uint256,
    withdrawals_root: uint256,
    payments_digest: uint256,
    evaluation: uint256,
    opening: Bytes[96],
    proof: uint256[8],
):
    """
    @notice Proves what the next committed batch does to the ledger, whose payments are in a blob.
    @dev The blob's polynomial is opened at a point that is a hash of the blob's name and of the payments' digest: whoever
         proves has fixed both before the point is known. The precompile shows that the blob has the value there, the
         circuit that the payments of the digest have. Writes `provenCount`, `provenDeposits`, `provenRoot` and one of
         `batches`; emits `BatchProven`.
    @param versioned_hash Name of the blob, as `BlobCommitted` tells it.
    @param data_hash Hash of domain and deposits, as `BlobCommitted` tells it.
    @param deposit_end Deposits that the batches up to this one have taken.
    @param root Root after the batch.
    @param withdrawals_root Root of the batch's withdrawals.
    @param payments_digest Poseidon digest of the payments' data.
    @param evaluation Value of the blob's polynomial at the point.
    @param opening KZG commitment of the blob, and the proof of the value.
    @param proof Groth16 proof: A, B, C in the order of EIP-197.
    @custom:reverts "not committed", "wrong data", "wrong evaluation", "proof refused"
    """
    number: uint256 = self.provenCount + 1
    assert number <= self.committedCount, "not committed"
    assert self.batches[number] == keccak256(abi_encode(versioned_hash, data_hash, deposit_end, number)), "wrong data"

    point: uint256 = convert(keccak256(concat(versioned_hash, convert(payments_digest, bytes32))), uint256) & POINT_MASK
    isSuccess: bool = False
    values: Bytes[64] = b""
    isSuccess, values = raw_call(
        POINT_EVALUATION,
        concat(versioned_hash, convert(point, bytes32), convert(evaluation, bytes32), opening),
        max_outsize=64,
        is_static_call=True,
        revert_on_failure=False,
    )
    # The precompile takes an evaluation below BLS_R alone, so that its two words are those of one residue.
    assert isSuccess and values == abi_encode(BLOB_VALUES, BLS_R), "wrong evaluation"

    inputs: DynArray[uint256, 7] = [
        self.provenRoot,
        root,
        withdrawals_root,
        data_hash,
        payments_digest,
        evaluation & LOW_MASK,
        ((evaluation >> LOW_BITS) << 128) | point,
    ]
    answer: Bytes[32] = b""
    isSuccess, answer = raw_call(
        VERIFIER,
        abi_encode(proof, inputs, method_id=method_id("verify(uint256[8],uint256[])")),
        max_outsize=32,
        is_static_call=True,
        revert_on_failure=False,
    )
    assert isSuccess and len(answer) == 32 and convert(answer, uint256) == 1, "proof refused"

    self.provenCount = number
    self.provenDeposits = deposit_end
    self.provenRoot = root
    self.batches[number] = keccak256(abi_encode(root, withdrawals_root, deposit_end))
    log BatchProven(number=number, stateRoot=root, withdrawalsRoot=withdrawals_root)


@external
def execute(root: uint256, withdrawals_root: uint256, deposit_end: uint256):
    """
    @notice Makes the next proven batch the ledger's newest: its withdrawals can be claimed.
    @dev Writes `executedCount`, `stateRoot` and one of `withdrawalsRoots`; emits `BatchExecuted`.
    @param root Root after the batch.
    @param withdrawals_root Root of the batch's withdrawals.
    @param deposit_end Deposits that the batches up to this one have taken.
    @custom:reverts "not proven", "wrong batch"
    """
    number: uint256 = self.executedCount + 1
    assert number <= self.provenCount, "not proven"
    assert self.batches[number] == keccak256(abi_encode(root, withdrawals_root, deposit_end)), "wrong batch"
    self.executedCount = number
    self.stateRoot = root
    self.withdrawalsRoots[number] = withdrawals_root
    log BatchExecuted(number=number, stateRoot=root, withdrawalsRoot=withdrawals_root, depositEnd=deposit_end)


# --- withdrawals ----------------------------------------------------------------------------------------------------

@external
@nonreentrant
def claim(batch: uint256, index: uint256, recipient: address, amount: uint256, path: DynArray[uint256, MAX_DEPTH]):
    """
    @notice Pays a withdrawal of an executed batch.
    @dev Writes `escrow` and one of `claimedFlags`; emits `WithdrawalClaimed`.
    @param batch Number of the batch.
    @param index Place of the withdrawal among the batch's payments.
    @param recipient Who is paid: the account's owner.
    @param amount What is paid, in wei.
    @param path Siblings from the leaf to the root, lowest first, each below R.
    @custom:reverts "AlreadyClaimed", "not executed", "invalid proof", "ValueAboveField", "escrow insufficient",
        "payment failed"
    """
    assert batch > 0 and batch <= self.executedCount, "not executed"
    assert index < CAPACITY and len(path) == DEPTH and amount < AMOUNT_LIMIT, "invalid proof"
    place: uint256 = batch * MAX_CAPACITY + index
    flags: uint256 = self.claimedFlags[place >> 8]
    flag: uint256 = 1 << (place & 255)
    assert flags & flag == 0, "AlreadyClaimed"

    node: uint256 = poseidon._hash2(convert(recipient, uint256), (index << 128) | amount)
    level: uint256 = 0
    for sibling: uint256 in path:
        if (index >> level) & 1 == 1:
            node = poseidon._hash2(sibling, node)
        else:
            node = poseidon._hash2(node, sibling)
        level += 1
    assert node == self.withdrawalsRoots[batch], "invalid proof"

    escrow: uint256 = self.escrow
    assert amount <= escrow, "escrow insufficient"
    self.escrow = escrow - amount
    self.claimedFlags[place >> 8] = flags | flag
    log WithdrawalClaimed(batch=batch, index=index, recipient=recipient, amount=amount)
    assert raw_call(recipient, b"", value=amount, revert_on_failure=False), "payment failed"


# --- views ----------------------------------------------------------------------------------------------------------

@external
@view
def isClaimed(batch: uint256, index: uint256) -> bool:
    """
    @notice Whether a withdrawal has been paid.
    """
    place: uint256 = batch * MAX_CAPACITY + index
    return self.claimedFlags[place >> 8] & (1 << (place & 255)) != 0


@external
@view
def placeOf(owner: address, key_hash: uint256) -> (bool, uint256):
    """
    @notice Whether the ledger has an account for an owner and a key, and its place.
    """
    place: uint256 = self.places[self._account(owner, key_hash)]
    if place == 0:
        return (False, 0)
    return (True, place - 1)

# pragma version 0.4.3
"""
@title Payments rollup with a way out
@notice `ContractVerifiedRollup` with what its users need when its sequencer is hostile and nobody proves: a withdrawal can
    be demanded on L1, and if the ledger does not make it impossible in time by executing it, anybody freezes the ledger,
    and every account is paid out against the last proven root. With a committee the payments of a batch are not on L1:
    its members sign that they have them.
@dev Storage begins with that of the ledger without the hatch, at the same slots. What is guarded here stands there as
    well, without the guard. There is no way back from a freeze.
"""

import ContractVerifiedRollup as ledger
import committee
import poseidon


interface AccountHash:
    def leaf(owner: address, key_hash: uint256, nonce: uint256, balance: uint256) -> uint256: view


interface EdDSAVerifier:
    def isSigned(message: uint256, key: uint256[2], nonce_point: uint256[2], response: uint256) -> bool: view


# --- events ---------------------------------------------------------------------------------------------------------

event ClaimCommitted:
    number: indexed(uint256)
    paymentsDigest: uint256
    dataHash: uint256
    depositEnd: uint256


event ExitRequested:
    account: indexed(uint256)
    keyHash: indexed(uint256)
    nonce: uint256
    amount: uint256
    keyX: uint256
    keyY: uint256
    nonceX: uint256
    nonceY: uint256
    response: uint256


event ExitAnswered:
    account: indexed(uint256)
    keyHash: indexed(uint256)
    nonce: uint256
    amount: uint256


event Frozen:
    account: indexed(uint256)
    keyHash: indexed(uint256)
    stateRoot: uint256


event Escaped:
    account: indexed(uint256)
    owner: indexed(address)
    amount: uint256


event DepositCancelled:
    index: indexed(uint256)
    owner: indexed(address)


event DepositReclaimed:
    index: indexed(uint256)
    owner: indexed(address)
    amount: uint256


# --- constants ------------------------------------------------------------------------------------------------------

# Longest time in which an exit must be answered, in seconds: a year. A longer one could only be a mistake.
MAX_GRACE: constant(uint256) = 31_536_000

# Seconds between cancelling a deposit and having it, in which a batch can still take it: StarkEx's two days.
DEPOSIT_CANCEL_DELAY: constant(uint256) = 172_800

# Demands that an L1 block takes without the premium, and rounds of a loop that burns it: a million gas (StarkEx).
MAX_FORCED_ACTIONS_REQS_PER_BLOCK: constant(uint256) = 10
PREMIUM_ROUNDS: constant(uint256) = 26_316

# Levels of the ledger's tree of accounts; accounts that it has places for.
TREE_DEPTH: constant(uint256) = 16
PLACES: constant(uint256) = 65_536

# A nonce is below the first, an amount of a payment below the second, a balance below the third.
NONCE_LIMIT: constant(uint256) = 2**64
PAYMENT_LIMIT: constant(uint256) = 2**88
BALANCE_LIMIT: constant(uint256) = 2**128

# What a payment's data begins with if it is a withdrawal.
WITHDRAWAL: constant(uint256) = 2

# What a claim of the committee and a batch behind it are told from everything else by.
CLAIM_TAG: constant(bytes32) = keccak256("rollupsim availability claim/1")


# --- state ----------------------------------------------------------------------------------------------------------

# An account as the ledger's leaf has it; all zero for none.
struct Account:
    owner: address
    keyHash: uint256
    nonce: uint256
    balance: uint256


initializes: ledger
initializes: committee

exports: (
    ledger.execute,
    ledger.claim,
    ledger.isClaimed,
    ledger.placeOf,
    ledger.committedCount,
    ledger.provenCount,
    ledger.executedCount,
    ledger.provenRoot,
    ledger.stateRoot,
    ledger.depositCount,
    ledger.committedDeposits,
    ledger.provenDeposits,
    ledger.accountCount,
    ledger.escrow,
    ledger.withdrawalsRoots,
    ledger.deposits,
    ledger.VERIFIER,
    ledger.SEQUENCER,
    ledger.DOMAIN,
    ledger.CAPACITY,
    ledger.DEPOSIT_CAPACITY,
    ledger.DEPTH,
    committee.isMember,
    committee.THRESHOLD,
)

isFrozen: public(bool)
# Time of an open demand, by keccak256(place, key hash, nonce, amount).
requests: HashMap[bytes32, uint256]
# Nonce that a key's account was last shown to have, by keccak256(place, key hash): withdrawals below it are spent.
nonceFloors: HashMap[bytes32, uint256]
# The newest L1 block with a demand that paid no premium, and their number: block << 8 | number.
requestCount: uint256
# Accounts that were paid out, and when deposits were cancelled.
escapedFlags: HashMap[uint256, uint256]
cancelledAt: public(HashMap[uint256, uint256])

# Seconds in which an exit must be answered.
FREEZE_GRACE_PERIOD: public(immutable(uint256))
ACCOUNT_HASH: public(immutable(address))
SIGNATURES: public(immutable(address))


@deploy
@payable
def __init__(
    verifier: address,
    key_hash: bytes32,
    sequencer: address,
    capacity: uint256,
    deposit_capacity: uint256,
    genesis_root: uint256,
    genesis_accounts: DynArray[ledger.GenesisAccount, ledger.MAX_GENESIS_ACCOUNTS],
    members: DynArray[address, committee.MAX_MEMBERS],
    threshold: uint256,
    freeze_grace_period: uint256,
    account_hash: address,
    signatures: address,
):
    """
    @notice Starts as the ledger without the hatch does.
    @param members Committee that attests the data of batches, in ascending order; none with data on L1.
    @param threshold Signatures that a batch needs.
    @param freeze_grace_period Seconds in which an exit must be answered.
    @param account_hash `AccountHash`.
    @param signatures `EdDSAVerifier`.
    @custom:reverts what the constructors of ledger and committee revert with; "grace period out of range"
    """
    assert freeze_grace_period > 0 and freeze_grace_period <= MAX_GRACE, "grace period out of range"
    ledger.__init__(verifier, key_hash, sequencer, capacity, deposit_capacity, genesis_root, genesis_accounts)
    committee.__init__(members, threshold)
    FREEZE_GRACE_PERIOD = freeze_grace_period
    ACCOUNT_HASH = account_hash
    SIGNATURES = signatures


# --- the ledger -----------------------------------------------------------------------------------------------------

@external
@payable
def deposit(owner: address, key_hash: uint256):
    """
    @notice Queues the value for the account of an owner and a key, as the ledger does.
    @custom:reverts "STATE_IS_FROZEN", "amount out of range", "key hash out of range", "no owner",
        "no place for an account"
    """
    assert not self.isFrozen, "STATE_IS_FROZEN"
    assert msg.value > 0 and msg.value < ledger.DEPOSIT_LIMIT, "amount out of range"
    assert key_hash < ledger.R, "key hash out of range"
    assert owner != empty(address), "no owner"
    key: bytes32 = ledger._account(owner, key_hash)
    place: uint256 = ledger.places[key]
    if place == 0:
        place = ledger.accountCount + 1
        assert place <= ledger.MAX_ACCOUNTS, "no place for an account"
        ledger.accountCount = place
        ledger.places[key] = place
    index: uint256 = ledger.depositCount
    ledger.depositCount = index + 1
    ledger.escrow += msg.value
    head: uint256 = ((place - 1) << 240) | (convert(owner, uint256) << 80) | msg.value
    ledger.deposits[index] = ledger.Deposit(head=head, keyHash=key_hash)
    log ledger.DepositQueued(index=index, owner=owner, account=place - 1, keyHash=key_hash, amount=msg.value)


@external
def commit(payments: Bytes[ledger.MAX_PAYMENT_BYTES], deposit_count: uint256):
    """
    @notice Takes the data of the next batch, as the ledger does; not with a committee, whose signatures are for data that
            is not here.
    @custom:reverts "STATE_IS_FROZEN", "committee", "not sequencer", "wrong data length", "too many deposits"
    """
    self._check_committing()
    assert committee.THRESHOLD == 0, "committee"
    assert len(payments) == ledger.CAPACITY * ledger.PAYMENT_BYTES, "wrong data length"
    end: uint256 = 0
    head: Bytes[ledger.MAX_HEAD_BYTES] = b""
    end, head = ledger._head(deposit_count)
    data_hash: uint256 = convert(sha256(concat(head, payments)), uint256) & ledger.HASH_MASK

    number: uint256 = ledger.committedCount + 1
    ledger.committedCount = number
    ledger.committedDeposits = end
    ledger.batches[number] = keccak256(abi_encode(data_hash, end))
    log ledger.BatchCommitted(number=number, dataHash=data_hash, depositEnd=end)


@external
def commitClaim(
    payments_digest: uint256, deposit_count: uint256, signatures: DynArray[uint256[3], committee.MAX_MEMBERS]
):
    """
    @notice Takes what stands for the data of the next batch: the digest of its payments, which members of the committee
            sign that they have. Its deposits come from the queue.
    @dev Writes `committedCount`, `committedDeposits` and one of `batches`; emits `ClaimCommitted`.
    @param payments_digest Poseidon digest of the payments' data, as with payments in a blob.
    @param deposit_count How many deposits the batch takes.
    @param signatures Of `availabilityClaim`, each as (v, r, s), in ascending order of the signers.
    @custom:reverts "STATE_IS_FROZEN", "no committee", "not sequencer", "too many deposits",
        "INVALID_AVAILABILITY_PROOF_LENGTH", "NON_SORTED_SIGNATURES", "AVAILABILITY_PROVER_NOT_IN_COMMITTEE"
    """
    self._check_committing()
    assert committee.THRESHOLD > 0, "no committee"
    end: uint256 = 0
    head: Bytes[ledger.MAX_HEAD_BYTES] = b""
    end, head = ledger._head(deposit_count)
    data_hash: uint256 = convert(sha256(head), uint256) & ledger.HASH_MASK
    number: uint256 = ledger.committedCount + 1
    committee._check(self._claim(number, payments_digest, data_hash, end), signatures)

    ledger.committedCount = number
    ledger.committedDeposits = end
    ledger.batches[number] = self._attested(payments_digest, data_hash, end)
    log ClaimCommitted(number=number, paymentsDigest=payments_digest, dataHash=data_hash, depositEnd=end)


@external
def revertBatches():
    """
    @notice Forgets the committed batches that are not proven, as the ledger does.
    @custom:reverts "STATE_IS_FROZEN", "not sequencer", "nothing to revert"
    """
    self._check_committing()
    number: uint256 = ledger.provenCount
    assert ledger.committedCount > number, "nothing to revert"
    self._forget_unproven()
    log ledger.BatchesReverted(number=number)


@external
def prove(data_hash: uint256, deposit_end: uint256, root: uint256, withdrawals_root: uint256, proof: uint256[8]):
    """
    @notice Proves what the next committed batch does to the ledger, as the ledger does.
    @custom:reverts "STATE_IS_FROZEN", "not committed", "wrong data", "proof refused"
    """
    self._prove(
        keccak256(abi_encode(data_hash, deposit_end)),
        [ledger.provenRoot, root, withdrawals_root, data_hash],
        deposit_end,
        proof,
    )


@external
def proveClaim(
    payments_digest: uint256,
    data_hash: uint256,
    deposit_end: uint256,
    root: uint256,
    withdrawals_root: uint256,
    evaluation: uint256,
    proof: uint256[8],
):
    """
    @notice Proves what the next committed batch does to the ledger, whose payments the committee has.
    @dev The circuit is that of payments in a blob. Its polynomial's value binds nothing here, since there is no blob; the
         digest binds the payments. The point is what it would be if the blob's name were zero.
    @param evaluation Value of the payments' polynomial at the point.
    @custom:reverts "STATE_IS_FROZEN", "not committed", "wrong data", "proof refused"
    """
    point: uint256 = convert(
        keccak256(concat(empty(bytes32), convert(payments_digest, bytes32))), uint256
    ) & ledger.POINT_MASK
    self._prove(
        self._attested(payments_digest, data_hash, deposit_end),
        [
            ledger.provenRoot,
            root,
            withdrawals_root,
            data_hash,
            payments_digest,
            evaluation & ledger.LOW_MASK,
            ((evaluation >> ledger.LOW_BITS) << 128) | point,
        ],
        deposit_end,
        proof,
    )


@internal
def _prove(expected: bytes32, inputs: DynArray[uint256, 7], deposit_end: uint256, proof: uint256[8]):
    assert not self.isFrozen, "STATE_IS_FROZEN"
    number: uint256 = ledger.provenCount + 1
    assert number <= ledger.committedCount, "not committed"
    assert ledger.batches[number] == expected, "wrong data"
    isSuccess: bool = False
    answer: Bytes[32] = b""
    isSuccess, answer = raw_call(
        ledger.VERIFIER,
        abi_encode(proof, inputs, method_id=method_id("verify(uint256[8],uint256[])")),
        max_outsize=32,
        is_static_call=True,
        revert_on_failure=False,
    )
    assert isSuccess and len(answer) == 32 and convert(answer, uint256) == 1, "proof refused"

    ledger.provenCount = number
    ledger.provenDeposits = deposit_end
    ledger.provenRoot = inputs[1]
    ledger.batches[number] = keccak256(abi_encode(inputs[1], inputs[2], deposit_end))
    log ledger.BatchProven(number=number, stateRoot=inputs[1], withdrawalsRoot=inputs[2])


@internal
@view
def _check_committing():
    assert not self.isFrozen, "STATE_IS_FROZEN"
    assert ledger.SEQUENCER == empty(address) or msg.sender == ledger.SEQUENCER, "not sequencer"


@internal
def _forget_unproven():
    ledger.committedCount = ledger.provenCount
    ledger.committedDeposits = ledger.provenDeposits


@internal
@view
def _claim(number: uint256, payments_digest: uint256, data_hash: uint256, end: uint256) -> bytes32:
    """
    @notice What members sign: bound to chain, contract, batch, its payments and its deposits.
    """
    return keccak256(abi_encode(CLAIM_TAG, ledger.DOMAIN, number, payments_digest, data_hash, end))


@internal
@pure
def _attested(payments_digest: uint256, data_hash: uint256, end: uint256) -> bytes32:
    """
    @notice What stands in `batches` for a committed batch with a committee.
    """
    return keccak256(abi_encode(CLAIM_TAG, payments_digest, data_hash, end))


# --- the way out ----------------------------------------------------------------------------------------------------

@external
def requestExit(
    place: uint256,
    key: uint256[2],
    nonce: uint256,
    amount: uint256,
    nonce_point: uint256[2],
    response: uint256,
    is_premium: bool,
):
    """
    @notice Demands that a withdrawal be executed. Whoever has the account's signed withdrawal can demand it; it goes to the
            account's owner.
    @dev The signature is checked here, since nobody could execute a withdrawal without one, and a demand that nobody can
         meet would freeze the ledger. One that the ledger does not admit for another reason can be answered. The event
         holds the signed withdrawal, so that whoever seals batches needs nobody's help to execute it. Each withdrawal is
         a demand of its own, so that none keeps another out; and one that is known to be spent is none.
    @param place Place of the account.
    @param key Public key of the account.
    @param nonce Number of payments that the account has signed before.
    @param amount What is withdrawn, in wei.
    @param nonce_point R of the withdrawal's signature.
    @param response S of the withdrawal's signature.
    @param is_premium Whether a million gas are burned, so that the bound of demands in a block does not count.
    @custom:reverts "STATE_IS_FROZEN", "place out of range", "nonce out of range", "amount out of range",
        "nonce spent", "REQUEST_PENDING", "MAX_REQUESTS_PER_BLOCK_REACHED", "ValueAboveField", "bad signature"
    """
    assert not self.isFrozen, "STATE_IS_FROZEN"
    assert place < PLACES, "place out of range"
    assert nonce < NONCE_LIMIT, "nonce out of range"
    assert amount > 0 and amount < PAYMENT_LIMIT, "amount out of range"
    key_hash: uint256 = poseidon._hash2(key[0], key[1])
    assert nonce >= self.nonceFloors[self._account(place, key_hash)], "nonce spent"
    id: bytes32 = self._request(place, key_hash, nonce, amount)
    assert self.requests[id] == 0, "REQUEST_PENDING"
    if is_premium:
        for _: uint256 in range(PREMIUM_ROUNDS):
            pass
    else:
        # Below 256, so that a block's number is never carried into.
        count: uint256 = max(self.requestCount, block.number << 8)
        assert count & 255 < MAX_FORCED_ACTIONS_REQS_PER_BLOCK, "MAX_REQUESTS_PER_BLOCK_REACHED"
        self.requestCount = count + 1
    word: uint256 = (WITHDRAWAL << 120) | (place << 104) | amount
    message: uint256 = poseidon._hash2(ledger.DOMAIN, (nonce << 128) | word)
    assert staticcall EdDSAVerifier(SIGNATURES).isSigned(message, key, nonce_point, response), "bad signature"
    self.requests[id] = block.timestamp
    log ExitRequested(
        account=place,
        keyHash=key_hash,
        nonce=nonce,
        amount=amount,
        keyX=key[0],
        keyY=key[1],
        nonceX=nonce_point[0],
        nonceY=nonce_point[1],
        response=response,
    )


@external
def answerExit(
    place: uint256,
    key_hash: uint256,
    nonce: uint256,
    amount: uint256,
    account: Account,
    path: uint256[TREE_DEPTH],
):
    """
    @notice Closes a demand that the newest executed state no longer admits: the withdrawal has been executed, and with it
            the nonce has moved; or it never was possible. All demands with lower nonces of the account are none any more.
    @param place Place of the account.
    @param key_hash Of the key that has signed.
    @param nonce Of the withdrawal.
    @param amount Of the withdrawal, in wei.
    @param account What stands at the place; all zero for nothing.
    @param path Siblings from the leaf to the root, lowest first.
    @custom:reverts "STATE_IS_FROZEN", "FORCED_ACTION_UNREQUESTED", "invalid proof", "ValueAboveField", "not served"
    """
    assert not self.isFrozen, "STATE_IS_FROZEN"
    id: bytes32 = self._request(place, key_hash, nonce, amount)
    assert self.requests[id] != 0, "FORCED_ACTION_UNREQUESTED"
    assert self._is_account(place, account, path, ledger.stateRoot), "invalid proof"
    isPossible: bool = account.keyHash == key_hash and account.nonce == nonce and account.balance >= amount
    assert not isPossible, "not served"
    self.requests[id] = 0
    # Executed states never go back, nor does the nonce of an account; a place has one account for ever.
    if account.keyHash == key_hash:
        self.nonceFloors[self._account(place, key_hash)] = account.nonce
    log ExitAnswered(account=place, keyHash=key_hash, nonce=nonce, amount=amount)


@external
def freeze(place: uint256, key_hash: uint256, nonce: uint256, amount: uint256):
    """
    @notice Stops the ledger for ever, since an exit was not answered in time: nothing is committed, proven or paid in any
            more. What is proven can still be executed and claimed.
    @param place Place of the account.
    @param key_hash Of the key that has signed.
    @param nonce Of the withdrawal that was demanded.
    @param amount Of the withdrawal, in wei.
    @custom:reverts "STATE_IS_FROZEN", "FORCED_ACTION_UNREQUESTED", "nonce spent", "FORCED_ACTION_PENDING"
    """
    assert not self.isFrozen, "STATE_IS_FROZEN"
    requestedAt: uint256 = self.requests[self._request(place, key_hash, nonce, amount)]
    assert requestedAt != 0, "FORCED_ACTION_UNREQUESTED"
    assert nonce >= self.nonceFloors[self._account(place, key_hash)], "nonce spent"
    assert block.timestamp >= requestedAt + FREEZE_GRACE_PERIOD, "FORCED_ACTION_PENDING"
    self.isFrozen = True
    self._forget_unproven()
    log Frozen(account=place, keyHash=key_hash, stateRoot=ledger.provenRoot)


@external
@nonreentrant
def escape(place: uint256, account: Account, path: uint256[TREE_DEPTH]):
    """
    @notice Pays an account of the last proven state out to its owner, once.
    @param place Place of the account.
    @param account The account.
    @param path Siblings from the leaf to the root, lowest first.
    @custom:reverts "STATE_NOT_FROZEN", "ESCAPE_ALREADY_USED", "ESCAPE_LACKS_PROOF", "ValueAboveField",
        "escrow insufficient", "payment failed"
    """
    assert self.isFrozen, "STATE_NOT_FROZEN"
    assert not self._is_escaped(place), "ESCAPE_ALREADY_USED"
    assert account.owner != empty(address), "ESCAPE_LACKS_PROOF"
    assert self._is_account(place, account, path, ledger.provenRoot), "ESCAPE_LACKS_PROOF"
    self.escapedFlags[place >> 8] |= 1 << (place & 255)
    log Escaped(account=place, owner=account.owner, amount=account.balance)
    self._pay(account.owner, account.balance)


@external
def depositCancel(index: uint256):
    """
    @notice The owner of a deposit that no proven batch has taken asks for it back; asking again begins the delay anew.
    @param index Position in the queue.
    @custom:reverts "not in the queue", "not owner"
    """
    owner: address = self._queued(index)[0]
    # An empty place has no owner, and nobody is that.
    assert msg.sender == owner, "not owner"
    self.cancelledAt[index] = block.timestamp
    log DepositCancelled(index=index, owner=owner)


@external
@nonreentrant
def reclaimDeposit(index: uint256):
    """
    @notice Pays back a deposit that no proven batch has taken: before a freeze or, two days after it was cancelled,
            without one. Its place in the queue is empty then, and does nothing in a batch.
    @dev Committed batches whose data hold the deposit can be proven no more, and are forgotten with those after them: who
         seals batches has had the delay to prove them.
    @param index Position in the queue.
    @custom:reverts "not in the queue", "AlreadyClaimed", "DEPOSIT_NOT_CANCELED", "DEPOSIT_LOCKED",
        "escrow insufficient", "payment failed"
    """
    owner: address = empty(address)
    amount: uint256 = 0
    owner, amount = self._queued(index)
    assert owner != empty(address), "AlreadyClaimed"
    if not self.isFrozen:
        cancelledAt: uint256 = self.cancelledAt[index]
        assert cancelledAt != 0, "DEPOSIT_NOT_CANCELED"
        assert block.timestamp >= cancelledAt + DEPOSIT_CANCEL_DELAY, "DEPOSIT_LOCKED"
        if index < ledger.committedDeposits:
            self._forget_unproven()
            log ledger.BatchesReverted(number=ledger.provenCount)
    ledger.deposits[index] = empty(ledger.Deposit)
    log DepositReclaimed(index=index, owner=owner, amount=amount)
    self._pay(owner, amount)


@internal
@view
def _queued(index: uint256) -> (address, uint256):
    """
    @notice Owner and amount of a deposit that no proven batch has taken; zeros where it was paid back.
    """
    assert index >= ledger.provenDeposits and index < ledger.depositCount, "not in the queue"
    head: uint256 = ledger.deposits[index].head
    return convert((head >> 80) & (2**160 - 1), address), head & (ledger.DEPOSIT_LIMIT - 1)


@internal
def _pay(recipient: address, amount: uint256):
    escrow: uint256 = ledger.escrow
    assert amount <= escrow, "escrow insufficient"
    ledger.escrow = escrow - amount
    assert raw_call(recipient, b"", value=amount, revert_on_failure=False), "payment failed"


@internal
@pure
def _request(place: uint256, key_hash: uint256, nonce: uint256, amount: uint256) -> bytes32:
    return keccak256(abi_encode(place, key_hash, nonce, amount))


@internal
@pure
def _account(place: uint256, key_hash: uint256) -> bytes32:
    return keccak256(abi_encode(place, key_hash))


@internal
@view
def _is_account(place: uint256, account: Account, path: uint256[TREE_DEPTH], root: uint256) -> bool:
    """
    @notice Whether an account stands at a place of the ledger with a root. Numbers beyond their range would be others'
            doubles.
    """
    if place >= PLACES or account.nonce >= NONCE_LIMIT or account.balance >= BALANCE_LIMIT:
        return False
    node: uint256 = staticcall AccountHash(ACCOUNT_HASH).leaf(
        account.owner, account.keyHash, account.nonce, account.balance
    )
    for level: uint256 in range(TREE_DEPTH):
        if (place >> level) & 1 == 1:
            node = poseidon._hash2(path[level], node)
        else:
            node = poseidon._hash2(node, path[level])
    return node == root


# --- views ----------------------------------------------------------------------------------------------------------

@external
@view
def availabilityClaim(payments_digest: uint256, deposit_count: uint256) -> bytes32:
    """
    @notice What members of the committee sign of the next batch.
    @custom:reverts "too many deposits"
    """
    end: uint256 = 0
    head: Bytes[ledger.MAX_HEAD_BYTES] = b""
    end, head = ledger._head(deposit_count)
    data_hash: uint256 = convert(sha256(head), uint256) & ledger.HASH_MASK
    return self._claim(ledger.committedCount + 1, payments_digest, data_hash, end)


@external
@view
def requestOf(place: uint256, key_hash: uint256, nonce: uint256, amount: uint256) -> uint256:
    """
    @notice When a withdrawal was demanded that is not answered, or zero.
    """
    return self.requests[self._request(place, key_hash, nonce, amount)]


@external
@view
def isEscaped(place: uint256) -> bool:
    """
    @notice Whether an account was paid out.
    """
    return self._is_escaped(place)


@internal
@view
def _is_escaped(place: uint256) -> bool:
    return self.escapedFlags[place >> 8] & (1 << (place & 255)) != 0

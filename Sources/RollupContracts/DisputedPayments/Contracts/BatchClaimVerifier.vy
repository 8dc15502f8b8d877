# pragma version 0.4.3
"""
@title Verifier of claims about batches of payments
@notice Tells whether a claim about a batch is true, when a Groth16 proof shows what the batch does to the ledger. All that
        the proof says nothing of is checked here: that the batch's data are the claimed ones, that its deposits are
        those of the ledger's queue, and that signatures were made for this ledger. When a claim is made it is asked
        whether it can be taken: from the ledger's sequencer, with deposits that are in the queue then.
@dev What `ExecuteVerifier` is for EVM chains, with a proof that a contract verifies in the place of EXECUTE. The statement
     of the circuit is in docs/payments-circuit.md. Every reason of a revert is a string.
"""

import batch
import claim


# As the ledger's queue has it: place of the account (2 bytes), owner (20) and amount (10); then the key's hash.
struct Deposit:
    head: uint256
    keyHash: uint256


interface Ledger:
    def deposits(index: uint256) -> Deposit: view
    def depositCount() -> uint256: view
    def SEQUENCER() -> address: view
    def DOMAIN() -> uint256: view
    def CAPACITY() -> uint256: view
    def DEPOSIT_CAPACITY() -> uint256: view


interface Groth16:
    def keyHash() -> bytes32: view


# --- constants ------------------------------------------------------------------------------------------------------

# What a hash keeps of SHA-256, so that it is an element of the circuit's field.
HASH_MASK: constant(uint256) = 2**253 - 1

# Bounds and sizes of public data, as `ContractVerifiedRollup` has them.
MAX_DEPOSIT_CAPACITY: constant(uint256) = 16
PAYMENT_BYTES: constant(uint256) = 16
DEPOSIT_BYTES: constant(uint256) = 64
DOMAIN_BYTES: constant(uint256) = 32

# Positions in a payload: eight words of proof; root, withdrawals root, data hash and deposit end of the batch before;
# root, withdrawals root and number of deposits of this one; then its public data.
BEFORE: constant(uint256) = 256
AFTER: constant(uint256) = 384
DATA: constant(uint256) = 480
DEPOSITS: constant(uint256) = DATA + DOMAIN_BYTES

# --- state ----------------------------------------------------------------------------------------------------------

LEDGER: public(immutable(address))
GROTH16: public(immutable(address))
DOMAIN: immutable(uint256)
SEQUENCER: immutable(address)
DEPOSIT_CAPACITY: immutable(uint256)
DATA_BYTES: immutable(uint256)


@deploy
def __init__(ledger: address, groth16: address, key_hash: bytes32):
    """
    @param ledger The ledger's contract, which has been deployed: its queue, shape and domain count.
    @param groth16 Verifier of the circuit.
    @param key_hash Hash of the verifying key that the verifier must have.
    @custom:reverts "wrong verifying key"
    """
    assert staticcall Groth16(groth16).keyHash() == key_hash, "wrong verifying key"
    LEDGER = ledger
    GROTH16 = groth16
    DOMAIN = staticcall Ledger(ledger).DOMAIN()
    SEQUENCER = staticcall Ledger(ledger).SEQUENCER()
    DEPOSIT_CAPACITY = staticcall Ledger(ledger).DEPOSIT_CAPACITY()
    payments: uint256 = staticcall Ledger(ledger).CAPACITY()
    DATA_BYTES = DOMAIN_BYTES + DEPOSIT_CAPACITY * DEPOSIT_BYTES + payments * PAYMENT_BYTES


# --- claims ---------------------------------------------------------------------------------------------------------

@external
@view
def admit(proposer: address, claimed: claim.Claim) -> bool:
    """
    @notice Reverts unless a claim can be taken: the ledger's sequencer makes it, and the deposits up to the end that it
            names, in the place of a block's randomness, are in the queue. What is queued stays, so that no deposit that
            comes later makes the claim true.
    @param proposer Who makes the claim.
    @param claimed The claim.
    @return True.
    @custom:reverts "not sequencer", "wrong fee recipient", "wrong deposits"
    """
    # Payments on L1 carry no signatures: whose claims are taken decides who can forge them, until somebody objects.
    assert SEQUENCER == empty(address) or proposer == SEQUENCER, "not sequencer"
    assert claimed.feeRecipient == empty(address), "wrong fee recipient"
    queued: uint256 = staticcall Ledger(LEDGER).depositCount()
    assert convert(claimed.prevRandao, uint256) <= queued, "wrong deposits"
    return True


# --- verification ---------------------------------------------------------------------------------------------------

@external
@view
def verifyProof(claimed: claim.Claim, payload: Bytes[claim.MAX_PAYLOAD_BYTES]) -> bool:
    """
    @notice Whether a claim is true; reverts unless a proof shows what its batch leads to.
    @param payload Proof, what the batch before led to, what this one leads to, and its data; see the constants.
    @custom:reverts "malformed payload", "wrong fee recipient", "wrong parent", "wrong transactions", "wrong domain",
        "wrong deposits", "InvalidProof"
    """
    assert len(payload) == DATA + DATA_BYTES, "malformed payload"
    # A batch has none: a claim that names one is not about a batch.
    assert claimed.feeRecipient == empty(address), "wrong fee recipient"
    start: uint256 = self._word(payload, BEFORE + 96)
    assert (
        batch._hash(
            self._word(payload, BEFORE), self._word(payload, BEFORE + 32), self._word(payload, BEFORE + 64), start
        )
        == claimed.parentHash
    ), "wrong parent"

    data: Bytes[claim.MAX_PAYLOAD_BYTES] = slice(payload, DATA, DATA_BYTES)
    assert keccak256(data) == claimed.batchHash, "wrong transactions"
    assert self._word(payload, DATA) == DOMAIN, "wrong domain"
    count: uint256 = self._word(payload, AFTER + 64)
    self._check_deposits(payload, start, count)
    # The end of the queue as it was when the claim was made, and not one that has come since.
    assert convert(claimed.prevRandao, uint256) == start + count, "wrong deposits"

    root: uint256 = self._word(payload, AFTER)
    withdrawals_root: uint256 = self._word(payload, AFTER + 32)
    data_hash: uint256 = convert(sha256(data), uint256) & HASH_MASK
    proof: uint256[8] = abi_decode(slice(payload, 0, 256), uint256[8])
    inputs: DynArray[uint256, 4] = [self._word(payload, BEFORE), root, withdrawals_root, data_hash]
    isSuccess: bool = False
    answer: Bytes[32] = b""
    isSuccess, answer = raw_call(
        GROTH16,
        abi_encode(proof, inputs, method_id=method_id("verify(uint256[8],uint256[])")),
        max_outsize=32,
        is_static_call=True,
        revert_on_failure=False,
    )
    assert isSuccess and len(answer) == 32 and convert(answer, uint256) == 1, "InvalidProof"
    return (
        batch._hash(root, withdrawals_root, data_hash, start + count) == claimed.blockHash
        and convert(root, bytes32) == claimed.stateRoot
    )


@external
@view
def verifyExecution(claimed: claim.Claim, payload: Bytes[claim.MAX_PAYLOAD_BYTES]) -> bool:
    """
    @notice Refuses: a batch is not the EVM's, and EXECUTE can say nothing of it.
    @custom:reverts "no execution"
    """
    raise "no execution"


@internal
@view
def _check_deposits(payload: Bytes[claim.MAX_PAYLOAD_BYTES], start: uint256, count: uint256):
    """
    @notice Compares the deposits in the data with those of the queue; places without one are empty.
    @custom:reverts "wrong deposits"
    """
    queued: uint256 = staticcall Ledger(LEDGER).depositCount()
    assert count <= DEPOSIT_CAPACITY, "wrong deposits"
    assert start <= queued and count <= queued - start, "wrong deposits"
    for place: uint256 in range(DEPOSIT_CAPACITY, bound=MAX_DEPOSIT_CAPACITY):
        entry: Deposit = empty(Deposit)
        if place < count:
            entry = staticcall Ledger(LEDGER).deposits(start + place)
        word: bytes32 = convert(entry.head, bytes32)
        expected: Bytes[DEPOSIT_BYTES] = concat(
            slice(word, 0, 22), convert(entry.keyHash, bytes32), slice(word, 22, 10)
        )
        position: uint256 = DEPOSITS + place * DEPOSIT_BYTES
        assert keccak256(slice(payload, position, DEPOSIT_BYTES)) == keccak256(expected), "wrong deposits"


@internal
@pure
def _word(payload: Bytes[claim.MAX_PAYLOAD_BYTES], position: uint256) -> uint256:
    return convert(extract32(payload, position), uint256)

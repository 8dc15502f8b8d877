# pragma version 0.4.3
"""
@title Verifier of claims that asks EXECUTE
@notice Tells whether a claim is true, when EXECUTE has validated the block that it is about: all that decides the block
        is read from EXECUTE's input and must be what the claim says. Then hash and state root are either those of the
        claim, and it is true, or others, and it is false.
@dev Base fee, gas used, blob gas, requests and the rest of the header follow from the parent and the execution; an L2
     block has no withdrawals and no blobs. Without state: one serves all games of a rollup. Offsets are those of `NativeRollup`.
"""

import claim

# --- constants ------------------------------------------------------------------------------------------------------

EXECUTE: constant(address) = 0x0000000000000000000000000000000000000101

# Bytes of a StatelessValidationResult: root 32, flag 1, chain id 8, schema id 2.
RESULT_BYTES: constant(uint256) = 43

# EIP-8357: answers the current verification key, and the schema that it is for.
KEY_REGISTRY: constant(address) = 0x00005e9c1447C1A05A642ec9eB76D9C125468357

# Positions in an input that is executed again: the schema id takes 2 bytes, the fixed parts of StatelessInput,
# NewPayloadRequest and ExecutionPayload take 16, 44 and 528.
INPUT: constant(uint256) = 2
REQUEST: constant(uint256) = INPUT + 16
PAYLOAD: constant(uint256) = REQUEST + 44
EXTRA_DATA: constant(uint256) = PAYLOAD + 528
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
PROOF_BODY: constant(uint256) = PROOF_KEY + 32
# The body is a container of two lists, transactions and requests, whose offsets take 8 bytes.
PROOF_TRANSACTIONS: constant(uint256) = PROOF_BODY + 8
MIN_PROOF_PAYLOAD_BYTES: constant(uint256) = PROOF_TRANSACTIONS

# What SSZ writes there: 20, 72, 584; 664 for the versioned hashes, of which there are none behind exactly 8 bytes of
# extra data; 684 for the key and 716 for the body behind it; in the body 8 for the transactions.
PROOF_SCHEMA: constant(bytes2) = 0x12f1
PROOF_OFFSET_REQUEST: constant(bytes4) = 0x14000000
PROOF_OFFSET_PAYLOAD: constant(bytes4) = 0x48000000
PROOF_OFFSET_EXTRA_DATA: constant(bytes4) = 0x48020000
PROOF_OFFSET_VERSIONED_HASHES: constant(bytes4) = 0x98020000
PROOF_OFFSET_KEY: constant(bytes4) = 0xac020000
PROOF_OFFSET_BODY: constant(bytes4) = 0xcc020000
PROOF_OFFSET_TRANSACTIONS: constant(bytes4) = 0x08000000

# The schema id in the result is little-endian; in the registry it is a word: 0x1281 is 4737.
RESULT_SCHEMA: constant(bytes2) = 0x8112
REGISTERED_SCHEMA: constant(uint256) = 4737

# Every other byte, every other pair and the lower half of a 64-bit word.
MASK_8: constant(uint256) = 255 * (1 + 2**16 + 2**32 + 2**48)
MASK_16: constant(uint256) = 65535 * (1 + 2**32)
MASK_32: constant(uint256) = 2**32 - 1

# --- state ----------------------------------------------------------------------------------------------------------

L2_CHAIN_ID: public(immutable(uint256))
L2_GAS_LIMIT: public(immutable(uint256))
# Key that proofs must be made for, or zero to follow the registry.
VERIFICATION_KEY: public(immutable(bytes32))


@deploy
def __init__(l2_chain_id: uint256, l2_gas_limit: uint256, verification_key: bytes32):
    """
    @custom:reverts "chain id out of range", "l2 gas limit out of range"
    """
    assert l2_chain_id > 0 and l2_chain_id < 2**64, "chain id out of range"
    assert l2_gas_limit > 0 and l2_gas_limit < 2**63, "l2 gas limit out of range"
    L2_CHAIN_ID = l2_chain_id
    L2_GAS_LIMIT = l2_gas_limit
    VERIFICATION_KEY = verification_key


# --- verification ---------------------------------------------------------------------------------------------------

@external
@view
def verifyProof(claimed: claim.Claim, payload: Bytes[claim.MAX_PAYLOAD_BYTES]) -> bool:
    """
    @notice Whether a claim is true; reverts unless the nodes of L1 have verified a proof of the block it is about.
    @param payload `0x12f1 || SSZ(ProofInput)`.
    @custom:reverts "payload too short", "wrong schema", "malformed payload", "malformed anchor",
        "wrong verification key", "no verification key", and those of `_compare`
    """
    assert len(payload) >= MIN_PROOF_PAYLOAD_BYTES, "payload too short"
    assert convert(slice(payload, 0, 2), bytes2) == PROOF_SCHEMA, "wrong schema"
    assert convert(slice(payload, INPUT, 4), bytes4) == PROOF_OFFSET_REQUEST, "malformed payload"
    assert convert(slice(payload, INPUT + 4, 4), bytes4) == PROOF_OFFSET_KEY, "malformed payload"
    assert convert(slice(payload, INPUT + 16, 4), bytes4) == PROOF_OFFSET_BODY, "malformed payload"
    assert convert(slice(payload, PROOF_REQUEST, 4), bytes4) == PROOF_OFFSET_PAYLOAD, "malformed payload"
    assert convert(slice(payload, PROOF_PAYLOAD + 436, 4), bytes4) == PROOF_OFFSET_EXTRA_DATA, "malformed payload"
    assert (
        convert(slice(payload, PROOF_REQUEST + 4, 4), bytes4) == PROOF_OFFSET_VERSIONED_HASHES
    ), "malformed anchor"
    assert convert(slice(payload, PROOF_BODY, 4), bytes4) == PROOF_OFFSET_TRANSACTIONS, "malformed payload"
    assert extract32(payload, PROOF_KEY) == self._verification_key(), "wrong verification key"
    # The transactions end where the requests begin.
    end: uint256 = PROOF_BODY + (self._little_endian(convert(slice(payload, PROOF_BODY, 8), uint256)) >> 32)
    assert end >= PROOF_TRANSACTIONS and end <= len(payload), "malformed payload"
    transactions: bytes32 = keccak256(slice(payload, PROOF_TRANSACTIONS, end - PROOF_TRANSACTIONS))
    isTrue: bool = self._compare(
        claimed,
        convert(slice(payload, INPUT + 8, 8), uint256),
        extract32(payload, PROOF_REQUEST + 8),
        slice(payload, PROOF_PAYLOAD, 504),
        convert(slice(payload, PROOF_EXTRA_DATA, 8), uint256),
        transactions,
    )
    isSuccess: bool = False
    result: Bytes[RESULT_BYTES + 1] = b""
    isSuccess, result = raw_call(
        EXECUTE, payload, max_outsize=RESULT_BYTES + 1, is_static_call=True, revert_on_failure=False
    )
    self._check_result(isSuccess, result)
    return isTrue


@external
@view
def verifyExecution(claimed: claim.Claim, payload: Bytes[claim.MAX_PAYLOAD_BYTES]) -> bool:
    """
    @notice Whether a claim is true; reverts unless EXECUTE, executing the block it is about again, finds it valid.
    @param payload `0x1281 || SSZ(StatelessInput)`.
    @custom:reverts "payload too short", "wrong schema", "malformed payload", "malformed anchor", and those of `_compare`
    """
    assert len(payload) >= MIN_PAYLOAD_BYTES, "payload too short"
    assert convert(slice(payload, 0, 2), bytes2) == SCHEMA, "wrong schema"
    assert convert(slice(payload, INPUT, 4), bytes4) == OFFSET_REQUEST, "malformed payload"
    assert convert(slice(payload, REQUEST, 4), bytes4) == OFFSET_PAYLOAD, "malformed payload"
    assert convert(slice(payload, PAYLOAD + 436, 4), bytes4) == OFFSET_EXTRA_DATA, "malformed payload"
    assert convert(slice(payload, PAYLOAD + 504, 4), bytes4) == OFFSET_TRANSACTIONS, "malformed anchor"
    # The transactions end where the withdrawals begin.
    end: uint256 = PAYLOAD + (self._little_endian(convert(slice(payload, PAYLOAD + 504, 8), uint256)) >> 32)
    assert end >= MIN_PAYLOAD_BYTES and end <= len(payload), "malformed payload"
    transactions: bytes32 = keccak256(slice(payload, MIN_PAYLOAD_BYTES, end - MIN_PAYLOAD_BYTES))
    isTrue: bool = self._compare(
        claimed,
        convert(slice(payload, INPUT + 8, 8), uint256),
        extract32(payload, REQUEST + 8),
        slice(payload, PAYLOAD, 504),
        convert(slice(payload, EXTRA_DATA, 8), uint256),
        transactions,
    )
    isSuccess: bool = False
    result: Bytes[RESULT_BYTES + 1] = b""
    isSuccess, result = raw_call(
        EXECUTE, payload, max_outsize=RESULT_BYTES + 1, is_static_call=True, revert_on_failure=False
    )
    self._check_result(isSuccess, result)
    return isTrue


@internal
@view
def _compare(
    claimed: claim.Claim,
    chain_id: uint256,
    anchor_hash: bytes32,
    fields: Bytes[504],
    anchor: uint256,
    transactions: bytes32,
) -> bool:
    """
    @notice Whether hash and state root of the block that EXECUTE is asked about are those of the claim; reverts if it is
            another block.
    @param chain_id The input's chain id, with its bytes in the wrong order.
    @param fields The payload's fields before the transactions, which both forms of input share.
    @custom:reverts "wrong chain id", "wrong block number", "wrong parent", "wrong fee recipient", "wrong randomness",
        "wrong gas limit", "wrong timestamp", "wrong anchor", "wrong transactions"
    """
    assert self._little_endian(chain_id) == L2_CHAIN_ID, "wrong chain id"
    assert self._little_endian(convert(slice(fields, 404, 8), uint256)) == claimed.number, "wrong block number"
    assert extract32(fields, 0) == claimed.parentHash, "wrong parent"
    assert convert(slice(fields, 32, 20), address) == claimed.feeRecipient, "wrong fee recipient"
    assert extract32(fields, 372) == claimed.prevRandao, "wrong randomness"
    assert self._little_endian(convert(slice(fields, 412, 8), uint256)) == L2_GAS_LIMIT, "wrong gas limit"
    assert self._little_endian(convert(slice(fields, 428, 8), uint256)) == claimed.timestamp, "wrong timestamp"
    # The anchor is an L1 block: its number is the extra data of the L2 header, its hash the parent beacon block root.
    assert anchor == claimed.anchor and anchor_hash == claimed.anchorHash, "wrong anchor"
    assert transactions == claimed.batchHash, "wrong transactions"
    return extract32(fields, 52) == claimed.stateRoot and extract32(fields, 472) == claimed.blockHash


@internal
@view
def _check_result(is_success: bool, result: Bytes[RESULT_BYTES + 1]):
    """
    @custom:reverts "execute failed", "block not valid", "wrong result chain id", "wrong result schema"
    """
    assert is_success and len(result) == RESULT_BYTES, "execute failed"
    assert extract32(result, 0) != empty(bytes32), "block not valid"
    assert convert(slice(result, 32, 1), uint256) == 1, "block not valid"
    assert self._little_endian(convert(slice(result, 33, 8), uint256)) == L2_CHAIN_ID, "wrong result chain id"
    assert convert(slice(result, 41, 2), bytes2) == RESULT_SCHEMA, "wrong result schema"


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

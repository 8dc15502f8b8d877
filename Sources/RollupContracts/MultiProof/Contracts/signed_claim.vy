# pragma version 0.4.3
"""
@title Signatures on claims
@notice What somebody signs who vouches for a claim, and who has signed it.
"""

import claim

# Bytes of a signature: r, s, and 27 or 28.
SIGNATURE_BYTES: constant(uint256) = 65

# Half of the order of secp256k1: a larger s is the same signature in another form (EIP-2).
HALF_ORDER: constant(uint256) = 57896044618658097711785492504343953926418782139537452191302581570759080747168


@internal
@view
def _digest(domain: bytes32, l2_chain_id: uint256, claimed: claim.Claim) -> bytes32:
    """
    @notice What is signed: the claim, for one verifier on one chain, so that it vouches for nothing elsewhere.
    @param domain Tells signatures of one kind of verifier from those of another.
    """
    return keccak256(abi_encode(domain, chain.id, self, l2_chain_id, claimed))


@internal
@view
def _signer(digest: bytes32, payload: Bytes[claim.MAX_PAYLOAD_BYTES], index: uint256) -> address:
    """
    @notice Who has made the signature of an index; the zero address for nobody.
    @dev The caller has compared the payload's length.
    @custom:reverts "malleable signature"
    """
    start: uint256 = index * SIGNATURE_BYTES
    r: uint256 = convert(extract32(payload, start), uint256)
    s: uint256 = convert(extract32(payload, start + 32), uint256)
    v: uint256 = convert(slice(payload, start + 64, 1), uint256)
    assert s <= HALF_ORDER, "malleable signature"
    return ecrecover(digest, v, r, s)

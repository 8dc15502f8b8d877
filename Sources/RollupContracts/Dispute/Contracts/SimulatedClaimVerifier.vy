# pragma version 0.4.3
"""
@title Stand-in for a verifier of claims
@notice SIMULATED: takes the digest of a claim, which anybody can compute, for a proof of it, and with one more byte for
        its refutation. For tests of the game; what it costs says nothing of a verifier's gas.
"""

import claim


@external
@view
def verifyProof(claimed: claim.Claim, payload: Bytes[claim.MAX_PAYLOAD_BYTES]) -> bool:
    """
    @notice Whether the payload is the digest of the claim and nothing else; reverts unless it begins with it.
    @custom:reverts "InvalidProof"
    """
    return self._verdict(claimed, payload)


@external
@view
def verifyExecution(claimed: claim.Claim, payload: Bytes[claim.MAX_PAYLOAD_BYTES]) -> bool:
    """
    @notice Whether the payload is the digest of the claim and nothing else; reverts unless it begins with it.
    @custom:reverts "InvalidProof"
    """
    return self._verdict(claimed, payload)


@internal
@pure
def _verdict(claimed: claim.Claim, payload: Bytes[claim.MAX_PAYLOAD_BYTES]) -> bool:
    assert len(payload) == 32 or len(payload) == 33, "InvalidProof"
    assert extract32(payload, 0) == keccak256(abi_encode(claimed)), "InvalidProof"
    return len(payload) == 32

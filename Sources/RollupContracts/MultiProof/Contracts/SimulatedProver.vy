# pragma version 0.4.3
"""
@title Stand-in for the verifier of a proof system
@notice SIMULATED: takes an operator's signature for a proof. It has the rules of a proof system around it, and the
        operator's word in the place of its mathematics: what it costs says nothing of a verifier's gas, and whoever has
        the operator's key proves anything.
"""

import claim
import signed_claim

# keccak256("rollupsim simulated proof/1")
DOMAIN: constant(bytes32) = keccak256("rollupsim simulated proof/1")

SIGNER: public(immutable(address))
L2_CHAIN_ID: public(immutable(uint256))


@deploy
def __init__(l2_chain_id: uint256, operator: address):
    """
    @custom:reverts "invalid signer"
    """
    # Bad signatures lead to nobody, who must not be the operator.
    assert operator != empty(address), "invalid signer"
    SIGNER = operator
    L2_CHAIN_ID = l2_chain_id


@external
@view
def verifyProof(claimed: claim.Claim, payload: Bytes[claim.MAX_PAYLOAD_BYTES]) -> bool:
    """
    @notice Whether the operator has signed a claim; reverts otherwise.
    @param payload His signature of `digest`: r, s and v.
    @custom:reverts "wrong signature count", "malleable signature", "not signer"
    """
    assert len(payload) == signed_claim.SIGNATURE_BYTES, "wrong signature count"
    digest: bytes32 = signed_claim._digest(DOMAIN, L2_CHAIN_ID, claimed)
    assert signed_claim._signer(digest, payload, 0) == SIGNER, "not signer"
    return True


@external
@view
def digest(claimed: claim.Claim) -> bytes32:
    """
    @notice What the operator signs.
    """
    return signed_claim._digest(DOMAIN, L2_CHAIN_ID, claimed)

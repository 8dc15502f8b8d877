# pragma version 0.4.3
"""
@title Verifier of claims that asks a committee
@notice Takes a claim for true when enough signers say that they have executed its block again. No proof of anything:
        it is worth what their keys are.
@dev Signatures stand in the order of their signers' addresses, so that nobody counts twice.
"""

import claim
import signed_claim

# --- constants ------------------------------------------------------------------------------------------------------

MAX_SIGNERS: constant(uint256) = 16

# keccak256("rollupsim attested re-execution/1")
DOMAIN: constant(bytes32) = keccak256("rollupsim attested re-execution/1")

# --- state ----------------------------------------------------------------------------------------------------------

isSigner: public(HashMap[address, bool])
signerCount: public(uint256)

# How many of the signers have to sign.
THRESHOLD: public(immutable(uint256))
L2_CHAIN_ID: public(immutable(uint256))


@deploy
def __init__(l2_chain_id: uint256, signers: DynArray[address, MAX_SIGNERS], threshold: uint256):
    """
    @custom:reverts "threshold out of range", "invalid signer"
    """
    assert threshold > 0 and threshold <= len(signers), "threshold out of range"
    for signer: address in signers:
        assert signer != empty(address) and not self.isSigner[signer], "invalid signer"
        self.isSigner[signer] = True
    self.signerCount = len(signers)
    THRESHOLD = threshold
    L2_CHAIN_ID = l2_chain_id


@external
@view
def verifyProof(claimed: claim.Claim, payload: Bytes[claim.MAX_PAYLOAD_BYTES]) -> bool:
    """
    @notice Whether enough signers vouch for a claim; reverts otherwise.
    @param payload As many signatures of `digest` as are needed, each r, s and v, signers ascending.
    @custom:reverts "wrong signature count", "malleable signature", "not signer", "signers not ascending"
    """
    assert len(payload) == THRESHOLD * signed_claim.SIGNATURE_BYTES, "wrong signature count"
    digest: bytes32 = signed_claim._digest(DOMAIN, L2_CHAIN_ID, claimed)
    last: uint256 = 0
    for i: uint256 in range(THRESHOLD, bound=MAX_SIGNERS):
        signer: address = signed_claim._signer(digest, payload, i)
        # Nobody, to whom bad signatures lead, is no signer.
        assert self.isSigner[signer], "not signer"
        assert convert(signer, uint256) > last, "signers not ascending"
        last = convert(signer, uint256)
    return True


@external
@view
def digest(claimed: claim.Claim) -> bytes32:
    """
    @notice What the signers sign.
    """
    return signed_claim._digest(DOMAIN, L2_CHAIN_ID, claimed)

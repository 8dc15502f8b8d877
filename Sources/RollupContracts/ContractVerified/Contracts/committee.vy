# pragma version 0.4.3
"""
@title Committee that attests data
@notice Members with keys of L1, of whom a threshold must sign that they have the data behind a claim. That they do is
    theirs to say; nobody checks it.
@dev Signers stand in the order of their addresses, so that none counts twice.
"""

MAX_MEMBERS: constant(uint256) = 16


isMember: public(HashMap[address, bool])
# Signatures that a claim needs; zero without a committee.
THRESHOLD: public(immutable(uint256))


@deploy
def __init__(members: DynArray[address, MAX_MEMBERS], threshold: uint256):
    """
    @param members Addresses in ascending order; none for no committee.
    @param threshold Signatures that a claim needs: one to as many as there are members, or zero without any.
    @custom:reverts "members out of order", "threshold out of range"
    """
    previous: address = empty(address)
    for member: address in members:
        assert convert(member, uint256) > convert(previous, uint256), "members out of order"
        self.isMember[member] = True
        previous = member
    assert threshold <= len(members) and (threshold > 0 or len(members) == 0), "threshold out of range"
    THRESHOLD = threshold


@internal
@view
def _check(claim: bytes32, signatures: DynArray[uint256[3], MAX_MEMBERS]):
    """
    @notice Reverts unless enough members have signed a claim.
    @param claim Hash of what is claimed.
    @param signatures Each as (v, r, s), in ascending order of the signers.
    @custom:reverts "INVALID_AVAILABILITY_PROOF_LENGTH", "NON_SORTED_SIGNATURES", "AVAILABILITY_PROVER_NOT_IN_COMMITTEE"
    """
    assert len(signatures) >= THRESHOLD, "INVALID_AVAILABILITY_PROOF_LENGTH"
    previous: address = empty(address)
    for signature: uint256[3] in signatures:
        # No address for a signature of nobody: the zero address is no member.
        signer: address = ecrecover(claim, signature[0], signature[1], signature[2])
        assert self.isMember[signer], "AVAILABILITY_PROVER_NOT_IN_COMMITTEE"
        assert convert(signer, uint256) > convert(previous, uint256), "NON_SORTED_SIGNATURES"
        previous = signer

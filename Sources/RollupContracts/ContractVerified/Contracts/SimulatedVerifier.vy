# pragma version 0.4.3
"""
@title Stand-in for a Groth16 verifier
@notice SIMULATED: accepts a digest of the public inputs with the digest of that, which anybody can compute. For tests
        and for loads that nobody wants to prove; what it costs says nothing of a verifier's gas.
"""

keyHash: public(immutable(bytes32))


@deploy
def __init__(key_hash: bytes32):
    keyHash = key_hash


@external
@view
def verify(proof: uint256[8], inputs: DynArray[uint256, 16]) -> bool:
    """
    @notice Reverts unless the proof is the one of the inputs.
    @custom:reverts "NoProof"
    """
    digest: bytes32 = keccak256(abi_encode(inputs))
    if convert(proof[1], bytes32) != keccak256(convert(proof[0], bytes32)):
        # A verifier hands points to a precompile (EIP-196), whose call fails when a damaged proof holds none.
        isPoint: bool = raw_call(
            0x0000000000000000000000000000000000000006,
            abi_encode(proof[0], proof[1], empty(uint256), empty(uint256)),
            is_static_call=True,
            revert_on_failure=False,
        )
        raise "NoProof"
    assert convert(proof[0], bytes32) == digest, "NoProof"
    return True

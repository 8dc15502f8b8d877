# pragma version 0.4.3
"""
@title Groth16 over BN254, with the key as data
@notice One contract for every circuit of up to 16 public inputs: the constructor takes the verifying key and keeps it in
    the code (immutables), since a word of code costs a call a few gas, a word of storage 2,100 and a word of calldata up
    to 512.
    Accepted is what satisfies e(A, B) = e(alpha, beta) * e(L, gamma) * e(C, delta) with L = ic[0] + sum of inputs[i] *
    ic[i + 1] (eprint 2016/260, section 3.2). G2 points are four words in the order of EIP-197: x imaginary, x real, y
    imaginary, y real. That coordinates are below the modulus, points on their curves and G2 points in the subgroup is
    checked by the precompiles, which every point passes.
"""

# Orders of the group and of the coordinates' field (EIP-196).
R: constant(uint256) = 21888242871839275222246405745257275088548364400416034343698204186575808495617
P: constant(uint256) = 21888242871839275222246405745257275088696311157297823662689037894645226208583

PAIRING: constant(address) = 0x0000000000000000000000000000000000000008
MAX_INPUTS: constant(uint256) = 16

ALPHA: immutable(uint256[2])
# Negated, so that the equation is a product of four pairings that is one, and no call negates anything.
MINUS_BETA: immutable(uint256[4])
MINUS_GAMMA: immutable(uint256[4])
MINUS_DELTA: immutable(uint256[4])
IC: immutable(DynArray[uint256[2], MAX_INPUTS + 1])

# Keccak-256 of the ABI encoding of the constructor's arguments: which circuit and set-up this contract stands for.
keyHash: public(immutable(bytes32))


@deploy
def __init__(
    alpha: uint256[2],
    beta: uint256[4],
    gamma: uint256[4],
    delta: uint256[4],
    ic: DynArray[uint256[2], MAX_INPUTS + 1],
):
    """
    @notice A key with a point at infinity that could not refuse anything, or one that the precompiles would refuse at
        every call, makes no contract. A key whose gamma is its delta makes one, and refuses nothing that somebody forges:
        as deployed verifiers do, this one leaves it to whoever trusts the key to compare the two. Whether whoever made
        the key has forgotten how is not checked, and cannot be.
    """
    assert len(ic) != 0, "NoConstant"
    assert alpha[0] | alpha[1] != 0, "Infinity"
    for point: uint256[4] in [beta, gamma, delta]:
        assert point[0] | point[1] | point[2] | point[3] != 0, "Infinity"
        # The result says nothing; the call fails for a point that is none of the subgroup.
        self._pairing(abi_encode(alpha, point))
    for i: uint256 in range(len(ic), bound=MAX_INPUTS + 1):
        # Only the constant may be absent: an input at infinity would be bound by nothing.
        assert i == 0 or ic[i][0] | ic[i][1] != 0, "Infinity"
        on_curve: uint256[2] = ecadd(ic[i], [0, 0])
    ALPHA = alpha
    MINUS_BETA = self._negated(beta)
    MINUS_GAMMA = self._negated(gamma)
    MINUS_DELTA = self._negated(delta)
    IC = ic
    keyHash = keccak256(abi_encode(alpha, beta, gamma, delta, ic))


@external
@view
def verify(proof: uint256[8], inputs: DynArray[uint256, MAX_INPUTS]) -> bool:
    """
    @notice Reverts unless the proof holds for the inputs.
    @param proof A, B, C.
    @param inputs The public inputs, each below the group's order: else one statement would have several encodings.
    @return True.
    """
    assert len(inputs) + 1 == len(IC), "InputCount"
    # Nothing behind the arguments.
    assert len(msg.data) == 4 + 32 * (8 + 2 + len(inputs)), "Length"
    # The equation binds no point at infinity: with A there it says nothing of B.
    assert proof[0] | proof[1] != 0, "Infinity"
    assert proof[2] | proof[3] | proof[4] | proof[5] != 0, "Infinity"
    assert proof[6] | proof[7] != 0, "Infinity"
    # L
    sum: uint256[2] = IC[0]
    i: uint256 = 0
    for input: uint256 in inputs:
        assert input < R, "InputAboveField"
        i += 1
        sum = ecadd(sum, ecmul(IC[i], input))
    assert self._pairing(
        abi_encode(
            proof[0], proof[1], proof[2], proof[3], proof[4], proof[5],
            ALPHA, MINUS_BETA,
            sum, MINUS_GAMMA,
            proof[6], proof[7], MINUS_DELTA,
        )
    ), "NoProof"
    return True


@internal
@view
def _pairing(pairs: Bytes[768]) -> bool:
    """
    @notice Whether the product of the pairings is one; reverts when a point is none.
    """
    result: Bytes[32] = raw_call(PAIRING, pairs, max_outsize=32, is_static_call=True)
    return len(result) == 32 and convert(result, uint256) == 1


@internal
@pure
def _negated(point: uint256[4]) -> uint256[4]:
    # The coordinates are below P, or the pairing would have failed.
    return [point[0], point[1], (P - point[2]) % P, (P - point[3]) % P]

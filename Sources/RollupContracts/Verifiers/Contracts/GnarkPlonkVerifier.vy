# pragma version 0.4.3
"""
@title PLONK over BN254 as gnark makes it, with the key as data
@notice PLONK (eprint 2019/953) in the variant of gnark 0.10 and later, with KZG commitments, SHA-256 as the transcript and
    one committed set of wires (BSB22, eprint 2022/1072), whose hash enters as one more public input.
    A proof is 27 words in gnark's order for contracts:
      0-5 [L], [R], [O]; 6-11 the quotient's parts [H0], [H1], [H2]; 12-16 l, r, o, s1, s2 at zeta;
      17-18 [Z]; 19 z at zeta * omega; 20-21 opening at zeta; 22-23 opening at zeta * omega;
      24 qcp at zeta; 25-26 the commitment to the wires.
    That points are on the curve and coordinates below the modulus is checked by the precompiles, which every point passes.
"""

# Orders of the group and of the coordinates' field (EIP-196).
R: constant(uint256) = 21888242871839275222246405745257275088548364400416034343698204186575808495617
P: constant(uint256) = 21888242871839275222246405745257275088696311157297823662689037894645226208583

MODEXP: constant(address) = 0x0000000000000000000000000000000000000005
PAIRING: constant(address) = 0x0000000000000000000000000000000000000008
MAX_INPUTS: constant(uint256) = 16

# Domain separation of the hash from a point to the field (RFC 9380, section 5.3.1), its own length last.
DOMAIN: constant(Bytes[12]) = b"BSB22-Plonk\x0b"


struct Key:
    # Number of rows, a power of two, and a root of unity of that order.
    size: uint256
    omega: uint256
    # The second column's coset; the third's is its square.
    coset: uint256
    inputCount: uint256
    # Row of the committed wires' hash, counted behind the public inputs.
    commitmentRow: uint256
    s1: uint256[2]
    s2: uint256[2]
    s3: uint256[2]
    ql: uint256[2]
    qr: uint256[2]
    qm: uint256[2]
    qo: uint256[2]
    qk: uint256[2]
    qcp: uint256[2]
    # Of the KZG set-up: the generators, and tau times the second, in the order of EIP-197.
    g1: uint256[2]
    g2: uint256[4]
    g2Tau: uint256[4]


KEY: immutable(Key)
INVERSE_SIZE: immutable(uint256)
# Power of omega at the row of the committed wires' hash.
COMMITMENT_ROOT: immutable(uint256)

# Keccak-256 of the ABI encoding of the key: which circuit and set-up this contract stands for.
keyHash: public(immutable(bytes32))


@deploy
def __init__(key: Key):
    """
    @notice A key that the precompiles would refuse at every call, or whose domain is none, makes no contract.
    """
    assert key.size > 1 and key.size <= 2**28 and key.size & (key.size - 1) == 0, "Domain"
    assert key.inputCount <= MAX_INPUTS and key.inputCount + key.commitmentRow < key.size, "Domain"
    # One number, one key: the hash would know two for the same circuit.
    assert key.omega < R and key.coset < R, "Domain"
    # The order is the size, and no less: the half power is the one square root of one beside one.
    assert self._power(key.omega, key.size // 2) == R - 1, "Domain"
    # The three columns have distinct labels.
    assert key.coset != 0, "Domain"
    assert self._power(key.coset, key.size) != 1 and self._power(key.coset, 2 * key.size) != 1, "Domain"
    for point: uint256[2] in [key.s1, key.s2, key.s3, key.ql, key.qr, key.qm, key.qo, key.qk, key.qcp]:
        on_curve: uint256[2] = ecadd(point, [0, 0])
    assert key.g1[0] | key.g1[1] != 0, "Infinity"
    for point: uint256[4] in [key.g2, key.g2Tau]:
        assert point[0] | point[1] | point[2] | point[3] != 0, "Infinity"
        # The result says nothing; the call fails for a point that is none of the subgroup.
        self._pairing(abi_encode(key.g1, point))
    KEY = key
    INVERSE_SIZE = self._power(key.size, R - 2)
    COMMITMENT_ROOT = self._power(key.omega, key.inputCount + key.commitmentRow)
    keyHash = keccak256(abi_encode(key))


@external
@view
def verify(proof: uint256[27], inputs: DynArray[uint256, MAX_INPUTS]) -> bool:
    """
    @notice Reverts unless the proof holds for the inputs.
    @param proof The words above.
    @param inputs The public inputs, each below the group's order: else one statement would have several encodings.
    @return True.
    """
    assert len(inputs) == KEY.inputCount, "InputCount"
    # Nothing behind the arguments.
    assert len(msg.data) == 4 + 32 * (27 + 2 + len(inputs)), "Length"
    for input: uint256 in inputs:
        assert input < R, "InputAboveField"
    l: uint256 = proof[12]
    r: uint256 = proof[13]
    o: uint256 = proof[14]
    s1: uint256 = proof[15]
    s2: uint256 = proof[16]
    zOmega: uint256 = proof[19]
    qcp: uint256 = proof[24]
    for opened: uint256 in [l, r, o, s1, s2, zOmega, qcp]:
        assert opened < R, "ValueAboveField"

    # Challenges; each hash takes the one before as it came, and what is used is its remainder.
    wires: Bytes[192] = abi_encode(proof[0], proof[1], proof[2], proof[3], proof[4], proof[5])
    hashed: bytes32 = sha256(
        concat(
            b"gamma",
            abi_encode(KEY.s1, KEY.s2, KEY.s3, KEY.ql, KEY.qr, KEY.qm, KEY.qo, KEY.qk, KEY.qcp),
            # The elements alone: behind offset and length.
            slice(abi_encode(inputs), 64, 32 * len(inputs)),
            wires,
        )
    )
    gamma: uint256 = convert(hashed, uint256) % R
    hashed = sha256(concat(b"beta", hashed))
    beta: uint256 = convert(hashed, uint256) % R
    hashed = sha256(concat(b"alpha", hashed, abi_encode(proof[25], proof[26], proof[17], proof[18])))
    alpha: uint256 = convert(hashed, uint256) % R
    hashed = sha256(
        concat(b"zeta", hashed, abi_encode(proof[6], proof[7], proof[8], proof[9], proof[10], proof[11]))
    )
    zeta: uint256 = convert(hashed, uint256) % R

    # zeta^n - 1, which vanishes on the domain; there zeta itself has no business.
    zetaN: uint256 = self._power(zeta, KEY.size)
    vanishing: uint256 = uint256_addmod(zetaN, R - 1, R)
    assert vanishing != 0, "NoProof"

    # Lagrange polynomials L_i(zeta) = omega^i / n * (zeta^n - 1) / (zeta - omega^i): first the denominators, of which one
    # inversion serves all: `before` holds the products of those in front of each.
    count: uint256 = len(inputs) + 1
    denominators: uint256[MAX_INPUTS + 1] = empty(uint256[MAX_INPUTS + 1])
    before: uint256[MAX_INPUTS + 1] = empty(uint256[MAX_INPUTS + 1])
    # The row of the committed wires stands first; row 0 is needed even without inputs, for alpha^2 * L_0.
    rows: uint256 = max(count, 2)
    product: uint256 = 1
    root: uint256 = COMMITMENT_ROOT
    for i: uint256 in range(rows, bound=MAX_INPUTS + 1):
        denominators[i] = uint256_addmod(zeta, R - root, R)
        before[i] = product
        product = uint256_mulmod(product, denominators[i], R)
        root = 1 if i == 0 else uint256_mulmod(root, KEY.omega, R)
    inverse: uint256 = self._power(product, R - 2)
    scale: uint256 = uint256_mulmod(vanishing, INVERSE_SIZE, R)
    inverses: uint256[MAX_INPUTS + 1] = empty(uint256[MAX_INPUTS + 1])
    for j: uint256 in range(rows, bound=MAX_INPUTS + 1):
        i: uint256 = rows - 1 - j
        inverses[i] = uint256_mulmod(inverse, before[i], R)
        inverse = uint256_mulmod(inverse, denominators[i], R)
    # PI(zeta), the committed wires' hash included.
    publicSum: uint256 = uint256_mulmod(
        self._hashToField(proof[25], proof[26]), uint256_mulmod(COMMITMENT_ROOT, inverses[0], R), R
    )
    root = 1
    for i: uint256 in range(len(inputs), bound=MAX_INPUTS):
        publicSum = uint256_addmod(
            publicSum, uint256_mulmod(inputs[i], uint256_mulmod(root, inverses[i + 1], R), R), R
        )
        root = uint256_mulmod(root, KEY.omega, R)
    publicSum = uint256_mulmod(publicSum, scale, R)
    alphaL0: uint256 = uint256_mulmod(
        uint256_mulmod(alpha, alpha, R), uint256_mulmod(scale, inverses[1], R), R
    )

    # Permutation argument: alpha * (l + beta * s1 + gamma) * (r + beta * s2 + gamma) * z(zeta * omega).
    permuted: uint256 = uint256_mulmod(
        uint256_mulmod(self._factor(l, beta, s1, gamma), self._factor(r, beta, s2, gamma), R),
        uint256_mulmod(alpha, zOmega, R),
        R,
    )
    # What the linearised polynomial must be at zeta.
    linearised: uint256 = R - uint256_addmod(
        uint256_addmod(publicSum, R - alphaL0, R),
        uint256_mulmod(permuted, uint256_addmod(o, gamma, R), R),
        R,
    )
    linearised = linearised % R
    # alpha * (l + beta * zeta + gamma) * (r + beta * k * zeta + gamma) * (o + beta * k^2 * zeta + gamma)
    shifted: uint256 = uint256_mulmod(zeta, KEY.coset, R)
    identity: uint256 = uint256_mulmod(
        uint256_mulmod(self._factor(l, beta, zeta, gamma), self._factor(r, beta, shifted, gamma), R),
        uint256_mulmod(alpha, self._factor(o, beta, uint256_mulmod(shifted, KEY.coset, R), gamma), R),
        R,
    )

    # Commitment to the linearised polynomial. The quotient first, from its three parts of n + 2 coefficients.
    zetaPart: uint256 = uint256_mulmod(zetaN, uint256_mulmod(zeta, zeta, R), R)
    sum: uint256[2] = ecadd(ecmul([proof[10], proof[11]], zetaPart), [proof[8], proof[9]])
    sum = ecadd(ecmul(sum, zetaPart), [proof[6], proof[7]])
    sum = ecmul(sum, R - vanishing)
    sum = ecadd(sum, ecmul(KEY.ql, l))
    sum = ecadd(sum, ecmul(KEY.qr, r))
    sum = ecadd(sum, ecmul(KEY.qm, uint256_mulmod(l, r, R)))
    sum = ecadd(sum, ecmul(KEY.qo, o))
    sum = ecadd(sum, KEY.qk)
    sum = ecadd(sum, ecmul([proof[25], proof[26]], qcp))
    sum = ecadd(sum, ecmul(KEY.s3, uint256_mulmod(permuted, beta, R)))
    sum = ecadd(sum, ecmul([proof[17], proof[18]], uint256_addmod(alphaL0, R - identity, R)))

    # One opening for all that is opened at zeta: the sum of powers of another challenge, by Horner's rule.
    fold: uint256 = convert(
        sha256(
            concat(
                b"gamma",
                abi_encode(zeta, sum),
                wires,
                abi_encode(KEY.s1, KEY.s2, KEY.qcp, linearised, l, r, o, s1, s2, qcp, zOmega),
            )
        ),
        uint256,
    ) % R
    folded: uint256[2] = ecadd(ecmul(KEY.qcp, fold), KEY.s2)
    folded = ecadd(ecmul(folded, fold), KEY.s1)
    folded = ecadd(ecmul(folded, fold), [proof[4], proof[5]])
    folded = ecadd(ecmul(folded, fold), [proof[2], proof[3]])
    folded = ecadd(ecmul(folded, fold), [proof[0], proof[1]])
    folded = ecadd(ecmul(folded, fold), sum)
    openedSum: uint256 = qcp
    for term: uint256 in [s2, s1, o, r, l, linearised]:
        openedSum = uint256_addmod(uint256_mulmod(openedSum, fold, R), term, R)

    # The openings at zeta and at zeta * omega in one check, with a factor that nobody chooses: it is the hash of all that
    # the check is about (eprint 2019/953, round 5 of the verifier).
    mix: uint256 = convert(
        keccak256(
            abi_encode(
                folded, openedSum, zeta, fold, zOmega,
                proof[17], proof[18], proof[20], proof[21], proof[22], proof[23],
            )
        ),
        uint256,
    ) % R
    openedSum = uint256_addmod(openedSum, uint256_mulmod(mix, zOmega, R), R)
    folded = ecadd(folded, ecmul([proof[20], proof[21]], zeta))
    folded = ecadd(
        folded,
        ecmul(
            ecadd([proof[17], proof[18]], ecmul([proof[22], proof[23]], uint256_mulmod(zeta, KEY.omega, R))), mix
        ),
    )
    folded = ecadd(folded, ecmul(KEY.g1, R - openedSum))
    quotient: uint256[2] = ecadd([proof[20], proof[21]], ecmul([proof[22], proof[23]], mix))
    assert self._pairing(abi_encode(folded, KEY.g2, quotient[0], (P - quotient[1]) % P, KEY.g2Tau)), "NoProof"
    return True


@internal
@pure
def _factor(wire: uint256, beta: uint256, label: uint256, gamma: uint256) -> uint256:
    """
    @notice wire + beta * label + gamma
    """
    return uint256_addmod(uint256_addmod(wire, uint256_mulmod(beta, label, R), R), gamma, R)


@internal
@view
def _power(base: uint256, exponent: uint256) -> uint256:
    """
    @notice base^exponent modulo R (EIP-198).
    """
    result: Bytes[32] = raw_call(
        MODEXP,
        abi_encode(convert(32, uint256), convert(32, uint256), convert(32, uint256), base, exponent, R),
        max_outsize=32,
        is_static_call=True,
    )
    return convert(result, uint256)


@internal
@pure
def _hashToField(x: uint256, y: uint256) -> uint256:
    """
    @notice A point as a field element: expand_message_xmd with SHA-256 to 48 bytes, as a number, modulo R.
    """
    # A block of zeros, the message, the length of the output in two bytes, a zero.
    first: bytes32 = sha256(concat(empty(bytes32), empty(bytes32), abi_encode(x, y), b"\x00\x30\x00", DOMAIN))
    second: bytes32 = sha256(concat(first, b"\x01", DOMAIN))
    third: bytes32 = sha256(concat(first ^ second, b"\x02", DOMAIN))
    return uint256_addmod(
        uint256_mulmod(convert(second, uint256), 2**128, R), convert(third, uint256) >> 128, R
    )


@internal
@view
def _pairing(pairs: Bytes[384]) -> bool:
    """
    @notice Whether the product of the pairings is one; reverts when a point is none.
    """
    result: Bytes[32] = raw_call(PAIRING, pairs, max_outsize=32, is_static_call=True)
    return len(result) == 32 and convert(result, uint256) == 1

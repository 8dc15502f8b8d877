# pragma version 0.4.3
"""
@title Signatures over Baby Jubjub with Poseidon
@notice Says whether (R, S) signs a message under a key A: S B = R + 8 h A, with h = Poseidon(R.x, R.y, A.x, A.y, M). This is
    what the payments circuit demands of a payment, so that L1 can tell a payment that a sequencer could include from one
    that nobody could.
@dev Points have projective coordinates. The addition law holds for every pair of points of the curve, since a is a square
    and d is none (ERC-2494), so that no case is special.
"""

import poseidon5

# Order of BN254's group, over which the curve is.
R: constant(uint256) = 21888242871839275222246405745257275088548364400416034343698204186575808495617

# The curve a x^2 + y^2 = 1 + d x^2 y^2, its base point, and the prime order of the group that it generates.
A: constant(uint256) = 168700
D: constant(uint256) = 168696
BASE_X: constant(uint256) = 5299619240641551281634865583518297030282874472190772894086521144482721001553
BASE_Y: constant(uint256) = 16950150798460657717958625567821834550301663161624707787222815936182638968203
ORDER: constant(uint256) = 2736030358979909402780800718157159386076813972158567259200215660948447373041

# Bits of the longest scalar: the challenge is below R.
BITS: constant(uint256) = 254


struct Point:
    x: uint256
    y: uint256
    z: uint256


@external
@pure
def isSigned(message: uint256, key: uint256[2], nonce_point: uint256[2], response: uint256) -> bool:
    """
    @notice Whether a signature holds for a message under a public key.
    @dev The sum that is compared is one of points of the curve, so that a nonce's point beside the curve equals none.
    @param message The signed element.
    @param key The public key A; one of small order is signed for by everybody.
    @param nonce_point R.
    @param response S.
    @custom:reverts "ValueAboveField"
    """
    if response >= ORDER or not self._is_on_curve(key):
        return False
    challenge: uint256 = poseidon5._hash5(nonce_point[0], nonce_point[1], key[0], key[1], message)
    # S B - 8 h A, both multiples in one pass; the negative of (x, y) is (-x, y).
    minus: Point = Point(x=(R - key[0]) % R, y=key[1], z=1)
    for _: uint256 in range(3):
        minus = self._add(minus, minus)
    base: Point = Point(x=BASE_X, y=BASE_Y, z=1)
    both: Point = self._add(base, minus)
    total: Point = Point(x=0, y=1, z=1)
    for step: uint256 in range(BITS):
        total = self._add(total, total)
        place: uint256 = unsafe_sub(BITS - 1, step)
        bits: uint256 = ((response >> place) & 1) | (((challenge >> place) & 1) << 1)
        if bits == 1:
            total = self._add(total, base)
        elif bits == 2:
            total = self._add(total, minus)
        elif bits == 3:
            total = self._add(total, both)
    return (
        uint256_mulmod(nonce_point[0], total.z, R) == total.x and uint256_mulmod(nonce_point[1], total.z, R) == total.y
    )


@internal
@pure
def _is_on_curve(point: uint256[2]) -> bool:
    if point[0] >= R or point[1] >= R:
        return False
    xx: uint256 = uint256_mulmod(point[0], point[0], R)
    yy: uint256 = uint256_mulmod(point[1], point[1], R)
    left: uint256 = uint256_addmod(uint256_mulmod(A, xx, R), yy, R)
    return left == uint256_addmod(1, uint256_mulmod(D, uint256_mulmod(xx, yy, R), R), R)


@internal
@pure
def _add(p: Point, q: Point) -> Point:
    """
    @notice The sum of two points of the curve.
    """
    zz: uint256 = uint256_mulmod(p.z, q.z, R)
    zzzz: uint256 = uint256_mulmod(zz, zz, R)
    xx: uint256 = uint256_mulmod(p.x, q.x, R)
    yy: uint256 = uint256_mulmod(p.y, q.y, R)
    product: uint256 = uint256_mulmod(D, uint256_mulmod(xx, yy, R), R)
    minus: uint256 = uint256_addmod(zzzz, unsafe_sub(R, product), R)
    plus: uint256 = uint256_addmod(zzzz, product, R)
    # Coordinates are below R < 2^254, so that sums of two fit in a word.
    cross: uint256 = uint256_mulmod(unsafe_add(p.x, p.y), unsafe_add(q.x, q.y), R)
    cross = uint256_addmod(cross, unsafe_sub(2 * R, unsafe_add(xx, yy)), R)
    difference: uint256 = uint256_addmod(yy, unsafe_sub(R, uint256_mulmod(A, xx, R)), R)
    return Point(
        x=uint256_mulmod(zz, uint256_mulmod(minus, cross, R), R),
        y=uint256_mulmod(zz, uint256_mulmod(plus, difference, R), R),
        z=uint256_mulmod(minus, plus, R),
    )

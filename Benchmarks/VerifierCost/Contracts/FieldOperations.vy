# pragma version 0.4.3
"""
@title What a step of our own proof's verifier costs in a contract
@notice Loops over one operation each, on Goldilocks and its cubic extension as docs/proof-system.md has them: the cost of one
    is the difference between two calls, divided by the difference of their counts, less that of `nothing`.
"""

ORDER: constant(uint256) = 18446744069414584321
MAX_COUNT: constant(uint256) = 2**32


@external
@pure
def nothing(count: uint256) -> uint256:
    for i: uint256 in range(count, bound=MAX_COUNT):
        pass
    return 0


@external
@pure
def baseProducts(count: uint256, a: uint256, b: uint256) -> uint256:
    x: uint256 = a
    for i: uint256 in range(count, bound=MAX_COUNT):
        x = unsafe_mul(x, b) % ORDER
    return x


@external
@pure
def mixedProducts(count: uint256, a: uint256[3], b: uint256) -> uint256[3]:
    """
    @notice Sums of products of an element of the extension and one of the base field, reduced at the end, as a contract
        would have them: 2^64 products of 128 bits fit in a word.
    """
    s0: uint256 = 0
    s1: uint256 = 0
    s2: uint256 = 0
    a0: uint256 = a[0]
    a1: uint256 = a[1]
    a2: uint256 = a[2]
    for i: uint256 in range(count, bound=MAX_COUNT):
        s0 = unsafe_add(s0, unsafe_mul(a0, b))
        s1 = unsafe_add(s1, unsafe_mul(a1, b))
        s2 = unsafe_add(s2, unsafe_mul(a2, b))
    return [s0 % ORDER, s1 % ORDER, s2 % ORDER]


@external
@pure
def cubicProducts(count: uint256, a: uint256[3], b: uint256[3]) -> uint256[3]:
    """
    @notice Products modulo x^3 - x - 1, each reduced.
    """
    a0: uint256 = a[0]
    a1: uint256 = a[1]
    a2: uint256 = a[2]
    b0: uint256 = b[0]
    b1: uint256 = b[1]
    b2: uint256 = b[2]
    for i: uint256 in range(count, bound=MAX_COUNT):
        # Products have 128 bits, so sums of a few do not overflow.
        d3: uint256 = unsafe_add(unsafe_mul(a1, b2), unsafe_mul(a2, b1))
        d4: uint256 = unsafe_mul(a2, b2)
        d1: uint256 = unsafe_add(unsafe_add(unsafe_mul(a0, b1), unsafe_mul(a1, b0)), unsafe_add(d3, d4))
        a2 = unsafe_add(unsafe_add(unsafe_mul(a0, b2), unsafe_mul(a1, b1)), unsafe_add(unsafe_mul(a2, b0), d4)) % ORDER
        a0 = unsafe_add(unsafe_mul(a0, b0), d3) % ORDER
        a1 = d1 % ORDER
    return [a0, a1, a2]


@external
@pure
def cubicSums(count: uint256, a: uint256[3], b: uint256[3]) -> uint256[3]:
    """
    @notice Sums without a reduction, as most are: the next product reduces.
    """
    a0: uint256 = a[0]
    a1: uint256 = a[1]
    a2: uint256 = a[2]
    b0: uint256 = b[0]
    b1: uint256 = b[1]
    b2: uint256 = b[2]
    for i: uint256 in range(count, bound=MAX_COUNT):
        a0 = unsafe_add(a0, b0)
        a1 = unsafe_add(a1, b1)
        a2 = unsafe_add(a2, b2)
    return [a0 % ORDER, a1 % ORDER, a2 % ORDER]


@external
@pure
def merkleNodes(count: uint256, left: bytes32, right: bytes32) -> bytes32:
    """
    @notice Nodes of our Merkle trees: the children and one byte more.
    """
    node: bytes32 = left
    for i: uint256 in range(count, bound=MAX_COUNT):
        node = keccak256(concat(node, right, b"\x01"))
    return node

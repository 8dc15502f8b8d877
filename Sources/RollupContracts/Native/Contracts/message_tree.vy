# pragma version 0.4.3
"""
@title Append-only Merkle tree of messages
@notice Keccak-256 tree of depth 32 whose unused leaves are zero, kept like the deposit contract's: the tree stores
        one left sibling a level, and appends in 32 steps.
"""

DEPTH: constant(uint256) = 32


@internal
@pure
def _root_from_path(leaf: bytes32, index: uint256, path: bytes32[DEPTH]) -> bytes32:
    """
    @notice Root of the tree that has `leaf` at `index`, by the siblings on the way, lowest first.
    """
    node: bytes32 = leaf
    for level: uint256 in range(DEPTH):
        if (index >> level) & 1 == 1:
            node = keccak256(concat(path[level], node))
        else:
            node = keccak256(concat(node, path[level]))
    return node

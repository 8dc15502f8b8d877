# pragma version 0.4.3
"""
@title Poseidon of two values, for contracts that do not carry it
@notice 9 kB of code for whoever imports `poseidon`; this is the same for whoever calls. It costs far more than Keccak-256, and
    is for trees that a circuit has made.
"""

import poseidon


@external
@pure
def hash2(left: uint256, right: uint256) -> uint256:
    """
    @custom:reverts "ValueAboveField"
    """
    return poseidon._hash2(left, right)

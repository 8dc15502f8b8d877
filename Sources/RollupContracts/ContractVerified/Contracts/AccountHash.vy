# pragma version 0.4.3
"""
@title Leaf of an account of a payments ledger
@notice Poseidon of four values, for the rollup's contract, which has no room for its constants.
"""

import poseidon4


@external
@pure
def leaf(owner: address, key_hash: uint256, nonce: uint256, balance: uint256) -> uint256:
    """
    @notice The leaf of an account; zero, which is the leaf of no account, if all of it is zero.
    @param owner L1 address that withdrawals go to.
    @param key_hash Poseidon digest of the key that signs.
    @param nonce Number of payments that it has signed.
    @param balance Wei that it holds.
    @custom:reverts "ValueAboveField"
    """
    if owner == empty(address) and key_hash == 0 and nonce == 0 and balance == 0:
        return 0
    return poseidon4._hash4(convert(owner, uint256), key_hash, nonce, balance)

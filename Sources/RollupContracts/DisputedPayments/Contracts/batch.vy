# pragma version 0.4.3
"""
@title What a batch of payments leads to, in one word
@notice The games of a ledger claim this hash where those of an EVM chain claim a block's.
"""


@internal
@pure
def _hash(root: uint256, withdrawals_root: uint256, data_hash: uint256, deposit_end: uint256) -> bytes32:
    """
    @notice Hash of all that a batch leads to. Of the beginning of a ledger it is that of its root and three zeros.
    @param root Root after the batch.
    @param withdrawals_root Root of the batch's withdrawals.
    @param data_hash Hash of the batch's data, as the ledger's contract commits to it.
    @param deposit_end Deposits that the batches up to this one have taken.
    """
    return keccak256(abi_encode(root, withdrawals_root, data_hash, deposit_end))

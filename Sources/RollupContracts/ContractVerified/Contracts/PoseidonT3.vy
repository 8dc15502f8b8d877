# pragma version 0.4.3
"""
@title Poseidon as a contract
@notice The digest that the claims of `ContractVerifiedRollup` use, for whoever wants to compute or measure it.
"""

import poseidon

initializes: poseidon


@deploy
def __init__():
    poseidon.__init__()


@external
@view
def hash(left: uint256, right: uint256) -> uint256:
    """
    @notice Digest of two elements of BN254's scalar field; larger words count as what they are modulo its order.
    """
    return poseidon._hash(left, right)

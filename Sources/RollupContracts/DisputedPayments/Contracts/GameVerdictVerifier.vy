# pragma version 0.4.3
"""
@title Verifier that believes a dispute game
@notice Stands where a ledger of payments has its Groth16 verifier, and accepts what a game has made final, on the one
        chain of claims that the registry has adopted. So the ledger's
        own contract is the same whether it waits for proofs or for objections.
@dev Every reason of a revert is a string; the ledger says "proof refused" whichever it is.
"""

import batch
import claim

interface Registry:
    def isPaused() -> bool: view
    def isAdopted(game: address) -> bool: view


interface Game:
    def claimed() -> claim.Claim: view


# The contract that knows which games are final: a `HybridRollup`.
REGISTRY: public(immutable(address))
# Hash of the key that decides a dispute.
keyHash: public(immutable(bytes32))


@deploy
def __init__(registry: address, key_hash: bytes32):
    """
    @param registry Contract that knows which games are final.
    @param key_hash Hash of the verifying key that decides a dispute.
    """
    REGISTRY = registry
    keyHash = key_hash


@external
@view
def verify(verdict: uint256[8], inputs: DynArray[uint256, 16]) -> bool:
    """
    @notice Reverts unless an adopted game is about the batch that the inputs are of.
    @param verdict In the place of a proof: the game; withdrawals root, data hash and deposit end of the batch before;
        deposit end of this one; the rest zero.
    @param inputs Root before, root after, withdrawals root, data hash.
    @return True.
    @custom:reverts "InputCount", "not a game", "paused", "not final", "wrong parent", "wrong batch"
    """
    assert len(inputs) == 4, "InputCount"
    assert verdict[0] < 2**160 and verdict[5] | verdict[6] | verdict[7] == 0, "not a game"
    game: address = convert(verdict[0], address)
    assert not staticcall Registry(REGISTRY).isPaused(), "paused"
    # A valid one is not enough: of rivals that are all valid the registry goes on with one, and so must the ledger.
    assert staticcall Registry(REGISTRY).isAdopted(game), "not final"
    claimed: claim.Claim = staticcall Game(game).claimed()
    assert batch._hash(inputs[0], verdict[1], verdict[2], verdict[3]) == claimed.parentHash, "wrong parent"
    assert batch._hash(inputs[1], inputs[2], inputs[3], verdict[4]) == claimed.blockHash, "wrong batch"
    return True

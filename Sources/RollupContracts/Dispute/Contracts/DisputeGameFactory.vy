# pragma version 0.4.3
"""
@title Dispute game factory
@notice Makes a game for each claim, and knows which contracts are its games. A game is a minimal proxy of its type's
        implementation, which is set once: the owner can add types, and change none.
@dev Every reason of a revert is a string; a revert without one comes from calldata that is not what the ABI says.
"""

import claim

interface Game:
    def initialize(proposer: address, game_type: uint256, parent: address, claimed: claim.Claim): payable


# --- events ---------------------------------------------------------------------------------------------------------

event GameCreated:
    number: indexed(uint256)
    game: indexed(address)
    proposer: indexed(address)
    index: uint256
    gameType: uint256
    parent: address
    blockHash: bytes32
    stateRoot: bytes32


event ImplementationSet:
    gameType: indexed(uint256)
    implementation: indexed(address)


# --- constants ------------------------------------------------------------------------------------------------------

# Bytes of transactions in one claim: what nodes carry in a transaction at most.
MAX_BATCH_BYTES: constant(uint256) = 131_072

# In the place of a parent's index: the anchor is the parent.
ANCHOR_INDEX: constant(uint256) = 2**32 - 1

# --- state ----------------------------------------------------------------------------------------------------------

implementations: public(HashMap[uint256, address])
gameCount: public(uint256)
games: public(HashMap[uint256, address])
gameOf: public(HashMap[bytes32, address])
isRegistered: public(HashMap[address, bool])

OWNER: public(immutable(address))


@deploy
def __init__(owner: address):
    """
    @param owner Who adds types of games.
    """
    OWNER = owner


@external
def setImplementation(game_type: uint256, implementation: address):
    """
    @notice Adds a type of games.
    @custom:reverts "BadAuth", "implementation already set"
    """
    assert msg.sender == OWNER, "BadAuth"
    assert self.implementations[game_type] == empty(address), "implementation already set"
    self.implementations[game_type] = implementation
    log ImplementationSet(gameType=game_type, implementation=implementation)


@external
@payable
def create(game_type: uint256, parent_index: uint256, claimed: claim.Claim, batch: Bytes[MAX_BATCH_BYTES]) -> address:
    """
    @notice Claims what a block of the batch's transactions on the parent's makes. The value is the proposer's bond.
    @dev The work is done elsewhere because this frame's memory begins behind the longest batch there may be.
    @param game_type Type of the game that decides about the claim.
    @param parent_index Index of the game about the block's parent, or 2**32 - 1 for the anchor.
    @param claimed What is claimed.
    @param batch The block's encoded transactions as SSZ writes their list, from which anybody can tell whether the claim
        is true.
    @custom:reverts "wrong transactions", "NoImplementation", "InvalidParentGame", "GameAlreadyExists", "IncorrectBondAmount",
        "wrong block number", "wrong parent", "timestamp not after the parent", "timestamp in the future",
        "timestamp too old", "anchor moved backwards", "anchor not available"
    """
    assert keccak256(batch) == claimed.batchHash, "wrong transactions"
    return self._create(game_type, parent_index, claimed, msg.value)


@internal
def _create(game_type: uint256, parent_index: uint256, claimed: claim.Claim, bond: uint256) -> address:
    implementation: address = self.implementations[game_type]
    assert implementation != empty(address), "NoImplementation"
    parent: address = empty(address)
    if parent_index != ANCHOR_INDEX:
        parent = self.games[parent_index]
        assert parent != empty(address), "InvalidParentGame"
    id: bytes32 = keccak256(abi_encode(game_type, parent, claimed))
    previous: address = self.gameOf[id]
    assert previous == empty(address) or self._is_repeatable(previous), "GameAlreadyExists"

    game: address = create_minimal_proxy_to(implementation)
    index: uint256 = self.gameCount
    self.gameCount = index + 1
    self.games[index] = game
    self.gameOf[id] = game
    self.isRegistered[game] = True
    log GameCreated(
        number=claimed.number,
        game=game,
        proposer=msg.sender,
        index=index,
        gameType=game_type,
        parent=parent,
        blockHash=claimed.blockHash,
        stateRoot=claimed.stateRoot,
    )
    extcall Game(game).initialize(msg.sender, game_type, parent, claimed, value=bond)
    return game


@internal
@view
def _is_repeatable(game: address) -> bool:
    """
    @notice Whether a game allows another one about its claim. Games of a type without that function never do.
    """
    isSuccess: bool = False
    answer: Bytes[32] = b""
    isSuccess, answer = raw_call(
        game, method_id("isRepeatable()"), max_outsize=32, is_static_call=True, revert_on_failure=False
    )
    return isSuccess and len(answer) == 32 and convert(answer, uint256) == 1

# pragma version 0.4.3
"""
@title Hybrid rollup
@notice Believes what dispute games have decided about one L2 chain, and holds the ETH of that chain in escrow. It is
        the anchor registry of the games: its head is the newest block that a game has made final. What it believes is
        one chain from the genesis to the head, and nothing is paid on a claim beside it.
@dev Messages, events and the slots of the head are those of `NativeRollup`, so that the same messenger serves on L2.
     Every reason of a revert is a string; a revert without one comes from calldata that is not what the ABI says.
"""

import claim
import message
import messages
import mpt

interface Factory:
    def isRegistered(game: address) -> bool: view


interface Game:
    def facts() -> claim.Facts: view
    def claimed() -> claim.Claim: view
    def parent() -> address: view


# --- events ---------------------------------------------------------------------------------------------------------

event AnchorUpdated:
    number: indexed(uint256)
    game: indexed(address)
    blockHash: bytes32
    stateRoot: bytes32


event WinnerRecorded:
    number: indexed(uint256)
    parentHash: indexed(bytes32)
    game: indexed(address)


event GameBlacklisted:
    game: indexed(address)


event GamesRetired:
    retirementTime: uint256


event RespectedGameTypeSet:
    gameType: indexed(uint256)


event PausedUntil:
    time: uint256


# --- constants ------------------------------------------------------------------------------------------------------

# Longest air gap, in seconds: a year. A longer one could only be a mistake, and would keep deposits for ever.
MAX_AIR_GAP: constant(uint256) = 31_536_000

# Claims that one call adopts: their gas has to fit into a transaction (EIP-7825). With more, call for older ones first.
MAX_ADOPTIONS: constant(uint256) = 32

# Seconds after which a pause ends by itself, so that a guardian who has lost his key locks nobody in: 91.25 days.
PAUSE_SECONDS: constant(uint256) = 7_884_000

# --- state ----------------------------------------------------------------------------------------------------------

# The anchor: where games without a parent begin.
headNumber: public(uint256)
headHash: public(bytes32)
headTimestamp: public(uint256)

initializes: messages

exports: (
    messages.messageRoot,
    messages.messageCount,
    messages.lastAnchor,
    messages.escrow,
    messages.L2_MESSENGER,
    messages.sendMessage,
    messages.l2Sender,
    messages.isClaimed,
)

anchorGame: public(address)
# State root of each block up to the head, and the game whose claim it is. Above the head they mean nothing.
stateRoots: public(HashMap[uint256, bytes32])
finalGames: public(HashMap[uint256, address])
respectedGameType: public(uint256)
isBlacklisted: public(HashMap[address, bool])
# Games that were created at this time or before are retired.
retirementTime: public(uint256)
pausedUntil: public(uint256)
# By number and hash of the parent: the claim that has won the one place behind it.
winners: public(HashMap[uint256, HashMap[bytes32, address]])

FACTORY: public(immutable(address))
GUARDIAN: public(immutable(address))
# Seconds that must have passed since the resolution of a game before anything is paid on it.
AIR_GAP: public(immutable(uint256))
# Where the head steps back to when the first claim of the chain is taken back.
GENESIS_HASH: immutable(bytes32)
GENESIS_TIMESTAMP: immutable(uint256)


@deploy
@payable
def __init__(
    genesis_block_hash: bytes32,
    genesis_state_root: bytes32,
    genesis_timestamp: uint256,
    l2_messenger: address,
    factory: address,
    guardian: address,
    air_gap: uint256,
    game_type: uint256,
):
    """
    @notice Starts from an L2 genesis, which is the first anchor. The value of the deployment is the escrow behind ETH
            that the genesis gives away.
    @param factory Contract whose games are believed.
    @param guardian Who can blacklist and retire games, set the respected type, and pause.
    @param air_gap Seconds between a game's resolution and its finality.
    @param game_type The respected type of games.
    @custom:reverts "air gap out of range"
    """
    assert air_gap <= MAX_AIR_GAP, "air gap out of range"
    messages.__init__(l2_messenger, msg.value)
    FACTORY = factory
    GUARDIAN = guardian
    AIR_GAP = air_gap
    GENESIS_HASH = genesis_block_hash
    GENESIS_TIMESTAMP = genesis_timestamp
    self.headHash = genesis_block_hash
    self.headTimestamp = genesis_timestamp
    self.stateRoots[0] = genesis_state_root
    self.respectedGameType = game_type


# --- games ----------------------------------------------------------------------------------------------------------

@external
def recordWinner(game: address) -> bool:
    """
    @notice Gives a claim whose game its defender has won the place behind its parent, if it is free: of claims that are
            all true, the first that is decided is the chain's. Anybody may ask; a game asks when it is resolved.
    @return Whether the claim has the place.
    """
    if not staticcall Factory(FACTORY).isRegistered(game):
        return False
    facts: claim.Facts = staticcall Game(game).facts()
    return self._is_won(game, facts) and self._has_place(game, staticcall Game(game).claimed())


@external
def adopt(game: address) -> bool:
    """
    @notice Takes over the claim of a game, and those before it down to the head, if all are valid and have won their
            places: messages can be claimed from their blocks, and the last is the anchor. Anybody may ask; a game asks
            when it is closed.
    @return Whether the claim is on the chain.
    @custom:reverts "paused"
    """
    assert block.timestamp >= self.pausedUntil, "paused"
    if not self._is_claim_valid(game):
        return False
    last: claim.Claim = staticcall Game(game).claimed()
    head: uint256 = self.headNumber
    if last.number <= head:
        return self.finalGames[last.number] == game
    count: uint256 = last.number - head
    if count > MAX_ADOPTIONS:
        return False
    # Games may be closed in any order, so that parents can be missing between this one and the head.
    path: DynArray[address, MAX_ADOPTIONS] = [game]
    for i: uint256 in range(count - 1, bound=MAX_ADOPTIONS):
        parent: address = staticcall Game(path[i]).parent()
        # It was begun on an anchor above the head, which has been taken back since.
        if parent == empty(address):
            return False
        path.append(parent)
    for i: uint256 in range(count, bound=MAX_ADOPTIONS):
        if not self._extend(path[count - 1 - i]):
            return False
    return True


@internal
def _extend(game: address) -> bool:
    """
    @notice Puts a claim on the head, if it is valid, stands on the head, and has won the place there.
    """
    if not self._is_claim_valid(game):
        return False
    claimed: claim.Claim = staticcall Game(game).claimed()
    if claimed.number != self.headNumber + 1 or claimed.parentHash != self.headHash:
        return False
    if not self._has_place(game, claimed):
        return False
    self.finalGames[claimed.number] = game
    self.stateRoots[claimed.number] = claimed.stateRoot
    self._set_anchor(game, claimed)
    return True


@internal
def _has_place(game: address, claimed: claim.Claim) -> bool:
    """
    @notice Whether a claim that has won its game has the place behind its parent, which it takes if nobody else's is in
            it. One that the guardian has taken back holds up nobody.
    """
    winner: address = self.winners[claimed.number][claimed.parentHash]
    if winner == game:
        return True
    if winner != empty(address):
        facts: claim.Facts = staticcall Game(winner).facts()
        if self._is_won(winner, facts):
            return False
    self.winners[claimed.number][claimed.parentHash] = game
    log WinnerRecorded(number=claimed.number, parentHash=claimed.parentHash, game=game)
    return True


@internal
def _set_anchor(game: address, claimed: claim.Claim):
    self.headNumber = claimed.number
    self.headHash = claimed.blockHash
    self.headTimestamp = claimed.timestamp
    messages.lastAnchor = claimed.anchor
    self.anchorGame = game
    log AnchorUpdated(number=claimed.number, game=game, blockHash=claimed.blockHash, stateRoot=claimed.stateRoot)


@internal
@view
def _is_retired(facts: claim.Facts) -> bool:
    return facts.createdAt <= self.retirementTime


@internal
@view
def _is_final(facts: claim.Facts) -> bool:
    return facts.resolvedAt != 0 and block.timestamp - facts.resolvedAt > AIR_GAP


@internal
@view
def _is_won(game: address, facts: claim.Facts) -> bool:
    """
    @notice Whether a game's defender has won, and the game counts: its type was respected, and the guardian has neither
            blacklisted nor retired it.
    """
    return (
        facts.wasRespected
        and facts.outcome == claim.DEFENDER_WINS
        and not self.isBlacklisted[game]
        and not self._is_retired(facts)
    )


@internal
@view
def _is_claim_valid(game: address) -> bool:
    """
    @notice Whether a claim can be put on the chain: a respected game of the factory, which nobody has blacklisted or
            retired, has been won by its defender, an air gap ago.
    """
    if not staticcall Factory(FACTORY).isRegistered(game):
        return False
    facts: claim.Facts = staticcall Game(game).facts()
    return self._is_won(game, facts) and self._is_final(facts)


# --- messages from L2 -----------------------------------------------------------------------------------------------

@external
@nonreentrant
def claimL2Message(
    l2_message: message.Message,
    l2_block_number: uint256,
    account_proof: DynArray[Bytes[mpt.MAX_NODE_BYTES], mpt.MAX_PROOF_NODES],
    storage_proof: DynArray[Bytes[mpt.MAX_NODE_BYTES], mpt.MAX_PROOF_NODES],
    fee_recipient: address,
):
    """
    @notice Delivers a message that the L2 messenger has recorded, and pays its fee.
    @dev While the receiver is called, `l2Sender` tells who sent the message.
    @param l2_message The message, as the L2 messenger's event tells it.
    @param l2_block_number Block whose state the proofs are for; it is on the chain, and its claim is valid still.
    @param account_proof Nodes from that state's root to the messenger's account.
    @param storage_proof Nodes from the messenger's storage root to the message's element of `sentMessages`.
    @param fee_recipient Receiver of the fee, in wei, that the message carries.
    @custom:reverts "paused", "not final", "AlreadyClaimed", "invalid proof", "escrow insufficient", "self target",
        "not enough gas for delivery", "delivery failed", "fee payment failed"
    """
    assert block.timestamp >= self.pausedUntil, "paused"
    # Above the head stands what was on the chain until a claim below it was taken back.
    assert l2_block_number <= self.headNumber, "not final"
    game: address = self.finalGames[l2_block_number]
    # Again, since the guardian may have retired the game after its adoption.
    assert game != empty(address) and self._is_claim_valid(game), "not final"
    messages._claim(
        l2_message, self.stateRoots[l2_block_number], account_proof, storage_proof, fee_recipient
    )


# --- the guardian ---------------------------------------------------------------------------------------------------

@external
def blacklist(game: address):
    """
    @notice Takes a game's claim and its payouts back. If the claim is on the chain, the head steps back behind it; what
            stands on it is not on the chain any more, and its bonds are not touched.
    @custom:reverts "not guardian"
    """
    assert msg.sender == GUARDIAN, "not guardian"
    self.isBlacklisted[game] = True
    log GameBlacklisted(game=game)
    if not staticcall Factory(FACTORY).isRegistered(game):
        return
    claimed: claim.Claim = staticcall Game(game).claimed()
    if claimed.number <= self.headNumber and self.finalGames[claimed.number] == game:
        self._step_back(claimed.number - 1)


@internal
def _step_back(number: uint256):
    if number == 0:
        origin: claim.Claim = empty(claim.Claim)
        origin.blockHash = GENESIS_HASH
        origin.timestamp = GENESIS_TIMESTAMP
        origin.stateRoot = self.stateRoots[0]
        self._set_anchor(empty(address), origin)
    else:
        game: address = self.finalGames[number]
        self._set_anchor(game, staticcall Game(game).claimed())


@external
def retire():
    """
    @notice Retires every game that exists. The head stays, and the next claim stands on it; who doubts it blacklists it.
    @custom:reverts "not guardian"
    """
    assert msg.sender == GUARDIAN, "not guardian"
    self.retirementTime = block.timestamp
    log GamesRetired(retirementTime=block.timestamp)


@external
def setRespectedGameType(game_type: uint256):
    """
    @notice Sets the type of games that count from now on; those that exist keep what they were created with.
    @custom:reverts "not guardian"
    """
    assert msg.sender == GUARDIAN, "not guardian"
    self.respectedGameType = game_type
    log RespectedGameTypeSet(gameType=game_type)


@external
def pause():
    """
    @notice Stops closing and adopting games, and claiming messages; the pause ends by itself.
    @custom:reverts "not guardian"
    """
    assert msg.sender == GUARDIAN, "not guardian"
    self.pausedUntil = block.timestamp + PAUSE_SECONDS
    log PausedUntil(time=self.pausedUntil)


@external
def unpause():
    """
    @notice Ends the pause.
    @custom:reverts "not guardian"
    """
    assert msg.sender == GUARDIAN, "not guardian"
    self.pausedUntil = 0
    log PausedUntil(time=0)


# --- views ----------------------------------------------------------------------------------------------------------

@external
@view
def isPaused() -> bool:
    """
    @notice Whether the guardian has stopped closing games and claiming messages.
    """
    return block.timestamp < self.pausedUntil


@external
@view
def isProper(game: address) -> bool:
    """
    @notice Whether the guardian has neither blacklisted nor retired a game.
    """
    facts: claim.Facts = staticcall Game(game).facts()
    return not self.isBlacklisted[game] and not self._is_retired(facts)


@external
@view
def isFinal(game: address) -> bool:
    """
    @notice Whether an air gap has passed since a game was resolved.
    """
    facts: claim.Facts = staticcall Game(game).facts()
    return self._is_final(facts)


@external
@view
def isClaimValid(game: address) -> bool:
    """
    @notice Whether the claim of a game is valid: it can be put on the chain when it stands on the head and has won its
            place there.
    """
    return self._is_claim_valid(game)


@external
@view
def isAdopted(game: address) -> bool:
    """
    @notice Whether the claim of a game can be paid on: it is valid, and on the chain.
    """
    if not self._is_claim_valid(game):
        return False
    claimed: claim.Claim = staticcall Game(game).claimed()
    return claimed.number <= self.headNumber and self.finalGames[claimed.number] == game


@external
@view
def anchorState() -> (uint256, bytes32, uint256, uint256):
    """
    @notice Number, hash, timestamp and anchor of the newest final block.
    """
    return self.headNumber, self.headHash, self.headTimestamp, messages.lastAnchor

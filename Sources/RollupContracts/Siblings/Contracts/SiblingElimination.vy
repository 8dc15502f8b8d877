# pragma version 0.4.3
"""
@title Claim that only a contradicting sibling disputes
@notice Decides about one claim. Nobody challenges: whoever knows better claims the true block on the same parent, and as
        long as two claims answer one question differently, neither stands by its age. One proof ends it: of a claim's
        truth, which eliminates whoever has contradicted it, or of its falsehood, which eliminates whoever has made it.
@dev After Kailua. It stands where `ZKDisputeGame` does: behind minimal proxies of the same factory, with the same registry
     and the same verifier. Its immutables are in its code, its storage is each game's.
"""

import claim

interface Rollup:
    def respectedGameType() -> uint256: view
    def anchorState() -> (uint256, bytes32, uint256, uint256): view
    def anchorGame() -> address: view
    def isPaused() -> bool: view
    def isProper(game: address) -> bool: view
    def isFinal(game: address) -> bool: view
    def adopt(game: address) -> bool: nonpayable


interface Treasury:
    def enter(
        proposer: address, question: bytes32, answer: bytes32, parent_hash: bytes32, open_since: uint256
    ): payable
    def acceptValidity(prover: address): nonpayable
    def acceptFault(prover: address): nonpayable
    def leave(parent_hash: bytes32, is_winner: bool): nonpayable
    def claimCredit(recipient: address, caller: address): nonpayable
    def isLost(game: address) -> bool: view
    def isProven(game: address) -> bool: view
    def isContradicted(game: address) -> bool: view
    def uncontestedFrom(game: address) -> uint256: view
    def newestOf(question: bytes32) -> address: view
    def winnerOf(parent_hash: bytes32) -> address: view
    def beneficiaryOf(game: address) -> address: view
    def BOND() -> uint256: view
    def PRIZE() -> uint256: view
    def MAX_CLOCK_DURATION() -> uint256: view


interface Verifier:
    def verifyProof(claimed: claim.Claim, payload: Bytes[claim.MAX_PAYLOAD_BYTES]) -> bool: view
    def verifyExecution(claimed: claim.Claim, payload: Bytes[claim.MAX_PAYLOAD_BYTES]) -> bool: view


interface Game:
    def facts() -> claim.Facts: view
    def claimed() -> claim.Claim: view


# --- events ---------------------------------------------------------------------------------------------------------

event ClaimProven:
    prover: indexed(address)
    isExecution: bool


event ClaimRefuted:
    refuter: indexed(address)
    isExecution: bool


event GameResolved:
    outcome: indexed(uint256)


event GameClosed:
    isAdopted: bool


# --- constants ------------------------------------------------------------------------------------------------------

# What `status` can be.
UNCONTRADICTED: constant(uint256) = 0
CONTRADICTED: constant(uint256) = 1
VALIDITY_PROVEN: constant(uint256) = 2
ELIMINATED: constant(uint256) = 3
RESOLVED: constant(uint256) = 4

# Seconds that an L2 block may be older than the L1 block that takes its claim.
MAX_TIMESTAMP_LAG: constant(uint256) = 3600

BLOCKHASH_WINDOW: constant(uint256) = 256

# --- state ----------------------------------------------------------------------------------------------------------

claimed: public(claim.Claim)
gameType: public(uint256)
wasRespected: public(bool)
# The game about the block's parent, or zero for an anchor, which is final.
parent: public(address)
proposer: public(address)
createdAt: public(uint256)
resolvedAt: public(uint256)
outcome: public(uint256)
isClosed: public(bool)

FACTORY: public(immutable(address))
ROLLUP: public(immutable(address))
TREASURY: public(immutable(address))
VERIFIER: public(immutable(address))
DEPLOYED_AT: public(immutable(uint256))


@deploy
def __init__(factory: address, rollup: address, treasury: address, verifier: address):
    FACTORY = factory
    ROLLUP = rollup
    TREASURY = treasury
    VERIFIER = verifier
    DEPLOYED_AT = block.timestamp


@external
@payable
def initialize(proposer: address, game_type: uint256, parent: address, claimed: claim.Claim):
    """
    @notice Begins the game about a claim; the value is the proposer's bond, unless it is here for another claim.
    @custom:reverts "BadAuth", "AlreadyInitialized", "InvalidParentGame", "wrong block number", "wrong parent",
        "timestamp not after the parent", "timestamp in the future", "timestamp too old", "anchor moved backwards",
        "anchor not available", and those of the treasury
    """
    assert msg.sender == FACTORY, "BadAuth"
    assert self.createdAt == 0, "AlreadyInitialized"

    number: uint256 = 0
    blockHash: bytes32 = empty(bytes32)
    timestamp: uint256 = 0
    anchor: uint256 = 0
    number, blockHash, timestamp, anchor = staticcall Rollup(ROLLUP).anchorState()
    openSince: uint256 = DEPLOYED_AT
    if parent != empty(address):
        facts: claim.Facts = staticcall Game(parent).facts()
        previous: claim.Claim = staticcall Game(parent).claimed()
        assert facts.gameType == game_type, "InvalidParentGame"
        assert facts.outcome != claim.CHALLENGER_WINS, "InvalidParentGame"
        assert not staticcall Treasury(TREASURY).isLost(parent), "InvalidParentGame"
        assert staticcall Rollup(ROLLUP).isProper(parent), "InvalidParentGame"
        # At the anchor or below it, the parent is not what is final; or it is, and then the anchor is the parent.
        assert previous.number > number, "InvalidParentGame"
        number = previous.number
        blockHash = previous.blockHash
        timestamp = previous.timestamp
        anchor = previous.anchor
        openSince = facts.createdAt
    elif number > 0:
        facts: claim.Facts = staticcall Game(staticcall Rollup(ROLLUP).anchorGame()).facts()
        openSince = facts.createdAt

    assert claimed.number == number + 1, "wrong block number"
    assert claimed.parentHash == blockHash, "wrong parent"
    assert claimed.timestamp > timestamp, "timestamp not after the parent"
    assert claimed.anchor >= anchor, "anchor moved backwards"
    question: bytes32 = self._question(claimed)
    # Whoever contradicts a claim takes its question over, which was checked when it was asked: he may do so for as long
    # as the clock runs, when L1 knows the anchor's hash no more.
    if staticcall Treasury(TREASURY).newestOf(question) == empty(address):
        assert claimed.timestamp <= block.timestamp, "timestamp in the future"
        assert block.timestamp - claimed.timestamp <= MAX_TIMESTAMP_LAG, "timestamp too old"
        assert claimed.anchor < block.number, "anchor not available"
        assert block.number - claimed.anchor <= BLOCKHASH_WINDOW, "anchor not available"
        assert claimed.anchorHash == blockhash(claimed.anchor), "anchor not available"

    self.claimed = claimed
    self.gameType = game_type
    self.wasRespected = staticcall Rollup(ROLLUP).respectedGameType() == game_type
    self.parent = parent
    self.proposer = proposer
    self.createdAt = block.timestamp
    answer: bytes32 = keccak256(abi_encode(claimed.blockHash, claimed.stateRoot))
    extcall Treasury(TREASURY).enter(
        proposer, question, answer, claimed.parentHash, openSince, value=msg.value
    )


@internal
@pure
def _question(claimed: claim.Claim) -> bytes32:
    """
    @notice Hash of all that decides the block: what is claimed to come of it is left out.
    """
    return keccak256(
        abi_encode(
            claimed.number,
            claimed.parentHash,
            claimed.feeRecipient,
            claimed.prevRandao,
            claimed.timestamp,
            claimed.anchor,
            claimed.anchorHash,
            claimed.batchHash,
        )
    )


# --- proofs ---------------------------------------------------------------------------------------------------------

@external
def prove(payload: Bytes[claim.MAX_PAYLOAD_BYTES]):
    """
    @notice EXECUTE has verified a proof of what the claimed block really makes: the claim stands, or its proposer falls.
    @param payload `0x12f1 || SSZ(ProofInput)`.
    @custom:reverts "GameOver", "AlreadyEliminated", "AlreadyProven", and what the verifier says
    """
    self._begin_proof()
    self._end_proof(staticcall Verifier(VERIFIER).verifyProof(self.claimed, payload), False)


@external
def settle(payload: Bytes[claim.MAX_PAYLOAD_BYTES]):
    """
    @notice The same by execution: EXECUTE has executed the claimed block again.
    @param payload `0x1281 || SSZ(StatelessInput)`.
    @custom:reverts "GameOver", "AlreadyEliminated", "AlreadyProven", and what the verifier says
    """
    self._begin_proof()
    self._end_proof(staticcall Verifier(VERIFIER).verifyExecution(self.claimed, payload), True)


@internal
@view
def _begin_proof():
    # The implementation is no game: nothing has been claimed there. There is no clock: a proof may take its time.
    assert self.createdAt != 0 and self.outcome == claim.IN_PROGRESS, "GameOver"


@internal
def _end_proof(is_true: bool, is_execution: bool):
    if is_true:
        log ClaimProven(prover=msg.sender, isExecution=is_execution)
        extcall Treasury(TREASURY).acceptValidity(msg.sender)
    else:
        log ClaimRefuted(refuter=msg.sender, isExecution=is_execution)
        extcall Treasury(TREASURY).acceptFault(msg.sender)


# --- resolution -----------------------------------------------------------------------------------------------------

@external
def resolve():
    """
    @notice Decides the game. It is lost with its proposer, with its parent, by a proven contradiction, and to a sibling
            that has won. It is won by its proof, or by its age when nobody contradicts it.
    @custom:reverts "ClaimAlreadyResolved", "ParentGameNotResolved", "GameNotOver", "sibling contradicts"
    """
    assert self.createdAt != 0 and self.outcome == claim.IN_PROGRESS, "ClaimAlreadyResolved"
    isWinner: bool = False
    if not staticcall Treasury(TREASURY).isLost(self):
        isWinner = self._wins()
    self.outcome = claim.DEFENDER_WINS if isWinner else claim.CHALLENGER_WINS
    self.resolvedAt = block.timestamp
    log GameResolved(outcome=self.outcome)
    extcall Treasury(TREASURY).leave(self.claimed.parentHash, isWinner)


@internal
@view
def _wins() -> bool:
    if self.parent != empty(address):
        facts: claim.Facts = staticcall Game(self.parent).facts()
        assert facts.outcome != claim.IN_PROGRESS, "ParentGameNotResolved"
        if facts.outcome == claim.CHALLENGER_WINS:
            return False
    winner: address = staticcall Treasury(TREASURY).winnerOf(self.claimed.parentHash)
    if winner != empty(address) and self._counts(winner):
        return False
    if not staticcall Treasury(TREASURY).isProven(self):
        since: uint256 = max(self.createdAt, staticcall Treasury(TREASURY).uncontestedFrom(self))
        clock: uint256 = staticcall Treasury(TREASURY).MAX_CLOCK_DURATION()
        assert block.timestamp - since > clock, "GameNotOver"
        assert not staticcall Treasury(TREASURY).isContradicted(self), "sibling contradicts"
    return True


@internal
@view
def _counts(game: address) -> bool:
    """
    @notice Whether the rollup can adopt a game that is won: one that the guardian has taken back, or of a type that was
            not respected, holds up nobody.
    """
    facts: claim.Facts = staticcall Game(game).facts()
    return facts.wasRespected and staticcall Rollup(ROLLUP).isProper(game)


@external
def close():
    """
    @notice Offers the claim to the rollup, an air gap after the resolution.
    @custom:reverts "GameAlreadyClosed", "GamePaused", "GameNotResolved", "GameNotFinalized"
    """
    assert not self.isClosed, "GameAlreadyClosed"
    assert not staticcall Rollup(ROLLUP).isPaused(), "GamePaused"
    assert self.outcome != claim.IN_PROGRESS, "GameNotResolved"
    assert staticcall Rollup(ROLLUP).isFinal(self), "GameNotFinalized"
    self.isClosed = True
    isAdopted: bool = extcall Rollup(ROLLUP).adopt(self)
    log GameClosed(isAdopted=isAdopted)


@external
def claimCredit(recipient: address):
    """
    @notice Has the treasury unlock, and then pay, what is somebody's, whichever games it comes from.
    @dev A proposer's own bond is unlocked for nobody but himself.
    @custom:reverts "GamePaused", "nothing unlocked", "delay not over", "payment failed"
    """
    extcall Treasury(TREASURY).claimCredit(recipient, msg.sender)


# --- views ----------------------------------------------------------------------------------------------------------

@external
@view
def facts() -> claim.Facts:
    """
    @notice What other contracts ask of a game.
    """
    return claim.Facts(
        gameType=self.gameType,
        wasRespected=self.wasRespected,
        createdAt=self.createdAt,
        resolvedAt=self.resolvedAt,
        outcome=self.outcome,
    )


@external
@view
def status() -> uint256:
    """
    @notice Where the game stands.
    """
    if self.outcome != claim.IN_PROGRESS:
        return RESOLVED
    if staticcall Treasury(TREASURY).isLost(self):
        return ELIMINATED
    if staticcall Treasury(TREASURY).isProven(self):
        return VALIDITY_PROVEN
    if staticcall Treasury(TREASURY).isContradicted(self):
        return CONTRADICTED
    return UNCONTRADICTED


@external
@view
def isRepeatable() -> bool:
    """
    @notice Whether the same claim can have another game: this one is lost, or can never be adopted. Whether it is true
            is asked when it is made again.
    """
    return (
        self.outcome == claim.CHALLENGER_WINS
        or staticcall Treasury(TREASURY).isLost(self)
        or not self._counts(self)
    )


@external
@view
def credit(recipient: address) -> uint256:
    """
    @notice Wei of a bond that this game has given somebody: of a liar's to whoever has proven it. A bond that stands
            behind several claims is counted once, at the claim that was proven to be false.
    """
    if recipient != empty(address) and staticcall Treasury(TREASURY).beneficiaryOf(self) == recipient:
        return staticcall Treasury(TREASURY).PRIZE()
    return 0


@external
@view
def burned() -> uint256:
    """
    @notice Wei of the bond of a proposer whom this game has eliminated that are nobody's.
    """
    if staticcall Treasury(TREASURY).beneficiaryOf(self) == empty(address):
        return 0
    return staticcall Treasury(TREASURY).BOND() - staticcall Treasury(TREASURY).PRIZE()

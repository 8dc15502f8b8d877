# pragma version 0.4.3
"""
@title Dispute game that a proof decides
@notice Decides about one claim. Nobody objects in time: it stands. Somebody objects: it stands only with a proof in
        time. A proof before that ends the wait, and so does a refutation. And it falls with its parent.
@dev Reasons of reverts are those of the OP Stack's ZKDisputeGame where it has one. The implementation is behind minimal
     proxies: its immutables are in its code, its storage is each game's.
"""

import claim

interface Rollup:
    def respectedGameType() -> uint256: view
    def anchorState() -> (uint256, bytes32, uint256, uint256): view
    def isPaused() -> bool: view
    def isProper(game: address) -> bool: view
    def isBlacklisted(game: address) -> bool: view
    def isFinal(game: address) -> bool: view
    def recordWinner(game: address) -> bool: nonpayable
    def adopt(game: address) -> bool: nonpayable


interface Vault:
    def deposit(): payable
    def unlock(recipient: address, amount: uint256): nonpayable
    def pay(recipient: address): nonpayable
    def burn(amount: uint256): nonpayable


interface Verifier:
    def verifyProof(claimed: claim.Claim, payload: Bytes[claim.MAX_PAYLOAD_BYTES]) -> bool: view
    def verifyExecution(claimed: claim.Claim, payload: Bytes[claim.MAX_PAYLOAD_BYTES]) -> bool: view


interface Admission:
    def admit(proposer: address, claimed: claim.Claim) -> bool: view


interface Game:
    def facts() -> claim.Facts: view
    def claimed() -> claim.Claim: view


# --- events ---------------------------------------------------------------------------------------------------------

event ClaimChallenged:
    challenger: indexed(address)
    deadline: uint256


event ClaimProven:
    prover: indexed(address)
    isExecution: bool


event ClaimRefuted:
    refuter: indexed(address)
    isExecution: bool


event GameResolved:
    outcome: indexed(uint256)


event GameClosed:
    mode: indexed(uint256)


# --- constants ------------------------------------------------------------------------------------------------------

# What `status` can be.
UNCHALLENGED: constant(uint256) = 0
CHALLENGED: constant(uint256) = 1
UNCHALLENGED_AND_PROVEN: constant(uint256) = 2
CHALLENGED_AND_PROVEN: constant(uint256) = 3
RESOLVED: constant(uint256) = 4

# What `mode` can be: how the bonds are distributed, which is decided when the game is closed.
UNDECIDED: constant(uint256) = 0
NORMAL: constant(uint256) = 1
REFUND: constant(uint256) = 2

# What `payments` can be.
NOTHING: constant(uint256) = 0
UNLOCKED: constant(uint256) = 1
PAID: constant(uint256) = 2

# Seconds that an L2 block may be older than the L1 block that takes its claim.
MAX_TIMESTAMP_LAG: constant(uint256) = 3600

BLOCKHASH_WINDOW: constant(uint256) = 256

# Longest clock, in seconds: a year.
MAX_DURATION: constant(uint256) = 31_536_000

# --- state ----------------------------------------------------------------------------------------------------------

claimed: public(claim.Claim)
gameType: public(uint256)
wasRespected: public(bool)
# The game about the block's parent, or zero for an anchor, which is final.
parent: public(address)
proposer: public(address)
challenger: public(address)
prover: public(address)
status: public(uint256)
# Last second, of the clock that runs, in which the claim can be challenged or proven.
deadline: public(uint256)
createdAt: public(uint256)
resolvedAt: public(uint256)
outcome: public(uint256)
mode: public(uint256)
payments: public(HashMap[address, uint256])

FACTORY: public(immutable(address))
ROLLUP: public(immutable(address))
VAULT: public(immutable(address))
VERIFIER: public(immutable(address))
# Contract that says which claims can be taken, or zero where all can that fit their parent.
ADMISSION: public(immutable(address))
# Seconds in which a claim can be challenged, and in which a challenged one can be proven.
MAX_CHALLENGE_DURATION: public(immutable(uint256))
MAX_PROVE_DURATION: public(immutable(uint256))
# Wei that a proposer and a challenger put up.
INIT_BOND: public(immutable(uint256))
CHALLENGER_BOND: public(immutable(uint256))


@deploy
def __init__(
    factory: address,
    rollup: address,
    vault: address,
    verifier: address,
    admission: address,
    max_challenge_duration: uint256,
    max_prove_duration: uint256,
    init_bond: uint256,
    challenger_bond: uint256,
):
    """
    @custom:reverts "duration out of range", "bond out of range"
    """
    assert max_challenge_duration > 0 and max_challenge_duration <= MAX_DURATION, "duration out of range"
    assert max_prove_duration > 0 and max_prove_duration <= MAX_DURATION, "duration out of range"
    # More than all ether there is, and no sum of two overflows.
    assert init_bond < 2**128 and challenger_bond < 2**128, "bond out of range"
    FACTORY = factory
    ROLLUP = rollup
    VAULT = vault
    VERIFIER = verifier
    ADMISSION = admission
    MAX_CHALLENGE_DURATION = max_challenge_duration
    MAX_PROVE_DURATION = max_prove_duration
    INIT_BOND = init_bond
    CHALLENGER_BOND = challenger_bond


@external
@payable
def initialize(proposer: address, game_type: uint256, parent: address, claimed: claim.Claim):
    """
    @notice Begins the game about a claim; the value is the proposer's bond.
    @custom:reverts "BadAuth", "AlreadyInitialized", "IncorrectBondAmount", "InvalidParentGame", "wrong block number",
        "wrong parent", "timestamp not after the parent", "timestamp in the future", "timestamp too old",
        "anchor moved backwards", "anchor not available", and what the admission says
    """
    assert msg.sender == FACTORY, "BadAuth"
    assert self.createdAt == 0, "AlreadyInitialized"
    assert msg.value == INIT_BOND, "IncorrectBondAmount"

    number: uint256 = 0
    blockHash: bytes32 = empty(bytes32)
    timestamp: uint256 = 0
    anchor: uint256 = 0
    number, blockHash, timestamp, anchor = staticcall Rollup(ROLLUP).anchorState()
    if parent != empty(address):
        facts: claim.Facts = staticcall Game(parent).facts()
        previous: claim.Claim = staticcall Game(parent).claimed()
        assert facts.gameType == game_type, "InvalidParentGame"
        assert facts.outcome != claim.CHALLENGER_WINS, "InvalidParentGame"
        assert staticcall Rollup(ROLLUP).isProper(parent), "InvalidParentGame"
        # At the anchor or below it, the parent is not what is final; or it is, and then the anchor is the parent.
        assert previous.number > number, "InvalidParentGame"
        number = previous.number
        blockHash = previous.blockHash
        timestamp = previous.timestamp
        anchor = previous.anchor

    assert claimed.number == number + 1, "wrong block number"
    assert claimed.parentHash == blockHash, "wrong parent"
    assert claimed.timestamp > timestamp, "timestamp not after the parent"
    assert claimed.timestamp <= block.timestamp, "timestamp in the future"
    assert block.timestamp - claimed.timestamp <= MAX_TIMESTAMP_LAG, "timestamp too old"
    # Later nobody could look the anchor up: it is fixed here, and what is proven must have it.
    assert claimed.anchor >= anchor, "anchor moved backwards"
    assert claimed.anchor < block.number, "anchor not available"
    assert block.number - claimed.anchor <= BLOCKHASH_WINDOW, "anchor not available"
    assert claimed.anchorHash == blockhash(claimed.anchor), "anchor not available"
    if ADMISSION != empty(address):
        assert staticcall Admission(ADMISSION).admit(proposer, claimed), "BadAuth"

    self.claimed = claimed
    self.gameType = game_type
    self.wasRespected = staticcall Rollup(ROLLUP).respectedGameType() == game_type
    self.parent = parent
    self.proposer = proposer
    self.deadline = block.timestamp + MAX_CHALLENGE_DURATION
    self.createdAt = block.timestamp
    extcall Vault(VAULT).deposit(value=msg.value)


# --- the game -------------------------------------------------------------------------------------------------------

@external
@payable
def challenge():
    """
    @notice Objects to the claim, which then needs a proof in time; the value is the challenger's bond.
    @custom:reverts "GameOver", "ClaimAlreadyChallenged", "IncorrectBondAmount"
    """
    assert not self._is_over(), "GameOver"
    assert self.status == UNCHALLENGED, "ClaimAlreadyChallenged"
    assert msg.value == CHALLENGER_BOND, "IncorrectBondAmount"
    self.status = CHALLENGED
    self.challenger = msg.sender
    self.deadline = block.timestamp + MAX_PROVE_DURATION
    log ClaimChallenged(challenger=msg.sender, deadline=self.deadline)
    extcall Vault(VAULT).deposit(value=msg.value)


@external
def prove(payload: Bytes[claim.MAX_PAYLOAD_BYTES]):
    """
    @notice Ends the wait: EXECUTE has verified a proof of what the claimed block really makes. A challenged claim can be
            refuted by it as well.
    @param payload `0x12f1 || SSZ(ProofInput)`.
    @custom:reverts "GameOver", "InvalidProof", and what the verifier says
    """
    self._begin_proof()
    self._end_proof(staticcall Verifier(VERIFIER).verifyProof(self.claimed, payload), False)


@external
def settle(payload: Bytes[claim.MAX_PAYLOAD_BYTES]):
    """
    @notice Ends a dispute for either side: EXECUTE has executed the disputed block again.
    @param payload `0x1281 || SSZ(StatelessInput)`.
    @custom:reverts "GameOver", "ClaimNotChallenged", "InvalidProof", and what the verifier says
    """
    self._begin_proof()
    assert self.status == CHALLENGED, "ClaimNotChallenged"
    self._end_proof(staticcall Verifier(VERIFIER).verifyExecution(self.claimed, payload), True)


@internal
@view
def _begin_proof():
    # The implementation is no game: nothing has been claimed there.
    assert self.createdAt != 0 and not self._is_over(), "GameOver"


@internal
def _end_proof(is_true: bool, is_execution: bool):
    if is_true:
        self.prover = msg.sender
        self.status = CHALLENGED_AND_PROVEN if self.status == CHALLENGED else UNCHALLENGED_AND_PROVEN
        log ClaimProven(prover=msg.sender, isExecution=is_execution)
    else:
        # Without a challenger nobody could have the bond: whoever can refute a claim challenges it first.
        assert self.status == CHALLENGED, "InvalidProof"
        # There will be no proof of what is not so: the clock has run out.
        self.deadline = block.timestamp - 1
        log ClaimRefuted(refuter=msg.sender, isExecution=is_execution)


@external
def resolve():
    """
    @notice Decides the game, once its parent's is decided and it is over.
    @custom:reverts "ClaimAlreadyResolved", "ParentGameNotResolved", "GameNotOver"
    """
    assert self.createdAt != 0 and self.outcome == claim.IN_PROGRESS, "ClaimAlreadyResolved"
    isParentLost: bool = False
    if self.parent != empty(address):
        facts: claim.Facts = staticcall Game(self.parent).facts()
        assert facts.outcome != claim.IN_PROGRESS, "ParentGameNotResolved"
        isParentLost = facts.outcome == claim.CHALLENGER_WINS
    assert self._is_over(), "GameNotOver"
    if isParentLost or self.status == CHALLENGED:
        self.outcome = claim.CHALLENGER_WINS
    else:
        self.outcome = claim.DEFENDER_WINS
    self.status = RESOLVED
    self.resolvedAt = block.timestamp
    log GameResolved(outcome=self.outcome)
    if self.outcome == claim.DEFENDER_WINS:
        # Whether the chain goes on with this claim or with a rival decides about no bond: both may be true.
        extcall Rollup(ROLLUP).recordWinner(self)


@internal
@view
def _is_over() -> bool:
    return self.prover != empty(address) or self.deadline < block.timestamp


# --- bonds ----------------------------------------------------------------------------------------------------------

@external
def close():
    """
    @notice Decides how the bonds are distributed, and offers the claim to the rollup, an air gap after the resolution.
    @custom:reverts "GameAlreadyClosed", "GamePaused", "GameNotResolved", "GameNotFinalized"
    """
    assert self.mode == UNDECIDED, "GameAlreadyClosed"
    self._close()


@internal
def _close():
    assert not staticcall Rollup(ROLLUP).isPaused(), "GamePaused"
    assert self.outcome != claim.IN_PROGRESS, "GameNotResolved"
    assert staticcall Rollup(ROLLUP).isFinal(self), "GameNotFinalized"
    if staticcall Rollup(ROLLUP).isProper(self):
        self.mode = NORMAL
        extcall Rollup(ROLLUP).adopt(self)
        burned: uint256 = self._burned()
        if burned > 0:
            extcall Vault(VAULT).burn(burned)
    else:
        self.mode = REFUND
    log GameClosed(mode=self.mode)


@external
def claimCredit(recipient: address):
    """
    @notice Unlocks somebody's share of the bonds, at the first call; pays it, at the second after the vault's delay.
            Closes the game if nobody has.
    @custom:reverts "GamePaused", "GameNotResolved", "GameNotFinalized", "NoCreditToClaim", "GameBlacklisted",
        "delay not over", "payment failed"
    """
    if self.mode == UNDECIDED:
        self._close()
    state: uint256 = self.payments[recipient]
    amount: uint256 = self._credit(recipient)
    assert amount > 0 and state != PAID, "NoCreditToClaim"
    if state == NOTHING:
        self.payments[recipient] = UNLOCKED
        extcall Vault(VAULT).unlock(recipient, amount)
    else:
        # What the vault's delay is for: a guardian who sees a wrong payout can still stop it, for good.
        assert not staticcall Rollup(ROLLUP).isPaused(), "GamePaused"
        assert self.mode == REFUND or not staticcall Rollup(ROLLUP).isBlacklisted(self), "GameBlacklisted"
        self.payments[recipient] = PAID
        extcall Vault(VAULT).pay(recipient)


@internal
@view
def _burned() -> uint256:
    """
    @notice The bond of a proposer who lost with his parent, and whom nobody had challenged: nobody has earned it.
    """
    if self.outcome == claim.CHALLENGER_WINS and self.challenger == empty(address):
        return INIT_BOND
    return 0


@internal
@view
def _credit(recipient: address) -> uint256:
    """
    @notice Wei that somebody has from the bonds: what he put up, under REFUND; else what the outcome gives him.
    """
    if self.outcome == claim.IN_PROGRESS or recipient == empty(address):
        return 0
    amount: uint256 = 0
    if self.mode == REFUND:
        if recipient == self.proposer:
            amount += INIT_BOND
        if recipient == self.challenger:
            amount += CHALLENGER_BOND
    elif self.outcome == claim.CHALLENGER_WINS:
        if recipient == self.challenger:
            amount = INIT_BOND + CHALLENGER_BOND
    else:
        if recipient == self.proposer:
            amount += INIT_BOND
        # Who proves an unchallenged claim earns nothing: there is no second bond.
        if recipient == self.prover and self.challenger != empty(address):
            amount += CHALLENGER_BOND
    return amount


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
def gameOver() -> bool:
    """
    @notice Whether the claim can be neither challenged nor proven any more.
    """
    return self._is_over()


@external
@view
def credit(recipient: address) -> uint256:
    """
    @notice Wei of the bonds that are somebody's since the resolution, paid or not; nothing before.
    """
    return self._credit(recipient)


@external
@view
def burned() -> uint256:
    """
    @notice Wei of the bonds that are nobody's since the resolution, unless they are refunded.
    """
    if self.mode == REFUND:
        return 0
    return self._burned()

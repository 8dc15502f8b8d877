# pragma version 0.4.3
"""
@title Treasury of proposers whose claims contradict each other
@notice Keeps one bond a proposer, whatever the number of his claims, and knows which claims answer one question in two
        ways. Whoever is shown to have lied is eliminated: all his claims fall, and his bond is the prover's.
@dev After Kailua's treasury and tournament. A question is all that decides a block; its answer is block hash and state root,
     of which one is true. Games of the factory alone may call. The vault holds the bonds.
"""

import claim

interface Factory:
    def isRegistered(game: address) -> bool: view


interface Rollup:
    def isPaused() -> bool: view


interface Vault:
    def deposit(): payable
    def unlock(recipient: address, amount: uint256): nonpayable
    def pay(recipient: address): nonpayable


# --- events ---------------------------------------------------------------------------------------------------------

event ProposerEliminated:
    proposer: indexed(address)
    game: indexed(address)
    prover: indexed(address)


event QuestionAnswered:
    question: indexed(bytes32)
    game: indexed(address)


# --- constants ------------------------------------------------------------------------------------------------------

# Longest time, in seconds: a year.
MAX_DURATION: constant(uint256) = 31_536_000

# Siblings that one validity proof eliminates at once; resolving them does it for the others.
MAX_ELIMINATIONS: constant(uint256) = 32

# --- state ----------------------------------------------------------------------------------------------------------

hasBond: public(HashMap[address, bool])
isEliminated: public(HashMap[address, bool])
# Claims of a proposer that are not resolved.
openCount: public(HashMap[address, uint256])
# Wei of eliminated proposers' bonds that are a prover's and that he has not unlocked.
earned: public(HashMap[address, uint256])

proposerOf: public(HashMap[address, address])
questionOf: public(HashMap[address, bytes32])
# Who has the bond of a game's proposer, where that game was what eliminated him.
beneficiaryOf: public(HashMap[address, address])
# Games that answer a question: the newest, and behind each the one before it.
newestOf: public(HashMap[bytes32, address])
previousOf: public(HashMap[address, address])
# How many of them are not resolved, and when the first of those began.
openAnswers: public(HashMap[bytes32, uint256])
firstAnsweredAt: public(HashMap[bytes32, uint256])
# The game whose answer is proven, and who has proven it.
trueAnswerOf: public(HashMap[bytes32, address])
proverOf: public(HashMap[address, address])
# By the hash of a parent: whether anybody has claimed a child, and the child that has won.
hasChild: public(HashMap[bytes32, bool])
winnerOf: public(HashMap[bytes32, address])

FACTORY: public(immutable(address))
ROLLUP: public(immutable(address))
VAULT: public(immutable(address))
# Wei that stand behind all claims of a proposer.
BOND: public(immutable(uint256))
# Seconds in which a claim can be contradicted.
MAX_CLOCK_DURATION: public(immutable(uint256))
# Who may claim a parent's first child for some seconds before everybody else; zero for nobody.
VANGUARD: public(immutable(address))
VANGUARD_ADVANTAGE: public(immutable(uint256))


@deploy
def __init__(
    factory: address,
    rollup: address,
    vault: address,
    bond: uint256,
    max_clock_duration: uint256,
    vanguard: address,
    vanguard_advantage: uint256,
):
    """
    @custom:reverts "duration out of range", "bond out of range"
    """
    assert max_clock_duration > 0 and max_clock_duration <= MAX_DURATION, "duration out of range"
    # A head start as long as the clock would let the vanguard's word stand before anybody else may speak.
    assert vanguard_advantage < max_clock_duration, "duration out of range"
    # An elimination that costs nothing would be none.
    assert bond > 0 and bond < 2**128, "bond out of range"
    FACTORY = factory
    ROLLUP = rollup
    VAULT = vault
    BOND = bond
    MAX_CLOCK_DURATION = max_clock_duration
    VANGUARD = vanguard
    VANGUARD_ADVANTAGE = vanguard_advantage


# --- what games do --------------------------------------------------------------------------------------------------

@external
@payable
def enter(proposer: address, question: bytes32, parent_hash: bytes32, open_since: uint256):
    """
    @notice Takes the claim of the calling game in; the value is the proposer's bond if he has none here.
    @param open_since Time, in seconds, since when a child of the parent could be claimed.
    @custom:reverts "BadAuth", "AlreadyEliminated", "AlreadyProven", "IncorrectBondAmount", "VanguardError", "ClockExpired"
    """
    assert staticcall Factory(FACTORY).isRegistered(msg.sender), "BadAuth"
    assert not self.isEliminated[proposer], "AlreadyEliminated"
    # The true answer is here, and the factory takes none twice: what comes now is another.
    assert self.trueAnswerOf[question] == empty(address), "AlreadyProven"
    if self.hasBond[proposer]:
        assert msg.value == 0, "IncorrectBondAmount"
    else:
        assert msg.value == BOND, "IncorrectBondAmount"
    if not self.hasChild[parent_hash] and VANGUARD != empty(address) and proposer != VANGUARD:
        assert block.timestamp - open_since > VANGUARD_ADVANTAGE, "VanguardError"
    if self.openAnswers[question] == 0:
        self.firstAnsweredAt[question] = block.timestamp
    else:
        # Else an answer could be contradicted in the moment in which it would stand.
        assert block.timestamp - self.firstAnsweredAt[question] <= MAX_CLOCK_DURATION, "ClockExpired"

    self.proposerOf[msg.sender] = proposer
    self.questionOf[msg.sender] = question
    self.previousOf[msg.sender] = self.newestOf[question]
    self.newestOf[question] = msg.sender
    self.openAnswers[question] += 1
    self.openCount[proposer] += 1
    self.hasChild[parent_hash] = True
    if msg.value > 0:
        self.hasBond[proposer] = True
        extcall Vault(VAULT).deposit(value=msg.value)


@external
def acceptValidity(prover: address):
    """
    @notice The calling game's claim is proven: whoever has claimed another answer to its question has lied.
    @custom:reverts "BadAuth", "AlreadyEliminated", "AlreadyProven"
    """
    question: bytes32 = self._question()
    assert not self._is_lost(msg.sender), "AlreadyEliminated"
    assert self.trueAnswerOf[question] == empty(address), "AlreadyProven"
    self.trueAnswerOf[question] = msg.sender
    self.proverOf[msg.sender] = prover
    log QuestionAnswered(question=question, game=msg.sender)
    game: address = self.newestOf[question]
    for _: uint256 in range(MAX_ELIMINATIONS):
        if game == empty(address):
            break
        if game != msg.sender:
            self._eliminate(game, prover)
        game = self.previousOf[game]


@external
def acceptFault(prover: address):
    """
    @notice The calling game's claim is proven to be false.
    @custom:reverts "BadAuth", "AlreadyEliminated"
    """
    self._question()
    assert not self._is_lost(msg.sender), "AlreadyEliminated"
    self._eliminate(msg.sender, prover)


@external
def leave(parent_hash: bytes32, is_winner: bool):
    """
    @notice The calling game is resolved.
    @custom:reverts "BadAuth"
    """
    question: bytes32 = self._question()
    # One of the siblings that were too many to be eliminated with the proof.
    answer: address = self.trueAnswerOf[question]
    if answer != empty(address) and answer != msg.sender:
        self._eliminate(msg.sender, self.proverOf[answer])
    self.openAnswers[question] -= 1
    self.openCount[self.proposerOf[msg.sender]] -= 1
    if is_winner:
        self.winnerOf[parent_hash] = msg.sender


@internal
@view
def _question() -> bytes32:
    # Nobody else than a game that has entered has a question.
    assert self.proposerOf[msg.sender] != empty(address), "BadAuth"
    return self.questionOf[msg.sender]


@internal
def _eliminate(game: address, prover: address):
    proposer: address = self.proposerOf[game]
    if self.isEliminated[proposer]:
        return
    self.isEliminated[proposer] = True
    # He has withdrawn his bond if all his claims were resolved, this one too: then there is nothing to be earned.
    if self.hasBond[proposer]:
        self.hasBond[proposer] = False
        self.beneficiaryOf[game] = prover
        self.earned[prover] += BOND
    log ProposerEliminated(proposer=proposer, game=game, prover=prover)


@internal
@view
def _is_lost(game: address) -> bool:
    answer: address = self.trueAnswerOf[self.questionOf[game]]
    return self.isEliminated[self.proposerOf[game]] or (answer != empty(address) and answer != game)


# --- bonds ----------------------------------------------------------------------------------------------------------

@external
def claimCredit(recipient: address, caller: address):
    """
    @notice Unlocks the bonds that somebody has earned by proofs, and his own when he asks himself and all his claims are
            resolved. With nothing to unlock, pays what was unlocked a delay ago.
    @param caller Who has asked the calling game.
    @custom:reverts "BadAuth", "GamePaused", "nothing unlocked", "delay not over", "payment failed"
    """
    assert staticcall Factory(FACTORY).isRegistered(msg.sender), "BadAuth"
    # All that stops a wrong elimination from being paid: the guardian's time to act is the vault's delay.
    assert not staticcall Rollup(ROLLUP).isPaused(), "GamePaused"
    amount: uint256 = self.earned[recipient]
    self.earned[recipient] = 0
    # Else anybody could take the bond from under a proposer's next claim.
    if caller == recipient and self.hasBond[recipient] and self.openCount[recipient] == 0:
        self.hasBond[recipient] = False
        amount += BOND
    if amount == 0:
        extcall Vault(VAULT).pay(recipient)
    else:
        extcall Vault(VAULT).unlock(recipient, amount)


# --- views ----------------------------------------------------------------------------------------------------------

@external
@view
def isLost(game: address) -> bool:
    """
    @notice Whether a game's proposer is eliminated, or another answer to its question is proven.
    """
    return self._is_lost(game)


@external
@view
def isProven(game: address) -> bool:
    """
    @notice Whether a game's claim is proven.
    """
    return self.proposerOf[game] != empty(address) and self.trueAnswerOf[self.questionOf[game]] == game


@external
@view
def isContradicted(game: address) -> bool:
    """
    @notice Whether there are other answers to a game's question that are not resolved.
    """
    return self.openAnswers[self.questionOf[game]] > 1

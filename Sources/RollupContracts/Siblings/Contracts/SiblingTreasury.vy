# pragma version 0.4.3
"""
@title Treasury of proposers whose claims contradict each other
@notice Keeps one bond a proposer, whatever the number of his claims, and knows which claims answer one question in two
        ways. Whoever is shown to have lied is eliminated: all his claims fall, half his bond is the prover's, and the
        other half is burned.
@dev After Kailua's treasury and tournament. A question is all that decides a block; its answer is block hash and state root,
     of which one is true. Several games can give one answer, and what is proven is proven of the answer. Games of the
     factory alone may call. The vault holds the bonds.
"""

import claim

interface Factory:
    def isRegistered(game: address) -> bool: view


interface Rollup:
    def isPaused() -> bool: view


struct Withdrawal:
    amount: uint256  # wei
    unlockedAt: uint256  # seconds


interface Vault:
    def withdrawals(depositor: address, recipient: address) -> Withdrawal: view
    def deposit(): payable
    def unlock(recipient: address, amount: uint256): nonpayable
    def pay(recipient: address): nonpayable
    def burn(amount: uint256): nonpayable


# --- events ---------------------------------------------------------------------------------------------------------

event ProposerEliminated:
    proposer: indexed(address)
    game: indexed(address)
    prover: indexed(address)


event AnswerProven:
    question: indexed(bytes32)
    answer: indexed(bytes32)
    isTrue: bool


# --- constants ------------------------------------------------------------------------------------------------------

# Longest time, in seconds: a year.
MAX_DURATION: constant(uint256) = 31_536_000

# Games about a question that one proof looks at; resolving them eliminates the other liars.
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
answerOf: public(HashMap[address, bytes32])
# Who has the prize for a game's proposer, where that game was what eliminated him.
beneficiaryOf: public(HashMap[address, address])
# Games about a question: the newest, and behind each the one before it.
newestOf: public(HashMap[bytes32, address])
previousOf: public(HashMap[address, address])
# Games that give an answer and are not resolved, and how many answers of a question there are such games of.
openGames: public(HashMap[bytes32, HashMap[bytes32, uint256]])
openAnswers: public(HashMap[bytes32, uint256])
# When a game about a question began last, and when all but one of its answers were resolved.
lastAskedAt: public(HashMap[bytes32, uint256])
uncontestedSince: public(HashMap[bytes32, uint256])
# The answer that is proven to be true, those that are proven to be false, and who has proven it of an answer last.
trueAnswerOf: public(HashMap[bytes32, bytes32])
isFalse: public(HashMap[bytes32, HashMap[bytes32, bool]])
proverOf: public(HashMap[bytes32, HashMap[bytes32, address]])
# By the hash of a parent: whether anybody has claimed a child, and the child that has won.
hasChild: public(HashMap[bytes32, bool])
winnerOf: public(HashMap[bytes32, address])

FACTORY: public(immutable(address))
ROLLUP: public(immutable(address))
VAULT: public(immutable(address))
# Wei that stand behind all claims of a proposer.
BOND: public(immutable(uint256))
# Part of it that whoever proves him to lie has. The rest is burned, so that nobody lies and then earns it all himself.
PRIZE: public(immutable(uint256))
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
    PRIZE = bond - bond // 2
    MAX_CLOCK_DURATION = max_clock_duration
    VANGUARD = vanguard
    VANGUARD_ADVANTAGE = vanguard_advantage


# --- what games do --------------------------------------------------------------------------------------------------

@external
@payable
def enter(proposer: address, question: bytes32, answer: bytes32, parent_hash: bytes32, open_since: uint256):
    """
    @notice Takes the claim of the calling game in; the value is the proposer's bond if he has none here.
    @param open_since Time, in seconds, since when a child of the parent could be claimed.
    @custom:reverts "BadAuth", "AlreadyEliminated", "AlreadyProven", "IncorrectBondAmount", "VanguardError", "ClockExpired"
    """
    assert staticcall Factory(FACTORY).isRegistered(msg.sender), "BadAuth"
    assert not self.isEliminated[proposer], "AlreadyEliminated"
    # What is proven may be said again: whoever said it first may have fallen by another claim.
    proven: bytes32 = self.trueAnswerOf[question]
    assert proven == empty(bytes32) or proven == answer, "AlreadyProven"
    assert not self.isFalse[question][answer], "AlreadyEliminated"
    if self.hasBond[proposer]:
        assert msg.value == 0, "IncorrectBondAmount"
    else:
        assert msg.value == BOND, "IncorrectBondAmount"
    if not self.hasChild[parent_hash] and VANGUARD != empty(address) and proposer != VANGUARD:
        assert block.timestamp - open_since > VANGUARD_ADVANTAGE, "VanguardError"
    if self.openGames[question][answer] == 0:
        # Else an answer could be contradicted when every game that gives it could stand. Among contradicting ones none
        # can, and the next is welcome.
        if self.openAnswers[question] == 1:
            since: uint256 = max(self.lastAskedAt[question], self.uncontestedSince[question])
            assert block.timestamp - since <= MAX_CLOCK_DURATION, "ClockExpired"
        self.openAnswers[question] += 1
    self.openGames[question][answer] += 1
    self.lastAskedAt[question] = block.timestamp

    self.proposerOf[msg.sender] = proposer
    self.questionOf[msg.sender] = question
    self.answerOf[msg.sender] = answer
    self.previousOf[msg.sender] = self.newestOf[question]
    self.newestOf[question] = msg.sender
    self.openCount[proposer] += 1
    self.hasChild[parent_hash] = True
    if msg.value > 0:
        self.hasBond[proposer] = True
        extcall Vault(VAULT).deposit(value=msg.value)


@external
def acceptValidity(prover: address):
    """
    @notice The calling game's answer is proven: whoever has given another one to its question has lied.
    @custom:reverts "BadAuth", "AlreadyEliminated", "AlreadyProven"
    """
    question: bytes32 = self._question()
    assert not self._is_lost(msg.sender), "AlreadyEliminated"
    assert self.trueAnswerOf[question] == empty(bytes32), "AlreadyProven"
    self.trueAnswerOf[question] = self.answerOf[msg.sender]
    self._end_proof(question, prover, True)


@external
def acceptFault(prover: address):
    """
    @notice The calling game's answer is proven to be false: whoever has given it has lied.
    @custom:reverts "BadAuth", "AlreadyEliminated"
    """
    question: bytes32 = self._question()
    assert not self._is_lost(msg.sender), "AlreadyEliminated"
    self.isFalse[question][self.answerOf[msg.sender]] = True
    self._end_proof(question, prover, False)


@internal
def _end_proof(question: bytes32, prover: address, is_true: bool):
    answer: bytes32 = self.answerOf[msg.sender]
    self.proverOf[question][answer] = prover
    log AnswerProven(question=question, answer=answer, isTrue=is_true)
    # The calling game first: of many that say the same, the newest are looked at.
    burned: uint256 = self._eliminate_liar(msg.sender)
    game: address = self.newestOf[question]
    for _: uint256 in range(MAX_ELIMINATIONS):
        if game == empty(address):
            break
        burned += self._eliminate_liar(game)
        game = self.previousOf[game]
    if burned > 0:
        extcall Vault(VAULT).burn(burned)


@external
def leave(parent_hash: bytes32, is_winner: bool):
    """
    @notice The calling game is resolved.
    @custom:reverts "BadAuth"
    """
    question: bytes32 = self._question()
    answer: bytes32 = self.answerOf[msg.sender]
    # One of those that were too many to be eliminated with the proof.
    burned: uint256 = self._eliminate_liar(msg.sender)
    if burned > 0:
        extcall Vault(VAULT).burn(burned)
    self.openCount[self.proposerOf[msg.sender]] -= 1
    self.openGames[question][answer] -= 1
    if self.openGames[question][answer] == 0:
        self.openAnswers[question] -= 1
        if self.openAnswers[question] == 1:
            # What is left had been disputed by what fell. If it is a lie, somebody has to have time to say so again.
            self.uncontestedSince[question] = block.timestamp
    if is_winner:
        self.winnerOf[parent_hash] = msg.sender


@internal
@view
def _question() -> bytes32:
    # Nobody else than a game that has entered has a question.
    assert self.proposerOf[msg.sender] != empty(address), "BadAuth"
    return self.questionOf[msg.sender]


@internal
def _eliminate_liar(game: address) -> uint256:
    """
    @notice Eliminates the proposer of a game whose answer is shown to be false, once.
    @return Wei of his bond that are to be burned.
    """
    proposer: address = self.proposerOf[game]
    question: bytes32 = self.questionOf[game]
    answer: bytes32 = self.answerOf[game]
    if self.isEliminated[proposer] or not self._is_wrong(question, answer):
        return 0
    if not self.isFalse[question][answer]:
        answer = self.trueAnswerOf[question]
    prover: address = self.proverOf[question][answer]
    self.isEliminated[proposer] = True
    log ProposerEliminated(proposer=proposer, game=game, prover=prover)
    # He has withdrawn his bond if all his claims were resolved, this one too: then there is nothing to be earned.
    if not self.hasBond[proposer]:
        return 0
    self.hasBond[proposer] = False
    self.beneficiaryOf[game] = prover
    self.earned[prover] += PRIZE
    return BOND - PRIZE


@internal
@view
def _is_wrong(question: bytes32, answer: bytes32) -> bool:
    proven: bytes32 = self.trueAnswerOf[question]
    return self.isFalse[question][answer] or (proven != empty(bytes32) and proven != answer)


@internal
@view
def _is_lost(game: address) -> bool:
    return self.isEliminated[self.proposerOf[game]] or self._is_wrong(self.questionOf[game], self.answerOf[game])


# --- bonds ----------------------------------------------------------------------------------------------------------

@external
def claimCredit(recipient: address, caller: address):
    """
    @notice Pays what was unlocked for somebody a delay ago. With nothing unlocked, unlocks what he has earned by proofs,
            and his own bond when he asks himself and all his claims are resolved.
    @param caller Who has asked the calling game.
    @custom:reverts "BadAuth", "GamePaused", "nothing unlocked", "delay not over", "payment failed"
    """
    assert staticcall Factory(FACTORY).isRegistered(msg.sender), "BadAuth"
    # All that stops a wrong elimination from being paid: the guardian's time to act is the vault's delay.
    assert not staticcall Rollup(ROLLUP).isPaused(), "GamePaused"
    # First what waits: its delay would begin anew with what came to it.
    waiting: Withdrawal = staticcall Vault(VAULT).withdrawals(self, recipient)
    if waiting.amount > 0:
        extcall Vault(VAULT).pay(recipient)
        return
    amount: uint256 = self.earned[recipient]
    self.earned[recipient] = 0
    # Else anybody could take the bond from under a proposer's next claim.
    if caller == recipient and self.hasBond[recipient] and self.openCount[recipient] == 0:
        self.hasBond[recipient] = False
        amount += BOND
    assert amount > 0, "nothing unlocked"
    extcall Vault(VAULT).unlock(recipient, amount)


# --- views ----------------------------------------------------------------------------------------------------------

@external
@view
def isLost(game: address) -> bool:
    """
    @notice Whether a game's proposer is eliminated, or its answer is shown to be false.
    """
    return self._is_lost(game)


@external
@view
def isProven(game: address) -> bool:
    """
    @notice Whether a game's answer is proven, in this game or in another that gives it.
    """
    answer: bytes32 = self.answerOf[game]
    return answer != empty(bytes32) and self.trueAnswerOf[self.questionOf[game]] == answer


@external
@view
def isContradicted(game: address) -> bool:
    """
    @notice Whether there are games that answer a game's question differently and are not resolved.
    """
    return self.openAnswers[self.questionOf[game]] > 1


@external
@view
def uncontestedFrom(game: address) -> uint256:
    """
    @notice Time, in seconds, since when nothing contradicts a game's answer because what did was resolved; zero if
            nothing ever was.
    """
    return self.uncontestedSince[self.questionOf[game]]

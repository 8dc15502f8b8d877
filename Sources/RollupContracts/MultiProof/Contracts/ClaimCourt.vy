# pragma version 0.4.3
"""
@title Court of a multi-proof portal
@notice Keeps a bond behind every claim, and hears objections. Where waiting would be enough, a challenge ends that:
        the claim then needs proofs, or L1's own execution of its block, and falls without them. So a claim whose
        falsehood nobody can show does not win by waiting either. Half of a liar's bond is burned, so that he who
        objects to himself loses too.
@dev Apart from the portal so that bonds never mix with its escrow. Every reason of a revert is a string.
"""

import claim
import standing

interface Portal:
    def mode() -> uint256: view
    def modeSince() -> uint256: view
    def headNumber() -> uint256: view
    def claims(id: bytes32) -> claim.Claim: view
    def records(id: bytes32) -> standing.Record: view
    def isAgreed(id: bytes32) -> bool: view
    def reject(id: bytes32): nonpayable
    def refuted(id: bytes32, refuter: address): nonpayable


interface Referee:
    def verifyExecution(claimed: claim.Claim, payload: Bytes[claim.MAX_PAYLOAD_BYTES]) -> bool: view


# --- events ---------------------------------------------------------------------------------------------------------

event ClaimChallenged:
    id: indexed(bytes32)
    challenger: indexed(address)


event ClaimUpheld:
    id: indexed(bytes32)


event ClaimLost:
    id: indexed(bytes32)
    winner: indexed(address)
    isRefuted: bool


event BondsPaid:
    recipient: indexed(address)
    amount: uint256


# --- state ----------------------------------------------------------------------------------------------------------


struct Case:
    proposer: address
    challenger: address
    challengedAt: uint256  # seconds; zero before
    isUpheld: bool  # whether L1 has found a challenged claim true, so that waiting is enough again
    isClosed: bool  # whether its bonds have been distributed


cases: public(HashMap[bytes32, Case])
# Wei that somebody can take.
creditOf: public(HashMap[address, uint256])
# Wei that have come in, have been paid and have been burned.
totalDeposited: public(uint256)
totalPaid: public(uint256)
totalBurned: public(uint256)

PORTAL: public(immutable(address))
# Has L1 execute a claimed block again.
REFEREE: public(immutable(address))
# Wei behind a claim, and behind a challenge.
BOND: public(immutable(uint256))
# Seconds in which a challenge has to be answered, and before which no bond of an overtaken claim is free.
WINDOW: public(immutable(uint256))


@deploy
def __init__(portal: address, referee: address, bond: uint256, window: uint256):
    """
    @custom:reverts "bond out of range", "duration out of range"
    """
    # Without a bond challenges would be free. Above is more than all ether there is, and sums do not overflow below.
    assert bond > 0 and bond < 2**128, "bond out of range"
    assert window > 0 and window <= standing.MAX_DURATION, "duration out of range"
    PORTAL = portal
    REFEREE = referee
    BOND = bond
    WINDOW = window


@external
@payable
def open(id: bytes32, proposer: address):
    """
    @notice Takes the bond behind a new claim.
    @custom:reverts "BadAuth", "IncorrectBondAmount"
    """
    assert msg.sender == PORTAL, "BadAuth"
    assert msg.value == BOND, "IncorrectBondAmount"
    self.cases[id].proposer = proposer
    self.totalDeposited += BOND


# --- objections -----------------------------------------------------------------------------------------------------

@external
@payable
def challenge(id: bytes32):
    """
    @notice Objects to a claim that could become final by waiting: from now on it cannot. The value is the objector's
            bond, which the proposer gets if the claim is true.
    @custom:reverts "claim not pending", "waiting not enough", "ClaimAlreadyChallenged", "IncorrectBondAmount"
    """
    self._check_pending(id)
    # Elsewhere nothing is won by waiting; who could challenge there would kill true claims while provers are down.
    assert staticcall Portal(PORTAL).mode() == standing.HYBRID, "waiting not enough"
    # What was overtaken wins nothing either, and its bond may be gone.
    claimed: claim.Claim = staticcall Portal(PORTAL).claims(id)
    assert claimed.number > staticcall Portal(PORTAL).headNumber(), "waiting not enough"
    # That it was upheld counts for good: what L1 has executed once it need not execute again.
    assert self.cases[id].challenger == empty(address), "ClaimAlreadyChallenged"
    assert msg.value == BOND, "IncorrectBondAmount"
    self.cases[id].challenger = msg.sender
    self.cases[id].challengedAt = block.timestamp
    self.totalDeposited += BOND
    log ClaimChallenged(id=id, challenger=msg.sender)


@external
def refute(id: bytes32, payload: Bytes[claim.MAX_PAYLOAD_BYTES]):
    """
    @notice Has L1 execute a claimed block again, which shows that the claim is false. Systems that have proven it are
            switched off, and the portal pauses.
    @param payload `0x1281 || SSZ(StatelessInput)`.
    @custom:reverts "claim not pending", "OptimisticModeEnabled", "claim is true", and what the referee says
    """
    self._check_pending(id)
    assert staticcall Portal(PORTAL).mode() != standing.OPTIMISTIC, "OptimisticModeEnabled"
    assert not self._execute(id, payload), "claim is true"
    extcall Portal(PORTAL).refuted(id, msg.sender)
    self._lose(id, msg.sender, True)


@external
def uphold(id: bytes32, payload: Bytes[claim.MAX_PAYLOAD_BYTES]):
    """
    @notice Has L1 execute a challenged block again, which shows that the claim is true: waiting is enough again, and
            the challenger's bond is the proposer's. Anybody can ask.
    @param payload `0x1281 || SSZ(StatelessInput)`.
    @custom:reverts "claim not pending", "no challenge", "claim is false", and what the referee says
    """
    self._check_pending(id)
    assert self._is_open(id), "no challenge"
    assert self._execute(id, payload), "claim is false"
    self.cases[id].isUpheld = True
    self.creditOf[self.cases[id].proposer] += BOND
    log ClaimUpheld(id=id)


@external
def expire(id: bytes32):
    """
    @notice Takes out a challenged claim that neither proofs nor L1 have answered for in time. Proof systems keep their
            voice, for that nobody shows something does not make it false.
    @custom:reverts "claim not pending", "no challenge", "challenge window open", "paused", "OptimisticModeEnabled",
        "claim proven"
    """
    self._check_pending(id)
    assert self._is_open(id), "no challenge"
    # Nobody can answer where proofs are not taken; and the time begins anew with the mode.
    mode: uint256 = staticcall Portal(PORTAL).mode()
    assert mode != standing.PAUSED, "paused"
    assert mode != standing.OPTIMISTIC, "OptimisticModeEnabled"
    since: uint256 = max(self.cases[id].challengedAt, staticcall Portal(PORTAL).modeSince())
    assert block.timestamp - since >= WINDOW, "challenge window open"
    assert not staticcall Portal(PORTAL).isAgreed(id), "claim proven"
    extcall Portal(PORTAL).reject(id)
    self._lose(id, self.cases[id].challenger, False)


@external
@view
def mayWait(id: bytes32) -> bool:
    """
    @notice Whether a claim can become final by waiting: nobody has challenged it, or L1 has found it true.
    """
    return not self._is_open(id)


@internal
@view
def _is_open(id: bytes32) -> bool:
    """
    @notice Whether somebody has objected, and nothing has answered him.
    """
    return self.cases[id].challenger != empty(address) and not self.cases[id].isUpheld


@internal
@view
def _check_pending(id: bytes32):
    record: standing.Record = staticcall Portal(PORTAL).records(id)
    assert record.status == standing.PENDING, "claim not pending"


@internal
@view
def _execute(id: bytes32, payload: Bytes[claim.MAX_PAYLOAD_BYTES]) -> bool:
    claimed: claim.Claim = staticcall Portal(PORTAL).claims(id)
    return staticcall Referee(REFEREE).verifyExecution(claimed, payload)


# --- bonds ----------------------------------------------------------------------------------------------------------

@internal
def _lose(id: bytes32, refuter: address, is_refuted: bool):
    """
    @notice Distributes the bonds of a claim that has lost: half of the proposer's is burned, the rest is the
            challenger's, or, where there is none, his who has refuted it.
    """
    winner: address = refuter
    reward: uint256 = BOND - BOND // 2
    if self._is_open(id):
        winner = self.cases[id].challenger
        reward += BOND
    log ClaimLost(id=id, winner=winner, isRefuted=is_refuted)
    # The bond of an overtaken claim may have been taken back.
    if self.cases[id].isClosed:
        return
    self.cases[id].isClosed = True
    self.creditOf[winner] += reward
    self.totalBurned += BOND // 2
    send(empty(address), BOND // 2)


@internal
def _close(id: bytes32):
    """
    @notice Distributes the bonds of a claim that has not lost. What the guardian has taken out nobody has decided: each
            has his own back.
    """
    record: standing.Record = staticcall Portal(PORTAL).records(id)
    case: Case = self.cases[id]
    recipient: address = case.proposer
    if record.status == standing.REJECTED:
        recipient = case.challenger
    elif record.status == standing.PENDING:
        claimed: claim.Claim = staticcall Portal(PORTAL).claims(id)
        assert claimed.number <= staticcall Portal(PORTAL).headNumber(), "claim pending"
        # Whoever can refute what was overtaken has had the time to.
        assert block.timestamp - record.createdAt >= WINDOW, "challenge window open"
        assert not self._is_open(id) or staticcall Portal(PORTAL).isAgreed(id), "claim challenged"
    else:
        assert record.status == standing.FINAL, "claim pending"
    self.cases[id].isClosed = True
    self.creditOf[case.proposer] += BOND
    if self._is_open(id):
        self.creditOf[recipient] += BOND


@external
def collect(id: bytes32, recipient: address):
    """
    @notice Distributes the bonds of a claim, if nobody has yet, and pays somebody all that is his.
    @custom:reverts "claim pending", "challenge window open", "claim challenged", "NoCreditToClaim", "payment failed"
    """
    if not self.cases[id].isClosed:
        self._close(id)
    amount: uint256 = self.creditOf[recipient]
    assert amount > 0, "NoCreditToClaim"
    # Before the call, so that a recipient who calls back finds nothing.
    self.creditOf[recipient] = 0
    self.totalPaid += amount
    log BondsPaid(recipient=recipient, amount=amount)
    assert raw_call(recipient, b"", value=amount, revert_on_failure=False), "payment failed"

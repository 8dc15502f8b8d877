# pragma version 0.4.3
"""
@title Verifier that can be exchanged
@notice Stands between dispute games and the contract that decides them. An owner exchanges that contract after a delay,
        in which everybody who distrusts the new one can leave; a council exchanges it at once, when enough of its
        members agree on the same one. All games are decided by the one in force, those that have begun too. Whoever agrees
        says instead of what, and whether it is the owner's announcement that he agrees to: he agrees to nothing later.
@dev Every reason of a revert is a string; a revert without one comes from calldata that is not what the ABI says, or
     from the contract in force.
"""

import claim

interface Verifier:
    def verifyProof(claimed: claim.Claim, payload: Bytes[claim.MAX_PAYLOAD_BYTES]) -> bool: view
    def verifyExecution(claimed: claim.Claim, payload: Bytes[claim.MAX_PAYLOAD_BYTES]) -> bool: view


# --- events ---------------------------------------------------------------------------------------------------------

event UpgradeScheduled:
    implementation: indexed(address)
    readyAt: uint256


event UpgradeCancelled:
    implementation: indexed(address)


event UpgradeApproved:
    implementation: indexed(address)
    member: indexed(address)
    round: uint256
    announcement: uint256
    count: uint256


event Upgraded:
    implementation: indexed(address)
    isCouncil: bool


# --- constants ------------------------------------------------------------------------------------------------------

# Longest delay, in seconds: a year. A longer one could only be a mistake.
MAX_DELAY: constant(uint256) = 31_536_000

# Seconds in which what is ready can be put into force: 14 days. Later nobody expects it any more.
GRACE: constant(uint256) = 1_209_600

# Most members of the council.
MAX_MEMBERS: constant(uint256) = 16

# --- state ----------------------------------------------------------------------------------------------------------

# The contract in force.
implementation: public(address)
# What the owner wants in its place, or zero, and the second from which he can have it.
scheduled: public(address)
readyAt: public(uint256)
# Counts upgrades, and announcements: an approval names both, and outlives neither that it was meant for.
round: public(uint256)
announcement: public(uint256)
isMember: public(HashMap[address, bool])
# Of a ballot, which is a candidate in a round, with or without an announcement: how many members agree, and who.
approvals: public(HashMap[bytes32, uint256])
hasApproved: HashMap[bytes32, HashMap[address, bool]]

OWNER: public(immutable(address))
# Seconds between the owner's announcement and its effect.
DELAY: public(immutable(uint256))
# Size of the council, and how many of it decide; both zero without one.
MEMBERS: public(immutable(uint256))
THRESHOLD: public(immutable(uint256))


@deploy
def __init__(
    first: address, owner: address, delay: uint256, members: DynArray[address, MAX_MEMBERS], threshold: uint256
):
    """
    @param first The contract in force at the beginning; it may be deployed later.
    @param owner Who exchanges it after the delay.
    @param delay Seconds.
    @param members The council; empty for none.
    @param threshold How many of it decide; zero without one.
    @custom:reverts "delay out of range", "threshold out of range", "member twice"
    """
    assert delay <= MAX_DELAY, "delay out of range"
    assert threshold <= len(members) and (threshold > 0) == (len(members) > 0), "threshold out of range"
    for member: address in members:
        # Nobody has the zero address, so that it would only make the council smaller than it says.
        assert member != empty(address) and not self.isMember[member], "member twice"
        self.isMember[member] = True
    self.implementation = first
    OWNER = owner
    DELAY = delay
    MEMBERS = len(members)
    THRESHOLD = threshold


# --- the owner ------------------------------------------------------------------------------------------------------

@external
def schedule(candidate: address):
    """
    @notice Announces that another contract is to decide games.
    @custom:reverts "BadAuth", "already scheduled", "no code"
    """
    assert msg.sender == OWNER, "BadAuth"
    # Otherwise something else could take the place of what everybody has had the time to look at.
    assert self.scheduled == empty(address) or self._is_expired(), "already scheduled"
    assert candidate.is_contract, "no code"
    self.scheduled = candidate
    self.announcement += 1
    self.readyAt = block.timestamp + DELAY
    log UpgradeScheduled(implementation=candidate, readyAt=self.readyAt)


@external
def cancel():
    """
    @notice Takes the announcement back, and with it what the council has said of it.
    @custom:reverts "BadAuth", "nothing scheduled"
    """
    assert msg.sender == OWNER, "BadAuth"
    candidate: address = self.scheduled
    assert candidate != empty(address), "nothing scheduled"
    self.scheduled = empty(address)
    self.readyAt = 0
    log UpgradeCancelled(implementation=candidate)


@external
def execute():
    """
    @notice Puts what was announced into force, in time. Anybody may ask.
    @custom:reverts "nothing scheduled", "upgrade not ready", "upgrade expired"
    """
    candidate: address = self.scheduled
    assert candidate != empty(address), "nothing scheduled"
    assert block.timestamp >= self.readyAt, "upgrade not ready"
    assert not self._is_expired(), "upgrade expired"
    self._upgrade(candidate, False)


@internal
@view
def _is_expired() -> bool:
    return block.timestamp >= self.readyAt + GRACE


# --- the council ----------------------------------------------------------------------------------------------------

@external
def approve(candidate: address, round: uint256, announcement: uint256):
    """
    @notice Agrees that another contract decides games, from now on if enough members agree on it.
    @param round Upgrades so far: instead of which contract.
    @param announcement Number of the owner's announcement that the member agrees to, and with which his approval ends;
        zero for none, so that an owner who announces and cancels cannot keep a council from acting.
    @custom:reverts "not a member", "wrong round", "wrong announcement", "already approved", "no code"
    """
    assert self.isMember[msg.sender], "not a member"
    assert round == self.round, "wrong round"
    if announcement != 0:
        assert announcement == self.announcement and candidate == self.scheduled, "wrong announcement"
        assert not self._is_expired(), "wrong announcement"
    ballot: bytes32 = keccak256(abi_encode(candidate, round, announcement))
    assert not self.hasApproved[ballot][msg.sender], "already approved"
    assert candidate.is_contract, "no code"
    count: uint256 = self.approvals[ballot] + 1
    self.hasApproved[ballot][msg.sender] = True
    self.approvals[ballot] = count
    log UpgradeApproved(
        implementation=candidate, member=msg.sender, round=round, announcement=announcement, count=count
    )
    if count >= THRESHOLD:
        self._upgrade(candidate, True)


@internal
def _upgrade(candidate: address, is_council: bool):
    self.implementation = candidate
    self.scheduled = empty(address)
    self.readyAt = 0
    self.round += 1
    log Upgraded(implementation=candidate, isCouncil=is_council)


# --- verification ---------------------------------------------------------------------------------------------------

@external
@view
def verifyProof(claimed: claim.Claim, payload: Bytes[claim.MAX_PAYLOAD_BYTES]) -> bool:
    """
    @notice What the contract in force says of a claim and a proof.
    """
    return staticcall Verifier(self.implementation).verifyProof(claimed, payload)


@external
@view
def verifyExecution(claimed: claim.Claim, payload: Bytes[claim.MAX_PAYLOAD_BYTES]) -> bool:
    """
    @notice What the contract in force says of a claim and a block that is to be executed again.
    """
    return staticcall Verifier(self.implementation).verifyExecution(claimed, payload)

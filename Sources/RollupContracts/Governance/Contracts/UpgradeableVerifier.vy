# pragma version 0.4.3
"""
@title Verifier that can be exchanged
@notice Stands between dispute games and the contract that decides them. An owner exchanges that contract after a delay,
        in which everybody who distrusts the new one can leave; a council exchanges it at once, when enough of its
        members agree on the same one. All games are decided by the one in force, those that have begun too.
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
    count: uint256


event Upgraded:
    implementation: indexed(address)
    isCouncil: bool


# --- constants ------------------------------------------------------------------------------------------------------

# Longest delay, in seconds: a year. A longer one could only be a mistake.
MAX_DELAY: constant(uint256) = 31_536_000

# Most members of the council.
MAX_MEMBERS: constant(uint256) = 16

# --- state ----------------------------------------------------------------------------------------------------------

# The contract in force.
implementation: public(address)
# What the owner wants in its place, or zero, and the second from which he can have it.
scheduled: public(address)
readyAt: public(uint256)
# Counts upgrades, so that nobody's approval outlives the one that it was meant for.
round: public(uint256)
isMember: public(HashMap[address, bool])
approvals: public(HashMap[uint256, HashMap[address, uint256]])
hasApproved: HashMap[uint256, HashMap[address, HashMap[address, bool]]]

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
    assert self.scheduled == empty(address), "already scheduled"
    assert candidate.is_contract, "no code"
    self.scheduled = candidate
    self.readyAt = block.timestamp + DELAY
    log UpgradeScheduled(implementation=candidate, readyAt=self.readyAt)


@external
def cancel():
    """
    @notice Takes the announcement back.
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
    @notice Puts what was announced into force. Anybody may ask.
    @custom:reverts "nothing scheduled", "upgrade not ready"
    """
    candidate: address = self.scheduled
    assert candidate != empty(address), "nothing scheduled"
    assert block.timestamp >= self.readyAt, "upgrade not ready"
    self._upgrade(candidate, False)


# --- the council ----------------------------------------------------------------------------------------------------

@external
def approve(candidate: address):
    """
    @notice Agrees that another contract decides games, from now on if enough members agree on it.
    @custom:reverts "not a member", "already approved", "no code"
    """
    assert self.isMember[msg.sender], "not a member"
    assert not self.hasApproved[self.round][candidate][msg.sender], "already approved"
    assert candidate.is_contract, "no code"
    count: uint256 = self.approvals[self.round][candidate] + 1
    self.hasApproved[self.round][candidate][msg.sender] = True
    self.approvals[self.round][candidate] = count
    log UpgradeApproved(implementation=candidate, member=msg.sender, count=count)
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

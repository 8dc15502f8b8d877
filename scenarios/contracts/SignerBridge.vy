# pragma version 0.4.3
"""
@title Bridge of signers
@notice Holds ether that was locked for another chain, and releases what enough of its signers approve. Nothing is proven:
        that the other chain has burned what is released is the signers' word.
@dev A signer's approval is a transaction from his key, and whoever has the key is the signer. With the guardian, who can
     pause, this is all that stands between the ether and a thief. A signer hands his place over in two steps, so that it
     cannot go to a key that nobody has; whoever has taken the key can do the same.
"""

MAX_SIGNERS: constant(uint256) = 16


event Locked:
    owner: indexed(address)
    amount: uint256


event Approved:
    signer: indexed(address)
    number: indexed(uint256)
    approvals: uint256


event Nominated:
    signer: indexed(address)
    successor: indexed(address)


event Rotated:
    signer: indexed(address)
    successor: indexed(address)
    round: uint256


event Released:
    receiver: indexed(address)
    number: indexed(uint256)
    amount: uint256


isSigner: public(HashMap[address, bool])
# By keccak256(round, receiver, amount, number): who has approved, and how many.
hasApproved: HashMap[bytes32, HashMap[address, bool]]
approvals: HashMap[bytes32, uint256]
# By signer: whom he has named to take his place.
successors: public(HashMap[address, address])
# Counts the places handed over. What was approved before the last one counts for nothing: the key that is given up may
# have approved too, and its successor must not count twice.
round: public(uint256)
isReleased: public(HashMap[uint256, bool])
isPaused: public(bool)
threshold: public(immutable(uint256))
guardian: public(immutable(address))


@deploy
def __init__(signers: DynArray[address, MAX_SIGNERS], threshold_: uint256, guardian_: address):
    """
    @param signers Who can approve, each once.
    @param threshold_ How many must.
    @param guardian_ Who can pause; the zero address for nobody.
    @custom:reverts "signer twice", "threshold out of range"
    """
    for signer: address in signers:
        assert not self.isSigner[signer], "signer twice"
        self.isSigner[signer] = True
    assert threshold_ > 0 and threshold_ <= len(signers), "threshold out of range"
    threshold = threshold_
    guardian = guardian_


@external
@payable
def lock():
    """
    @notice Locks the value, for which the other chain mints as much.
    """
    log Locked(owner=msg.sender, amount=msg.value)


@external
@nonreentrant
def approve(receiver: address, amount: uint256, number: uint256):
    """
    @notice Approves a release, and releases when enough have.
    @param number Tells releases apart: each number is released once.
    @custom:reverts "paused", "not signer", "released", "approved already", "payment failed"
    """
    assert not self.isPaused, "paused"
    assert self.isSigner[msg.sender], "not signer"
    assert not self.isReleased[number], "released"
    id: bytes32 = keccak256(abi_encode(self.round, receiver, amount, number))
    assert not self.hasApproved[id][msg.sender], "approved already"
    self.hasApproved[id][msg.sender] = True
    count: uint256 = self.approvals[id] + 1
    self.approvals[id] = count
    log Approved(signer=msg.sender, number=number, approvals=count)
    if count >= threshold:
        self.isReleased[number] = True
        log Released(receiver=receiver, number=number, amount=amount)
        assert raw_call(receiver, b"", value=amount, revert_on_failure=False), "payment failed"


@external
def nominate(successor: address):
    """
    @notice Names who is to take the sender's place, or nobody any more; until he takes it nothing changes.
    @custom:reverts "not signer"
    """
    assert self.isSigner[msg.sender], "not signer"
    self.successors[msg.sender] = successor
    log Nominated(signer=msg.sender, successor=successor)


@external
def accept(predecessor: address):
    """
    @notice Takes the place of a signer who has named the sender. All approvals begin anew.
    @custom:reverts "not nominated", "signer twice"
    """
    assert self.successors[predecessor] == msg.sender, "not nominated"
    assert not self.isSigner[msg.sender], "signer twice"
    # Spent: who comes back as somebody's successor has not named this one again.
    self.successors[predecessor] = empty(address)
    self.isSigner[predecessor] = False
    self.isSigner[msg.sender] = True
    self.round += 1
    log Rotated(signer=predecessor, successor=msg.sender, round=self.round)


@external
def pause():
    """
    @notice Stops approvals and releases, for good.
    @custom:reverts "not guardian"
    """
    assert msg.sender == guardian, "not guardian"
    self.isPaused = True

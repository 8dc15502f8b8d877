# pragma version 0.4.3
"""
@title Bond vault
@notice Holds the bonds of all games, and pays in two steps with a delay between them: in that time a guardian can see
        that a game pays the wrong people, and blacklist it. What comes in equals what is held, has been paid and has
        been burned.
@dev Whoever deposits decides who is paid; nobody else can, and there is no owner.
"""

# --- events ---------------------------------------------------------------------------------------------------------

event BondDeposited:
    depositor: indexed(address)
    amount: uint256


event BondUnlocked:
    depositor: indexed(address)
    recipient: indexed(address)
    amount: uint256


event BondPaid:
    depositor: indexed(address)
    recipient: indexed(address)
    amount: uint256


event BondBurned:
    depositor: indexed(address)
    amount: uint256


# --- constants ------------------------------------------------------------------------------------------------------

# Longest delay, in seconds: a year.
MAX_DELAY: constant(uint256) = 31_536_000

# --- state ----------------------------------------------------------------------------------------------------------


struct Withdrawal:
    amount: uint256  # wei
    unlockedAt: uint256  # seconds


# Wei that a depositor has here, unlocked or not.
balanceOf: public(HashMap[address, uint256])
# Part of `balanceOf` that has been unlocked for somebody.
unlockedOf: public(HashMap[address, uint256])
withdrawals: public(HashMap[address, HashMap[address, Withdrawal]])
totalDeposited: public(uint256)
totalPaid: public(uint256)
totalBurned: public(uint256)

# Seconds between unlocking and paying.
DELAY: public(immutable(uint256))


@deploy
def __init__(delay: uint256):
    """
    @param delay Seconds between unlocking and paying.
    @custom:reverts "delay out of range"
    """
    assert delay <= MAX_DELAY, "delay out of range"
    DELAY = delay


# --- what depositors do ---------------------------------------------------------------------------------------------

@external
@payable
def deposit():
    """
    @notice Adds the value to what the caller has here.
    """
    self.balanceOf[msg.sender] += msg.value
    self.totalDeposited += msg.value
    log BondDeposited(depositor=msg.sender, amount=msg.value)


@external
def unlock(recipient: address, amount: uint256):
    """
    @notice Sets an amount of the caller's aside for somebody; the delay begins.
    @custom:reverts "insufficient balance", "invalid recipient"
    """
    # What goes to nobody is burned, and counted as such.
    assert recipient != empty(address), "invalid recipient"
    unlocked: uint256 = self.unlockedOf[msg.sender]
    assert amount <= self.balanceOf[msg.sender] - unlocked, "insufficient balance"
    self.unlockedOf[msg.sender] = unlocked + amount
    withdrawal: Withdrawal = self.withdrawals[msg.sender][recipient]
    self.withdrawals[msg.sender][recipient] = Withdrawal(
        amount=withdrawal.amount + amount, unlockedAt=block.timestamp
    )
    log BondUnlocked(depositor=msg.sender, recipient=recipient, amount=amount)


@external
def pay(recipient: address):
    """
    @notice Pays what the caller has unlocked for somebody a delay ago.
    @custom:reverts "nothing unlocked", "delay not over", "payment failed"
    """
    withdrawal: Withdrawal = self.withdrawals[msg.sender][recipient]
    assert withdrawal.amount > 0, "nothing unlocked"
    assert block.timestamp - withdrawal.unlockedAt >= DELAY, "delay not over"
    # Before the call, so that a recipient who calls back finds nothing.
    self.withdrawals[msg.sender][recipient] = empty(Withdrawal)
    self.unlockedOf[msg.sender] -= withdrawal.amount
    self.balanceOf[msg.sender] -= withdrawal.amount
    self.totalPaid += withdrawal.amount
    log BondPaid(depositor=msg.sender, recipient=recipient, amount=withdrawal.amount)
    assert raw_call(recipient, b"", value=withdrawal.amount, revert_on_failure=False), "payment failed"


@external
def burn(amount: uint256):
    """
    @notice Destroys an amount of the caller's that is not unlocked for anybody, by paying it to the zero address.
    @custom:reverts "insufficient balance"
    """
    assert amount <= self.balanceOf[msg.sender] - self.unlockedOf[msg.sender], "insufficient balance"
    self.balanceOf[msg.sender] -= amount
    self.totalBurned += amount
    log BondBurned(depositor=msg.sender, amount=amount)
    send(empty(address), amount)

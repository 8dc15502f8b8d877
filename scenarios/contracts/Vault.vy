# pragma version 0.4.3
"""
@title Vault
@notice Keeps ether for its depositors, who take out what they have put in.
"""

event Deposited:
    owner: indexed(address)
    amount: uint256


event Withdrawn:
    owner: indexed(address)
    amount: uint256


balanceOf: public(HashMap[address, uint256])


@external
@payable
def deposit():
    self.balanceOf[msg.sender] += msg.value
    log Deposited(owner=msg.sender, amount=msg.value)


@external
def withdraw(amount: uint256):
    """
    @custom:reverts "insufficient balance"
    """
    assert self.balanceOf[msg.sender] >= amount, "insufficient balance"
    self.balanceOf[msg.sender] -= amount
    log Withdrawn(owner=msg.sender, amount=amount)
    send(msg.sender, amount)

# pragma version 0.4.3
"""
@title Token
@notice ERC-20 token whose deployer holds the first supply and may mint more.
@dev Every reason of a revert is a string; a revert without one comes from calldata that is not what the ABI says.
"""

event Transfer:
    sender: indexed(address)
    receiver: indexed(address)
    value: uint256


event Approval:
    owner: indexed(address)
    spender: indexed(address)
    value: uint256


name: public(String[64])
symbol: public(String[16])
decimals: public(uint8)
minter: public(immutable(address))
totalSupply: public(uint256)
balanceOf: public(HashMap[address, uint256])
allowance: public(HashMap[address, HashMap[address, uint256]])


@deploy
def __init__(name: String[64], symbol: String[16], decimals: uint8, supply: uint256):
    """
    @param supply Units that the deployer holds at first.
    """
    self.name = name
    self.symbol = symbol
    self.decimals = decimals
    minter = msg.sender
    self.totalSupply = supply
    self.balanceOf[msg.sender] = supply
    log Transfer(sender=empty(address), receiver=msg.sender, value=supply)


@external
def transfer(to: address, amount: uint256) -> bool:
    """
    @notice Moves units of the caller.
    @custom:reverts "insufficient balance", "zero address"
    """
    self._move(msg.sender, to, amount)
    return True


@external
def transferFrom(owner: address, to: address, amount: uint256) -> bool:
    """
    @notice Moves units of another account, as far as it has allowed the caller to; 2^256 - 1 allows it for ever.
    @custom:reverts "insufficient allowance", "insufficient balance", "zero address"
    """
    allowed: uint256 = self.allowance[owner][msg.sender]
    if allowed != max_value(uint256):
        assert allowed >= amount, "insufficient allowance"
        self.allowance[owner][msg.sender] = allowed - amount
    self._move(owner, to, amount)
    return True


@external
def approve(spender: address, amount: uint256) -> bool:
    """
    @notice Lets an account move so many units of the caller, in place of what it could before.
    """
    self.allowance[msg.sender][spender] = amount
    log Approval(owner=msg.sender, spender=spender, value=amount)
    return True


@external
def mint(to: address, amount: uint256):
    """
    @notice Makes units, which the deployer alone may.
    @custom:reverts "not the minter", "zero address"
    """
    assert msg.sender == minter, "not the minter"
    assert to != empty(address), "zero address"
    self.totalSupply += amount
    self.balanceOf[to] += amount
    log Transfer(sender=empty(address), receiver=to, value=amount)


@external
def burn(amount: uint256):
    """
    @notice Destroys units of the caller.
    @custom:reverts "insufficient balance"
    """
    balance: uint256 = self.balanceOf[msg.sender]
    assert balance >= amount, "insufficient balance"
    self.balanceOf[msg.sender] = balance - amount
    self.totalSupply -= amount
    log Transfer(sender=msg.sender, receiver=empty(address), value=amount)


@internal
def _move(owner: address, to: address, amount: uint256):
    assert to != empty(address), "zero address"
    balance: uint256 = self.balanceOf[owner]
    assert balance >= amount, "insufficient balance"
    self.balanceOf[owner] = balance - amount
    self.balanceOf[to] += amount
    log Transfer(sender=owner, receiver=to, value=amount)

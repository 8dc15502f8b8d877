# pragma version 0.4.3
"""
@title Bridged token
@notice ERC-20 token on L2 that stands for one on L1; its units are made and destroyed by `TokenFactory` alone.
@dev Each token is a proxy that runs the code of one deployment, which itself is nobody's token.
     Every reason of a revert is a string; a revert without one comes from calldata that is not what the ABI says.
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
# The token on L1.
l1Token: public(address)
# Who makes and destroys units.
factory: public(address)
totalSupply: public(uint256)
balanceOf: public(HashMap[address, uint256])
allowance: public(HashMap[address, HashMap[address, uint256]])


@deploy
def __init__():
    """
    @notice Makes the code that proxies run; as a token it belongs to itself, which never calls.
    """
    self.factory = self


@external
def initialize(l1_token: address, name: String[64], symbol: String[16], decimals: uint8):
    """
    @notice Makes a fresh proxy the token of its caller, which must be whoever has made the proxy.
    @custom:reverts "initialized"
    """
    assert self.factory == empty(address), "initialized"
    self.factory = msg.sender
    self.l1Token = l1_token
    self.name = name
    self.symbol = symbol
    self.decimals = decimals


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
    @custom:reverts "not the factory"
    """
    assert msg.sender == self.factory, "not the factory"
    self.totalSupply += amount
    self.balanceOf[to] += amount
    log Transfer(sender=empty(address), receiver=to, value=amount)


@external
def burn(owner: address, amount: uint256):
    """
    @custom:reverts "not the factory", "insufficient balance"
    """
    assert msg.sender == self.factory, "not the factory"
    balance: uint256 = self.balanceOf[owner]
    assert balance >= amount, "insufficient balance"
    self.balanceOf[owner] = balance - amount
    self.totalSupply -= amount
    log Transfer(sender=owner, receiver=empty(address), value=amount)


@internal
def _move(owner: address, to: address, amount: uint256):
    assert to != empty(address), "zero address"
    balance: uint256 = self.balanceOf[owner]
    assert balance >= amount, "insufficient balance"
    self.balanceOf[owner] = balance - amount
    self.balanceOf[to] += amount
    log Transfer(sender=owner, receiver=to, value=amount)

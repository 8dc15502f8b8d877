# pragma version 0.4.3
"""
@title Token vault
@notice The L1 end of a bridge of ERC-20 tokens: locks them here while `TokenFactory` has them minted on L2, and releases
        them when it has had them burned.
@dev Stands upon any contract that sends and delivers messages as `NativeRollup`, `OptimisticRollup` and `Portal` do, and
     trusts that contract for who has sent a message, and nobody else.
     Every reason of a revert is a string; a revert without one comes from calldata that is not what the ABI says, or
     from a token.
"""

interface Gateway:
    def sendMessage(to: address, fee: uint256, data: Bytes[4096]): payable
    def l2Sender() -> address: view


interface Token:
    def balanceOf(owner: address) -> uint256: view
    def name() -> String[64]: view
    def symbol() -> String[16]: view
    def decimals() -> uint8: view




event Locked:
    token: indexed(address)
    sender: indexed(address)
    to: indexed(address)
    amount: uint256


event Released:
    token: indexed(address)
    to: indexed(address)
    amount: uint256


gateway: public(immutable(address))
deployer: public(immutable(address))
# `TokenFactory` on L2; zero until its address is known.
factory: public(address)
# Units of each token that are behind units on L2, or on the way.
escrow: public(HashMap[address, uint256])


@deploy
def __init__(gateway_: address):
    """
    @param gateway_ Contract on L1 that sends and delivers messages.
    """
    gateway = gateway_
    deployer = msg.sender


@external
def connect(factory_: address):
    """
    @notice Names the other end, which cannot be done twice.
    @custom:reverts "not deployer", "connected", "zero address"
    """
    assert msg.sender == deployer, "not deployer"
    assert self.factory == empty(address), "connected"
    assert factory_ != empty(address), "zero address"
    self.factory = factory_


@external
@payable
@nonreentrant
def lock(token: address, amount: uint256, to: address):
    """
    @notice Takes units of a token that the caller has allowed, and sends word to L2 to mint as many.
    @dev The value is the fee for whoever delivers the message. A token that gives less than was asked for, or that says
         no, or that is none, is refused: there would be units on L2 with nothing behind them.
    @param to Receiver on L2.
    @custom:reverts "not connected", "zero address", "zero amount", "no token", "transfer failed", "fee on transfer"
    """
    assert self.factory != empty(address), "not connected"
    assert to != empty(address), "zero address"
    assert amount > 0, "zero amount"
    assert token.is_contract, "no token"
    before: uint256 = staticcall Token(token).balanceOf(self)
    self._call(token, abi_encode(msg.sender, self, amount, method_id=method_id("transferFrom(address,address,uint256)")))
    after: uint256 = staticcall Token(token).balanceOf(self)
    assert after >= before and after - before == amount, "fee on transfer"
    self.escrow[token] += amount
    log Locked(token=token, sender=msg.sender, to=to, amount=amount)
    data: Bytes[4096] = abi_encode(
        token,
        to,
        amount,
        staticcall Token(token).name(),
        staticcall Token(token).symbol(),
        staticcall Token(token).decimals(),
        method_id=method_id("mint(address,address,uint256,string,string,uint8)"),
    )
    extcall Gateway(gateway).sendMessage(self.factory, msg.value, data, value=msg.value)


@external
@nonreentrant
def release(token: address, to: address, amount: uint256):
    """
    @notice Gives units back that were burned on L2. A message of `TokenFactory` does it, and nothing else.
    @custom:reverts "not a delivery", "escrow insufficient", "transfer failed", "fee on transfer"
    """
    assert msg.sender == gateway, "not a delivery"
    assert staticcall Gateway(gateway).l2Sender() == self.factory, "not a delivery"
    escrow: uint256 = self.escrow[token]
    assert amount <= escrow, "escrow insufficient"
    self.escrow[token] = escrow - amount
    before: uint256 = staticcall Token(token).balanceOf(self)
    self._call(token, abi_encode(to, amount, method_id=method_id("transfer(address,uint256)")))
    after: uint256 = staticcall Token(token).balanceOf(self)
    # A token that takes more from us than it should takes what is behind somebody else's units.
    assert before >= after and before - after == amount, "fee on transfer"
    log Released(token=token, to=to, amount=amount)


@internal
def _call(token: address, data: Bytes[100]):
    """
    @notice Calls a token: some answer true, some nothing, and some false where they should revert.
    """
    isSuccess: bool = False
    answer: Bytes[33] = b""
    isSuccess, answer = raw_call(token, data, max_outsize=33, revert_on_failure=False)
    assert isSuccess, "transfer failed"
    if len(answer) > 0:
        assert len(answer) == 32 and convert(extract32(answer, 0), uint256) == 1, "transfer failed"

# pragma version 0.4.3
"""
@title Token for tests that does what some tokens do
@notice Anyone may mint. Takes a fee, answers nothing or false, refuses, or calls somebody during a transfer, as told.
"""

name: public(String[64])
symbol: public(String[16])
decimals: public(uint8)
balanceOf: public(HashMap[address, uint256])
allowance: public(HashMap[address, HashMap[address, uint256]])

# Units that each transfer destroys of what it moves, or takes from the sender besides.
fee: uint256
takesMore: bool
# 0: true, 1: nothing, 2: false, 3: two words, 4: reverts, 5: the number 2.
answer: uint256
callee: address
calldata: Bytes[4096]
calledBack: public(bool)


@deploy
def __init__():
    self.name = "Odd token"
    self.symbol = "ODD"
    self.decimals = 6


@external
def mint(to: address, amount: uint256):
    self.balanceOf[to] += amount


@external
def behave(fee: uint256, takes_more: bool, answer: uint256):
    self.fee = fee
    self.takesMore = takes_more
    self.answer = answer


@external
def callBack(callee: address, data: Bytes[4096]):
    self.callee = callee
    self.calldata = data


@external
def approve(spender: address, amount: uint256) -> bool:
    self.allowance[msg.sender][spender] = amount
    return True


@external
@raw_return
def transfer(to: address, amount: uint256) -> Bytes[64]:
    self._move(msg.sender, to, amount)
    return self._answer()


@external
@raw_return
def transferFrom(owner: address, to: address, amount: uint256) -> Bytes[64]:
    self.allowance[owner][msg.sender] -= amount
    self._move(owner, to, amount)
    return self._answer()


@internal
def _move(owner: address, to: address, amount: uint256):
    if self.callee != empty(address):
        callee: address = self.callee
        self.callee = empty(address)
        self.calledBack = raw_call(callee, self.calldata, revert_on_failure=False)
    self.balanceOf[owner] -= amount
    if self.takesMore:
        self.balanceOf[owner] -= self.fee
        self.balanceOf[to] += amount
    else:
        self.balanceOf[to] += amount - self.fee


@internal
@view
def _answer() -> Bytes[64]:
    assert self.answer != 4, "refused"
    if self.answer == 1:
        return b""
    if self.answer == 2:
        return abi_encode(False)
    if self.answer == 3:
        return abi_encode(True, True)
    if self.answer == 5:
        return abi_encode(convert(2, uint256))
    return abi_encode(True)

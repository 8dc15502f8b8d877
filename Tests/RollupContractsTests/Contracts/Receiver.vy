# pragma version 0.4.3
"""
@title Receiver of messages for tests
@notice Notes what is delivered to it; refuses, or calls somebody while being called, if it was told to.
"""

isRefusing: public(bool)
callee: public(address)
calldata: Bytes[8192]
calledBack: public(bool)
calledBackOutput: Bytes[256]

deliveries: public(uint256)
sender: public(address)
amount: public(uint256)
dataLength: public(uint256)
gasGiven: public(uint256)


@external
def refuse(flag: bool):
    self.isRefusing = flag


@external
def callBack(callee: address, data: Bytes[8192]):
    self.callee = callee
    self.calldata = data


@external
@view
def output() -> Bytes[256]:
    return self.calledBackOutput


@external
@payable
def __default__():
    self.gasGiven = msg.gas
    assert not self.isRefusing, "refused"
    self.deliveries += 1
    self.amount = msg.value
    self.dataLength = len(msg.data)
    isAnswer: bool = False
    answer: Bytes[32] = b""
    isAnswer, answer = raw_call(
        msg.sender, method_id("l2Sender()"), max_outsize=32, is_static_call=True, revert_on_failure=False
    )
    if not isAnswer:
        isAnswer, answer = raw_call(
            msg.sender, method_id("l1Sender()"), max_outsize=32, is_static_call=True, revert_on_failure=False
        )
    if isAnswer and len(answer) == 32:
        self.sender = convert(answer, address)
    if self.callee != empty(address):
        callee: address = self.callee
        self.callee = empty(address)
        self.calledBack, self.calledBackOutput = raw_call(
            callee, self.calldata, max_outsize=256, revert_on_failure=False
        )

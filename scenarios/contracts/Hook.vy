# pragma version 0.4.3
"""
@title Hook
@notice A receiver of messages with two habits that have been exploited elsewhere: it goes on when a part of its work
        fails, and it calls its caller.
"""

struct Message:
    sender: address
    to: address
    value: uint256
    fee: uint256
    data: Bytes[32]
    index: uint256


# Gas that the work of a delivery takes.
WORK_GAS: constant(uint256) = 400_000

# Contract on L1 that delivers the rollup's messages.
gateway: public(immutable(address))
done: public(uint256)
starved: public(uint256)
isReentered: public(bool)
answerLength: public(uint256)


@deploy
def __init__(gateway_: address):
    gateway = gateway_


@external
@payable
def deliver():
    """
    @notice Takes a delivery and works on it; when the work fails, the delivery stands all the same.
    @custom:reverts "not a delivery"
    """
    assert msg.sender == gateway, "not a delivery"
    if raw_call(self, method_id("work()"), revert_on_failure=False):
        self.done += 1
    else:
        self.starved += 1


@external
@view
def work():
    """
    @notice Needs its gas, and fails without it.
    """
    start: uint256 = msg.gas
    word: bytes32 = empty(bytes32)
    for _: uint256 in range(100_000):
        if start - msg.gas >= WORK_GAS:
            break
        word = keccak256(word)


@external
@payable
def reenter(index: uint256):
    """
    @notice Takes a delivery, and asks for the same message again while it is being delivered.
    @custom:reverts "not a delivery"
    """
    assert msg.sender == gateway, "not a delivery"
    proof: DynArray[Bytes[32], 1] = []
    call: Bytes[1024] = abi_encode(
        Message(sender=self, to=self, value=msg.value, fee=0, data=b"", index=index),
        convert(0, uint256),
        proof,
        proof,
        self,
        method_id=method_id(
            "claimL2Message((address,address,uint256,uint256,bytes,uint256),uint256,bytes[],bytes[],address)"
        ),
    )
    answer: Bytes[256] = b""
    self.isReentered, answer = raw_call(gateway, call, max_outsize=256, revert_on_failure=False)
    self.answerLength = len(answer)

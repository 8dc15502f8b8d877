# pragma version 0.4.3
"""
@title Greeter
@notice Keeps the last greeting that came in a message from the other side of a rollup, and who sent it there.
"""

interface L1End:
    def l2Sender() -> address: view


interface L2End:
    def l1Sender() -> address: view


event Greeted:
    sender: indexed(address)
    text: String[64]


# Whose calls are deliveries: the rollup's contract on L1, the messenger on L2.
gateway: public(immutable(address))
isOnL1: public(immutable(bool))
lastSender: public(address)
lastText: public(String[64])
count: public(uint256)


@deploy
def __init__(gateway_: address, isOnL1_: bool):
    gateway = gateway_
    isOnL1 = isOnL1_


@external
@payable
def greet(text: String[64]):
    """
    @notice Takes a greeting that a message delivers; a call by anybody else is none.
    @custom:reverts "not a delivery"
    """
    assert msg.sender == gateway, "not a delivery"
    sender: address = empty(address)
    if isOnL1:
        sender = staticcall L1End(gateway).l2Sender()
    else:
        sender = staticcall L2End(gateway).l1Sender()
    self.lastSender = sender
    self.lastText = text
    self.count += 1
    log Greeted(sender=sender, text=text)

# pragma version 0.4.3
"""
@title Fast exit
@notice Pays for a withdrawal of an L2 before its time, from the ether of whoever takes the risk, and gives him the
        withdrawal when it comes.
@dev A withdrawal that can be bought is a message from L2 that calls `arrive` with its price. Nobody can buy it for
     less: the price is part of what is bought.
"""

interface Gateway:
    def l2Sender() -> address: view


event Bought:
    owner: indexed(address)
    buyer: indexed(address)
    amount: uint256
    price: uint256


event Arrived:
    owner: indexed(address)
    receiver: indexed(address)
    amount: uint256


# Contract on L1 that delivers the rollup's messages.
gateway: public(immutable(address))
buyers: HashMap[bytes32, address]
hasArrived: HashMap[bytes32, bool]


@deploy
def __init__(gateway_: address):
    gateway = gateway_


@external
@payable
@nonreentrant
def buy(owner: address, amount: uint256, number: uint256):
    """
    @notice Pays the owner of a withdrawal its price, the value, for the right to it.
    @dev Nothing here tells whether there is such a withdrawal: the buyer has to know, from a node of the L2.
    @param amount What the withdrawal brings, in wei.
    @param number Tells the owner's withdrawals apart.
    @custom:reverts "bought", "arrived", "payment failed"
    """
    id: bytes32 = keccak256(abi_encode(owner, amount, msg.value, number))
    assert self.buyers[id] == empty(address), "bought"
    assert not self.hasArrived[id], "arrived"
    self.buyers[id] = msg.sender
    log Bought(owner=owner, buyer=msg.sender, amount=amount, price=msg.value)
    assert raw_call(owner, b"", value=msg.value, revert_on_failure=False), "payment failed"


@external
@payable
@nonreentrant
def arrive(price: uint256, number: uint256):
    """
    @notice Takes a withdrawal in, and gives it to its buyer, or to its owner when nobody has bought it.
    @custom:reverts "not a delivery", "arrived", "payment failed"
    """
    assert msg.sender == gateway, "not a delivery"
    owner: address = staticcall Gateway(gateway).l2Sender()
    id: bytes32 = keccak256(abi_encode(owner, msg.value, price, number))
    assert not self.hasArrived[id], "arrived"
    self.hasArrived[id] = True
    receiver: address = self.buyers[id]
    if receiver == empty(address):
        receiver = owner
    log Arrived(owner=owner, receiver=receiver, amount=msg.value)
    assert raw_call(receiver, b"", value=msg.value, revert_on_failure=False), "payment failed"

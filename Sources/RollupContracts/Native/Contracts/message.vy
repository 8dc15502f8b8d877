# pragma version 0.4.3
"""
@title Messages between a native rollup and its L1
@notice One form for both directions: `value` is delivered with `data` to `to`, `fee` pays whoever brings the message over.
"""

# Bytes of data that a message may carry.
MAX_DATA_BYTES: constant(uint256) = 4096

# Gas that a contract is given, at least, to receive a message. A claimer who could choose less could make a receiver
# that catches its own failures behave otherwise than its author meant.
MIN_DELIVERY_GAS: constant(uint256) = 500_000

# The largest gas that the checks around a delivery take: 1/64 stays behind at the call, and the fee is paid after it.
DELIVERY_OVERHEAD: constant(uint256) = 60_000


struct Message:
    sender: address
    to: address
    value: uint256  # wei
    fee: uint256  # wei
    data: Bytes[MAX_DATA_BYTES]
    index: uint256


@internal
@pure
def _leaf(sender: address, to: address, amount: uint256, fee: uint256, data_hash: bytes32, index: uint256) -> bytes32:
    """
    @notice What commits to a message: keccak256(sender20 || to20 || value32 || fee32 || keccak256(data)32 || index32).
    """
    return keccak256(
        concat(
            convert(sender, bytes20),
            convert(to, bytes20),
            convert(amount, bytes32),
            convert(fee, bytes32),
            data_hash,
            convert(index, bytes32),
        )
    )


@internal
def _deliver(to: address, amount: uint256, data: Bytes[MAX_DATA_BYTES]):
    """
    @notice Calls the receiver; its failure reverts the claim, which can then be tried again.
    """
    if to.is_contract:
        assert msg.gas >= MIN_DELIVERY_GAS + MIN_DELIVERY_GAS // 63 + DELIVERY_OVERHEAD, "not enough gas for delivery"
    assert raw_call(to, data, value=amount, revert_on_failure=False), "delivery failed"


@internal
def _pay(recipient: address, fee: uint256):
    """
    @notice Pays the fee of a delivered message.
    """
    if fee > 0:
        assert raw_call(recipient, b"", value=fee, revert_on_failure=False), "fee payment failed"

# pragma version 0.4.3
"""
@title Transactions with a dynamic fee
@notice Encodes transactions of type 2 (EIP-1559) from their fields. Whoever wants one to be taken gives the fields, not
        the bytes, so that no malformed encoding can be handed in: what is made here is the one encoding there is.
"""

# Bytes of call data that a transaction can carry: those of a message with 256 bytes of its own.
MAX_DATA_BYTES: constant(uint256) = 388

# Bytes of the longest items: six numbers of 33, the receiver of 21, the data with their header, and an empty access list
# of 1; three more numbers for the signature.
MAX_BODY_BYTES: constant(uint256) = 6 * 33 + 21 + MAX_DATA_BYTES + 3 + 1
MAX_LIST_BYTES: constant(uint256) = MAX_BODY_BYTES + 3 * 33

# Type, list header and list.
MAX_BYTES: constant(uint256) = 4 + MAX_LIST_BYTES

# First bytes of RLP items (Yellow Paper, appendix B).
STRING: constant(uint256) = 128
LONG_STRING: constant(uint256) = 184
LIST: constant(uint256) = 192
LONG_LIST: constant(uint256) = 248
SHORT: constant(uint256) = 55

TYPE: constant(Bytes[1]) = b"\x02"
RECEIVER: constant(Bytes[1]) = b"\x94"
NO_ACCESS_LIST: constant(Bytes[1]) = b"\xc0"


struct Signed:
    nonce: uint256
    maxPriorityFee: uint256  # wei per unit of gas
    maxFee: uint256  # wei per unit of gas
    gasLimit: uint256
    to: address
    amount: uint256  # wei
    data: Bytes[MAX_DATA_BYTES]
    yParity: uint256
    r: uint256
    s: uint256


@internal
@pure
def _body(l2_chain_id: uint256, signed: Signed) -> Bytes[MAX_BODY_BYTES]:
    """
    @notice The items that are signed, without a list's header.
    """
    return concat(
        self._integer(l2_chain_id),
        self._integer(signed.nonce),
        self._integer(signed.maxPriorityFee),
        self._integer(signed.maxFee),
        self._integer(signed.gasLimit),
        RECEIVER,
        convert(signed.to, bytes20),
        self._integer(signed.amount),
        self._string(signed.data),
        NO_ACCESS_LIST,
    )


@internal
@pure
def _signing_hash(body: Bytes[MAX_BODY_BYTES]) -> bytes32:
    """
    @notice What the sender has signed.
    """
    return keccak256(concat(TYPE, self._list(body)))


@internal
@pure
def _encoded(body: Bytes[MAX_BODY_BYTES], signed: Signed) -> Bytes[MAX_BYTES]:
    """
    @notice The transaction as it stands in a block.
    """
    return concat(
        TYPE,
        self._list(
            concat(body, self._integer(signed.yParity), self._integer(signed.r), self._integer(signed.s))
        ),
    )


@internal
@pure
def _integer(x: uint256) -> Bytes[33]:
    """
    @notice A number as an RLP string, without leading zeros.
    """
    if x == 0:
        return slice(convert(STRING, bytes32), 31, 1)
    if x < STRING:
        return slice(convert(x, bytes32), 31, 1)
    size: uint256 = 0
    for i: uint256 in range(32):
        if x >> (8 * i) == 0:
            break
        size += 1
    return concat(slice(convert(STRING + size, bytes32), 31, 1), slice(convert(x, bytes32), 32 - size, size))


@internal
@pure
def _string(data: Bytes[MAX_DATA_BYTES]) -> Bytes[MAX_DATA_BYTES + 3]:
    """
    @notice Call data as an RLP string; a single byte, which can be its own encoding, is nobody's call data here.
    """
    size: uint256 = len(data)
    if size <= SHORT:
        return concat(self._head(STRING + size, 1), data)
    if size < 256:
        return concat(self._head((LONG_STRING << 8) | size, 2), data)
    return concat(self._head(((LONG_STRING + 1) << 16) | size, 3), data)


@internal
@pure
def _list(items: Bytes[MAX_LIST_BYTES]) -> Bytes[MAX_LIST_BYTES + 3]:
    """
    @notice Items as an RLP list.
    """
    size: uint256 = len(items)
    if size <= SHORT:
        return concat(self._head(LIST + size, 1), items)
    if size < 256:
        return concat(self._head((LONG_LIST << 8) | size, 2), items)
    return concat(self._head(((LONG_LIST + 1) << 16) | size, 3), items)


@internal
@pure
def _head(header: uint256, size: uint256) -> Bytes[3]:
    """
    @notice The last `size` bytes of a word, of which there are three at most.
    """
    return slice(slice(convert(header, bytes32), 29, 3), 3 - size, size)

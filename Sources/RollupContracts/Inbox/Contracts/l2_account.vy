# pragma version 0.4.3
"""
@title Accounts of an L2
@notice What a proof shows of an account in a state of the L2: how many transactions it has sent, what it has, and whether
        it is nobody's program.
"""

import mpt

# First bytes of RLP items (Yellow Paper, appendix B): empty string, string of 32 bytes, list with a length of one byte.
STRING: constant(uint256) = 128
HASH: constant(uint256) = 160
LONG_LIST: constant(uint256) = 248

# keccak256 of nothing: the code hash of an account without code.
EMPTY_CODE: constant(bytes32) = 0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470


struct Account:
    nonce: uint256
    balance: uint256  # wei
    hasCode: bool


@internal
@pure
def _account(
    state_root: bytes32, owner: address, proof: DynArray[Bytes[mpt.MAX_NODE_BYTES], mpt.MAX_PROOF_NODES]
) -> Account:
    """
    @notice The account of `owner` in a state; one that is absent has sent nothing and has nothing.
    @custom:reverts "invalid proof"
    """
    leaf: mpt.Lookup = mpt._lookup(state_root, keccak256(slice(convert(owner, bytes32), 12, 20)), proof)
    if not leaf.found:
        return Account(nonce=0, balance=0, hasCode=False)

    # rlp([nonce, balance, storage root, code hash]): the last two take 33 bytes each.
    size: uint256 = len(leaf.value)
    assert size >= 70, "invalid proof"
    word: uint256 = convert(extract32(leaf.value, 0), uint256)
    assert word >> 248 == LONG_LIST and ((word >> 240) & 255) + 2 == size, "invalid proof"
    numbers: uint256[2] = [0, 0]
    position: uint256 = 2
    for i: uint256 in range(2):
        prefix: uint256 = convert(slice(leaf.value, position, 1), uint256)
        position += 1
        if prefix < STRING:
            numbers[i] = prefix
        elif prefix > STRING:
            length: uint256 = prefix - STRING
            assert length <= 32 and position + length + 66 <= size, "invalid proof"
            numbers[i] = convert(convert(slice(leaf.value, position, length), Bytes[32]), uint256)
            position += length
    assert position + 66 == size, "invalid proof"
    assert convert(slice(leaf.value, position + 33, 1), uint256) == HASH, "invalid proof"
    return Account(
        nonce=numbers[0], balance=numbers[1], hasCode=extract32(leaf.value, position + 34) != EMPTY_CODE
    )

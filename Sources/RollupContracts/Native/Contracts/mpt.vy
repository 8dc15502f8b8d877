# pragma version 0.4.3
"""
@title Merkle-Patricia proof verification
@notice Looks a hashed key up in a state or storage trie (Yellow Paper, appendix D) by a proof: the encoded nodes on
        the way from the root, root first. Nodes shorter than 32 bytes stand inside their parent and are not repeated.
@dev A lookup has three outcomes: the value, the certainty that the key is absent, or a revert with `invalid proof`.
     Every node is bound by its hash before a byte of it is read, and every read is checked against the node's end, so
     that a hostile proof can only revert.
"""

# Longest node of a trie with hashed keys: a branch of 16 hashes and an empty value, 3 + 16 * 33 + 1 bytes.
MAX_NODE_BYTES: constant(uint256) = 532

# Nodes in a proof. A path of 24 nodes takes a 92-bit collision of hashed keys to make.
MAX_PROOF_NODES: constant(uint256) = 24

# Longest value: an account with an 8-byte nonce and a 32-byte balance, 2 + 9 + 33 + 33 + 33 bytes.
MAX_VALUE_BYTES: constant(uint256) = 110

# keccak256(rlp("")): the root of a trie without entries.
EMPTY_ROOT: constant(bytes32) = 0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421

# First bytes of RLP items (Yellow Paper, appendix B): empty string, string of 32 bytes, string with a length of one
# byte, empty list, lists with a length of one and of two bytes.
STRING: constant(uint256) = 128
HASH: constant(uint256) = 160
LONG_STRING: constant(uint256) = 184
LIST: constant(uint256) = 192
LONG_LIST: constant(uint256) = 248
LONGER_LIST: constant(uint256) = 249

# Longest payload that has its length in the first byte.
SHORT: constant(uint256) = 55


struct Lookup:
    found: bool
    value: Bytes[MAX_VALUE_BYTES]


struct StorageValue:
    found: bool
    value: uint256


@internal
@pure
def _lookup(root: bytes32, key: bytes32, proof: DynArray[Bytes[MAX_NODE_BYTES], MAX_PROOF_NODES]) -> Lookup:
    """
    @notice Value stored under `key`, or `found` false when the proof shows that nothing is stored there.
    @param root Root hash of the trie.
    @param key Hash of the account's address or of the storage slot.
    @param proof Encoded nodes, root first, none unused.
    """
    if root == EMPTY_ROOT:
        assert len(proof) == 0, "invalid proof"
        return Lookup(found=False, value=b"")

    keyWord: uint256 = convert(key, uint256)
    expected: bytes32 = root
    isInlined: bool = False
    # The current node, with 32 zero bytes behind it so that a word can be read at each of its bytes.
    node: Bytes[MAX_NODE_BYTES + 32] = b""
    end: uint256 = 0
    usedNodes: uint256 = 0
    depth: uint256 = 0  # nibbles of the key that are behind us

    # Every node takes a nibble at least, except a leaf behind the 64th.
    for _: uint256 in range(65):
        if not isInlined:
            assert usedNodes < len(proof), "invalid proof"
            assert keccak256(proof[usedNodes]) == expected, "invalid proof"
            node = concat(proof[usedNodes], empty(bytes32))
            usedNodes += 1
            end = len(node) - 32

        # The list's header; its payload must end where the node ends.
        word: uint256 = convert(extract32(node, 0), uint256)
        prefix: uint256 = word >> 248
        position: uint256 = 1
        payload: uint256 = 0
        if prefix == LONGER_LIST:
            position = 3
            payload = (word >> 232) & 65535
            assert payload > 255, "invalid proof"
        elif prefix == LONG_LIST:
            position = 2
            payload = (word >> 240) & 255
            assert payload > SHORT, "invalid proof"
        else:
            assert prefix >= LIST and prefix < LONG_LIST, "invalid proof"
            payload = prefix - LIST
        assert position + payload == end, "invalid proof"

        # The items: where the first two (path and value of a short node) and the child under the key's nibble stand.
        nibble: uint256 = (keyWord << (4 * depth)) >> 252
        first: uint256 = position
        second: uint256 = 0
        child: uint256 = 0
        count: uint256 = 0
        for i: uint256 in range(17):
            if position == end:
                break
            if i == 1:
                second = position
            if i == nibble:
                child = position
            word = convert(extract32(node, position), uint256)
            prefix = word >> 248
            if prefix == HASH:
                position += 33
            elif prefix <= STRING:
                position += 1
            elif prefix < LONG_STRING:
                position += 1 + prefix - STRING
            elif prefix == LONG_STRING:
                position += 2 + ((word >> 240) & 255)
            else:
                assert prefix >= LIST and prefix < LONG_LIST, "invalid proof"
                position += 1 + prefix - LIST
            assert position <= end, "invalid proof"
            count += 1
        assert position == end, "invalid proof"

        isExtension: bool = False
        if count == 2:
            # Path in hex-prefix encoding (Yellow Paper, appendix C).
            word = convert(extract32(node, first), uint256)
            prefix = word >> 248
            pathBytes: uint256 = 1
            if prefix >= STRING:
                pathBytes = prefix - STRING
                first += 1
                assert pathBytes > 0 and pathBytes <= 33, "invalid proof"
                word = convert(extract32(node, first), uint256)
            flag: uint256 = word >> 252
            assert flag <= 3, "invalid proof"
            path: uint256 = word << 4
            nibbles: uint256 = 2 * pathBytes - 1
            if flag & 1 == 0:
                assert (word >> 248) & 15 == 0, "invalid proof"
                path = convert(extract32(node, first + 1), uint256)
                nibbles -= 1
            assert depth + nibbles <= 64, "invalid proof"
            differs: bool = path >> (256 - 4 * nibbles) != (keyWord << (4 * depth)) >> (256 - 4 * nibbles)

            isExtension = flag <= 1
            if not isExtension:
                assert depth + nibbles == 64 and usedNodes == len(proof), "invalid proof"
                if differs:
                    return Lookup(found=False, value=b"")
                return Lookup(found=True, value=self._string(node, second, end))

            assert nibbles > 0, "invalid proof"
            if differs:
                assert usedNodes == len(proof), "invalid proof"
                return Lookup(found=False, value=b"")
            depth += nibbles
            child = second
        else:
            assert count == 17 and depth < 64, "invalid proof"
            depth += 1

        # The child: nothing, a hash, or a node inlined.
        prefix = convert(extract32(node, child), uint256) >> 248
        if prefix == STRING:
            assert not isExtension and usedNodes == len(proof), "invalid proof"
            return Lookup(found=False, value=b"")
        if prefix == HASH:
            expected = extract32(node, child + 1)
            isInlined = False
        else:
            assert prefix >= LIST and prefix < LIST + 31, "invalid proof"
            end = 1 + prefix - LIST
            node = concat(convert(slice(node, child, end), Bytes[32]), empty(bytes32))
            isInlined = True

    raise "invalid proof"


@internal
@pure
def _string(node: Bytes[MAX_NODE_BYTES + 32], position: uint256, end: uint256) -> Bytes[MAX_VALUE_BYTES]:
    """
    @notice Payload of the string at `position`, whose item is known to end at `end`.
    """
    word: uint256 = convert(extract32(node, position), uint256)
    prefix: uint256 = word >> 248
    start: uint256 = position
    if prefix == LONG_STRING:
        start += 2
        assert (word >> 240) & 255 > SHORT, "invalid proof"
    elif prefix >= STRING:
        start += 1
        assert prefix < LONG_STRING, "invalid proof"
        # A single byte below 0x80 is its own encoding.
        assert prefix != STRING + 1 or (word >> 240) & 255 >= STRING, "invalid proof"
    assert start < end and end - start <= MAX_VALUE_BYTES, "invalid proof"
    return convert(slice(node, start, end - start), Bytes[MAX_VALUE_BYTES])


@internal
@pure
def _storage_root(
    state_root: bytes32, account: address, proof: DynArray[Bytes[MAX_NODE_BYTES], MAX_PROOF_NODES]
) -> bytes32:
    """
    @notice Storage root of `account` in a state, or zero when the account is absent.
    """
    leaf: Lookup = self._lookup(state_root, keccak256(slice(convert(account, bytes32), 12, 20)), proof)
    if not leaf.found:
        return empty(bytes32)

    # rlp([nonce, balance, storage root, code hash]): the last two take 33 bytes each.
    size: uint256 = len(leaf.value)
    assert size >= 70, "invalid proof"
    word: uint256 = convert(extract32(leaf.value, 0), uint256)
    assert word >> 248 == LONG_LIST and ((word >> 240) & 255) + 2 == size, "invalid proof"
    position: uint256 = 2
    for longest: uint256 in [8, 32]:
        prefix: uint256 = convert(slice(leaf.value, position, 1), uint256)
        if prefix >= STRING:
            assert prefix <= STRING + longest, "invalid proof"
            position += prefix - STRING
        position += 1
    assert position + 66 == size, "invalid proof"
    assert convert(slice(leaf.value, position, 1), uint256) == HASH, "invalid proof"
    assert convert(slice(leaf.value, position + 33, 1), uint256) == HASH, "invalid proof"
    return extract32(leaf.value, position + 1)


@internal
@pure
def _storage_value(
    storage_root: bytes32, slot: uint256, proof: DynArray[Bytes[MAX_NODE_BYTES], MAX_PROOF_NODES]
) -> StorageValue:
    """
    @notice Value of a storage slot under a storage root; `found` false when it is absent, which means zero.
    """
    leaf: Lookup = self._lookup(storage_root, keccak256(convert(slot, bytes32)), proof)
    if not leaf.found:
        return StorageValue(found=False, value=0)

    # The leaf's string holds the integer's own RLP.
    size: uint256 = len(leaf.value)
    assert size <= 33, "invalid proof"
    prefix: uint256 = convert(slice(leaf.value, 0, 1), uint256)
    if prefix < STRING:
        assert size == 1 and prefix > 0, "invalid proof"
        return StorageValue(found=True, value=prefix)
    assert size > 1 and prefix == STRING + size - 1, "invalid proof"
    value: uint256 = convert(convert(slice(leaf.value, 1, size - 1), Bytes[32]), uint256)
    # Neither a leading zero nor a single byte that would be its own encoding.
    assert value >= 1 << (8 * (size - 2)) and value >= STRING, "invalid proof"
    return StorageValue(found=True, value=value)

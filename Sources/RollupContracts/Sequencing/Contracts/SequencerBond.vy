# pragma version 0.4.3
"""
@title Bond of a sequencer
@notice Stands behind a sequencer's preconfirmations: L2 headers that he has signed before L1 has them. Two on one
        parent, or one in whose place he has handed in another on the same parent, burn the bond; unless L1 has lost a
        block that a header is anchored to. What others hand in burns nothing, since nobody can tell on L1 whether he
        was kept out. What comes in equals what is held, has been paid and has been burned.
@dev A signature is over `keccak256(DOMAIN || keccak256(header))`. `DOMAIN` binds it to this L1, this rollup and this
     contract, so that it means nothing to another chain, another rollup, or as a transaction.
     Evidence has a time. L1's block hashes come from EIP-2935: a header that is anchored more than 8,191 L1 blocks ago
     proves nothing any more. And what is settled is known of the head and the 16,381 L2 blocks before it: a state root
     of the last 8,191 has the hashes of 8,191 more. Nobody is rewarded: a reporter who could be would be the sequencer's second account.
"""

import mpt

# --- interfaces -----------------------------------------------------------------------------------------------------

interface Rollup:
    def headNumber() -> uint256: view
    def headHash() -> bytes32: view
    def stateRoot(l2_block_number: uint256) -> bytes32: view
    def isOthers(number: uint256) -> bool: view


# --- events ---------------------------------------------------------------------------------------------------------

event BondDeposited:
    depositor: indexed(address)
    amount: uint256


event WithdrawalRequested:
    availableAt: uint256


event BondWithdrawn:
    amount: uint256


event SequencerSlashed:
    number: indexed(uint256)
    reporter: indexed(address)
    isEquivocation: bool
    amount: uint256


# --- constants ------------------------------------------------------------------------------------------------------

# Seconds between asking for the bond and having it, in which the sequencer can still be slashed.
BOND_WITHDRAWAL_DELAY: constant(uint256) = 86400

# EIP-2935: answers the hash of one of the last 8,191 blocks, on L1; on L2 the same account keeps the L2's own.
HISTORY_STORAGE: constant(address) = 0x0000F90827F1C53a10cb7A02335B175320002935
HISTORY_SERVE_WINDOW: constant(uint256) = 8191

# Bytes of the longest header that counts; one of an L2 of this kind has 650 at most.
MAX_HEADER_BYTES: constant(uint256) = 1024

# Positions in an encoded header (Yellow Paper, 4.3.4), whose fields up to the difficulty have fixed lengths: the list's
# length takes 3 bytes, the five hashes, of which the parent's is the first, 33 each, the recipient 21, the bloom 259,
# the difficulty, zero, 1. Four integers and the extra data follow; the root of the parent beacon block and the hash of
# the requests are at the end.
PARENT_ITEM: constant(uint256) = 3
NUMBER_ITEM: constant(uint256) = 449
TAIL_BYTES: constant(uint256) = 66

# First bytes of RLP items: empty string, string of 8 bytes, string of 32 bytes, list with a length of two bytes.
STRING: constant(uint256) = 128
WORD: constant(uint256) = 136
HASH: constant(uint256) = 160
LONGER_LIST: constant(uint256) = 249


struct Signature:
    v: uint256
    r: uint256
    s: uint256


struct Header:
    hash: bytes32
    parentHash: bytes32
    number: uint256
    anchor: uint256  # number of the L1 block
    anchorHash: bytes32


# --- state ----------------------------------------------------------------------------------------------------------

isSlashed: public(bool)
# Time from which the bond can be had, in seconds; 0 as long as nobody has asked.
availableAt: public(uint256)
# Wei behind the sequencer.
amount: public(uint256)
totalDeposited: public(uint256)
totalPaid: public(uint256)
totalBurned: public(uint256)

ROLLUP: public(immutable(address))
SEQUENCER: public(immutable(address))
# Least bond, in wei, with which the sequencer has the first word.
LEAST_BOND: public(immutable(uint256))
DOMAIN: public(immutable(bytes32))


@deploy
@payable
def __init__(rollup: address, sequencer: address, l2_chain_id: uint256, least_bond: uint256):
    """
    @notice The value of the deployment is the first deposit, and enough for the first word.
    @param rollup The SequencedNativeRollup.
    @param sequencer Who signs headers.
    @param l2_chain_id Chain id of the L2.
    @param least_bond Least bond, in wei, with which the sequencer has the first word; not zero.
    @custom:reverts "no sequencer", "no bond"
    """
    assert sequencer != empty(address) and rollup != empty(address), "no sequencer"
    assert least_bond > 0 and msg.value >= least_bond, "no bond"
    ROLLUP = rollup
    SEQUENCER = sequencer
    LEAST_BOND = least_bond
    DOMAIN = keccak256(
        abi_encode(keccak256("Preconfirmation of an L2 header"), chain.id, self, rollup, l2_chain_id)
    )
    self.amount = msg.value
    self.totalDeposited = msg.value
    log BondDeposited(depositor=msg.sender, amount=msg.value)


# --- the bond -------------------------------------------------------------------------------------------------------

@external
@view
def isBonded() -> bool:
    """
    @notice Whether enough stands behind the sequencer. One who asks for the bond back has the first word until he can
            have it: otherwise others could take the place of what he has promised, or he himself in their name.
    """
    isHeld: bool = self.availableAt == 0 or block.timestamp < self.availableAt
    return self.amount >= LEAST_BOND and isHeld and not self.isSlashed


@external
@payable
def deposit():
    """
    @notice Adds the value to the bond.
    @custom:reverts "slashed", "withdrawal pending"
    """
    assert not self.isSlashed, "slashed"
    assert self.availableAt == 0, "withdrawal pending"
    self.amount += msg.value
    self.totalDeposited += msg.value
    log BondDeposited(depositor=msg.sender, amount=msg.value)


@external
def requestWithdrawal():
    """
    @notice The sequencer asks for the bond back. Until he can have it he has the first word and can be slashed; whoever
            accepts a promise looks whether it will be settled by then.
    @custom:reverts "not sequencer", "withdrawal pending"
    """
    assert msg.sender == SEQUENCER, "not sequencer"
    assert self.availableAt == 0, "withdrawal pending"
    self.availableAt = block.timestamp + BOND_WITHDRAWAL_DELAY
    log WithdrawalRequested(availableAt=self.availableAt)


@external
def withdraw():
    """
    @notice The sequencer takes the bond, a day after asking for it; then he can put up another.
    @custom:reverts "not sequencer", "no withdrawal", "delay not over", "payment failed"
    """
    assert msg.sender == SEQUENCER, "not sequencer"
    assert self.availableAt != 0, "no withdrawal"
    assert block.timestamp >= self.availableAt, "delay not over"
    paid: uint256 = self.amount
    # Before the call, so that a sequencer who calls back finds nothing.
    self.amount = 0
    self.availableAt = 0
    self.totalPaid += paid
    log BondWithdrawn(amount=paid)
    assert raw_call(SEQUENCER, b"", value=paid, revert_on_failure=False), "payment failed"


# --- slashing -------------------------------------------------------------------------------------------------------

@external
def slashEquivocation(
    first: Bytes[MAX_HEADER_BYTES],
    first_signature: Signature,
    second: Bytes[MAX_HEADER_BYTES],
    second_signature: Signature,
):
    """
    @notice Burns the bond for two signed headers of one height on one parent, both anchored to blocks that L1 has.
    @dev With other parents the second can be honest: somebody else's block stands where the first one's parent was to.
    @custom:reverts "slashed", "wrong header", "not signed by sequencer", "same header", "other height",
        "other parent", "anchor not available", "anchor reorged"
    """
    one: Header = self._signed_header(first, first_signature)
    other: Header = self._signed_header(second, second_signature)
    assert one.hash != other.hash, "same header"
    assert one.number == other.number, "other height"
    assert one.parentHash == other.parentHash, "other parent"
    self._check_anchor(one)
    self._check_anchor(other)
    self._slash(one.number, True)


@external
def slashDivergence(
    header: Bytes[MAX_HEADER_BYTES],
    signature: Signature,
    settled_header: Bytes[MAX_HEADER_BYTES],
    l2_block_number: uint256,
    account_proof: DynArray[Bytes[mpt.MAX_NODE_BYTES], mpt.MAX_PROOF_NODES],
    storage_proof: DynArray[Bytes[mpt.MAX_NODE_BYTES], mpt.MAX_PROOF_NODES],
):
    """
    @notice Burns the bond for a signed header in whose place, on the same parent, the sequencer has handed in another.
    @param settled_header The header of the block that L1 has settled at that height.
    @param l2_block_number The header's own number when the rollup's head is of that height, with empty proofs; or a
        later settled block, in whose state the L2 has the hash of the settled block of that height (EIP-2935).
    @param account_proof Nodes from that state's root to the account of the history of block hashes.
    @param storage_proof Nodes from its storage root to the slot of that height.
    @custom:reverts "slashed", "wrong header", "not signed by sequencer", "not settled", "invalid proof",
        "as promised", "other parent", "handed in by another", "anchor not available", "anchor reorged", "state root not available"
    """
    signed: Header = self._signed_header(header, signature)
    settled: bytes32 = empty(bytes32)
    if l2_block_number == signed.number:
        assert len(account_proof) == 0 and len(storage_proof) == 0, "invalid proof"
        assert staticcall Rollup(ROLLUP).headNumber() == signed.number, "not settled"
        settled = staticcall Rollup(ROLLUP).headHash()
    else:
        # In the state after a block the hashes of its ancestors are known, of the last 8,191.
        assert l2_block_number > signed.number, "not settled"
        assert l2_block_number - signed.number <= HISTORY_SERVE_WINDOW, "not settled"
        storageRoot: bytes32 = mpt._storage_root(
            staticcall Rollup(ROLLUP).stateRoot(l2_block_number), HISTORY_STORAGE, account_proof
        )
        assert storageRoot != empty(bytes32), "invalid proof"
        stored: mpt.StorageValue = mpt._storage_value(
            storageRoot, signed.number % HISTORY_SERVE_WINDOW, storage_proof
        )
        assert stored.found, "invalid proof"
        settled = convert(stored.value, bytes32)
    assert settled != signed.hash, "as promised"
    assert keccak256(settled_header) == settled, "invalid proof"
    assert extract32(settled_header, PARENT_ITEM + 1) == signed.parentHash, "other parent"
    assert not staticcall Rollup(ROLLUP).isOthers(signed.number), "handed in by another"
    self._check_anchor(signed)
    self._slash(signed.number, False)


@internal
def _slash(number: uint256, is_equivocation: bool):
    """
    @notice Destroys the bond, by paying it to the zero address.
    """
    burned: uint256 = self.amount
    self.isSlashed = True
    self.availableAt = 0
    self.amount = 0
    self.totalBurned += burned
    log SequencerSlashed(
        number=number, reporter=msg.sender, isEquivocation=is_equivocation, amount=burned
    )
    send(empty(address), burned)


@internal
@view
def _signed_header(header: Bytes[MAX_HEADER_BYTES], signature: Signature) -> Header:
    """
    @notice What a header says, if the sequencer has signed it.
    @custom:reverts "slashed", "not signed by sequencer", "wrong header"
    """
    assert not self.isSlashed, "slashed"
    hash: bytes32 = keccak256(header)
    signer: address = ecrecover(
        keccak256(concat(DOMAIN, hash)), signature.v, signature.r, signature.s
    )
    # A signature that is none gives the zero address, which is no sequencer's.
    assert signer == SEQUENCER, "not signed by sequencer"

    assert len(header) >= NUMBER_ITEM + TAIL_BYTES, "wrong header"
    word: uint256 = convert(extract32(header, 0), uint256)
    assert word >> 248 == LONGER_LIST, "wrong header"
    assert (word >> 232) & 65535 == len(header) - 3, "wrong header"
    assert (word >> 224) & 255 == HASH, "wrong header"
    # Number, gas limit, gas used and timestamp, of at most 8 bytes each.
    number: uint256 = 0
    position: uint256 = NUMBER_ITEM
    for i: uint256 in range(4):
        word = convert(extract32(header, position), uint256)
        prefix: uint256 = word >> 248
        size: uint256 = 0
        if prefix >= STRING:
            assert prefix <= WORD, "wrong header"
            size = prefix - STRING
        if i == 0:
            number = prefix if prefix < STRING else ((word << 8) >> (8 * (32 - size)) if size > 0 else 0)
        position += 1 + size
        assert position + 32 <= len(header), "wrong header"
    # The extra data is the number of the anchor, its hash the root of the parent beacon block.
    word = convert(extract32(header, position), uint256)
    assert word >> 248 == WORD, "wrong header"
    tail: uint256 = len(header) - TAIL_BYTES
    assert convert(slice(header, tail, 1), uint256) == HASH, "wrong header"
    return Header(
        hash=hash,
        parentHash=extract32(header, PARENT_ITEM + 1),
        number=number,
        anchor=(word << 8) >> 192,
        anchorHash=extract32(header, tail + 1),
    )


@internal
@view
def _check_anchor(header: Header):
    """
    @notice Refuses a header whose anchor L1 does not have, or cannot tell of any more.
    @custom:reverts "anchor not available", "anchor reorged"
    """
    assert header.anchor < block.number, "anchor reorged"
    assert block.number - header.anchor <= HISTORY_SERVE_WINDOW, "anchor not available"
    isSuccess: bool = False
    answer: Bytes[33] = b""
    isSuccess, answer = raw_call(
        HISTORY_STORAGE,
        abi_encode(header.anchor),
        max_outsize=33,
        is_static_call=True,
        revert_on_failure=False,
    )
    assert isSuccess and len(answer) == 32, "anchor not available"
    found: bytes32 = extract32(answer, 0)
    assert found != empty(bytes32), "anchor not available"
    assert found == header.anchorHash, "anchor reorged"

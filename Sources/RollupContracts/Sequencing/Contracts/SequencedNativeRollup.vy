# pragma version 0.4.3
"""
@title Sequenced native rollup
@notice A native rollup whose blocks a bonded sequencer hands in, as long as he does: after two hours of silence, or
        without a bond behind him, anybody can. What he has promised to hand in, `SequencerBond` holds him to.
@dev All else is NativeRollup's own code, in this contract's storage: every call is passed on by DELEGATECALL, `advance`
     after a look at who calls. The variables up to `stateRootHistory` are NativeRollup's, in its order; they are set as
     its constructor would have set them. The implementation's own storage is nobody's rollup.
"""

import message_tree

# --- interfaces -----------------------------------------------------------------------------------------------------

interface SequencerBond:
    def isBonded() -> bool: view


# --- events ---------------------------------------------------------------------------------------------------------

event Advanced:
    number: indexed(uint256)
    sender: indexed(address)


# --- constants ------------------------------------------------------------------------------------------------------

# Seconds without an L2 block after which anybody can hand one in.
SEQUENCER_TIMEOUT: constant(uint256) = 7200

STATE_ROOT_RING: constant(uint256) = 8191

# Bytes that a function of NativeRollup returns: a word at most.
MAX_RESULT_BYTES: constant(uint256) = 32

# --- state: NativeRollup's ------------------------------------------------------------------------------------------

headNumber: public(uint256)
headHash: public(bytes32)
headTimestamp: public(uint256)
messageRoot: public(bytes32)
messageCount: public(uint256)
lastAnchor: public(uint256)
escrow: public(uint256)
messageBranch: bytes32[message_tree.DEPTH]
claimedFlags: HashMap[uint256, uint256]
stateRootHistory: bytes32[STATE_ROOT_RING]

# --- state: its own -------------------------------------------------------------------------------------------------

# Time of the L1 block that took the newest L2 block, or of the deployment; in seconds.
advancedAt: public(uint256)
# L2 blocks that somebody else than the sequencer has handed in, a bit each.
othersFlags: HashMap[uint256, uint256]

# A NativeRollup, whose code is executed here.
IMPLEMENTATION: public(immutable(address))
SEQUENCER: public(immutable(address))
BOND: public(immutable(address))


@deploy
@payable
def __init__(
    implementation: address,
    sequencer: address,
    bond: address,
    genesis_block_hash: bytes32,
    genesis_state_root: bytes32,
    genesis_timestamp: uint256,
):
    """
    @notice Starts from an L2 genesis. The value of the deployment is the escrow behind ETH that the genesis gives away.
    @param implementation A NativeRollup of this L2: chain, gas limit, messenger and key are in its code.
    @param sequencer Who hands in blocks.
    @param bond The SequencerBond that answers for him.
    @custom:reverts "no sequencer", "no implementation"
    """
    assert sequencer != empty(address), "no sequencer"
    assert implementation != empty(address) and bond != empty(address), "no implementation"
    IMPLEMENTATION = implementation
    SEQUENCER = sequencer
    BOND = bond
    self.headHash = genesis_block_hash
    self.headTimestamp = genesis_timestamp
    self.stateRootHistory[0] = genesis_state_root
    self.escrow = msg.value
    self.advancedAt = block.timestamp

    zero: bytes32 = empty(bytes32)
    for _: uint256 in range(message_tree.DEPTH):
        zero = keccak256(concat(zero, zero))
    self.messageRoot = zero


# --- who may hand in ------------------------------------------------------------------------------------------------

@external
@view
def isOpen() -> bool:
    """
    @notice Whether anybody can hand in the next L2 block.
    """
    return self._is_open()


@external
@view
def isOthers(number: uint256) -> bool:
    """
    @notice Whether somebody else than the sequencer has handed in the L2 block of a number, while everybody could.
    """
    return self.othersFlags[number >> 8] & (1 << (number & 255)) != 0


@internal
@view
def _is_open() -> bool:
    if block.timestamp - self.advancedAt >= SEQUENCER_TIMEOUT:
        return True
    return not staticcall SequencerBond(BOND).isBonded()


# --- all else -------------------------------------------------------------------------------------------------------

@external
@payable
@raw_return
def __default__() -> Bytes[MAX_RESULT_BYTES]:
    """
    @notice Has NativeRollup's code handle the call; `advance` of somebody who may not hand in is refused.
    @dev `advance` writes `advancedAt` and emits `Advanced` beside what NativeRollup does; of others, `othersFlags` too.
    @custom:reverts "not sequencer", and NativeRollup's reasons
    """
    isAdvance: bool = len(msg.data) >= 4 and convert(slice(msg.data, 0, 4), bytes4) == method_id(
        "advance(bytes)", output_type=bytes4
    )
    if isAdvance and msg.sender != SEQUENCER:
        assert self._is_open(), "not sequencer"
    result: Bytes[MAX_RESULT_BYTES] = raw_call(
        IMPLEMENTATION, msg.data, max_outsize=MAX_RESULT_BYTES, is_delegate_call=True
    )
    if isAdvance:
        self.advancedAt = block.timestamp
        number: uint256 = self.headNumber
        if msg.sender != SEQUENCER:
            self.othersFlags[number >> 8] |= 1 << (number & 255)
        log Advanced(number=number, sender=msg.sender)
    return result

# pragma version 0.4.3
"""
@title Portal
@notice The L1 end of a rollup's messages, apart from the contract that takes its blocks: keeps the ETH of the L2 in
        escrow, and lets a message of L2 out in two steps with a wait between them. A message is proven against a state
        root that the rollup's contract holds; the wait gives people time to see that the root is wrong, and a guardian
        time to pause or to blacklist the root.
@dev The slots from 3 on that the L2 and nodes read, the functions that send, and the events about messages are those of
     `NativeRollup`, so that the same messenger serves on L2: its genesis names the portal in place of the rollup.
     Every reason of a revert is a string; a revert without one comes from calldata that is not what the ABI says.
"""

import message
import message_tree
import mpt

# --- the rollup's contract ------------------------------------------------------------------------------------------


struct Proposal:
    stateRoot: bytes32
    time: uint256


interface NativeRollup:
    def stateRoot(l2_block_number: uint256) -> bytes32: view


interface OptimisticRollup:
    def proposals(l2_block_number: uint256) -> Proposal: view
    def finalNumber() -> uint256: view
    def CHALLENGE_WINDOW() -> uint256: view


# --- events ---------------------------------------------------------------------------------------------------------

event MessageSent:
    index: indexed(uint256)
    sender: indexed(address)
    to: indexed(address)
    value: uint256
    fee: uint256
    data: Bytes[message.MAX_DATA_BYTES]


event WithdrawalProven:
    index: indexed(uint256)
    leaf: indexed(bytes32)
    submitter: indexed(address)
    root: bytes32
    number: uint256


event WithdrawalFinalized:
    index: indexed(uint256)
    leaf: indexed(bytes32)
    isDelivered: bool


event L2MessageClaimed:
    index: indexed(uint256)
    leaf: indexed(bytes32)
    feeRecipient: address


event Paused:
    until: uint256


event Unpaused:
    pass


event RootBlacklisted:
    root: indexed(bytes32)


event GuardianChanged:
    guardian: indexed(address)


event RateLimitChanged:
    limit: uint256


# --- constants ------------------------------------------------------------------------------------------------------

# Longest of the portal's waits, in seconds: a year. A longer one could only be a mistake.
MAX_PERIOD: constant(uint256) = 31_536_000

# keccak256(abi.encode(2)): first element of the array at slot 2 of the L2 messenger.
SENT_MESSAGES_SLOT: constant(bytes32) = 0x405787fa12a823e0f2b7631cc41b3ba8828b3321ca811111fa75cd3aa3bb5ace

# Length of `sentMessages` on L2.
MAX_SENT_MESSAGES: constant(uint256) = 2**64

# --- state ----------------------------------------------------------------------------------------------------------


struct Proven:
    root: bytes32
    number: uint256  # of the L2 block whose state root it is
    time: uint256  # of the L1 block that took the proof, in seconds


# Who may pause, blacklist roots, set the rate limit and name a successor.
guardian: public(address)
# Second from which withdrawals go on.
pausedUntil: public(uint256)
# State root that needs no finality: that of the genesis.
trustedRoot: public(bytes32)
messageRoot: public(bytes32)
messageCount: public(uint256)
# Wei that may leave within `RATE_PERIOD`.
rateLimit: public(uint256)
escrow: public(uint256)
messageBranch: bytes32[message_tree.DEPTH]
claimedFlags: HashMap[uint256, uint256]
# What has left and has not yet leaked out of the bucket, as of a time.
rateLevel: uint256
rateTime: uint256
provenWithdrawals: public(HashMap[bytes32, HashMap[address, Proven]])
# Messages that are final and whose receiver has refused them.
failedMessages: public(HashMap[bytes32, bool])
blacklistedRoots: public(HashMap[bytes32, bool])
deliveredSender: transient(address)

ROLLUP: public(immutable(address))
# Whether the rollup's roots wait for their finality, as those of `OptimisticRollup` do.
IS_OPTIMISTIC: public(immutable(bool))
L2_MESSENGER: public(immutable(address))
# Seconds between the proof of a withdrawal and its delivery.
MATURITY: public(immutable(uint256))
# Seconds for which a root must have been ripe for finality.
FINALITY_DELAY: public(immutable(uint256))
# Longest pause, and the shortest time between two, in seconds.
PAUSE_PERIOD: public(immutable(uint256))
RATE_PERIOD: public(immutable(uint256))


@deploy
@payable
def __init__(
    rollup: address,
    is_optimistic: bool,
    l2_messenger: address,
    trusted_root: bytes32,
    guardian: address,
    maturity: uint256,
    finality_delay: uint256,
    pause_period: uint256,
    rate_limit: uint256,
    rate_period: uint256,
    unsafe_zero_root: bool,
):
    """
    @notice Starts as the L1 end of an L2 whose messenger names this contract. The value of the deployment is the escrow
            behind ETH that the genesis gives away.
    @param rollup Contract that holds the L2's state roots, deployed or to be.
    @param is_optimistic Whether that is an `OptimisticRollup`; else a `NativeRollup`, whose every root is final.
    @param trusted_root State root of the genesis.
    @param guardian Who may pause and blacklist, or zero for nobody.
    @param rate_limit Wei that may leave within the period; 2^256 - 1 for no limit.
    @param unsafe_zero_root Leaves out the check that the trusted root is not zero: an initialiser's fault, for those who
           want to see what it does. Never to be set where money is.
    @custom:reverts "zero trusted root", "period out of range"
    """
    assert unsafe_zero_root or trusted_root != empty(bytes32), "zero trusted root"
    for period: uint256 in [maturity, finality_delay, pause_period, rate_period]:
        assert period <= MAX_PERIOD, "period out of range"
    assert rate_period > 0, "period out of range"
    ROLLUP = rollup
    IS_OPTIMISTIC = is_optimistic
    L2_MESSENGER = l2_messenger
    MATURITY = maturity
    FINALITY_DELAY = finality_delay
    PAUSE_PERIOD = pause_period
    RATE_PERIOD = rate_period
    self.trustedRoot = trusted_root
    self.guardian = guardian
    self.rateLimit = rate_limit
    self.escrow = msg.value

    zero: bytes32 = empty(bytes32)
    for _: uint256 in range(message_tree.DEPTH):
        zero = keccak256(concat(zero, zero))
    self.messageRoot = zero


# --- messages to L2 -------------------------------------------------------------------------------------------------

@external
@payable
def sendMessage(to: address, fee: uint256, data: Bytes[message.MAX_DATA_BYTES]):
    """
    @notice Sends the value above `fee`, and `data`, to an account on L2; with empty data it is a deposit of ETH.
    @dev Writes slots 3, 4, 6 and one of `messageBranch`; emits `MessageSent`. A pause does not stop it.
    @param to Receiver on L2.
    @param fee Part of the value, in wei, that is paid on L2 to whom the claimer of the message names.
    @param data Calldata of the delivery; longer data could not be relayed within an L2 block and is refused by the ABI.
    @custom:reverts "value below fee", "self target", "message tree full"
    """
    assert msg.value >= fee, "value below fee"
    assert to != L2_MESSENGER, "self target"
    amount: uint256 = msg.value - fee
    index: uint256 = self.messageCount
    self.escrow += msg.value
    self._append(message._leaf(msg.sender, to, amount, fee, keccak256(data), index), index)
    log MessageSent(index=index, sender=msg.sender, to=to, value=amount, fee=fee, data=data)


@internal
def _append(leaf: bytes32, index: uint256):
    """
    @notice Appends a leaf to the message tree, of which one completed left sibling a level is kept.
    """
    assert index < 2**message_tree.DEPTH - 1, "message tree full"
    self.messageCount = index + 1
    node: bytes32 = leaf
    zero: bytes32 = empty(bytes32)  # root of an empty subtree of the level
    isStored: bool = False
    for level: uint256 in range(message_tree.DEPTH):
        if (index >> level) & 1 == 1:
            node = keccak256(concat(self.messageBranch[level], node))
        else:
            if not isStored:
                self.messageBranch[level] = node
                isStored = True
            node = keccak256(concat(node, zero))
        zero = keccak256(concat(zero, zero))
    self.messageRoot = node


# --- messages from L2 -----------------------------------------------------------------------------------------------

@external
def proveWithdrawal(
    l2_message: message.Message,
    l2_block_number: uint256,
    account_proof: DynArray[Bytes[mpt.MAX_NODE_BYTES], mpt.MAX_PROOF_NODES],
    storage_proof: DynArray[Bytes[mpt.MAX_NODE_BYTES], mpt.MAX_PROOF_NODES],
):
    """
    @notice Shows that the L2 messenger has recorded a message, as of a state root of the rollup's contract; the wait
            begins. Anyone may; who proves again begins his own wait anew and nobody else's.
    @dev Writes one of `provenWithdrawals`; emits `WithdrawalProven`.
    @param l2_message The message, as the L2 messenger's event tells it.
    @param l2_block_number Block whose state the proofs are for; it need not be final yet.
    @param account_proof Nodes from that state's root to the messenger's account.
    @param storage_proof Nodes from the messenger's storage root to the message's element of `sentMessages`.
    @custom:reverts "paused", "AlreadyFinalized", "self target", "state root not available", "root too young",
        "Blacklisted", "invalid proof"
    """
    assert block.timestamp >= self.pausedUntil, "paused"
    index: uint256 = l2_message.index
    assert not self._is_claimed(index), "AlreadyFinalized"
    assert l2_message.to != self, "self target"
    root: bytes32 = self._root(l2_block_number)
    assert not self.blacklistedRoots[root], "Blacklisted"

    assert index < MAX_SENT_MESSAGES, "invalid proof"
    storageRoot: bytes32 = mpt._storage_root(root, L2_MESSENGER, account_proof)
    assert storageRoot != empty(bytes32), "invalid proof"
    stored: mpt.StorageValue = mpt._storage_value(
        storageRoot, convert(SENT_MESSAGES_SLOT, uint256) + index, storage_proof
    )
    leaf: bytes32 = self._leaf(l2_message)
    assert stored.found and convert(stored.value, bytes32) == leaf, "invalid proof"

    self.provenWithdrawals[leaf][msg.sender] = Proven(root=root, number=l2_block_number, time=block.timestamp)
    log WithdrawalProven(index=index, leaf=leaf, submitter=msg.sender, root=root, number=l2_block_number)


@external
@nonreentrant
def finalizeWithdrawal(l2_message: message.Message, submitter: address, fee_recipient: address):
    """
    @notice Delivers a message that was proven long enough ago against a root that has become final, and pays its fee. A
            message whose receiver refuses it is final all the same; `retryMessage` delivers it later.
    @dev Writes slot 6, the rate's level and one of `claimedFlags`; emits `WithdrawalFinalized`, and `L2MessageClaimed`
         when it was delivered. While the receiver is called, `l2Sender` tells who sent the message.
    @param l2_message The message, as the L2 messenger's event tells it.
    @param submitter Who has proven it.
    @param fee_recipient Receiver of the fee, in wei, that the message carries.
    @custom:reverts "paused", "AlreadyFinalized", "self target", "Unproven", "Blacklisted", "not matured",
        "root replaced", "root not final", "root in air-gap", "escrow insufficient", "rate limit",
        "not enough gas for delivery", "fee payment failed"
    """
    assert block.timestamp >= self.pausedUntil, "paused"
    index: uint256 = l2_message.index
    assert not self._is_claimed(index), "AlreadyFinalized"
    assert l2_message.to != self, "self target"
    leaf: bytes32 = self._leaf(l2_message)
    proven: Proven = self.provenWithdrawals[leaf][submitter]
    isTrusted: bool = proven.root == self.trustedRoot
    # Who has proven nothing has the root zero, which `trustedRoot` must therefore never be.
    assert isTrusted or proven.root != empty(bytes32), "Unproven"
    assert not self.blacklistedRoots[proven.root], "Blacklisted"
    assert block.timestamp >= proven.time + MATURITY, "not matured"
    if not isTrusted and IS_OPTIMISTIC:
        proposal: Proposal = staticcall OptimisticRollup(ROLLUP).proposals(proven.number)
        assert proposal.stateRoot == proven.root, "root replaced"
        assert proven.number <= staticcall OptimisticRollup(ROLLUP).finalNumber(), "root not final"
        ripe: uint256 = proposal.time + staticcall OptimisticRollup(ROLLUP).CHALLENGE_WINDOW()
        assert block.timestamp >= ripe + FINALITY_DELAY, "root in air-gap"

    # Before the call: a receiver that comes back finds the message gone.
    self.claimedFlags[index >> 8] |= 1 << (index & 255)
    isDelivered: bool = self._deliver(l2_message, leaf, fee_recipient)
    if not isDelivered:
        self.failedMessages[leaf] = True
    log WithdrawalFinalized(index=index, leaf=leaf, isDelivered=isDelivered)


@external
@nonreentrant
def retryMessage(l2_message: message.Message, fee_recipient: address):
    """
    @notice Delivers a final message that its receiver has refused, and pays its fee. Anyone may; it succeeds once.
    @dev Writes slot 6, the rate's level and one of `failedMessages`; emits `L2MessageClaimed`.
    @param l2_message The message, as the L2 messenger's event tells it.
    @param fee_recipient Receiver of the fee, in wei, that the message carries.
    @custom:reverts "paused", "not failed", "escrow insufficient", "rate limit", "not enough gas for delivery",
        "delivery failed", "fee payment failed"
    """
    assert block.timestamp >= self.pausedUntil, "paused"
    leaf: bytes32 = self._leaf(l2_message)
    assert self.failedMessages[leaf], "not failed"
    self.failedMessages[leaf] = False
    assert self._deliver(l2_message, leaf, fee_recipient), "delivery failed"


@internal
def _deliver(l2_message: message.Message, leaf: bytes32, fee_recipient: address) -> bool:
    """
    @notice Calls the receiver within escrow and rate; what it refuses has not left.
    """
    escrow: uint256 = self.escrow
    assert l2_message.value <= escrow and l2_message.fee <= escrow - l2_message.value, "escrow insufficient"
    amount: uint256 = l2_message.value + l2_message.fee
    level: uint256 = self._level()
    limit: uint256 = self.rateLimit
    assert level <= limit and amount <= limit - level, "rate limit"
    self.escrow = escrow - amount
    before: uint256 = self.rateLevel
    timeBefore: uint256 = self.rateTime
    self.rateLevel = level + amount
    self.rateTime = block.timestamp

    if l2_message.to.is_contract:
        assert (
            msg.gas >= message.MIN_DELIVERY_GAS + message.MIN_DELIVERY_GAS // 63 + message.DELIVERY_OVERHEAD
        ), "not enough gas for delivery"
    self.deliveredSender = l2_message.sender
    isDelivered: bool = raw_call(
        l2_message.to, l2_message.data, value=l2_message.value, revert_on_failure=False
    )
    self.deliveredSender = empty(address)
    if not isDelivered:
        # What a failed call did is undone, so that nothing has changed since.
        self.escrow = escrow
        self.rateLevel = before
        self.rateTime = timeBefore
        return False
    log L2MessageClaimed(index=l2_message.index, leaf=leaf, feeRecipient=fee_recipient)
    message._pay(fee_recipient, l2_message.fee)
    return True


@internal
@view
def _root(l2_block_number: uint256) -> bytes32:
    """
    @notice State root of an L2 block as the rollup's contract has it, taken by an L1 block before this one.
    @custom:reverts "state root not available", "root too young"
    """
    root: bytes32 = empty(bytes32)
    if IS_OPTIMISTIC:
        proposal: Proposal = staticcall OptimisticRollup(ROLLUP).proposals(l2_block_number)
        assert proposal.time > 0, "state root not available"
        assert proposal.time < block.timestamp, "root too young"
        root = proposal.stateRoot
    else:
        root = staticcall NativeRollup(ROLLUP).stateRoot(l2_block_number)
    assert root != empty(bytes32), "state root not available"
    return root


@internal
@pure
def _leaf(l2_message: message.Message) -> bytes32:
    return message._leaf(
        l2_message.sender,
        l2_message.to,
        l2_message.value,
        l2_message.fee,
        keccak256(l2_message.data),
        l2_message.index,
    )


@internal
@view
def _is_claimed(index: uint256) -> bool:
    return self.claimedFlags[index >> 8] & (1 << (index & 255)) != 0


@internal
@view
def _level() -> uint256:
    """
    @notice What of earlier withdrawals still counts: it leaks at `rateLimit` a period, and is gone after one.
    """
    elapsed: uint256 = block.timestamp - self.rateTime
    if elapsed >= RATE_PERIOD:
        return 0
    level: uint256 = self.rateLevel
    # Rounded down, to less than a wei a second: the limit is never exceeded.
    leaked: uint256 = self.rateLimit // RATE_PERIOD * elapsed
    return level - min(level, leaked)


# --- the guardian ---------------------------------------------------------------------------------------------------

@external
def pause():
    """
    @notice Stops withdrawals for `PAUSE_PERIOD`, after which they go on by themselves. The next pause must wait as long
            again, so that nobody's withdrawal can be kept for ever by this.
    @custom:reverts "not guardian", "pause not available"
    """
    assert msg.sender == self.guardian, "not guardian"
    assert self.pausedUntil == 0 or block.timestamp >= self.pausedUntil + PAUSE_PERIOD, "pause not available"
    self.pausedUntil = block.timestamp + PAUSE_PERIOD
    log Paused(until=self.pausedUntil)


@external
def unpause():
    """
    @notice Ends a pause before its time.
    @custom:reverts "not guardian", "not paused"
    """
    assert msg.sender == self.guardian, "not guardian"
    assert block.timestamp < self.pausedUntil, "not paused"
    self.pausedUntil = block.timestamp
    log Unpaused()


@external
def blacklist(root: bytes32):
    """
    @notice Takes a state root's power from it, for good: what was proven against it must be proven against another.
    @custom:reverts "not guardian"
    """
    assert msg.sender == self.guardian, "not guardian"
    self.blacklistedRoots[root] = True
    log RootBlacklisted(root=root)


@external
def setRateLimit(limit: uint256):
    """
    @notice Sets how much may leave within a period; what has left already counts against it.
    @custom:reverts "not guardian"
    """
    assert msg.sender == self.guardian, "not guardian"
    self.rateLevel = self._level()
    self.rateTime = block.timestamp
    self.rateLimit = limit
    log RateLimitChanged(limit=limit)


@external
def setGuardian(guardian: address):
    """
    @notice Names the guardian's successor; zero for nobody, for ever.
    @custom:reverts "not guardian"
    """
    assert msg.sender == self.guardian, "not guardian"
    self.guardian = guardian
    log GuardianChanged(guardian=guardian)


# --- views ----------------------------------------------------------------------------------------------------------

@external
@view
def l2Sender() -> address:
    """
    @notice Sender on L2 of the message that is being delivered.
    @custom:reverts "no delivery"
    """
    assert self.deliveredSender != empty(address), "no delivery"
    return self.deliveredSender


@external
@view
def isClaimed(index: uint256) -> bool:
    """
    @notice Whether the L2 message of this index is final: delivered, or refused by its receiver.
    """
    return self._is_claimed(index)


@external
@view
def withdrawable() -> uint256:
    """
    @notice Wei that may leave now.
    """
    level: uint256 = self._level()
    return self.rateLimit - min(level, self.rateLimit)

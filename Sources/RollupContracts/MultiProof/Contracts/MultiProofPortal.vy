# pragma version 0.4.3
# pragma optimize codesize
"""
@title Multi-proof portal
@notice Decides claims about the blocks of one L2 chain by several proof systems at once, and holds that chain's ETH in
        escrow. A claim is final when enough systems of enough families agree. When they contradict each other, those
        concerned are switched off and everything stops; when none proves for too long, blocks become final by waiting.
        The contract keeps a log of its modes. Bonds and objections are its court's.
@dev Messages, events and the slots of the head are those of `NativeRollup`, so that the same messenger serves on L2.
     Every reason of a revert is a string; a revert without one comes from calldata that is not what the ABI says.
"""

import claim
import message
import messages
import mpt
import standing

interface Verifier:
    def verifyProof(claimed: claim.Claim, payload: Bytes[claim.MAX_PAYLOAD_BYTES]) -> bool: view


interface Court:
    def open(id: bytes32, proposer: address): payable
    def mayWait(id: bytes32) -> bool: view


# --- events ---------------------------------------------------------------------------------------------------------

event ClaimProposed:
    number: indexed(uint256)
    id: indexed(bytes32)
    proposer: indexed(address)
    parent: bytes32
    blockHash: bytes32
    stateRoot: bytes32


event ProofAccepted:
    id: indexed(bytes32)
    system: indexed(uint256)
    submitter: address


event ClaimRejected:
    id: indexed(bytes32)


event ClaimFinalized:
    number: indexed(uint256)
    id: indexed(bytes32)
    isProven: bool
    blockHash: bytes32
    stateRoot: bytes32


event ModeChanged:
    mode: indexed(uint256)
    who: indexed(address)
    why: uint256
    index: uint256


event SystemChanged:
    system: indexed(uint256)
    isEnabled: bool
    bits: uint256


# --- constants ------------------------------------------------------------------------------------------------------

# Why a mode began.
DEPLOYED: constant(uint256) = 0
NO_PROOF: constant(uint256) = 1
OUT_OF_REACH: constant(uint256) = 2
PROOFS_RETURNED: constant(uint256) = 3
CONTRADICTION: constant(uint256) = 4
BY_GUARDIAN: constant(uint256) = 5
BY_OPERATOR: constant(uint256) = 6
PAUSE_OVER: constant(uint256) = 7

# Proof systems of one portal.
MAX_SYSTEMS: constant(uint256) = 8

# Families are bits of a word.
MAX_FAMILY: constant(uint256) = 255

# Bytes of transactions in one claim: no payload with more of them could be proven to EXECUTE, or executed by L1 again.
MAX_BATCH_BYTES: constant(uint256) = claim.MAX_PAYLOAD_BYTES

# Seconds that an L2 block may be older than the L1 block that takes its claim.
MAX_TIMESTAMP_LAG: constant(uint256) = 3600

BLOCKHASH_WINDOW: constant(uint256) = 256

# Seconds after which anybody can end a pause, so that a guardian who has lost his key locks nobody in: 91.25 days.
PAUSE_SECONDS: constant(uint256) = 7_884_000

# --- state ----------------------------------------------------------------------------------------------------------


struct System:
    verifier: address
    family: uint256  # systems that share code, hardware or keys are of one family
    bits: uint256  # security that its proofs are believed to have
    isRecursive: bool  # whether its proof of a block needs its own proof of the parent
    isEnabled: bool


struct Terms:
    threshold: uint256  # systems that have to agree
    families: uint256  # families that they have to come from
    minBits: uint256  # security below which a system's proofs do not count
    mode: uint256  # ZK or HYBRID, where the portal begins and whereto it returns
    window: uint256  # seconds after which a claim is final by waiting
    proofDelay: uint256  # seconds between agreement and finality
    proofTimeout: uint256  # seconds without agreement after which waiting is enough
    prover: address  # who alone can submit proofs at first; zero for everybody
    permissionlessAfter: uint256  # seconds after which everybody can
    operator: address  # who can switch proofs off
    guardian: address  # who can reject claims, change systems and pause
    court: address  # keeps bonds, and can show that claims are false


struct ModeEntry:
    mode: uint256
    since: uint256  # seconds
    who: address
    why: uint256


headNumber: public(uint256)
headHash: public(bytes32)
headTimestamp: public(uint256)

initializes: messages

exports: (
    messages.messageRoot,
    messages.messageCount,
    messages.lastAnchor,
    messages.escrow,
    messages.L2_MESSENGER,
    messages.sendMessage,
    messages.l2Sender,
    messages.isClaimed,
)

stateRoots: public(HashMap[uint256, bytes32])
claims: public(HashMap[bytes32, claim.Claim])
records: public(HashMap[bytes32, standing.Record])
# The claim about the head; zero for the genesis.
headClaim: public(bytes32)
# The claim of an input that has been proven, by however few systems; and inputs of which two have been.
provenClaim: public(HashMap[bytes32, bytes32])
isContradicted: public(HashMap[bytes32, bool])
systems: public(HashMap[uint256, System])
systemCount: public(uint256)
# The systems that are not recursive, a bit for each.
solo: uint256
lastProvenAt: public(uint256)
# Second from which delays count that have begun before: then somebody could object again, or a system counted again.
delaysSince: public(uint256)
mode: public(uint256)
modeSince: public(uint256)
modeLog: public(HashMap[uint256, ModeEntry])
modeCount: public(uint256)
terms: public(Terms)


@deploy
@payable
def __init__(
    genesis_block_hash: bytes32,
    genesis_state_root: bytes32,
    genesis_timestamp: uint256,
    l2_messenger: address,
    terms: Terms,
    systems: DynArray[System, MAX_SYSTEMS],
):
    """
    @notice Starts from an L2 genesis. The value of the deployment is the escrow behind ETH that the genesis gives away.
    @custom:reverts "threshold out of range", "families out of range", "mode out of range", "duration out of range",
        "quorum out of reach"
    """
    assert terms.threshold > 0 and terms.threshold <= len(systems), "threshold out of range"
    assert terms.families > 0 and terms.families <= terms.threshold, "families out of range"
    assert terms.mode == standing.ZK or terms.mode == standing.HYBRID, "mode out of range"
    assert terms.window > 0 and terms.window <= standing.MAX_DURATION, "duration out of range"
    assert terms.proofDelay <= standing.MAX_DURATION, "duration out of range"
    # Without it nobody could go on when systems are lost and the guardian is gone.
    assert terms.proofTimeout > 0 and terms.proofTimeout <= standing.MAX_DURATION, "duration out of range"
    assert terms.permissionlessAfter <= standing.MAX_DURATION, "duration out of range"
    messages.__init__(l2_messenger, msg.value)
    self.terms = terms
    self.headHash = genesis_block_hash
    self.headTimestamp = genesis_timestamp
    self.stateRoots[0] = genesis_state_root
    for system: System in systems:
        assert system.family <= MAX_FAMILY, "families out of range"
        self.systems[self.systemCount] = system
        if not system.isRecursive:
            self.solo |= 1 << self.systemCount
        self.systemCount += 1
    # A recursive system begins with the genesis.
    self.records[empty(bytes32)].proofs = 2**MAX_SYSTEMS - 1
    assert self._is_in_reach(), "quorum out of reach"
    self._enter(terms.mode, DEPLOYED, msg.sender)


# --- claims ---------------------------------------------------------------------------------------------------------

@external
@payable
def propose(parent: bytes32, claimed: claim.Claim, batch: Bytes[MAX_BATCH_BYTES]) -> bytes32:
    """
    @notice Claims what a block of the batch's transactions on the parent's makes; the value is the bond behind it.
    @dev The work is done elsewhere because this frame's memory begins behind the longest batch there may be.
    @param parent Claim about the block's parent, or zero for the head.
    @param claimed What is claimed.
    @param batch The block's encoded transactions as SSZ writes their list, from which anybody can tell whether the claim
        is true.
    @return The claim's id.
    @custom:reverts "wrong transactions", "paused", "not operator", "invalid parent", "already claimed",
        "wrong block number", "wrong parent", "timestamp not after the parent", "timestamp in the future",
        "timestamp too old", "anchor moved backwards", "anchor not available", "IncorrectBondAmount"
    """
    assert keccak256(batch) == claimed.batchHash, "wrong transactions"
    id: bytes32 = self._propose(parent, claimed)
    extcall Court(self.terms.court).open(id, msg.sender, value=msg.value)
    return id


@internal
def _propose(parent: bytes32, claimed: claim.Claim) -> bytes32:
    assert self.mode != standing.PAUSED, "paused"
    # Nobody can object to what is claimed in this mode, so that not everybody may claim.
    assert self.mode != standing.OPTIMISTIC or msg.sender == self.terms.operator, "not operator"
    number: uint256 = self.headNumber
    blockHash: bytes32 = self.headHash
    timestamp: uint256 = self.headTimestamp
    anchor: uint256 = messages.lastAnchor
    if parent != empty(bytes32):
        assert self.records[parent].status == standing.PENDING, "invalid parent"
        previous: claim.Claim = self.claims[parent]
        number = previous.number
        blockHash = previous.blockHash
        timestamp = previous.timestamp
        anchor = previous.anchor

    assert claimed.number == number + 1, "wrong block number"
    assert claimed.parentHash == blockHash, "wrong parent"
    assert claimed.timestamp > timestamp, "timestamp not after the parent"
    assert claimed.timestamp <= block.timestamp, "timestamp in the future"
    assert block.timestamp - claimed.timestamp <= MAX_TIMESTAMP_LAG, "timestamp too old"
    # Later nobody could look the anchor up: it is fixed here, and what is proven must have it.
    assert claimed.anchor >= anchor, "anchor moved backwards"
    assert claimed.anchor < block.number, "anchor not available"
    assert block.number - claimed.anchor <= BLOCKHASH_WINDOW, "anchor not available"
    assert claimed.anchorHash == blockhash(claimed.anchor), "anchor not available"

    id: bytes32 = keccak256(abi_encode(claimed))
    assert self.records[id].status == empty(uint256), "already claimed"
    open: claim.Claim = claimed
    open.blockHash = empty(bytes32)
    open.stateRoot = empty(bytes32)
    self.claims[id] = claimed
    self.records[id] = standing.Record(
        status=standing.PENDING,
        input=keccak256(abi_encode(open)),
        createdAt=block.timestamp,
        provenAt=0,
        proofs=0,
        parent=parent if parent != empty(bytes32) else self.headClaim,
    )
    log ClaimProposed(
        number=claimed.number,
        id=id,
        proposer=msg.sender,
        parent=parent,
        blockHash=claimed.blockHash,
        stateRoot=claimed.stateRoot,
    )
    return id


@external
def submitProof(id: bytes32, system: uint256, payload: Bytes[claim.MAX_PAYLOAD_BYTES]):
    """
    @notice Has a proof system say that a claim is true. If one has said so of another outcome of the same block, all
            systems that have spoken of either are switched off, and the portal pauses.
    @param payload What the system's verifier asks for.
    @custom:reverts "claim not pending", "paused", "OptimisticModeEnabled", "no such system", "system disabled",
        "too few bits", "already proven", "not prover", "parent not proven", "InvalidProof", and what the verifier says
    """
    record: standing.Record = self.records[id]
    assert record.status == standing.PENDING, "claim not pending"
    assert self.mode != standing.PAUSED, "paused"
    assert self.mode != standing.OPTIMISTIC, "OptimisticModeEnabled"
    assert system < self.systemCount, "no such system"
    chosen: System = self.systems[system]
    assert chosen.isEnabled, "system disabled"
    assert chosen.bits >= self.terms.minBits, "too few bits"
    claimed: claim.Claim = self.claims[id]
    linked: uint256 = self._linked(record.parent, claimed.parentHash)
    # A recursive proof whose link has fallen can be made again.
    record.proofs &= linked
    assert (record.proofs >> system) & 1 == 0, "already proven"
    if self.terms.prover != empty(address) and msg.sender != self.terms.prover:
        assert block.timestamp - record.createdAt >= self.terms.permissionlessAfter, "not prover"
    assert (linked >> system) & 1 == 1, "parent not proven"
    assert staticcall Verifier(chosen.verifier).verifyProof(claimed, payload), "InvalidProof"
    log ProofAccepted(id=id, system=system, submitter=msg.sender)

    rival: bytes32 = self.provenClaim[record.input]
    against: uint256 = 0
    if rival != id and rival != empty(bytes32):
        against = self._counting(self.records[rival].proofs)
    if against != 0:
        self._contradict(record.input, against | record.proofs | (1 << system), msg.sender)
        # What they have said of the two is worth nothing; others can still say which is true.
        self._forget(id)
        self._forget(rival)
        return
    self.provenClaim[record.input] = id
    wasAgreed: bool = self._is_quorum(record.proofs)
    record.proofs |= 1 << system
    # An agreement that was lost and is made again is a new one.
    if not wasAgreed and self._is_quorum(record.proofs):
        record.provenAt = block.timestamp
        # A block that has been overtaken does not show that proofs come.
        if claimed.number > self.headNumber:
            self.lastProvenAt = block.timestamp
            if self.mode != self.terms.mode:
                self._enter(self.terms.mode, PROOFS_RETURNED, msg.sender)
    self.records[id] = record


@external
def refuted(id: bytes32, refuter: address):
    """
    @notice Takes out a claim that L1 has found false. Systems that have proven it are switched off, and the portal
            pauses.
    @custom:reverts "not court", "claim not pending"
    """
    assert msg.sender == self.terms.court, "not court"
    record: standing.Record = self.records[id]
    assert record.status == standing.PENDING, "claim not pending"
    self._reject(id)
    concerned: uint256 = self._counting(record.proofs)
    if concerned != 0:
        self._contradict(record.input, concerned, refuter)


@external
def finalize(id: bytes32):
    """
    @notice Makes the block after the head final: enough systems agree, and the delay has passed; or it has waited long
            enough, where waiting is enough.
    @custom:reverts "claim not pending", "paused", "parent not final", "proof delay not over", "proofs missing",
        "not operator", "claim contradicted", "rival proven", "claim challenged", "challenge window open"
    """
    record: standing.Record = self.records[id]
    assert record.status == standing.PENDING, "claim not pending"
    mode: uint256 = self.mode
    assert mode != standing.PAUSED, "paused"
    claimed: claim.Claim = self.claims[id]
    assert claimed.number == self.headNumber + 1 and claimed.parentHash == self.headHash, "parent not final"
    # Again, since systems may have been switched off after they had agreed, and links may have fallen.
    record.proofs &= self._linked(record.parent, claimed.parentHash)
    isAgreed: bool = record.provenAt != 0 and self._is_quorum(record.proofs)
    isProven: bool = isAgreed and block.timestamp - max(record.provenAt, self.delaysSince) >= self.terms.proofDelay
    # Where nobody can object, what was claimed before is worth nothing, proven or not.
    assert mode != standing.OPTIMISTIC or record.createdAt > self.modeSince, "not operator"
    if not isProven:
        if mode == standing.ZK:
            assert not isAgreed, "proof delay not over"
            raise "proofs missing"
        assert not self.isContradicted[record.input], "claim contradicted"
        rival: bytes32 = self.provenClaim[record.input]
        assert rival == empty(bytes32) or rival == id, "rival proven"
        assert staticcall Court(self.terms.court).mayWait(id), "claim challenged"
        # Nobody watches for lies that cannot become final: the window begins where they can.
        assert block.timestamp - max(record.createdAt, self.modeSince) >= self.terms.window, "challenge window open"
    record.status = standing.FINAL
    self.records[id] = record
    self.headClaim = id
    self.headNumber = claimed.number
    self.headHash = claimed.blockHash
    self.headTimestamp = claimed.timestamp
    messages.lastAnchor = claimed.anchor
    self.stateRoots[claimed.number] = claimed.stateRoot
    log ClaimFinalized(
        number=claimed.number,
        id=id,
        isProven=isProven,
        blockHash=claimed.blockHash,
        stateRoot=claimed.stateRoot,
    )


# --- modes ----------------------------------------------------------------------------------------------------------

@external
def fallBack(id: bytes32):
    """
    @notice Lets waiting be enough from now on, because the block after the head waits for proofs in vain. Anybody can
            ask, and the next agreement of proofs ends it.
    @param id A claim about the block after the head.
    @custom:reverts "no fallback", "claim not pending", "parent not final", "claim proven", "proofs not late"
    """
    assert self.mode == standing.ZK, "no fallback"
    record: standing.Record = self.records[id]
    assert record.status == standing.PENDING, "claim not pending"
    claimed: claim.Claim = self.claims[id]
    assert claimed.number == self.headNumber + 1 and claimed.parentHash == self.headHash, "parent not final"
    if not self._is_in_reach():
        self._enter(standing.HYBRID, OUT_OF_REACH, msg.sender)
        return
    assert not self._is_agreed(id), "claim proven"
    quiet: uint256 = block.timestamp - max(max(record.createdAt, self.lastProvenAt), self.modeSince)
    assert quiet >= self.terms.proofTimeout, "proofs not late"
    self._enter(standing.HYBRID, NO_PROOF, msg.sender)


@external
def enableOptimisticMode():
    """
    @notice Lets waiting alone decide: no proof is asked for or taken, and nobody can object.
    @custom:reverts "not operator", "paused", "OptimisticModeEnabled"
    """
    assert msg.sender == self.terms.operator, "not operator"
    assert self.mode != standing.PAUSED, "paused"
    assert self.mode != standing.OPTIMISTIC, "OptimisticModeEnabled"
    self._enter(standing.OPTIMISTIC, BY_OPERATOR, msg.sender)


@external
def disableOptimisticMode():
    """
    @notice Asks for proofs again.
    @custom:reverts "not operator", "OptimisticModeNotEnabled"
    """
    assert msg.sender == self.terms.operator, "not operator"
    assert self.mode == standing.OPTIMISTIC, "OptimisticModeNotEnabled"
    self._enter(self.terms.mode, BY_OPERATOR, msg.sender)


@external
def pause():
    """
    @notice Stops claims, proofs, finality and withdrawals.
    @custom:reverts "not guardian", "paused"
    """
    assert msg.sender == self.terms.guardian, "not guardian"
    assert self.mode != standing.PAUSED, "paused"
    self._enter(standing.PAUSED, BY_GUARDIAN, msg.sender)


@external
def resume():
    """
    @notice Ends a pause: the guardian at any time, anybody when it has lasted for 91 days. Windows begin anew.
    @custom:reverts "not paused", "not guardian"
    """
    assert self.mode == standing.PAUSED, "not paused"
    if msg.sender == self.terms.guardian:
        self._enter(self.terms.mode, BY_GUARDIAN, msg.sender)
    else:
        assert block.timestamp - self.modeSince >= PAUSE_SECONDS, "not guardian"
        self._enter(self.terms.mode, PAUSE_OVER, msg.sender)


@internal
def _enter(mode: uint256, why: uint256, who: address):
    # Nobody could object in these, or nobody could act on it, so that no delay has passed in them.
    if self.mode == standing.PAUSED or self.mode == standing.OPTIMISTIC:
        self.delaysSince = block.timestamp
    index: uint256 = self.modeCount
    self.mode = mode
    self.modeSince = block.timestamp
    self.modeLog[index] = ModeEntry(mode=mode, since=block.timestamp, who=who, why=why)
    self.modeCount = index + 1
    log ModeChanged(mode=mode, who=who, why=why, index=index)


# --- systems --------------------------------------------------------------------------------------------------------

@external
def reject(id: bytes32):
    """
    @notice Takes a claim out that is not final yet: the guardian does, and the court when a challenge was not answered.
    @custom:reverts "not guardian", "claim not pending"
    """
    assert msg.sender == self.terms.guardian or msg.sender == self.terms.court, "not guardian"
    assert self.records[id].status == standing.PENDING, "claim not pending"
    self._reject(id)


@external
def setSystem(system: uint256, is_enabled: bool, bits: uint256):
    """
    @notice Switches a proof system on or off, and says how much security it is believed to have, never more than before.
    @custom:reverts "not guardian", "no such system", "bits can only fall"
    """
    assert msg.sender == self.terms.guardian, "not guardian"
    assert system < self.systemCount, "no such system"
    assert bits <= self.systems[system].bits, "bits can only fall"
    # What it has said counts again, too.
    if is_enabled and not self.systems[system].isEnabled:
        self.delaysSince = block.timestamp
    self.systems[system].bits = bits
    self._switch(system, is_enabled)


@internal
def _switch(system: uint256, is_enabled: bool):
    self.systems[system].isEnabled = is_enabled
    log SystemChanged(system=system, isEnabled=is_enabled, bits=self.systems[system].bits)


@internal
def _reject(id: bytes32):
    self.records[id].status = standing.REJECTED
    # Recursive proofs that go on from it fall with it.
    self._forget(id)
    input: bytes32 = self.records[id].input
    if self.provenClaim[input] == id:
        self.provenClaim[input] = empty(bytes32)
    log ClaimRejected(id=id)


@internal
def _forget(id: bytes32):
    self.records[id].proofs = 0
    self.records[id].provenAt = 0


@internal
def _contradict(input: bytes32, concerned: uint256, who: address):
    """
    @notice Switches systems off that cannot all be right, and pauses.
    @param concerned A bit for each system.
    """
    self.isContradicted[input] = True
    self.provenClaim[input] = empty(bytes32)
    for i: uint256 in range(MAX_SYSTEMS):
        if (concerned >> i) & 1 == 1:
            self._switch(i, False)
    if self.mode != standing.PAUSED:
        self._enter(standing.PAUSED, CONTRADICTION, who)


@internal
@view
def _counting(proofs: uint256) -> uint256:
    """
    @notice Those of some systems, a bit for each, that count: they are switched on, and believed to be secure enough.
    """
    counting: uint256 = 0
    for i: uint256 in range(MAX_SYSTEMS):
        system: System = self.systems[i]
        if (proofs >> i) & 1 == 1 and system.isEnabled and system.bits >= self.terms.minBits:
            counting |= 1 << i
    return counting


@internal
@view
def _is_quorum(proofs: uint256) -> bool:
    """
    @notice Whether systems are enough: as many as the threshold, from as many families as there must be. Two of one
            family are two systems, and one family.
    @param proofs A bit for each system; those that do not count any more are passed over.
    """
    counting: uint256 = self._counting(proofs)
    count: uint256 = 0
    families: uint256 = 0
    seen: uint256 = 0
    for i: uint256 in range(MAX_SYSTEMS):
        if (counting >> i) & 1 == 1:
            count += 1
            family: uint256 = self.systems[i].family
            if (seen >> family) & 1 == 0:
                families += 1
            seen |= 1 << family
    return count >= self.terms.threshold and families >= self.terms.families


@internal
@view
def _linked(parent: bytes32, parent_hash: bytes32) -> uint256:
    """
    @notice The systems that can prove a block, a bit for each: recursive ones have proven its parent. Once that is
            final, only what they have said of the final claim counts.
    @param parent The claim that the block's claim was made on.
    """
    if parent_hash == self.headHash:
        return self.solo | self.records[self.headClaim].proofs
    return self.solo | self.records[parent].proofs


@internal
@view
def _is_agreed(id: bytes32) -> bool:
    record: standing.Record = self.records[id]
    return self._is_quorum(record.proofs & self._linked(record.parent, self.claims[id].parentHash))


@internal
@view
def _is_in_reach() -> bool:
    """
    @notice Whether the systems that count, and have kept up with the head, would be enough if all of them agreed.
    """
    return self._is_quorum(self.solo | self.records[self.headClaim].proofs)


# --- messages from L2 -----------------------------------------------------------------------------------------------

@external
@nonreentrant
def claimL2Message(
    l2_message: message.Message,
    l2_block_number: uint256,
    account_proof: DynArray[Bytes[mpt.MAX_NODE_BYTES], mpt.MAX_PROOF_NODES],
    storage_proof: DynArray[Bytes[mpt.MAX_NODE_BYTES], mpt.MAX_PROOF_NODES],
    fee_recipient: address,
):
    """
    @notice Delivers a message that the L2 messenger has recorded, and pays its fee.
    @dev While the receiver is called, `l2Sender` tells who sent the message.
    @param l2_message The message, as the L2 messenger's event tells it.
    @param l2_block_number Final block whose state the proofs are for.
    @param account_proof Nodes from that state's root to the messenger's account.
    @param storage_proof Nodes from the messenger's storage root to the message's element of `sentMessages`.
    @param fee_recipient Receiver of the fee, in wei, that the message carries.
    @custom:reverts "paused", "not final", "AlreadyClaimed", "invalid proof", "escrow insufficient", "self target",
        "not enough gas for delivery", "delivery failed", "fee payment failed"
    """
    assert self.mode != standing.PAUSED, "paused"
    root: bytes32 = self.stateRoots[l2_block_number]
    assert root != empty(bytes32), "not final"
    messages._claim(l2_message, root, account_proof, storage_proof, fee_recipient)


# --- views ----------------------------------------------------------------------------------------------------------

@external
@view
def isAgreed(id: bytes32) -> bool:
    """
    @notice Whether enough systems vouch for a claim now.
    """
    return self._is_agreed(id)

import EVM
import L1Sim
package import Primitives
import RollupActors
package import RollupContracts
import StateTransition
import StateTrie

/// What the invariants know of one rollup: L1's own events and state, and the L2 as a follower derives it from L1
/// alone.
///
/// Nothing comes from the sequencer but the blocks that it has announced, which are compared.
package struct RollupWatch: Sendable {
    /// Wei that the account of the contract with the escrow holds on L1.
    package var contractBalance = UInt256.zero
    /// Wei on L2 outside the messenger, in the derived state.
    package var circulating = UInt256.zero
    /// Wei of messages to L2 that the derived L2 has not delivered.
    package var pendingDeposits: UInt256 { toL2.undelivered }
    /// Wei of messages to L1 that the derived L2 has sent and L1 has not delivered.
    package var unclaimedWithdrawals: UInt256 { toL1.undelivered }
    /// Wei that the derived L2 holds in all, and what it must hold after what its base fees have burned.
    package var l2Supply = (actual: UInt256.zero, expected: UInt256.zero)

    /// Deliveries of one message more than once, on either chain.
    package var doubleClaims: [String] { toL1.doubleDeliveries + toL2.doubleDeliveries }
    /// Deliveries of what was never sent in that form.
    package var forgedDeliveries: [String] { toL1.forgedDeliveries + toL2.forgedDeliveries }
    /// Messages that are used up on the chain that should deliver them, and neither delivered nor kept for later.
    package private(set) var lostMessages: [String] = []
    /// Settled roots that are gone.
    package private(set) var revertedRoots: [String] = []
    /// How bonds that came in are neither held nor paid nor burned; nil when all are.
    package var bondMismatch: String?
    /// Ways in which L1's view of the rollup and the follower's part.
    package var rootMismatches: [String] = []

    var toL2 = MessageLane(sender: "L1", receiver: "L2", delivery: "delivered")
    var toL1 = MessageLane(sender: "L2", receiver: "L1", delivery: "paid out")
    /// What has left a frozen ledger of payments.
    var exits = ExitWatch()
    private(set) var settledHead: SettledHeadFacts?
    /// How far L1 is read.
    private var cursor = L1Cursor(start: 0)
    var nextL2Block: UInt64 = 1
    /// Hash of the derived block that was read last.
    private var lastReadHash: Bytes32?
    private var derivedSupplyRoot: Bytes32?

    /// A watch that has seen nothing.
    package init() {}

    /// Takes in what happened since the last time.
    ///
    /// - Throws: `ActorError` when L1 or the derived state cannot be read.
    mutating func observe(_ rollup: RollupInstance, l1: L1Chain) throws(ActorError) {
        let chain = rollup.follower.chain
        var newL1Events = try readL1Events(of: rollup.bridge, l1: l1)
        // Where L1 itself has gone back, reading it has forgotten everything already.
        if let lastReadHash, chain.header(nextL2Block - 1)?.hash != lastReadHash {
            beginAnew()
            newL1Events = try readL1Events(of: rollup.bridge, l1: l1)
        }
        if derivedSupplyRoot == nil { l2Supply.expected = try chain.totalBalance(at: 0) }
        for event in newL1Events {
            guard case .messageSent = event else { continue }
            record(event)
        }
        while let header = chain.header(nextL2Block), nextL2Block < UInt64(chain.receipts.count) {
            let burned = UInt256(header.gasUsed) &* header.baseFeePerGas
            l2Supply.expected = l2Supply.expected &- burned
            for log in chain.receipts[Int(nextL2Block)].flatMap(\.logs) where log.address == L2Messenger.address {
                if let event = try L2Messenger.Event.decoded(log) { record(event) }
            }
            lastReadHash = header.hash
            compareAnnounced(rollup, number: nextL2Block, hash: header.hash)
            nextL2Block += 1
        }
        for event in newL1Events {
            if case .messageSent = event { continue }
            record(event)
        }
        try readContract(of: rollup, l1: l1)
        try lookForLostMessages(of: rollup, l1: l1)
        try readSupply(of: chain)
        if case .dispute(_, let contracts) = rollup.configuration.settlement {
            try countBonds(in: contracts.vault, l1: l1)
        }
        if case .multiProof(_, let contracts) = rollup.configuration.settlement {
            try countBonds(ofClaims: contracts.court, l1: l1)
        }
        if let bond = rollup.sequenced?.bond { try countBond(ofSequencer: bond, l1: l1) }
        compareWithDerived(rollup)
    }

    /// Forgets what was read, of L1 too, and keeps what was found: claims of the derived chain have been taken back.
    private mutating func beginAnew() {
        var anew = RollupWatch()
        anew.settledHead = settledHead
        anew.revertedRoots = revertedRoots
        anew.rootMismatches = rootMismatches
        self = anew
    }

    /// Compares what the vault of a rollup with dispute games has taken in with what has become of it.
    mutating func countBonds(in vault: Address, l1: L1Chain) throws(ActorError) {
        do throws(L1Error) {
            let deposited = try l1.storage(of: vault, BondVault.Slot.totalDeposited)
            let paid = try l1.storage(of: vault, BondVault.Slot.totalPaid)
            let burned = try l1.storage(of: vault, BondVault.Slot.totalBurned)
            let held = try l1.balance(of: vault)
            guard deposited != held &+ paid &+ burned else { return }
            bondMismatch = "\(deposited) wei of bonds came in; \(held) are held, \(paid) paid, \(burned) burned"
        } catch {
            throw .l1(error)
        }
    }

    /// Compares what the court of a rollup with proof systems has taken in with what has become of it.
    private mutating func countBonds(ofClaims court: Address, l1: L1Chain) throws(ActorError) {
        do throws(L1Error) {
            let deposited = try l1.storage(of: court, ClaimCourt.Slot.totalDeposited)
            let paid = try l1.storage(of: court, ClaimCourt.Slot.totalPaid)
            let burned = try l1.storage(of: court, ClaimCourt.Slot.totalBurned)
            let held = try l1.balance(of: court)
            // Ether that a block's author or a self-destructing contract has forced upon it is nobody's bond.
            guard deposited > held &+ paid &+ burned else { return }
            bondMismatch = "\(deposited) wei of bonds came in; \(held) are held, \(paid) paid, \(burned) burned"
        } catch {
            throw .l1(error)
        }
    }

    /// Compares what a sequencer's bond has taken in with what has become of it.
    private mutating func countBond(ofSequencer bond: Address, l1: L1Chain) throws(ActorError) {
        do throws(L1Error) {
            let deposited = try l1.storage(of: bond, SequencerBond.Slot.totalDeposited)
            let paid = try l1.storage(of: bond, SequencerBond.Slot.totalPaid)
            let burned = try l1.storage(of: bond, SequencerBond.Slot.totalBurned)
            let stated = try l1.storage(of: bond, SequencerBond.Slot.amount)
            let held = try l1.balance(of: bond)
            // Ether that a block's author or a self-destructing contract has forced upon it is nobody's bond.
            guard held < stated || deposited != stated &+ paid &+ burned else { return }
            bondMismatch =
                "\(deposited) wei came in for the sequencer; \(stated) stand behind him, \(held) are held, "
                + "\(paid) paid, \(burned) burned"
        } catch {
            throw .l1(error)
        }
    }

    private mutating func readL1Events(of contract: Address, l1: L1Chain) throws(ActorError) -> [NativeRollup.Event] {
        var events: [NativeRollup.Event] = []
        for record in newLogs(of: contract, l1: l1) {
            if let event = try NativeRollup.Event.decoded(record.log) { events.append(event) }
        }
        return events
    }

    /// What a contract has logged in the blocks not yet read.
    ///
    /// Where L1 has gone on from an earlier block than was read, the watch begins anew: what was undone has never been,
    /// neither a message nor a settled root, and everything before it is read again.
    mutating func newLogs(of contract: Address, l1: L1Chain) -> [LogRecord] {
        if cursor.stepBack(on: l1) { self = RollupWatch() }
        let logs = l1.logs(of: contract, from: cursor.nextBlock, through: l1.head.number)
        while let block = l1.block(number: cursor.nextBlock) { cursor.pass(block) }
        return logs
    }

    /// Compares what each chain says of the messages that it has not delivered.
    private mutating func lookForLostMessages(of rollup: RollupInstance, l1: L1Chain) throws(ActorError) {
        guard lostMessages.isEmpty else { return }
        for (index, leaf) in toL1.waiting.sorted(by: { $0.key < $1.key }) {
            do {
                let flags = try l1.storage(of: rollup.bridge, NativeRollup.Slot.claimedFlags(index: index))
                guard (flags >> Int(index % 256)) & .one == .one else { continue }
                if rollup.configuration.portal != nil,
                    try l1.storage(of: rollup.bridge, Portal.Slot.failedMessage(leaf: leaf)) == .one
                {
                    continue
                }
            } catch {
                throw .l1(error)
            }
            lostMessages.append("L1 has used the message \(index) from L2 up, and its receiver does not have it")
        }
        for (index, _) in toL2.waiting.sorted(by: { $0.key < $1.key }) {
            let slot = L2Messenger.Slot.claimedFlags(index: index)
            let flags = try rollup.follower.chain.storage(of: L2Messenger.address, slot)
            guard (flags >> Int(index % 256)) & .one == .one else {
                continue
            }
            lostMessages.append("L2 has used the message \(index) from L1 up, and its receiver does not have it")
        }
        try lookForUndeliverableMessages(of: rollup, l1: l1)
    }

    /// Looks for messages to L2 that wait and that no L2 block can deliver any more.
    private mutating func lookForUndeliverableMessages(
        of rollup: RollupInstance,
        l1: L1Chain
    ) throws(ActorError) {
        guard let oldest = toL2.waiting.keys.min() else { return }
        if rollup.follower.chain.head.timestamp == .max {
            lostMessages.append("the message \(oldest) from L1 waits, and no block can follow the last second's")
        }
        guard rollup.configuration.missingCheck == .messageCount else { return }
        let consumed: UInt256
        do {
            consumed = try l1.storage(of: rollup.contract, NativeRollup.Slot.consumedCount)
        } catch {
            throw .l1(error)
        }
        if UInt256(oldest) < consumed {
            lostMessages.append("L1 takes the message \(oldest) for consumed, and no L2 block has delivered it")
        }
    }

    /// Reads the contract's balance and head on L1, from one state, and compares the head with the one seen before.
    private mutating func readContract(of rollup: RollupInstance, l1: L1Chain) throws(ActorError) {
        let earlier = settledHead
        let head: SettledHeadFacts
        let earlierRoot: Bytes32?
        do {
            (contractBalance, head, earlierRoot) = try l1.read { state throws(StateError) in
                (
                    try state.balance(of: rollup.bridge),
                    try rollup.settledHead(in: &state),
                    try earlier.map { (earlier) throws(StateError) in
                        try rollup.settledStateRoot(earlier.number, in: &state)
                    }
                )
            }
        } catch {
            throw .l1(error)
        }
        compare(
            settled: head,
            earlierRoot: earlierRoot,
            keptCount: rollup.configuration.settlement.keptStateRootCount
        )
    }

    private mutating func readSupply(of chain: L2Chain) throws(ActorError) {
        guard derivedSupplyRoot != chain.head.stateRoot else { return }
        let total = try chain.totalBalance()
        l2Supply.actual = total
        circulating = total &- (try chain.balance(of: L2Messenger.address))
        derivedSupplyRoot = chain.head.stateRoot
    }
}

extension RollupWatch {
    /// Takes in an event of the contract on L1.
    package mutating func record(_ event: NativeRollup.Event) {
        switch event {
        case .blockAdded: break
        case .messageSent(let message): toL2.send(message)
        case .l2MessageClaimed(let index, let leaf, _): toL1.deliver(index, leaf: leaf)
        }
    }

    /// Takes in an event of the messenger on the derived L2.
    package mutating func record(_ event: L2Messenger.Event) {
        switch event {
        case .l1MessageRootProven: break
        case .messageSent(let message): toL1.send(message)
        case .l1MessageClaimed(let index, let leaf, _): toL2.deliver(index, leaf: leaf)
        }
    }

    /// Compares a derived block with the one of that height which the sequencer has announced.
    private mutating func compareAnnounced(_ rollup: RollupInstance, number: UInt64, hash: Bytes32) {
        guard let announced = rollup.sequencer.chain.header(number), announced.hash != hash else { return }
        rootMismatches.append(
            "the sequencer announced L2 block \(number) as \(announced.hash.hex), L1 settled \(hash.hex)"
        )
    }

    /// Compares the contract's head with the one that was seen before it.
    ///
    /// - Parameters:
    ///   - head: The contract's head now.
    ///   - earlierRoot: What the contract now stores as the state root of the head that was seen before.
    ///   - keptCount: How many state roots the contract keeps, the head's included; nil for all.
    package mutating func compare(settled head: SettledHeadFacts, earlierRoot: Bytes32?, keptCount: UInt64?) {
        defer { settledHead = head }
        guard let earlier = settledHead else { return }
        if head.number < earlier.number {
            revertedRoots.append("the contract's head went back from \(earlier.number) to \(head.number)")
        } else if head.number - earlier.number < keptCount ?? .max, earlierRoot != earlier.stateRoot {
            revertedRoots.append("the state root of L2 block \(earlier.number) has changed on L1")
        }
    }

    /// Compares the contract's head, as it was read last, with the derived one.
    private mutating func compareWithDerived(_ rollup: RollupInstance) {
        if let divergence = rollup.follower.divergence {
            if rootMismatches.isEmpty { rootMismatches.append("\(divergence)") }
            return
        }
        let derived = rollup.follower.chain.head
        guard let head = settledHead,
            head.number != derived.number || head.hash != rollup.follower.chain.headHash
                || head.stateRoot != derived.stateRoot
        else { return }
        rootMismatches.append(
            "L1 holds L2 block \(head.number), state root \(head.stateRoot.hex); "
                + "derived is block \(derived.number), state root \(derived.stateRoot.hex)"
        )
    }
}

import EVM
import ExecutePrecompile
import L1Sim
import Primitives
import RollupActors
import RollupContracts
import StateTransition

/// What a step has left behind by an L1 transaction: it counts as long as L1 has the transaction.
struct L1Effect: Sendable {
    /// What it is.
    enum Kind: Sendable {
        /// What became of the step's transaction, and of its call of EXECUTE.
        case transaction(step: String)
        /// What became of the last of several transactions of the step, with the gas of all.
        case batch(step: String, TransactionFacts)
        /// The step has begun a dispute game.
        case game(step: String, GameRecord)
        /// The step has made a claim that proof systems decide about.
        case claim(step: String, ClaimRecord)
        /// A withdrawal is paid out.
        case payout(withdrawal: String)
        /// A withdrawal is proven to a portal.
        case proof(withdrawal: String, by: String, l2BlockNumber: UInt64)
    }

    let kind: Kind
    /// The transaction.
    let hash: Bytes32
    let transaction: Transaction
    /// First topics of what it logged: in another block it may do something else.
    let topics: [Bytes32?]

    /// Whether a transaction that a block holds did what it did the first time.
    func isDone(by record: L1Sim.TransactionRecord) -> Bool {
        record.succeeded && record.logs.map(\.topics.first) == topics
    }
}

extension Simulation {
    /// Keeps what a step has left behind by a transaction that a block holds.
    mutating func keep(_ kind: L1Effect.Kind, of record: L1Sim.TransactionRecord) {
        let effect = L1Effect(
            kind: kind,
            hash: record.hash,
            transaction: record.transaction,
            topics: record.logs.map(\.topics.first)
        )
        l1Effects.append(effect)
        apply(effect)
    }

    /// Keeps what became of the transactions that settle a batch.
    mutating func keep(_ sent: BatchTransactions, by step: Step) {
        guard let id = step.id else { return }
        guard let record = sent.last else {
            transactions[id] = sent.facts
            return
        }
        keep(.batch(step: id, sent.facts), of: record)
    }

    /// The honest `advance` of a sealed block, by the step that sealed it; nil when L1 has none, or has it no longer.
    func settlement(of block: String) -> Settlement? {
        settlements[block].flatMap { l1.record(of: $0.hash)?.succeeded == true ? $0 : nil }
    }

    /// Holds what steps have left behind by L1 transactions to what L1 has of these now.
    mutating func reviewL1Effects() {
        guard hasReorganized else { return }
        games = [:]
        claims = [:]
        for name in withdrawals.keys.sorted() {
            withdrawals[name]?.claimedAt = nil
            withdrawals[name]?.provenBy = nil
            withdrawals[name]?.provenAt = nil
        }
        for effect in l1Effects { apply(effect) }
    }

    private mutating func apply(_ effect: L1Effect) {
        let record = l1.record(of: effect.hash)
        switch effect.kind {
        case .transaction(let step):
            transactions[step] = record.map { TransactionFacts($0) } ?? factsOutsideBlocks(of: effect)
            executions[step] = record?.callTree.executeRuns.last.map { ExecutionFacts($0) }
        case .batch(let step, let facts):
            transactions[step] = record == nil ? factsOutsideBlocks(of: effect) : facts
        case .game(let step, let game):
            if let record, effect.isDone(by: record) { games[step] = game.found(in: record) }
        case .claim(let step, let claim):
            if let record, effect.isDone(by: record) { claims[step] = claim }
        case .payout(let withdrawal):
            guard let record, effect.isDone(by: record), let block = l1.block(number: record.blockNumber) else {
                return
            }
            withdrawals[withdrawal]?.claimedAt = block.header.timestamp
        case .proof(let withdrawal, let actor, let number):
            guard let record, effect.isDone(by: record) else { return }
            withdrawals[withdrawal]?.provenBy = actor
            withdrawals[withdrawal]?.provenAt = number
        }
    }

    private func factsOutsideBlocks(of effect: L1Effect) -> TransactionFacts {
        TransactionFacts(l1.mempool[effect.hash] == nil ? .rejected : .pending, effect.transaction)
    }

    /// Has each sequencer throw away what can never be settled any more, and takes back what steps have of it.
    ///
    /// As long as L1 has only grown there is nothing of the kind, but for batches with a deposit that was paid back: a
    /// settled block may even be anchored to an L1 that never was, where the contract goes without that check.
    mutating func dropOrphans() throws(SimulationFault) {
        for name in rollupNames
        where hasReorganized || payments[name]?.sequencer.configuration.escape != nil {
            do throws(ActorError) {
                if payments[name] != nil { try dropOrphanedBatches(of: name) } else { dropOrphanedBlocks(of: name) }
            } catch {
                throw .actor(error)
            }
        }
    }

    private mutating func dropOrphanedBlocks(of name: String) {
        guard let orphans = rollups[name]?.sequencer.dropOrphans(on: l1) else { return }
        takeBack(orphans, of: name)
    }

    /// Has a rollup's sequencer throw away what L1 has not settled, and takes back what steps have of it.
    ///
    /// - Throws: `SimulationFault` when no rollup has the name, or L1 cannot be read.
    mutating func dropUnsettledBlocks(of name: String) throws(SimulationFault) {
        let rollup = try rollup(name)
        let settled: UInt64
        do throws(L1Error) {
            settled = try rollup.settledHead(on: l1).number
        } catch {
            throw .l1(error)
        }
        guard let dropped = rollups[name]?.sequencer.dropBlocks(above: settled) else { return }
        takeBack(dropped, of: name)
    }

    /// Undoes what steps have of sealed blocks that are thrown away.
    private mutating func takeBack(_ numbers: Range<UInt64>, of name: String) {
        for number in numbers.reversed() {
            guard let contents = rollups[name]?.sealedContents.removeValue(forKey: number) else { continue }
            for (account, fee) in contents.fees {
                let paid = rollups[name]?.feesPaid[account] ?? .zero
                rollups[name]?.feesPaid[account] = paid &- fee
            }
            for (hash, submission) in contents.submissions {
                rollups[name]?.submissions[hash] = submission
                wait(for: submission)
            }
        }
    }

    private mutating func dropOrphanedBatches(of name: String) throws(ActorError) {
        guard let returned = try payments[name]?.sequencer.dropOrphans(on: l1) else { return }
        for id in returned {
            guard let submission = payments[name]?.sealedSubmissions.removeValue(forKey: id) else { continue }
            payments[name]?.submissions[id] = submission
            wait(for: submission)
        }
    }

    /// A transaction on an L2 that a block has held waits for another.
    private mutating func wait(for submission: L2Submission) {
        if let id = submission.stepID, let facts = transactions[id] {
            transactions[id] = TransactionFacts(
                status: .pending,
                gasUsed: 0,
                gasLimit: facts.gasLimit,
                fee: .zero,
                blockNumber: 0
            )
        }
        if let save = submission.save { withdrawals[save] = nil }
    }
}

extension GameRecord {
    /// The same game as a transaction has begun it, at whatever address.
    fileprivate func found(in record: L1Sim.TransactionRecord) -> GameRecord? {
        for log in record.logs {
            guard let creation = try? DisputeGameFactory.Creation(topics: log.topics, data: log.data) else { continue }
            return GameRecord(
                rollup: rollup,
                address: creation.game,
                index: creation.index,
                block: block,
                content: content,
                number: number,
                areSiblings: areSiblings
            )
        }
        return nil
    }
}

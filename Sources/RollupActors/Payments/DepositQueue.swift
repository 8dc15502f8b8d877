import Cryptography
package import EVM
package import L1Sim
package import PaymentsCircuit
package import Primitives
package import RollupContracts

/// The deposits that the contract of a payments rollup has queued, as its events tell them.
package struct DepositQueue: Sendable {
    /// A deposit and whose account it is for.
    package struct Entry: Sendable {
        /// What the ledger is to apply; nil for a deposit that was paid back, whose place does nothing in a batch.
        package internal(set) var operation: Deposit?
        /// Whose account it is.
        package let owner: PaymentsOwner
    }

    /// The deposits in order.
    package private(set) var deposits: [Entry] = []

    /// An empty queue.
    init() {}

    /// The queue through an L1 block.
    ///
    /// - Throws: `ActorError.foreignLog` when the contract emitted what its interface does not know.
    package init(of rollup: Address, on l1: L1Chain, through block: UInt64) throws(ActorError) {
        for record in l1.logs(of: rollup, from: 0, through: block) {
            if case .depositReclaimed(let index, _, _)? = try EscapableRollup.Event.decoded(record.log) {
                clear(index)
            }
            guard case .depositQueued(let deposit)? = try ContractVerifiedRollup.Event.decoded(record.log) else {
                continue
            }
            guard append(deposit) else { throw .foreignLog(address: rollup) }
        }
    }

    /// Empties the place of a deposit that was paid back.
    mutating func clear(_ index: UInt64) {
        guard index < UInt64(deposits.count) else { return }
        deposits[Int(index)].operation = nil
    }

    /// Adds the next deposit; false when it is none that a ledger could apply, which the contract excludes.
    mutating func append(_ queued: ContractVerifiedRollup.QueuedDeposit) -> Bool {
        guard queued.index == UInt64(deposits.count), let place = UInt16(exactly: queued.account),
            let keyHash = BN254.Fr(exactly: queued.keyHash), let amount = UInt128(exactly: queued.amount)
        else { return false }
        deposits.append(
            Entry(
                operation: Deposit(index: place, owner: queued.owner, keyHash: keyHash, amount: amount),
                owner: PaymentsOwner(address: queued.owner, keyHash: queued.keyHash)
            )
        )
        return true
    }
}

extension ContractVerifiedRollup.Event {
    /// The event that a log of the contract holds; nil for one that the contract does not declare.
    ///
    /// - Throws: `ActorError.foreignLog` when the log claims to be an event of the contract and is malformed.
    package static func decoded(_ log: Log) throws(ActorError) -> ContractVerifiedRollup.Event? {
        do {
            return try ContractVerifiedRollup.Event(topics: log.topics, data: log.data)
        } catch {
            throw .foreignLog(address: log.address)
        }
    }
}

extension EscapableRollup.Event {
    /// The event that a log of the contract holds; nil for one that it shares with the rollup without a way out, or
    /// does not declare.
    ///
    /// - Throws: `ActorError.foreignLog` when the log claims to be an event of the contract and is malformed.
    package static func decoded(_ log: Log) throws(ActorError) -> EscapableRollup.Event? {
        do {
            return try EscapableRollup.Event(topics: log.topics, data: log.data)
        } catch {
            throw .foreignLog(address: log.address)
        }
    }
}

import EVM
import L1Sim
import StateTransition

/// What a contract was given by the transactions of L1 blocks, in the order in which it has taken it.
///
/// Anybody may have the contract called by another one, several times in one transaction, in any encoding, and in calls
/// that are undone. So what counts is what was executed. A transaction that says all by itself is believed, as it calls
/// the contract and nothing else; of any other the block is executed once more.
struct ReceivedMessages<Value> {
    /// What a transaction gives by itself; nil when that is to be found in its execution.
    private let direct: (Transaction) -> Value?
    /// What a message gives; nil of a message that the contract does not take.
    private let read: (CallStart) -> Value?
    /// The block that was executed last.
    private var executed: (number: UInt64, values: [[Value]])?

    /// Reads by these rules, which must agree: `direct` is what `read` finds in the transaction, once and alone.
    init(direct: @escaping (Transaction) -> Value?, read: @escaping (CallStart) -> Value?) {
        self.direct = direct
        self.read = read
    }

    /// What a transaction that succeeded gave to the contract.
    ///
    /// - Throws: `ActorError.l1` when its block cannot be executed again.
    mutating func values(of record: TransactionRecord, on l1: L1Chain) throws(ActorError) -> [Value] {
        if let value = direct(record.transaction) { return [value] }
        if executed?.number != record.blockNumber {
            do {
                executed = (record.blockNumber, try l1.messages(ofBlock: record.blockNumber, reading: read))
            } catch {
                throw .l1(error)
            }
        }
        guard let values = executed?.values, record.index < values.count else { return [] }
        return values[record.index]
    }
}

import Primitives
import RollupActors
import StateTransition
import TextOutput

/// Gas limits with which no block includes a transaction, whatever the state: what a file can be told before a run.
enum TransactionGasLimit {
    /// Least gas of any transaction (Yellow Paper, G_transaction).
    static let minimum: UInt64 = 21_000

    /// Reports the value of a key when a step that must succeed gives its transaction too little gas or too much.
    ///
    /// - Parameters:
    ///   - gas: The transaction's gas limit.
    ///   - field: Where the author has written it.
    ///   - most: Most gas that a transaction of the chain may have.
    ///   - fields: The mapping that holds the key.
    ///   - step: The step around it; one that expects a failure may have any gas.
    static func check<Fields: FieldSet, Value>(
        _ gas: UInt64,
        key field: KeyPath<Fields, Field<Value>>,
        most: UInt64,
        _ fields: FieldReader<Fields>,
        step: FieldReader<Step.Fields>
    ) {
        guard step.expectsSuccess, gas < minimum || gas > most else { return }
        let bound = gas < minimum ? "takes at least \(minimum.grouped)" : "may have at most \(most.grouped)"
        let key = Fields.declared[keyPath: field].entry.key
        let message = "`\(key)`: no block includes the transaction, which \(bound) gas"
        let help = "to see it refused, add `expect: {reject: any}`"
        step.context.report(.outOfRange, message, at: fields.valuePlace(of: field), help: help)
    }

    /// Most gas of a transaction on an L2, whose rules are Osaka's: EIP-7825, and the room of a block.
    static func most(on rollup: RollupSection) -> UInt64 {
        min(TransactionGas.cap, rollup.l2GasLimit?.units ?? RollupSection.defaultL2GasLimit)
    }

    /// Most gas of a transaction on L1.
    static func most(on l1: L1Section) -> UInt64 {
        let room = l1.gasLimit?.units ?? .max
        return l1.preset == .osaka ? min(TransactionGas.cap, room) : room
    }
}

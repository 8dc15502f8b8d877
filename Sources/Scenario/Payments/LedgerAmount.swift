import PaymentsCircuit
import Primitives
import RollupActors

/// The amounts that a ledger of payments has room for: the data of a batch give each a fixed number of bits.
enum LedgerAmount {
    /// What is paid in from L1.
    case deposit
    /// What is paid on the ledger, or withdrawn from it.
    case payment
    /// What an account begins with.
    case genesis

    /// Amounts are below two to the power of this, in wei.
    var bitCount: Int {
        switch self {
        case .deposit: PaymentsDeposit.amountBitCount
        case .payment: Payment.amountBitCount
        // All the ether that there is has fewer, and the balances of all accounts stay below 2^128.
        case .genesis: 100
        }
    }

    /// Whether there is room for wei.
    func holds(_ wei: UInt256) -> Bool {
        wei >> bitCount == .zero && (self != .deposit || wei != .zero)
    }

    /// The bounds in words, with which a sentence about a ledger ends.
    var bounds: String {
        let least = self == .deposit ? "at least 1 wei and " : ""
        let limit = ExpressionValue.amount(UInt256(1) << bitCount)
        return "\(least)below 2^\(bitCount) wei, which is \(limit)"
    }

    /// Why a ledger refuses an amount; nil when the amount is not why.
    func refusal(of wei: UInt256, on rollup: String) -> String? {
        guard !holds(wei) else { return nil }
        switch self {
        case .deposit: return "a deposit into `\(rollup)` is \(bounds)"
        case .payment: return "a payment on `\(rollup)` is \(bounds)"
        case .genesis: return "what an account of `\(rollup)` begins with is \(bounds)"
        }
    }

    /// Reports the value of a key when a step that must succeed has an amount that the ledger refuses.
    ///
    /// - Parameters:
    ///   - amount: The amount.
    ///   - rollup: The ledger's rollup.
    ///   - field: Where the author has written it.
    ///   - fields: The mapping that holds the key.
    ///   - step: The step around it; one that expects a failure may have any amount.
    func check<Fields: FieldSet, Value>(
        _ amount: Amount,
        on rollup: String,
        key field: KeyPath<Fields, Field<Value>>,
        _ fields: FieldReader<Fields>,
        step: FieldReader<Step.Fields>
    ) {
        guard step.expectsSuccess, let refusal = refusal(of: amount.wei, on: rollup) else { return }
        let failure =
            self == .deposit ? "{revert: amount out of range}" : "{reject: \(PaymentError.amountTooLargeCode.name)}"
        let help = "to see it refused, add `expect: \(failure)`"
        step.context.report(.outOfRange, refusal, at: fields.valuePlace(of: field), help: help)
    }
}

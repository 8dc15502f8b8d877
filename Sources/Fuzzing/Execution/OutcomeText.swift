import EVM
import Primitives
import StateTransition
import StateTrie

/// Outcomes as both sides write them: one line, words separated by spaces, equal exactly when the outcomes are.
///
///     status=success gas=53623 logs=[<address>:<topic>,…:<data>] <address>:nonce=1:balance=5:code=<hex>:<slot>=<value>
///
/// or `invalid`. Hexadecimal digits are lower-case without prefix, numbers without leading zeros. After the logs stand
/// the accounts that differ from before, by address: `:deleted`, or nonce, balance, the code when it changed, and the
/// slots that changed by slot.
package enum OutcomeText {
    /// What an oracle can tell about the status of a transaction.
    package enum StatusDetail: Sendable {
        /// Success, revert or halt.
        case kind
        /// Success or failure, as a receipt.
        case receipt
    }

    /// The line of an outcome; nil when it is none that an oracle could have.
    package static func line(_ outcome: CaseOutcome, detail: StatusDetail) -> String? {
        switch outcome {
        case .invalid: return "invalid"
        case .fault, .precompileUnavailable: return nil
        case .executed(let transaction, let changes, let state):
            var text = "status=" + status(transaction.result.status, detail)
            text += " gas=\(transaction.gasUsed) logs=["
            text += transaction.receipt.logs.map(log).joined(separator: ";")
            text += "]"
            var state = state
            for change in changes {
                guard let words = account(change, &state) else { return nil }
                text += " " + words
            }
            return text
        }
    }

    private static func status(_ status: ExecutionResult.Status, _ detail: StatusDetail) -> String {
        switch (status, detail) {
        case (.success, _): "success"
        case (.revert, .kind): "revert"
        case (.halt, .kind): "halt"
        case (_, .receipt): "failure"
        }
    }

    private static func log(_ log: Log) -> String {
        let topics = log.topics.map { Hex.encodeUnprefixed($0.bytes) }.joined(separator: ",")
        return "\(Hex.encodeUnprefixed(log.address.bytes)):\(topics):\(Hex.encodeUnprefixed(log.data))"
    }

    private static func account(_ change: AccountDifference, _ state: inout WorldState) -> String? {
        var text = Hex.encodeUnprefixed(change.address.bytes)
        guard let after = change.after else { return text + ":deleted" }
        text += ":nonce=\(after.nonce):balance=\(digits(after.balance))"
        if after.codeHash != change.before?.codeHash ?? Keccak256.empty {
            guard let code = try? state.code(of: change.address) else { return nil }
            text += ":code=" + Hex.encodeUnprefixed(code)
        }
        for slot in change.storage {
            text += ":\(digits(slot.slot))=\(digits(slot.after))"
        }
        return text
    }

    /// Hexadecimal digits without prefix and leading zeros.
    static func digits(_ value: UInt256) -> String {
        String(value.hexQuantity.dropFirst(2))
    }
}

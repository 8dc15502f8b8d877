import L1Sim
import StateTransition

extension BlockRejection {
    /// The rule of the execution layer that is broken, if it is one of those.
    var rule: InvalidBlock? {
        if case .invalid(let rule) = self { rule } else { nil }
    }
}

// Rules whose values a test cannot foresee.
extension InvalidBlock {
    var isUndecodable: Bool {
        if case .undecodable = self { true } else { false }
    }

    var isUndecodableTransaction: Bool {
        if case .transaction(_, .undecodable) = self { true } else { false }
    }

    var isWrongStateRoot: Bool {
        if case .wrongStateRoot = self { true } else { false }
    }

    var isWrongTransactionsRoot: Bool {
        if case .wrongTransactionsRoot = self { true } else { false }
    }

    var isWrongGasUsed: Bool {
        if case .wrongGasUsed = self { true } else { false }
    }
}

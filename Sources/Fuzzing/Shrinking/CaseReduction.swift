import HostAccelerators
import Primitives
import StateTransition

/// One step that may make a case smaller.
struct CaseReduction {
    private let change: @Sendable (inout FuzzCase) -> Void

    init(_ change: @escaping @Sendable (inout FuzzCase) -> Void) {
        self.change = change
    }

    func applied(to fuzzCase: FuzzCase) -> FuzzCase {
        var copy = fuzzCase
        change(&copy)
        return copy
    }

    /// The kinds of steps, the boldest first; each lists its steps for a case.
    static let families: [@Sendable (FuzzCase) -> [CaseReduction]] = [
        accountRemovals, transactionSimplifications, codeRemovals, calldataRemovals, codeNeutralizations,
        accountSimplifications, blockSimplifications, operandSimplifications,
    ]

    @Sendable
    private static func accountRemovals(_ fuzzCase: FuzzCase) -> [CaseReduction] {
        fuzzCase.accounts.indices.map { index in CaseReduction { $0.accounts.remove(at: index) } }
    }

    @Sendable
    private static func accountSimplifications(_ fuzzCase: FuzzCase) -> [CaseReduction] {
        fuzzCase.accounts.indices.flatMap { index in
            var steps = [
                CaseReduction { $0.accounts[index].storage = [] },
                CaseReduction { $0.accounts[index].balance = .zero },
                CaseReduction { fuzzCase in
                    let isSender = fuzzCase.accounts[index].address == fuzzCase.senderKey.address
                    if isSender, fuzzCase.transaction.nonce != fuzzCase.accounts[index].nonce { return }
                    let nonce: UInt64 = isSender ? 0 : 1
                    fuzzCase.accounts[index].nonce = nonce
                    if isSender { fuzzCase.transaction.nonce = nonce }
                },
            ]
            steps += fuzzCase.accounts[index].storage.indices.map { entry in
                CaseReduction { $0.accounts[index].storage.remove(at: entry) }
            }
            return steps
        }
    }

    @Sendable
    private static func blockSimplifications(_ fuzzCase: FuzzCase) -> [CaseReduction] {
        [
            CaseReduction { $0.block.excessBlobGas = 0 },
            CaseReduction { $0.block.prevRandao = .zero },
            CaseReduction { $0.block.timestamp = 1 },
            CaseReduction { $0.block.number = 1 },
            CaseReduction { $0.block.baseFee = .zero },
            CaseReduction { $0.block.coinbase = Address(w0: 0xc0b, w1: 0, w2: 0xba5e) },
        ]
    }
}

import EVM
import Fuzzing
import HostAccelerators
import Primitives
import StateTransition

extension FuzzCase {
    /// Five wei to an account that has no code, without fees.
    static var transfer: FuzzCase {
        let key = CaseGenerator(fork: .cancun, seed: 0, profile: .large).fuzzCase(at: 0).senderKey
        return FuzzCase(
            fork: .cancun,
            block: FuzzBlock(
                number: 1,
                timestamp: 1,
                coinbase: Address(0xcb),
                gasLimit: 30_000_000,
                baseFee: .zero,
                prevRandao: .zero,
                excessBlobGas: 0
            ),
            accounts: [FuzzAccount(address: key.address, nonce: 4, balance: UInt256.one << 68)],
            transaction: .legacy(
                chainId: 1,
                nonce: 4,
                gasPrice: .zero,
                gasLimit: 21_000,
                to: Address(0x777),
                value: 5,
                data: []
            ),
            senderKey: key
        )
    }
}

/// An oracle within the test: it answers what this implementation finds, changed as the test likes.
final class EchoOracle: Oracle {
    private let change: @Sendable (FuzzCase, String) -> OracleAnswer

    init(_ change: @escaping @Sendable (FuzzCase, String) -> OracleAnswer = { .outcome($1) }) {
        self.change = change
    }

    func answers(to cases: [FuzzCase], meanwhile: () -> Void) -> [OracleAnswer] {
        meanwhile()
        return cases.map { fuzzCase in
            let outcome = CaseExecution.run(fuzzCase, tracer: NoTracer()).outcome
            return change(fuzzCase, OutcomeText.line(outcome, detail: .kind) ?? "invalid")
        }
    }
}

import EVM
import Primitives
import StateTransition
import StateTrie

extension StateTest {
    /// Runs the transaction and compares what came of it.
    ///
    /// - Parameter trace: Takes the execution's EIP-3155 trace when it is over; nil for an untraced run.
    /// - Returns: How the test ended.
    func run(trace: ((_ lines: [UInt8]) -> Void)? = nil) -> TestOutcome {
        guard let trace else {
            return run(NoTracer()) { _, _ in }
        }
        return run(EIP3155Tracer()) { execution, outcome in
            var state = execution.state
            if let outcome, let root = try? state.computeRoot() {
                execution.tracer.appendSummary(
                    stateRoot: root,
                    output: outcome.result.output,
                    gasUsed: outcome.gasUsed,
                    isPass: outcome.result.isSuccess,
                    fork: rules.fork
                )
            }
            trace(execution.tracer.takeLines())
        }
    }

    private func run<T: Tracer>(
        _ tracer: T,
        onEnd: (inout BlockExecution<T>, TransactionOutcome?) -> Void
    ) -> TestOutcome {
        var execution: BlockExecution<T>
        do {
            execution = try begin(tracer)
        } catch {
            return .failed([.refused(reason: "\(error)")])
        }
        let applied = Self.apply(transaction, to: &execution)
        onEnd(&execution, try? applied.get())
        return judge(applied, execution.state)
    }

    private func begin<T: Tracer>(_ tracer: T) throws -> BlockExecution<T> {
        var database = NodeDatabase()
        let root = try before.store(into: &database)
        return try BlockExecution(
            withoutSystemCalls: header,
            state: WorldState(root: root, database: database),
            ancestorHashes: ancestorHashes,
            configuration: ChainConfiguration(
                chainId: chainId,
                activations: [ForkActivation(timestamp: 0, rules: rules)],
                depositContract: ChainConfiguration.publicDepositContract
            ),
            precompiles: PrecompileTable(fork: rules.fork),
            tracer: tracer
        )
    }

    private static func apply<T: Tracer>(
        _ transaction: FixtureTransaction,
        to execution: inout BlockExecution<T>
    ) -> Result<TransactionOutcome, TransactionFailure> {
        do throws(TransactionFailure) {
            switch transaction {
            case .impossible(let reason): throw .invalid(reason)
            case .fields(let fields, let sender): return .success(try execution.apply(fields, sender: sender))
            case .encoded(let bytes):
                let decoded: (Transaction, sender: Address)
                do throws(InvalidTransaction) {
                    let transaction = try Transaction(decoding: bytes)
                    decoded = (transaction, try transaction.recoverSender())
                } catch {
                    throw .invalid(error)
                }
                return .success(try execution.apply(decoded.0, sender: decoded.sender))
            }
        } catch {
            return .failure(error)
        }
    }

    private func judge(_ applied: Result<TransactionOutcome, TransactionFailure>, _ state: WorldState) -> TestOutcome {
        var problems: [TestProblem] = []
        var logs: [Log] = []
        switch applied {
        case .success(let outcome):
            logs = outcome.receipt.logs
            if let exception = expectation.exception { problems.append(.accepted(expected: exception)) }
            problems += compare(outcome)
        case .failure(.fault(.precompileNotImplemented(let address))):
            return .notCovered("precompile \(address.uint256.hexQuantity)")
        case .failure(.fault(let fault)):
            return .failed([.refused(reason: "\(fault)")])
        case .failure(.invalid(let reason)):
            problems += TestProblem.refusal(reason.exceptionNames, "\(reason)", expected: expectation.exception)
        }
        let logsHash = Keccak256.hash(RLPEncoder.encodeList { Receipt.encode(logs, into: &$0) })
        if logsHash != expectation.logsHash {
            problems.append(
                .wrongValue(field: "logs hash", expected: expectation.logsHash.hex, got: logsHash.hex)
            )
        }
        problems += compare(state)
        return problems.isEmpty ? .passed : .failed(problems)
    }

    private func compare(_ outcome: TransactionOutcome) -> [TestProblem] {
        var problems: [TestProblem] = []
        if let gasUsed = expectation.gasUsed, gasUsed != outcome.gasUsed {
            problems.append(.wrongValue(field: "gas used", expected: "\(gasUsed)", got: "\(outcome.gasUsed)"))
        }
        if let succeeded = expectation.succeeded, succeeded != outcome.receipt.succeeded {
            let words = (success: "success", failure: "failure")
            problems.append(
                .wrongValue(
                    field: "receipt status",
                    expected: succeeded ? words.success : words.failure,
                    got: succeeded ? words.failure : words.success
                )
            )
        }
        return problems
    }

    private func compare(_ state: WorldState) -> [TestProblem] {
        var state = state
        do throws(StateError) {
            let root = try state.computeRoot()
            guard root != expectation.stateRoot else { return [] }
            let mismatch = TestProblem.wrongValue(
                field: "state root",
                expected: expectation.stateRoot.hex,
                got: root.hex
            )
            guard let expected = expectation.state else { return [mismatch] }
            return [mismatch] + (try StateComparison(expected: expected, before: before).mismatches(in: state))
        } catch {
            return [.refused(reason: "\(error)")]
        }
    }
}

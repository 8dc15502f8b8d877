import EVM
import Primitives
import StateTransition
import StateTrie

extension BlockchainTest {
    /// Offers the blocks in turn and compares what becomes of the chain.
    ///
    /// - Parameter trace: Takes the EIP-3155 trace of each transaction, and the state root after each block; nil for an
    ///   untraced run.
    /// - Returns: How the test ended.
    func run(trace: ((_ lines: [UInt8]) -> Void)? = nil) -> TestOutcome {
        var chain: FixtureChain
        do throws(FixtureChain.GenesisFault) {
            chain = try FixtureChain(genesis: genesis, state: before, configuration: configuration)
        } catch {
            return .failed([.refused(reason: "\(error)")])
        }
        let sink = trace.map(TraceSink.init)
        for (index, entry) in blocks.enumerated() {
            let failure: BlockFailure
            do throws(BlockFailure) {
                try importBlock(entry.encoded, into: &chain, sink)
                if let expected = entry.exception {
                    return .failed([.inBlock(index, .accepted(expected: expected))])
                }
                continue
            } catch {
                failure = error
            }
            switch failure {
            case .fault(.precompileUnavailable(let address)):
                return .notCovered("precompile \(address.uint256.hexQuantity)")
            case .fault(let fault):
                return .failed([.inBlock(index, .refused(reason: "\(fault)"))])
            case .invalid(let reason):
                let problems = TestProblem.refusal(reason.exceptionNames, "\(reason)", expected: entry.exception)
                // A block that breaks several rules is refused for the one that the execution specification checks
                // first.
                let others = { chain.otherExceptionNames(of: entry.encoded, beside: reason) }
                if problems.isEmpty || TestProblem.refusal(others(), "", expected: entry.exception).isEmpty { continue }
                let details = entry.exception == nil ? explain(index, on: chain) : []
                return .failed((problems + details).map { .inBlock(index, $0) })
            }
        }
        let problems = compare(chain)
        return problems.isEmpty ? .passed : .failed(problems)
    }

    private func importBlock(_ bytes: [UInt8], into chain: inout FixtureChain, _ sink: TraceSink?) throws(BlockFailure)
    {
        // A block that cannot be decoded, or of no known fork, has no execution to trace.
        guard let sink, let header = try? Block(decoding: bytes).header,
            let rules = configuration.rules(at: header.timestamp)
        else {
            try chain.importBlock(bytes, tracer: NoTracer())
            return
        }
        try chain.importBlock(bytes, tracer: TransactionTraces(sink, fork: rules.fork))
        sink.receive(Array("{\"stateRoot\":\"\(chain.head.stateRoot.hex)\"}\n".utf8))
    }

    private func compare(_ chain: FixtureChain) -> [TestProblem] {
        var problems: [TestProblem] = []
        if chain.headHash != lastBlockHash {
            problems.append(
                .wrongValue(field: "last block hash", expected: lastBlockHash.hex, got: chain.headHash.hex)
            )
        }
        let expectedRoot: Bytes32
        do throws(StateError) {
            switch after {
            case .root(let root): expectedRoot = root
            case .accounts(let accounts):
                var database = NodeDatabase()
                expectedRoot = try accounts.store(into: &database)
            }
            guard expectedRoot != chain.head.stateRoot else { return problems }
            problems.append(
                .wrongValue(field: "state root", expected: expectedRoot.hex, got: chain.head.stateRoot.hex)
            )
            if case .accounts(let accounts) = after {
                let state = WorldState(root: chain.head.stateRoot, database: chain.database)
                problems += try StateComparison(expected: accounts, before: before).mismatches(in: state)
            }
        } catch {
            problems.append(.refused(reason: "\(error)"))
        }
        return problems
    }

    /// What execution of a valid block that was refused leads to, beside what the fixture says of it.
    private func explain(_ index: Int, on chain: FixtureChain) -> [TestProblem] {
        let executed: (result: BlockResult, header: BlockHeader, state: WorldState)
        do throws(BlockFailure) {
            executed = try chain.execute(blocks[index].encoded)
        } catch {
            return []
        }
        var problems: [TestProblem] = []
        if executed.result.gasUsed != executed.header.gasUsed {
            problems.append(
                .wrongValue(
                    field: "gas used",
                    expected: "\(executed.header.gasUsed)",
                    got: "\(executed.result.gasUsed)"
                )
            )
        }
        let receipts = executed.result.receipts
        for (number, expected) in (blocks[index].cumulativeGasUsed ?? []).enumerated()
        where number < receipts.count && receipts[number].cumulativeGasUsed != expected {
            problems.append(
                .wrongValue(
                    field: "receipt \(number) cumulative gas used",
                    expected: "\(expected)",
                    got: "\(receipts[number].cumulativeGasUsed)"
                )
            )
        }
        // The fixture has the accounts after its last valid block only.
        let isLast = index == blocks.lastIndex { $0.exception == nil }
        guard isLast, case .accounts(let accounts) = after, executed.result.stateRoot != executed.header.stateRoot
        else {
            return problems
        }
        let comparison = StateComparison(expected: accounts, before: before)
        return problems + ((try? comparison.mismatches(in: executed.state)) ?? [])
    }
}

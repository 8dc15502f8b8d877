import EVM
import ExecutePrecompile
import L1Sim
import Primitives
import StateTransition
import Testing

/// The real EXECUTE on this L1: a signed transaction calls a contract that hands its calldata on.
@Suite struct ExecuteTests {
    private func extensions(_ rule: GasRule) -> L1Extensions {
        var configuration = ExecuteConfiguration()
        configuration.gasRule = rule
        let execute = Execute(verifier: ReExecution(configuration))
        return L1Extensions([
            L1Extension(
                address: .execute,
                name: "EXECUTE",
                failureName: { ExecuteFailureCode(rawValue: $0)?.name },
                call: execute.answer
            )
        ])
    }

    private func run(
        _ input: [UInt8],
        on extensions: L1Extensions
    ) throws -> (record: TransactionRecord, chain: L1Chain) {
        var chain = try makeChain(extensions: extensions)
        let transaction = try Signer(1).transaction(
            nonce: 0,
            to: Contract.executing.address,
            data: input,
            gasLimit: 16_777_216
        )
        let hash = try chain.submit(transaction)
        _ = try chain.produceBlock()
        return (try #require(chain.record(of: hash)), chain)
    }

    private func failureName(_ record: TransactionRecord, _ chain: L1Chain) throws -> String? {
        let frame = try #require(record.failure)
        #expect(frame.address == .execute)
        return chain.extensions.failureName(try #require(frame.haltReason), at: frame.address)
    }

    @Test func validL2BlockIsExecutedAndRecordedOnce() throws {
        let input = try L2Block.input()
        let (record, _) = try run(input, on: extensions(.gasLimitPlusBytes))
        #expect(record.succeeded)
        #expect(record.callTree.children.map(\.to) == [.execute])
        #expect(record.callTree.children.first?.outputSize == 43)
        #expect(record.callTree.executeRuns.map(\.inputByteCount) == [input.count])
        #expect(record.callTree.executeRuns.first?.gasCharge == record.callTree.children.first?.gasUsed)
    }

    @Test func everyGasRuleIsMeasuredOnTheSameTransaction() throws {
        let input = try L2Block.input()
        let (record, chain) = try run(input, on: extensions(.gasLimitPlusBytes))
        let charge = try #require(record.callTree.children.first?.gasUsed)
        #expect(charge == L2Block.gasLimit + 16 * UInt64(input.count))
        let flat = try chain.replay(record.hash, extensions: extensions(.flat100k))
        #expect(flat.callTree.children.first?.gasUsed == 100_000)
        #expect(flat.callTree.gasUsed == record.callTree.gasUsed - charge + 100_000)
        let used = try chain.replay(record.hash, extensions: extensions(.gasUsed))
        #expect(used.succeeded)
        #expect(used.callTree.gasUsed < flat.callTree.gasUsed)
    }

    @Test func invalidL2BlockHaltsTheCallAndTheTransactionPays() throws {
        let input = try L2Block.input { $0.stateRoot = .zero }
        let (record, chain) = try run(input, on: extensions(.gasLimitPlusBytes))
        #expect(record.status == .reverted(output: []))
        #expect(try failureName(record, chain) == "ExecuteValidationFailed")
        #expect(record.gasUsed > 16_000_000)
    }

    @Test func malformedInputHaltsTheCall() throws {
        let (record, chain) = try run([0xff, 0xff, 0xff, 0xff], on: extensions(.gasLimitPlusBytes))
        #expect(try failureName(record, chain) == "ExecuteInvalidInput")
    }

    @Test func chainWithoutExecuteHasNoSuchContract() throws {
        let (record, _) = try run(try L2Block.input(), on: .none)
        #expect(record.succeeded)
        #expect(record.callTree.children.first?.outputSize == 0)
    }
}

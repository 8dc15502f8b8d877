import EVM
import ExecutePrecompile
import HostAccelerators
import Primitives
import StateTransition
import Testing

@Suite("EXECUTE called by contracts of a chain")
struct ChainCallTests {
    /// An L1 with EXECUTE and the contract that calls it.
    private func chain(hasExecute: Bool = true) -> TestChain {
        let execute = Execute(verifier: ReExecution())
        let standard = PrecompileTable(fork: .osaka)
        return TestChain(
            configuration: .osaka(chainId: 1),
            precompiles: hasExecute ? standard.adding(.execute, execute.answer) : standard,
            accounts: TestKeys.genesis + TestContracts.genesis
        )
    }

    /// Sends `input` to the contract that calls EXECUTE with all of it.
    private func call(_ chain: inout TestChain, input: [UInt8], gasLimit: UInt64 = 1 << 24) -> TestChain.Built {
        chain.build([
            TestKeys.sign(
                .dynamicFee(
                    chainId: 1,
                    nonce: chain.nonce(of: TestKeys.keys[0].address),
                    maxPriorityFeePerGas: .zero,
                    maxFeePerGas: UInt256(10_000_000_000),
                    gasLimit: gasLimit,
                    to: TestContracts.executeCaller,
                    value: .zero,
                    data: input
                ),
                by: 0
            )
        ])
    }

    @Test("E27 EXECUTE works under STATICCALL and returns 43 bytes; nothing but the caller's own writes changes")
    func validBlock() throws {
        let sealed = ValidationTests.sealed
        var chain = chain()
        let input = sealed.input.encoded
        let built = call(&chain, input: input)
        let frame = try #require(built.traces[0].children.first)
        #expect(frame.kind == .staticCall && frame.to == .execute && frame.status == .success)
        #expect(frame.output.count == 43)
        #expect(try StatelessValidationResult(decoding: frame.output).successfulValidation)
        #expect(built.result.receipts[0].succeeded && built.result.receipts[0].logs.isEmpty)
        #expect(chain.storage(of: TestContracts.executeCaller, 0) == UInt256(2))
        #expect(chain.storage(of: TestContracts.executeCaller, 1) == UInt256(44))
        #expect(
            chain.storage(of: TestContracts.executeCaller, 2)
                == sealed.input.newPayloadRequest.root(.executionSpecs).uint256
        )
        #expect(chain.isEmpty(.execute))
        #expect(built.traces[0].executeRuns.map(\.workGas) == [sealed.block.header.gasUsed])
    }

    @Test("E23 the frame of a successful call uses exactly gas_limit + 16 * bytes")
    func exactCharge() throws {
        let input = ValidationTests.sealed.input.encoded
        var chain = chain()
        let frame = try #require(call(&chain, input: input).traces[0].children.first)
        #expect(frame.gasUsed == TestRollup.gasLimit + 16 * UInt64(input.count))
    }

    @Test("E24 a frame short of the charge is out of gas and starts no validation")
    func outOfGas() throws {
        var chain = chain()
        let input = ValidationTests.sealed.input.encoded
        let built = call(&chain, input: input, gasLimit: 4_000_000)
        let frame = try #require(built.traces[0].children.first)
        #expect(frame.status == .halt(.precompile(.outOfGas)))
        #expect(frame.gasUsed == frame.gas && frame.output.isEmpty)
        #expect(built.traces[0].executeRuns.map(\.startedValidation) == [false])
    }

    @Test("E25 invalid input and failed validation fail the call alone, consume its gas, and the sender pays")
    func failures() throws {
        var invalidInput = ValidationTests.sealed.input
        invalidInput.newPayloadRequest.executionPayload.fields.blobGasUsed = 1
        var failedValidation = ValidationTests.sealed.input
        failedValidation.newPayloadRequest.executionPayload.fields.stateRoot = .zero
        let cases: [(StatelessInput, ExecuteFailureCode, startsValidation: Bool)] = [
            (invalidInput, .invalidInput, false), (failedValidation, .validationFailed, true),
        ]
        for (input, code, startsValidation) in cases {
            var chain = chain()
            let sender = TestKeys.keys[0].address
            let balance = chain.balance(of: sender)
            let built = call(&chain, input: input.encoded)
            let frame = try #require(built.traces[0].children.first)
            #expect(frame.status == .halt(.precompile(.extensionFailure(code: code.rawValue))))
            #expect(frame.gasUsed == frame.gas && frame.output.isEmpty)
            #expect(frame.executeRun?.startedValidation == startsValidation)
            // The transaction itself goes on: the contract wrote down success 0 and no return data.
            #expect(built.result.receipts[0].succeeded)
            #expect(chain.storage(of: TestContracts.executeCaller, 0) == .one)
            #expect(chain.storage(of: TestContracts.executeCaller, 1) == .one)
            #expect(chain.storage(of: TestContracts.executeCaller, 2) == .zero)
            let outcome = built.outcomes[0]
            #expect(outcome.gasUsed > frame.gas)
            #expect(chain.balance(of: sender) == balance &- UInt256(outcome.gasUsed) &* outcome.effectiveGasPrice)
            #expect(chain.isEmpty(.execute))
        }
    }

    @Test("E26 with an L2 gas limit of 16,777,216 no transaction can pay for EXECUTE; with 15,000,000 one can")
    func transactionGasCap() throws {
        for (gasLimit, works) in [(16_777_216, false), (15_000_000, true)] as [(UInt64, Bool)] {
            var rollup = TestRollup(gasLimit: gasLimit)
            let input = rollup.seal([rollup.transfer(from: 0, value: 1)]).input
            #expect(Execute(verifier: ReExecution()).run(input: input.encoded, gas: .max).startedValidation)
            var chain = chain()
            let frame = try #require(call(&chain, input: input.encoded).traces[0].children.first)
            #expect(frame.status == (works ? .success : .halt(.precompile(.outOfGas))), "\(gasLimit)")
        }
    }

    @Test("E26 a call forwards at most 63/64 of the gas that is left")
    func forwardedGas() throws {
        var chain = chain()
        let built = call(&chain, input: ValidationTests.sealed.input.encoded)
        let outer = built.traces[0]
        let frame = try #require(outer.children.first)
        #expect(frame.gas <= outer.gas / 64 * 63 + 63)
        #expect(frame.gas > outer.gas / 64 * 60)
    }

    @Test("Each call that ran keeps its own record: one refused before it began has none, and takes none from the next")
    func recordsOfSeveralCalls() throws {
        var chain = chain()
        let targets = [TestContracts.pennilessCaller, TestContracts.executeCaller]
        let built = chain.build(
            targets.enumerated().map { index, target in
                TestKeys.sign(
                    .dynamicFee(
                        chainId: 1,
                        nonce: UInt64(index),
                        maxPriorityFeePerGas: .zero,
                        maxFeePerGas: UInt256(10_000_000_000),
                        gasLimit: 100_000,
                        to: target,
                        value: .zero,
                        data: [UInt8](repeating: 0xff, count: 3 + index)
                    ),
                    by: 0
                )
            }
        )
        let refused = built.traces[0].children
        #expect(refused.map(\.to) == [.execute, .execute])
        #expect(refused.first?.status == .halt(.insufficientBalance))
        #expect(refused.map { $0.executeRun?.inputByteCount } == [nil, 3])
        #expect(built.traces.map { $0.executeRuns.map(\.inputByteCount) } == [[3], [4]])
    }

    @Test("E27 where EXECUTE is not active its address is an account without code")
    func inactive() throws {
        var chain = chain(hasExecute: false)
        let built = call(&chain, input: ValidationTests.sealed.input.encoded)
        let frame = built.traces[0].children.first
        #expect(frame?.status ?? .success == .success)
        #expect(frame?.output ?? [] == [])
        #expect(chain.storage(of: TestContracts.executeCaller, 0) == UInt256(2))
        #expect(chain.storage(of: TestContracts.executeCaller, 1) == .one)
    }
}

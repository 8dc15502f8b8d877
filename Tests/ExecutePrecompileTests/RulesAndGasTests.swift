import EVM
import ExecutePrecompile
import HostAccelerators
import Primitives
import StateTransition
import Testing

@Suite("EXECUTE rules for L2 blocks and gas")
struct RulesAndGasTests {
    /// Outcome for the sample input after a change, with gas in plenty.
    private func outcome(
        requestsPolicy: RequestsPolicy = .acceptAny,
        _ change: (inout NewPayloadRequest) -> Void
    ) -> ExecuteOutcome {
        var input = SampleInput.input()
        change(&input.newPayloadRequest)
        var configuration = ExecuteConfiguration()
        configuration.rules.requestsPolicy = requestsPolicy
        return Execute(verifier: ReExecution(configuration)).run(input: input.encoded, gas: .max).outcome
    }

    private func isPastRules(_ outcome: ExecuteOutcome) -> Bool {
        if case .validationFailed = outcome { true } else { false }
    }

    @Test("The unchanged sample passes the rules and fails in validation")
    func sampleIsPastRules() {
        #expect(isPastRules(outcome { _ in }))
    }

    @Test("E6 blob_gas_used = 1 is rejected")
    func blobGasUsed() {
        #expect(
            outcome { $0.executionPayload.fields.blobGasUsed = 1 } == .invalidInput(.rule(.blobGasUsed(1)))
        )
    }

    @Test("E7 excess_blob_gas = 1 is rejected")
    func excessBlobGas() {
        #expect(
            outcome { $0.executionPayload.fields.excessBlobGas = 1 } == .invalidInput(.rule(.excessBlobGas(1)))
        )
    }

    @Test("E8 one withdrawal is rejected")
    func withdrawal() {
        let withdrawal = Withdrawal(index: 0, validatorIndex: 0, address: Address(1), amountInGwei: 1)
        #expect(
            outcome { $0.executionPayload.withdrawals = [withdrawal] } == .invalidInput(.rule(.withdrawals(count: 1)))
        )
    }

    @Test("One blob versioned hash is rejected")
    func versionedHash() {
        #expect(outcome { $0.versionedHashes = [.zero] } == .invalidInput(.rule(.versionedHashes(count: 1))))
    }

    @Test("E9 requests of each kind are rejected under must-be-empty and pass the rules under accept-any")
    func requests() {
        let full = SampleInput.requests
        var deposits = ExecutionRequests()
        deposits.deposits = full.deposits
        var withdrawals = ExecutionRequests()
        withdrawals.withdrawals = full.withdrawals
        var consolidations = ExecutionRequests()
        consolidations.consolidations = full.consolidations
        for requests in [deposits, withdrawals, consolidations] {
            #expect(
                outcome(requestsPolicy: .mustBeEmpty) { $0.executionRequests = requests }
                    == .invalidInput(.rule(.requests(count: 1)))
            )
            #expect(isPastRules(outcome { $0.executionRequests = requests }))
        }
        #expect(isPastRules(outcome(requestsPolicy: .mustBeEmpty) { _ in }))
    }

    @Test("E9 Amsterdam's builder requests are rejected under must-be-empty too")
    func builderRequests() {
        let rules = L2Rules(requestsPolicy: .mustBeEmpty)
        var deposits = ExecutionRequests()
        deposits.builderDeposits = SampleInput.requests.builderDeposits
        var exits = ExecutionRequests()
        exits.builderExits = SampleInput.requests.builderExits
        for requests in [deposits, exits] {
            var request = SampleInput.request(.amsterdam)
            request.executionRequests = requests
            #expect(throws: L2RuleViolation.requests(count: 1)) { try rules.check(request) }
            #expect(throws: Never.self) { try L2Rules().check(request) }
        }
    }

    @Test(
        "E10 transactions of a type that is not allowed are rejected by their first byte",
        arguments: [0x00, 0x03, 0x05, 0x06, 0x7b, 0x7e, 0x7f, 0x80, 0xbf] as [UInt8]
    )
    func refusedTypes(_ first: UInt8) {
        #expect(
            outcome { $0.executionPayload.transactions = [[0x02, 0xc0], [first, 0xc0]] }
                == .invalidInput(.rule(.transactionType(index: 1, firstByte: first)))
        )
    }

    @Test("E10 legacy and types 1, 2 and 4 pass the rules", arguments: [0x01, 0x02, 0x04, 0xc0, 0xf8, 0xff] as [UInt8])
    func allowedTypes(_ first: UInt8) {
        #expect(isPastRules(outcome { $0.executionPayload.transactions = [[first, 0xc0]] }))
    }

    @Test("E11 a transaction without bytes is rejected")
    func emptyTransaction() {
        #expect(
            outcome { $0.executionPayload.transactions = [[0x02], []] }
                == .invalidInput(.rule(.emptyTransaction(index: 1)))
        )
    }

    @Test("E23 the charge is gas_limit + 16 * bytes, whatever gas_used claims, and saturates")
    func charge() {
        let rule = GasRule.gasLimitPlusBytes
        for gasUsed in [0, 1, 21_000, UInt64.max] {
            #expect(rule.charge(gasLimit: 15_000_000, gasUsed: gasUsed, inputByteCount: 1_000) == 15_016_000)
        }
        #expect(rule.charge(gasLimit: 0, gasUsed: 0, inputByteCount: 0) == 0)
        #expect(rule.charge(gasLimit: .max - 16, gasUsed: 0, inputByteCount: 1) == .max)
        #expect(rule.charge(gasLimit: .max - 15, gasUsed: 0, inputByteCount: 1) == .max)
        #expect(rule.charge(gasLimit: .max, gasUsed: 0, inputByteCount: 1 << 40) == .max)
        #expect(GasRule.gasUsed.charge(gasLimit: 5, gasUsed: 7, inputByteCount: 9) == 7)
        #expect(GasRule.flat100k.charge(gasLimit: 5, gasUsed: 7, inputByteCount: 9) == 100_000)
    }

    @Test("E23 the run's charge counts the two bytes of the schema", arguments: [0, 21_000, UInt64.max])
    func chargeOfRun(_ gasUsed: UInt64) {
        var input = SampleInput.input()
        input.newPayloadRequest.executionPayload.fields.gasUsed = gasUsed
        let bytes = input.encoded
        let run = Execute(verifier: ReExecution()).run(input: bytes, gas: .max)
        #expect(run.gasCharge == 15_000_000 + 16 * UInt64(bytes.count))
        #expect(run.inputByteCount == bytes.count)
    }

    @Test("E24 one unit of gas short starts no validation, the exact charge does")
    func outOfGas() {
        let bytes = SampleInput.input().encoded
        let charge = 15_000_000 + 16 * UInt64(bytes.count)
        let execute = Execute(verifier: ReExecution())
        for gas in [charge - 1, 0] {
            #expect(
                execute.answer(PrecompileCall(input: bytes, gas: gas, isTraced: false)).outcome == .failure(.outOfGas)
            )
            let run = execute.run(input: bytes, gas: gas)
            #expect(run.outcome == .outOfGas(forwarded: gas) && !run.startedValidation)
        }
        #expect(
            execute.answer(PrecompileCall(input: bytes, gas: charge, isTraced: false)).outcome
                == .failure(.extensionFailure(code: ExecuteFailureCode.validationFailed.rawValue))
        )
        #expect(execute.run(input: bytes, gas: charge).startedValidation)
    }

    @Test("E25 an invalid input is refused before the charge: the gas does not matter")
    func invalidInputBeforeCharge() {
        var input = SampleInput.input()
        input.newPayloadRequest.executionPayload.fields.blobGasUsed = 1
        let execute = Execute(verifier: ReExecution())
        for gas in [0, 1_000, UInt64.max] {
            #expect(
                execute.answer(PrecompileCall(input: input.encoded, gas: gas, isTraced: false)).outcome
                    == .failure(.extensionFailure(code: ExecuteFailureCode.invalidInput.rawValue))
            )
            let run = execute.run(input: input.encoded, gas: gas)
            #expect(run.gasCharge == nil && run.facts == nil && !run.startedValidation)
        }
    }

    @Test("The record of a run is a traced call's alone, and changes nothing of its outcome")
    func noteOfTracedCall() {
        let execute = Execute(verifier: ReExecution())
        let inputs: [[UInt8]] = [SampleInput.input().encoded, [0xff], []]
        for (input, gas) in zip(inputs, [UInt64.max, 0, 7]) {
            let traced = execute.answer(PrecompileCall(input: input, gas: gas, isTraced: true))
            let untraced = execute.answer(PrecompileCall(input: input, gas: gas, isTraced: false))
            #expect(traced.outcome == untraced.outcome)
            #expect(traced.note != nil && untraced.note == nil)
        }
    }

    @Test("Failure codes have the names of the published failures")
    func failureNames() {
        #expect(ExecuteFailureCode(rawValue: 1)?.name == "ExecuteInvalidInput")
        #expect(ExecuteFailureCode(rawValue: 2)?.name == "ExecuteValidationFailed")
        #expect(ExecuteFailureCode(rawValue: 4) == nil)
    }
}

import ExecutePrecompile
import HostAccelerators
import Primitives
import StateTransition
import Testing

@Suite("EXECUTE failure reports")
struct FailureReportTests {
    private func failure(of bytes: [UInt8], gas: UInt64 = .max) -> ExecuteFailure? {
        Execute(verifier: ReExecution()).run(input: bytes, gas: gas).failure
    }

    @Test("A valid block has no failure")
    func noFailure() {
        #expect(failure(of: ValidationTests.sealed.input.encoded) == nil)
    }

    @Test("Refused inputs name the step, and the transaction where one is at fault")
    func refusedInputs() {
        #expect(failure(of: [0x12])?.step == .schema)
        #expect(failure(of: [0x12, 0x82])?.step == .schema)
        #expect(failure(of: SampleInput.input(.amsterdam).encoded)?.step == .schema)
        #expect(failure(of: [0x12, 0x81, 0])?.step == .decoding)
        var input = SampleInput.input()
        input.newPayloadRequest.executionPayload.fields.blobGasUsed = 1
        #expect(failure(of: input.encoded)?.step == .rules)
        input = SampleInput.input()
        input.newPayloadRequest.executionPayload.transactions = [[2], [3]]
        let report = failure(of: input.encoded)
        #expect(report?.step == .rules && report?.transactionIndex == 1 && report?.blockNumber == nil)
        #expect(report?.reason.contains("type 0x03 is not allowed") == true)
    }

    @Test("Failed validations name block, transaction and step")
    func failedValidations() throws {
        let valid = try ValidationTests.sealed.input.withPublicKeys
        let number = ValidationTests.sealed.block.header.number
        #expect(failure(of: valid.encoded, gas: 1)?.step == .charge)
        #expect(failure(of: valid.encoded, gas: 1)?.blockNumber == number)

        typealias Change = (inout StatelessInput) -> Void
        let cases: [(step: ExecuteStep, transactionIndex: Int?, change: Change)] = [
            (.blockHash, nil, { $0.newPayloadRequest.executionPayload.fields.stateRoot = .zero }),
            (.witnessHeaders, nil, { $0.witness.headers = [] }),
            (
                .header, nil,
                {
                    $0.newPayloadRequest.executionPayload.fields.timestamp = 1; $0.rehash()
                }
            ),
            (.publicKeys, 2, { $0.publicKeys?[2][9] ^= 1 }),
            (.publicKeys, nil, { $0.publicKeys = [] }),
            (.transactions, 0, { $0.chainId = 5 }),
            (.witness, nil, { $0.witness.state = [] }),
            (
                .commitments, nil,
                {
                    $0.newPayloadRequest.executionPayload.fields.stateRoot = .zero; $0.rehash()
                }
            ),
        ]
        for (step, transactionIndex, change) in cases {
            var input = valid
            change(&input)
            let report = failure(of: input.encoded)
            #expect(report?.step == step, "\(String(describing: report))")
            #expect(report?.transactionIndex == transactionIndex && report?.blockNumber == number)
        }
    }
}

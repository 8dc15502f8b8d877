import ExecutePrecompile
import HostAccelerators
import Primitives
import StateTransition
import Testing

@Suite("Descriptions of EXECUTE's failures")
struct ErrorDescriptionTests {
    private static let zeros = "0x" + String(repeating: "0", count: 64)

    @Test(
        "A refused input is told in one line",
        arguments: [
            (ExecuteInputError.undecodable(.unknownSchema(0x1282)), "unknown input schema 0x1282"),
            (
                .undecodable(.malformed(.wrongLength(expected: 44, got: 1))),
                "malformed input: wrong length of SSZ value: expected 44 bytes, got 1"
            ),
            (.unsupportedSchema(.amsterdam), "rules of input schema 0x1501 cannot be executed"),
            (.assurance(required: 128, got: 100), "the proof has 100 bits of security, the chain requires 128"),
            (.rule(.withdrawals(count: 2)), "withdrawals must be empty on L2, got 2"),
            (
                .rule(.transactionType(index: 1, firstByte: 3)),
                "transaction 1: type 0x03 is not allowed on this L2"
            ),
            (
                .rule(.transactionType(index: 0, firstByte: 0xf8)),
                "transaction 0: untyped transactions are not allowed on this L2"
            ),
        ]
    )
    func inputs(error: ExecuteInputError, text: String) {
        #expect(error.description == text)
    }

    @Test("A failed validation passes the broken rule through")
    func validations() {
        let rule = InvalidBlock.transaction(index: 3, .nonceTooLow(expected: 5, got: 4))
        #expect(
            ValidationFailure.stateless(.invalidBlock(rule)).description
                == "transaction 3: nonce too low: expected 5, got 4"
        )
        #expect(
            ValidationFailure.wrongBlockHash(claimed: Bytes32(1), rebuilt: .zero).description
                == "wrong block hash: expected \(Self.zeros), got \(Self.zeros.dropLast())1"
        )
        #expect(
            StatelessInputBuildingError.requests(.unknownKind(9)).description
                == "unknown kind of execution request: 9"
        )
    }

    @Test("A run's failure carries the rule's words, behind the block's height where that is known")
    func runs() throws {
        let execute = Execute(verifier: ReExecution())
        let refused = try #require(execute.run(input: [0x12, 0x82], gas: .max).failure)
        #expect(refused.description == "unknown input schema 0x1282")

        var input = ValidationTests.sealed.input
        let stateRoot = input.newPayloadRequest.executionPayload.fields.stateRoot
        input.newPayloadRequest.executionPayload.fields.stateRoot = .zero
        input.rehash()
        let invalid = try #require(execute.run(input: input.encoded, gas: .max).failure)
        let number = ValidationTests.sealed.block.header.number
        #expect(invalid.reason.hasPrefix("wrong state root: expected "))
        #expect(invalid.reason.contains(stateRoot.hex) && invalid.reason.contains(Self.zeros))
        #expect(invalid.description == "L2 block \(number): \(invalid.reason)")

        let poor = execute.run(input: ValidationTests.sealed.input.encoded, gas: 1)
        let charge = try #require(poor.gasCharge)
        #expect(poor.failure?.reason == "out of gas: 1 gas forwarded, charge \(charge)")
    }
}

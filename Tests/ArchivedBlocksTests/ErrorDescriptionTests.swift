import ArchivedBlocks
import Primitives
import StateTransition
import Testing

@Suite("Descriptions of refused blocks")
struct ErrorDescriptionTests {
    typealias Failure = BlockValidation.Failure

    @Test("A refused block is told in one line")
    func texts() {
        #expect(
            Failure.validation(.invalidBlock(.wrongGasUsed(expected: 21_000, got: 0))).description
                == "wrong gas used: expected 21000, got 0"
        )
        #expect(
            Failure.wrongClaim(field: "blockNumber", expected: "7", got: "8").description
                == "the file states blockNumber 7, the block holds 8"
        )
        #expect(
            Failure.undecodable(.undecodable(.expectedList)).description
                == "undecodable block: RLP string stands where a list must be"
        )
    }
}

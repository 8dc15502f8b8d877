import L1Sim
import Primitives
import RollupActors
import StateTransition
import Testing

@Suite("Descriptions of actors' errors")
struct ErrorDescriptionTests {
    @Test("An actor's error is the inner one's text, or its own")
    func actors() {
        #expect(ActorError.l1(.unknownBlock(number: 9, head: 4)).description == "no block 9: the head is block 4")
        #expect(
            ActorError.l2(.invalid(.transaction(index: 3, .nonceTooLow(expected: 5, got: 4)))).description
                == "transaction 3: nonce too low: expected 5, got 4"
        )
        #expect(ActorError.witness(.noHeaders).description == "witness has no header")
        #expect(ActorError.unknownL2Block(7).description == "no L2 block 7")
    }

    @Test("A divergence names the broken rule")
    func divergences() {
        typealias Reason = Follower.Divergence.Reason
        #expect(
            Reason.invalidBlock(.invalid(.wrongGasUsed(expected: 1, got: 2))).description
                == "wrong gas used: expected 1, got 2"
        )
        #expect(Reason.noMessage.description == "no message to the contract carries it")
    }
}

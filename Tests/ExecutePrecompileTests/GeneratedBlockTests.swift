import ExecutePrecompile
import HostAccelerators
import Primitives
import StateTransition
import Testing

@Suite("EXECUTE on generated blocks")
struct GeneratedBlockTests {
    @Test("Every generated block validates, and its input comes back from its bytes", arguments: [1, 2, 3] as [UInt64])
    func generatedBlocks(_ seed: UInt64) throws {
        var generator = RandomRollup(seed: seed)
        let execute = Execute(verifier: ReExecution())
        for number in 1...12 {
            let sealed = generator.nextBlock()
            let bytes = sealed.input.encoded
            #expect(try StatelessInput(decoding: bytes).encoded == bytes, "seed \(seed), block \(number)")
            let run = execute.run(input: bytes, gas: .max)
            guard case .succeeded(let result) = run.outcome else {
                Issue.record("seed \(seed), block \(number): \(run.outcome)")
                return
            }
            #expect(
                result.newPayloadRequestRoot == sealed.input.newPayloadRequest.root(.executionSpecs),
                "seed \(seed), block \(number)"
            )
            #expect(run.workGas == sealed.block.header.gasUsed, "seed \(seed), block \(number)")
        }
    }

    @Test("Equal seeds give equal inputs")
    func determinism() {
        var first = RandomRollup(seed: 9)
        var second = RandomRollup(seed: 9)
        for _ in 0..<3 {
            #expect(first.nextBlock().input.encoded == second.nextBlock().input.encoded)
        }
    }
}

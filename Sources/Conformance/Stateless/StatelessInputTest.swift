import ArchivedBlocks
import StateTransition
import StrictJSON

/// What a blockchain test of an EIP-8025 release has beside its blocks (https://eips.ethereum.org/EIPS/eip-8025).
struct StatelessInputTest {
    let blocks: [Entry]

    /// Published input and output of a block's stateless validation.
    struct Entry {
        /// SSZ of the input, `statelessInputBytes`.
        var input: [UInt8]
        /// SSZ of the output, `statelessOutputBytes`.
        var output: [UInt8]
        /// `executionWitness`; nil when the fixture has it in the input alone.
        var witness: ExecutionWitness?
    }

    init(_ test: JSONValue) throws(JSONError) {
        var blocks: [Entry] = []
        for block in try test["blocks"].elements {
            var witness: ExecutionWitness?
            if let json = try block.optional("executionWitness") { witness = try ExecutionWitness(json) }
            blocks.append(
                Entry(
                    input: try block["statelessInputBytes"].bytes,
                    output: try block["statelessOutputBytes"].bytes,
                    witness: witness
                )
            )
        }
        self.blocks = blocks
    }

    /// Checks inputs, outputs, roots, chain ids and witnesses; what remains is the validity flag, which is the verdict
    /// of Amsterdam's rules and not executed here: no test passes.
    func run() -> TestOutcome {
        var problems: [TestProblem] = []
        for (index, block) in blocks.enumerated() {
            let test = OfficialStatelessCase(input: block.input, output: block.output, witness: block.witness)
            do throws(OfficialStatelessMismatch) {
                try test.check()
            } catch {
                problems.append(.inBlock(index, .refused(reason: error.description)))
            }
        }
        return problems.isEmpty ? .notCovered("flag not executed") : .failed(problems)
    }
}

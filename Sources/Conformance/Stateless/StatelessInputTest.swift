import StateTransition

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

    /// Reads a test.
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

    /// The SSZ of the releases so far is Amsterdam's, which is not executed here.
    func run(network: String) -> TestOutcome { .notCovered("fork \(network)") }
}

import EVM
package import StateTransition
package import StateTrie
import StrictJSON

/// A valid block of a blockchain test with all that it stands on, before it is imported.
package struct FixtureBlock {
    /// The block.
    package let block: Block
    /// Headers before it as far as BLOCKHASH reaches, oldest first, ending with its parent.
    package let ancestors: [BlockHeader]
    /// Holds the state after the parent.
    package let database: NodeDatabase
    /// The chain.
    package let configuration: ChainConfiguration
}

extension FixtureTest {
    /// Imports a blockchain test's blocks, and shows each valid one beforehand.
    ///
    /// - Parameter visit: Looks at a block.
    /// - Returns: False when the test is no blockchain test of a known network, or a block that must be valid was not
    ///   imported: then the visit ended there, and `run` says why.
    /// - Throws: What `visit` throws, and `JSONError`.
    package func visitValidBlocks(_ visit: (FixtureBlock) throws -> Void) throws -> Bool {
        guard let test = try blockchainTest(),
            var chain = try? FixtureChain(genesis: test.genesis, state: test.before, configuration: test.configuration)
        else { return false }
        for entry in test.blocks where entry.exception == nil {
            guard let block = try? Block(decoding: entry.encoded) else { return false }
            try visit(
                FixtureBlock(
                    block: block,
                    ancestors: chain.ancestorHeaders(from: block.header.parentHash),
                    database: chain.database,
                    configuration: test.configuration
                )
            )
            do {
                try chain.importBlock(entry.encoded, tracer: NoTracer())
            } catch {
                return false
            }
        }
        return true
    }
}

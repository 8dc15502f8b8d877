import EVM
import Primitives
public import StateTransition
public import StateTrie

/// One valid block of a chain whose generated witness is put to the test: it must validate the block, and no part of it
/// may be dispensable.
public struct WitnessCase: Sendable {
    private let block: Block
    private let ancestors: [BlockHeader]
    private let database: NodeDatabase
    private let configuration: ChainConfiguration

    /// A block that is said to be valid on top of `ancestors`.
    ///
    /// - Parameters:
    ///   - block: The block.
    ///   - ancestors: Headers before it, oldest first, ending with its parent.
    ///   - database: Holds the state after the parent.
    ///   - configuration: The chain.
    public init(
        block: Block,
        ancestors: [BlockHeader],
        database: NodeDatabase,
        configuration: ChainConfiguration
    ) {
        self.block = block
        self.ancestors = ancestors
        self.database = database
        self.configuration = configuration
    }

    /// Makes the witness, validates the block from it, and once more without each of its parts.
    ///
    /// - Returns: The state after the block, and how many parts were left out in turn.
    /// - Throws: `WitnessFlaw`.
    public func check() throws(WitnessFlaw) -> (state: WorldState, counts: WitnessCounts) {
        let generated: (result: BlockResult, state: WorldState, witness: ExecutionWitness)
        do throws(BlockFailure) {
            generated = try BlockProcessor.importBlockWithWitness(
                block,
                ancestors: ancestors,
                ancestorHashes: ancestors.suffix(StatelessValidator.headerLimit).reversed().map(\.hash),
                database: database,
                configuration: configuration,
                precompiles: { PrecompileTable(fork: $0) }
            )
        } catch {
            throw .notImported(error)
        }
        let witness = generated.witness
        let validated: BlockResult
        do throws(StatelessValidationError) {
            validated = try StatelessValidator(configuration: configuration).validate(block, witness: witness)
        } catch {
            throw .incomplete(error)
        }
        guard validated == generated.result else { throw .otherResult }
        try dropNodes(of: witness)
        try dropCodes(of: witness)
        try dropHeaders(of: witness)
        return (
            generated.state,
            WitnessCounts(
                blocks: 1,
                nodes: witness.state.count,
                codes: witness.codes.count,
                headers: witness.headers.count
            )
        )
    }

    private func dropNodes(of witness: ExecutionWitness) throws(WitnessFlaw) {
        for index in witness.state.indices {
            var less = witness
            let hash = Keccak256.hash(less.state.remove(at: index))
            guard case .fault(.host(.missingNode(hash, _))) = failure(less) else {
                throw .dispensable(part: "state", index: index, failure(less))
            }
        }
    }

    private func dropCodes(of witness: ExecutionWitness) throws(WitnessFlaw) {
        for index in witness.codes.indices {
            var less = witness
            let hash = Keccak256.hash(less.codes.remove(at: index))
            guard failure(less) == .fault(.host(.missingCode(hash: hash))) else {
                throw .dispensable(part: "codes", index: index, failure(less))
            }
        }
    }

    private func dropHeaders(of witness: ExecutionWitness) throws(WitnessFlaw) {
        for index in witness.headers.indices {
            var less = witness
            less.headers.remove(at: index)
            guard failure(less) != nil else { throw .dispensable(part: "headers", index: index, nil) }
        }
    }

    private func failure(_ witness: ExecutionWitness) -> StatelessValidationError? {
        do throws(StatelessValidationError) {
            _ = try StatelessValidator(configuration: configuration).validate(block, witness: witness)
            return nil
        } catch {
            return error
        }
    }
}

/// What is wrong with a generated witness, or why there is none.
public enum WitnessFlaw: Error, Equatable, Sendable {
    /// The block itself was not imported.
    case notImported(BlockFailure)
    /// The block does not validate from the witness.
    case incomplete(StatelessValidationError)
    /// Validation leads to another result than import.
    case otherResult
    /// Without a part, validation passes (nil) or fails for another reason than that the part is missing.
    case dispensable(part: String, index: Int, StatelessValidationError?)
}

/// Parts of the witnesses that were checked; each was left out once.
public struct WitnessCounts: Hashable, Sendable {
    /// Blocks.
    public var blocks = 0
    /// Trie nodes.
    public var nodes = 0
    /// Codes.
    public var codes = 0
    /// Headers.
    public var headers = 0

    /// Counts of blocks checked, and of nodes, codes and headers left out in turn.
    public init(blocks: Int = 0, nodes: Int = 0, codes: Int = 0, headers: Int = 0) {
        self.blocks = blocks
        self.nodes = nodes
        self.codes = codes
        self.headers = headers
    }

    /// Adds the counts of further blocks.
    public mutating func add(_ other: WitnessCounts) {
        blocks += other.blocks
        nodes += other.nodes
        codes += other.codes
        headers += other.headers
    }

    /// The counts in one line.
    public var summary: String {
        "\(blocks) blocks, left out in turn: \(nodes) nodes, \(codes) codes, \(headers) headers"
    }
}

public import EVM
public import Primitives
public import StateTrie

extension BlockProcessor {
    /// Validates a block as `importBlock` does, and makes the witness from which `StatelessValidator` comes to the same
    /// result (EIP-8025, `ExecutionWitness`).
    ///
    /// The witness is complete and minimal: without any one of its nodes, codes or headers the block cannot be
    /// validated. Nodes and codes are sorted bytewise, each once. The headers end with the parent and reach as far back
    /// as BLOCKHASH was answered with a hash.
    ///
    /// - Parameters:
    ///   - block: The block.
    ///   - ancestors: Headers before the block, oldest first, ending with its parent: all of them or at least the last
    ///     256.
    ///   - ancestorHashes: Hashes of the same for BLOCKHASH, the parent's first.
    ///   - database: Holds the state after the parent.
    ///   - configuration: The chain.
    ///   - precompiles: Makes the precompiles of a fork, with extensions.
    /// - Returns: What the execution led to, the state after the block, and the witness.
    /// - Throws: `BlockFailure`; without ancestors the block's parent is unknown.
    public static func importBlockWithWitness(
        _ block: Block,
        ancestors: [BlockHeader],
        ancestorHashes: [Bytes32],
        database: NodeDatabase,
        configuration: ChainConfiguration,
        precompiles: (Fork) -> PrecompileTable
    ) throws(BlockFailure) -> (result: BlockResult, state: WorldState, witness: ExecutionWitness) {
        guard let parent = ancestors.last else {
            throw .invalid(.wrongParentHash(expected: .zero, got: block.header.parentHash))
        }
        let transactions: [Transaction]
        let senders: [Address]
        do throws(InvalidBlock) {
            (transactions, senders) = try prepare(block, parent: parent, configuration: configuration)
        } catch {
            throw .invalid(error)
        }
        var tracer = NoTracer()
        let execution = try execute(
            block,
            transactions: transactions,
            senders: senders,
            state: WorldState(root: parent.stateRoot, database: database, recordsWitness: true),
            ancestorHashes: ancestorHashes,
            configuration: configuration,
            precompiles: precompiles,
            tracer: &tracer
        )
        let read = execution.state.witness()
        let witness = ExecutionWitness(
            state: read.state,
            codes: read.codes,
            headers: ancestors.suffix(max(1, execution.ancestorsRead)).map { $0.encoded }
        )
        return (execution.result, execution.state, witness)
    }
}

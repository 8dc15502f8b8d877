import EVM
import ExecutePrecompile
import L1Sim
import Primitives
import StateTransition
import StateTrie

/// Encoded inputs of EXECUTE, each for the first block of a chain with id 42 on which signer 1 counted.
enum L2Block {
    /// Gas limit of the chain's blocks.
    static let gasLimit: UInt64 = 5_000_000

    /// An input, with a change to the sealed header before it is made.
    static func input(_ change: (inout BlockHeader) -> Void = { _ in }) throws -> [UInt8] {
        let alice = try Signer(1)
        var chain = try L1Chain(
            L1Genesis(
                configuration: .osaka(chainId: 42),
                accounts: [
                    alice.address: GenesisAccount(balance: ether),
                    Contract.counting.address: GenesisAccount(nonce: 1, code: Contract.counting.code),
                ],
                gasLimit: gasLimit
            )
        )
        try chain.submit(alice.transaction(nonce: 0, to: Contract.counting.address, chainId: 42))
        let parent = chain.head
        let produced = try chain.produceBlock().block
        var tracer = NoTracer()
        let (_, state) = try BlockProcessor.importBlock(
            produced.block,
            parent: parent,
            state: try genesisState(of: chain),
            ancestorHashes: [parent.hash],
            configuration: chain.configuration,
            precompiles: { PrecompileTable(fork: $0) },
            tracer: &tracer
        )
        let witness = state.witness()
        var block = produced.block
        change(&block.header)
        return try StatelessInput(
            block: block,
            requests: produced.requests,
            witness: ExecutionWitness(state: witness.state, codes: witness.codes, headers: [parent.encoded]),
            chainId: 42
        ).encoded
    }
}

/// The state of a chain's genesis block in a database of its own, which records what is read from it.
func genesisState(of chain: L1Chain) throws -> WorldState {
    var database = NodeDatabase()
    var accounts = chain.genesis.accounts.map { ($0.key, $0.value) }
    for system in SystemContract.all {
        accounts.append((system.address, GenesisAccount(nonce: 1, code: system.runtimeCode)))
    }
    let root = try WorldState.genesisRoot(of: accounts, into: &database)
    return WorldState(root: root, database: database, recordsWitness: true)
}

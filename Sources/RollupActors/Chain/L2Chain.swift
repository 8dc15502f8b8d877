import EVM
public import Primitives
public import RollupContracts
public import StateTransition
import StateTrie

/// An L2 chain as one node holds it: every block came in by the validating path, every state can be opened.
public struct L2Chain: Sendable {
    /// Rules of the chain.
    public private(set) var configuration: ChainConfiguration
    /// Headers by height.
    public private(set) var headers: [BlockHeader]
    private var hashes: [Bytes32]
    /// Receipts by height; none for genesis.
    public private(set) var receipts: [[Receipt]]
    /// Every node and code of every state from genesis to head.
    private(set) var database: NodeDatabase

    /// A chain that holds its genesis alone.
    public init(genesis: RollupGenesis) {
        configuration = genesis.configuration.chain
        headers = [genesis.header]
        hashes = [genesis.header.hash]
        receipts = [[]]
        database = genesis.database
    }

    /// Header of the newest block.
    public var head: BlockHeader { headers[headers.count - 1] }

    /// Hash of the newest block.
    public var headHash: Bytes32 { hashes[hashes.count - 1] }

    /// Header of a height; nil beyond the head.
    public func header(_ number: UInt64) -> BlockHeader? {
        number < UInt64(headers.count) ? headers[Int(number)] : nil
    }

    /// Hashes that BLOCKHASH reaches from the next block, the parent's first.
    var ancestorHashes: [Bytes32] { hashes.suffix(256).reversed() }

    /// Validates a block from its bytes alone and makes it the head.
    ///
    /// - Returns: The witness from which the block can be validated without the chain.
    /// - Throws: `ActorError.l2`; then nothing has changed.
    @discardableResult
    public mutating func importBlock(_ rlp: [UInt8]) throws(ActorError) -> ExecutionWitness {
        let block: Block
        do {
            block = try Block(decoding: rlp)
        } catch {
            throw .l2(.invalid(error))
        }
        let result: BlockResult
        var state: WorldState
        let witness: ExecutionWitness
        do {
            (result, state, witness) = try BlockProcessor.importBlockWithWitness(
                block,
                ancestors: headers,
                ancestorHashes: ancestorHashes,
                database: database,
                configuration: configuration,
                precompiles: { PrecompileTable(fork: $0) }
            )
        } catch {
            throw .l2(error)
        }
        do {
            _ = try state.commit(into: &database)
        } catch {
            throw .state(error)
        }
        headers.append(block.header)
        hashes.append(block.hash)
        receipts.append(result.receipts)
        return witness
    }

    /// Drops the blocks above a height; their states stay in the database, where nobody asks for them.
    mutating func removeBlocks(after number: UInt64) {
        guard let count = Int(exactly: number), count < headers.count - 1 else { return }
        headers.removeSubrange((count + 1)...)
        hashes.removeSubrange((count + 1)...)
        receipts.removeSubrange((count + 1)...)
    }

    /// The same blocks and states under the rules of another chain: what a node makes of them that confuses the two.
    func under(_ configuration: ChainConfiguration) -> L2Chain {
        var other = self
        other.configuration = configuration
        return other
    }

    /// State after the newest block.
    func state() -> WorldState {
        WorldState(root: head.stateRoot, database: database)
    }

    private func read<Value>(
        at number: UInt64? = nil,
        _ body: (inout WorldState) throws(StateError) -> Value
    ) throws(ActorError) -> Value {
        guard let header = header(number ?? head.number) else { throw .unknownL2Block(number ?? head.number) }
        var state = WorldState(root: header.stateRoot, database: database)
        do {
            return try body(&state)
        } catch {
            throw .state(error)
        }
    }
}

extension L2Chain {
    /// Balance in wei at the head, or after an earlier block.
    ///
    /// - Throws: `ActorError.unknownL2Block`, or `.state` when the state cannot be read.
    public func balance(of account: Address, at number: UInt64? = nil) throws(ActorError) -> UInt256 {
        try read(at: number) { (state) throws(StateError) in try state.balance(of: account) }
    }

    /// Sum of all balances at the head, or after an earlier block, in wei.
    ///
    /// - Throws: `ActorError.unknownL2Block`, or `.state` when the state cannot be read.
    public func totalBalance(at number: UInt64? = nil) throws(ActorError) -> UInt256 {
        guard let header = header(number ?? head.number) else { throw .unknownL2Block(number ?? head.number) }
        do {
            return try database.totalBalance(stateRoot: header.stateRoot)
        } catch {
            throw .state(error)
        }
    }

    /// Number of transactions sent, at the head.
    ///
    /// - Throws: `ActorError.state` when the state cannot be read.
    public func nonce(of account: Address) throws(ActorError) -> UInt64 {
        try read { (state) throws(StateError) in try state.nonce(of: account) }
    }

    /// Value of a storage slot at the head, or after an earlier block.
    ///
    /// - Throws: `ActorError.unknownL2Block`, or `.state` when the state cannot be read.
    public func storage(of account: Address, _ slot: UInt256, at number: UInt64? = nil) throws(ActorError) -> UInt256 {
        try read(at: number) { (state) throws(StateError) in try state.storage(account, slot) }
    }

    /// Whether L2 has delivered the message of an index.
    ///
    /// - Throws: `ActorError.state` when the state cannot be read.
    func isL1MessageClaimed(_ index: UInt64) throws(ActorError) -> Bool {
        let flags = try storage(of: L2Messenger.address, L2Messenger.Slot.claimedFlags(index: index))
        return !(flags & UInt256(1) << Int(index & 255)).isZero
    }

    /// Proof of an account at the head, or after an earlier block: encoded nodes, root first.
    ///
    /// - Throws: `ActorError.unknownL2Block`, or `.state` when the state cannot be read.
    public func accountProof(of account: Address, at number: UInt64? = nil) throws(ActorError) -> [[UInt8]] {
        guard let header = header(number ?? head.number) else { throw .unknownL2Block(number ?? head.number) }
        do {
            return try AccountProof.make(
                address: account,
                slots: [],
                root: header.stateRoot,
                database: database
            ).accountProof
        } catch {
            throw .state(error)
        }
    }

    /// Proofs of an account and one of its slots after a block.
    ///
    /// - Throws: `ActorError.unknownL2Block`, or `.state` when the state cannot be read.
    public func proof(
        of account: Address,
        slot: UInt256,
        at number: UInt64
    ) throws(ActorError) -> AccountAndStorageProof {
        guard let header = header(number) else { throw .unknownL2Block(number) }
        do {
            let proof = try AccountProof.make(
                address: account,
                slots: [slot],
                root: header.stateRoot,
                database: database
            )
            return AccountAndStorageProof(
                accountProof: proof.accountProof,
                storageProof: proof.storage.first?.proof ?? []
            )
        } catch {
            throw .state(error)
        }
    }
}

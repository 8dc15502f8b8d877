import EVM
public import Primitives
import StateTransition
public import StateTrie

extension L1Chain {
    /// The block of a number, or nil beyond the head.
    public func block(number: UInt64) -> StoredBlock? { history[number] }

    /// The block with a hash, if the chain has it.
    public func block(hash: Bytes32) -> StoredBlock? { history[hash] }

    /// Hash of the block of a number, or nil beyond the head.
    public func blockHash(_ number: UInt64) -> Bytes32? { history[number]?.hash }

    /// Encoded header of the block of a number, or nil beyond the head.
    public func headerRLP(_ number: UInt64) -> [UInt8]? { history[number]?.headerRLP }

    /// Hashes that BLOCKHASH reaches in a block of a number, the parent's first.
    public func ancestorHashes(before number: UInt64) -> [Bytes32] { history.ancestorHashes(before: number) }

    /// An account after a block, the head without a number; nil when it does not exist.
    ///
    /// - Throws: `L1Error.unknownBlock`, `.state`.
    public func account(_ address: Address, at number: UInt64? = nil) throws(L1Error) -> Account? {
        try read(at: number) { state throws(StateError) in try state.account(address) }
    }

    /// An account's wei after a block.
    ///
    /// - Throws: `L1Error.unknownBlock`, `.state`.
    public func balance(of address: Address, at number: UInt64? = nil) throws(L1Error) -> UInt256 {
        try account(address, at: number)?.balance ?? .zero
    }

    /// Sum of all balances after a block, in wei: every account of the state is read.
    ///
    /// - Throws: `L1Error.unknownBlock`, `.state`.
    public func totalBalance(at number: UInt64? = nil) throws(L1Error) -> UInt256 {
        let root = try header(number).stateRoot
        do throws(StateError) {
            return try database.totalBalance(stateRoot: root)
        } catch {
            throw .state(error)
        }
    }

    /// An account's nonce after a block.
    ///
    /// - Throws: `L1Error.unknownBlock`, `.state`.
    public func nonce(of address: Address, at number: UInt64? = nil) throws(L1Error) -> UInt64 {
        try account(address, at: number)?.nonce ?? 0
    }

    /// The nonce of an account's next transaction: after those that wait in the pool without a gap.
    ///
    /// - Throws: `L1Error.state`.
    public func nextNonce(of address: Address) throws(L1Error) -> UInt64 {
        mempool.nextNonce(of: address, accountNonce: try nonce(of: address))
    }

    /// An account's code after a block.
    ///
    /// - Throws: `L1Error.unknownBlock`, `.state`.
    public func code(of address: Address, at number: UInt64? = nil) throws(L1Error) -> [UInt8] {
        try read(at: number) { state throws(StateError) in try state.code(of: address) }
    }

    /// A storage slot after a block.
    ///
    /// - Throws: `L1Error.unknownBlock`, `.state`.
    public func storage(
        of address: Address,
        _ slot: UInt256,
        at number: UInt64? = nil
    ) throws(L1Error) -> UInt256 {
        try read(at: number) { state throws(StateError) in try state.storage(address, slot) }
    }

    /// Proof of an account and of slots of its storage against a block's state root (EIP-1186), the head's without a
    /// number.
    ///
    /// - Throws: `L1Error.unknownBlock`, `.state`.
    public func proof(
        of address: Address,
        slots: [UInt256] = [],
        at number: UInt64? = nil
    ) throws(L1Error) -> AccountProof {
        let root = try header(number).stateRoot
        do throws(StateError) {
            return try .make(address: address, slots: slots, root: root, database: database)
        } catch {
            throw .state(error)
        }
    }

    /// Logs of a contract in blocks `first` through `last`, in order of emission.
    public func logs(of address: Address, from first: UInt64, through last: UInt64) -> [LogRecord] {
        var found: [LogRecord] = []
        var number = first
        while number <= last, let block = history[number] {
            found += block.logs.filter { $0.log.address == address }
            number += 1
        }
        return found
    }

    /// The blobs of a transaction in a block, as far as nodes still keep them.
    public func blobs(of transaction: Bytes32) -> BlobAvailability {
        guard let record = history.record(of: transaction), record.transaction.hasBlobs else { return .none }
        return history.blobs[transaction].map { .available($0) } ?? .expired
    }

    /// Reads from the state after a block, the head without a number: for several things it is opened once.
    ///
    /// - Parameters:
    ///   - number: The block's number, nil for the head.
    ///   - body: Reads; what it changes is lost.
    /// - Returns: What `body` returns.
    /// - Throws: `L1Error.unknownBlock`; `.state` for what `body` throws.
    public func read<Value>(
        at number: UInt64? = nil,
        _ body: (inout WorldState) throws(StateError) -> Value
    ) throws(L1Error) -> Value {
        var state = WorldState(root: try header(number).stateRoot, database: database)
        do throws(StateError) {
            return try body(&state)
        } catch {
            throw .state(error)
        }
    }

    private func header(_ number: UInt64?) throws(L1Error) -> BlockHeader {
        guard let number else { return head }
        guard let block = history[number] else { throw .unknownBlock(number: number, head: head.number) }
        return block.header
    }
}

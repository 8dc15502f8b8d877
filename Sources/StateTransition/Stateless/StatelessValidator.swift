public import EVM
public import Primitives
import StateTrie

/// Parts of the work of stateless validation, in the order in which they start; for timing.
public enum ValidationPhase: UInt8, CaseIterable, Sendable {
    /// Decoding and hashing the witness headers, and validating the block's header.
    case headers
    /// Hashing the nodes and codes of the witness.
    case witness
    /// Decoding the transactions.
    case transactions
    /// Recovering the senders.
    case signatures
    /// Executing.
    case execution
    /// Computing the state root and comparing everything with the header.
    case stateRoot
}

/// Validates blocks from a witness instead of a database: the function that EXECUTE re-runs and that a zkVM proves
/// (EIP-8025, `verify_stateless_new_payload`).
public struct StatelessValidator {
    /// The chain.
    public var configuration: ChainConfiguration
    /// Makes the precompiles of a fork, with extensions.
    public var precompiles: (Fork) -> PrecompileTable
    /// Whether code at the system contracts' addresses must be the published one.
    ///
    /// The protocol's calls use up to `SystemContract.gasLimit` each and count against no limit, so whoever validates
    /// for a price on a state that strangers choose must insist on it, or the work has no bound that was paid for.
    public var requiresPublishedSystemContracts: Bool
    /// Told of the start of each phase.
    public var onPhase: ((ValidationPhase) -> Void)?
    /// Told of each executed transaction's gas, so that the work before a failure is known.
    public var onTransaction: ((_ gasUsed: UInt64) -> Void)?

    /// Greatest number of headers in a witness: as far as BLOCKHASH reaches.
    public static let headerLimit = 256

    /// A validator for blocks of one chain; by default with the standard precompiles, any system contracts, and told
    /// to nobody.
    public init(
        configuration: ChainConfiguration,
        precompiles: @escaping (Fork) -> PrecompileTable = { PrecompileTable(fork: $0) },
        requiresPublishedSystemContracts: Bool = false,
        onPhase: ((ValidationPhase) -> Void)? = nil,
        onTransaction: ((_ gasUsed: UInt64) -> Void)? = nil
    ) {
        self.configuration = configuration
        self.precompiles = precompiles
        self.requiresPublishedSystemContracts = requiresPublishedSystemContracts
        self.onPhase = onPhase
        self.onTransaction = onTransaction
    }

    /// Validates a block.
    ///
    /// - Parameters:
    ///   - block: The block.
    ///   - witness: Headers up to the parent, and the nodes and codes that execution reads; more of them do no harm.
    ///   - publicKeys: Claimed keys of the transactions' senders, each 0x04 || x || y (65 bytes), or nil for no claim.
    /// - Returns: What the execution led to, all of which the header claims too.
    /// - Throws: `StatelessValidationError`.
    public func validate(
        _ block: Block,
        witness: ExecutionWitness,
        publicKeys: [[UInt8]]? = nil
    ) throws(StatelessValidationError) -> BlockResult {
        try validate(block, decodedTransactions: nil, witness: witness, publicKeys: publicKeys, hints: .none)
    }

    /// Validates a block whose transactions the caller may have decoded already, by `Block.decodeTransactions`.
    func validate(
        _ block: Block,
        decodedTransactions: [Transaction]?,
        witness: ExecutionWitness,
        publicKeys: [[UInt8]]?,
        hints: SignatureHints
    ) throws(StatelessValidationError) -> BlockResult {
        onPhase?(.headers)
        let ancestors = try WitnessHeaders(witness.headers)
        do throws(InvalidBlock) {
            try block.validateSize(configuration: configuration)
            try block.header.validate(
                after: ancestors.parent,
                hash: ancestors.parentHash,
                configuration: configuration
            )
        } catch {
            throw .invalidBlock(error)
        }
        return try execute(
            block,
            decodedTransactions: decodedTransactions,
            witness: witness,
            preStateRoot: ancestors.parent.stateRoot,
            ancestorHashes: ancestors.hashes,
            publicKeys: publicKeys,
            hints: hints
        )
    }

    /// Validates a block whose parent's header is not at hand, **without checking its link to any parent**: number,
    /// time, gas limit, base fee and blob excess are taken on trust.
    ///
    /// For archived data only; nothing that decides about a chain may use it.
    ///
    /// - Parameters:
    ///   - block: The block.
    ///   - witness: Nodes and codes that execution reads.
    ///   - preStateRoot: State root before the block.
    ///   - blockHashes: Hashes for BLOCKHASH, the parent's first.
    /// - Returns: What the execution led to, all of which the header claims too.
    /// - Throws: `StatelessValidationError`.
    public func validateWithoutParentHeader(
        _ block: Block,
        witness: ExecutionWitness,
        preStateRoot: Bytes32,
        blockHashes: [Bytes32]
    ) throws(StatelessValidationError) -> BlockResult {
        onPhase?(.headers)
        do throws(InvalidBlock) {
            try block.validateSize(configuration: configuration)
            try block.header.validateAlone(configuration: configuration)
        } catch {
            throw .invalidBlock(error)
        }
        return try execute(
            block,
            decodedTransactions: nil,
            witness: witness,
            preStateRoot: preStateRoot,
            ancestorHashes: blockHashes,
            publicKeys: nil,
            hints: .none
        )
    }

    private func execute(
        _ block: Block,
        decodedTransactions: [Transaction]?,
        witness: ExecutionWitness,
        preStateRoot: Bytes32,
        ancestorHashes: [Bytes32],
        publicKeys: [[UInt8]]?,
        hints: SignatureHints
    ) throws(StatelessValidationError) -> BlockResult {
        onPhase?(.witness)
        let database = NodeDatabase(nodes: witness.state, codes: witness.codes)
        var state = WorldState(root: preStateRoot, database: database)
        if requiresPublishedSystemContracts { try checkSystemContracts(in: &state) }
        onPhase?(.transactions)
        let transactions: [Transaction]
        do throws(InvalidBlock) {
            transactions = if let decodedTransactions { decodedTransactions } else { try block.decodeTransactions() }
        } catch {
            throw .invalidBlock(error)
        }
        onPhase?(.signatures)
        let senders = try senders(of: transactions, claimedKeys: publicKeys, hints: hints)
        onPhase?(.execution)
        var tracer = NoTracer()
        do throws(BlockFailure) {
            return try BlockProcessor.execute(
                block,
                transactions: transactions,
                senders: senders,
                state: state,
                ancestorHashes: ancestorHashes,
                configuration: configuration,
                precompiles: precompiles,
                tracer: &tracer,
                onTransaction: { onTransaction?($0) },
                onStateRoot: { onPhase?(.stateRoot) }
            ).result
        } catch {
            switch error {
            case .invalid(let reason): throw .invalidBlock(reason)
            case .fault(let fault): throw .fault(fault)
            }
        }
    }

    /// Refuses foreign code; an account without code is left to execution, which knows what that means for the block.
    private func checkSystemContracts(in state: inout WorldState) throws(StatelessValidationError) {
        for contract in SystemContract.all {
            let hash: Bytes32
            do throws(StateError) {
                state.know(contract.addressHash, of: contract.address)
                hash = try state.codeHash(of: contract.address)
            } catch {
                // An account that cannot be read now cannot be read later: its call, if the block gets there, is a
                // fault.
                continue
            }
            guard hash.isZero || hash == Keccak256.empty || hash == contract.codeHash else {
                throw .foreignSystemContract(contract.address)
            }
        }
    }

    /// The transactions' senders, recovered where no key is claimed and no hint serves.
    private func senders(
        of transactions: [Transaction],
        claimedKeys: [[UInt8]]?,
        hints: SignatureHints
    ) throws(StatelessValidationError) -> [Address] {
        guard let claimedKeys else {
            do throws(InvalidBlock) {
                return try BlockProcessor.recoverSenders(of: transactions, hints: hints)
            } catch {
                throw .invalidBlock(error)
            }
        }
        guard claimedKeys.count == transactions.count else {
            throw .wrongPublicKeyCount(expected: transactions.count, got: claimedKeys.count)
        }
        var senders: [Address] = []
        senders.reserveCapacity(transactions.count)
        for (index, transaction) in transactions.enumerated() {
            let sender: Address?
            do throws(InvalidTransaction) {
                sender = try transaction.sender(claimedKey: claimedKeys[index])
            } catch {
                throw .invalidBlock(.transaction(index: index, error))
            }
            guard let sender else { throw .wrongPublicKey(index: index) }
            senders.append(sender)
        }
        return senders
    }
}

import EVM
import ExecutePrecompile
import Primitives
import RollupContracts
import StateTransition
import StateTrie

extension L2Chain {
    /// Header of the next block before its execution: what the rollup's rules leave to whoever makes the block.
    ///
    /// - Parameters:
    ///   - configuration: What the rollup is.
    ///   - anchor: Number of the L1 block that the block is anchored to.
    ///   - anchorHash: Hash of that L1 block.
    ///   - timestamp: Time of the block in seconds.
    ///   - feeRecipient: Receives the priority fees; nil for the rollup's own account.
    ///   - prevRandao: PREVRANDAO of the block.
    /// - Returns: The header, without what execution decides.
    /// - Throws: `ActorError.l2` when no block can follow the head with these.
    func nextHeader(
        of configuration: RollupConfiguration,
        anchor: UInt64,
        anchorHash: Bytes32,
        timestamp: UInt64,
        feeRecipient: Address? = nil,
        prevRandao: Bytes32 = .zero
    ) throws(ActorError) -> BlockHeader {
        let attributes = BlockAttributes(
            timestamp: timestamp,
            feeRecipient: feeRecipient ?? configuration.feeRecipient,
            prevRandao: prevRandao,
            parentBeaconBlockRoot: anchorHash,
            gasLimit: configuration.gasLimit,
            extraData: NativeRollup.extraData(anchorBlockNumber: anchor)
        )
        do {
            return try BlockHeader.child(of: head, attributes: attributes, configuration: configuration.chain)
        } catch {
            throw .l2(.invalid(error))
        }
    }

    /// Makes the block of a claim the head: the one that its transactions make, whatever is claimed of it.
    ///
    /// - Parameters:
    ///   - claim: What decides the block, and what is said to come of it.
    ///   - transactions: The block's transactions; nil when what was posted is no list of them.
    ///   - configuration: What the rollup is.
    /// - Returns: Why the claim is false; nil when it is true. Then, and when only what is said of the block is false,
    ///   the block is the head.
    /// - Throws: `ActorError` other than `.l2`.
    mutating func adopt(
        _ claim: DisputeClaim,
        _ transactions: [[UInt8]]?,
        of configuration: RollupConfiguration
    ) throws(ActorError) -> Follower.Divergence.Reason? {
        guard let transactions else { return .undecodable }
        do throws(L2RuleViolation) {
            try L2Rules().check(transactions: transactions)
        } catch {
            return .forbidden(error)
        }
        do throws(ActorError) {
            let header = try nextHeader(
                of: configuration,
                anchor: claim.anchorBlockNumber,
                anchorHash: claim.anchorHash,
                timestamp: claim.timestamp,
                feeRecipient: claim.feeRecipient,
                prevRandao: claim.prevRandao
            )
            try importBlock(try block(header, of: transactions).encoded)
        } catch {
            guard case .l2(let failure) = error else { throw error }
            return .invalidBlock(failure)
        }
        if claim.blockHash != headHash { return .otherCommitment(expected: headHash, got: claim.blockHash) }
        if claim.stateRoot != head.stateRoot {
            return .otherCommitment(expected: head.stateRoot, got: claim.stateRoot)
        }
        return nil
    }

    /// The block that these transactions make on the head: what a header claims comes from execution alone.
    ///
    /// - Parameters:
    ///   - header: The header before execution.
    ///   - transactions: The encoded transactions (EIP-2718), in order.
    /// - Returns: The block.
    /// - Throws: `ActorError.l2` when one of them cannot be where it stands, or the state cannot be read.
    func block(_ header: BlockHeader, of transactions: [[UInt8]]) throws(ActorError) -> Block {
        do {
            var execution = try BlockExecution(
                header: header,
                state: state(),
                ancestorHashes: ancestorHashes,
                configuration: configuration,
                precompiles: PrecompileTable(fork: .osaka),
                tracer: NoTracer()
            )
            for (index, bytes) in transactions.enumerated() {
                try execution.apply(bytes, at: index)
            }
            let result = try execution.finish(withdrawals: [])
            return Block(header: result.sealed(execution.header), transactions: transactions)
        } catch {
            throw .l2(error)
        }
    }
}

extension BlockExecution {
    /// Executes an encoded transaction as the block's next, which is at `index`.
    fileprivate mutating func apply(_ bytes: [UInt8], at index: Int) throws(BlockFailure) {
        let transaction: Transaction
        let sender: Address
        do {
            transaction = try Transaction(decoding: bytes)
            sender = try transaction.recoverSender()
        } catch {
            throw .invalid(.transaction(index: index, error))
        }
        do {
            _ = try apply(transaction, sender: sender)
        } catch {
            switch error {
            case .fault(let fault): throw .fault(fault)
            case .invalid(let reason): throw .invalid(.transaction(index: index, reason))
            }
        }
    }
}

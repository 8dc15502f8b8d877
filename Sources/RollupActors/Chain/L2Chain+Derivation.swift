import EVM
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
    /// - Returns: The header, without what execution decides.
    /// - Throws: `ActorError.l2` when no block can follow the head with these.
    func nextHeader(
        of configuration: RollupConfiguration,
        anchor: UInt64,
        anchorHash: Bytes32,
        timestamp: UInt64
    ) throws(ActorError) -> BlockHeader {
        let attributes = BlockAttributes(
            timestamp: timestamp,
            feeRecipient: configuration.feeRecipient,
            prevRandao: .zero,
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

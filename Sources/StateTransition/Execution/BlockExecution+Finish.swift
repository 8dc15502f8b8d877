import EVM
public import Primitives
import StateTrie

extension BlockExecution {
    /// Ends the block: pays the withdrawals, collects the requests and computes all roots.
    ///
    /// - Parameters:
    ///   - withdrawals: Withdrawals of the consensus layer, in order (EIP-4895).
    ///   - onStateRoot: Called when execution is over and only the state root is still to be computed.
    /// - Returns: What the header must claim.
    /// - Throws: `BlockFailure`.
    public mutating func finish(
        withdrawals: [Withdrawal],
        onStateRoot: () -> Void = {}
    ) throws(BlockFailure) -> BlockResult {
        try pay(withdrawals)
        let requests = rules.fork.hasRequests ? try collectRequests() : nil
        var logsBloom = LogsBloom()
        var encodedReceipts: [[UInt8]] = []
        encodedReceipts.reserveCapacity(receipts.count)
        for receipt in receipts {
            let bloom = receipt.logsBloom
            logsBloom.formUnion(bloom)
            encodedReceipts.append(receipt.encoded(logsBloom: bloom))
        }
        let receiptsRoot = OrderedTrie.root(of: encodedReceipts)
        let transactionsRoot = Block.transactionsRoot(encodedTransactions)
        let withdrawalsRoot = Block.withdrawalsRoot(withdrawals)
        onStateRoot()
        let stateRoot: Bytes32
        do throws(StateError) {
            stateRoot = try state.computeRoot()
        } catch {
            throw .fault(.host(error))
        }
        return BlockResult(
            gasUsed: gasUsed,
            blobGasUsed: blobGasUsed,
            transactionsRoot: transactionsRoot,
            receipts: receipts,
            receiptsRoot: receiptsRoot,
            logsBloom: logsBloom,
            withdrawalsRoot: withdrawalsRoot,
            requests: requests ?? [],
            requestsHash: requests.map(TypedRequests.hash),
            stateRoot: stateRoot
        )
    }

    private mutating func pay(_ withdrawals: [Withdrawal]) throws(BlockFailure) {
        state.beginTransaction()
        do throws(StateError) {
            for withdrawal in withdrawals {
                try state.addBalance(withdrawal.address, withdrawal.amountInWei)
            }
        } catch {
            throw .fault(.host(error))
        }
        state.finishTransaction()
    }
}

extension Block {
    /// Root over transactions as they stand in a block.
    public static func transactionsRoot(_ transactions: [[UInt8]]) -> Bytes32 {
        OrderedTrie.root(of: transactions)
    }

    /// Root over withdrawals (EIP-4895).
    public static func withdrawalsRoot(_ withdrawals: [Withdrawal]) -> Bytes32 {
        OrderedTrie.root(of: withdrawals.map { $0.encoded })
    }
}

public import EVM
public import Primitives
public import StateTransition

/// All that an included transaction did and cost, as the validating import found it.
public struct TransactionRecord: Sendable {
    /// Hash of the encoding.
    public let hash: Bytes32
    /// The account that signed it.
    public let sender: Address
    /// The transaction.
    public let transaction: Transaction
    /// Height of its block.
    public let blockNumber: UInt64
    /// Hash of its block.
    public let blockHash: Bytes32
    /// Position in its block.
    public let index: Int
    /// Receipt, as the block's receipts root commits to it.
    public let receipt: Receipt
    /// How it ended; its output is cut at 4,096 bytes.
    public let status: TransactionStatus
    /// Gas that was paid: after refunds, at least the calldata floor.
    public let gasUsed: UInt64
    /// Wei paid per unit of gas.
    public let effectiveGasPrice: UInt256
    /// Wei paid for blob gas, which are burned (EIP-4844); zero without blobs.
    public let blobFee: UInt256
    /// The contract it created, if it created one.
    public let createdAddress: Address?
    /// Calls it made; inputs and outputs are cut at 4,096 bytes.
    public let callTree: CallTrace

    /// Reads a record off what execution left behind; `gasUsed` is the transaction's own, `blobBaseFee` the block's
    /// price of blob gas in wei, `callTree` its outermost call.
    init(
        transaction: Transaction,
        sender: Address,
        header: BlockHeader,
        blockHash: Bytes32,
        index: Int,
        receipt: Receipt,
        gasUsed: UInt64,
        blobBaseFee: UInt256,
        callTree: CallTrace
    ) {
        hash = transaction.hash
        self.sender = sender
        self.transaction = transaction
        blockNumber = header.number
        self.blockHash = blockHash
        self.index = index
        self.receipt = receipt
        status = TransactionStatus(callTree.status, output: callTree.output)
        self.gasUsed = gasUsed
        effectiveGasPrice = transaction.effectiveGasPrice(baseFee: header.baseFeePerGas)
        // What the sender has paid, so that the product fits.
        blobFee = blobBaseFee &* UInt256(transaction.blobGas)
        createdAddress =
            transaction.to == nil && receipt.succeeded ? .created(by: sender, nonce: transaction.nonce) : nil
        self.callTree = callTree
    }

    /// Wei paid for gas; blob gas is another matter.
    public var fee: UInt256 { UInt256(gasUsed) &* effectiveGasPrice }

    /// Logs in order of emission; none unless it succeeded.
    public var logs: [Log] { receipt.logs }

    /// Whether it ran to its end.
    public var succeeded: Bool { status.isSuccess }

    /// The innermost frame that failed, when the transaction failed.
    public var failure: FailedFrame? {
        succeeded ? nil : FailedFrame(innermostOf: callTree)
    }
}

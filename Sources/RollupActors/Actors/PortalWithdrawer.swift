import EVM
public import Primitives
public import RollupContracts
import StateTrie

/// Takes a message of L2 out through a portal, in the two transactions that it takes, or the third.
public enum PortalWithdrawer {
    /// Gas limit of a proof: two Merkle-Patricia proofs and three new slots.
    public static let proofGasLimit: UInt64 = 2_000_000
    /// Gas limit of a delivery: reads of the rollup's contract, and the 500,000 gas that a receiver with code is owed.
    public static let deliveryGasLimit: UInt64 = 1_000_000

    /// The proof that an L2 block's state holds a message.
    ///
    /// - Parameters:
    ///   - message: What L2 sent.
    ///   - blockNumber: A block whose state is to be shown.
    ///   - account: Whose storage is shown: the messenger's, but for a lie.
    ///   - chain: The L2 chain, as anyone can derive it.
    /// - Returns: The proof, of a presence or an absence.
    /// - Throws: `ActorError` when the chain does not hold the block.
    public static func proof(
        of message: RollupMessage,
        at blockNumber: UInt64,
        in account: Address = L2Messenger.address,
        of chain: L2Chain
    ) throws(ActorError) -> AccountAndStorageProof {
        try chain.proof(of: account, slot: L2Messenger.Slot.sentMessage(index: message.index), at: blockNumber)
    }

    /// The call that shows the portal a proof; the message's wait begins.
    public static func prove(
        _ message: RollupMessage,
        at blockNumber: UInt64,
        with proof: AccountAndStorageProof,
        portal: Address
    ) -> TransactionIntent {
        TransactionIntent(
            to: portal,
            data: Portal.proveWithdrawal(message, l2BlockNumber: blockNumber, proof: proof),
            gasLimit: proofGasLimit + gas(of: message)
        )
    }

    /// The call that delivers a message whose wait is over.
    ///
    /// - Parameters:
    ///   - message: What L2 sent.
    ///   - submitter: Who has proven it.
    ///   - portal: The portal.
    ///   - feeRecipient: Who receives the message's fee.
    /// - Returns: The call of the contract.
    public static func finalize(
        _ message: RollupMessage,
        provenBy submitter: Address,
        portal: Address,
        feeRecipient: Address
    ) -> TransactionIntent {
        TransactionIntent(
            to: portal,
            data: Portal.finalizeWithdrawal(message, submitter: submitter, feeRecipient: feeRecipient),
            gasLimit: deliveryGasLimit + gas(of: message)
        )
    }

    /// The call that delivers a final message which its receiver has refused.
    public static func retry(_ message: RollupMessage, portal: Address, feeRecipient: Address) -> TransactionIntent {
        TransactionIntent(
            to: portal,
            data: Portal.retryMessage(message, feeRecipient: feeRecipient),
            gasLimit: deliveryGasLimit + gas(of: message)
        )
    }

    /// Gas for the message's data: calldata with its floor (EIP-7623), hash and copies.
    private static func gas(of message: RollupMessage) -> UInt64 { 60 * UInt64(message.data.count) }
}

import EVM
public import Primitives
public import RollupContracts
import StateTrie

/// Turns a message from L2 into the L1 transaction that claims it: account and storage proof against a settled root.
public enum WithdrawalClaimer {
    /// Gas limit of a claim: two Merkle-Patricia proofs and a call; `GasLimitTests` holds what it uses below half.
    public static let claimGasLimit: UInt64 = 2_000_000

    /// The claim of a message, proven at an L2 block.
    ///
    /// - Parameters:
    ///   - message: What L2 sent.
    ///   - blockNumber: A settled L2 block whose state holds the message.
    ///   - chain: The L2 chain, as anyone can derive it.
    ///   - rollup: The rollup's contract on L1.
    ///   - feeRecipient: Who receives the message's fee.
    /// - Returns: The call of the contract.
    /// - Throws: `ActorError` when the chain does not hold the block.
    public static func claim(
        _ message: RollupMessage,
        provenAt blockNumber: UInt64,
        of chain: L2Chain,
        rollup: Address,
        feeRecipient: Address
    ) throws(ActorError) -> TransactionIntent {
        let proof = try chain.proof(
            of: L2Messenger.address,
            slot: L2Messenger.Slot.sentMessage(index: message.index),
            at: blockNumber
        )
        return TransactionIntent(
            to: rollup,
            data: NativeRollup.claimL2Message(
                message,
                l2BlockNumber: blockNumber,
                proof: proof,
                feeRecipient: feeRecipient
            ),
            gasLimit: claimGasLimit
        )
    }

    /// Messages to L1 that a transaction sent.
    ///
    /// - Throws: `ActorError.foreignLog` when the messenger emitted what its interface does not know.
    public static func messages(sentBy record: L2TransactionRecord) throws(ActorError) -> [RollupMessage] {
        var messages: [RollupMessage] = []
        for log in record.logs where log.address == L2Messenger.address {
            if case .messageSent(let message)? = try L2Messenger.Event.decoded(log) { messages.append(message) }
        }
        return messages
    }
}

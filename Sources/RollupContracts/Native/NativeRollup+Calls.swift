public import Primitives

extension NativeRollup {
    /// Bytes of payload that the contract accepts.
    ///
    /// It is a bound on the contract's memory, above what a transaction can hold beside an L2 block of 15,000,000 gas
    /// (docs/decisions/0005-advance-payload-bound.md).
    public static let maxPayloadByteCount = 49_152

    /// Calldata that appends an L2 block.
    ///
    /// - Parameter payload: EXECUTE's input, `0x1281 ‖ SSZ(StatelessInput)`, `0x12f1 ‖ SSZ(ProofInput)` or
    ///   `0x12f2 ‖ SSZ(BlobProofInput)`: at most `maxPayloadByteCount` bytes.
    /// - Returns: Calldata of `advance`.
    public static func advance(payload: [UInt8]) -> [UInt8] {
        Function.advance.encodeCall([.bytes(payload)])
    }

    /// The payload in calldata of `advance`; nil when the calldata is another function's or not canonical.
    public static func payload(advanceCalldata: [UInt8]) -> [UInt8]? {
        (try? Function.advance.decodeCall(advanceCalldata))?.first?.asBytes
    }

    /// Calldata that sends a message to L2; the transaction's value is the message's value and fee together.
    ///
    /// - Parameters:
    ///   - to: Receiver on L2.
    ///   - fee: Paid on L2 to whom the claimer names, in wei.
    ///   - data: At most `RollupMessage.maxDataByteCount` bytes.
    /// - Returns: Calldata of `sendMessage`.
    public static func sendMessage(to: Address, fee: UInt256, data: [UInt8]) -> [UInt8] {
        Function.sendMessage.encodeCall([.address(to), .uint(fee), .bytes(data)])
    }

    /// Calldata that deposits ETH: a message without data.
    public static func deposit(to: Address, fee: UInt256) -> [UInt8] {
        sendMessage(to: to, fee: fee, data: [])
    }

    /// Calldata that delivers a message which the L2 messenger has recorded.
    ///
    /// - Parameters:
    ///   - message: The message of the messenger's `MessageSent`.
    ///   - l2BlockNumber: Block whose state the proof is for.
    ///   - proof: Proof of `L2Messenger.Slot.sentMessage(index:)` in that state.
    ///   - feeRecipient: Receives the message's fee.
    /// - Returns: Calldata of `claimL2Message`.
    public static func claimL2Message(
        _ message: RollupMessage,
        l2BlockNumber: UInt64,
        proof: AccountAndStorageProof,
        feeRecipient: Address
    ) -> [UInt8] {
        Function.claimL2Message.encodeCall(
            [message.abiValue, .uint(UInt256(l2BlockNumber))] + proof.abiValues + [.address(feeRecipient)]
        )
    }

    /// Calldata that asks for the state root of an L2 block.
    public static func stateRoot(l2BlockNumber: UInt64) -> [UInt8] {
        Function.stateRoot.encodeCall([.uint(UInt256(l2BlockNumber))])
    }

    /// Calldata that asks whether an L2 message has been delivered.
    public static func isClaimed(index: UInt64) -> [UInt8] {
        Function.isClaimed.encodeCall([.uint(UInt256(index))])
    }
}

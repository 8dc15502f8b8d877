public import StateTransition

extension BlockFile {
    /// The input with which EXECUTE or the guest validates the file's block, with its signers' public keys.
    ///
    /// - Parameter validation: The outcome of the block's own validation, which knows its execution requests.
    /// - Returns: The input; nil when the block is invalid, or its parent is not in the file.
    public func statelessInput(after validation: BlockValidation) -> StatelessInput? {
        guard validation.isParentChecked, let request = validation.request else { return nil }
        var publicKeys: [[UInt8]] = []
        for bytes in request.executionPayload.transactions {
            guard let key = try? Transaction(decoding: bytes).recoverPublicKey() else { return nil }
            publicKeys.append([0x04] + key)
        }
        return StatelessInput(
            newPayloadRequest: request,
            witness: witness,
            chainId: configuration.chainId,
            publicKeys: publicKeys
        )
    }
}

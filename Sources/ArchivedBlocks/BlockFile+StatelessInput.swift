public import StateTransition

extension BlockFile {
    /// The input, in the newest layout, with which EXECUTE or the guest validates the file's block.
    ///
    /// - Parameter validation: The outcome of the block's own validation, which knows its execution requests.
    /// - Returns: The input; nil when the block is invalid, or its parent is not in the file.
    public func statelessInput(after validation: BlockValidation) -> StatelessInput? {
        guard validation.isParentChecked, let request = validation.request else { return nil }
        return StatelessInput(newPayloadRequest: request, witness: witness, chainId: configuration.chainId)
    }
}

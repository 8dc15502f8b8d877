import EVM
public import Primitives

extension StatelessInput {
    /// Runs the block on its witness: the function that EXECUTE re-runs and that the zkVM guest proves (EIP-8025,
    /// `verify_stateless_new_payload`).
    ///
    /// What the request alone can show comes before the witness, so that a forged block hash costs no header decoding;
    /// EIP-8025 has the witness headers first, which changes the reason that is reported and never the verdict.
    ///
    /// `[SIM]`: code at the system contracts' addresses must be the published one. The caller chooses the pre-state, and
    /// the protocol's four calls of 30,000,000 gas each are in no published price.
    ///
    /// - Parameters:
    ///   - root: Hash tree root of the request, which the result carries.
    ///   - onTransaction: Told of each executed transaction's gas.
    /// - Returns: The result of a valid block.
    /// - Throws: `ValidationFailure`; whoever wants a result for it too takes `result(root:isValid:)`.
    public func validate(
        root: Bytes32,
        onTransaction: @escaping (_ gasUsed: UInt64) -> Void = { _ in }
    ) throws(ValidationFailure) -> StatelessValidationResult {
        let block = newPayloadRequest.block
        let claimedHash = newPayloadRequest.executionPayload.fields.blockHash
        let hash = block.hash
        guard hash == claimedHash else { throw .wrongBlockHash(claimed: claimedHash, rebuilt: hash) }
        try checkVersionedHashes()
        let validator = StatelessValidator(
            configuration: .stateless(chainId: chainId, timestamp: block.header.timestamp),
            precompiles: { PrecompileTable(fork: $0) },
            requiresPublishedSystemContracts: true,
            onTransaction: onTransaction
        )
        do throws(StatelessValidationError) {
            _ = try validator.validate(block, witness: witness, publicKeys: publicKeys)
        } catch {
            throw .invalid(error)
        }
        return result(root: root, isValid: true)
    }

    /// The result for a request with the given root.
    public func result(root: Bytes32, isValid: Bool) -> StatelessValidationResult {
        StatelessValidationResult(
            newPayloadRequestRoot: root,
            successfulValidation: isValid,
            chainId: chainId,
            schemaId: schema.rawValue
        )
    }

    /// Compares the request's blob hashes with those of the blob transactions (EIP-4844, engine API).
    private func checkVersionedHashes() throws(ValidationFailure) {
        var expected: [Bytes32] = []
        for (index, bytes) in newPayloadRequest.executionPayload.transactions.enumerated()
        where bytes.first == TransactionType.blob.rawValue {
            do throws(InvalidTransaction) {
                expected += try Transaction(decoding: bytes).blobVersionedHashes
            } catch {
                throw .invalid(.invalid(.transaction(index: index, error)))
            }
        }
        guard expected == newPayloadRequest.versionedHashes else {
            throw .wrongVersionedHashes(expected: expected.count, got: newPayloadRequest.versionedHashes.count)
        }
    }
}

extension ChainConfiguration {
    /// What a chain id stands for where nothing else describes the chain: the input of stateless validation has no more.
    ///
    /// A public network has its own schedule from the first rules on that are known here; every other chain, and a
    /// network's id at a time before them, is under Osaka's rules (docs/decisions/0019-guest-program.md).
    ///
    /// - Parameters:
    ///   - chainId: Chain id of the input.
    ///   - timestamp: The block's, in seconds.
    /// - Returns: The rules by time.
    public static func stateless(chainId: UInt64, timestamp: UInt64) -> ChainConfiguration {
        let network: ChainConfiguration? =
            switch chainId {
            case ChainConfiguration.mainnet.chainId: .mainnet
            case ChainConfiguration.hoodi.chainId: .hoodi
            default: nil
            }
        guard let network, network.rules(at: timestamp) != nil else { return .osaka(chainId: chainId) }
        return network
    }
}

import EVM
public import Primitives

extension StatelessInput {
    /// Runs the block on its witness: the function that EXECUTE re-runs and that the zkVM guest proves (EIP-8025,
    /// `verify_stateless_new_payload`).
    ///
    /// What the request alone can show (block hash, encoding of the transactions, blob hashes) comes before the
    /// witness, so that a forged request costs no header decoding; EIP-8025 has the witness headers first, which
    /// changes the reason that is reported and never the verdict.
    ///
    /// `[SIM]`: code at the system contracts' addresses must be the published one. The caller chooses the pre-state,
    /// and the protocol's four calls of 30,000,000 gas each are in no published price.
    ///
    /// - Parameters:
    ///   - root: Hash tree root of the request, which the result carries.
    ///   - hints: Keys that may spare recovery; they change no verdict.
    ///   - onTransaction: Told of each executed transaction's gas.
    /// - Returns: The result of a valid block.
    /// - Throws: `ValidationFailure`; whoever wants a result for it too takes `result(root:isValid:)`.
    public func validate(
        root: Bytes32,
        hints: SignatureHints = .none,
        onTransaction: @escaping (_ gasUsed: UInt64) -> Void = { _ in }
    ) throws(ValidationFailure) -> StatelessValidationResult {
        let block = newPayloadRequest.block
        let claimedHash = newPayloadRequest.executionPayload.fields.blockHash
        let hash = block.hash
        guard hash == claimedHash else { throw .wrongBlockHash(claimed: claimedHash, rebuilt: hash) }
        let transactions = try decodeTransactions(of: block)
        let validator = StatelessValidator(
            configuration: .stateless(chainId: chainId, timestamp: block.header.timestamp),
            precompiles: { PrecompileTable(fork: $0) },
            requiresPublishedSystemContracts: true,
            onTransaction: onTransaction
        )
        do throws(StatelessValidationError) {
            _ = try validator.validate(
                block,
                decodedTransactions: transactions,
                witness: witness,
                publicKeys: publicKeys,
                hints: hints
            )
        } catch {
            throw .stateless(error)
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

    /// Decodes the transactions, and compares the request's blob hashes with those that they carry (EIP-4844, engine
    /// API).
    private func decodeTransactions(of block: Block) throws(ValidationFailure) -> [Transaction] {
        let transactions: [Transaction]
        do throws(InvalidBlock) {
            transactions = try block.decodeTransactions()
        } catch {
            throw .stateless(.invalidBlock(error))
        }
        let expected = transactions.flatMap { $0.blobVersionedHashes }
        guard expected == newPayloadRequest.versionedHashes else {
            throw .wrongVersionedHashes(expected: expected.count, got: newPayloadRequest.versionedHashes.count)
        }
        return transactions
    }
}

extension ChainConfiguration {
    /// What a chain id stands for where nothing else describes the chain: the input of stateless validation has no
    /// more.
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

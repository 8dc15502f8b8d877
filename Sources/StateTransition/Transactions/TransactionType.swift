import EVM

/// Kind of a transaction, its EIP-2718 type byte.
public enum TransactionType: UInt8, Hashable, Sendable, CaseIterable {
    /// Untyped transaction, with or without a chain id (EIP-155).
    case legacy = 0
    /// Gas price and access list (EIP-2930).
    case accessList = 1
    /// Priority fee and maximum fee (EIP-1559).
    case dynamicFee = 2
    /// Blobs, by their versioned hashes (EIP-4844).
    case blob = 3
    /// Code delegations of accounts (EIP-7702).
    case setCode = 4
    /// Proof dependencies, whose proofs travel beside the block, and blobs if it names any. `[SIM]`: EIP-8288 has the
    /// dependencies in a frame of an EIP-8141 transaction (docs/decisions/0043-proofs-beside-the-block.md).
    case proofCarrying = 0x7b
}

extension ForkRules {
    /// Whether transactions of a type may stand in blocks.
    package func supports(_ type: TransactionType) -> Bool {
        switch type {
        case .legacy, .accessList, .dynamicFee: true
        case .blob: fork.hasBlobs
        case .setCode: fork.hasDelegations
        case .proofCarrying: acceptsProofs
        }
    }
}

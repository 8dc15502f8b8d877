public import EVM
public import Primitives

/// Gas that a transaction pays besides what the EVM charges, and limits on it.
public enum TransactionGas {
    /// Every transaction (EIP-2028's base; Yellow Paper, G_transaction).
    static let base: UInt64 = 21_000
    /// Creation of a contract (EIP-2).
    static let creation: UInt64 = 32_000
    /// A token of calldata: a zero byte is one, any other byte four (EIP-7623).
    static let perDataToken: UInt64 = 4
    /// A token of calldata in the floor price (EIP-7623).
    static let floorPerDataToken: UInt64 = 10
    /// A word of init code (EIP-3860).
    static let perInitCodeWord: UInt64 = 2
    /// An address of the access list (EIP-2930).
    static let perAccessListAddress: UInt64 = 2400
    /// A slot of the access list (EIP-2930).
    static let perAccessListStorageKey: UInt64 = 1900
    /// An authorization, as if its account did not exist (EIP-7702).
    static let perAuthorization: UInt64 = 25_000
    /// What comes back when the authorization's account exists (EIP-7702).
    static let existingAuthorityRefund: UInt64 = 12_500
    /// A proof dependency, for its verification (EIP-8288, `LEANSTARK_VERIFICATION_GAS`).
    static let perProofDependency: UInt64 = 30_000
    /// Greatest number of proof dependencies of a transaction: room for proofs of one statement by several systems.
    /// `[SIM]`
    public static let proofDependencyLimit = 8
    /// At most a part in this many of the used gas is refunded (EIP-3529).
    static let refundQuotient: UInt64 = 5
    /// Greatest gas limit of a transaction from Osaka on (EIP-7825).
    public static let cap: UInt64 = 1 << 24
    /// Greatest length of init code, in bytes (EIP-3860).
    static let initCodeByteLimit = 49_152
    /// Greatest number of blobs per transaction from Osaka on (EIP-7594).
    static let blobLimit = 6
}

extension Transaction {
    /// Gas due before execution (EIP-2028, 2930, 3860, 7702, 8288).
    ///
    /// Wrapping sums are safe: every term is a small constant times a count of things held in memory.
    public var intrinsicGas: UInt64 {
        var gas = TransactionGas.base &+ dataTokenCount &* TransactionGas.perDataToken
        if to == nil {
            let wordCount = UInt64(data.count &+ 31) / 32
            gas &+= TransactionGas.creation &+ wordCount &* TransactionGas.perInitCodeWord
        }
        for entry in accessList {
            gas &+= TransactionGas.perAccessListAddress
            gas &+= UInt64(entry.storageKeys.count) &* TransactionGas.perAccessListStorageKey
        }
        gas &+= UInt64(proofs.dependencies.count) &* TransactionGas.perProofDependency
        return gas &+ UInt64(authorizationList.count) &* TransactionGas.perAuthorization
    }

    /// Least gas paid in the end, by the calldata alone (EIP-7623); zero before Prague.
    public func floorGas(fork: Fork) -> UInt64 {
        guard fork.hasCalldataFloor else { return 0 }
        return TransactionGas.base &+ dataTokenCount &* TransactionGas.floorPerDataToken
    }

    /// Blob gas of the blobs (EIP-4844).
    public var blobGas: UInt64 { UInt64(blobVersionedHashes.count) &* FeeRules.gasPerBlob }

    /// Price in wei that a unit of gas costs the sender, given a base fee that is at most the maximum fee.
    public func effectiveGasPrice(baseFee: UInt256) -> UInt256 {
        let available = maxFeePerGas &- baseFee
        return baseFee &+ (maxPriorityFeePerGas < available ? maxPriorityFeePerGas : available)
    }

    private var dataTokenCount: UInt64 {
        var zeroCount: UInt64 = 0
        for byte in data where byte == 0 {
            zeroCount &+= 1
        }
        return UInt64(data.count) &* 4 &- zeroCount &* 3
    }
}

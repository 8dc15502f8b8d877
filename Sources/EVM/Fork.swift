/// Rule set of the execution layer.
///
/// Every difference between forks is a row of the table below: a property with the fork that brought it. A new fork is
/// a new case here and the rows that name it; the code beside it asks for rows, never for forks
/// (docs/adding-a-fork.md).
public enum Fork: UInt8, Comparable, CaseIterable, Hashable, Sendable {
    /// Shanghai, April 2023: the oldest rule set here, for chains that cross into Cancun.
    case shanghai
    /// Cancun, March 2024: blobs, transient storage, beacon roots.
    case cancun
    /// Prague, May 2025: delegations, BLS12-381, calldata floor, execution requests.
    case prague
    /// Osaka, December 2025: CLZ, secp256r1, new price and bound of MODEXP, caps of transactions and blocks.
    case osaka

    /// Older forks are less.
    @inlinable
    public static func < (a: Fork, b: Fork) -> Bool { a.rawValue < b.rawValue }

    /// Lower-case name, as command lines and scenario files spell it.
    public var name: String {
        switch self {
        case .shanghai: "shanghai"
        case .cancun: "cancun"
        case .prague: "prague"
        case .osaka: "osaka"
        }
    }
}

/// The table for code that runs.
extension Fork {
    /// Whether an operation exists that some fork lacks; true for bytes that none defines.
    func defines(_ byte: CodeByte) -> Bool {
        switch byte {
        // EIP-1153, EIP-4844, EIP-5656, EIP-7516.
        case .tload, .tstore, .blobhash, .mcopy, .blobbasefee: self >= .cancun
        case .clz: hasCountLeadingZeros
        default: true
        }
    }

    /// Whether SELFDESTRUCT deletes every account and not only new ones (until EIP-6780).
    @inlinable
    public var selfDestructDeletesAll: Bool { self < .cancun }

    /// Whether accounts may delegate their code, and transactions of type 4 do so (EIP-7702).
    @inlinable
    public var hasDelegations: Bool { self >= .prague }

    /// Whether opcode 0x1e counts leading zeros (EIP-7939).
    @inlinable
    public var hasCountLeadingZeros: Bool { self >= .osaka }

    /// Whether the BLS12-381 precompiles 0x0b to 0x11 are active (EIP-2537).
    @inlinable
    public var hasBLS12381: Bool { self >= .prague }

    /// Whether the secp256r1 precompile 0x0100 is active (EIP-7951).
    @inlinable
    public var hasSecp256r1: Bool { self >= .osaka }

    /// How MODEXP is priced and bounded.
    public var modularExponentiationRules: ModularExponentiationRules {
        self >= .osaka ? .osaka : .berlin
    }
}

/// The table for transactions.
extension Fork {
    /// Whether blobs exist: transactions of type 3 and the point evaluation precompile 0x0a (EIP-4844).
    public var hasBlobs: Bool { self >= .cancun }

    /// Whether the calldata sets a least price (EIP-7623).
    public var hasCalldataFloor: Bool { self >= .prague }

    /// Whether the gas limit of a transaction is capped (EIP-7825).
    public var hasTransactionGasCap: Bool { self >= .osaka }

    /// Whether the blobs of a transaction are capped below those of a block (EIP-7594).
    public var hasTransactionBlobCap: Bool { self >= .osaka }
}

/// The table for blocks.
extension Fork {
    /// Number of fields of a header: 17 with the withdrawals root (EIP-4895), 3 more with blobs and the parent beacon
    /// root (EIP-4844, EIP-4788), 1 more with the requests hash (EIP-7685).
    public var headerFieldCount: Int {
        switch self {
        case .shanghai: 17
        case .cancun: 20
        case .prague, .osaka: 21
        }
    }

    /// Whether the parent beacon root is stored before the transactions (EIP-4788).
    public var storesBeaconRoot: Bool { self >= .cancun }

    /// Whether the parent hash is stored before the transactions (EIP-2935).
    public var storesParentHash: Bool { self >= .prague }

    /// Whether blocks make requests of the consensus layer (EIP-7685).
    public var hasRequests: Bool { self >= .prague }

    /// Whether the price of a blob follows the price of gas when that is higher (EIP-7918).
    public var hasBlobReservePrice: Bool { self >= .osaka }

    /// Whether the encoded size of a block is capped (EIP-7934).
    public var hasBlockSizeCap: Bool { self >= .osaka }
}

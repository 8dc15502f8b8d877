public import Primitives

/// Deposit seen by the deposit contract (EIP-6110).
public struct DepositRequest: Hashable, Sendable {
    /// Validator's BLS public key, 48 bytes.
    public var pubkey: [UInt8]
    /// Where the stake may be withdrawn to.
    public var withdrawalCredentials: Bytes32
    /// Stake in gwei.
    public var amountInGwei: UInt64
    /// BLS signature, 96 bytes.
    public var signature: [UInt8]
    /// Position in the deposit contract.
    public var index: UInt64

    /// Takes the fields as they are; byte strings must have their exact length.
    public init(
        pubkey: [UInt8],
        withdrawalCredentials: Bytes32,
        amountInGwei: UInt64,
        signature: [UInt8],
        index: UInt64
    ) {
        self.pubkey = pubkey
        self.withdrawalCredentials = withdrawalCredentials
        self.amountInGwei = amountInGwei
        self.signature = signature
        self.index = index
    }
}

/// Withdrawal or exit asked for by the withdrawal credentials' owner (EIP-7002).
public struct WithdrawalRequest: Hashable, Sendable {
    /// Account that asked.
    public var sourceAddress: Address
    /// Validator's BLS public key, 48 bytes.
    public var validatorPubkey: [UInt8]
    /// Amount in gwei, 0 for an exit.
    public var amountInGwei: UInt64

    /// Takes the fields as they are; byte strings must have their exact length.
    public init(sourceAddress: Address, validatorPubkey: [UInt8], amountInGwei: UInt64) {
        self.sourceAddress = sourceAddress
        self.validatorPubkey = validatorPubkey
        self.amountInGwei = amountInGwei
    }
}

/// Merge of two validators (EIP-7251).
public struct ConsolidationRequest: Hashable, Sendable {
    /// Account that asked.
    public var sourceAddress: Address
    /// BLS public key of the validator that ends, 48 bytes.
    public var sourcePubkey: [UInt8]
    /// BLS public key of the validator that receives, 48 bytes.
    public var targetPubkey: [UInt8]

    /// Takes the fields as they are; byte strings must have their exact length.
    public init(sourceAddress: Address, sourcePubkey: [UInt8], targetPubkey: [UInt8]) {
        self.sourceAddress = sourceAddress
        self.sourcePubkey = sourcePubkey
        self.targetPubkey = targetPubkey
    }
}

/// Deposit of a builder (Amsterdam).
public struct BuilderDepositRequest: Hashable, Sendable {
    /// Builder's BLS public key, 48 bytes.
    public var pubkey: [UInt8]
    /// Where the stake may be withdrawn to.
    public var withdrawalCredentials: Bytes32
    /// Stake in gwei.
    public var amountInGwei: UInt64
    /// BLS signature, 96 bytes.
    public var signature: [UInt8]

    /// Takes the fields as they are; byte strings must have their exact length.
    public init(pubkey: [UInt8], withdrawalCredentials: Bytes32, amountInGwei: UInt64, signature: [UInt8]) {
        self.pubkey = pubkey
        self.withdrawalCredentials = withdrawalCredentials
        self.amountInGwei = amountInGwei
        self.signature = signature
    }
}

/// Exit of a builder (Amsterdam).
public struct BuilderExitRequest: Hashable, Sendable {
    /// Account that asked.
    public var sourceAddress: Address
    /// Builder's BLS public key, 48 bytes.
    public var pubkey: [UInt8]

    /// Takes the fields as they are; byte strings must have their exact length.
    public init(sourceAddress: Address, pubkey: [UInt8]) {
        self.sourceAddress = sourceAddress
        self.pubkey = pubkey
    }
}

/// What a block asks of the consensus layer, by kind (EIP-7685, typed as in consensus-specs).
public struct ExecutionRequests: Hashable, Sendable {
    /// Kind 0x00.
    public var deposits: [DepositRequest] = []
    /// Kind 0x01.
    public var withdrawals: [WithdrawalRequest] = []
    /// Kind 0x02.
    public var consolidations: [ConsolidationRequest] = []
    /// Amsterdam only: not part of an Osaka input.
    public var builderDeposits: [BuilderDepositRequest] = []
    /// Amsterdam only: not part of an Osaka input.
    public var builderExits: [BuilderExitRequest] = []

    /// No requests.
    public init() {}

    /// Number of requests of all kinds.
    public var count: Int {
        deposits.count + withdrawals.count + consolidations.count + builderDeposits.count + builderExits.count
    }

    /// Sorts the requests of an Osaka block into kinds.
    ///
    /// - Parameter typedRequests: Kind byte and data each (EIP-7685), kinds strictly ascending, data not empty.
    /// - Throws: `RequestsError`.
    public init(typedRequests: [[UInt8]]) throws(RequestsError) {
        var previousKind: UInt8?
        for request in typedRequests {
            guard let kind = request.first, request.count > 1 else { throw .empty }
            if let previousKind, kind <= previousKind { throw .outOfOrder(kind) }
            previousKind = kind
            let data = request.dropFirst()
            guard kind <= 2 else { throw .unknownKind(kind) }
            do throws(SSZError) {
                switch kind {
                case 0: deposits = try SSZ.decodeElements(data)
                case 1: withdrawals = try SSZ.decodeElements(data)
                default: consolidations = try SSZ.decodeElements(data)
                }
            } catch {
                throw .malformed(kind: kind, error)
            }
        }
    }

    /// Requests of the Osaka kinds in EIP-7685 form: kind byte and data, empty kinds left out.
    public var typedRequests: [[UInt8]] {
        let kinds: [[UInt8]] = [
            [0] + deposits.flatMap { $0.ssz },
            [1] + withdrawals.flatMap { $0.ssz },
            [2] + consolidations.flatMap { $0.ssz },
        ]
        return kinds.filter { $0.count > 1 }
    }
}

/// Why EIP-7685 requests are not those of an Osaka block.
public enum RequestsError: Error, Equatable, Sendable {
    /// A request without data.
    case empty
    /// Kinds do not ascend strictly.
    case outOfOrder(UInt8)
    /// No such kind in Osaka.
    case unknownKind(UInt8)
    /// The data is not a whole number of requests.
    case malformed(kind: UInt8, SSZError)
}

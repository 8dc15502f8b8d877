import EVM
public import Primitives

/// What a builder chooses for its block; the rest follows from the parent or from execution.
public struct BlockAttributes: Hashable, Sendable {
    /// Seconds since 1970.
    public var timestamp: UInt64
    /// Account that receives the priority fees.
    public var feeRecipient: Address
    /// Randomness of the beacon chain.
    public var prevRandao: Bytes32
    /// Root of the parent beacon block.
    public var parentBeaconBlockRoot: Bytes32
    /// Gas that the transactions may use.
    public var gasLimit: UInt64
    /// Free bytes, at most 32.
    public var extraData: [UInt8]

    /// Takes choices that `BlockHeader.child(of:attributes:configuration:)` checks.
    public init(
        timestamp: UInt64,
        feeRecipient: Address,
        prevRandao: Bytes32,
        parentBeaconBlockRoot: Bytes32,
        gasLimit: UInt64,
        extraData: [UInt8] = []
    ) {
        self.timestamp = timestamp
        self.feeRecipient = feeRecipient
        self.prevRandao = prevRandao
        self.parentBeaconBlockRoot = parentBeaconBlockRoot
        self.gasLimit = gasLimit
        self.extraData = extraData
    }
}

extension BlockHeader {
    /// Header of the block after `parent`, valid but for the fields that execution decides: execute with it, then
    /// `BlockResult.sealed`.
    ///
    /// - Throws: `InvalidBlock` when the attributes break a rule, such as a timestamp that is not after the parent's.
    public static func child(
        of parent: BlockHeader,
        attributes: BlockAttributes,
        configuration: ChainConfiguration
    ) throws(InvalidBlock) -> BlockHeader {
        try child(of: parent, hash: parent.hash, attributes: attributes, configuration: configuration)
    }

    /// The same, for a caller who has computed the parent's hash before.
    package static func child(
        of parent: BlockHeader,
        hash parentHash: Bytes32,
        attributes: BlockAttributes,
        configuration: ChainConfiguration
    ) throws(InvalidBlock) -> BlockHeader {
        guard let rules = configuration.rules(at: attributes.timestamp) else {
            throw .unsupportedFork(timestamp: attributes.timestamp)
        }
        guard let baseFee = FeeRules.nextBaseFee(parent: parent) else { throw .baseFeeNotComputable }
        guard let excessBlobGas = FeeRules.nextExcessBlobGas(parent: parent, rules: rules) else {
            throw .excessBlobGasNotComputable
        }
        let header = BlockHeader(
            parentHash: parentHash,
            feeRecipient: attributes.feeRecipient,
            number: parent.number &+ 1,
            gasLimit: attributes.gasLimit,
            timestamp: attributes.timestamp,
            extraData: attributes.extraData,
            prevRandao: attributes.prevRandao,
            baseFeePerGas: baseFee,
            hasBlobFields: rules.fork.hasBlobs,
            excessBlobGas: excessBlobGas,
            parentBeaconBlockRoot: rules.fork.hasBlobs ? attributes.parentBeaconBlockRoot : .zero,
            requestsHash: rules.fork.hasRequests ? TypedRequests.hash([]) : nil
        )
        try header.validate(after: parent, hash: parentHash, configuration: configuration)
        return header
    }
}

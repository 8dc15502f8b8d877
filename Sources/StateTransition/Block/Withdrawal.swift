public import Primitives

/// Payment of the consensus layer into an account (EIP-4895).
public struct Withdrawal: Hashable, Sendable {
    /// Number of the withdrawal since the first.
    public var index: UInt64
    /// Validator that withdraws.
    public var validatorIndex: UInt64
    /// Account that is paid.
    public var address: Address
    /// Amount in gwei.
    public var amountInGwei: UInt64

    /// A withdrawal as the consensus layer orders it; every value is allowed.
    public init(index: UInt64, validatorIndex: UInt64, address: Address, amountInGwei: UInt64) {
        self.index = index
        self.validatorIndex = validatorIndex
        self.address = address
        self.amountInGwei = amountInGwei
    }

    /// Amount in wei; at most 2^64 * 10^9, so that it cannot wrap.
    var amountInWei: UInt256 { UInt256(amountInGwei) &* 1_000_000_000 }

    /// Bytes under the withdrawals root.
    public var encoded: [UInt8] {
        RLPEncoder.encodeList { list in
            list.append(index)
            list.append(validatorIndex)
            list.append(address)
            list.append(amountInGwei)
        }
    }

    init(from decoder: inout RLPDecoder) throws(RLPError) {
        var list = try decoder.readList()
        self.init(
            index: try list.readUInt64(),
            validatorIndex: try list.readUInt64(),
            address: try list.readAddress(),
            amountInGwei: try list.readUInt64()
        )
        try list.finish()
    }
}

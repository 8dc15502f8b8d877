public import Primitives

/// Message between a native rollup and its L1, in either direction.
public struct RollupMessage: Hashable, Sendable {
    /// Who sent it, on the side it comes from.
    public var sender: Address
    /// Who receives it, on the other side.
    public var to: Address
    /// Delivered to the receiver, in wei.
    public var value: UInt256
    /// Paid to whom the claimer names, in wei.
    public var fee: UInt256
    /// Calldata of the delivery.
    public var data: [UInt8]
    /// Position among the messages of its direction, from zero.
    public var index: UInt64

    /// A message as the side that it comes from numbers it.
    public init(sender: Address, to: Address, value: UInt256, fee: UInt256, data: [UInt8], index: UInt64) {
        self.sender = sender
        self.to = to
        self.value = value
        self.fee = fee
        self.data = data
        self.index = index
    }

    /// Bytes of data that the contracts accept in a message.
    public static let maxDataByteCount = 4096

    /// What commits to the message: a leaf of the message tree on L1, an element of `sentMessages` on L2.
    ///
    /// keccak256(sender20 ‖ to20 ‖ value32 ‖ fee32 ‖ keccak256(data)32 ‖ index32).
    public var leaf: Bytes32 {
        Keccak256.hash(
            sender.bytes + to.bytes + value.bigEndianBytes + fee.bigEndianBytes + Keccak256.hash(data).bytes
                + UInt256(index).bigEndianBytes
        )
    }

    /// The contracts' `Message` struct.
    var abiValue: ABIValue {
        .tuple([.address(sender), .address(to), .uint(value), .uint(fee), .bytes(data), .uint(UInt256(index))])
    }

    /// Reads the fields of either contract's `MessageSent`: index, sender, to, value, fee, data.
    init?(eventFields fields: [ABIValue]) {
        guard fields.count == 6, let index = fields[0].asUInt64, let sender = fields[1].asAddress,
            let to = fields[2].asAddress, let value = fields[3].asUInt256, let fee = fields[4].asUInt256,
            let data = fields[5].asBytes
        else { return nil }
        self.init(sender: sender, to: to, value: value, fee: fee, data: data, index: index)
    }
}

/// Proof of one storage slot: the trie nodes from a state root to an account, and from its storage root to the slot.
public struct AccountAndStorageProof: Hashable, Sendable {
    /// Encoded nodes of the state trie, root first.
    public var accountProof: [[UInt8]]
    /// Encoded nodes of the account's storage trie, root first.
    public var storageProof: [[UInt8]]

    /// A proof in two parts: nothing is checked before a contract does it.
    public init(accountProof: [[UInt8]], storageProof: [[UInt8]]) {
        self.accountProof = accountProof
        self.storageProof = storageProof
    }

    var abiValues: [ABIValue] {
        [.array(accountProof.map { .bytes($0) }), .array(storageProof.map { .bytes($0) })]
    }
}

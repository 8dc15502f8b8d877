public import Primitives

/// Account and storage slots that a transaction warms before it starts (EIP-2930).
public struct AccessListEntry: Hashable, Sendable {
    /// The account.
    public var address: Address
    /// Slots of the account's storage.
    public var storageKeys: [UInt256]

    /// An entry for an account, and for those of its slots that are named.
    public init(address: Address, storageKeys: [UInt256] = []) {
        self.address = address
        self.storageKeys = storageKeys
    }
}

extension AccessListEntry {
    static func decodeList(_ decoder: inout RLPDecoder) throws(RLPError) -> [AccessListEntry] {
        var list = try decoder.readList()
        var entries: [AccessListEntry] = []
        while !list.isAtEnd {
            var entry = try list.readList()
            let address = try entry.readAddress()
            var keys = try entry.readList()
            try entry.finish()
            var storageKeys: [UInt256] = []
            while !keys.isAtEnd {
                storageKeys.append(try keys.readBytes32().uint256)
            }
            entries.append(AccessListEntry(address: address, storageKeys: storageKeys))
        }
        return entries
    }

    func encode(into encoder: inout RLPEncoder) {
        encoder.appendList { entry in
            entry.append(address)
            entry.appendList { keys in
                for key in storageKeys {
                    keys.append(Bytes32(key))
                }
            }
        }
    }
}

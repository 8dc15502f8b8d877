package import Primitives
package import StateTrie
package import StrictJSON

/// Accounts as fixtures list them: a state before or after.
package struct FixtureAllocation {
    /// Accounts by address.
    package let accounts: [Address: GenesisAccount]

    /// Reads a mapping from addresses to accounts.
    package init(_ json: JSONValue) throws(JSONError) {
        var accounts: [Address: GenesisAccount] = [:]
        for (key, value) in try json.members {
            guard let address = Address(hex: key) else {
                throw value.mismatch(expected: "an address", asKey: key)
            }
            let account = GenesisAccount(
                balance: try value["balance"].uint256,
                nonce: try value["nonce"].uint64,
                code: try value["code"].bytes,
                storage: try Self.storage(try value["storage"])
            )
            guard accounts.updateValue(account, forKey: address) == nil else {
                throw JSONError(at: json.path, .duplicateKey(key))
            }
        }
        self.accounts = accounts
    }

    private static func storage(_ json: JSONValue) throws(JSONError) -> [UInt256: UInt256] {
        var storage: [UInt256: UInt256] = [:]
        for (key, value) in try json.members {
            guard let slot = key == "0x" ? .zero : UInt256(hex: key) else {
                throw value.mismatch(expected: "a slot", asKey: key)
            }
            guard storage.updateValue(try value.uint256, forKey: slot) == nil else {
                throw JSONError(at: json.path, .duplicateKey(key))
            }
        }
        return storage
    }

    /// Writes the state.
    ///
    /// - Returns: Its root.
    /// - Throws: `StateError`, only when `database` holds a malformed node of the same hash as one of the state.
    func store(into database: inout NodeDatabase) throws(StateError) -> Bytes32 {
        try WorldState.genesisRoot(of: accounts.map { ($0.key, $0.value) }, into: &database)
    }
}

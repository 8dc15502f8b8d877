import Foundation
import Primitives
import StateTrie

/// A reading of trusted fixture files: what is absent reads as nothing, and shows as a wrong result.
struct JSONValue {
    private let value: Any?

    init(contentsOf path: String) throws {
        value = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: path)))
    }

    private init(_ value: Any?) {
        self.value = value
    }

    var exists: Bool { value != nil }
    subscript(key: String) -> JSONValue { JSONValue((value as? [String: Any])?[key]) }
    subscript(index: Int) -> JSONValue { JSONValue((value as? [Any])?[index]) }
    /// Members in order of their names.
    var members: [(String, JSONValue)] {
        ((value as? [String: Any]) ?? [:]).sorted { $0.key < $1.key }.map { ($0.key, JSONValue($0.value)) }
    }
    var elements: [JSONValue] { ((value as? [Any]) ?? []).map { JSONValue($0) } }
    var text: String { value as? String ?? "" }
    var bytes: [UInt8] { Hex.decode(text) ?? [] }
    var word: UInt256 { UInt256(hex: text) ?? .zero }
    var number: UInt64 { word.saturatedUInt64 }
    var hash: Bytes32? { Bytes32(hex: text) }
    var address: Address { Address(hex: text) ?? .zero }

    /// The accounts of a fixture's `pre`.
    var accounts: [(Address, GenesisAccount)] {
        members.map { address, account in
            let storage = account["storage"].members.map { slot, value in (UInt256(hex: slot) ?? .zero, value.word) }
            return (
                Address(hex: address) ?? .zero,
                GenesisAccount(
                    balance: account["balance"].word,
                    nonce: account["nonce"].number,
                    code: account["code"].bytes,
                    storage: Dictionary(storage) { _, last in last }
                )
            )
        }
    }
}

public import Primitives
import StrictJSON

/// Where a contract keeps its variables, as its compiler tells it; for reports, which name slots by it.
public struct StorageLayout: Hashable, Sendable {
    /// A variable.
    public struct Variable: Hashable, Sendable {
        /// Name in the source.
        public let name: String
        /// Type as the compiler spells it.
        public let type: String
        /// Its first slot.
        public let slot: UInt256

        /// Describes a variable.
        public init(name: String, type: String, slot: UInt256) {
            self.name = name
            self.type = type
            self.slot = slot
        }
    }

    /// In which order a mapping's slot and an element's key are hashed.
    public enum MappingOrder: Sendable {
        /// The slot, then the key (Vyper).
        case slotFirst
        /// The key, then the slot (Solidity).
        case keyFirst
    }

    /// Most variables that are read of one contract.
    static let maximumVariableCount = 1_024

    /// The variables, by slot.
    public let variables: [Variable]
    /// Where elements of mappings lie.
    public let mappingOrder: MappingOrder

    /// A layout of variables in any order.
    public init(_ variables: [Variable], mappingOrder: MappingOrder) {
        self.variables = variables.sorted { ($0.slot, $0.name) < ($1.slot, $1.name) }
        self.mappingOrder = mappingOrder
    }

    /// Reads what stands in an artifact beside the ABI; nil where there is nothing, or nothing that is understood.
    ///
    /// Read are solc's and Foundry's `storageLayout` (a list under `storage`), Vyper's `layout`, and a mapping from
    /// names to types and slots, as this project's artifacts have it. Nothing that runs depends on it, so what is
    /// malformed is no error.
    init?(artifact: JSONValue) {
        guard let value = (try? artifact.optional("storageLayout")) ?? (try? artifact.optional("layout")) else {
            return nil
        }
        if let list = try? value.optional("storage"), let layout = try? Self.solidity(list, in: value) {
            self = layout
        } else if let layout = try? Self.vyper((try? value.optional("storage_layout")) ?? value) {
            self = layout
        } else {
            return nil
        }
    }

    private static func solidity(_ list: JSONValue, in layout: JSONValue) throws(JSONError) -> StorageLayout {
        var variables: [Variable] = []
        for entry in try list.elements.prefix(maximumVariableCount) {
            let type = try entry["type"].text
            let label = try layout.optional("types")?.optional(type)?.optional("label")?.text
            guard let slot = UInt256(decimal: try entry["slot"].text) else { continue }
            // Several small variables share a slot; the first stands for it.
            guard variables.last?.slot != slot else { continue }
            variables.append(Variable(name: try entry["label"].text, type: label ?? type, slot: slot))
        }
        return StorageLayout(variables, mappingOrder: .keyFirst)
    }

    private static func vyper(_ names: JSONValue) throws(JSONError) -> StorageLayout {
        var variables: [Variable] = []
        for (name, entry) in try names.members.prefix(maximumVariableCount) {
            let place = try entry["slot"]
            let slot = place.kind == .string ? try place.uint256 : UInt256(try place.wholeNumber)
            variables.append(Variable(name: name, type: try entry["type"].text, slot: slot))
        }
        return StorageLayout(variables, mappingOrder: .slotFirst)
    }
}

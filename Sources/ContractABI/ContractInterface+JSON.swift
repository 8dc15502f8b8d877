import Primitives
public import StrictJSON

extension ContractInterface {
    /// Reads a file that holds a JSON ABI, alone or as the member `abi` of an object.
    ///
    /// - Throws: `JSONError`, naming what is wrong.
    public init(abi file: [UInt8]) throws(JSONError) {
        let limits = JSONDocument.Limits(byteCount: UInt32(ContractLimits.maxArtifactByteCount), depth: 64)
        let root = try JSONDocument(file, limits: limits).root
        try self.init(root.kind == .array ? root : root["abi"])
    }

    /// Reads a JSON ABI: the array that compilers write under `abi`.
    ///
    /// - Throws: `JSONError`, naming the entry that is not as the Solidity ABI specification has it.
    public init(_ abi: JSONValue) throws(JSONError) {
        var constructor: (inputs: [ABIParameter], isPayable: Bool)?
        var functions: [ContractFunction] = []
        var events: [ContractEvent] = []
        var failures: [ContractFailure] = []
        var count = 0
        for entry in try abi.elements {
            count += 1
            guard count <= ContractLimits.maxEntryCount else {
                throw abi.mismatch(expected: "at most \(ContractLimits.maxEntryCount) entries")
            }
            // The specification lets the type be left out of a function.
            switch try entry.optional("type")?.text ?? "function" {
            case "function":
                functions.append(try ContractFunction(entry))
            case "constructor":
                guard constructor == nil else { throw entry.mismatch(expected: "one constructor") }
                let mutability = try ContractFunction.mutability(entry)
                constructor = (try ABIParameter.list("inputs", of: entry), mutability == .payable)
            case "event":
                // An anonymous event has no topic of its own to be known by.
                if try entry.optional("anonymous")?.bool == true { continue }
                events.append(try ContractEvent(entry))
            case "error":
                failures.append(ContractFailure(name: try ABIParameter.name(entry), inputs: try .list("inputs", entry)))
            case "fallback", "receive":
                continue
            default:
                throw try entry["type"].mismatch(expected: "the type of an ABI entry, such as function or event")
            }
        }
        self.init(
            constructorInputs: constructor?.inputs ?? [],
            isConstructorPayable: constructor?.isPayable ?? false,
            functions: functions,
            events: events,
            failures: failures
        )
    }
}

extension [ABIParameter] {
    fileprivate static func list(_ key: String, _ entry: JSONValue) throws(JSONError) -> [ABIParameter] {
        try ABIParameter.list(key, of: entry)
    }
}

extension ContractFunction {
    fileprivate init(_ entry: JSONValue) throws(JSONError) {
        self.init(
            name: try ABIParameter.name(entry),
            inputs: try ABIParameter.list("inputs", of: entry),
            outputs: try ABIParameter.list("outputs", of: entry),
            mutability: try Self.mutability(entry)
        )
    }

    /// What `stateMutability` says; before Solidity 0.4.16 there were `constant` and `payable` instead.
    fileprivate static func mutability(_ entry: JSONValue) throws(JSONError) -> Mutability {
        guard let value = try entry.optional("stateMutability") else {
            if try entry.optional("constant")?.bool == true { return .view }
            return try entry.optional("payable")?.bool == true ? .payable : .nonpayable
        }
        guard let mutability = Mutability(rawValue: try value.text) else {
            throw value.mismatch(expected: "pure, view, nonpayable or payable")
        }
        return mutability
    }
}

extension ContractEvent {
    fileprivate init(_ entry: JSONValue) throws(JSONError) {
        let fields = try ABIParameter.list("inputs", of: entry)
        // A log has four topics, of which the first is the event's own.
        guard fields.count(where: \.isIndexed) <= 3 else { throw entry.mismatch(expected: "at most 3 indexed fields") }
        self.init(name: try ABIParameter.name(entry), fields: fields)
    }
}

extension ABIParameter {
    /// The parameters under a key; none when it is absent.
    fileprivate static func list(_ key: String, of entry: JSONValue, depth: Int = 0) throws(JSONError) -> [ABIParameter]
    {
        guard let list = try entry.optional(key) else { return [] }
        guard depth <= ContractLimits.maxTypeDepth else {
            throw list.mismatch(expected: "no deeper nesting of structs")
        }
        var parameters: [ABIParameter] = []
        for item in try list.elements {
            guard parameters.count < ContractLimits.maxParameterCount else {
                throw list.mismatch(expected: "at most \(ContractLimits.maxParameterCount) parameters")
            }
            parameters.append(try ABIParameter(item, depth: depth))
        }
        return parameters
    }

    private init(_ item: JSONValue, depth: Int) throws(JSONError) {
        let spelling = try item["type"]
        let hasFields = try item.optional("components") != nil
        let fields = try Self.list("components", of: item, depth: depth + 1)
        guard let type = ABIType(spelling: try spelling.text, fields: hasFields ? fields.map(\.type) : nil) else {
            throw spelling.mismatch(expected: "an ABI type of bounded size, such as uint256, address[] or bytes32")
        }
        let name = try item.optional("name")?.text ?? ""
        if !name.isEmpty, !Self.isIdentifier(name) {
            throw try item["name"].mismatch(expected: "a name of letters, digits, _ and $")
        }
        self.init(name: name, type: type, fields: fields, isIndexed: try item.optional("indexed")?.bool ?? false)
    }

    /// The name that an entry must have.
    fileprivate static func name(_ entry: JSONValue) throws(JSONError) -> String {
        let value = try entry["name"]
        guard isIdentifier(try value.text) else {
            throw value.mismatch(expected: "a name of letters, digits, _ and $")
        }
        return try value.text
    }

    /// An identifier of Solidity or Vyper, so that names can stand in a report as they are.
    private static func isIdentifier(_ text: String) -> Bool {
        let bytes = text.utf8
        guard let first = bytes.first, bytes.count <= ContractLimits.maxNameByteCount,
            !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
        else { return false }
        return bytes.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"):
                true
            default:
                false
            }
        }
    }
}

import Primitives
public import StrictJSON

/// Contract as a compiler left it: its interface and its init code.
public struct CompiledContract: Hashable, Sendable {
    /// Name in the artifact; empty where the file gives none.
    public let name: String
    /// What its ABI says.
    public let interface: ContractInterface
    /// Init code without the constructor's arguments.
    public let creationCode: [UInt8]
    /// Where it keeps its variables; nil where the compiler did not say.
    public let storageLayout: StorageLayout?

    /// A contract put together from its parts.
    public init(
        name: String,
        interface: ContractInterface,
        creationCode: [UInt8],
        storageLayout: StorageLayout? = nil
    ) {
        self.name = name
        self.interface = interface
        self.creationCode = creationCode
        self.storageLayout = storageLayout
    }

    /// Reads an artifact file in a shape that a compiler or framework writes.
    ///
    /// One contract: `abi` beside `bytecode`, which is hexadecimal (Hardhat, Truffle, ours) or an object with `object`
    /// (Foundry), beside `bin`, or beside `evm.bytecode.object`. Several: under `contracts`, by file and name (solc's
    /// standard JSON) or by `file:Name` (solc's combined JSON); or at the top, by file (Vyper's combined JSON).
    ///
    /// - Parameters:
    ///   - artifact: The file.
    ///   - name: Which of several contracts is meant; nil when there is one with code.
    /// - Throws: `JSONError`: no shape fits, no such contract, an ABI that is none, code not linked or too long.
    public init(artifact: [UInt8], named name: String? = nil) throws(JSONError) {
        let limits = JSONDocument.Limits(byteCount: UInt32(ContractLimits.maxArtifactByteCount), depth: 64)
        let root = try JSONDocument(artifact, limits: limits).root
        let candidates = try Self.contracts(in: root)
        let found = candidates.filter { candidate in name == nil || candidate.name == name }
        guard let first = found.first else {
            let names = candidates.prefix(8).map(\.name).joined(separator: ", ")
            throw root.mismatch(expected: name == nil ? "an abi and a bytecode" : "one of the contracts \(names)")
        }
        guard found.count > 1 else {
            try self.init(first.value, name: first.name)
            return
        }
        // Interfaces and abstract contracts stand beside the one that is meant.
        var complete: [CompiledContract] = []
        for candidate in found {
            if let contract = try? CompiledContract(candidate.value, name: candidate.name) { complete.append(contract) }
        }
        guard complete.count == 1 else {
            let names = found.prefix(8).map(\.name).joined(separator: ", ")
            throw root.mismatch(expected: "one contract with code, or the name of one of \(names)")
        }
        self = complete[0]
    }

    private init(_ value: JSONValue, name: String) throws(JSONError) {
        self.init(
            name: name,
            interface: try ContractInterface(value["abi"]),
            creationCode: try Self.creationCode(of: value),
            storageLayout: StorageLayout(artifact: value)
        )
    }

    private static func contracts(in root: JSONValue) throws(JSONError) -> [(name: String, value: JSONValue)] {
        if root.has("abi") {
            let name = try root.optional("contractName")?.text ?? ""
            return [(name, root)]
        }
        var found: [(name: String, value: JSONValue)] = []
        let outer = try root.optional("contracts") ?? root
        for (key, value) in try outer.members where value.kind == .object {
            if value.has("abi") {
                found.append((key.split(separator: ":").last.map(String.init) ?? key, value))
                continue
            }
            for (inner, contract) in try value.members where contract.has("abi") { found.append((inner, contract)) }
        }
        return found
    }

    private static func creationCode(of value: JSONValue) throws(JSONError) -> [UInt8] {
        var code = try value.optional("bytecode")
        if code == nil { code = try value.optional("bin") }
        if code == nil, let evm = try value.optional("evm") { code = try evm["bytecode"] }
        guard let found = code else { throw JSONError(at: value.path, .missingKey("bytecode")) }
        let hex = found.kind == .object ? try found["object"] : found
        let text = try hex.text
        // A placeholder of a library, `__$…$__`, stands where its address has to be.
        guard !text.utf8.contains(UInt8(ascii: "_")) else {
            throw hex.mismatch(expected: "linked code: a library's address is missing")
        }
        let prefixed = text.hasPrefix("0x") ? text : "0x" + text
        guard let bytes = Hex.decode(prefixed) else { throw hex.mismatch(expected: "code in hexadecimal") }
        guard !bytes.isEmpty else { throw hex.mismatch(expected: "code: an interface or abstract contract has none") }
        guard bytes.count <= ContractLimits.maxInitCodeByteCount else {
            throw hex.mismatch(expected: "at most \(ContractLimits.maxInitCodeByteCount) bytes of init code (EIP-3860)")
        }
        return bytes
    }
}

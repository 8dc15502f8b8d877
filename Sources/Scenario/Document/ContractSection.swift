package import ContractABI
import RollupContracts
import TextOutput

/// A contract that a scenario brings: its interface and its code, of which `deploy` makes instances.
package struct ContractSection: Sendable {
    /// Name in the scenario.
    package let name: String
    /// Where its code comes from.
    package let origin: Origin
    /// Interface and init code.
    package let contract: CompiledContract

    /// Where a contract's code comes from.
    package enum Origin: String, CaseIterable, Sendable {
        /// A contract that ships with the project.
        case stock
        /// A compiler's or framework's JSON artifact.
        case artifact
        /// A Vyper source, compiled by the project's compiler.
        case vyper
        /// Init code written out, with or without an ABI file.
        case code
    }

    /// Most contracts of one file.
    static let maximumCount = 64

    /// Reads the section and brings its names into scope.
    static func all(_ entries: [DocumentNode.Entry], context: ReadingContext) -> [ContractSection] {
        if entries.count > maximumCount {
            let message = "`contracts` has \(entries.count) entries; a scenario has at most \(maximumCount) contracts"
            context.report(.outOfRange, message, at: entries[maximumCount].keyLocation)
        }
        let sections = entries.prefix(maximumCount).compactMap { ContractSection($0, context: context) }
        // Every step about a contract that cannot be read would be a problem of its own.
        context.isMuted = sections.count < entries.count
        for section in sections { context.scope.contracts[section.name] = section.contract }
        return sections
    }

    /// Keys of a contract, one of `Origin` among them.
    struct Fields: FieldSet {
        static let declared = Fields()
        let stock = Field<StockContract>.optional(
            "stock",
            "A contract that ships with the project.",
            absent: "another origin"
        )
        let artifact = Field<String>.optional(
            "artifact",
            "A JSON artifact of solc, Foundry, Hardhat or Vyper, by its path from the scenario's folder.",
            absent: "another origin",
            range: "at most \(ContractLimits.maxArtifactByteCount.grouped) bytes"
        )
        let contract = Field<String>.optional(
            "contract",
            "Which contract of an artifact that holds several.",
            absent: "the only one"
        )
        let vyper = Field<String>.optional(
            "vyper",
            "A Vyper source, compiled when the project's Vyper is installed.",
            absent: "another origin"
        )
        let code = Field<HexBytes>.optional(
            "code",
            "Init code, written out.",
            absent: "another origin",
            range: "1 to \(ContractLimits.maxInitCodeByteCount.grouped) bytes",
            source: "EIP-3860"
        )
        let abi = Field<String>.optional(
            "abi",
            "A file with the ABI of `code`: an array, or an object with `abi`.",
            absent: "nothing can be called by name"
        )
    }

    /// Reads an entry of `contracts`; nil, with a report, when it is wrong.
    init?(_ entry: DocumentNode.Entry, context: ReadingContext) {
        let owner = "the contract `\(entry.key.shortened)`"
        guard let name = context.declaredName(entry.key, of: "a contract", at: entry.keyLocation),
            var fields = FieldReader(
                entry.value,
                Fields.self,
                owner: owner,
                location: entry.keyLocation,
                context: context
            )
        else { return nil }
        if context.scope.accounts.contains(name) {
            context.report(.duplicateName, "`\(name)` names an actor or a rollup already", at: entry.keyLocation)
        }
        let origins = Origin.allCases.filter { fields.has($0.rawValue) }
        guard let origin = origins.first, origins.count == 1 else {
            let keys = Origin.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
            let message = "\(owner) needs one of \(keys), found \(origins.isEmpty ? "none" : "several")"
            context.report(.missingKey, message, at: entry.keyLocation)
            return nil
        }
        let contract = Self.contract(origin, &fields)
        fields.finish()
        guard let contract else { return nil }
        self.name = name
        self.origin = origin
        self.contract = contract
    }

    private static func contract(_ origin: Origin, _ fields: inout FieldReader<Fields>) -> CompiledContract? {
        switch origin {
        case .stock:
            guard let stock = fields.read(\.stock) else { return nil }
            return read(Array(stock.artifact.utf8), named: nil, \.stock, fields)
        case .artifact:
            let name = fields.read(\.contract)
            return file(\.artifact, &fields).flatMap { read($0, named: name, \.artifact, fields) }
        case .vyper:
            return compiled(&fields).flatMap { read($0, named: nil, \.vyper, fields) }
        case .code:
            return written(&fields)
        }
    }

    private static func read<Value>(
        _ bytes: [UInt8],
        named name: String?,
        _ field: KeyPath<Fields, Field<Value>>,
        _ fields: FieldReader<Fields>
    ) -> CompiledContract? {
        do {
            return try CompiledContract(artifact: bytes, named: name)
        } catch {
            fields.context.report(
                .invalidArtifact,
                "the artifact is not usable: \(error)",
                at: fields.valuePlace(of: field)
            )
            return nil
        }
    }

    /// Init code in hexadecimal, and beside it perhaps a file that holds its ABI: an array, or an object with `abi`.
    private static func written(_ fields: inout FieldReader<Fields>) -> CompiledContract? {
        guard let code = fields.read(\.code) else { return nil }
        guard !code.bytes.isEmpty, code.bytes.count <= ContractLimits.maxInitCodeByteCount else {
            let message = "`code` has 1 to \(ContractLimits.maxInitCodeByteCount) bytes (EIP-3860)"
            fields.context.report(.outOfRange, message, at: fields.valuePlace(of: \.code))
            return nil
        }
        guard fields.has(\.abi) else {
            return CompiledContract(name: "", interface: .unknown, creationCode: code.bytes)
        }
        guard let bytes = file(\.abi, &fields) else { return nil }
        do {
            return CompiledContract(name: "", interface: try ContractInterface(abi: bytes), creationCode: code.bytes)
        } catch {
            fields.context.report(.invalidArtifact, "the ABI is not usable: \(error)", at: fields.valuePlace(of: \.abi))
            return nil
        }
    }

    private static func path(
        _ field: KeyPath<Fields, Field<String>>,
        _ fields: inout FieldReader<Fields>
    ) -> String? {
        guard let path = fields.read(field) else { return nil }
        guard ContractFiles.isInside(path) else {
            let key = Fields.declared[keyPath: field].entry.key
            let message = "`\(key)` is a path inside the scenario's own folder, found `\(path.shortened)`"
            let help = "without `..` and without a leading `/`"
            fields.context.report(.invalidValue, message, at: fields.valuePlace(of: field), help: help)
            return nil
        }
        return path
    }

    private static func file(
        _ field: KeyPath<Fields, Field<String>>,
        _ fields: inout FieldReader<Fields>
    ) -> [UInt8]? {
        guard let path = path(field, &fields) else { return nil }
        return bytes(fields.context.files.read(path, ContractLimits.maxArtifactByteCount), of: path, field, fields)
    }

    private static func compiled(_ fields: inout FieldReader<Fields>) -> [UInt8]? {
        guard let path = path(\.vyper, &fields) else { return nil }
        return bytes(fields.context.files.compile(path), of: path, \.vyper, fields)
    }

    private static func bytes(
        _ result: Result<[UInt8], ContractFiles.Failure>,
        of path: String,
        _ field: KeyPath<Fields, Field<String>>,
        _ fields: FieldReader<Fields>
    ) -> [UInt8]? {
        switch result {
        case .success(let bytes):
            return bytes
        case .failure(let failure):
            let message = "`\(path.shortened)` \(failure.reason)"
            fields.context.report(.invalidArtifact, message, at: fields.valuePlace(of: field))
            return nil
        }
    }
}

extension StockContract: ChoiceField {
    var summary: String {
        switch self {
        case .erc20: "a token whose deployer holds the first supply and may mint more (ERC-20)"
        case .amm: "a pool of two tokens at a constant product, with a fee of 0.3 %"
        case .greeter: "keeps the last greeting that a message brought from the other side of a rollup"
        case .tokenVault: "locks tokens on L1 behind those that a token_factory mints, and releases them"
        case .tokenFactory: "mints on an L2 what a token_vault has locked, and burns it to go back"
        case .bridgedToken: "the code that the tokens of a token_factory run"
        }
    }
}

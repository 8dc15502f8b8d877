package import ContractABI
package import EVM
package import Primitives
import RollupContracts
import TextOutput

/// Whose an address is, and what its contract understands: what turns call trees into words.
package struct AddressBook: Sendable {
    private struct Entry {
        var name: String
        var functions: [ABIFunction]
        var layout: StorageLayout?
    }

    /// Entries by chain; those without one hold on every chain that has none of its own.
    private var entries: [ChainReference?: [Address: Entry]] = [:]

    /// Custom errors of the scenario's contracts; one may pass another's on.
    fileprivate let failures: [ContractFailure]

    /// A book that knows the fork's own precompiled contracts alone, and some custom errors.
    package init(failures: [ContractFailure] = []) {
        self.failures = failures
        for (index, name) in Self.precompiles.enumerated() { add(Address(UInt64(index) + 1), name) }
        add(Address(0x100), "p256Verify")
    }

    /// The precompiled contracts of Ethereum from address 1 on, by their usual names (EIP-196, 197, 152, 4844, 2537).
    private static let precompiles = [
        "ecRecover", "sha256", "ripemd160", "identity", "modExp", "bn254Add", "bn254Mul", "bn254Pairing", "blake2f",
        "kzgPointEvaluation", "bls12G1Add", "bls12G1MSM", "bls12G2Add", "bls12G2MSM", "bls12Pairing", "bls12MapFpToG1",
        "bls12MapFp2ToG2",
    ]

    /// Enters an address; a later entry of the same chain replaces an earlier one.
    ///
    /// - Parameters:
    ///   - address: The account.
    ///   - name: What reports call it.
    ///   - functions: What a contract there understands.
    ///   - layout: Where it keeps its variables; nil where nobody knows.
    ///   - chain: Where it has the name; nil for everywhere.
    package mutating func add(
        _ address: Address,
        _ name: String,
        _ functions: [ABIFunction] = [],
        _ layout: StorageLayout? = nil,
        on chain: ChainReference? = nil
    ) {
        entries[chain, default: [:]][address] = Entry(name: name, functions: functions, layout: layout)
    }

    /// The book of one chain.
    package func on(_ chain: ChainReference) -> ChainNames { ChainNames(book: self, chain: chain) }

    private func entry(_ address: Address, on chain: ChainReference) -> Entry? {
        entries[chain]?[address] ?? entries[nil]?[address]
    }

    /// The name of an address on a chain; nil for an unknown one.
    fileprivate func name(of address: Address, on chain: ChainReference) -> String? {
        entry(address, on: chain)?.name
    }

    /// The functions of a contract on a chain; nil for an unknown address.
    fileprivate func functions(of address: Address, on chain: ChainReference) -> [ABIFunction]? {
        entry(address, on: chain)?.functions
    }

    /// What slots of a contract on a chain are called; nil when its layout is not known.
    fileprivate func storageNames(of address: Address, on chain: ChainReference) -> StorageNames? {
        guard let layout = entry(address, on: chain)?.layout else { return nil }
        var accounts = (entries[nil] ?? [:]).mapValues(\.name)
        for (address, entry) in entries[chain] ?? [:] { accounts[address] = entry.name }
        // Precompiled contracts hold no tokens.
        let likely = accounts.filter { $0.key > Address(0x100) }
        return StorageNames(layout, accounts: likely.sorted { ($0.value, $0.key) < ($1.value, $1.key) })
    }
}

/// What an address book says of one chain.
package struct ChainNames: Sendable {
    fileprivate let book: AddressBook
    fileprivate let chain: ChainReference

    /// The name of an address; nil for an unknown one.
    package func name(of address: Address) -> String? { book.name(of: address, on: chain) }

    /// The name of an address, or the address itself.
    package func label(of address: Address) -> String { name(of: address) ?? address.hex }

    /// What slots of a contract are called; nil when its layout is not known.
    func storageNames(of address: Address) -> StorageNames? { book.storageNames(of: address, on: chain) }

    /// What a contract said when it reverted: its text, or its custom error with the values; empty for nothing.
    package func reason(ofRevert output: [UInt8]) -> String {
        let reason = RevertReason(output: output)
        guard case .custom = reason else { return reason.description }
        for failure in book.failures {
            guard let values = try? failure.codec.decodeCall(output) else { continue }
            let parts = zip(values, failure.inputs).map { value, input in
                (input.name.isEmpty ? "" : input.name + ": ") + words(value)
            }
            return "\(failure.name)(\(parts.joined(separator: ", ")))"
        }
        return reason.description
    }

    /// What a call asks for: the function's name where it is known, else the selector of an unknown contract.
    ///
    /// - Returns: Nil for a call without calldata, and for a contract that has no functions, as precompiled ones.
    package func functionName(of call: CallTrace) -> String? {
        if call.kind.isCreate { return nil }
        if let function = function(of: call) { return function.name }
        let isUnknown = book.functions(of: call.to, on: chain).map { !$0.isEmpty } ?? true
        return call.input.count >= 4 && isUnknown ? Hex.encode(Array(call.input.prefix(4))) : nil
    }

    private func function(of call: CallTrace) -> ABIFunction? {
        guard call.input.count >= 4 else { return nil }
        let selector = call.input.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return book.functions(of: call.to, on: chain)?.first { $0.selector == selector }
    }

    /// The arguments of a call whose function is known, or the size of its calldata behind the selector.
    func arguments(of call: CallTrace) -> String {
        guard let function = function(of: call), call.input.count == call.inputSize,
            let values = try? function.decodeCall(call.input)
        else { return "\(max(call.inputSize - 4, 0).grouped) bytes" }
        return values.map { words($0) }.joined(separator: ", ")
    }

    /// What a call returned: its values where its function is known, or else their bytes.
    func output(of call: CallTrace) -> String {
        guard call.outputSize > 0 else { return "" }
        if let function = function(of: call), call.output.count == call.outputSize,
            let values = try? function.decodeOutput(call.output)
        {
            return values.map { words($0) }.joined(separator: ", ")
        }
        return Self.shortened(call.output, of: call.outputSize)
    }

    private func words(_ value: ABIValue) -> String {
        switch value {
        case .uint(let number): "\(number)"
        case .int(let number): (number >> 255).isZero ? "\(number)" : "-\(UInt256.zero &- number)"
        case .address(let address): label(of: address)
        case .bool(let value): "\(value)"
        case .fixedBytes(let bytes), .bytes(let bytes): Self.shortened(bytes, of: bytes.count)
        case .string(let bytes): "\"\(String(decoding: bytes.prefix(128), as: UTF8.self))\""
        case .array(let items), .fixedArray(let items):
            "[" + items.prefix(2).map { words($0) }.joined(separator: ", ")
                + (items.count > 2 ? ", … \(items.count) in all]" : "]")
        case .tuple(let items): "(" + items.map { words($0) }.joined(separator: ", ") + ")"
        }
    }

    /// Bytes in hexadecimal; of many the beginning, and how many they are.
    private static func shortened(_ bytes: [UInt8], of size: Int) -> String {
        size <= 32 ? Hex.encode(bytes) : "\(Hex.encode(Array(bytes.prefix(16))))… (\(size.grouped) bytes)"
    }
}

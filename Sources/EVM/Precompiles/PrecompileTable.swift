public import Primitives

/// The precompiled contracts of a chain: the standard ones of a fork, and what the chain adds.
public struct PrecompileTable: Sendable {
    /// A precompile from outside the EVM: a pure function of its input and the gas it is given.
    public typealias Extension = @Sendable (_ input: [UInt8], _ gas: UInt64) -> PrecompileOutcome

    /// Whose standard precompiles these are.
    public let fork: Fork
    private var extensions: [(address: Address, run: Extension)] = []

    /// The standard precompiles of a fork.
    public init(fork: Fork) {
        self.fork = fork
    }

    /// The same table with one precompile more, which takes the place of any other at its address.
    ///
    /// - Parameters:
    ///   - address: Where it stands.
    ///   - run: What it does.
    /// - Returns: The larger table.
    public func adding(_ address: Address, _ run: @escaping Extension) -> PrecompileTable {
        var table = self
        table.extensions.removeAll { $0.address == address }
        table.extensions.append((address, run))
        return table
    }

    /// All addresses, the standard ones first and ascending: they are warm from the start of a transaction (EIP-2929).
    public var addresses: [Address] {
        let standard = StandardPrecompile.allCases.filter { $0.isActive(in: fork) }.map { $0.address }
        return standard + extensions.map { $0.address }.filter { !standard.contains($0) }
    }

    /// Whether a precompile stands at an address.
    public func contains(_ address: Address) -> Bool {
        if let standard = StandardPrecompile(address), standard.isActive(in: fork) { return true }
        return extensions.contains { $0.address == address }
    }

    /// What came of an attempt to run a precompile.
    enum Run {
        case ran(PrecompileOutcome)
        case notImplemented
    }

    /// Runs the precompile at an address.
    ///
    /// Memory is paid for once and can be sent any number of times: a standard precompile's input is therefore copied no
    /// further than it matters, and only when the gas pays for its bytes.
    func run(at address: Address, input: UnsafeRawBufferPointer, gas: UInt64) -> Run {
        for candidate in extensions where candidate.address == address {
            return .ran(candidate.run([UInt8](input), gas))
        }
        guard let standard = StandardPrecompile(address), standard.isActive(in: fork) else { return .notImplemented }
        guard gas >= standard.leastGas(inputByteCount: input.count) else { return .ran(.failure(.outOfGas)) }
        let relevant = UnsafeRawBufferPointer(rebasing: input.prefix(standard.relevantByteCount(in: fork)))
        return standard.run([UInt8](relevant), gas: gas, fork: fork)
    }
}

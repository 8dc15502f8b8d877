public import Primitives

/// The precompiled contracts of a chain: the standard ones of a fork, and what the chain adds.
public struct PrecompileTable: Sendable {
    /// A precompile from outside the EVM: its outcome is a pure function of the call, its `isTraced` left
    /// aside.
    ///
    /// Where the call is traced it may leave a note, on which the outcome does not depend.
    public typealias Extension = @Sendable (_ call: PrecompileCall) -> PrecompileAnswer

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

    /// The precompile from outside the EVM at an address; nil where there is none, or a standard one.
    func added(at address: Address) -> Extension? {
        for candidate in extensions where candidate.address == address { return candidate.run }
        return nil
    }

    /// Runs the standard precompile at an address, which is known to be there.
    ///
    /// Memory is paid for once and can be sent any number of times: the precompile therefore works on its input in
    /// place.
    func runStandard(
        at address: Address,
        input: UnsafeRawBufferPointer,
        gas: UInt64,
        _ scratch: inout ByteBuffer
    ) -> PrecompileRun {
        guard let standard = StandardPrecompile(address), standard.isActive(in: fork) else { return .unavailable }
        return standard.run(input, gas: gas, fork: fork, &scratch)
    }
}

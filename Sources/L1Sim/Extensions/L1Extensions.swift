public import EVM
public import Primitives

/// The precompiled contracts that are plugged into the L1's EVM, and into no other.
public struct L1Extensions: Sendable {
    private let extensions: [L1Extension]

    /// These contracts; a later one takes the address of an earlier.
    public init(_ extensions: [L1Extension] = []) {
        self.extensions = extensions
    }

    /// No contracts: an ordinary L1.
    public static let none = L1Extensions()

    /// The fork's contracts and these.
    public func precompiles(for fork: Fork) -> PrecompileTable {
        extensions.reduce(PrecompileTable(fork: fork)) { $0.adding($1.address, $1.call) }
    }

    /// Name in reports of the contract at an address, if it is one of these.
    public func name(at address: Address) -> String? {
        extensions.last { $0.address == address }?.name
    }

    /// The name that the contract at an address gives the failure with which a frame halted; nil of every other halt.
    public func failureName(_ reason: HaltReason, at address: Address) -> String? {
        guard case .precompile(.extensionFailure(let code)) = reason else { return nil }
        return extensions.last { $0.address == address }?.failureName(code)
    }
}

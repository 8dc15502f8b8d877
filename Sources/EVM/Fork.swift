/// Rule set of the execution layer.
///
/// Every difference between forks that concerns the EVM is one of the properties below, so that a new fork is a new case
/// and a look through one file.
public enum Fork: UInt8, Comparable, CaseIterable, Hashable, Sendable {
    /// Cancun, March 2024: the oldest rule set here.
    case cancun
    /// Prague, May 2025: delegations, BLS12-381, calldata floor.
    case prague
    /// Osaka, December 2025: CLZ, secp256r1, new price and bound of MODEXP.
    case osaka

    /// Older forks are less.
    @inlinable
    public static func < (a: Fork, b: Fork) -> Bool { a.rawValue < b.rawValue }

    /// Lower-case name, as command lines and scenario files spell it.
    public var name: String {
        switch self {
        case .cancun: "cancun"
        case .prague: "prague"
        case .osaka: "osaka"
        }
    }
}

extension Fork {
    /// Whether accounts may delegate their code (EIP-7702).
    @inlinable
    public var hasDelegations: Bool { self >= .prague }

    /// Whether opcode 0x1e counts leading zeros (EIP-7939).
    @inlinable
    public var hasCountLeadingZeros: Bool { self >= .osaka }

    /// Whether the BLS12-381 precompiles 0x0b to 0x11 are active (EIP-2537).
    @inlinable
    public var hasBLS12381: Bool { self >= .prague }

    /// Whether the secp256r1 precompile 0x0100 is active (EIP-7951).
    @inlinable
    public var hasSecp256r1: Bool { self >= .osaka }

    /// How MODEXP is priced and bounded.
    public var modularExponentiationRules: ModularExponentiationRules {
        self >= .osaka ? .osaka : .berlin
    }
}

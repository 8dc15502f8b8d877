/// Why the guest program ended by itself: the code that it hands to the exit call.
///
/// The table is the guest's own, `Guest/Runtime/guest_runtime.h`; a test compares the two.
public enum GuestExitCode: Hashable, Sendable {
    /// The output holds the result.
    case result
    /// The input is not a stateless input of a known schema.
    case undecodableInput
    /// The input's schema is one whose rules the program does not have.
    case unsupportedSchema
    /// The heap is exhausted.
    case heapExhausted
    /// The program wrote more than the output holds, or twice.
    case outputMisused
    /// The block calls a precompile that the program lacks, by the number of its address.
    case missingPrecompile(UInt64)
    /// A code that no program of this version gives.
    case unknown(UInt64)

    /// First code of a missing precompile, that of address 0.
    static let firstOfMissingPrecompiles: UInt64 = 64
    /// Last address that is told apart from an unknown code.
    static let lastPrecompile: UInt64 = 0xffff

    /// The meaning of a code, the value of register a0 at the exit call.
    public init(_ code: UInt64) {
        switch code {
        case 0: self = .result
        case 1: self = .undecodableInput
        case 2: self = .unsupportedSchema
        case 3: self = .heapExhausted
        case 4: self = .outputMisused
        case Self.firstOfMissingPrecompiles...(Self.firstOfMissingPrecompiles + Self.lastPrecompile):
            self = .missingPrecompile(code - Self.firstOfMissingPrecompiles)
        default: self = .unknown(code)
        }
    }
}

/// How a precompile's run ended.
public enum PrecompileOutcome: Hashable, Sendable {
    /// It ran: its output, and the gas it used, at most what it was given.
    case success(output: [UInt8], gasUsed: UInt64)
    /// It failed: all gas it was given is gone, and the call has no effect and no output.
    case failure(PrecompileFailure)
}

/// Why a precompile failed.
public enum PrecompileFailure: Hashable, Sendable {
    /// The gas did not suffice.
    case outOfGas
    /// The input is malformed.
    case invalidInput
    /// A precompile that was added to the table failed, for a reason that its owner numbers.
    case extensionFailure(code: UInt16)
}

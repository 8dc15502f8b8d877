/// What a precompile from outside the EVM answers to a call: an outcome for the caller, and perhaps a note for the
/// tracer.
public struct PrecompileAnswer: Sendable {
    /// How the run ended.
    public let outcome: PrecompileOutcome
    /// What there is to say of the run; nil for nothing.
    public let note: (any PrecompileNote)?

    /// An outcome with a note beside it.
    public init(_ outcome: PrecompileOutcome, note: (any PrecompileNote)? = nil) {
        self.outcome = outcome
        self.note = note
    }

    /// The run succeeded, and there is nothing to say of it.
    public static func success(output: [UInt8], gasUsed: UInt64) -> PrecompileAnswer {
        PrecompileAnswer(.success(output: output, gasUsed: gasUsed))
    }

    /// The run failed, and there is nothing to say of it.
    public static func failure(_ failure: PrecompileFailure) -> PrecompileAnswer {
        PrecompileAnswer(.failure(failure))
    }
}

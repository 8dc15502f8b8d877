/// What is wrong with the proof that a step makes, in the sidecar or in the calldata.
package enum SidecarFault: String, CaseIterable, Sendable, ChoiceField {
    /// It does not come, or comes later where it may.
    case missing
    /// One bit in the middle of the proof is another.
    case flipBit = "flip_bit"

    /// The fault in one sentence.
    package var summary: String {
        switch self {
        case .missing: "no proof comes, or it comes later where L1 lets it (`bring_proof`)"
        case .flipBit: "one bit in the middle of the proof is another"
        }
    }
}

/// A check that a rollup goes without, so that a scenario can show what the check is for.
package enum UnsafeSwitch: String, CaseIterable, Hashable, Sendable, ChoiceField {
    /// The verifying key was never checked.
    case gammaEqualsDelta = "gamma_equals_delta"

    static let page: String? = "docs/verifier-contracts.md"

    /// What is missing, in one sentence.
    package var summary: String {
        switch self {
        case .gammaEqualsDelta:
            "the verifier's key comes from a set-up whose second phase nobody did, gamma equals delta, and nobody checked"
        }
    }

    /// Why the switch means nothing to a design; nil when it removes a check of its.
    func meaninglessness(for design: RollupDesign) -> String? {
        switch self {
        case .gammaEqualsDelta:
            design.settlement == .groth16 ? nil : "whoever deploys the rollup gives it no verifying key"
        }
    }

    /// The switches of a rollup's list; those that are wrong are reported.
    static func list(
        _ nodes: [DocumentNode],
        of preset: RollupSection.Preset?,
        context: ReadingContext
    ) -> [UnsafeSwitch] {
        var switches: [UnsafeSwitch] = []
        for node in nodes {
            guard let choice: UnsafeSwitch = ValueReader.scalar(node, key: "unsafe", context: context) else { continue }
            if switches.contains(choice) {
                context.report(.duplicateName, "`\(choice.rawValue)` stands here already", at: node.location)
            } else {
                switches.append(choice)
            }
            guard let preset, let reason = choice.meaninglessness(for: preset.design) else { continue }
            let message = "`\(choice.rawValue)` means nothing to the preset \(preset.rawValue): \(reason)"
            context.report(.invalidValue, message, at: node.location)
        }
        return switches
    }
}

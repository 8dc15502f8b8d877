/// A check that a rollup goes without, so that a scenario can show what the check is for.
package enum UnsafeSwitch: String, CaseIterable, Hashable, Sendable, ChoiceField {
    /// The verifying key was never checked.
    case gammaEqualsDelta = "gamma_equals_delta"
    /// The portal's trusted root was never checked.
    case zeroTrustedRoot = "zero_trusted_root"

    static let page: String? = "docs/rollup-designs.md"

    /// What is missing, in one sentence.
    package var summary: String {
        switch self {
        case .gammaEqualsDelta:
            "the verifier's key comes from a set-up whose second phase nobody did, gamma equals delta, and nobody checked"
        case .zeroTrustedRoot:
            "the portal was deployed with a trusted root of zero, as Nomad's bridge was, so that every message is proven"
        }
    }

    /// Why the switch means nothing to a rollup; nil when it removes a check of its.
    func meaninglessness(for design: RollupDesign, hasPortal: Bool) -> String? {
        switch self {
        case .gammaEqualsDelta:
            design.settlement == .groth16 ? nil : "whoever deploys the rollup gives it no verifying key"
        case .zeroTrustedRoot:
            hasPortal ? nil : "it has no `portal`"
        }
    }

    /// The switches of a rollup's list; those that are wrong are reported.
    static func list(
        _ nodes: [DocumentNode],
        of preset: RollupSection.Preset?,
        hasPortal: Bool,
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
            guard let preset, let reason = choice.meaninglessness(for: preset.design, hasPortal: hasPortal) else {
                continue
            }
            let message = "`\(choice.rawValue)` means nothing to the preset \(preset.rawValue): \(reason)"
            context.report(.invalidValue, message, at: node.location)
        }
        return switches
    }
}

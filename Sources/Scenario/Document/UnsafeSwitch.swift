package import RollupContracts

/// A check that a rollup goes without, so that a scenario can show what the check is for.
package enum UnsafeSwitch: String, CaseIterable, Hashable, Sendable, ChoiceField {
    /// The verifying key was never checked.
    case gammaEqualsDelta = "gamma_equals_delta"
    /// The portal's trusted root was never checked.
    case zeroTrustedRoot = "zero_trusted_root"
    /// The outputs of a block are not bound to what EXECUTE has established.
    case unboundOutputs = "unbound_outputs"
    /// How many messages a block consumes is not bound either.
    case unboundMessageCount = "unbound_message_count"
    /// The chain id is not bound.
    case unboundChain = "unbound_chain"
    /// The hash of the anchor is not bound.
    case unboundAnchor = "unbound_anchor"
    /// A block may be of any later time.
    case unboundedTimestamp = "unbounded_timestamp"
    /// A block may hold withdrawals.
    case allowWithdrawals = "allow_withdrawals"
    /// A message may be delivered again.
    case repeatedClaims = "repeated_claims"

    static let page: String? = "docs/rollup-designs.md"

    /// What is missing, in one sentence.
    package var summary: String {
        switch self {
        case .gammaEqualsDelta:
            "the verifier's key comes from a set-up whose second phase nobody did, gamma equals delta, and nobody checked"
        case .zeroTrustedRoot:
            "the portal was deployed with a trusted root of zero, as Nomad's bridge was, so that every message is proven"
        case .unboundOutputs:
            "whoever hands a block in names its hash and state root, and nobody compares them with what EXECUTE has checked"
        case .unboundMessageCount:
            "whoever hands a block in says how many messages it consumes, and nobody compares that with the block"
        case .unboundChain:
            "nobody compares the chain id that EXECUTE was told with the rollup's, so that other chains' transactions count"
        case .unboundAnchor:
            "nobody compares the hash of a block's anchor with L1's, so that L2 takes messages of an L1 that never was"
        case .unboundedTimestamp: "a block may be later than L1, up to the last second that there is"
        case .allowWithdrawals: "EXECUTE takes blocks with withdrawals, by which whoever makes a block mints ether"
        case .repeatedClaims: "the contract does not look whether a withdrawal has been claimed before"
        }
    }

    /// The check of a native rollup's contract that it removes; nil when it removes another.
    package var contractCheck: NativeRollup.MissingCheck? {
        switch self {
        case .unboundOutputs: .outputs
        case .unboundMessageCount: .messageCount
        case .unboundChain: .chain
        case .unboundAnchor: .anchor
        case .unboundedTimestamp: .timestamp
        case .repeatedClaims: .repeatedClaim
        case .gammaEqualsDelta, .zeroTrustedRoot, .allowWithdrawals: nil
        }
    }

    /// Why the switch means nothing to a rollup; nil when it removes a check of its.
    func meaninglessness(for design: RollupDesign, hasPortal: Bool) -> String? {
        switch self {
        case .gammaEqualsDelta:
            design.settlement == .groth16 ? nil : "whoever deploys the rollup gives it no verifying key"
        case .zeroTrustedRoot:
            hasPortal ? nil : "it has no `portal`"
        case .unboundChain, .unboundAnchor, .unboundedTimestamp, .allowWithdrawals:
            design.executionMode == .reexecution ? nil : "L1 does not execute its blocks"
        case .unboundOutputs, .unboundMessageCount, .repeatedClaims:
            if design.executionMode != .reexecution {
                "L1 does not execute its blocks"
            } else {
                hasPortal ? "its portal keeps escrow and messages" : nil
            }
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
            let others = switches.filter { $0 != choice && $0.contractCheck != nil }
            if choice.contractCheck != nil, let other = others.first {
                let message = "a contract goes without one check at most, and `\(other.rawValue)` is another"
                context.report(.invalidValue, message, at: node.location)
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

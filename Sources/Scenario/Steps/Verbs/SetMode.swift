import RollupContracts

/// `set_mode`: the operator or the guardian of a multi-proof rollup changes how its blocks become final.
package struct SetMode: ReadableVerb, MultiProofVerb {
    package static let name = "set_mode"

    /// What the mode is to be.
    package enum Target: String, CaseIterable, Sendable, ChoiceField {
        case optimistic
        case proofs
        case paused
        case running

        static let page: String? = "docs/rollup-designs.md"

        /// Who does it, and what it is, in one sentence.
        package var summary: String {
            switch self {
            case .optimistic: "the operator switches proofs off: waiting alone decides, and nobody can object"
            case .proofs: "the operator switches proofs on again"
            case .paused: "the guardian stops everything"
            case .running: "the guardian ends a pause; after 91 days anybody does"
            }
        }

        /// Calldata that does it.
        var call: [UInt8] {
            switch self {
            case .optimistic: MultiProofPortal.enableOptimisticMode
            case .proofs: MultiProofPortal.disableOptimisticMode
            case .paused: MultiProofPortal.pause
            case .running: MultiProofPortal.resume
            }
        }
    }

    /// The rollup.
    package let rollup: String
    package var subject: String? { rollup }
    /// What the mode is to be.
    package let target: Target

    /// Keys of `set_mode`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let rollup = Field<String>.rollup("rollup", "The rollup.")
        let to = Field<Target>.required("to", "What the mode is to be.")
    }

    static let reference = VerbReference(
        "The operator or the guardian of a rollup changes how its blocks become final; the contract logs who it was.",
        value: Fields.shape,
        examples: [
            """
            - set_mode: {rollup: multi, to: optimistic}
              by: alice
              expect: {revert: not operator}
            - set_mode: {rollup: multi, to: paused}
              by: operator
              assert: mode(multi) == paused
            """
        ],
        source: "decision 0074"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`\(Self.name)`", context: step.context) else {
            return nil
        }
        let rollup = fields.read(\.rollup)
        let target = fields.read(\.to)
        fields.finish()
        guard let rollup, let target else { return nil }
        self.rollup = rollup
        self.target = target
    }
}

extension SetMode {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        try simulation.callPortal(of: rollup, target.call, for: step, "sets \(rollup) to `\(target.rawValue)`")
    }
}

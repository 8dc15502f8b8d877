import RollupContracts

/// `set_prover`: the guardian of a multi-proof rollup switches a proof system on or off, or believes it less.
package struct SetProver: ReadableVerb, MultiProofVerb {
    package static let name = "set_prover"

    /// The rollup.
    package let rollup: String
    package var subject: String? { rollup }
    /// The proof system.
    package let prover: String
    /// Whether it is to be on.
    package let isEnabled: Bool
    /// Bits that it is believed to have from now on; nil for those that it began with.
    package let bits: UInt64?

    /// Keys of `set_prover`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let rollup = Field<String>.rollup("rollup", "The rollup.")
        let prover = Field<String>.required("prover", "The proof system, by its name in the section `provers`.")
        let enabled = Field<ProverSection.Answer>.optional(
            "enabled",
            "Whether its proofs count.",
            absent: "`true`"
        )
        let bits = Field<UInt64>.optional(
            "bits",
            "Bits of security that it is believed to have from now on, never more than before.",
            absent: "those of the section `provers`"
        )
    }

    static let reference = VerbReference(
        """
        The guardian of a rollup switches a proof system on or off, or believes it to be less secure: below `min_bits` its \
        proofs count no more, not even those that came before.
        """,
        value: Fields.shape,
        examples: [
            """
            - set_prover: {rollup: multi, prover: sim, enabled: false}
              by: operator
            - set_prover: {rollup: multi, prover: sim, bits: 101}
              by: operator
              expect: {revert: bits can only fall}
            """
        ],
        source: "decision 0074"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`\(Self.name)`", context: step.context) else {
            return nil
        }
        let rollup = fields.read(\.rollup)
        let prover = fields.read(\.prover)
        self.isEnabled = fields.read(\.enabled) != .false
        self.bits = fields.read(\.bits)
        fields.finish()
        guard let rollup, let prover else { return nil }
        _ = fields.requireProver(prover, of: rollup, key: "prover")
        self.rollup = rollup
        self.prover = prover
    }
}

extension SetProver {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let provers = try simulation.rollup(rollup).provers
        guard let index = provers.firstIndex(where: { $0.name == prover }) else {
            throw .setup("`\(rollup)` has no proof system `\(prover)`")
        }
        let bits = self.bits ?? provers[index].bits
        return try simulation.callPortal(
            of: rollup,
            MultiProofPortal.setSystem(index, isEnabled: isEnabled, bits: bits),
            for: step,
            "switches \(provers[index].title) \(isEnabled ? "on" : "off"), with \(bits) bits"
        )
    }
}

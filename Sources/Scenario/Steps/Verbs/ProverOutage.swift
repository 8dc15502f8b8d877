import L1Sim

/// `prover_outage`: proof systems are down for a while.
package struct ProverOutage: ReadableVerb {
    package static let name = "prover_outage"
    package static let actorRule = ActorRule.none

    /// The proof systems.
    package let provers: [String]
    /// How long they are down.
    package let duration: VirtualDuration

    /// Keys of `prover_outage`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let provers = Field<[DocumentNode]>.list(
            "provers",
            "The proof systems, by their names in the section `provers`.",
            of: .list(.name("the name of a proof system")),
            absent: nil
        )
        let duration = Field<VirtualDuration>.required("for", "How long they are down, from now on.")
    }

    static let reference = VerbReference(
        "Proof systems are down for a while: they make no proofs until then. Time does not pass by it.",
        value: Fields.shape,
        examples: [
            """
            - prover_outage: {provers: [sim], for: 6h}
            - seal: {rollup: multi}
              id: b1
            - propose: {rollup: multi, block: b1}
              id: c1
            - submit_proof: {claim: c1, prover: sim}
              by: operator
              expect: {reject: ProverDown}
            """
        ],
        source: "decision 0074"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        let context = step.context
        guard var fields = FieldReader(node, Fields.self, owner: "`\(Self.name)`", context: context) else { return nil }
        var names: [String] = []
        for node in fields.read(\.provers) ?? [] {
            guard let name: String = ValueReader.scalar(node, key: "provers", context: context) else { continue }
            guard context.scope.provers[name] != nil else {
                let help = Suggestion.help(for: name, among: context.scope.provers.keys)
                let message = "no proof system is named `\(name.shortened)`"
                context.report(.invalidValue, message, at: node.location, help: help)
                continue
            }
            names.append(name)
        }
        let duration = fields.read(\.duration)
        fields.finish()
        guard let duration else { return nil }
        self.provers = names
        self.duration = duration
    }
}

extension ProverOutage {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let (end, overflow) = simulation.l1.clock.now.addingReportingOverflow(duration.seconds)
        guard !overflow else { throw .l1(.endOfTime) }
        for name in provers { simulation.outages[name] = end }
        let time = Quantity(Rational(duration.seconds), .duration)
        return StepEffect(summary: "\(provers.joined(separator: ", ")) is down for \(time)")
    }
}

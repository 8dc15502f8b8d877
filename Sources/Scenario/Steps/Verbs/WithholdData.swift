import EVM
import L1Sim
import Primitives
import RollupActors
import RollupContracts

/// `withhold`: members of a committee give nobody the data that they have signed for.
package struct WithholdData: ReadableVerb {
    package static let name = "withhold"
    package static let actorRule = ActorRule.none
    package static let ledgers: Set<RollupDesign.Ledger> = [.payments]

    /// The rollup.
    package let rollup: String
    package var subject: String? { rollup }
    /// The members; all others give what they have.
    package let members: [String]

    /// Keys of `withhold`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let rollup = Field<String>.rollup("rollup", "The rollup.")
        let members = Field<[DocumentNode]>.list(
            "members",
            "The members who withhold from now on; all others give what they have.",
            of: .list(.name("a member's name")),
            absent: nil
        )
    }

    static let reference = VerbReference(
        """
        From now on these members of a committee, and no others, give nobody the data that they keep. They go on signing: \
        L1 cannot tell. What they have given before is known.
        """,
        value: Fields.shape,
        examples: [
            """
            - withhold: {rollup: val, members: [alice, bob]}
            - seal: {rollup: val}
              id: b1
            - advance: {rollup: val, block: b1}
              by: operator
            - rebuild: {rollup: val}
              expect: {unavailable: DataWithheld}
            - withhold: {rollup: val, members: []}
            - rebuild: {rollup: val}
            """
        ],
        source: "decision 0077"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        let context = step.context
        guard var fields = FieldReader(node, Fields.self, owner: "`\(Self.name)`", context: context) else { return nil }
        let rollup = fields.read(\.rollup)
        let nodes = fields.read(\.members)
        let names = CommitteeSection.members(nodes ?? [], context: context)
        if let rollup, let section = context.scope.rollupSections[rollup], section.design.ledger == .payments {
            let committee = section.escape?.committee
            if committee == nil {
                context.report(
                    .wrongStepKind,
                    "`\(rollup)` has no committee: its data are on L1",
                    at: fields.place(of: \.rollup),
                    help: "give the rollup `da: committee`"
                )
            }
            for node in nodes ?? [] {
                guard let committee, let name = node.text, names.contains(name), !committee.members.contains(name)
                else { continue }
                let help = Suggestion.help(for: name, among: Set(committee.members))
                let message = "`\(name)` is no member of the committee of `\(rollup)`"
                context.report(.unknownActor, message, at: node.location, help: help)
            }
        }
        fields.finish()
        guard let rollup, nodes != nil else { return nil }
        self.rollup = rollup
        self.members = names
    }
}

extension WithholdData {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        guard simulation.payments[rollup]?.committee != nil else { throw .setup("`\(rollup)` has no committee") }
        simulation.payments[rollup]?.committee?.withhold(Set(members))
        let who = members.isEmpty ? "no member" : members.joined(separator: ", ")
        return StepEffect(summary: "\(who) of the committee of \(rollup) withholds data")
    }
}

import L1Sim
import Primitives
import RollupActors
import RollupContracts

/// `withdraw_bond`: a sequencer asks for his bond back, and takes it a day later.
package struct WithdrawBond: ReadableVerb {
    package static let name = "withdraw_bond"
    package static let actorRule = ActorRule.required
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .invalidBlock]
    package static let products: Set<StepProduct> = [.transaction]

    package static func fits(_ design: RollupDesign) -> Bool { design.executionMode != nil }

    /// The rollup.
    package let rollup: String
    package var subject: String? { rollup }

    /// Keys of `withdraw_bond`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let rollup = Field<String>.rollup("rollup", "The rollup; it has a sequencer.")
    }

    static let reference = VerbReference(
        """
        The sequencer asks for his bond back. The second step, a day later, takes it; until then he has the first word, and \
        can be slashed.
        """,
        value: Fields.shape,
        examples: [
            """
            - withdraw_bond: {rollup: promised}
              by: operator
            - withdraw_bond: {rollup: promised}
              by: operator
              expect: {revert: delay not over}
            - advance_time: 1d
            - withdraw_bond: {rollup: promised}
              by: operator
              assert: bond(promised) == 0 ETH
            """
        ],
        source: "decision 0073"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`withdraw_bond`", context: step.context) else {
            return nil
        }
        let rollup = fields.read(\.rollup)
        fields.finish()
        fields.requireSequencer(of: rollup, for: Self.name)
        guard let rollup else { return nil }
        self.rollup = rollup
    }
}

extension WithdrawBond {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let rollup = try simulation.rollup(rollup)
        let bond = try simulation.sequenced(rollup).bond
        let actor = try simulation.actor(step.actor ?? "")
        let hasAsked: Bool
        do {
            hasAsked = try !simulation.l1.storage(of: bond, SequencerBond.Slot.availableAt).isZero
        } catch {
            throw .l1(error)
        }
        let intent = TransactionIntent(
            to: bond,
            data: hasAsked ? SequencerBond.withdraw() : SequencerBond.requestWithdrawal(),
            gasLimit: Simulation.bondGasLimit
        )
        let sent = try simulation.send(try simulation.signed(intent, by: actor), stepID: step.id)
        return StepEffect(
            outcome: sent.outcome,
            summary: "\(hasAsked ? "takes" : "asks for") the sequencer's bond of \(rollup.name)",
            actor: actor.name,
            gasUsed: sent.record?.gasUsed
        )
    }
}

import Primitives
import RollupContracts

/// `set_rate_limit`: the guardian of a portal sets how much ether may leave within a period.
package struct SetRateLimit: ReadableVerb {
    package static let name = "set_rate_limit"
    package static let actorRule = ActorRule.required
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .invalidBlock]
    package static let products: Set<StepProduct> = [.transaction]

    /// The rollup.
    package let rollup: String
    package var subject: String? { rollup }
    /// Ether that may leave within the portal's period.
    package let limit: Amount

    /// Keys of `set_rate_limit`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let rollup = Field<String>.rollup("rollup", "The rollup; it has a portal.")
        let limit = Field<Amount>.required("limit", "Ether that may leave within the portal's `rate_period`.")
    }

    static let reference = VerbReference(
        """
        The guardian of a rollup's portal sets how much ether may leave within a period. What has left already counts.
        """,
        value: Fields.shape,
        examples: [
            """
            - set_rate_limit: {rollup: op, limit: 5 ETH}
              by: operator
              assert: events(op, "RateLimitChanged").count == 1
            """
        ],
        source: "decision 0071"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`\(Self.name)`", context: step.context) else {
            return nil
        }
        let rollup = fields.read(\.rollup)
        fields.requirePortal(of: rollup, for: Self.name)
        let limit = fields.read(\.limit)
        fields.finish()
        guard let rollup, let limit else { return nil }
        self.rollup = rollup
        self.limit = limit
    }
}

extension SetRateLimit {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let amount = ExpressionValue.amount(limit.wei)
        return try simulation.guardian(
            Portal.setRateLimit(limit.wei),
            of: rollup,
            step,
            summary: "lets \(amount) leave \(rollup) within a period"
        )
    }
}

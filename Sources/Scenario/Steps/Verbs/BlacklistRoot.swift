import EVM
import L1Sim
import Primitives
import RollupActors
import RollupContracts
import StateTransition
import StateTrie

/// `blacklist_root`: the guardian of a portal takes its power from a state root.
package struct BlacklistRoot: ReadableVerb {
    package static let name = "blacklist_root"
    package static let actorRule = ActorRule.required
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .invalidBlock]
    package static let products: Set<StepProduct> = [.transaction]

    /// The rollup.
    package let rollup: String
    package var subject: String? { rollup }
    /// The step that sealed the block; nil for the root zero, which unproven messages have.
    package let block: String?

    /// Keys of `blacklist_root`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let rollup = Field<String>.rollup("rollup", "The rollup; it has a portal.")
        let block = Field<String>.step(
            "block",
            "The step that sealed the block whose state root on L1 is meant, true or not.",
            making: .block,
            absent: "the root zero, which withdrawals have that nobody has proven"
        )
    }

    static let reference = VerbReference(
        """
        The guardian of a rollup's portal takes its power from a state root, for good. Withdrawals that were proven \
        against it must be proven against another.
        """,
        value: Fields.shape,
        examples: [
            """
            - l2_tx: {rollup: op, withdraw: 0.5 ETH}
              by: alice
              save: w
            - seal: {rollup: op}
              id: b1
            - advance: {rollup: op, block: b1}
            - blacklist_root: {rollup: op, block: b1}
              by: operator
            - prove_withdrawal: {rollup: op, withdrawal: w}
              by: alice
              expect: {revert: Blacklisted}
            """
        ],
        source: "decision 0071"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        let context = step.context
        guard var fields = FieldReader(node, Fields.self, owner: "`\(Self.name)`", context: context) else { return nil }
        let rollup = fields.read(\.rollup)
        fields.requirePortal(of: rollup, for: Self.name)
        self.block = fields.read(\.block)
        if let block, let rollup, let origin = context.scope.steps[block]?.rollup, origin != rollup {
            let message = "step `\(block)` has sealed a block of `\(origin)`"
            context.report(.invalidValue, message, at: fields.valuePlace(of: \.block))
        }
        fields.finish()
        guard let rollup else { return nil }
        self.rollup = rollup
    }
}

extension BlacklistRoot {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let instance = try simulation.rollup(rollup)
        var root = Bytes32.zero
        if let number = block.flatMap({ instance.sealedBlocks[$0]?.block.header.number }) {
            do {
                root = try simulation.l1.read { state throws(StateError) in
                    try instance.settledStateRoot(number, in: &state)
                }
            } catch {
                throw .l1(error)
            }
        }
        let what = block.map { "the state root of \($0)" } ?? "the root zero"
        return try simulation.guardian(
            Portal.blacklist(root: root),
            of: rollup,
            step,
            summary: "blacklists \(what) at the portal of \(rollup)"
        )
    }
}

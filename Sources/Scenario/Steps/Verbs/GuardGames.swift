import L1Sim
import Primitives
import RollupActors
import RollupContracts

/// `guard`: the guardian of a rollup with dispute games uses his powers.
package struct GuardGames: ReadableVerb {
    package static let name = "guard"
    package static let isAboutGames = true
    package static let actorRule = ActorRule.required
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .invalidBlock]
    package static let products: Set<StepProduct> = [.transaction]

    /// What a guardian can do.
    package enum Power: String, CaseIterable, Sendable, ChoiceField {
        /// Takes one game back.
        case blacklist
        /// Takes back all games that there are.
        case retire
        /// Stops closing games, and claiming withdrawals and bonds.
        case pause
        /// Ends a pause.
        case unpause

        /// The power in one sentence.
        package var summary: String {
            switch self {
            case .blacklist: "one game's claim counts for nothing, and its bonds go back"
            case .retire: "the same for all games that there are"
            case .pause: "no game is closed, and no withdrawal or bond is paid, for 91 days at most"
            case .unpause: "a pause ends"
            }
        }
    }

    /// The rollup.
    package let rollup: String
    package var subject: String? { rollup }
    /// What he does.
    package let power: Power
    /// The step that has begun the game, for `blacklist`.
    package let game: String?

    /// Keys of `guard`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let rollup = Field<String>.rollup("rollup", "The rollup.")
        let power = Field<Power>.required("power", "What the guardian does.")
        let game = Field<String>.step(
            "game",
            "The step that has begun the game that is taken back.",
            making: .game,
            absent: "none; `blacklist` needs one"
        )
    }

    static let reference = VerbReference(
        """
        The guardian of a rollup uses his powers. He can make claims count for nothing, and bonds go back; he can neither \
        make a claim true nor take a bond. Anybody else is refused.
        """,
        value: Fields.shape,
        examples: [
            """
            - seal: {rollup: hybrid}
              id: b1
            - propose: {rollup: hybrid, block: b1}
              id: g1
            - guard: {rollup: hybrid, power: blacklist, game: g1}
              by: alice
              expect: {revert: not guardian}
            - guard: {rollup: hybrid, power: blacklist, game: g1}
              by: operator
            """
        ],
        source: "decision 0070"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`guard`", context: step.context) else { return nil }
        let rollup = fields.read(\.rollup)
        let power = fields.read(\.power)
        self.game = fields.read(\.game)
        fields.finish()
        guard let rollup, let power else { return nil }
        self.rollup = rollup
        self.power = power
        guard (power == .blacklist) != fields.has(\.game) else { return }
        if power == .blacklist {
            step.context.report(.missingKey, "`blacklist` needs the `game`", at: fields.location)
        } else {
            step.context.report(.invalidValue, "`game` is for `power: blacklist`", at: fields.place(of: \.game))
        }
    }
}

extension GuardGames {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let actor = try simulation.actor(step.actor ?? "")
        let data: [UInt8]
        switch power {
        case .blacklist: data = HybridRollup.blacklist(try simulation.game(game ?? "").address)
        case .retire: data = HybridRollup.retire
        case .pause: data = HybridRollup.pause
        case .unpause: data = HybridRollup.unpause
        }
        let intent = TransactionIntent(
            to: try simulation.dispute(of: rollup).contracts.rollup,
            data: data,
            gasLimit: Simulation.gameGasLimit
        )
        let sent = try simulation.send(try simulation.signed(intent, by: actor), stepID: step.id)
        return StepEffect(
            outcome: sent.outcome,
            summary: "\(power.rawValue)s \(game ?? rollup)",
            actor: actor.name,
            gasUsed: sent.record?.gasUsed
        )
    }
}

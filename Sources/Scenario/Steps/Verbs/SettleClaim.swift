import Primitives
import RollupContracts
import StateTransition

/// `settle_claim`: L1 executes the block of a challenged claim once more.
package struct SettleClaim: ReadableVerb {
    package static let name = "settle_claim"
    package static let isAboutGames = true
    package static func fits(_ design: RollupDesign) -> Bool { design.hasGames && design.ledger == .evm }
    package static let actorRule = ActorRule.required
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .invalidBlock]
    package static let products: Set<StepProduct> = [.transaction]

    /// The step that has begun the game.
    package let game: String
    package let subject: String?
    /// The `seal` step of the block that is executed; nil for what is claimed.
    package let block: String?
    /// Gas limit of the L1 transaction; nil for the most that there is.
    package let gasLimit: GasAmount?

    /// Keys of `settle_claim`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let game = Field<String>.step("game", "The step that has begun the game.", making: .game)
        let block = Field<String>.step(
            "block",
            "The step that sealed the block that is executed.",
            making: .block,
            absent: "the block as it is claimed"
        )
        let gas = Field<GasAmount>.optional(
            "gas",
            "Gas limit of the L1 transaction.",
            absent: "the cap of EIP-7825",
            source: "EIP-7825"
        )
    }

    static let reference = VerbReference(
        """
        L1 executes the block of a challenged claim once more, which ends the dispute for either side: the block makes what \
        is claimed, and the claim is proven; or it makes something else, and the claim is refuted. It costs the gas of \
        the whole L2 block.
        """,
        value: Fields.shape,
        examples: [
            """
            - seal: {rollup: hybrid}
              id: b1
            - propose: {rollup: hybrid, block: b1}
              id: g1
            - challenge: {game: g1}
              by: alice
            - settle_claim: {game: g1, block: b1, gas: 15M}
              by: operator
              expect: {halt: any, revert: execute failed}
            - settle_claim: {game: g1}
              by: operator
              assert: game(g1).status == ChallengedAndValidProofProvided
            """
        ],
        source: "decision 0070"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`settle_claim`", context: step.context) else {
            return nil
        }
        let game = fields.read(\.game)
        self.block = fields.read(\.block)
        self.gasLimit = fields.read(\.gas)
        fields.finish()
        guard let game else { return nil }
        self.game = game
        self.subject = step.context.scope.steps[game]?.rollup
    }
}

extension SettleClaim {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let game = try simulation.game(self.game)
        let payload = try simulation.payload(of: block, or: game)
        return try simulation.play(
            game,
            ZKDisputeGame.settle(payload: payload.encoded),
            gasLimit: gasLimit?.units ?? TransactionGas.cap,
            for: step,
            "has L1 execute the block that \(self.game) is about"
        )
    }
}

import EVM
import ExecutePrecompile
import L1Sim
import Primitives
import RollupActors
import RollupContracts
import StateTransition

/// `prove_claim`: somebody proves a claim, before its game is over.
package struct ProveClaim: ReadableVerb {
    package static let name = "prove_claim"
    package static let isAboutGames = true
    package static let actorRule = ActorRule.required
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .invalidBlock]
    package static let products: Set<StepProduct> = [.transaction]

    /// The step that has begun the game.
    package let game: String
    package let subject: String?
    /// The `seal` step of the block that EXECUTE is shown; nil for what is claimed.
    package let block: String?
    /// The `seal` step of the block that is proved.
    package let provedBlock: String?
    /// What is wrong with the proof.
    package let sidecarFault: SidecarFault?

    /// Keys of `prove_claim`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let game = Field<String>.step("game", "The step that has begun the game.", making: .game)
        let block = Field<String>.step(
            "block",
            "The step that sealed the block that is shown to EXECUTE.",
            making: .block,
            absent: "the block as it is claimed"
        )
        let provedBlock = Field<String>.step(
            "proof_of",
            "The step that sealed the block which is proved.",
            making: .block,
            absent: "that of `block`, or else the one that the claim was made of"
        )
        let proof = Field<SidecarFault>.optional(
            "proof",
            "What is wrong with the proof beside the block.",
            absent: "nothing",
            source: "decision 0043"
        )
    }

    static let reference = VerbReference(
        """
        Somebody brings a proof of a claim's block, which ends the game: the claim stands, whether it was challenged or not. \
        A proof of another outcome refutes a challenged claim. A proof that proves nothing gets into no L1 block.
        """,
        value: Fields.shape,
        examples: [
            """
            - seal: {rollup: hybrid}
              id: b1
            - propose: {rollup: hybrid, block: b1}
              id: g1
            - prove_claim: {game: g1, block: b1, proof_of: b1, proof: flip_bit}
              by: operator
              expect: {reject: ProofRefused}
            - prove_claim: {game: g1}
              by: operator
              assert: game(g1).status == UnchallengedAndValidProofProvided
            """
        ],
        source: "decision 0070"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`prove_claim`", context: step.context) else {
            return nil
        }
        let game = fields.read(\.game)
        self.block = fields.read(\.block)
        self.provedBlock = fields.read(\.provedBlock)
        self.sidecarFault = fields.read(\.proof)
        fields.finish()
        guard let game else { return nil }
        self.game = game
        self.subject = step.context.scope.steps[game]?.rollup
        guard sidecarFault == .missing, let subject, let section = step.context.scope.rollupSections[subject],
            section.design.ledger == .payments
        else { return }
        let message = "`proof: missing` means nothing to `\(subject)`, whose proof is calldata of the contract"
        let help = "`proof: flip_bit` damages it"
        step.context.report(.invalidValue, message, at: fields.valuePlace(of: \.proof), help: help)
    }
}

extension ProveClaim {
    /// Gas limit beside what EXECUTE charges and the calldata costs.
    private static let contractGas: UInt64 = 400_000
    /// What the elimination of everybody who has contradicted a claim may take beside that.
    private static let eliminationGas: UInt64 = 4_000_000

    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let game = try simulation.game(self.game)
        if let ledger = simulation.payments[game.rollup] {
            return try simulation.proveBatch(
                provedBlock ?? block ?? game.block,
                of: ledger,
                to: game,
                isDamaged: sidecarFault == .flipBit,
                for: step,
                "proves the claim of \(self.game)"
            )
        }
        let rollup = try simulation.rollup(game.rollup)
        let actor = try simulation.actor(step.actor ?? "")
        let payload = try simulation.payload(of: block, or: game)
        // Nobody can prove a lie: what is proved is a sealed block as it is.
        let honest = try simulation.payload(of: provedBlock ?? block ?? game.block, or: game)
        let proved = try simulation.claimProof(of: honest, for: payload, rollup, fault: sidecarFault)
        let charge = rollup.execute.proofGasRule.charge(
            proofCount: 1,
            sidecarByteCount: proved.proofs.sidecarByteCount
        )
        let transaction = try simulation.signed(
            TransactionIntent(
                to: game.address,
                data: ZKDisputeGame.prove(payload: proved.payload),
                gasLimit: 0,
                proofs: proved.proofs
            ),
            by: actor,
            withGas: Self.contractGas + (game.areSiblings ? Self.eliminationGas : 0),
            executeCharge: charge
        )
        let sent = try simulation.send(
            transaction,
            sidecar: sidecarFault == .missing ? nil : proved.sidecar.encoded,
            stepID: step.id
        )
        var effect = StepEffect(
            outcome: sent.outcome,
            summary: "proves the claim of \(self.game)",
            actor: actor.name,
            gasUsed: sent.record?.gasUsed
        )
        effect.details.append(.proof(proved.record))
        return effect
    }
}

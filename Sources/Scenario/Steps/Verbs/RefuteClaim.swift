import EVM
import L1Sim
import RollupActors
import RollupContracts
import StateTransition

/// `refute_claim`: somebody has L1 execute a claimed block again, to show that the claim is false.
package struct RefuteClaim: ReadableVerb, MultiProofVerb {
    package static let name = "refute_claim"

    /// The step that has made the claim.
    package let claim: String
    package let subject: String?
    /// Gas limit of the L1 transaction; nil for the most that there is.
    package let gasLimit: GasAmount?

    /// Keys of `refute_claim`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let claim = Field<String>.step("claim", "The step that has made the claim.", making: .game)
        let gas = Field<GasAmount>.optional(
            "gas",
            "Gas limit of the L1 transaction.",
            absent: "the cap of EIP-7825",
            source: "EIP-7825"
        )
    }

    static let reference = VerbReference(
        """
        Somebody has L1 execute a claim's block again, as it was sealed, and shows that the claim is false. Proof systems \
        that have vouched for it are switched off, and the rollup pauses. It costs the gas of the whole L2 block. In the \
        mode `optimistic` nobody can.
        """,
        value: Fields.shape,
        examples: [
            """
            - seal: {rollup: multi}
              id: b1
            - propose: {rollup: multi, block: b1}
              id: c1
            - refute_claim: {claim: c1}
              by: alice
              expect: {revert: claim is true}
            - propose: {rollup: multi, block: b1, tamper: {state_root: flip_bit}}
              id: c2
            - refute_claim: {claim: c2, gas: 16M}
              by: alice
              assert: claim_status(c2) == rejected
            """
        ],
        source: "decision 0074"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`\(Self.name)`", context: step.context) else {
            return nil
        }
        let claim = fields.read(\.claim)
        self.gasLimit = fields.read(\.gas)
        fields.finish()
        guard let claim else { return nil }
        self.claim = claim
        self.subject = step.context.scope.steps[claim]?.rollup
    }
}

extension RefuteClaim {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let claim = try simulation.claim(self.claim)
        let rollup = try simulation.rollup(claim.rollup)
        guard let sealed = rollup.sealedBlocks[claim.block] else {
            throw .setup("`\(claim.block)` has sealed no block")
        }
        return try simulation.callCourt(
            of: claim.rollup,
            ClaimCourt.refute(claim.id, payload: sealed.payload.encoded),
            gasLimit: gasLimit?.units ?? TransactionGas.cap,
            for: step,
            "has L1 execute the block that \(self.claim) is about"
        )
    }
}

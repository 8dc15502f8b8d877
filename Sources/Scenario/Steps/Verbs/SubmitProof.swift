import EVM
import ExecutePrecompile
import L1Sim
import Primitives
import RollupActors
import RollupContracts
import StateTransition

/// `submit_proof`: somebody has a proof system say that a claim is true.
package struct SubmitProof: ReadableVerb, MultiProofVerb {
    package static let name = "submit_proof"
    package static let codes: [OutcomeLayer: [FailureCode]] = [
        .reject: [
            FailureCode(noProof, "The claim is false, and the system proves no lies.", source: "decision 0074"),
            FailureCode(
                proverFailed,
                "The attempt yields no proof, as `failure_rate` has it.",
                source: "decision 0074"
            ),
            FailureCode(proverDown, "The system is down.", source: "decision 0074"),
        ]
    ]

    private static let noProof = "NoProof"
    private static let proverFailed = "ProverFailed"
    private static let proverDown = "ProverDown"

    /// The step that has made the claim.
    package let claim: String
    package let subject: String?
    /// The proof system.
    package let prover: String
    /// Whether its keys are in the wrong hands, or it is broken: it says whatever it is asked to say.
    package let isForged: Bool

    /// Keys of `submit_proof`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let claim = Field<String>.step("claim", "The step that has made the claim.", making: .game)
        let prover = Field<String>.required("prover", "The proof system, by its name in the section `provers`.")
        let forged = Field<ProverSection.Answer>.optional(
            "forged",
            """
            Whether the system's keys are in the wrong hands, or it is broken: it vouches at once for whatever it is asked \
            to. Nobody can forge a proof that L1 verifies, so that this is for `attested` and `simulated` ones.
            """,
            absent: "`false`"
        )
    }

    static let reference = VerbReference(
        """
        Somebody has a proof system say that a claim is true; enough of them make its block final. An honest system takes \
        its `latency`, and says nothing for a false claim. If two outcomes of one block are proven, the systems concerned \
        are switched off, and the rollup pauses.
        """,
        value: Fields.shape,
        examples: [
            """
            - seal: {rollup: multi}
              id: b1
            - propose: {rollup: multi, block: b1, tamper: {state_root: flip_bit}}
              id: c1
            - submit_proof: {claim: c1, prover: committee}
              by: alice
              expect: {reject: NoProof}
            - submit_proof: {claim: c1, prover: sim, forged: true}
              by: alice
              assert: claim_status(c1) == pending
            """
        ],
        source: "decision 0074"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`\(Self.name)`", context: step.context) else {
            return nil
        }
        let claim = fields.read(\.claim)
        let prover = fields.read(\.prover)
        self.isForged = fields.read(\.forged) == .true
        fields.finish()
        guard let claim, let prover else { return nil }
        let section = fields.requireProver(prover, ofClaim: claim, key: "prover")
        if isForged, section?.kind == .execute {
            let message = "the nodes of L1 verify the proofs of `\(prover)`: nobody can forge one"
            step.context.report(.invalidValue, message, at: fields.place(of: \.forged))
        }
        self.claim = claim
        self.prover = prover
        self.subject = step.context.scope.steps[claim]?.rollup
    }
}

extension SubmitProof {
    /// Gas limit beside what EXECUTE charges and the calldata costs: what the portal and a committee do.
    private static let contractGas: UInt64 = 900_000

    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let claim = try simulation.claim(self.claim)
        let rollup = try simulation.rollup(claim.rollup)
        let (_, contracts) = try simulation.multiProof(of: rollup)
        let actor = try simulation.actor(step.actor ?? "")
        guard let index = rollup.provers.firstIndex(where: { $0.name == prover }) else {
            throw .setup("`\(rollup.name)` has no proof system `\(prover)`")
        }
        let section = rollup.provers[index]
        let summary = "\(section.title)\(isForged ? ", FORGED," : "") vouches for \(self.claim)"
        func refused(_ code: String) -> StepEffect {
            StepEffect(outcome: StepOutcome(.reject, code), summary: summary, actor: actor.name)
        }
        if !isForged {
            if let end = simulation.outages[prover], simulation.l1.clock.now < end { return refused(Self.proverDown) }
            try simulation.take(section.latency)
            if section.kind != .execute, !claim.isTrue { return refused(Self.noProof) }
            let cost = simulation.proofCosts[rollup.name] ?? .zero
            simulation.proofCosts[rollup.name] = cost &+ section.price
            if simulation.fails(section) { return refused(Self.proverFailed) }
        }
        var sidecar: ProofSidecar?
        var details: [StepDetail] = []
        var intent = TransactionIntent(to: rollup.contract, gasLimit: 0)
        var charge: UInt64 = 0
        let payload: [UInt8]
        let l1ChainId = simulation.l1.configuration.chainId
        let l2ChainId = rollup.configuration.chainId
        switch section.kind {
        case .execute:
            // Nobody can prove a lie: what is proved is the sealed block as it is.
            guard let sealed = rollup.sealedBlocks[claim.block] else {
                throw .setup("`\(claim.block)` has sealed no block")
            }
            let proved = try simulation.claimProof(of: sealed.payload, for: claim.claimed, rollup)
            (payload, sidecar, intent.proofs) = (proved.payload, proved.sidecar, proved.proofs)
            charge = rollup.execute.proofGasRule.charge(
                proofCount: 1,
                sidecarByteCount: proved.proofs.sidecarByteCount
            )
            details.append(.proof(proved.record))
        case .attested:
            payload = ClaimSigner.attestation(
                of: claim.claim,
                by: try section.signers.prefix(Int(clamping: section.threshold)).map { (name) throws(SimulationFault) in
                    try simulation.actor(name)
                },
                verifier: contracts.verifiers[index],
                l1ChainId: l1ChainId,
                l2ChainId: l2ChainId
            )
        case .simulated:
            payload = ClaimSigner.simulatedProof(
                of: claim.claim,
                by: try simulation.actor(section.operator ?? ""),
                verifier: contracts.verifiers[index],
                l1ChainId: l1ChainId,
                l2ChainId: l2ChainId
            )
        }
        intent.data = MultiProofPortal.submitProof(of: claim.id, system: index, payload: payload)
        let transaction = try simulation.signed(
            intent,
            by: actor,
            withGas: Self.contractGas,
            executeCharge: charge
        )
        let sent = try simulation.send(transaction, sidecar: sidecar?.encoded, stepID: step.id)
        if let remark = try simulation.modeRemark(of: sent.record, rollup) { details.append(.remark(remark)) }
        return StepEffect(
            outcome: sent.outcome,
            summary: summary,
            actor: actor.name,
            gasUsed: sent.record?.gasUsed,
            details: details
        )
    }
}

import EVM
import L1Sim
import Primitives
import RollupActors
import RollupContracts
import StateTransition

extension ProposeClaim {
    /// Gas limit of a claim, beside the calldata: what is stored of it, and the log.
    private static let storageGas: UInt64 = 900_000

    /// Makes a claim to a rollup that proof systems decide about.
    func claim(
        _ payload: StatelessInput,
        of sealed: SealedBlock,
        _ rollup: RollupInstance,
        by actor: Actor,
        _ lies: String,
        _ step: Step,
        in simulation: inout Simulation
    ) throws(SimulationFault) -> StepEffect {
        let request = payload.newPayloadRequest
        let claim = DisputeClaim(request)
        let parent = try parent.map { (step) throws(SimulationFault) in try simulation.claim(step).id }
        let standing = try simulation.multiProof(of: rollup).configuration.terms.bond
        let intent = TransactionIntent(
            to: rollup.contract,
            value: bond?.wei ?? standing,
            data: MultiProofPortal.propose(
                claim,
                parent: parent,
                batch: SSZ.encodeByteLists(request.executionPayload.transactions)
            ),
            gasLimit: 0
        )
        let transaction = try simulation.signed(intent, by: actor, withGas: Self.storageGas)
        let sent = try simulation.send(transaction, stepID: step.id)
        if let made = sent.record, made.succeeded, let id = step.id {
            let record = ClaimRecord(
                rollup: rollup.name,
                id: MultiProofPortal.id(of: claim),
                block: block,
                claimed: payload,
                isTrue: claim == DisputeClaim(sealed.payload.newPayloadRequest)
            )
            simulation.keep(.claim(step: id, record), of: made)
        }
        return StepEffect(
            outcome: sent.outcome,
            summary: "claims L2 block \(claim.number) of \(rollup.name)\(lies)",
            actor: actor.name,
            gasUsed: sent.record?.gasUsed
        )
    }
}

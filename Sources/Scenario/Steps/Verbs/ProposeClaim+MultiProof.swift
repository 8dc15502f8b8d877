import EVM
import L1Sim
import Primitives
import RollupActors
import RollupContracts
import StateTransition

extension ProposeClaim {
    /// Gas limit of a claim, beside the calldata: what is stored of it, and the log.
    private static let storageGas: UInt64 = 700_000

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
        var intent = TransactionIntent(
            to: rollup.contract,
            data: MultiProofPortal.propose(
                claim,
                parent: parent,
                batch: SSZ.encodeByteLists(request.executionPayload.transactions)
            ),
            gasLimit: 0
        )
        let unpriced = try simulation.signed(intent, by: actor)
        let gas = UInt256(unpriced.intrinsicGas) &+ UInt256(Self.storageGas)
        intent.gasLimit = min(max(gas.saturatedUInt64, unpriced.floorGas(fork: .osaka)), TransactionGas.cap)
        let sent = try simulation.send(try simulation.signed(intent, by: actor), stepID: step.id)
        if sent.outcome == .success, let id = step.id {
            simulation.claims[id] = ClaimRecord(
                rollup: rollup.name,
                id: MultiProofPortal.id(of: claim),
                block: block,
                claimed: payload,
                isTrue: claim == DisputeClaim(sealed.payload.newPayloadRequest)
            )
        }
        return StepEffect(
            outcome: sent.outcome,
            summary: "claims L2 block \(claim.number) of \(rollup.name)\(lies)",
            actor: actor.name,
            gasUsed: sent.record?.gasUsed
        )
    }
}

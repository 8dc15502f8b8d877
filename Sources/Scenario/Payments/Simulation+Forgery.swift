import L1Sim
import PaymentsCircuit
import Primitives
import RollupActors
import StateTransition
import TextOutput

extension Simulation {
    /// Has L1 settle a batch of a ledger that nothing allows, with a proof that is put together from the key alone.
    ///
    /// - Parameters:
    ///   - ledger: The rollup.
    ///   - actor: Signs, pays, and is who everything is withdrawn to.
    ///   - step: The step.
    /// - Returns: What the step did; with success the withdrawal is kept under the step's `save`.
    /// - Throws: `SimulationFault` when there is no key, L1 cannot be read, or the run has spent its limits.
    mutating func settleForgery(
        of ledger: PaymentsInstance,
        by actor: Actor,
        for step: Step
    ) throws(SimulationFault) -> StepEffect {
        let forged: ForgedBatch
        let blob: BatchBlob?
        let inputs: [UInt256]
        do {
            forged = try ForgedBatch(for: actor.address, of: ledger.sequencer, on: l1)
            blob = ledger.committee == nil ? try self.blob(of: forged.batch, fault: nil) : nil
            let name = ledger.committee == nil ? blob?.versionedHash : AttestedData.name
            inputs = try forged.publicInputs(versionedHash: name)
        } catch let error as SimulationFault {
            throw error
        } catch let error as ActorError {
            throw .actor(error)
        } catch {
            throw SimulationFault(error, "no forgery")
        }
        let proof: [UInt256]
        do throws(BatchProofFailure) {
            proof = try ledger.proofs.forgery(of: inputs, for: ledger.shape)
        } catch {
            throw SimulationFault(error, "no forgery")
        }
        let amount = ExpressionValue.amount(UInt256(forged.withdrawal.amount))
        var effect = StepEffect(
            summary: "forges batch \(forged.number) of \(ledger.name), which withdraws \(amount)",
            actor: actor.name
        )
        let rollup = ledger.contract
        let intents = settlement(
            of: forged.batch,
            number: forged.number,
            leadingTo: forged.outcome,
            blob: blob,
            proof: proof,
            ledger: ledger
        )
        let sent = try settle(
            by: intents,
            proofName: "forged proof",
            actor: actor,
            rollup: rollup,
            sidecar: blob?.sidecar
        )
        effect.outcome = sent.outcome
        effect.gasUsed = sent.facts.gasUsed
        effect.details.append("no witness; A = alpha, B = beta, C = -(sum of the inputs' points of the key)")
        effect.details += sent.remarks.map { .remark($0) }
        if !sent.costs.isEmpty { effect.details.append("gas: \(sent.costs.joined(separator: ", "))") }
        keep(sent, by: step)
        if effect.outcome == .success, let save = step.save {
            withdrawals[save] = SavedWithdrawal(
                rollup: ledger.name,
                content: .payment(forged.withdrawal, forged.withdrawals),
                blockNumber: forged.number,
                submittedAt: l1.clock.now
            )
        }
        return effect
    }
}

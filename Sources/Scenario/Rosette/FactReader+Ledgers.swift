import Primitives
import RollupActors
import RollupContracts

extension FactReader {
    /// Facts of a ledger of payments: whose batches are proven, or decided by games; and its way out.
    func facts(of ledger: PaymentsInstance) throws(SimulationFault) -> TrustFacts {
        let sequencer = try address(ContractVerifiedRollup.Function.sequencer, of: ledger.contract)
        let verifier = try address(ContractVerifiedRollup.Function.verifier, of: ledger.contract)
        var facts: TrustFacts
        if try simulation.code(at: verifier).starts(with: GameVerdictVerifier.artifact.runtimeCode) {
            facts = try disputeFacts(of: try address(GameVerdictVerifier.Function.registry, of: verifier))
            // A game without a batch that the sequencer has committed settles nothing.
            if facts.proposers == .everybody { facts.proposers = permission(sequencer) }
            facts.escrowKeeper = "the ledger's contract"
        } else {
            facts = TrustFacts(
                name: rollup,
                design: "",
                // The seed of every set-up that this program makes is public.
                validation: .proofs(hasOpenSetup: true),
                proposers: permission(sequencer)
            )
            facts.needsOwnProof = true
        }
        complete(&facts)
        if try simulation.code(at: ledger.contract).starts(with: EscapableRollup.artifact.runtimeCode) {
            try addHatch(of: ledger, to: &facts)
        }
        return facts
    }

    /// The way out of a ledger, and the committee that has its data.
    private func addHatch(of ledger: PaymentsInstance, to facts: inout TrustFacts) throws(SimulationFault) {
        let isFrozen = try boolean(EscapableRollup.Function.isFrozen, of: ledger.contract)
        facts.hatch = TrustFacts.Hatch(
            gracePeriod: try seconds(EscapableRollup.Function.freezeGracePeriod, of: ledger.contract),
            isFrozen: isFrozen
        )
        let threshold = try seconds(EscapableRollup.Function.threshold, of: ledger.contract)
        if threshold > 0 {
            // The contract knows members by their addresses and does not count them; those of the deployment are asked.
            var members: UInt64 = 0
            for member in ledger.sequencer.configuration.escape?.committee?.members ?? [] {
                let isMember = EscapableRollup.Function.isMember
                if try boolean(isMember, of: ledger.contract, [.address(member)]) { members += 1 }
            }
            facts.committee = TrustFacts.Committee(members: members, threshold: threshold)
            if facts.proposers == .everybody {
                facts.proposers = .only("whoever \(threshold) of \(members) members of the committee sign for")
            }
        }
        if isFrozen { facts.proposers = .nobody }
    }
}

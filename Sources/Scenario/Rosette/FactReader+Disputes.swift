import Primitives
import RollupContracts

extension FactReader {
    /// Facts of a rollup, or of a registry of a ledger's games, in which games decide.
    func disputeFacts(of registry: Address) throws(SimulationFault) -> TrustFacts {
        let type = try word(HybridRollup.Function.respectedGameType, of: registry)
        let factory = try address(HybridRollup.Function.factory, of: registry)
        let game = try address(DisputeGameFactory.Function.implementations, of: factory, [type])
        let airGap = TrustFacts.Wait("air gap", try seconds(HybridRollup.Function.airGap, of: registry))
        var facts = TrustFacts(name: rollup, design: "", validation: .disputes(), proposers: .everybody)
        facts.waitsWithProof = [airGap]
        let code = try simulation.code(at: game)
        if game == .zero {
            facts.proposers = .nobody
            facts.validation = .nothing("the respected type has no games")
            facts.waits = [airGap]
        } else if code.starts(with: ZKDisputeGame.artifact.runtimeCode) {
            let challenge = try seconds(ZKDisputeGame.Function.maxChallengeDuration, of: game)
            facts.waits = [TrustFacts.Wait("challenge window", challenge), airGap]
            facts.proveTime = try seconds(ZKDisputeGame.Function.maxProveDuration, of: game)
            try addVerifier(try address(ZKDisputeGame.Function.verifier, of: game), to: &facts)
        } else if code.starts(with: SiblingElimination.artifact.runtimeCode) {
            try addSiblings(game, airGap, to: &facts)
        } else {
            facts.proposers = .nobody
            facts.validation = .nothing("the respected type's games are of a contract that nobody knows")
            facts.waits = [airGap]
        }
        try addGuardian(of: registry, factory, to: &facts)
        return facts
    }

    /// Who can take games back; with whoever deployed the factory he can have another type of games respected.
    private func addGuardian(
        of registry: Address,
        _ factory: Address,
        to facts: inout TrustFacts
    ) throws(SimulationFault) {
        let guardian = try address(HybridRollup.Function.guardian, of: registry)
        guard guardian != .zero else { return }
        let name = simulation.name(of: guardian, near: rollup)
        facts.holders.append(
            TrustFacts.Holder(actor: name, power: "blacklists or retires every game, or pauses again and again")
        )
        let owner = try address(DisputeGameFactory.Function.owner, of: factory)
        guard owner != .zero else { return }
        facts.upgradePaths.append(
            TrustFacts.UpgradePath(
                actor: "\(simulation.name(of: owner, near: rollup)) with \(name)",
                target: "the type of games",
                delay: 0
            )
        )
    }

    /// Claims that only contradicting ones dispute: their clock, and who may speak first.
    private func addSiblings(
        _ game: Address,
        _ airGap: TrustFacts.Wait,
        to facts: inout TrustFacts
    ) throws(SimulationFault) {
        let treasury = try address(SiblingElimination.Function.treasury, of: game)
        guard try simulation.code(at: treasury).starts(with: SiblingTreasury.artifact.runtimeCode) else {
            facts.validation = .nothing("contradictions are kept by a contract that nobody knows")
            facts.waits = [airGap]
            return
        }
        facts.needsRivalClaim = true
        let clock = try seconds(SiblingTreasury.Function.maxClockDuration, of: treasury)
        facts.waits = [TrustFacts.Wait("challenge window", clock), airGap]
        let vanguard = try address(SiblingTreasury.Function.vanguard, of: treasury)
        if vanguard != .zero {
            facts.headStart = TrustFacts.Precedence(
                actor: simulation.name(of: vanguard, near: rollup),
                silence: try seconds(SiblingTreasury.Function.vanguardAdvantage, of: treasury)
            )
        }
        try addVerifier(try address(SiblingElimination.Function.verifier, of: game), to: &facts)
    }

    /// Follows the verifier of games to the one that decides, and finds who can exchange it.
    private func addVerifier(_ verifier: Address, to facts: inout TrustFacts) throws(SimulationFault) {
        var code = try simulation.code(at: verifier)
        var verifier = verifier
        if code.starts(with: UpgradeableVerifier.artifact.runtimeCode) {
            let gate = verifier
            let owner = try address(UpgradeableVerifier.Function.owner, of: gate)
            if owner != .zero {
                facts.upgradePaths.append(
                    TrustFacts.UpgradePath(
                        actor: simulation.name(of: owner, near: rollup),
                        target: "what decides games",
                        delay: try seconds(UpgradeableVerifier.Function.delay, of: gate)
                    )
                )
            }
            let members = try seconds(UpgradeableVerifier.Function.members, of: gate)
            let threshold = try seconds(UpgradeableVerifier.Function.threshold, of: gate)
            if members > 0 {
                facts.upgradePaths.append(
                    TrustFacts.UpgradePath(
                        actor: "a council (\(threshold) of \(members))",
                        target: "what decides games",
                        delay: 0,
                        council: TrustFacts.UpgradePath.Council(members: members, threshold: threshold)
                    )
                )
            }
            verifier = try address(UpgradeableVerifier.Function.implementation, of: gate)
            code = try simulation.code(at: verifier)
        }
        if code.starts(with: ExecuteVerifier.artifact.runtimeCode) {
            facts.followsRegistry = try hash(ExecuteVerifier.Function.verificationKey, of: verifier) == .zero
        } else if code.starts(with: BatchClaimVerifier.artifact.runtimeCode) {
            // The seed of every set-up that this program makes is public.
            facts.validation = .disputes(hasOpenSetup: true)
        } else {
            facts.validation = .nothing("claims are decided by a contract that does not ask EXECUTE")
        }
    }
}

import EVM
import L1Sim
import Primitives
import RollupActors
import RollupContracts

extension Simulation {
    /// What is so about a rollup, read from its contracts as they stand on L1 now.
    ///
    /// - Throws: `SimulationFault` when no rollup has the name, or a contract does not answer.
    package func trustFacts(of name: String) throws(SimulationFault) -> TrustFacts {
        let reader = FactReader(simulation: self, rollup: name)
        if let ledger = payments[name] { return try reader.facts(of: ledger) }
        return try reader.facts(of: try rollup(name))
    }

    /// The shipped preset that a rollup's section names; nil where it names a design.
    package func preset(of name: String) -> PresetFile? {
        sections[name]?.presetName.flatMap { PresetLibrary.shipped.preset(named: $0) }
    }

}

/// Asks the contracts of one rollup.
private struct FactReader {
    let simulation: Simulation
    let rollup: String

    func facts(of rollup: RollupInstance) throws(SimulationFault) -> TrustFacts {
        var facts: TrustFacts
        switch rollup.configuration.settlement {
        case .execute:
            guard rollup.sequenced == nil else {
                throw .setup("no rosette is derived of a rollup with a bonded sequencer yet")
            }
            facts = TrustFacts(
                name: rollup.name,
                design: "",
                validation: .native(isProof: rollup.design.executionMode == .proof),
                proposers: .everybody
            )
            if rollup.design.executionMode == .proof {
                facts.needsOwnProof = true
                facts.followsRegistry = try hash(NativeRollup.Function.verificationKey, of: rollup.contract) == .zero
            }
        case .optimistic:
            facts = TrustFacts(
                name: rollup.name,
                design: "",
                validation: .nothing("nobody can challenge the proposer's word"),
                proposers: permission(try address(OptimisticRollup.Function.proposer, of: rollup.contract))
            )
            facts.waits = [
                TrustFacts.Wait(
                    "challenge window",
                    try seconds(OptimisticRollup.Function.challengeWindow, of: rollup.contract)
                )
            ]
        case .dispute(let configuration, let contracts):
            guard configuration.siblings == nil else {
                throw .setup("no rosette is derived of a rollup whose claims only siblings dispute yet")
            }
            facts = try disputeFacts(of: rollup, contracts)
        case .multiProof:
            throw .setup("no rosette is derived of a rollup of several proof systems yet")
        }
        facts.design = simulation.sections[rollup.name]?.preset.rawValue ?? ""
        facts.usesBlobs = rollup.dataAvailability == .blob
        facts.missingChecks = simulation.sections[rollup.name]?.missingChecks.map(\.summary) ?? []
        if rollup.bridge != rollup.contract { try addPortal(rollup.bridge, to: &facts) }
        return facts
    }

    func facts(of ledger: PaymentsInstance) throws(SimulationFault) -> TrustFacts {
        guard ledger.games == nil, ledger.sequencer.configuration.escape == nil else {
            throw .setup("no rosette is derived of a ledger with games, a committee or an escape hatch yet")
        }
        var facts = TrustFacts(
            name: ledger.name,
            design: simulation.sections[ledger.name]?.preset.rawValue ?? "",
            // The seed of every set-up that this program makes is public.
            validation: .proofs(hasOpenSetup: true),
            proposers: permission(try address(ContractVerifiedRollup.Function.sequencer, of: ledger.contract))
        )
        facts.needsOwnProof = true
        facts.usesBlobs = simulation.sections[ledger.name]?.dataAvailability == .blob
        facts.missingChecks = simulation.sections[ledger.name]?.missingChecks.map(\.summary) ?? []
        return facts
    }

    /// A portal's waits take the place of those of the rollup's contract where they are longer.
    private func addPortal(_ portal: Address, to facts: inout TrustFacts) throws(SimulationFault) {
        facts.escrowKeeper = "a portal"
        let maturity = try seconds(Portal.Function.maturity, of: portal)
        if !facts.waits.isEmpty {
            facts.waits.append(
                TrustFacts.Wait("finality delay", try seconds(Portal.Function.finalityDelay, of: portal))
            )
        }
        // A proof can be given as soon as the root stands on L1, so that both waits run at once.
        let already = facts.exitDelay
        if maturity > already {
            facts.waits.append(TrustFacts.Wait("maturity of the proof", maturity - already))
        }
        let guardian = try address(Portal.Function.guardian, of: portal)
        guard guardian != .zero else { return }
        let name = simulation.name(of: guardian, near: rollup)
        let pause = try seconds(Portal.Function.pausePeriod, of: portal)
        facts.holders += [
            TrustFacts.Holder(actor: name, power: "blacklists every root, or sets the rate limit to nothing"),
            TrustFacts.Holder(actor: name, power: "pauses, and not again for as long", ending: pause),
        ]
    }

    private func disputeFacts(
        of rollup: RollupInstance,
        _ contracts: DisputeContracts
    ) throws(SimulationFault) -> TrustFacts {
        let type = try word(HybridRollup.Function.respectedGameType, of: rollup.contract)
        let game = try address(DisputeGameFactory.Function.implementations, of: contracts.factory, [type])
        let guardian = try address(HybridRollup.Function.guardian, of: rollup.contract)
        let airGap = TrustFacts.Wait("air gap", try seconds(HybridRollup.Function.airGap, of: rollup.contract))
        var facts = TrustFacts(name: rollup.name, design: "", validation: .disputes, proposers: .everybody)
        facts.waitsWithProof = [airGap]
        if game == .zero {
            facts.proposers = .nobody
            facts.validation = .nothing("the respected type has no games")
            facts.waits = [airGap]
        } else {
            let challenge = try seconds(ZKDisputeGame.Function.maxChallengeDuration, of: game)
            facts.waits = [TrustFacts.Wait("challenge window", challenge), airGap]
            facts.proveTime = try seconds(ZKDisputeGame.Function.maxProveDuration, of: game)
            try addVerifier(try address(ZKDisputeGame.Function.verifier, of: game), to: &facts)
        }
        guard guardian != .zero else { return facts }
        let name = simulation.name(of: guardian, near: rollup.name)
        facts.holders.append(
            TrustFacts.Holder(actor: name, power: "blacklists or retires every game, or pauses again and again")
        )
        let owner = try address(DisputeGameFactory.Function.owner, of: contracts.factory)
        if owner != .zero {
            // He adds a type of games, and the guardian has it respected.
            facts.upgradePaths.append(
                TrustFacts.UpgradePath(
                    actor: "\(simulation.name(of: owner, near: rollup.name)) with \(name)",
                    target: "the type of games",
                    delay: 0
                )
            )
        }
        return facts
    }

    /// Follows the verifier of games to the one that EXECUTE is asked by, and finds who can exchange it.
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
        guard code.starts(with: ExecuteVerifier.artifact.runtimeCode) else {
            facts.validation = .nothing("claims are decided by a contract that does not ask EXECUTE")
            return
        }
        facts.followsRegistry = try hash(ExecuteVerifier.Function.verificationKey, of: verifier) == .zero
    }

    // MARK: Answers

    private func permission(_ address: Address) -> TrustFacts.Permission {
        address == .zero ? .everybody : .only(simulation.name(of: address, near: rollup))
    }

    private func answer(
        _ function: ABIFunction,
        of contract: Address,
        _ arguments: [ABIValue]
    ) throws(SimulationFault) -> ABIValue {
        let outcome: CallOutcome
        do {
            outcome = try simulation.l1.call(CallRequest(to: contract, data: function.encodeCall(arguments)))
        } catch {
            throw .l1(error)
        }
        guard outcome.succeeded, let value = try? function.decodeOutput(outcome.output).first else {
            throw .setup("the contract \(contract.hex) of `\(rollup)` does not answer `\(function.name)`")
        }
        return value
    }

    private func word(
        _ function: ABIFunction,
        of contract: Address,
        _ arguments: [ABIValue] = []
    ) throws(SimulationFault) -> ABIValue {
        try answer(function, of: contract, arguments)
    }

    /// A time, or another small number.
    private func seconds(_ function: ABIFunction, of contract: Address) throws(SimulationFault) -> UInt64 {
        guard let value = try answer(function, of: contract, []).asUInt64 else {
            throw .setup("`\(function.name)` of `\(rollup)` is no time")
        }
        return value
    }

    private func address(
        _ function: ABIFunction,
        of contract: Address,
        _ arguments: [ABIValue] = []
    ) throws(SimulationFault) -> Address {
        guard let value = try answer(function, of: contract, arguments).asAddress else {
            throw .setup("`\(function.name)` of `\(rollup)` is no address")
        }
        return value
    }

    private func hash(_ function: ABIFunction, of contract: Address) throws(SimulationFault) -> Bytes32 {
        guard let value = try answer(function, of: contract, []).asBytes32 else {
            throw .setup("`\(function.name)` of `\(rollup)` is no hash")
        }
        return value
    }
}

extension Simulation {
    /// What a reader knows an address by: an actor's name, or who has deployed a rollup, or its digits.
    fileprivate func name(of address: Address, near rollup: String) -> String {
        if let actor = actors.values.first(where: { $0.address == address }) { return actor.name }
        if Actor(name: "\(rollup)/deployer", seed: seed).address == address { return "the deployer" }
        return address.hex
    }

    /// The code that stands at an address of L1.
    fileprivate func code(at address: Address) throws(SimulationFault) -> [UInt8] {
        do {
            return try l1.code(of: address)
        } catch {
            throw .l1(error)
        }
    }
}

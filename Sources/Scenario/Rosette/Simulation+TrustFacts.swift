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
struct FactReader {
    let simulation: Simulation
    let rollup: String

    func facts(of rollup: RollupInstance) throws(SimulationFault) -> TrustFacts {
        var facts: TrustFacts
        switch rollup.configuration.settlement {
        case .execute:
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
            let contract = try addInbox(of: rollup.contract, to: &facts)
            if rollup.sequenced != nil { try addSequencer(of: contract, to: &facts) }
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
        case .dispute:
            facts = try disputeFacts(of: rollup.contract)
        case .multiProof:
            facts = try multiProofFacts(of: rollup)
        }
        complete(&facts)
        if rollup.bridge != rollup.contract { try addPortal(rollup.bridge, to: &facts) }
        return facts
    }

    /// Adds what the deployment was told, and no contract says.
    func complete(_ facts: inout TrustFacts) {
        let section = simulation.sections[rollup]
        facts.name = rollup
        facts.design = section?.preset.rawValue ?? ""
        facts.usesBlobs = section?.dataAvailability == .blob
        facts.missingChecks = section?.missingChecks.map(\.summary) ?? []
    }

    /// What users can force on L1, where the rollup has an inbox; and the contract whose code it executes then.
    private func addInbox(of contract: Address, to facts: inout TrustFacts) throws(SimulationFault) -> Address {
        let inbox = ForcedInclusionRollup.artifact.runtimeCode
        guard try simulation.code(at: contract).starts(with: inbox) else { return contract }
        facts.inboxDelay = try seconds(ForcedInclusionRollup.Function.delay, of: contract)
        return try address(ForcedInclusionRollup.Function.implementation, of: contract)
    }

    /// A bonded sequencer hands in alone until he has been silent for two hours, whatever he leaves out.
    private func addSequencer(of contract: Address, to facts: inout TrustFacts) throws(SimulationFault) {
        let implementation = try address(SequencedNativeRollup.Function.implementation, of: contract)
        let bond = try address(SequencedNativeRollup.Function.bond, of: contract)
        guard try simulation.code(at: contract).starts(with: SequencedNativeRollup.artifact.runtimeCode),
            try simulation.code(at: implementation).starts(with: NativeRollup.artifact.runtimeCode),
            try simulation.code(at: bond).starts(with: SequencerBond.artifact.runtimeCode)
        else {
            facts.validation = .nothing("blocks are accepted by a contract that nobody knows")
            facts.proposers = .nobody
            return
        }
        // Without a bond behind him he has no first word.
        guard try boolean(SequencerBond.Function.isBonded, of: bond) else { return }
        let sequencer = try address(SequencedNativeRollup.Function.sequencer, of: contract)
        facts.precedence = TrustFacts.Precedence(
            actor: simulation.name(of: sequencer, near: rollup),
            silence: SequencedNativeRollup.sequencerTimeout
        )
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
        let already = facts.quietDelay
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

    // MARK: Answers

    func permission(_ address: Address) -> TrustFacts.Permission {
        address == .zero ? .everybody : .only(simulation.name(of: address, near: rollup))
    }

    func answer(
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

    func word(
        _ function: ABIFunction,
        of contract: Address,
        _ arguments: [ABIValue] = []
    ) throws(SimulationFault) -> ABIValue {
        try answer(function, of: contract, arguments)
    }

    /// A time, or another small number.
    func seconds(_ function: ABIFunction, of contract: Address) throws(SimulationFault) -> UInt64 {
        guard let value = try answer(function, of: contract, []).asUInt64 else {
            throw .setup("`\(function.name)` of `\(rollup)` is no time")
        }
        return value
    }

    func address(
        _ function: ABIFunction,
        of contract: Address,
        _ arguments: [ABIValue] = []
    ) throws(SimulationFault) -> Address {
        guard let value = try answer(function, of: contract, arguments).asAddress else {
            throw .setup("`\(function.name)` of `\(rollup)` is no address")
        }
        return value
    }

    func boolean(
        _ function: ABIFunction,
        of contract: Address,
        _ arguments: [ABIValue] = []
    ) throws(SimulationFault) -> Bool {
        guard let value = try answer(function, of: contract, arguments).asBool else {
            throw .setup("`\(function.name)` of `\(rollup)` is no yes or no")
        }
        return value
    }

    func hash(_ function: ABIFunction, of contract: Address) throws(SimulationFault) -> Bytes32 {
        guard let value = try answer(function, of: contract, []).asBytes32 else {
            throw .setup("`\(function.name)` of `\(rollup)` is no hash")
        }
        return value
    }
}

extension Simulation {
    /// What a reader knows an address by: an actor's name, or who has deployed a rollup, or its digits.
    func name(of address: Address, near rollup: String) -> String {
        if let actor = actors.values.first(where: { $0.address == address }) { return actor.name }
        if Actor(name: "\(rollup)/deployer", seed: seed).address == address { return "the deployer" }
        return address.hex
    }

    /// The code that stands at an address of L1.
    func code(at address: Address) throws(SimulationFault) -> [UInt8] {
        do {
            return try l1.code(of: address)
        } catch {
            throw .l1(error)
        }
    }
}

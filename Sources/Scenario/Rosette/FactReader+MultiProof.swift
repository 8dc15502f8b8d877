import Primitives
import RollupContracts

extension FactReader {
    /// Facts of a rollup of several proof systems, as its portal has them now.
    func multiProofFacts(of rollup: RollupInstance) throws(SimulationFault) -> TrustFacts {
        let terms = try PortalTerms(self, of: rollup.contract)
        let mode = try currentMode(of: rollup.contract)
        let (systems, areAllOn) = try proofSystems(of: rollup, terms)
        var rule = ProofRule(systems: systems, threshold: terms.threshold, families: terms.families)
        rule.switcher = terms.operator == .zero ? nil : simulation.name(of: terms.operator, near: self.rollup)
        rule.isSwitchedOff = mode == .optimistic
        let canWait = terms.begins == .hybrid || terms.proofTimeout > 0 || mode == .hybrid || mode == .optimistic
        rule.wait = canWait ? terms.window : nil
        let court = try simulation.code(at: terms.court)
        rule.isWaitContestable =
            mode != .optimistic && court.starts(with: ClaimCourt.artifact.runtimeCode)

        var facts = TrustFacts(name: rollup.name, design: "", validation: .multiProofs(rule), proposers: .everybody)
        let delay = terms.proofDelay > 0 ? [TrustFacts.Wait("proof delay", terms.proofDelay)] : []
        if rule.isSwitchedOff {
            facts.proposers = .only(rule.switcher ?? "the operator")
            facts.waits = [TrustFacts.Wait("challenge window", terms.window)]
        } else if rule.isOpen {
            facts.needsOwnProof = rule.wait == nil
            facts.waits = delay
            if terms.prover != .zero, terms.permissionlessAfter > 0 {
                let name = simulation.name(of: terms.prover, near: self.rollup)
                // His proofs are taken at once, those of others later, so that he can always be first.
                facts.precedence = TrustFacts.Precedence(actor: name, silence: terms.permissionlessAfter)
                facts.waits.insert(TrustFacts.Wait("until anybody can prove", terms.permissionlessAfter), at: 0)
            }
        } else if rule.wait != nil {
            let silence = mode == .hybrid || terms.begins == .hybrid ? 0 : terms.proofTimeout
            // Whose proofs count makes his blocks final while those of others wait.
            facts.precedence =
                rule.combinations.isEmpty
                ? nil : TrustFacts.Precedence(actor: "whoever has the keys of the proof systems", silence: silence)
            if silence > 0 { facts.waits.append(TrustFacts.Wait("without proofs", silence)) }
            facts.waits.append(TrustFacts.Wait("challenge window", terms.window))
            facts.waitsWithProof = rule.combinations.isEmpty ? nil : delay
        } else {
            facts.proposers = rule.combinations.isEmpty ? .nobody : .only("whoever has the keys of the proof systems")
            facts.waits = delay
        }
        if rule.isOpen, rule.wait != nil, !rule.isSwitchedOff { facts.waitsWithProof = delay }
        addSwitches(terms, rule, areAllOn: areAllOn, to: &facts)
        return facts
    }

    /// Who can change what decides claims, and who can keep them back.
    private func addSwitches(
        _ terms: PortalTerms,
        _ rule: ProofRule,
        areAllOn: Bool,
        to facts: inout TrustFacts
    ) {
        if let switcher = rule.switcher {
            // From then on nobody but him can claim, so that nobody has time to leave.
            facts.upgradePaths.append(TrustFacts.UpgradePath(actor: switcher, target: "whether proofs count", delay: 0))
        }
        guard terms.guardian != .zero else { return }
        let guardian = simulation.name(of: terms.guardian, near: rollup)
        facts.holders.append(
            TrustFacts.Holder(actor: guardian, power: "rejects every claim, or pauses again and again")
        )
        // He can switch on what a contradiction has switched off, and never more than there was at the deployment.
        guard !areAllOn else { return }
        facts.upgradePaths.append(
            TrustFacts.UpgradePath(actor: guardian, target: "which proof systems count", delay: 0)
        )
    }

    /// The systems that count, and whether all of them are switched on.
    private func proofSystems(
        of rollup: RollupInstance,
        _ terms: PortalTerms
    ) throws(SimulationFault) -> (counting: [ProofRule.System], areAllOn: Bool) {
        var counting: [ProofRule.System] = []
        var areAllOn = true
        let count = try seconds(MultiProofPortal.Function.systemCount, of: rollup.contract)
        for index in 0..<min(count, UInt64(MultiProofPortal.maximumSystemCount)) {
            let place = ABIValue.uint(UInt256(index))
            guard
                case .tuple(let fields) = try answer(MultiProofPortal.Function.systems, of: rollup.contract, [place]),
                fields.count >= 5, let verifier = fields[0].asAddress, let family = fields[1].asUInt64,
                let bits = fields[2].asUInt64, let isEnabled = fields[4].asBool
            else { throw .setup("a proof system of `\(self.rollup)` is none") }
            if !isEnabled { areAllOn = false }
            guard isEnabled, bits >= terms.minBits else { continue }
            let names = rollup.provers.map(\.name)
            counting.append(
                ProofRule.System(
                    name: index < names.count ? names[Int(index)] : "system \(index)",
                    voucher: try voucher(verifier),
                    family: family
                )
            )
        }
        return (counting, areAllOn)
    }

    /// What the word of a system is worth, by the contract that is asked about its proofs.
    private func voucher(_ verifier: Address) throws(SimulationFault) -> ProofRule.Voucher {
        let code = try simulation.code(at: verifier)
        if code.starts(with: ExecuteVerifier.artifact.runtimeCode) { return .nodes }
        if code.starts(with: AttestationVerifier.artifact.runtimeCode) {
            return .signers(
                threshold: try seconds(AttestationVerifier.Function.threshold, of: verifier),
                count: try seconds(AttestationVerifier.Function.signerCount, of: verifier)
            )
        }
        guard code.starts(with: SimulatedProver.artifact.runtimeCode) else { return .unknown }
        let signer = try address(SimulatedProver.Function.signer, of: verifier)
        return .signature(of: simulation.name(of: signer, near: rollup))
    }

    private func currentMode(of portal: Address) throws(SimulationFault) -> MultiProofPortal.Mode {
        let value = try seconds(MultiProofPortal.Function.mode, of: portal)
        guard let mode = MultiProofPortal.Mode(rawValue: value) else {
            throw .setup("`mode` of `\(rollup)` is none")
        }
        return mode
    }
}

/// What decides the claims of a portal, as the portal answers.
private struct PortalTerms {
    let threshold: UInt64
    let families: UInt64
    let minBits: UInt64
    let begins: MultiProofPortal.Mode
    let window: UInt64
    let proofDelay: UInt64
    let proofTimeout: UInt64
    let prover: Address
    let permissionlessAfter: UInt64
    let `operator`: Address
    let guardian: Address
    let court: Address

    /// Reads the terms of a portal.
    ///
    /// - Throws: `SimulationFault` when the portal does not answer with terms.
    init(_ reader: FactReader, of portal: Address) throws(SimulationFault) {
        guard case .tuple(let fields) = try reader.answer(MultiProofPortal.Function.terms, of: portal, []),
            fields.count >= 12, let threshold = fields[0].asUInt64, let families = fields[1].asUInt64,
            let minBits = fields[2].asUInt64,
            let begins = fields[3].asUInt64.flatMap({ MultiProofPortal.Mode(rawValue: $0) }),
            let window = fields[4].asUInt64, let proofDelay = fields[5].asUInt64,
            let proofTimeout = fields[6].asUInt64, let prover = fields[7].asAddress,
            let permissionlessAfter = fields[8].asUInt64, let `operator` = fields[9].asAddress,
            let guardian = fields[10].asAddress, let court = fields[11].asAddress
        else { throw .setup("`terms` of `\(reader.rollup)` are none") }
        self.threshold = threshold
        self.families = families
        self.minBits = minBits
        self.begins = begins
        self.window = window
        self.proofDelay = proofDelay
        self.proofTimeout = proofTimeout
        self.prover = prover
        self.permissionlessAfter = permissionlessAfter
        self.operator = `operator`
        self.guardian = guardian
        self.court = court
    }
}

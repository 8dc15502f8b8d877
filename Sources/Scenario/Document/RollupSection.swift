package import Primitives
import RollupContracts
import TextOutput

/// A rollup of a scenario.
package struct RollupSection: Hashable, Sendable {
    /// Gas limit of an L2 block where the file gives none.
    package static let defaultL2GasLimit: UInt64 = 15_000_000

    /// Ether behind a sequencer where the file says nothing.
    package static let defaultSequencerBond: UInt64 = 10

    /// Payments that a batch has places for where the file says nothing.
    package static let defaultBatch: UInt64 = 4
    /// Most payments of a batch: what can be proved while somebody waits.
    package static let maximumBatch: UInt64 = 16
    /// Amounts from L1 that a batch has places for.
    package static let batchDeposits = 2

    /// Seconds after which a proposal becomes final where the file says nothing: seven days.
    package static let defaultChallengeWindow: UInt64 = 604_800

    /// The rollup's name.
    package let name: String
    /// The design's name.
    package let preset: Preset
    /// The named set of values that the rollup takes; nil where it names a design.
    package let presetName: String?
    /// The design.
    package var design: RollupDesign { preset.design }

    /// Whom its users trust beyond L1, and what checks it goes without; nil when nobody and none.
    package var trust: String? {
        let members = escape?.committee.map { committee in
            "data are with a committee: users trust that one of any \(committee.threshold) of its "
                + "\(committee.members.count) members gives them"
        }
        let parts =
            [design.trust, guardianTrust, operatorTrust, multiProof.trust, members].compactMap(\.self)
            + missingChecks.map { "UNSAFE: \($0.summary)" }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }

    /// What its guardian can do, where claims have one.
    private var guardianTrust: String? {
        guard design.hasGames || design.settlement == .multiProof else { return nil }
        return dispute.guardian.map {
            "the guardian \($0) can make claims count for nothing: users trust \($0) with their time"
        }
    }

    /// What its operator can do, where proofs can be switched off.
    private var operatorTrust: String? {
        multiProof.operator.map { "the operator \($0) can switch proofs off: users trust \($0) with all they have" }
    }

    /// Chain id of the L2; nil for one derived from the rollup's place in the file.
    package let chainID: UInt64?
    /// The actor who hands blocks to L1 when a step names nobody.
    package let advancer: String?
    /// The actor who alone hands in blocks, as long as he does; nil for everybody.
    package let sequencer: String?
    /// What stands behind the sequencer's promises, in wei.
    package let sequencerBond: UInt256
    /// Seconds from the forcing of a transaction to the block that must begin with it; nil without an inbox.
    package let inboxDelay: UInt64?
    /// Gas limit of an L2 block; nil for the design's default.
    package let l2GasLimit: GasAmount?
    /// How EXECUTE prices a block that it executes.
    package let gasRule: GasRule
    /// How EXECUTE prices a proof.
    package let proofGasRule: ProofGasRule
    /// Which program proofs must be of.
    package let verificationKey: VerificationKeyPolicy
    /// Seconds after which a proposal becomes final.
    package let challengeWindow: UInt64
    /// Clocks, bonds and guardian of its dispute games.
    package let dispute: DisputeTerms
    /// Who can exchange the contract that decides its games; nil for nobody.
    package let upgrades: GovernanceSection?
    /// Its proof systems, and what they decide.
    package let multiProof: MultiProofTerms
    /// Whether L1 has to take proofs of its blocks.
    package var takesProofs: Bool { design.takesProofs || multiProof.provers.contains { $0.kind == .execute } }
    /// Where the transactions of its blocks are published.
    package let dataAvailability: DataAvailability
    /// Payments that a batch has places for.
    package let batch: Int
    /// The way out of its ledger, and who has its data; nil for none.
    package let escape: EscapeSection?
    /// Checks that it goes without.
    package let missingChecks: [UnsafeSwitch]
    /// What EXECUTE does with execution requests.
    package let requestsPolicy: RequestsPolicy
    /// The contract that keeps the escrow in the place of the rollup's own; nil for none.
    package let portal: PortalSection?

    init?(_ entry: DocumentNode.Entry, context: ReadingContext) {
        let owner = "the rollup `\(entry.key.shortened)`"
        let location = entry.keyLocation
        let (node, presetName) = context.presets.resolve(entry.value)
        self.presetName = presetName
        context.presets.bringProvers(of: entry.value, context: context)
        guard var fields = FieldReader(node, Fields.self, owner: owner, location: location, context: context)
        else {
            return nil
        }
        let preset = fields.read(\.preset)
        self.name = entry.key
        self.chainID = fields.read(\.chainID)
        if chainID == 0 {
            context.report(.outOfRange, "`chain_id` is at least 1", at: fields.valuePlace(of: \.chainID))
        }
        if let chainID, let other = context.scope.chainIDs.updateValue(entry.key, forKey: chainID) {
            let message = "the rollup `\(other)` has the chain id \(chainID) already"
            context.report(.duplicateName, message, at: fields.place(of: \.chainID))
        }
        self.sequencer = fields.read(\.sequencer)
        self.advancer = fields.read(\.advancer) ?? sequencer
        let bond = fields.read(\.sequencerBond)
        if let bond, bond.wei.isZero {
            context.report(.outOfRange, "`sequencer_bond` is above 0", at: fields.valuePlace(of: \.sequencerBond))
        }
        if bond != nil, !fields.has(\.sequencer) {
            let message = "`sequencer_bond` is for a rollup with a sequencer"
            context.report(
                .missingKey,
                message,
                at: fields.place(of: \.sequencerBond),
                help: "name the actor with the key `sequencer`"
            )
        }
        let defaultBond = UInt256(Self.defaultSequencerBond) &* UInt256(1_000_000_000_000_000_000)
        self.sequencerBond = bond?.wei ?? defaultBond
        self.l2GasLimit = fields.read(\.l2GasLimit)
        if let l2GasLimit, l2GasLimit.units < NativeRollup.minimumL2GasLimit {
            let least = NativeRollup.minimumL2GasLimit.grouped
            let message = "`l2_gas_limit` is at least \(least) gas, so that a block can hold the longest message"
            context.report(.outOfRange, message, at: fields.valuePlace(of: \.l2GasLimit))
        }
        self.gasRule = fields.read(\.gasRule) ?? .v6
        self.proofGasRule = fields.read(\.proofGasRule) ?? .dependency
        self.verificationKey = fields.read(\.verificationKey) ?? .follow
        let challengeWindow = fields.read(\.challengeWindow)?.seconds
        if let challengeWindow, challengeWindow > OptimisticRollup.maximumChallengeWindow {
            let most = OptimisticRollup.maximumChallengeWindow / 86_400
            context.report(
                .outOfRange,
                "`challenge_window` is at most \(most)d",
                at: fields.valuePlace(of: \.challengeWindow)
            )
        }
        if challengeWindow == 0, preset == .multiProof {
            let message = "`challenge_window` is at least 1s: with `mode: zk` nothing becomes final by waiting"
            context.report(.outOfRange, message, at: fields.valuePlace(of: \.challengeWindow))
        }
        let isFast = fields.read(\.pace) == .fast
        if preset == .contractGroth16, fields.has(\.pace), !fields.has(\.freezeGrace), !fields.has(\.committee) {
            let message = "`pace` is for a ledger with a way out: another has no times"
            context.report(.invalidValue, message, at: fields.place(of: \.pace))
        }
        let window = challengeWindow ?? Self.defaultChallengeWindow
        self.challengeWindow = isFast ? DisputeTerms.hastened(window) : window
        let inboxDelay = fields.read(\.inboxDelay)?.seconds
        if let inboxDelay, inboxDelay > ForcedInclusionRollup.maximumDelay {
            let most = ForcedInclusionRollup.maximumDelay / 86_400
            context.report(.outOfRange, "`inbox_delay` is at most \(most)d", at: fields.valuePlace(of: \.inboxDelay))
        }
        self.inboxDelay = isFast ? inboxDelay.map(DisputeTerms.hastened) : inboxDelay
        let dispute = DisputeTerms(&fields)
        self.dispute = isFast ? dispute.hastened : dispute
        let multiProof = MultiProofTerms(&fields, of: preset)
        self.multiProof = isFast ? multiProof.hastened : multiProof
        if preset == .multiProof, dispute.initBond.isZero {
            let message = "`init_bond` is above 0: with nothing to lose anybody could challenge every claim"
            context.report(.outOfRange, message, at: fields.valuePlace(of: \.initBond))
        }
        self.dataAvailability = fields.read(\.dataAvailability) ?? .calldata
        let batch = fields.read(\.batch) ?? Self.defaultBatch
        if !(1...Self.maximumBatch).contains(batch) {
            let message = "`batch` is between 1 and \(Self.maximumBatch), found \(batch)"
            context.report(.outOfRange, message, at: fields.valuePlace(of: \.batch))
        }
        self.batch = Int(clamping: batch)
        let escape = EscapeSection(&fields, dataAvailability)
        self.escape = isFast ? escape?.hastened : escape
        let portal = fields.read(\.portal).flatMap { PortalSection($0, of: preset, context: context) }
        self.portal = isFast ? portal?.hastened : portal
        let upgrades = fields.read(\.upgrades).flatMap { GovernanceSection($0, context: context) }
        self.upgrades = isFast ? upgrades?.hastened : upgrades
        self.missingChecks = UnsafeSwitch.list(
            fields.read(\.missingChecks) ?? [],
            of: preset,
            hasPortal: fields.has(\.portal),
            context: context
        )
        if sequencer != nil || inboxDelay != nil, let unsafe = missingChecks.first(where: { $0.contractCheck != nil }) {
            let key = sequencer != nil ? "sequencer" : "inbox_delay"
            let message = "`\(unsafe.rawValue)` is for a rollup without `\(key)`, whose contract would be another"
            context.report(.invalidValue, message, at: fields.place(of: \.missingChecks))
        }
        if let preset { Self.refuseKeys(of: preset, fields) }
        if preset == .nativeReexecution, dataAvailability == .blob {
            fields.context.report(
                .invalidValue,
                "`da: blob` is not for the preset native-reexec: re-execution needs the block's bytes in EXECUTE's input",
                at: fields.valuePlace(of: \.dataAvailability),
                help: "L1's validators execute the block, and a contract sees a blob's hash alone; use `da: calldata`"
            )
        }
        if inboxDelay != nil, dataAvailability == .blob {
            fields.context.report(
                .notSupportedYet,
                "`inbox_delay` is not for rollups with `da: blob` yet: a contract sees a blob's hash alone",
                at: fields.place(of: \.inboxDelay),
                help: "use `da: calldata`"
            )
        }
        if let preset, preset.design.hasGames || preset == .multiProof, dataAvailability == .blob {
            fields.context.report(
                .notSupportedYet,
                "`da: blob` is not for the preset \(preset.rawValue) yet: claims are made in calldata alone",
                at: fields.valuePlace(of: \.dataAvailability),
                help: "use `da: calldata`"
            )
        }
        if let preset, preset != .contractGroth16, dataAvailability == .committee {
            fields.context.report(
                .invalidValue,
                "`da: committee` is for the preset contract-groth16",
                at: fields.valuePlace(of: \.dataAvailability)
            )
        }
        self.requestsPolicy = fields.read(\.requestsPolicy) ?? .acceptAny
        Self.checkAutomation(&fields)
        // The keys of a design that is not supported yet are unknown too; naming them would only hide the reason.
        guard preset != nil || !fields.has(\.preset) else { return nil }
        fields.finish(planned: ["anchor", "finality_delay", "fast", "execute"])
        guard let preset else { return nil }
        self.preset = preset
    }

    /// Refuses the keys that only other designs have a use for.
    private static func refuseKeys(of preset: Preset, _ fields: FieldReader<Fields>) {
        for key in Preset.specialKeys where fields.has(key) && !preset.design.keys.contains(key) {
            let message = "`\(key)` is for \(Preset.owners(ofKey: key))"
            fields.context.report(.invalidValue, message, at: fields.place(of: key))
        }
    }

    /// A rollup acts by itself unless told not to, and acting by itself is not supported yet; so it must be told.
    private static func checkAutomation(_ fields: inout FieldReader<Fields>) {
        let context = fields.context
        guard let node = fields.read(\.auto) else { return }
        if case .mapping = node.content {
            let message = "rollups that act by themselves are not supported yet"
            context.report(.notSupportedYet, message, at: node.location, help: "write `auto: off`")
            return
        }
        let _: Automation? = ValueReader.scalar(node, key: "auto", context: context)
    }
}

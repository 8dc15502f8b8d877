import RollupContracts
import TextOutput

/// An actor of a scenario: a key pair with ether.
package struct ActorSection: Hashable, Sendable {
    /// Ether on the L2 of one rollup.
    package struct L2Balance: Hashable, Sendable {
        /// The rollup.
        package let rollup: String
        /// Ether at genesis, escrowed on L1.
        package let amount: Amount
    }

    /// The actor's name.
    package let name: String
    /// Ether on L1 at genesis; nil for none.
    package let l1: Amount?
    /// Ether on L2 at genesis, in the order of the file.
    package let l2: [L2Balance]

    init?(_ entry: DocumentNode.Entry, context: ReadingContext) {
        let owner = "the actor `\(entry.key.shortened)`"
        guard var fields = FieldReader(entry.value, owner: owner, context: context) else { return nil }
        self.name = entry.key
        self.l1 = fields.optional("l1")
        self.l2 = fields.namedEntries("l2").compactMap { balance in
            guard context.scope.rollups.contains(balance.key) else {
                let help = Suggestion.help(for: balance.key, among: context.scope.rollups)
                let message = "no rollup is named `\(balance.key.shortened)`"
                context.report(.unknownRollup, message, at: balance.keyLocation, help: help)
                return nil
            }
            let amount: Amount? = FieldReader.read(balance.value, key: balance.key, context: context)
            return amount.map { L2Balance(rollup: balance.key, amount: $0) }
        }
        fields.finish(planned: ["role"])
    }
}

/// A rollup of a scenario.
package struct RollupSection: Hashable, Sendable {
    /// Designs of rollups.
    package enum Preset: String, CaseIterable, Sendable, ChoiceField {
        /// A native rollup whose blocks EXECUTE checks by re-execution.
        case nativeReexecution = "native-reexec"
        /// A native rollup whose blocks are proved, and whose proofs L1 verifies beside its blocks.
        case nativeProof = "native-proof"
        static let planned = [
            "native-dependency", "zk-dispute-game", "op-stack", "arbitrum-bold", "taiko", "scroll",
            "linea", "zksync", "cdk", "starkex", "kailua", "contract-groth16",
        ]
    }

    /// Which program a rollup on proofs wants its blocks to be proved by.
    package enum VerificationKeyPolicy: String, CaseIterable, Sendable, ChoiceField {
        /// L1's current one, whichever that is.
        case follow
        /// The one that was current when the rollup was deployed, for ever.
        case pinned
    }

    /// How EXECUTE prices a proof.
    package enum ProofGasRule: String, CaseIterable, Sendable, ChoiceField {
        /// 30,000 per proof.
        case dependency
        /// The same, and the sidecar as blob data.
        case sidecar
        /// The verifier's time, which is simulated.
        case simulatedTime = "simulated_time"
    }

    /// How EXECUTE prices a block.
    package enum GasRule: String, CaseIterable, Sendable, ChoiceField {
        /// The block's gas limit and 16 per byte of input.
        case v6
        /// The gas the block claims to have used.
        case gasUsed = "gas_used"
        /// 100,000 per call.
        case flat
    }

    /// What EXECUTE does with a block that makes execution requests (EIP-7685).
    package enum RequestsPolicy: String, CaseIterable, Sendable, ChoiceField {
        /// Accepts them and binds their root.
        case acceptAny = "accept_any"
        /// Refuses the block.
        case mustBeEmpty = "must_be_empty"
    }

    /// Cadences at which a rollup's actors act by themselves; all of it is off.
    private enum Automation: String, CaseIterable, ChoiceField {
        case off
    }

    /// Gas limit of an L2 block where the file gives none.
    package static let defaultL2GasLimit: UInt64 = 15_000_000

    /// The rollup's name.
    package let name: String
    /// The design.
    package let preset: Preset

    /// How EXECUTE establishes that its blocks are valid.
    package var mode: ExecutionMode {
        switch preset {
        case .nativeReexecution: .reexecution
        case .nativeProof: .proof
        }
    }

    /// Chain id of the L2; nil for one derived from the rollup's place in the file.
    package let chainID: UInt64?
    /// The actor who hands blocks to L1 when a step names nobody.
    package let advancer: String?
    /// Gas limit of an L2 block; nil for the design's default.
    package let l2GasLimit: GasAmount?
    /// How EXECUTE prices a block that it executes.
    package let gasRule: GasRule
    /// How EXECUTE prices a proof.
    package let proofGasRule: ProofGasRule
    /// Which program proofs must be of.
    package let verificationKey: VerificationKeyPolicy
    /// What EXECUTE does with execution requests.
    package let requestsPolicy: RequestsPolicy

    init?(_ entry: DocumentNode.Entry, context: ReadingContext) {
        let owner = "the rollup `\(entry.key.shortened)`"
        let location = entry.keyLocation
        guard var fields = FieldReader(entry.value, owner: owner, location: location, context: context) else {
            return nil
        }
        let preset: Preset? = fields.required("preset")
        self.name = entry.key
        self.chainID = fields.optional("chain_id")
        if chainID == 0 {
            context.report(.outOfRange, "`chain_id` is at least 1", at: fields.value(of: "chain_id"))
        }
        if let chainID, let other = context.scope.chainIDs.updateValue(entry.key, forKey: chainID) {
            let message = "the rollup `\(other)` has the chain id \(chainID) already"
            context.report(.duplicateName, message, at: fields.place(of: "chain_id"))
        }
        self.advancer = fields.actor("advancer")
        self.l2GasLimit = fields.optional("l2_gas_limit")
        if let l2GasLimit, l2GasLimit.units < NativeRollup.minimumL2GasLimit {
            let least = NativeRollup.minimumL2GasLimit.grouped
            let message = "`l2_gas_limit` is at least \(least) gas, so that a block can hold the longest message"
            context.report(.outOfRange, message, at: fields.value(of: "l2_gas_limit"))
        }
        self.gasRule = fields.optional("gas_rule") ?? .v6
        self.proofGasRule = fields.optional("proof_gas_rule") ?? .dependency
        self.verificationKey = fields.optional("verification_key") ?? .follow
        for key in ["proof_gas_rule", "verification_key"] where preset == .nativeReexecution && fields.has(key) {
            context.report(.invalidValue, "`\(key)` is for the preset native-proof", at: fields.place(of: key))
        }
        self.requestsPolicy = fields.optional("requests_policy") ?? .acceptAny
        Self.checkAutomation(&fields)
        // The keys of a design that is not supported yet are unknown too; naming them would only hide the reason.
        guard preset != nil || !fields.has("preset") else { return nil }
        fields.finish(planned: ["unsafe", "anchor", "sequencer", "finality_delay", "fast", "da", "execute"])
        guard let preset else { return nil }
        self.preset = preset
    }

    /// A rollup acts by itself unless told not to, and acting by itself is not supported yet; so it must be told.
    private static func checkAutomation(_ fields: inout FieldReader) {
        let context = fields.context
        let help = "write `auto: off`"
        guard let node = fields.node("auto") else {
            let message = "\(fields.owner) lacks `auto: off`; rollups that act by themselves are not supported yet"
            context.report(.missingKey, message, at: fields.location, help: help)
            return
        }
        if case .mapping = node.content {
            let message = "rollups that act by themselves are not supported yet"
            context.report(.notSupportedYet, message, at: node.location, help: help)
            return
        }
        let _: Automation? = FieldReader.read(node, key: "auto", context: context)
    }
}

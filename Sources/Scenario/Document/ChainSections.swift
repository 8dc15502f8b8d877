/// What a run may spend before it is stopped.
package struct Limits: Hashable, Sendable {
    /// Time of the machine that runs the scenario; nil for no limit.
    package let wall: VirtualDuration?
    /// Steps done, repetitions included; nil for no limit.
    package let steps: UInt64?

    init(_ node: DocumentNode?, context: ReadingContext) {
        guard let node, var fields = FieldReader(node, owner: "`limits`", context: context) else {
            self.wall = nil
            self.steps = nil
            return
        }
        self.wall = fields.optional("wall")
        self.steps = fields.optional("steps")
        fields.finish()
    }
}

/// The L1 chain of a scenario.
package struct L1Section: Hashable, Sendable {
    /// Rule sets of L1.
    package enum Preset: String, CaseIterable, Sendable, ChoiceField {
        case cancun, prague, osaka
        static let planned = ["amsterdam"]
    }

    /// The rule set.
    package let preset: Preset
    /// Gas limit of a block; nil for the chain's default.
    package let gasLimit: GasAmount?
    /// Length of a slot; nil for the chain's default.
    package let slot: VirtualDuration?
    /// Base fee per gas of the first block; nil for the chain's default.
    package let baseFee: Amount?

    init(_ node: DocumentNode?, context: ReadingContext) {
        guard let node, var fields = FieldReader(node, owner: "`l1`", context: context) else {
            self.preset = .osaka
            self.gasLimit = nil
            self.slot = nil
            self.baseFee = nil
            return
        }
        self.preset = fields.optional("preset") ?? .osaka
        self.gasLimit = fields.optional("gas_limit")
        self.slot = fields.optional("slot")
        self.baseFee = fields.optional("base_fee")
        if slot?.seconds == 0 {
            context.report(.outOfRange, "`slot` must be at least 1s", at: fields.place(of: "slot"))
        }
        fields.finish(planned: ["blobs", "blob_demand", "censor", "validators"])
    }
}

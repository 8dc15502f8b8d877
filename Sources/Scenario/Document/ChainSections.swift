import L1Sim

/// What a run may spend before it is stopped.
package struct Limits: Hashable, Sendable {
    /// Time of the machine that runs the scenario; nil for no limit.
    package let wall: VirtualDuration?
    /// Steps done, repetitions included; nil for no limit.
    package let steps: UInt64?

    /// Keys of `limits`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let wall = Field<VirtualDuration>.optional(
            "wall",
            "Time of the machine that runs the scenario. Beyond it the run stops with exit code 5.",
            absent: "no limit"
        )
        let steps = Field<UInt64>.optional(
            "steps",
            "Steps that may be done, each repetition counted. Beyond them the run stops with exit code 5.",
            absent: "no limit"
        )
    }

    init(_ node: DocumentNode?, context: ReadingContext) {
        guard let node, var fields = FieldReader(node, Fields.self, owner: "`limits`", context: context) else {
            self.wall = nil
            self.steps = nil
            return
        }
        self.wall = fields.read(\.wall)
        self.steps = fields.read(\.steps)
        fields.finish()
    }
}

/// The L1 chain of a scenario.
package struct L1Section: Hashable, Sendable {
    /// Rule sets of L1.
    package enum Preset: String, CaseIterable, Sendable, ChoiceField {
        case cancun, prague, osaka
        static let planned = ["amsterdam"]

        /// The rule set in a few words.
        package var summary: String {
            switch self {
            case .cancun: "blobs and transient storage (March 2024)"
            case .prague: "execution requests, delegations and the calldata floor (May 2025)"
            case .osaka: "the transaction gas cap and bounded blob prices (December 2025)"
            }
        }
    }

    /// The rule set.
    package let preset: Preset
    /// Gas limit of a block; nil for the chain's default.
    package let gasLimit: GasAmount?
    /// Length of a slot; nil for the chain's default.
    package let slot: VirtualDuration?
    /// Base fee per gas of the first block; nil for the chain's default.
    package let baseFee: Amount?

    /// Keys of `l1`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let preset = Field<Preset>.optional("preset", "The fork whose rules L1 follows.", absent: "`osaka`")
        let gasLimit = Field<GasAmount>.optional(
            "gas_limit",
            "Gas that one L1 block holds.",
            absent: "`\(L1Genesis().gasLimit / 1_000_000)M`"
        )
        let slot = Field<VirtualDuration>.optional(
            "slot",
            "Virtual time between two L1 blocks.",
            absent: "`\(L1Genesis().slotSeconds)s`",
            range: "at least `1s`"
        )
        let baseFee = Field<Amount>.optional(
            "base_fee",
            "Base fee per gas of the first L1 block; the chain's own rule moves it from there.",
            absent: "`\(Quantity(Rational(L1Genesis().baseFeePerGas), .amount))`",
            source: "EIP-1559"
        )
    }

    init(_ node: DocumentNode?, context: ReadingContext) {
        guard let node, var fields = FieldReader(node, Fields.self, owner: "`l1`", context: context) else {
            self.preset = .osaka
            self.gasLimit = nil
            self.slot = nil
            self.baseFee = nil
            return
        }
        self.preset = fields.read(\.preset) ?? .osaka
        self.gasLimit = fields.read(\.gasLimit)
        self.slot = fields.read(\.slot)
        self.baseFee = fields.read(\.baseFee)
        if slot?.seconds == 0 {
            context.report(.outOfRange, "`slot` must be at least 1s", at: fields.place(of: \.slot))
        }
        fields.finish(planned: ["blobs", "blob_demand", "censor", "validators"])
    }
}

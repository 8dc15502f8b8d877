/// What a scenario's report shows beyond the timeline.
package struct ReportSection: Hashable, Sendable {
    /// A table of what the same blocks cost in several modes.
    package struct GasTable: Hashable, Sendable {
        /// The `seal` steps that made the blocks, in order.
        package let blocks: [String]
        /// The modes, in order.
        package let modes: [EnforcementMode]

        /// Keys of `gas_table`.
        struct Fields: FieldSet {
            static let declared = Fields()
            let blocks = Field<[DocumentNode]>.list(
                "blocks",
                "The steps whose L2 blocks are measured.",
                of: .list(.name(StepProduct.block.noun)),
                absent: nil
            )
            let modes = Field<[DocumentNode]>.list(
                "modes",
                "The modes in which each block is priced.",
                of: .list(EnforcementMode.shape),
                absent: nil
            )
        }
    }

    /// The gas table; nil for none.
    package let gasTable: GasTable?
    /// Whether the timeline is shown.
    package let showsTimeline: Bool

    enum Switch: String, CaseIterable, ChoiceField {
        case `true`, `false`

        var summary: String {
            switch self {
            case .true: "it is shown"
            case .false: "it is left out"
            }
        }
    }

    /// Keys of `report`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let gasTable = Field<DocumentNode>.node(
            "gas_table",
            "A table of what the same L2 blocks cost L1 in several modes; each cell is measured by replay.",
            GasTable.Fields.shape,
            absent: "no table"
        )
        let timeline = Field<Switch>.optional(
            "timeline",
            "Whether the report shows every step.",
            absent: "`true`"
        )
    }

    init(_ node: DocumentNode?, context: ReadingContext) {
        guard let node, var fields = FieldReader(node, Fields.self, owner: "`report`", context: context) else {
            self.gasTable = nil
            self.showsTimeline = true
            return
        }
        self.gasTable = fields.read(\.gasTable).flatMap { GasTable($0, context: context) }
        let timeline = fields.read(\.timeline)
        self.showsTimeline = timeline != .false
        fields.finish(planned: ["rosette", "bonds", "finality_bars", "latency_table", "loss_attribution"])
    }
}

extension ReportSection.GasTable {
    fileprivate init?(_ node: DocumentNode, context: ReadingContext) {
        guard var fields = FieldReader(node, Fields.self, owner: "`gas_table`", context: context) else { return nil }
        self.blocks = (fields.read(\.blocks) ?? []).compactMap {
            Self.executedBlock($0, context: context)
        }
        self.modes = (fields.read(\.modes) ?? []).compactMap {
            ValueReader.scalar($0, key: "modes", context: context)
        }
        fields.finish()
    }

    /// A step that sealed a block which EXECUTE checks: no other has a price in the modes of EXECUTE.
    private static func executedBlock(_ node: DocumentNode, context: ReadingContext) -> String? {
        guard let step = ValueReader.step(node, key: "blocks", making: .block, context: context) else { return nil }
        if let rollup = context.scope.steps[step]?.rollup, let section = context.scope.rollupSections[rollup],
            section.design.executionMode == nil
        {
            let message = "the block of `\(step)` never goes through EXECUTE: `\(rollup)` has the preset "
            context.report(.wrongStepKind, message + section.preset.rawValue, at: node.location)
            return nil
        }
        return step
    }
}

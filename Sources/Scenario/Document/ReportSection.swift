/// What a scenario's report shows beyond the timeline.
package struct ReportSection: Hashable, Sendable {
    /// A table of what the same blocks cost in several modes.
    package struct GasTable: Hashable, Sendable {
        /// The `seal` steps that made the blocks, in order.
        package let blocks: [String]
        /// The modes, in order.
        package let modes: [EnforcementMode]
    }

    /// The gas table; nil for none.
    package let gasTable: GasTable?
    /// Whether the timeline is shown.
    package let showsTimeline: Bool

    private enum Switch: String, CaseIterable, ChoiceField {
        case `true`, `false`
    }

    init(_ node: DocumentNode?, context: ReadingContext) {
        guard let node, var fields = FieldReader(node, owner: "`report`", context: context) else {
            self.gasTable = nil
            self.showsTimeline = true
            return
        }
        self.gasTable = fields.node("gas_table").flatMap { GasTable($0, context: context) }
        let timeline: Switch? = fields.optional("timeline")
        self.showsTimeline = timeline != .false
        fields.finish(planned: ["rosette", "bonds", "finality_bars", "latency_table", "loss_attribution"])
    }
}

extension ReportSection.GasTable {
    fileprivate init?(_ node: DocumentNode, context: ReadingContext) {
        guard var fields = FieldReader(node, owner: "`gas_table`", context: context) else { return nil }
        for key in ["blocks", "modes"] where !fields.has(key) {
            context.report(.missingKey, "`gas_table` lacks the key `\(key)`", at: node.location)
        }
        self.blocks = (fields.list("blocks") ?? []).compactMap {
            FieldReader.step($0, key: "blocks", making: .block, context: context)
        }
        self.modes = (fields.list("modes") ?? []).compactMap {
            FieldReader.read($0, key: "modes", context: context)
        }
        fields.finish()
    }
}

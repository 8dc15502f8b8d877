import RollupContracts

/// The portal of a rollup: a contract beside the rollup's own that keeps its escrow and lets messages out in two steps.
package struct PortalSection: Hashable, Sendable {
    /// Keys of a portal.
    struct Fields: FieldSet {
        static let declared = Fields()
        let maturity = Field<VirtualDuration>.optional(
            "maturity",
            "How long after its proof a withdrawal can be delivered.",
            absent: "`7d`",
            range: longest,
            source: "decision 0071"
        )
        let finalityDelay = Field<VirtualDuration>.optional(
            "finality_delay",
            "How long after its challenge window a root must have been there. For the preset `optimistic` alone.",
            absent: "no time",
            range: longest,
            source: "decision 0071"
        )
        let guardian = Field<String>.actor(
            "guardian",
            "The actor who may pause withdrawals, blacklist roots and set the rate limit.",
            absent: "nobody",
            source: "decision 0071"
        )
        let pausePeriod = Field<VirtualDuration>.optional(
            "pause_period",
            "How long a pause lasts unless it is ended before, and how long no other can begin after it.",
            absent: "`30d`",
            range: longest,
            source: "decision 0071"
        )
        let rateLimit = Field<Amount>.optional(
            "rate_limit",
            "Ether that may leave within `rate_period`; what has left leaks out of the limit evenly.",
            absent: "no limit",
            source: "decision 0071"
        )
        let ratePeriod = Field<VirtualDuration>.optional(
            "rate_period",
            "The time in which a whole `rate_limit` leaks away.",
            absent: "`1d`",
            range: "1s to \(Portal.maximumPeriod / 86_400)d",
            source: "decision 0071"
        )
    }

    /// The bound of every wait, in words.
    private static let longest = "at most \(Portal.maximumPeriod / 86_400)d"

    /// Seconds between a proof and a delivery where the file says nothing: seven days.
    private static let defaultMaturity: UInt64 = 604_800
    /// Seconds that a pause lasts where the file says nothing: thirty days.
    private static let defaultPausePeriod: UInt64 = 2_592_000
    /// Seconds of the rate's period where the file says nothing: a day.
    private static let defaultRatePeriod: UInt64 = 86_400

    /// Seconds between the proof of a withdrawal and its delivery.
    package private(set) var maturity: UInt64
    /// Seconds for which an optimistic root must have been ripe for finality.
    package private(set) var finalityDelay: UInt64
    /// The actor who may pause; nil for nobody.
    package let guardian: String?
    /// Longest pause, and the shortest time between two, in seconds.
    package private(set) var pausePeriod: UInt64
    /// Ether that may leave within the period; nil for no limit.
    package let rateLimit: Amount?
    /// Seconds in which what has left leaks out of the limit.
    package private(set) var ratePeriod: UInt64

    init?(_ node: DocumentNode, of preset: RollupSection.Preset?, context: ReadingContext) {
        guard var fields = FieldReader(node, Fields.self, owner: "`portal`", context: context) else { return nil }
        maturity = Self.period(\.maturity, &fields) ?? Self.defaultMaturity
        finalityDelay = Self.period(\.finalityDelay, &fields) ?? 0
        if let preset, preset != .optimistic, fields.has(\.finalityDelay) {
            let message = "`finality_delay` is for the preset optimistic: other roots are final as they come"
            context.report(.invalidValue, message, at: fields.place(of: \.finalityDelay))
        }
        guardian = fields.read(\.guardian)
        pausePeriod = Self.period(\.pausePeriod, &fields) ?? Self.defaultPausePeriod
        rateLimit = fields.read(\.rateLimit)
        ratePeriod = Self.period(\.ratePeriod, &fields) ?? Self.defaultRatePeriod
        if ratePeriod == 0 {
            context.report(.outOfRange, "`rate_period` is at least 1s", at: fields.valuePlace(of: \.ratePeriod))
        }
        fields.finish()
    }

    /// The portal with all times shortened.
    var hastened: PortalSection {
        var portal = self
        portal.maturity = DisputeTerms.hastened(maturity)
        portal.finalityDelay = DisputeTerms.hastened(finalityDelay)
        portal.pausePeriod = DisputeTerms.hastened(pausePeriod)
        portal.ratePeriod = DisputeTerms.hastened(ratePeriod)
        return portal
    }

    private static func period(
        _ field: KeyPath<Fields, Field<VirtualDuration>>,
        _ fields: inout FieldReader<Fields>
    ) -> UInt64? {
        guard let seconds = fields.read(field)?.seconds else { return nil }
        if seconds > Portal.maximumPeriod {
            let key = Fields.declared[keyPath: field].entry.key
            fields.context.report(.outOfRange, "`\(key)` is \(longest)", at: fields.valuePlace(of: field))
        }
        return seconds
    }
}

extension FieldReader {
    /// Refuses a rollup without a portal, of a step that needs one.
    ///
    /// - Parameters:
    ///   - rollup: The rollup, once it is known.
    ///   - verb: What the step does.
    func requirePortal(of rollup: String?, for verb: String) {
        guard let rollup, let section = context.scope.rollupSections[rollup], section.portal == nil else { return }
        context.report(
            .wrongStepKind,
            "`\(verb)` needs a portal, and `\(rollup)` has none",
            at: place(of: "rollup"),
            help: "give the rollup the key `portal`"
        )
    }
}

import L1Sim

/// `advance_until`: virtual time passes until a monitor raises an alert.
package struct AdvanceUntil: ReadableVerb {
    package static let name = "advance_until"
    package static let actorRule = ActorRule.none
    package static let possibleOutcomes: Set<OutcomeLayer> = [.timeout]
    package static let codes: [OutcomeLayer: [FailureCode]] = [
        .timeout: [FailureCode(noAlert, "The monitor raises no alert in the time given.", source: "decision 0084")]
    ]
    package static let modifiers = Set(StepModifier.allCases).subtracting([.save])
    private static let noAlert = "NoAlert"

    /// The monitor.
    package let monitor: String
    package var awaitedMonitor: String? { monitor }
    /// The longest wait.
    package let limit: VirtualDuration

    /// Keys of `advance_until`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let alert = Field<DocumentNode>.node(
            "alert",
            "The monitor.",
            .name("a monitor's name"),
            absent: nil,
            source: "decision 0084"
        )
        let within = Field<VirtualDuration>.required("within", "The longest wait.", source: "decision 0084")
    }

    static let reference = VerbReference(
        """
        Virtual time passes until a monitor raises an alert, and no longer than `within`. The step need not name that \
        alert in `alerts`. Waiting transactions get their block.
        """,
        value: Fields.shape,
        examples: [
            """
            - seal: {rollup: governed}
              id: u1
            - propose: {rollup: governed, block: u1, tamper: {state_root: flip_bit}}
            - advance_until: {alert: roots, within: 1h}
              assert: alert_time(roots) == elapsed()
            - advance_until: {alert: roots, within: 1h}
              expect: {timeout: NoAlert}
            """
        ],
        source: "decision 0084"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        let context = step.context
        guard var fields = FieldReader(node, Fields.self, owner: "`\(Self.name)`", context: context) else { return nil }
        let monitor = fields.read(\.alert).flatMap { ValueReader.monitor($0, key: "alert", context: context) }
        let limit = fields.read(\.within)
        fields.finish()
        guard let monitor, let limit else { return nil }
        self.monitor = monitor
        self.limit = limit
    }
}

extension AdvanceUntil {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let (deadline, overflow) = simulation.l1.clock.now.addingReportingOverflow(limit.seconds)
        guard !overflow else { throw .l1(.endOfTime) }
        let summary = "time passes until `\(monitor)` raises an alert"
        let wait = try simulation.wait(forAlertOf: monitor, until: deadline)
        return StepEffect(
            outcome: wait.isRaised ? .success : StepOutcome(.timeout, Self.noAlert),
            summary: summary,
            details: wait.details
        )
    }
}

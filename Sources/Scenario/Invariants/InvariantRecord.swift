/// How one invariant fared in a run.
package struct InvariantRecord: Sendable {
    /// The invariant and its treatment.
    package let setting: InvariantSetting
    /// How often it was evaluated: after the deployment and after every step.
    package private(set) var checkCount = 0
    /// The first violation, and the line of the step after which it was seen; 0 for the deployment.
    package private(set) var violation: (reason: String, line: Int)?

    init(_ setting: InvariantSetting) { self.setting = setting }

    /// Counts an evaluation and keeps the first violation; after that the invariant is not looked at any more.
    mutating func check(_ simulation: Simulation, line: Int) {
        checkCount += 1
        guard violation == nil, let reason = setting.invariant.violation(in: simulation) else { return }
        violation = (reason, line)
    }

    /// Whether the run must stop: the invariant is enforced and violated.
    package var isBroken: Bool { setting.treatment == .enforce && violation != nil }
}

import L1Sim
import Primitives
import RollupActors
import StateTransition

/// Does the steps of a scenario one by one and judges them.
///
/// A run stops at the first step that does not end as expected, at the first violation of an enforced invariant, and at
/// a limit: what would come after rests on what did not happen.
package struct ScenarioRun {
    private let control: RunControl
    private var simulation: Simulation
    private var result: ScenarioResult
    private var trace: TraceHasher
    private var stepsDone: UInt64 = 0
    private var observation = ObservationDepth.none
    private var lastSample: StateSample?
    /// Height of L1 before the repetition that is being done.
    private var l1HeightBefore: UInt64 = 0

    /// Runs a scenario from beginning to end.
    ///
    /// - Parameters:
    ///   - document: The scenario.
    ///   - options: What the world has different from the document's.
    ///   - control: Asked for the time, told of progress.
    /// - Returns: What happened, in any case.
    package static func run(
        _ document: ScenarioDocument,
        options: SimulationOptions = SimulationOptions(),
        control: RunControl = RunControl()
    ) -> ScenarioResult {
        var run: ScenarioRun
        do {
            run = try ScenarioRun(document, options: options, control: control)
        } catch {
            var result = ScenarioResult(document: document)
            let ending = error.ending(at: nil)
            result.verdict = ending.verdict
            result.problems = [ending.problem]
            return result
        }
        run.runToEnd()
        return run.result
    }

    private init(
        _ document: ScenarioDocument,
        options: SimulationOptions,
        control: RunControl
    ) throws(SimulationFault) {
        self.control = control
        simulation = try Simulation(document, options: options)
        simulation.budget = Budget(document.limits, control: control)
        result = ScenarioResult(document: document)
        for section in document.rollups {
            result.rollups.append(RollupFacts(section, simulation.rollups[section.name]))
        }
        result.invariants = document.invariants.map { InvariantRecord($0) }
        simulation.names = simulation.firstNames
        result.names = simulation.names
        observation = options.observation
        trace = TraceHasher(document, simulation)
    }

    private mutating func runToEnd() {
        do {
            try checkInvariants(line: 0)
            try sampleBeginning()
            try perform(result.document.steps, depth: 0)
            try checkUnfinished()
            try measureGas()
            result.shown = result.document.shown.map { $0.shownValue(in: simulation) }
        } catch {
            switch error {
            case .stopped(let verdict, let problems):
                result.verdict = verdict
                result.problems = problems
            case .fault(let fault, let step):
                let ending = fault.ending(at: step)
                result.verdict = ending.verdict
                result.problems = [ending.problem]
            }
        }
        result.traceHash = trace.digest
    }

    /// Why the steps do not go on.
    private enum Interruption: Error {
        case stopped(ScenarioResult.Verdict, [StepProblem])
        /// A fault in a step, or in none.
        case fault(SimulationFault, at: SourceLocation? = nil)
    }

    private mutating func perform(_ steps: [Step], depth: Int) throws(Interruption) {
        for step in steps {
            if type(of: step.verb).isHeading {
                try show(step, depth: depth)
            } else {
                try perform(step, depth: depth)
            }
            try perform(step.verb.substeps, depth: depth + 1)
        }
    }

    private mutating func show(_ heading: Step, depth: Int) throws(Interruption) {
        do {
            l1HeightBefore = simulation.l1.head.number
            let effect = try heading.verb.perform(heading, in: &simulation)
            try record(heading, effect, gasUsed: nil, repetitions: 1, depth: depth)
        } catch {
            throw .fault(error, at: heading.location)
        }
    }

    private mutating func perform(_ step: Step, depth: Int) throws(Interruption) {
        var gasUsed: UInt64?
        for repetition in 1...max(step.repetitions, 1) {
            do {
                try simulation.budget.takeStep(after: stepsDone)
            } catch {
                throw .fault(error, at: step.location)
            }
            var effect = try perform(step)
            if let gas = effect.gasUsed { gasUsed = (gasUsed ?? 0) &+ gas }
            let isLast = repetition == step.repetitions || !effect.problems.isEmpty
            if isLast {
                judgeAlerts(of: step, &effect)
                do {
                    try record(step, effect, gasUsed: gasUsed, repetitions: repetition, depth: depth)
                } catch {
                    throw .fault(error, at: step.location)
                }
            }
            // A violation outranks a failed expectation: it is what the step brought about.
            try checkInvariants(line: step.location.line)
            guard effect.problems.isEmpty else {
                throw .stopped(.failed(effect.problems.map(\.description)), effect.problems)
            }
        }
    }

    /// Does a step once and judges it; what is wrong is among the effect's problems.
    private mutating func perform(_ step: Step) throws(Interruption) -> StepEffect {
        l1HeightBefore = simulation.l1.head.number
        do {
            if let earliest = step.earliest {
                try simulation.wait(until: simulation.startTime &+ earliest.seconds)
            }
            var effect: StepEffect
            if let refusal = simulation.refusal(of: step) {
                effect = refusal
            } else {
                effect = try step.verb.perform(step, in: &simulation)
                if let holder = step.holder, let owner = step.actor {
                    effect.details.append("\(holder) signs with the key of \(owner)")
                }
            }
            effect.details += try simulation.observe()
            if let id = step.id {
                simulation.stepTimes[id] = simulation.elapsed
                let sealed = simulation.rollups.values.lazy.compactMap { $0.sealedBlocks[id] }.first
                if type(of: step.verb).products.contains(.block), let sealed { control.onSeal(id, sealed.payload) }
            }
            if let mismatch = step.verb.mismatch(between: step.expectation, and: effect.outcome) {
                let problem = StepProblem(
                    effect.hint.map { "\(mismatch): \($0)" } ?? mismatch,
                    expected: step.expectation,
                    got: effect.outcome,
                    at: step.location
                )
                effect.problems.insert(problem, at: 0)
                effect.details.append(.problem(problem))
            }
            if effect.problems.isEmpty {
                let verdicts = step.postconditions.verdicts(in: simulation)
                effect.details += verdicts.details
                effect.problems += verdicts.problems
            }
            stepsDone += 1
            control.onProgress(stepsDone)
            trace.add(step, effect: effect, after: simulation)
            return effect
        } catch {
            guard case .limit(let reason) = error else { throw .fault(error, at: step.location) }
            // Stopped within, not before it.
            throw .fault(.limit("`\(type(of: step.verb).name)` is stopped: \(reason)"), at: step.location)
        }
    }

    /// Holds the alerts that were raised since the last step against those that the step expects.
    private mutating func judgeAlerts(of step: Step, _ effect: inout StepEffect) {
        let raised = simulation.alerts[result.alerts.count...]
        var missing = step.alerts
        for var alert in raised {
            alert.line = step.location.line
            result.alerts.append(alert)
            trace.add(alert)
            let words =
                "alert `\(alert.monitor)` at \(alert.elapsed.clockTime): \(alert.rule.rawValue) of \(alert.rollup), "
                + alert.saw
            effect.details.append(.remark(words))
            missing.removeAll { $0 == alert.monitor }
            guard effect.problems.isEmpty, !step.alerts.contains(alert.monitor),
                step.verb.awaitedMonitor != alert.monitor
            else { continue }
            effect.add(StepProblem(.alert, "no step expects the \(words)", at: step.location, subject: alert.monitor))
        }
        if effect.problems.isEmpty, let name = missing.first {
            let text =
                "the monitor `\(name)` raises no alert by the end of the step, and an expected one that fails to come "
                + "is a failure"
            effect.add(StepProblem(.alert, text, at: step.location, subject: name))
        }
    }

    private mutating func record(
        _ step: Step,
        _ effect: StepEffect,
        gasUsed: UInt64?,
        repetitions: UInt64,
        depth: Int
    ) throws(SimulationFault) {
        let observed = try simulation.transactions(of: effect, sinceL1Block: l1HeightBefore, observation)
        let entry = TimelineEntry(
            line: step.location.line,
            verb: type(of: step.verb).name,
            isHeading: type(of: step.verb).isHeading,
            id: step.id,
            depth: depth,
            slot: simulation.l1.clock.slot,
            elapsed: simulation.elapsed,
            repetitions: repetitions,
            note: step.note,
            effect: effect,
            gasUsed: gasUsed,
            transactions: observed.transactions,
            storage: observed.storage,
            changes: try takeSample()
        )
        result.timeline.append(entry)
        result.names = simulation.names
        control.onEntry(entry, result.names)
    }

    private mutating func checkInvariants(line: Int) throws(Interruption) {
        if line == 0 {
            do {
                try simulation.observe()
            } catch {
                throw .fault(error)
            }
        }
        for index in result.invariants.indices { result.invariants[index].check(simulation, line: line) }
        guard let broken = result.invariants.first(where: \.isBroken), let violation = broken.violation else { return }
        let place = violation.line == 0 ? "after the deployment" : "line \(violation.line)"
        let problem = StepProblem(
            .invariant,
            "\(broken.setting.invariant.rawValue): \(violation.reason)",
            at: violation.line == 0 ? nil : SourceLocation(line: violation.line, column: 1),
            subject: broken.setting.invariant.rawValue
        )
        throw .stopped(
            .invariantViolated("\(place): \(broken.setting.invariant.rawValue): \(violation.reason)"),
            [problem]
        )
    }

    /// What is different in the world since the last sample.
    private mutating func takeSample() throws(SimulationFault) -> StateSample? {
        guard let sample = try simulation.sample(observation) else { return nil }
        defer { lastSample = sample }
        return lastSample.map { sample.changes(since: $0) }
    }

    private mutating func sampleBeginning() throws(Interruption) {
        do {
            result.beginning = try simulation.sample(observation)
            lastSample = result.beginning
        } catch {
            throw .fault(error)
        }
    }

    /// What had to happen by the end and has not: L2 transactions in a block, and violations.
    private func checkUnfinished() throws(Interruption) {
        var problems: [StepProblem] = []
        for name in simulation.rollupNames {
            let waiting =
                simulation.rollups[name]?.pendingSubmissions ?? simulation.payments[name]?.pendingSubmissions ?? []
            for (submission, count) in waiting.grouped {
                let times = count == 1 ? "" : ", \(count) times"
                let obstacle = submission.obstacle.map { ": \($0)" } ?? ""
                problems.append(
                    StepProblem(
                        .unfinished,
                        "expected \(submission.expectation), but no block holds it\(obstacle)",
                        at: submission.location,
                        expected: "\(submission.expectation)",
                        place: "\(submission)\(times)"
                    )
                )
            }
        }
        for record in result.invariants where record.setting.treatment == .expectViolation && record.violation == nil {
            let name = record.setting.invariant.rawValue
            let text = "the invariant \(name) was to be violated, and held"
            problems.append(StepProblem(.invariant, text, subject: name))
        }
        guard problems.isEmpty else { throw .stopped(.failed(problems.map(\.description)), problems) }
    }

    private mutating func measureGas() throws(Interruption) {
        guard let section = result.document.report.gasTable else { return }
        let table: GasTable
        do {
            table = try GasTable(section, of: simulation)
        } catch {
            throw .fault(error)
        }
        for row in table.rows {
            for cell in row.cells { trace.add(mode: cell.mode, gasUsed: cell.gasUsed) }
        }
        result.gasTable = table
    }
}

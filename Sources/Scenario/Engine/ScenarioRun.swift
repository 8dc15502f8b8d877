import L1Sim
import Primitives
import RollupActors

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
            result.verdict = error.verdict
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
            result.rollups.append(RollupFacts(section, try simulation.rollup(section.name)))
        }
        result.invariants = document.invariants.map { InvariantRecord($0) }
        trace = TraceHasher(document, simulation)
    }

    private mutating func runToEnd() {
        do {
            try checkInvariants(line: 0)
            try perform(result.document.steps, depth: 0)
            try checkUnfinished()
            try measureGas()
            result.shown = result.document.shown.map { $0.shownValue(in: simulation) }
        } catch {
            switch error {
            case .stopped(let verdict): result.verdict = verdict
            case .fault(let fault): result.verdict = fault.verdict
            }
        }
        result.traceHash = trace.digest
    }

    /// Why the steps do not go on.
    private enum Interruption: Error {
        case stopped(ScenarioResult.Verdict)
        case fault(SimulationFault)
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
            let effect = try heading.verb.perform(heading, in: &simulation)
            record(heading, effect, gasUsed: nil, repetitions: 1, depth: depth)
        } catch {
            throw .fault(error)
        }
    }

    private mutating func perform(_ step: Step, depth: Int) throws(Interruption) {
        var gasUsed: UInt64?
        for repetition in 1...max(step.repetitions, 1) {
            do {
                try simulation.budget.takeStep(after: stepsDone)
            } catch {
                throw .fault(error)
            }
            let effect = try perform(step)
            if let gas = effect.gasUsed { gasUsed = (gasUsed ?? 0) &+ gas }
            let isLast = repetition == step.repetitions || !effect.problems.isEmpty
            if isLast { record(step, effect, gasUsed: gasUsed, repetitions: repetition, depth: depth) }
            // A violation outranks a failed expectation: it is what the step brought about.
            try checkInvariants(line: step.location.line)
            guard effect.problems.isEmpty else {
                throw .stopped(.failed(effect.problems))
            }
        }
    }

    /// Does a step once and judges it; what is wrong is among the effect's problems.
    private mutating func perform(_ step: Step) throws(Interruption) -> StepEffect {
        do {
            if let earliest = step.earliest {
                try simulation.wait(until: simulation.startTime &+ earliest.seconds)
            }
            var effect = try step.verb.perform(step, in: &simulation)
            try simulation.observe()
            if let id = step.id {
                simulation.stepTimes[id] = simulation.elapsed
                let sealed = simulation.rollups.values.lazy.compactMap { $0.sealedBlocks[id] }.first
                if type(of: step.verb).products.contains(.block), let sealed { control.onSeal(id, sealed.payload) }
            }
            if let mismatch = step.verb.mismatch(between: step.expectation, and: effect.outcome) {
                effect.problems.insert("line \(step.location.line): \(mismatch)", at: 0)
                effect.details.append("✗ \(mismatch)")
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
            guard case .limit(let reason) = error else { throw .fault(error) }
            // Within a step, so that it tells which one.
            throw .fault(.limit("line \(step.location.line): `\(type(of: step.verb).name)` is stopped: \(reason)"))
        }
    }

    private mutating func record(
        _ step: Step,
        _ effect: StepEffect,
        gasUsed: UInt64?,
        repetitions: UInt64,
        depth: Int
    ) {
        result.timeline.append(
            TimelineEntry(
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
                gasUsed: gasUsed
            )
        )
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
        throw .stopped(
            .invariantViolated("\(place): \(broken.setting.invariant.rawValue): \(violation.reason)")
        )
    }

    /// What had to happen by the end and has not: L2 transactions in a block, and violations.
    private func checkUnfinished() throws(Interruption) {
        var problems: [String] = []
        for name in simulation.rollupNames {
            for (submission, count) in (simulation.rollups[name]?.pendingSubmissions ?? []).grouped {
                let times = count == 1 ? "" : ", \(count) times"
                let obstacle = submission.obstacle.map { ": \($0)" } ?? ""
                problems.append(
                    "\(submission)\(times): expected \(submission.expectation), but no block holds it\(obstacle)"
                )
            }
        }
        for record in result.invariants where record.setting.treatment == .expectViolation && record.violation == nil {
            problems.append("the invariant \(record.setting.invariant.rawValue) was to be violated, and held")
        }
        guard problems.isEmpty else { throw .stopped(.failed(problems)) }
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

extension SimulationFault {
    /// How a run ends that meets the fault.
    fileprivate var verdict: ScenarioResult.Verdict {
        switch self {
        case .setup(let reason): .impossible(reason)
        case .limit(let reason): .limitExceeded(reason)
        case .l1(.endOfTime): .impossible(description)
        case .l1, .actor, .state, .unknownName: .fault(description)
        }
    }
}

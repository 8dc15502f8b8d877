import ProofProver
import ProofVerifier
import Testing
import ToyMachine

/// A rule whose need a forgery shows.
enum ToyRule: Hashable, Sendable, CustomStringConvertible {
    case constraint(String, of: String)
    /// Interactions of a chip that only make sense together: what an access receives and what it sends.
    case interactions(Set<String>, of: String)
    case bus(Bus)

    var description: String {
        switch self {
        case .constraint(let name, let chip): "\(chip): \(name)"
        case .interactions(let names, let chip): "\(chip): \(names.sorted().joined(separator: " and "))"
        case .bus(let bus): "bus \(bus.name)"
        }
    }
}

/// A trace that is wrong in one way: one rule alone refuses it.
struct ToyForge: Sendable, CustomTestStringConvertible {
    /// What is forged.
    let name: String
    /// The rule in its way.
    let rule: ToyRule
    /// The forged trace, with consistent multiplicities and the public fractions of the forged statement.
    let trace: @Sendable (ToyAIR) throws -> Trace

    var testDescription: String { "\(rule): \(name)" }

    /// The machine without the rule.
    func weakened(_ machine: Machine) throws -> Machine {
        switch rule {
        case .constraint(let name, let chip): try machine.removing(constraint: name, from: chip)
        case .interactions(let names, let chip): try machine.removing(interactions: names, from: chip)
        case .bus(let bus): try machine.removing(bus: bus)
        }
    }

    /// The trace with the lookups that are left when the rule is removed, counted for that machine.
    func weakened(_ trace: Trace, for machine: Machine) -> Trace {
        var trace = trace
        if case .bus(let bus) = rule { trace.publicFractions.removeAll { $0.busID == bus.id } }
        trace.countLookups(of: machine)
        return trace
    }
}

/// What a dishonest prover runs and changes.
struct ToyForgery {
    var program: ToyProgram
    var input: [UInt64] = []
    var deviations = ToyDeviations()
    /// The output that the statement claims, when it is not the run's.
    var claimedOutput: [UInt8]?
    var edit: (inout ToyCells) throws -> Void = { _ in }

    /// Runs, generates, edits, and counts lookups.
    func trace(_ air: ToyAIR) throws -> Trace {
        var run = try ToyExecutor.run(program, input: input, deviations: deviations)
        if let claimedOutput { run.output = claimedOutput }
        var cells = ToyCells(machine: air.machine, trace: try air.uncountedTrace(of: run))
        try edit(&cells)
        cells.trace.countLookups(of: air.machine)
        return cells.trace
    }
}

/// The cells of a trace by the names of chip and column.
struct ToyCells {
    let machine: Machine
    var trace: Trace

    subscript(chip: String, column: String, row: Int) -> Goldilocks {
        get {
            guard let (index, column) = place(chip, column) else { return .zero }
            return trace.tables[index][column, row]
        }
        set {
            guard let (index, column) = place(chip, column) else { return }
            trace.tables[index][column, row] = newValue
        }
    }

    /// Replaces a used row by two copies whose selectors are 2 and -1.
    mutating func splitSelector(of chip: String, row: Int = 0) {
        let copy = appendRows(1, to: chip)
        let names = machine.chips.first { $0.name == chip }?.columnNames ?? []
        for name in names { self[chip, name, copy] = self[chip, name, row] }
        self[chip, "used", row] = 2
        self[chip, "used", copy] = -.one
    }

    /// Appends rows of zeros to a table and returns the number of the first one.
    @discardableResult
    mutating func appendRows(_ count: Int, to chip: String) -> Int {
        guard let index = machine.chips.firstIndex(where: { $0.name == chip }) else {
            Issue.record("no chip \(chip)")
            return 0
        }
        return trace.tables[index].appendRows(count)
    }

    private func place(_ chip: String, _ column: String) -> (Int, Column)? {
        guard let index = machine.chips.firstIndex(where: { $0.name == chip }),
            let column = machine.chips[index].column(named: column)
        else {
            Issue.record("no column \(column) in chip \(chip)")
            return nil
        }
        return (index, column)
    }
}

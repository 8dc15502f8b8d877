import ProofProver
import ProofVerifier
import TestSupport
import Testing
import ToyMachine

@Suite("Toy machine: every rule is needed")
struct ToyForgeryTests {
    private let air: ToyAIR

    init() throws {
        air = try ToyAIR()
    }

    @Test("A forgery passes without its rule and fails with it", arguments: ToyForge.all)
    func forgeryNeedsItsRule(_ forge: ToyForge) throws {
        let forged = try forge.trace(air)
        let refusals = TraceChecker(air.machine).violations(in: forged)
        #expect(!refusals.isEmpty)
        let weakened = try forge.weakened(air.machine)
        let violations = TraceChecker(weakened).violations(in: forge.weakened(forged, for: weakened))
        #expect(violations.isEmpty, "\(violations.map(\.description))")
    }

    @Test("A constraint's forgery breaks that constraint alone", arguments: ToyForge.all)
    func constraintIsNamed(_ forge: ToyForge) throws {
        guard case .constraint(let name, let chip) = forge.rule else { return }
        let violations = TraceChecker(air.machine).violations(in: try forge.trace(air))
        for violation in violations {
            guard case .constraint(chip, _, name) = violation else {
                Issue.record("\(violation.description)")
                continue
            }
        }
    }

    @Test("Of interactions that are removed together each one refuses alone", arguments: ToyForge.all)
    func groupsAreMinimal(_ forge: ToyForge) throws {
        guard case .interactions(let names, let chip) = forge.rule, names.count > 1 else { return }
        let forged = try forge.trace(air)
        for kept in names {
            let machine = try air.machine.removing(interactions: names.subtracting([kept]), from: chip)
            #expect(!TraceChecker(machine).violations(in: forge.weakened(forged, for: machine)).isEmpty, "\(kept)")
        }
    }

    /// Interactions without which an honest run cannot balance: the one source or sink of their tuples.
    ///
    /// Removing one of them proves nothing false, so each is covered by its bus's forgery.
    private static let sourcesAndSinks: [String: Set<String>] = [
        "halt": ["control in", "halt"], "registers": ["final"], "image": ["initial", "final"],
        "ram": ["initial", "final"], "input": ["initial", "final"], "output": ["initial", "final", "output word"],
        "program": ["instruction"], "range": ["integer"],
    ]

    @Test("Every constraint and every interaction has a forgery")
    func everyRuleHasAForgery() throws {
        var constraints: Set<[String]> = []
        var interactions: Set<[String]> = []
        var buses: Set<Bus> = []
        for forge in ToyForge.all {
            switch forge.rule {
            case .constraint(let name, let chip): constraints.insert([chip, name])
            case .interactions(let names, let chip): interactions.formUnion(names.map { [chip, $0] })
            case .bus(let bus): buses.insert(bus)
            }
        }
        #expect(buses == Set(air.machine.buses))
        var covered = 0
        for chip in air.machine.chips {
            for constraint in chip.constraints {
                #expect(constraints.contains([chip.name, constraint.name]), "\(chip.name): \(constraint.name)")
                covered += 1
            }
            let ends = Self.sourcesAndSinks[chip.name] ?? []
            for interaction in chip.interactions {
                let isForged = interactions.contains([chip.name, interaction.name])
                #expect(isForged != ends.contains(interaction.name), "\(chip.name): \(interaction.name)")
                covered += 1
            }
        }
        #expect(covered == air.machine.constraintCount + air.machine.interactionCount)
        print(
            "toy machine: \(air.machine.chips.count) chips, \(air.machine.columnCount) columns,",
            "\(air.machine.constraintCount) constraints, \(air.machine.interactionCount) interactions, degree",
            "\(air.machine.degree); \(ToyForge.all.count) stored forgeries"
        )
    }

    @Test("Without a source or sink an honest run does not balance")
    func sourcesAndSinksAreNeeded() throws {
        let run = try ToyExecutor.run(try ToyPrograms.everyRule(), input: ToyPrograms.everyRuleInput)
        let trace = try air.trace(of: run)
        for (chip, names) in Self.sourcesAndSinks {
            for name in names {
                let machine = try air.machine.removing(interactions: [name], from: chip)
                #expect(!TraceChecker(machine).violations(in: trace).isEmpty, "\(chip): \(name)")
            }
        }
    }
}

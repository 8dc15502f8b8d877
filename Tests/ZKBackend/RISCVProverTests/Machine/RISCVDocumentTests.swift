import Foundation
import ProofVerifier
import RISCVMachine
import RISCVProver
import RISCVTestSupport
import TestSupport
import Testing

/// docs/riscv-machine.md says what the declarations say.
@Suite struct RISCVDocumentTests {
    @Test func chipsBusesAndTotalsAreTheDeclarations() throws {
        let path = Fixtures.packageRoot.appending(path: "docs/riscv-machine.md")
        let text = try String(contentsOf: path, encoding: .utf8)
        let machine = try GuestRun.machine.get().machine
        for chip in machine.chips {
            let (columns, constraints) = (chip.columnNames.count, chip.constraints.count)
            let row = """
                | `\(chip.name)` | \(columns) | \(constraints) | \(chip.interactions.count) | \(Self.height(chip)) |
                """
            #expect(text.contains(row), "\(row)")
        }
        for bus in machine.buses { #expect(text.contains("| \(bus.id) | \(bus.name) |"), "\(bus.name)") }
        let totals = """
            \(machine.chips.count) chips, \(machine.columnCount) columns, \(machine.constraintCount) constraints, \
            \(machine.interactionCount) interactions, degree \(machine.degree).
            """
        #expect(text.contains(totals), "\(totals)")
    }

    private static func height(_ chip: Chip) -> String {
        switch chip.height {
        case .dynamic(let maximum): "up to 2^\(maximum)"
        case .fixed(let logHeight): "2^\(logHeight)"
        case .program(let maximum): "the program's, up to 2^\(maximum)"
        }
    }
}

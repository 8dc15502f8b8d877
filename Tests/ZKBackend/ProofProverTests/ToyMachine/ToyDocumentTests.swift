import Foundation
import ProofProver
import ProofVerifier
import TestSupport
import Testing
import ToyMachine

@Suite("Toy machine: its document")
struct ToyDocumentTests {
    private static let document = Fixtures.packageRoot.appending(path: "docs/toy-machine.md")

    /// The text on one chip: from its name in bold, or its row of the table of regions, to the next chip's.
    private func section(of chip: String, in text: String) throws -> Substring {
        let bold = try #require(text.range(of: "**\(chip)**"), "\(chip) is not in the document")
        let rest = text[bold.upperBound...]
        guard ["image", "ram", "input", "output"].contains(chip) else {
            return rest.prefix(upTo: rest.range(of: "\n**")?.lowerBound ?? rest.endIndex)
        }
        return rest.prefix(upTo: rest.range(of: "**program**")?.lowerBound ?? rest.endIndex)
    }

    @Test("It names every column and every constraint of every chip, and the totals")
    func everythingIsNamed() throws {
        let text = try String(contentsOf: Self.document, encoding: .utf8)
        let machine = try ToyAIR().machine
        for chip in machine.chips {
            let section = try section(of: chip.name, in: text)
            for name in chip.columnNames {
                let isInRange = name.contains("limb") && section.contains("limb 0` to `")
                #expect(isInRange || section.contains("`\(name)`"), "\(chip.name): column \(name)")
            }
            for constraint in chip.constraints {
                #expect(section.contains("`\(constraint.name)`"), "\(chip.name): constraint \(constraint.name)")
            }
        }
        for bus in machine.buses { #expect(text.contains("| \(bus.id) | \(bus.name) |")) }
        let totals = """
            \(machine.chips.count) chips, \(machine.columnCount) columns, \(machine.constraintCount) constraints, \
            \(machine.interactionCount) interactions, degree \(machine.degree)
            """
        #expect(text.contains(totals))
    }
}

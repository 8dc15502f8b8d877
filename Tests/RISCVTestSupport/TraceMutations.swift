package import ProofProver
package import ProofVerifier

/// Changes single rows of a trace that is accepted, and tells whether they still are.
///
/// The accounts of an accepted trace balance, so a changed row is accepted exactly when it keeps its constraints and
/// puts the same on the buses. One thing is granted to the forger: a lookup may change to another one that its table
/// holds, since the counts of tables are the prover's.
package struct TraceMutations {
    private let machine: Machine
    private let trace: Trace
    /// The tuples of lookup tables by bus.
    private let tables: [Int: Set<[Goldilocks]>]

    /// Mutations of a trace that the machine accepts, as the caller has checked.
    package init(_ trace: Trace, of machine: Machine) throws {
        self.machine = machine
        self.trace = trace
        var tables: [Int: Set<[Goldilocks]>] = [:]
        for (index, chip) in machine.chips.enumerated() {
            for (place, interaction) in chip.interactions.enumerated() where interaction.counted != nil {
                let polynomials = machine.polynomials[index].selecting(interactions: [place])
                for row in 0..<trace.tables[index].usedRowCount {
                    let values = try polynomials.values(on: Self.row(row, of: chip, index, trace))
                    tables[interaction.bus.id, default: []].insert(values.dropFirst().map(\.c0))
                }
            }
        }
        self.tables = tables
    }

    /// The mutations of a row, column by column, that are accepted: none, but for columns that no rule needs.
    ///
    /// - Parameters:
    ///   - chip: The chip's name.
    ///   - row: A used row.
    ///   - free: Columns that may hold anything in such a row, each with the reason.
    /// - Returns: What is accepted although no reason is given, and reasons given for what is never accepted.
    /// - Throws: `VerificationError` when a row does not fit its chip.
    package func survivors(ofChip chip: String, row: Int, free: [String: String] = [:]) throws -> [String] {
        guard let index = machine.chips.firstIndex(where: { $0.name == chip }) else { return ["no chip \(chip)"] }
        guard row < trace.tables[index].usedRowCount else { return ["\(chip) has no row \(row)"] }
        var survivors: [String] = []
        var needless = Set(free.keys)
        for (place, name) in machine.chips[index].columnNames.enumerated() {
            let old = trace.tables[index].columns[place][row]
            for (description, new) in Self.mutations(of: old) where new != old {
                guard try accepts(chip: index, row: row, [place: new]) else { continue }
                needless.remove(name)
                if free[name] == nil { survivors.append("\(chip), row \(row), \(name): \(description)") }
            }
        }
        return survivors + needless.sorted().map { "\($0) is bound in \(chip), row \(row)" }
    }

    /// Whether a row whose cells have other values, by the columns' places, is accepted where the row was.
    package func accepts(chip index: Int, row: Int, _ changes: [Int: Goldilocks]) throws -> Bool {
        let chip = machine.chips[index]
        var cells = Self.row(row, of: chip, index, trace)
        let before = try machine.polynomials[index].values(on: cells)
        for (place, value) in changes { cells[place] = CubicExtension(value) }
        let after = try machine.polynomials[index].values(on: cells)
        let polynomials = machine.polynomials[index]
        guard after.prefix(polynomials.constraintCount).allSatisfy(\.isZero) else { return false }
        var accounts: [Int: [[Goldilocks]: Goldilocks]] = [:]
        for (interaction, outputs) in zip(chip.interactions, polynomials.interactionOutputs) {
            for (values, sign) in [(after, Goldilocks.one), (before, -Goldilocks.one)] {
                let tuple = values[outputs.dropFirst()].map(\.c0)
                let multiplicity = values[outputs.lowerBound].c0
                guard !multiplicity.isZero else { continue }
                if interaction.counted == nil, let table = tables[interaction.bus.id] {
                    guard table.contains(tuple) else { return false }
                } else {
                    accounts[interaction.bus.id, default: [:]][tuple, default: .zero] += sign * multiplicity
                }
            }
        }
        return accounts.values.allSatisfy { $0.values.allSatisfy(\.isZero) }
    }

    private static func row(_ row: Int, of chip: Chip, _ index: Int, _ trace: Trace) -> [CubicExtension] {
        let committed = trace.tables[index].columns.map { CubicExtension($0[row]) }
        let program = trace.program.columns[index]
        return committed + chip.fixedColumns.map { CubicExtension($0.value(row: row, program: program)) }
    }

    /// Values that rules most often fail to tell from the right one: neighbours, bits, the other sign, a limb's and a
    /// half's carry, and one that is nothing.
    private static func mutations(of value: Goldilocks) -> [(String, Goldilocks)] {
        [
            ("plus 1", value + .one), ("minus 1", value - .one), ("0", .zero), ("1", .one), ("negative", -value),
            ("1 minus", .one - value), ("plus 2^16", value + Goldilocks(1 << 16)),
            ("minus 2^16", value - Goldilocks(1 << 16)), ("plus 2^32", value + Goldilocks(1 << 32)),
            ("any", Goldilocks(0x1234_5678_9abc_def1)),
        ]
    }
}

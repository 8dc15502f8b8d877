import GuestExecutor
import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVProver
import TestSupport
import Testing

/// Rounds of SHA-256's compression, whose states before and after are the verifier's.
@Suite("Hash accelerators: rounds of SHA-256")
struct SHA256RoundTests {
    private let hashes: HashMachine
    private let chip: SHA256RoundChip
    private let place = HashMachine.Place.sha256Round.rawValue
    /// The rounds of one honest call.
    private let honest: TraceTable

    init() throws {
        hashes = try HashMachine()
        chip = hashes.sha256Round
        var generator = SplitMix64(seed: 11)
        let image = (0..<128).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
        let run = try CallRun([(.sha256Block, [0x1100_0000, 0x1100_0040])], image: image)
        honest = hashes.tables(of: run.trace, run.program)[place]
    }

    /// A table of one of the honest rows.
    private func table(row: Int) throws -> TraceTable {
        var table = TraceTable(chip: chip.chip)
        table.appendRows()
        for name in chip.chip.columnNames {
            let column = try #require(chip.chip.column(named: name))
            table[column, 0] = honest[column, row]
        }
        return table
    }

    private func number(_ bits: [Column], _ table: TraceTable) -> Goldilocks {
        bits.reversed().reduce(.zero) { $0 + $0 + table[$1, 0] }
    }

    /// The violations of a table of one row, where the verifier has what the row says before and after.
    private func violations(of table: TraceTable, on machine: Machine? = nil) -> [TraceViolation] {
        var tables = hashes.emptyTables()
        tables[place] = table
        let variables = chip.variables.map { number($0, table) }
        var schedule = [Goldilocks](repeating: .zero, count: 16)
        for (place, column) in zip(SHA256RoundChip.plainWords, chip.words) { schedule[place] = table[column, 0] }
        for (place, bits) in zip(SHA256RoundChip.bitWords, chip.wordBits) { schedule[place] = number(bits, table) }
        let (call, round) = (table[chip.call, 0], table[chip.round, 0])
        let before =
            [call, round] + variables[0..<3] + [table[chip.d, 0]] + variables[3..<6] + [table[chip.h, 0]] + schedule
        let after =
            [call, round + .one, table[chip.nextA, 0]] + variables[0..<3] + [table[chip.nextE, 0]] + variables[3..<6]
            + schedule.dropFirst() + [table[chip.extends, 0] * table[chip.nextWord, 0]]
        let used = table[chip.used, 0]
        let fractions = [
            PublicFraction(busID: RISCVBuses.sha256.id, multiplicity: used, tuple: before),
            PublicFraction(busID: RISCVBuses.sha256.id, multiplicity: -used, tuple: after),
        ]
        return hashes.violations(in: tables, fractions, on: machine)
    }

    /// The forgery is accepted where rules are missing, and refused where they are there.
    private func expectNeeded(_ rules: [String], for table: TraceTable) throws {
        #expect(violations(of: table) != [], "\(rules)")
        var weakened = hashes.machine
        for rule in rules {
            weakened = try weakened.removing(constraint: rule, from: chip.chip.name)
                .removing(interactions: [rule], from: chip.chip.name)
        }
        #expect(violations(of: table, on: weakened) == [], "\(rules)")
    }

    @Test("Honest rounds pass, with the constants that the standard lists")
    func honestRounds() throws {
        for row in 0..<64 { #expect(violations(of: try table(row: row)) == []) }
        let constants = SHA256Shape.roundConstants
        #expect(constants[0] == 0x428a_2f98 && constants[1] == 0x7137_4491 && constants[63] == 0xc671_78f2)
        #expect(KeccakPermutationShape.constant(ofRound: 2) == 0x8000_0000_0000_808a)
        #expect(KeccakPermutationShape.constant(ofRound: 23) == 0x8000_0000_8000_8008)
    }

    /// What the sums say with other bits, as the results that the row shows.
    private func settle(_ table: inout TraceTable) {
        func sigma(_ bits: [Column], _ rotations: [Int], shift: Int? = nil) -> Goldilocks {
            func xor(_ a: Goldilocks, _ b: Goldilocks) -> Goldilocks { a + b - Goldilocks(2) * a * b }
            var sum = Goldilocks.zero
            for index in (0..<32).reversed() {
                var value = xor(
                    table[bits[(index + rotations[0]) % 32], 0],
                    table[bits[(index + rotations[1]) % 32], 0]
                )
                if rotations.count == 3 { value = xor(value, table[bits[(index + rotations[2]) % 32], 0]) }
                if let shift, index + shift < 32 { value = xor(value, table[bits[index + shift], 0]) }
                sum = sum + sum + value
            }
            return sum
        }
        func bit(_ variable: Int, _ index: Int) -> Goldilocks { table[chip.variables[variable][index], 0] }
        var (choice, majority) = (Goldilocks.zero, Goldilocks.zero)
        for index in (0..<32).reversed() {
            let (a, b, c) = (bit(0, index), bit(1, index), bit(2, index))
            let (e, f, g) = (bit(3, index), bit(4, index), bit(5, index))
            choice = choice + choice + e * f + (.one - e) * g
            majority = majority + majority + a * b + c * (a + b - Goldilocks(2) * a * b)
        }
        let first =
            table[chip.h, 0] + sigma(chip.variables[3], [6, 11, 25]) + choice + table[chip.constant, 0]
            + table[chip.words[0], 0]
        let second = sigma(chip.variables[0], [2, 13, 22]) + majority
        let word =
            sigma(chip.wordBits[1], [17, 19], shift: 10) + table[chip.words[8], 0]
            + sigma(chip.wordBits[0], [7, 18], shift: 3) + table[chip.words[0], 0]
        for (column, sum) in [
            (chip.nextA, first + second), (chip.nextE, table[chip.d, 0] + first), (chip.nextWord, word),
        ] {
            table[column, 0] = Goldilocks(sum.value & 0xffff_ffff)
        }
    }

    @Test("Settling an honest row changes nothing")
    func settling() throws {
        for row in [0, 20, 63] {
            let honest = try table(row: row)
            var settled = honest
            settle(&settled)
            #expect(settled.columns == honest.columns)
        }
    }

    /// Two cells of a word that are no bits and add up to the same number.
    @Test("Bits of words are bits", arguments: 0..<8)
    func bits(word: Int) throws {
        let names = ["a", "b", "c", "e", "f", "g", "word 1", "word 14"]
        let columns = (chip.variables + chip.wordBits)[word]
        let honest = try table(row: 20)
        var refused = 0
        for bit in 0..<31 {
            var forged = honest
            forged[columns[bit], 0] += Goldilocks(2)
            forged[columns[bit + 1], 0] -= .one
            settle(&forged)
            let rules = [bit, bit + 1].map { "\(names[word]) bit \($0) is boolean" }
            // Sums may leave the range in which there is a result; then the forgery is none.
            let weakened = try rules.reduce(hashes.machine) { try $0.removing(constraint: $1, from: chip.chip.name) }
            guard violations(of: forged, on: weakened) == [] else { continue }
            let results = [chip.nextA, chip.nextE, chip.nextWord]
            guard results.contains(where: { forged[$0, 0] != honest[$0, 0] }) else { continue }
            try expectNeeded(rules, for: forged)
            refused += 1
        }
        #expect(refused > 0)
    }

    @Test("Results are the sums modulo 2^32")
    func results() throws {
        for (name, column) in [("next a", chip.nextA), ("next e", chip.nextE), ("next word", chip.nextWord)] {
            for change in [Goldilocks.one, -.one, Goldilocks(1 << 31)] {
                var forged = try table(row: 5)
                forged[column, 0] += change
                try expectNeeded(["\(name) excess"], for: forged)
            }
        }
    }

    @Test("A round has its own constant, and extends the schedule where the standard does")
    func constants() throws {
        var forged = try table(row: 5)
        forged[chip.constant, 0] = Goldilocks(SHA256Shape.roundConstants[6])
        settle(&forged)
        try expectNeeded(["round constant"], for: forged)
        forged = try table(row: 5)
        forged[chip.extends, 0] = .zero
        try expectNeeded(["round constant"], for: forged)
        forged = try table(row: 50)
        forged[chip.extends, 0] = .one
        try expectNeeded(["round constant"], for: forged)
        forged = try table(row: 63)
        forged[chip.round, 0] = Goldilocks(64)
        try expectNeeded(["round constant"], for: forged)
    }

    @Test("Rows count once")
    func used() throws {
        var forged = try table(row: 5)
        forged[chip.used, 0] = -.one
        try expectNeeded(["used is boolean"], for: forged)
    }

    @Test("Each cell of a round's row is bound")
    func everyColumn() throws {
        var generator = SplitMix64(seed: 12)
        let calls = (0..<16 as Range<UInt64>).map {
            (MachineCall.sha256Block, [0x1100_0000 + 32 * $0, 0x1100_0200 + 64 * $0])
        }
        let image = (0..<1536).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
        let run = try CallRun(calls, image: image)
        let honest = hashes.tables(of: run.trace, run.program)
        var tables = honest
        let rows = (0..<16).flatMap { call in (0..<20).map { 64 * call + 3 * $0 + 1 } }
        try #require(chip.chip.columnNames.count <= rows.count)
        for (row, name) in zip(rows, chip.chip.columnNames) {
            let column = try #require(chip.chip.column(named: name))
            let value = tables[place][column, row]
            tables[place][column, row] = value == .one ? .zero : value + .one
        }
        var broken: Set<[Goldilocks]> = []
        for violation in hashes.violations(in: tables, run.boundary, limit: .max) {
            if case .imbalance("sha256", let tuple, _) = violation { broken.insert(Array(tuple.prefix(2))) }
        }
        for (row, name) in zip(rows, chip.chip.columnNames) {
            let (call, round) = (honest[place][chip.call, row], honest[place][chip.round, row])
            // What binds a constant and the sums is a table: their tests are above.
            guard !["constant", "next word"].contains(name) || round.value < 48 && name == "next word" else { continue }
            #expect(broken.contains([call, round]) || broken.contains([call, round + .one]), "\(name)")
        }
    }
}

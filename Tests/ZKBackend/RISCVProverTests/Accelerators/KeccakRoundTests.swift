import GuestExecutor
import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVProver
import TestSupport
import Testing

/// Single rounds of Keccak-f, whose states before and after are the verifier's.
@Suite("Hash accelerators: rounds of Keccak-f")
struct KeccakRoundTests {
    private let hashes: HashMachine
    private let chip: KeccakRoundChip

    init() throws {
        hashes = try HashMachine()
        chip = hashes.keccakRound
    }

    private typealias Shape = KeccakPermutationShape

    /// One row in the making: what a prover may put into it, honest or not.
    private struct Row {
        var used = Goldilocks.one
        var round: UInt64 = 0
        var constantBits: [Goldilocks]
        var lanes: [[Goldilocks]]
        var parities: [[Goldilocks]]
        /// Instead of what follows from the lanes.
        var chiBits: [Goldilocks]?

        /// The honest row of a state.
        init(_ state: [UInt64], round: UInt64 = 0) {
            self.round = round
            let parities = (0..<5).map { x in (0..<5).reduce(0) { $0 ^ state[x + 5 * $1] } }
            let lanes = state.enumerated().map { lane, word in
                let next = parities[(lane + 1) % 5]
                return word ^ parities[(lane + 4) % 5] ^ (next << 1 | next >> 63)
            }
            self.lanes = lanes.map(Self.bits)
            self.parities = parities.map(Self.bits)
            constantBits = (0..<7).map { Goldilocks(Shape.packedConstants[Int(round)] >> UInt64($0) & 1) }
        }

        static func bits(_ word: UInt64) -> [Goldilocks] { (0..<64).map { Goldilocks(word >> UInt64($0) & 1) } }

        static func xor(_ a: Goldilocks, _ b: Goldilocks) -> Goldilocks { a + b - Goldilocks(2) * a * b }

        private static func halves(_ lanes: [[Goldilocks]]) -> [Goldilocks] {
            lanes.flatMap { bits in
                [bits.prefix(32), bits.suffix(32)].map { $0.reversed().reduce(.zero) { $0 + $0 + $1 } }
            }
        }

        /// The state that the row says was before it.
        var before: [Goldilocks] {
            Self.halves(
                (0..<25).map { lane in
                    (0..<64).map { z in
                        let added = Self.xor(parities[(lane + 4) % 5][z], parities[(lane + 1) % 5][(z + 63) % 64])
                        return Self.xor(lanes[lane][z], added)
                    }
                }
            )
        }

        private func chi(_ lane: Int, _ z: Int) -> Goldilocks {
            func moved(_ x: Int) -> Goldilocks {
                let source = Shape.sources[x % 5 + lane - lane % 5]
                return lanes[source][(z + 64 - Shape.rotations[source]) % 64]
            }
            return Self.xor(moved(lane % 5), (.one - moved(lane % 5 + 1)) * moved(lane % 5 + 2))
        }

        var shownChiBits: [Goldilocks] { chiBits ?? Shape.constantBits.map { chi(0, $0) } }

        /// The state that the row says is after it.
        var after: [Goldilocks] {
            var after = (0..<25).map { lane in (0..<64).map { chi(lane, $0) } }
            for (index, z) in Shape.constantBits.enumerated() {
                after[0][z] = Self.xor(shownChiBits[index], constantBits[index])
            }
            return Self.halves(after)
        }
    }

    private func state(seed: UInt64) -> [UInt64] {
        var generator = SplitMix64(seed: seed)
        return (0..<25).map { _ in generator.next() }
    }

    /// The violations of one row, where the verifier has what the row says before and after.
    private func violations(
        of row: Row,
        on machine: Machine? = nil,
        before: [Goldilocks]? = nil,
        after: [Goldilocks]? = nil,
        multiplicity: Goldilocks = .one
    ) -> [TraceViolation] {
        var tables = hashes.emptyTables()
        let place = HashMachine.Place.keccakRound.rawValue
        tables[place].appendRows()
        let call = Goldilocks(4001)
        tables[place][chip.used, 0] = row.used
        tables[place][chip.call, 0] = call
        tables[place][chip.round, 0] = Goldilocks(row.round)
        for (columns, bits) in zip(chip.lanes + chip.parities, row.lanes + row.parities) {
            for (column, bit) in zip(columns, bits) { tables[place][column, 0] = bit }
        }
        for (column, bit) in zip(chip.constantBits, row.constantBits) { tables[place][column, 0] = bit }
        for (column, bit) in zip(chip.chiBits, row.shownChiBits) { tables[place][column, 0] = bit }
        let fractions = [
            PublicFraction(
                busID: RISCVBuses.keccak.id,
                multiplicity: multiplicity,
                tuple: [call, Goldilocks(row.round)] + (before ?? row.before)
            ),
            PublicFraction(
                busID: RISCVBuses.keccak.id,
                multiplicity: -multiplicity,
                tuple: [call, Goldilocks(row.round + 1)] + (after ?? row.after)
            ),
        ]
        return hashes.violations(in: tables, fractions, on: machine)
    }

    /// The forgery is accepted where a rule is missing, and refused where it is there.
    private func expectNeeded(
        _ rule: String,
        for row: Row,
        after: [Goldilocks]? = nil,
        multiplicity: Goldilocks = .one
    ) throws {
        #expect(violations(of: row, after: after, multiplicity: multiplicity) != [], "\(rule)")
        let name = chip.chip.name
        let weakened = try hashes.machine.removing(constraint: rule, from: name).removing(
            interactions: [rule],
            from: name
        )
        let broken = violations(of: row, on: weakened, after: after, multiplicity: multiplicity)
        #expect(broken == [], "\(rule)")
    }

    @Test("An honest round is what the permutation's first round is")
    func honest() {
        for seed in 1...20 as ClosedRange<UInt64> {
            for round in [0, 7, 23] as [UInt64] {
                let row = Row(state(seed: seed), round: round)
                let words = state(seed: seed).flatMap { [$0.lowHalf, $0.highHalf] }
                #expect(row.before == words && violations(of: row) == [])
            }
        }
    }

    @Test("Another state after the round, or before it, is refused")
    func otherStates() {
        let row = Row(state(seed: 1))
        for half in 0..<50 {
            var (before, after) = (row.before, row.after)
            before[half] += .one
            after[half] += .one
            #expect(violations(of: row, before: before) != [] && violations(of: row, after: after) != [])
        }
    }

    /// Parities that are none, with a state after theta that gives the true state before it.
    @Test("Parities have to be the state's: the table of even digits is needed for each position")
    func parities() throws {
        for z in [0, 1, 31, 32, 63] {
            for x in 0..<5 {
                let words = state(seed: UInt64(z + 1))
                var row = Row(words)
                let honest = row
                row.parities[x][z] = .one - row.parities[x][z]
                for y in 0..<5 {
                    let (right, left) = ((x + 1) % 5 + 5 * y, (x + 4) % 5 + 5 * y)
                    row.lanes[right][z] = .one - row.lanes[right][z]
                    row.lanes[left][(z + 1) % 64] = .one - row.lanes[left][(z + 1) % 64]
                }
                // The neighbours' sums stay even: the parity and five bits change. Its own does not.
                #expect(row.before == honest.before && row.after != honest.after)
                try expectNeeded("parities \(z)", for: row)
            }
        }
    }

    /// Two cells of a lane that are no bits and add up to the same number, with even sums.
    @Test("Bits of the state are bits")
    func laneBits() throws {
        let (z, w) = (4, 5)
        // The state before theta has 4 more at z and 2 less at w, whose weights are as 1 to 2.
        let forgeries = (0..<25).compactMap { lane -> (lane: Int, row: Row)? in
            var row = Row(state(seed: 3))
            let honest = row
            row.lanes[lane][z] += Goldilocks(4)
            row.lanes[lane][w] -= Goldilocks(2)
            let digits = [z, w].map { Self.sum(row.parities, row.lanes, x: lane % 5, z: $0) }
            guard digits.allSatisfy({ $0 <= 14 }), row.before == honest.before else { return nil }
            return row.after == honest.after ? nil : (lane, row)
        }
        let (lane, row) = try #require(forgeries.first)
        #expect(violations(of: row) != [])
        let weakened = try hashes.machine
            .removing(constraint: "lane \(lane) bit \(z) is boolean", from: chip.chip.name)
            .removing(constraint: "lane \(lane) bit \(w) is boolean", from: chip.chip.name)
        #expect(violations(of: row, on: weakened) == [])
    }

    /// A parity of 4 more and the next one of 2 less change lanes on both sides by nothing in sum.
    @Test("Parities are bits")
    func parityBits() throws {
        let (x, z) = (2, 9)
        var found: Row?
        for seed in 0..<40_000 as Range<UInt64> where found == nil {
            var row = Row(state(seed: seed))
            let honest = row
            let sign: Goldilocks = row.parities[x][z].isZero ? .one : -.one
            row.parities[x][z] += Goldilocks(4) * sign
            row.parities[x][z + 1] -= Goldilocks(2) * sign
            let isInvisible = row.before == honest.before
            let digits = (0..<5).flatMap { place in
                (z...z + 2).map { Self.sum(row.parities, row.lanes, x: place, z: $0) }
            }
            if isInvisible, digits.allSatisfy({ $0 <= 14 && $0 % 2 == 0 }) { found = row }
        }
        let row = try #require(found)
        #expect(violations(of: row) != [])
        let weakened = try hashes.machine
            .removing(constraint: "parity \(x) bit \(z) is boolean", from: chip.chip.name)
            .removing(constraint: "parity \(x) bit \(z + 1) is boolean", from: chip.chip.name)
        #expect(violations(of: row, on: weakened) == [])
    }

    /// The digit of a position: a small number, or one that is none.
    private static func sum(_ parities: [[Goldilocks]], _ lanes: [[Goldilocks]], x: Int, z: Int) -> UInt64 {
        let own = parities[(x + 4) % 5][z] + parities[(x + 1) % 5][(z + 63) % 64] + parities[x][z]
        return (0..<5).reduce(own) { $0 + lanes[x + 5 * $1][z] }.value
    }

    @Test("A round has its own constant, whose bits are bits")
    func constants() throws {
        var row = Row(state(seed: 5), round: 2)
        row.constantBits = Row(state(seed: 5), round: 3).constantBits
        try expectNeeded("round constant", for: row)
        // The constant of round 2 has both of its first bits 0 and 1 as a number: 2 = 2 * 1 + 0 = 0 + 2.
        row = Row(state(seed: 5), round: 2)
        #expect(row.constantBits[1] == .one)
        row.constantBits[0] += Goldilocks(2)
        row.constantBits[1] -= .one
        #expect(
            violations(of: row) == [
                .constraint(chip: "keccak round", row: 0, constraint: "constant bit 0 is boolean")
            ]
        )
        try expectNeeded("constant bit 0 is boolean", for: row)
    }

    @Test("There is no round after the last one")
    func rounds() throws {
        var row = Row(state(seed: 6), round: 23)
        row.round = 24
        try expectNeeded("round constant", for: row)
    }

    @Test("What iota changes is what chi gives")
    func chiBits() throws {
        for index in 0..<7 {
            var row = Row(state(seed: 7))
            var bits = row.shownChiBits
            bits[index] = .one - bits[index]
            row.chiBits = bits
            try expectNeeded("chi bit \(index)", for: row)
        }
    }

    /// A row that counts -1 runs a round backwards: it receives what is after and sends what was before.
    @Test("Rows count once")
    func used() throws {
        var row = Row(state(seed: 8))
        row.used = -.one
        try expectNeeded("used is boolean", for: row, multiplicity: -.one)
    }

    /// Each column in a row of its own, flipped: the row's exchange with the rounds around it no longer balances.
    @Test("Each cell of a round's row is bound")
    func everyColumn() throws {
        let callCount = 25
        let calls = (0..<callCount).map { (MachineCall.keccakF, [0x1100_0000 + 200 * UInt64($0)]) }
        var generator = SplitMix64(seed: 9)
        let image = (0..<200 * callCount).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
        let run = try CallRun(calls, image: image)
        let honest = hashes.tables(of: run.trace, run.program)
        let place = HashMachine.Place.keccakRound.rawValue
        let rows = (0..<callCount).flatMap { call in (0..<8).map { 24 * call + 3 * $0 + 1 } }
        let columns = chip.chip.columnNames.indices
        for first in stride(from: 0, to: columns.count, by: rows.count) {
            var tables = honest
            let group = columns[first..<min(first + rows.count, columns.count)]
            for (row, index) in zip(rows, group) {
                let column = try #require(chip.chip.column(named: chip.chip.columnNames[index]))
                let value = tables[place][column, row]
                tables[place][column, row] = value == .one ? .zero : value + .one
            }
            // Rows by call and round, as far as what they exchange does not balance.
            var broken: Set<[Goldilocks]> = []
            for violation in hashes.violations(in: tables, run.boundary, limit: .max) {
                switch violation {
                case .imbalance("keccak", let tuple, _): broken.insert(Array(tuple.prefix(2)))
                case .constraint(_, let row, _):
                    broken.insert([honest[place][chip.call, row], honest[place][chip.round, row]])
                default: continue
                }
            }
            for (row, index) in zip(rows, group) {
                let (call, round) = (honest[place][chip.call, row], honest[place][chip.round, row])
                #expect(
                    broken.contains([call, round]) || broken.contains([call, round + .one]),
                    "\(chip.chip.columnNames[index])"
                )
            }
        }
    }
}

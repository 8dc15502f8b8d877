import Cryptography
import GuestExecutor
import Primitives
import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVProver
import RISCVTestSupport
import Testing

/// Doublings with a false result, whose slope has one limb that is none: its range check alone refuses each.
///
/// A half is another number in each of the two fields. For an odd s the limb is s / 2 too great in the field of the
/// columns, and the others hold a slope that is s / 2 too small modulo the prime of the curve. The slope's equation is
/// linear and its factor 2 y1 is even, so it holds. In x3 = l^2 - 2 x1 there is the square of s / 2, whose groups add
/// up to another number, from which x3 follows, and y3 in the same way. Groups are small enough to have carries only
/// for some points and s, which a search among small multiples of the generator has found.
@Suite("RISC-V accelerators: forged slopes of secp256k1")
struct Secp256k1SlopeForgeryTests {
    private typealias Fp = Secp256k1.Fp

    private static let points = Secp256k1PointChip()

    /// For each limb, which multiple of the generator is doubled, and s.
    private static let lies: [(multiple: Int, s: Int)] = [
        (474, -3_825_129), (164, 114_197), (341, -3_519_637), (702, -7_626_673),
        (812, -753_809), (888, -806_053), (304, -939_331), (79, -634_597),
        (527, 77_009), (711, -1_581_351), (567, 91_467), (1386, 31_987),
        (395, 61_589), (465, -885_541), (40, -114_257), (238, -2_018_575),
    ]

    /// The forgeries with the rules that they show.
    static func forgeries() throws -> StoredForgeries {
        let doubled = try lies.map { try multiple($0.multiple) }
        var program = CallProgram()
        for point in doubled { program.call(.secp256k1Double, program.place(point.x, point.y)) }
        var list = try StoredForgeries(points.chip.name, in: program.guestRun())
        for (limb, point) in doubled.enumerated() {
            let honest = try list.judge.honest(list.place, row: limb)
            let forger = try Forger(place: list.place, honest: honest, point: point, limb: limb, s: lies[limb].s)
            let result = try forger.result()
            #expect(result.x != MachineCall.secp256k1Double(point)?.x, "limb \(limb)")
            try list.forge("slope word \(limb / 4) limb \(limb % 4)", row: limb, forger.cells(result))
        }
        return list
    }

    /// A multiple of the generator by doubling and adding.
    private static func multiple(_ factor: Int) throws -> CurveOperand {
        let g = CurveOperand(x: Secp256k1.Point.generator.x.integer, y: Secp256k1.Point.generator.y.integer)
        var sum = g
        for bit in (0..<factor.bitWidth - 1 - factor.leadingZeroBitCount).reversed() {
            sum = try #require(MachineCall.secp256k1Double(sum))
            if factor >> bit & 1 == 1 { sum = try #require(MachineCall.secp256k1Add(sum, g)) }
        }
        return sum
    }

    /// The row of one doubling, as the chip's own polynomials have it.
    private struct Forger {
        private let place: RowJudge.Place
        private let honest: RowJudge.Honest
        private let point: CurveOperand
        private let limb: Int
        /// What the limb is too great by.
        private let excess: Goldilocks
        /// What the limbs hold without it.
        private let slope: Fp

        init(place: RowJudge.Place, honest: RowJudge.Honest, point: CurveOperand, limb: Int, s: Int) throws {
            (self.place, self.honest, self.point, self.limb) = (place, honest, point, limb)
            let magnitude = UInt64(s.magnitude)
            excess = over(s < 0 ? -Goldilocks(magnitude) : Goldilocks(magnitude), 1)
            let tangent = try #require(MachineCall.secp256k1DoubleSlope(point))
            let weight = Fp(reducing: UInt256(1) << (16 * limb))
            let lack = Secp256k1SlopeForgeryTests.element(s) * Fp(reducing: UInt256(2)).inverse * weight
            slope = tangent - lack
        }

        /// What the equations of x3 and y3 make of the slope: 67 times each is what they say of a result of zero.
        func result() throws -> CurveOperand {
            let scale = Fp(reducing: UInt256(67)).inverse
            var result = CurveOperand(x: .zero, y: .zero)
            result.x = try (sum(groups("x equation", in: table(result))) * scale).integer
            result.y = try (sum(groups("y equation", in: table(result))) * scale).integer
            return result
        }

        /// The cells of the arithmetic that are not those of the honest row, with the carries of all three relations.
        func cells(_ result: CurveOperand) throws -> [Int: Goldilocks] {
            var table = table(result)
            for (name, relation) in zip(["slope", "x", "y"], points.relations) {
                for (g, carry) in try Self.carries(groups("\(name) equation", in: table)).enumerated() {
                    relation.carries.write(carry, at: g, to: &table, row: 0)
                }
            }
            return changes(table)
        }

        /// The row of a result, with carries of 0.
        private func table(_ result: CurveOperand) -> TraceTable {
            var table = TraceTable(chip: points.chip, rowCount: 1)
            points.write(PointOperation(p: point, q: nil, slope: slope, result: result), to: &table, row: 0)
            table[points.slope.limbs[limb], 0] += excess
            for relation in points.relations {
                for g in 0..<8 { relation.carries.write(0, at: g, to: &table, row: 0) }
            }
            return table
        }

        private func changes(_ table: TraceTable) -> [Int: Goldilocks] {
            var columns = points.slope.limbs + points.x3.limbs + points.y3.limbs
            for bound in points.bounds[2...] { columns += [bound.distanceInverse] + bound.margin }
            for relation in points.relations { columns += relation.carries.low + relation.carries.high }
            return Dictionary(uniqueKeysWithValues: columns.map { ($0.index, table[$0, 0]) })
        }

        /// What the groups of a relation come to in a row with carries of 0, as the integers of least magnitude.
        private func groups(_ relation: String, in table: TraceTable) throws -> [Int] {
            var cells = honest.cells
            for (column, value) in changes(table) { cells[column] = CubicExtension(value) }
            let values = try place.polynomials.values(on: cells)
            return try (0..<8).map { g in
                let index = try #require(place.chip.constraints.firstIndex { $0.name == "\(relation): group \(g)" })
                let value = values[index].c0
                return value.value > Goldilocks.order / 2 ? -Int((-value).value) : Int(value.value)
            }
        }

        /// The number of groups modulo the curve's prime.
        private func sum(_ groups: [Int]) -> Fp {
            groups.reversed().reduce(Fp.zero) { sum, group in
                sum * Fp(reducing: UInt256(1 << 32)) + Secp256k1SlopeForgeryTests.element(group)
            }
        }

        /// The carries of groups that add up to a multiple of the prime; the last is the quotient.
        private static func carries(_ groups: [Int]) -> [Int] {
            let below = groups.dropLast().reduce(0) { ($0 + $1) >> 32 }
            let quotient = (groups[7] + below + 1 << 31) >> 32
            var carry = 0
            return groups.enumerated().map { g, group in
                carry = (group + carry + (g == 0 ? 977 * quotient : g == 1 ? quotient : 0)) >> 32
                return carry
            }
        }
    }

    private static func element(_ integer: Int) -> Fp {
        let magnitude = Fp(reducing: UInt256(UInt64(integer.magnitude)))
        return integer < 0 ? -magnitude : magnitude
    }

    @Test("Each limb of the slope needs its range check: without it a doubling has another result")
    func everyLimb() throws {
        #expect(try Self.forgeries().shown.count == 16)
    }
}

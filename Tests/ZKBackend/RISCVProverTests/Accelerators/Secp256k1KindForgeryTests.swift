import GuestExecutor
import Primitives
import ProofVerifier
import RISCVMachine
import RISCVProver
import RISCVTestSupport
import Testing

/// Rows of points that are neither additions nor doublings, and factors of other limbs: each is refused by one rule.
@Suite("RISC-V accelerators: forged kinds of point operations")
struct Secp256k1KindForgeryTests {
    /// What an addition reads and a doubling does not.
    private static let secondPoint = Set(["a1 access"] + (0..<8).map { "q word \($0) access" })
    /// A carry of 0 in the columns of 31 bits.
    private static let noCarry: (low: Goldilocks, high: Goldilocks) = (.zero, Goldilocks(1 << 15))

    /// The cells of a number that has one limb.
    private static func number(_ name: String, _ limb: Goldilocks) -> [String: Goldilocks] {
        var cells: [String: Goldilocks] = [:]
        for index in 0..<16 { cells["\(name) word \(index / 4) limb \(index % 4)"] = index == 0 ? limb : .zero }
        return cells
    }

    /// The forgeries with the rules that they show.
    static func forgeries() throws -> StoredForgeries {
        var program = CallProgram()
        let (one, three) = (UInt256(1), UInt256(3))
        program.call(.secp256k1Add, program.place(.zero, one), program.place(one, one))
        // Of the slope 3, whose limbs move no carry.
        let (x1, x2) = (UInt256.max >> 4, UInt256.max >> 3)
        let step = (x2 &- x1) &* three
        program.call(.secp256k1Add, program.place(x1, one), program.place(x2, step &+ one))
        var list = try StoredForgeries("secp256k1 point", in: program.guestRun())
        try forgeKinds(&list)
        try forgeFactors(&list)
        return list
    }

    private static func forgeKinds(_ list: inout StoredForgeries) throws {
        // Two additions less a doubling, by the number of SHA-256: l^2 = 2 x2 + x3 and - l x3 = y1 + y3 with l = -2.
        var cells = number("slope", -Goldilocks(2)).mapValues { $0 + Goldilocks(1 << 15) }
        cells = cells + number("x3", Goldilocks(2)) + number("y3", Goldilocks(3))
        let isBelow = Goldilocks(13 * 0xffff).inverse ?? .zero
        for name in ["x3", "y3"] {
            cells["\(name) distance inverse"] = isBelow
            for limb in 0..<3 { cells["\(name) margin limb \(limb)"] = .zero }
        }
        for relation in ["slope", "x", "y"] {
            for carry in 0..<8 {
                cells["\(relation) equation carry \(carry) low"] = noCarry.low
                cells["\(relation) equation carry \(carry) high"] = noCarry.high
            }
        }
        cells = cells + ["adds": Goldilocks(2), "difference inverse": Goldilocks(2), "y inverse": -.one]
        try list.forge("adds is boolean", row: 0, granted: secondPoint, cells)

        // The same on a row that is not used, with l = -1, x2 = 1, x3 = 0 and y3 = - y1.
        var unused = number("slope", -.one) + number("other", .one) + number("y3", -.one)
        unused = unused + ["adds": .one, "difference inverse": .one, "y inverse": -.one]
        unused = unused + ["y1 word 0 low": .one, "y2 word 0 low": .one, "a1 previous timestamp": -.one]
        for word in 0..<8 { unused["q word \(word) previous timestamp"] = -.one }
        try list.forge("adds only on used rows", row: nil, granted: secondPoint, unused)
    }

    /// Limbs of x1, x2, x3 and y3 that are too great, and fractions.
    private static func forgeFactors(_ list: inout StoredForgeries) throws {
        let honest = try list.cells(row: 1)
        func name(_ number: String, _ limb: Int) -> String { "\(number) word \(limb / 4) limb \(limb % 4)" }
        for number in ["x1", "other", "x3", "y3"] {
            for limb in 0..<16 {
                let even = limb & ~1
                var cells = honest
                let change: (Goldilocks, Goldilocks) =
                    limb == even ? (Goldilocks(1 << 16), -.one) : (-.one, over(1, 16))
                cells[name(number, even)] = honest.plus(name(number, even), change.0)
                cells[name(number, even + 1)] = honest.plus(name(number, even + 1), change.1)
                var (sum, squares) = (Goldilocks.zero, Goldilocks.zero)
                for index in 0..<16 {
                    if index >= 3 { sum += cells.plus(name(number, index), .zero) }
                    let difference = cells.plus(name("other", index), -cells.plus(name("x1", index), .zero))
                    squares += difference * difference
                }
                cells["\(number) distance inverse"] = (Goldilocks(13 * 0xffff) - sum).inverse ?? .zero
                cells["difference inverse"] = squares.inverse ?? .zero
                try list.forge(name(number, limb), row: 1, cells)
            }
        }
    }

    @Test("Kinds are flags, and limbs of coordinates are limbs")
    func everyRule() throws {
        #expect(try Self.forgeries().shown.count == 2 + 64)
    }
}

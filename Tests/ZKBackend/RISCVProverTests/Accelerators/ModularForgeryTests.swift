import GuestExecutor
import Primitives
import ProofVerifier
import RISCVMachine
import RISCVProver
import RISCVTestSupport
import TestSupport
import Testing

/// Rows of modular arithmetic that show a wrong result or a wrong call: each is refused by one rule alone.
@Suite("RISC-V accelerators: forged modular arithmetic")
struct ModularForgeryTests {
    /// A call whose row is forged.
    private struct Operation {
        var call: MachineCall
        var modulus: Int
        var a: UInt256
        var b: UInt256
        var replaced: UInt256

        var honest: ForgedModularRow {
            ForgedModularRow(call, modulus: modulus, a: a, b: b, replaced: replaced)
        }
    }

    private static let chip = ModularArithmeticChip()
    private static let m = MachineCall.moduli[2]
    private static let calls: Set = ["call access"]

    /// 2^n.
    private static func power(_ exponent: Int) -> UInt256 { UInt256(1) << exponent }

    /// A sum of products that is the modulus of alt_bn128 and `excess`, so that the result is the excess.
    private static func wrapped(_ excess: UInt256) -> Operation {
        let last = m &- UInt256(1)
        return Operation(call: .multiplyAddModulo, modulus: 2, a: UInt256(1), b: last, replaced: excess &+ UInt256(1))
    }

    /// Half h greater than the modulus's, half l smaller.
    private static func wrapped(above h: Int, below l: Int) -> Operation {
        wrapped(power(32 * h) &- (UInt256(5) << (32 * l)))
    }

    private static let product: Operation = {
        var source = SplitMix64(seed: 5)
        func number() -> UInt256 {
            UInt256(l0: source.next(), l1: source.next(), l2: source.next(), l3: source.next() | 1 << 63)
        }
        return Operation(call: .multiplyAddModulo, modulus: 2, a: number(), b: number(), replaced: number())
    }()

    private static func call(_ call: MachineCall, modulus: Int, of operation: Operation = product) -> Operation {
        var operation = operation
        (operation.call, operation.modulus) = (call, modulus)
        return operation
    }

    private static let inverse = call(.invertModulo, modulus: 2)

    private static let zero = Operation(call: .multiplyModulo, modulus: 0, a: .zero, b: .zero, replaced: .zero)

    /// Multiply-adds first, then products, then inverses, as the table has them.
    private static let operations: [Operation] = {
        var sums = [product, wrapped(UInt256(5))]
        sums += (1..<8).map { wrapped(above: $0, below: $0 - 1) }
        sums.append(wrapped(above: 7, below: 0))
        sums += (0..<6).map { wrapped(power(224) &+ (UInt256(5) << (32 * $0))) }
        sums += [0, 1, 3].map { call(.multiplyAddModulo, modulus: $0) }
        return sums + [zero, inverse]
    }()

    /// The forgeries with the rules that they show.
    static func forgeries() throws -> StoredForgeries {
        var program = CallProgram()
        for operation in operations {
            let places = [program.place(operation.replaced), program.place(operation.a), program.place(operation.b)]
            program.call(operation.call, places[0], Int32(operation.modulus), places[1], places[2])
        }
        var list = try StoredForgeries(chip.chip.name, in: program.guestRun())
        for (row, operation) in operations.enumerated() {
            let honest = try list.judge.honest(list.place, row: row)
            let cells = operation.honest.cells(of: chip)
            let differing = cells.keys.filter { honest.cells[$0].c0 != cells[$0] }
            #expect(differing == [], "row \(row)")
        }
        try forgeRelation(&list)
        try forgeComparison(&list)
        try forgeMarks(&list)
        try forgeModuli(&list)
        try forgeKinds(&list)
        try forgeLimbs(&list)
        try forgeHighestLimb(&list)
        return list
    }

    /// Forges the row of an operation.
    private static func forge(
        _ list: inout StoredForgeries,
        _ rule: String,
        _ index: Int,
        granted: Set<String> = [],
        at location: SourceLocation = #_sourceLocation,
        _ change: (inout ForgedModularRow) -> Void
    ) throws {
        var row = operations[index].honest
        change(&row)
        try list.forge(rule, row: index, granted: granted, row.cells(of: chip), at: location)
    }

    /// An error that is a multiple of 2^32 hides in each group; a hint that is not the result, in an inverse.
    private static func forgeRelation(_ list: inout StoredForgeries) throws {
        for group in 0..<16 {
            try forge(&list, "relation: group \(group)", 0) { row in
                row.error = (group, 1)
                row.settle()
            }
        }
        for limb in 0..<16 {
            try forge(&list, "right is r when inverting: limb \(limb)", operations.count - 1) { row in
                row.r[limb] += row.r[limb] > 0 ? -1 : 1
                row.mark()
            }
        }
    }

    /// Makes the result the modulus too great.
    private static func exceed(_ row: inout ForgedModularRow) {
        row.quotient = [Int](repeating: 0, count: 17)
        row.r = ForgedModularRow.limbs(UInt256.fromLimbs(row.r) &+ m)
    }

    /// Results that are the modulus too great.
    private static func forgeComparison(_ list: inout StoredForgeries) throws {
        for half in 1..<8 {
            // Below the half that is greater there is one that is smaller.
            try forge(&list, "halves above the mark are equal: half \(half)", 1 + half) { row in
                exceed(&row)
                row.marks = (0..<8).map { $0 == half - 1 ? 1 : 0 }
            }
        }
        try forge(&list, "r is below the modulus", 1) { row in
            exceed(&row)
            row.mark()
            row.margin = (.zero, .zero)
        }
        try forge(&list, "margin low", 1) { row in
            exceed(&row)
            row.mark()
            row.margin = (-Goldilocks(6), .zero)
        }
        try forge(&list, "margin high", 1) { row in
            exceed(&row)
            row.mark()
            row.margin = (Goldilocks(7), over(-Goldilocks(13), 16))
        }
        try forge(&list, "one mark", 9) { row in
            exceed(&row)
            row.marks = [1, 0, 0, 0, 0, 0, 0, 1]
        }
    }

    /// Marks that add up to 1 and are no bits.
    private static func forgeMarks(_ list: inout StoredForgeries) throws {
        for mark in 0..<6 {
            // Half 7 of the result is greater, and so is the half whose mark has the other sign.
            try forge(&list, "mark \(mark) is boolean", 10 + mark) { row in
                exceed(&row)
                row.marks = [Int](repeating: 0, count: 8)
                row.marks[7] = 1
                row.marks[mark + 1] = 1
                row.marks[mark] = -1
            }
        }
        try forge(&list, "mark 6 is boolean", 9) { row in
            exceed(&row)
            row.marks = [1, 0, 0, 0, 0, 0, -1, 1]
        }
    }

    /// Selectors that make a modulus that there is not, with the number of one that there is.
    private static func forgeModuli(_ list: inout StoredForgeries) throws {
        let rows = (0..<4).map { number in operations.firstIndex { $0.modulus == number } ?? 0 }
        func forge(_ rule: String, number: Int, _ selectors: [Int]) throws {
            try Self.forge(&list, rule, rows[number]) { row in
                row.selectors = selectors
                row.settle()
                // The highest half decides, if there the modulus is greater.
                row.marks = [0, 0, 0, 0, 0, 0, 0, 1]
            }
        }
        try forge("at most one modulus", number: 3, [1, 1, 0])
        try forge("modulus 1 is boolean", number: 1, [-1, 1, 0])
        try forge("modulus 2 is boolean", number: 1, [0, -1, 1])
        try forge("modulus 3 is boolean", number: 0, [1, 1, -1])
    }

    /// Calls that are none of the three.
    private static func forgeKinds(_ list: inout StoredForgeries) throws {
        let operand = Set(["a3 access"] + (0..<4).map { "b word \($0) access" })
        // 0x1002, the number of SHA-256.
        try forge(&list, "adds is boolean", 0, granted: calls) { row in
            row.adds = 2
            row.settle()
        }
        // 0x1006, which is no call's.
        let inverse = operations.count - 1
        let one = UInt256(1)
        let small = Operation(call: .invertModulo, modulus: 2, a: one, b: .zero, replaced: .zero).honest
        try forge(&list, "adds only to products", inverse) { row in
            // 1 r + 1 = q m + 1 with r = 0.
            row = small
            row.adds = 1
            row.replaced[0] = 1
            row.right = [Int](repeating: 0, count: 16)
            row.r = row.right
            row.quotient = [Int](repeating: 0, count: 17)
            row.mark()
        }
        // 1 r = 4 r - 3 with r = 1, by the number of `multiply_add_modulo`.
        var row = small
        row.multiplies = 4
        let now = try #require(try list.cells(row: inverse)["timestamp"])
        let cells = row.cells(of: chip).merging(bReads(at: now)) { $1 }
        try list.forge("multiplies is boolean", row: inverse, granted: operand, cells)
        // 0 r - r + 1 = 0 with r = 1, of the modulus 0.
        var unused = bReads(at: .zero)
        for column in [chip.multiplies, chip.right.limbs[0], chip.r.limbs[0]] { unused[column.index] = .one }
        try list.forge("multiplies only on used rows", row: nil, granted: operand, unused)
    }

    /// Reads of a3 and b right after whatever was before.
    private static func bReads(at timestamp: Goldilocks) -> [Int: Goldilocks] {
        var cells = [chip.registers[4].previousTimestamp.index: timestamp - .one]
        for access in chip.bAccesses { cells[access.previousTimestamp.index] = timestamp }
        return cells
    }

    /// Limbs that are 2^16 too great, and the limb above one too small.
    private static func forgeLimbs(_ list: inout StoredForgeries) throws {
        let numbers: [(String, WritableKeyPath<ForgedModularRow, [Int]>)] = [
            ("a", \.a), ("right", \.right), ("r", \.r),
        ]
        for (name, path) in numbers {
            for limb in stride(from: 0, to: 16, by: 2) {
                try forge(&list, "\(name) word \(limb / 4) limb \(limb % 4)", 0) { row in
                    row[keyPath: path][limb] += 1 << 16
                    row[keyPath: path][limb + 1] -= 1
                }
            }
        }
        for limb in 0..<16 {
            try forge(&list, "quotient limb \(limb)", 0) { row in
                row.quotient[limb] += 1 << 16
                row.quotient[limb + 1] -= 1
            }
        }
    }

    /// A product of zeros with another result: a limb of 2^32, whose products with the modulus wrap around the field.
    ///
    /// 2^64 is 2^32 - 1 there, so 2^32 times a group of this modulus is small in units of 2^32. The rest of the
    /// quotient and the result make up for that small number, and all carries have 22 bits.
    private static func forgeHighestLimb(_ list: inout StoredForgeries) throws {
        try forge(&list, "quotient limb 16", operations.count - 2) { row in
            row.quotient = [2, 0, 0x3d1, 0, 2, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1 << 32]
            row.r = ForgedModularRow.limbs(
                UInt256(
                    l0: 0x000e_90a3_0000_07a2,
                    l1: 0x0000_03d3_0000_0b73,
                    l2: 0x0000_03d2_0000_03d2,
                    l3: 0x0000_03d2_0000_03d2
                )
            )
            row.mark()
            row.carriesInField = [-2, -979, -981, -982, -983, -984, -985, -986, -8, -6, -5, -4, -3, -2, -1]
        }
    }

    @Test("Each rule of modular arithmetic is the only one that refuses some row")
    func everyRule() throws {
        let list = try Self.forgeries()
        print("modular arithmetic: \(list.shown.count) rules shown by stored forgeries")
        #expect(list.shown.count == 16 + 16 + 7 + 4 + 7 + 4 + 4 + 24 + 17)
    }
}

extension UInt256 {
    /// The number of 16 limbs of 16 bits.
    fileprivate static func fromLimbs(_ limbs: [Int]) -> UInt256 {
        func word(_ index: Int) -> UInt64 {
            (0..<4).reduce(0) { $0 | UInt64(limbs[4 * index + $1]) << (16 * UInt64($1)) }
        }
        return UInt256(l0: word(0), l1: word(1), l2: word(2), l3: word(3))
    }
}

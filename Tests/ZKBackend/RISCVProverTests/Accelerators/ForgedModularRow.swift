import GuestExecutor
import Primitives
import ProofVerifier
import RISCVMachine

/// A row of modular arithmetic of any numbers, honest or not, whose carries follow from them.
///
/// Numbers are limbs of 16 bits, least significant first; forged ones may exceed them.
struct ForgedModularRow {
    var multiplies = 1
    var adds = 0
    var selectors = [0, 0, 0]
    var a: [Int]
    var right: [Int]
    var replaced: [Int]
    var quotient: [Int]
    var r: [Int]
    var marks = [Int](repeating: 0, count: 8)
    /// The parts of the margin, if not those that are right.
    var margin: (low: Goldilocks, high: Goldilocks)?
    /// The relation's carries, if not those that the numbers have as integers.
    var carriesInField: [Int]?
    /// The group that the relation does not hold in, by how much.
    var error: (group: Int, by: Int)?

    /// The honest row of a call.
    init(_ call: MachineCall, modulus: Int, a: UInt256, b: UInt256, replaced: UInt256) {
        multiplies = call == .invertModulo ? 0 : 1
        adds = call == .multiplyAddModulo ? 1 : 0
        if modulus > 0 { selectors[modulus - 1] = 1 }
        self.a = Self.limbs(a)
        self.replaced = Self.limbs(replaced)
        right = Self.limbs(b)
        (quotient, r) = ([], [])
        if call == .invertModulo {
            let inverse = MachineCall.inverse(of: a, modulo: MachineCall.moduli[modulus]) ?? .zero
            right = Self.limbs(inverse)
        }
        settle()
    }

    /// The limbs of a number.
    static func limbs(_ number: UInt256) -> [Int] {
        [number.l0, number.l1, number.l2, number.l3].flatMap { word in
            (0..<4).map { Int(word >> (16 * UInt64($0)) & 0xffff) }
        }
    }

    /// The modulus that the selectors make; its limbs may be any numbers.
    var modulus: [Int] {
        let choices = [1 - selectors.reduce(0, +)] + selectors
        return (0..<16).map { limb in
            zip(choices, MachineCall.moduli).reduce(0) { $0 + $1.0 * Self.limbs($1.1)[limb] }
        }
    }

    /// The pairs of limbs of a number.
    private static func halves(_ limbs: [Int]) -> [Int] { (0..<8).map { limbs[2 * $0] + limbs[2 * $0 + 1] << 16 } }

    /// Makes the quotient and the result those of the operands, but for the error, and marks the result's half.
    mutating func settle() {
        var number = [Int](repeating: 0, count: 34)
        for i in 0..<16 {
            for j in 0..<16 { number[i + j] += a[i] * right[j] }
            number[i] += adds * replaced[i]
        }
        if let error { number[2 * error.group] -= error.by }
        let (quotient, remainder) = Self.divide(number, by: modulus)
        self.quotient = quotient
        r = multiplies == 0 ? right : remainder
        mark()
    }

    /// Marks the highest half in which modulus and result differ.
    mutating func mark() {
        let (m, r) = (Self.halves(modulus), Self.halves(r))
        marks = [Int](repeating: 0, count: 8)
        marks[(0..<8).last { m[$0] != r[$0] } ?? 0] = 1
    }

    /// Division bit by bit of a number whose limbs may be any.
    private static func divide(_ number: [Int], by modulus: [Int]) -> (quotient: [Int], remainder: [Int]) {
        func normalized(_ limbs: [Int]) -> [Int] {
            var carry = 0
            return limbs.map { limb in
                let sum = limb + carry
                carry = sum >> 16
                return sum & 0xffff
            }
        }
        let number = normalized(number)
        let modulus = normalized(modulus + [0])
        var quotient = [Int](repeating: 0, count: 17)
        var remainder = [Int](repeating: 0, count: 17)
        for bit in (0..<16 * number.count).reversed() {
            remainder = normalized(remainder.map { 2 * $0 })
            remainder[0] += number[bit / 16] >> (bit % 16) & 1
            guard !remainder.reversed().lexicographicallyPrecedes(modulus.reversed()) else { continue }
            remainder = zip(remainder, modulus).map { $0 - $1 }
            remainder = normalized(remainder)
            if bit < 16 * 17 { quotient[bit / 16] |= 1 << (bit % 16) }
        }
        return (quotient, Array(remainder.prefix(16)))
    }

    /// The cells by the columns' places, accesses aside.
    func cells(of chip: ModularArithmeticChip) -> [Int: Goldilocks] {
        var cells: [Int: Goldilocks] = [:]
        func write(_ columns: [Column], _ values: [Int]) {
            for (column, value) in zip(columns, values) { cells[column.index] = Self.element(value) }
        }
        write([chip.multiplies, chip.adds], [multiplies, adds])
        write(chip.selectors, selectors)
        write(chip.a.limbs, a)
        write(chip.right.limbs, right)
        write(chip.r.limbs, r)
        write(chip.quotient, quotient)
        write(chip.replaced.words.flatMap { [$0.low, $0.high] }, Self.halves(replaced))
        write(chip.marks, marks)
        let split = chip.carries.bits - 16
        for (g, carry) in (carriesInField ?? carries).enumerated() {
            let shifted = carry + 1 << (chip.carries.bits - 1)
            write([chip.carries.low[g], chip.carries.high[g]], [shifted & (1 << split - 1), shifted >> split])
        }
        let (m, r) = (Self.halves(modulus), Self.halves(r))
        let margin = (0..<8).reduce(-1) { $0 + marks[$1] * (m[$1] - r[$1]) }
        write(chip.margin, [margin & 0xffff, margin >> 16])
        if let forged = self.margin {
            cells[chip.margin[0].index] = forged.low
            cells[chip.margin[1].index] = forged.high
        }
        return cells
    }

    /// What each group of the relation hands on.
    private var carries: [Int] {
        let m = modulus
        var coefficients = [Int](repeating: 0, count: 33)
        for i in 0..<16 {
            for j in 0..<16 { coefficients[i + j] += a[i] * right[j] - quotient[i] * m[j] }
            coefficients[16 + i] -= quotient[16] * m[i]
        }
        let (replaced, r) = (Self.halves(replaced), Self.halves(r))
        var carry = 0
        return (0..<15).map { g in
            var sum = coefficients[2 * g] + coefficients[2 * g + 1] << 16 + carry
            if g < 8 { sum += adds * replaced[g] - multiplies * r[g] }
            if g == 0 { sum -= 1 - multiplies }
            if let error, error.group == g { sum -= error.by }
            carry = sum >> 32
            return carry
        }
    }

    private static func element(_ value: Int) -> Goldilocks {
        value < 0 ? -Goldilocks(UInt64(-value)) : Goldilocks(UInt64(value))
    }
}

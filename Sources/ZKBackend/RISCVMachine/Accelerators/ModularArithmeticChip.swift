package import ProofVerifier

/// The calls `multiply_modulo`, `multiply_add_modulo` and `invert_modulo`: a b, a b + r or 1 / a modulo one of four
/// primes m of at most 256 bits, in place of r.
///
/// A number is four words, least significant first. The operands are any numbers below 2^256, the result is below m, so
/// it is a function of them. Over the integers, with a quotient q of 17 limbs,
///
///     product:  a b + s r0 = q m + r, s = 1 for `multiply_add_modulo` and else 0
///     inverse:  a r = q m + 1.
///
/// `right` holds b, and when inverting the result, which constraints tie to r: m is prime, so the inverse below m is
/// unique, and a multiple of m has none; such a call has no proof and ends the run of the executor.
///
/// **The relation.** With B = 2^16, both sides are polynomials in B with 32 coefficients. The groups G_g = e_(2g) + B
/// e_(2g+1) of their difference E vanish with carries: G_0 = 2^32 c_0, G_g + c_(g-1) = 2^32 c_g, and c_15 = 0; times
/// 2^(32 g) and added up they say that E is 0 as an integer. Equality in the field is equality of integers: an e_k is
/// the difference of two sums of at most 16 products below 2^32, so |G_g| < 2^36 (1 + 2^16), what is added in halves is
/// below 2^33 in magnitude, and carries of 22 bits are in -2^21 ..< 2^21 + 2^16; all together is below 2^55, and p >
/// 2^63. Carries exist: |c_g| <= (2^36 (1 + 2^16) + 2^34) / 2^32 < 2^21.
///
/// The quotient fits: a b + r0 <= 2^512 - 2^256 and every m is above 2^253, so q < 2^259 < 2^272.
///
/// **Below the modulus.** One of eight marks is set, at a half in which m exceeds r, by d + 1 with d in 32 bits; above
/// it the halves are equal. Mark 7 needs no rule to be a bit: sums of lower marks are integers below 8, so above the
/// lowest one that is set all halves are equal, and its own half decides, whatever mark 7 is; else mark 7 is 1.
///
/// **Unused rows** may have a selector set: `used` and with it `multiplies` is 0, and each multiplicity is one of them.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `used`, `pc`, `timestamp` | see `InstructionColumns` | 1, 32, 32 | |
/// | `multiplies` | 1 for the two products, 0 for the inverse and unused rows | 1 | boolean, at most `used`; a7 |
/// | `adds` | 1 for `multiply_add_modulo`, else 0 | 1 | boolean, at most `multiplies`; a7 |
/// | `modulus 1` to `modulus 3` | 1 if it is modulus number 1 to 3 (`ModulusTable`) | 1 | boolean, their sum too; a1 |
/// | `r address`, `a address`, `b address` | a0, a2, and a3 of products | 32 | the memory bus |
/// | accesses to a7, a0 to a3, 4 words of a, b, r | see `MemoryAccess`, 2 each | 32, 16 | the memory bus, the range table |
/// | `a`, `right`, `r` | see `WideColumns`, 16 each | 16 | range table; memory bus; the relation |
/// | `replaced` | r0, see `WideHalves`, 8 | 32 | the memory bus |
/// | `quotient limb 0` to `16` | q | 16 | range table; the relation |
/// | `relation ...` | 15 carries of 22 bits, see `CarryColumns`, 2 each | 16 | range table; the relation |
/// | `mark 0` to `7` | 1 at the half that decides that r is below m | 1 | boolean but for 7, their sum is `used`; the comparison |
/// | `margin low`, `margin high` | d | 16 each | range table; the comparison |
///
/// 158 columns; interactions: 3 of the row, 4 for each of 17 accesses, 97 lookups.
package struct ModularArithmeticChip: Sendable {
    /// The row's place in the run.
    package let instruction: InstructionColumns
    /// 1 for a product.
    package let multiplies: Column
    /// 1 for a product to which r is added.
    package let adds: Column
    /// Which modulus, if not that of number 0.
    package let selectors: [Column]
    /// a0, a2 and a3.
    package let addresses: [Column]
    /// Reads of a7 and a0 to a3.
    package let registers: [MemoryAccess]
    /// Reads of a.
    package let aAccesses: [MemoryAccess]
    /// Reads of b.
    package let bAccesses: [MemoryAccess]
    /// Accesses to r.
    package let rAccesses: [MemoryAccess]
    /// a.
    package let a: WideColumns
    /// b of a product, the result of an inverse.
    package let right: WideColumns
    /// The result.
    package let r: WideColumns
    /// What the result replaces.
    package let replaced: WideHalves
    /// The quotient's limbs, least significant first.
    package let quotient: [Column]
    /// The relation's carries.
    package let carries: CarryColumns
    /// Where the modulus exceeds the result.
    package let marks: [Column]
    /// By how much less 1.
    package let margin: [Column]
    /// The declaration.
    package let chip: Chip

    /// Limbs of the quotient.
    package static let quotientLimbCount = 17
    /// Bits of a carry.
    package static let carryBits = 22

    /// Declares the chip.
    package init() {
        let range = RISCVBuses.range
        var builder = ChipBuilder("modular arithmetic", height: InstructionColumns.height)
        instruction = InstructionColumns(in: &builder)
        let used = instruction.used
        multiplies = builder.column("multiplies")
        builder.require("multiplies is boolean", isBoolean: multiplies)
        builder.require("multiplies only on used rows", isZero: multiplies * (Expression(1) - used))
        adds = builder.column("adds")
        builder.require("adds is boolean", isBoolean: adds)
        builder.require("adds only to products", isZero: adds * (Expression(1) - multiplies))
        let inverts = used - multiplies
        instruction.lookUp(operation: MachineOperation.ecall, in: &builder)
        instruction.linkExecution(in: &builder, next: instruction.programCounter + 4)

        selectors = (1...3).map { builder.column("modulus \($0)") }
        for (index, selector) in selectors.enumerated() {
            builder.require("modulus \(index + 1) is boolean", isBoolean: selector)
        }
        let selected = Self.sum(selectors)
        builder.require("at most one modulus", isBoolean: selected)
        let isModulus = [used - selected] + selectors.map(\.expression)

        addresses = ["r address", "a address", "b address"].map { builder.column($0) }
        a = WideColumns("a", in: &builder, times: used, range: range)
        right = WideColumns("right", in: &builder, times: used, range: range)
        r = WideColumns("r", in: &builder, times: used, range: range)
        replaced = WideHalves("replaced", in: &builder)
        quotient = (0..<Self.quotientLimbCount).map { builder.column("quotient limb \($0)") }
        for (index, limb) in quotient.enumerated() {
            builder.send("quotient limb \(index)", to: range, times: used, [limb])
        }

        let number =
            Expression(CallNumber.multiplyModulo.rawValue) * (multiplies - adds)
            + Expression(CallNumber.multiplyAddModulo.rawValue) * adds
            + Expression(CallNumber.invertModulo.rawValue) * inverts
        var modulusNumber = Expression(0)
        for (index, selector) in selectors.enumerated() {
            modulusNumber = modulusNumber + Expression(UInt64(index + 1)) * selector
        }
        registers = [
            instruction.readCallRegister("call", register: 17, value: number, times: used, in: &builder),
            instruction.readCallRegister("a0", register: 10, value: addresses[0], times: used, in: &builder),
            instruction.readCallRegister("a1", register: 11, value: modulusNumber, times: used, in: &builder),
            instruction.readCallRegister("a2", register: 12, value: addresses[1], times: used, in: &builder),
            instruction.readCallRegister("a3", register: 13, value: addresses[2], times: multiplies, in: &builder),
        ]
        let (aHalves, rightHalves, rHalves) = (a.halves, right.halves, r.halves)
        aAccesses = instruction.accessWords(
            "a",
            address: addresses[1],
            old: aHalves,
            new: aHalves,
            slot: .first,
            times: used,
            in: &builder
        )
        bAccesses = instruction.accessWords(
            "b",
            address: addresses[2],
            old: rightHalves,
            new: rightHalves,
            slot: .second,
            times: multiplies,
            in: &builder
        )
        rAccesses = instruction.accessWords(
            "r",
            address: addresses[0],
            old: replaced.halves,
            new: rHalves,
            slot: .memory,
            times: used,
            in: &builder
        )
        for (index, (limb, result)) in zip(right.limbs, r.limbs).enumerated() {
            builder.require("right is r when inverting: limb \(index)", isZero: inverts * (limb - result))
        }

        var modulus = LimbPolynomial([Expression](repeating: 0, count: 16))
        for (choice, words) in zip(isModulus, ModulusTable.moduli) {
            for limb in 0..<16 {
                let constant: UInt64 = words[limb / 4] >> UInt64(16 * (limb % 4)) & 0xffff
                modulus.coefficients[limb] = modulus.coefficients[limb] + Expression(constant) * choice
            }
        }
        carries = CarryColumns("relation", count: 15, bits: Self.carryBits, in: &builder, times: used, range: range)
        let products = a.polynomial * right.polynomial - LimbPolynomial(quotient.map(\.expression)) * modulus
        let replacedHalves = replaced.halves
        for g in 0..<16 {
            var sum = products.group(g)
            if g < 8 {
                let one = g == 0 ? inverts : Expression(0)
                sum = sum + adds * replacedHalves[g] - multiplies * rHalves[g] - one
            }
            if g > 0 { sum = sum + carries.values[g - 1] }
            if g < 15 { sum = sum - Expression(1 << 32) * carries.values[g] }
            builder.require("relation: group \(g)", isZero: sum)
        }

        marks = (0..<8).map { builder.column("mark \($0)") }
        for (index, mark) in marks.dropLast().enumerated() {
            builder.require("mark \(index) is boolean", isBoolean: mark)
        }
        builder.require("one mark", isZero: Self.sum(marks) - used)
        let excess = (0..<8).map { half -> Expression in modulus.group(half) - rHalves[half] }
        for g in 1..<8 {
            let isAbove: Expression = used - Self.sum(marks[g...])
            builder.require("halves above the mark are equal: half \(g)", isZero: isAbove * excess[g])
        }
        margin = ["margin low", "margin high"].map { builder.column($0) }
        var decisive = Expression(0)
        for (mark, excess) in zip(marks, excess) { decisive = decisive + mark * excess }
        let marginValue: Expression = margin[0] + Expression(1 << 16) * margin[1]
        builder.require("r is below the modulus", isZero: decisive - used - marginValue)
        for (name, column) in zip(["margin low", "margin high"], margin) {
            builder.send(name, to: range, times: used, [column])
        }
        chip = builder.build()
    }

    private static func sum(_ columns: some Sequence<Column>) -> Expression {
        columns.reduce(Expression(0)) { sum, column -> Expression in sum + column }
    }
}

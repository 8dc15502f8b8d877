package import ProofVerifier

/// The calls `secp256k1_add` and `secp256k1_double`: p + q or 2 p in place of p, for affine points of secp256k1.
///
/// A point is x, then y, each four words, least significant first. What the chip shows is a function of the eight or
/// four numbers in memory; whether they lie on the curve is the program's business. With slope l, modulo the prime
/// p = 2^256 - 2^32 - 977,
///
///     add:     l (x2 - x1) = y2 - y1      double:  2 l y1 = 3 x1^2
///              x3 = l^2 - x1 - x2                  x3 = l^2 - 2 x1
///              y3 = l (x1 - x3) - y1               y3 = l (x1 - x3) - y1.
///
/// Both x3 and y3 are below p. The slope is a hint: any representative, in limbs less 2^15 so that products are halved.
/// It is unique modulo p, and with it the result, because its factor is not 0 modulo p:
///
/// - add: x1 and x2 are below p and differ in a limb, so that the sum of the limbs' squared differences, below 2^36,
///   has an inverse;
/// - double: y1 is below p and has a limb other than 0, so that the sum of its limbs, below 2^20, has one.
///
/// A call that breaks these rules (equal x, infinity written as zeros, a coordinate that is not reduced) has no proof,
/// and ends the run of the executor; y1 and y2 of an addition need not be reduced.
///
/// `other` holds the number that the slope is multiplied with: x2, and y1 when doubling, where constraints tie it to
/// the halves that memory has. So neither y1 nor y2 needs limbs: they are only added.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `used`, `pc`, `timestamp` | see `InstructionColumns` | 1, 32, 32 | |
/// | `adds` | 1 for `add`, 0 for `double` and unused rows | 1 | boolean, at most `used`; a7 |
/// | `p address`, `q address` | a0, and a1 of `add` | 32 | the memory bus |
/// | accesses to a7, a0, a1, 8 words of p, 8 words of q | see `MemoryAccess`, 2 each | 32, 16 | the memory bus, the range table |
/// | `x1`, `other`, `slope`, `x3`, `y3` | see `WideColumns`, 16 each | 16 | range table; memory bus; the relations |
/// | `y1`, `y2` | see `WideHalves`, 8 each | 32 | the memory bus; y2 is free when doubling |
/// | `x1 ...`, `other ...`, `x3 ...`, `y3 ...` | see `Secp256k1Canonical`, 4 each | | its constraint, the range table |
/// | `difference inverse` | of the sum of (x2 - x1)^2 over the limbs when adding, else 0 | field | `points have different x` |
/// | `y inverse` | of the sum of y1's limbs when doubling, else 0 | field | `doubled point has a y` |
/// | `slope equation ...`, `x equation ...`, `y equation ...` | carries, see `Secp256k1Relation`, 16 each | 16 | the relations |
///
/// 206 columns; interactions: 3 of the row, 4 for each of 19 accesses, 140 lookups.
package struct Secp256k1PointChip: Sendable {
    /// The row's place in the run.
    package let instruction: InstructionColumns
    /// 1 for an addition.
    package let adds: Column
    /// a0.
    package let pAddress: Column
    /// a1.
    package let qAddress: Column
    /// Reads of a7, a0 and a1.
    package let registers: [MemoryAccess]
    /// Accesses to x1 and y1, which x3 and y3 replace.
    package let pAccesses: [MemoryAccess]
    /// Reads of x2 and y2.
    package let qAccesses: [MemoryAccess]
    /// x1.
    package let x1: WideColumns
    /// y1.
    package let y1: WideHalves
    /// x2 of an addition, y1 of a doubling.
    package let other: WideColumns
    /// y2.
    package let y2: WideHalves
    /// The slope in limbs plus 2^15.
    package let slope: WideColumns
    /// x3.
    package let x3: WideColumns
    /// y3.
    package let y3: WideColumns
    /// That x1, `other`, x3 and y3 are below p.
    package let bounds: [Secp256k1Canonical]
    /// That x1 and x2 differ.
    package let differenceInverse: Column
    /// That y1 is not 0.
    package let yInverse: Column
    /// Equations of the slope, of x3 and of y3.
    package let relations: [Secp256k1Relation]
    /// The declaration.
    package let chip: Chip

    /// What each of the slope's limbs is less than its column.
    package static let slopeOffset: UInt64 = 1 << 15

    /// Declares the chip.
    package init() {
        let range = RISCVBuses.range
        var builder = ChipBuilder("secp256k1 point", height: InstructionColumns.height)
        instruction = InstructionColumns(in: &builder)
        let used = instruction.used
        adds = builder.column("adds")
        builder.require("adds is boolean", isBoolean: adds)
        builder.require("adds only on used rows", isZero: adds * (Expression(1) - used))
        let doubles = used - adds
        instruction.lookUp(operation: MachineOperation.ecall, in: &builder)
        instruction.linkExecution(in: &builder, next: instruction.programCounter + 4)

        pAddress = builder.column("p address")
        qAddress = builder.column("q address")
        x1 = WideColumns("x1", in: &builder, times: used, range: range)
        y1 = WideHalves("y1", in: &builder)
        other = WideColumns("other", in: &builder, times: used, range: range)
        y2 = WideHalves("y2", in: &builder)
        slope = WideColumns("slope", in: &builder, times: used, range: range)
        x3 = WideColumns("x3", in: &builder, times: used, range: range)
        y3 = WideColumns("y3", in: &builder, times: used, range: range)

        let number =
            Expression(CallNumber.secp256k1Add.rawValue) * adds
            + Expression(CallNumber.secp256k1Double.rawValue) * doubles
        registers = [
            instruction.readCallRegister("call", register: 17, value: number, times: used, in: &builder),
            instruction.readCallRegister("a0", register: 10, value: pAddress, times: used, in: &builder),
            instruction.readCallRegister("a1", register: 11, value: qAddress, times: adds, in: &builder),
        ]
        let (x2Halves, y2Halves) = (other.halves, y2.halves)
        qAccesses = instruction.accessWords(
            "q",
            address: qAddress,
            old: x2Halves + y2Halves,
            new: x2Halves + y2Halves,
            slot: .first,
            times: adds,
            in: &builder
        )
        pAccesses = instruction.accessWords(
            "p",
            address: pAddress,
            old: x1.halves + y1.halves,
            new: x3.halves + y3.halves,
            slot: .second,
            times: used,
            in: &builder
        )

        for (g, half) in y1.halves.enumerated() {
            builder.require("other is y1 when doubling: half \(g)", isZero: doubles * (other.halves[g] - half))
        }
        bounds = [("x1", x1), ("other", other), ("x3", x3), ("y3", y3)].map { name, columns in
            Secp256k1Canonical(name, of: columns, in: &builder, times: used, range: range)
        }
        differenceInverse = builder.column("difference inverse")
        var difference = Expression(0)
        for (limb, x1Limb) in zip(other.limbs, x1.limbs) {
            let step: Expression = limb - x1Limb
            difference = difference + step * step
        }
        builder.require("points have different x", isZero: difference * differenceInverse - adds)
        yInverse = builder.column("y inverse")
        let limbSum = other.limbs.reduce(Expression(0)) { sum, limb -> Expression in sum + limb }
        builder.require("doubled point has a y", isZero: limbSum * yInverse - doubles)

        let offset = Expression(Self.slopeOffset) * used
        let l = LimbPolynomial(slope.limbs.map { limb -> Expression in limb - offset })
        let (px, factor) = (x1.polynomial, other.polynomial)
        // x2 - x1 or 2 y1.
        let denominator = factor + factor.scaled(by: doubles) - px.scaled(by: adds.expression)
        let tangent = px.squared.scaled(by: Expression(3) * doubles)
        var addends: [[Expression]] = [[], [], []]
        let (x1Halves, y1Halves, x3Halves, y3Halves) = (x1.halves, y1.halves, x3.halves, y3.halves)
        for half in 0..<8 {
            addends[0].append(adds * (y1Halves[half] - y2Halves[half]))
            let otherX: Expression = adds * x2Halves[half] + doubles * x1Halves[half]
            addends[1].append(-(x1Halves[half] + otherX + x3Halves[half]))
            addends[2].append(-(y1Halves[half] + y3Halves[half]))
        }
        relations = [
            Secp256k1Relation(
                "slope equation",
                products: l * denominator - tangent,
                addends: addends[0],
                in: &builder,
                times: used,
                range: range
            ),
            Secp256k1Relation(
                "x equation",
                products: l.squared,
                addends: addends[1],
                in: &builder,
                times: used,
                range: range
            ),
            Secp256k1Relation(
                "y equation",
                products: l * (px - x3.polynomial),
                addends: addends[2],
                in: &builder,
                times: used,
                range: range
            ),
        ]
        chip = builder.build()
    }
}

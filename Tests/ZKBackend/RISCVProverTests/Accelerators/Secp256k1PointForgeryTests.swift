import Cryptography
import GuestExecutor
import Primitives
import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVProver
import TestSupport
import Testing

/// Rows that show a wrong result: each is refused by one rule and accepted without it.
@Suite("RISC-V accelerators: forged points of secp256k1")
struct Secp256k1PointForgeryTests {
    typealias Fp = Secp256k1.Fp

    private let points = Secp256k1PointChip()
    private let machine: CallMachine
    private static let order = Fp.modulus
    private static let generator = CurveOperand(
        x: Secp256k1.Point.generator.x.integer,
        y: Secp256k1.Point.generator.y.integer
    )

    init() throws {
        machine = try CallMachine(points.chip)
    }

    /// The rules that a row of forged arithmetic breaks, on a machine that lacks some of them; the rest of the machine
    /// agrees with the row.
    private func violations(
        of operation: PointOperation,
        without constraints: [String] = [],
        change: (inout TraceTable) -> Void = { _ in }
    ) throws -> Set<String> {
        var table = TraceTable(chip: points.chip, rowCount: 1)
        points.write(operation, to: &table, row: 0)
        let (used, pc, timestamp) = (
            try #require(points.instruction.usedColumn), points.instruction.programCounter, points.instruction.timestamp
        )
        (table[used, 0], table[pc, 0], table[timestamp, 0]) = (.one, Goldilocks(0x40_0000), Goldilocks(5))
        (table[points.pAddress, 0], table[points.qAddress, 0]) = (Goldilocks(0x1100_0000), Goldilocks(0x1100_0040))
        let early = AccessRecord(oldValue: 0, previousTimestamp: 0, timestamp: 5)
        let late = AccessRecord(oldValue: 0, previousTimestamp: 0, timestamp: 6)
        for access in points.registers + points.qAccesses { access.write(early, to: &table, row: 0) }
        for access in points.pAccesses { access.write(late, to: &table, row: 0) }
        change(&table)
        let trace = machine.trace(table, fractions(of: operation))
        return Set(
            try machine.violations(in: trace, without: constraints, limit: 64).map { violation in
                if case .constraint(_, _, let name) = violation { name } else { violation.description }
            }
        )
    }

    /// What the rest of the machine takes and leaves for an operation at timestamp 5.
    private func fractions(of operation: PointOperation) -> [PublicFraction] {
        var fractions: [PublicFraction] = [
            .receiving(
                [Goldilocks(0x40_0000), Goldilocks(MachineOperation.ecall.rawValue)]
                    + [Goldilocks](repeating: .zero, count: 6),
                from: RISCVBuses.instruction
            )
        ]
        func access(_ space: MemorySpace, _ address: UInt64, _ before: UInt64, _ after: UInt64, _ timestamp: UInt64) {
            let cell = [Goldilocks(space.rawValue), Goldilocks(address)]
            fractions.append(.sending(cell + [before.lowHalf, before.highHalf, .zero], to: RISCVBuses.memory))
            let new = [after.lowHalf, after.highHalf, Goldilocks(timestamp)]
            fractions.append(.receiving(cell + new, from: RISCVBuses.memory))
        }
        let number: MachineCall = operation.q == nil ? .secp256k1Double : .secp256k1Add
        access(.register, 17, number.rawValue, number.rawValue, 5)
        access(.register, 10, 0x1100_0000, 0x1100_0000, 5)
        if let q = operation.q {
            access(.register, 11, 0x1100_0040, 0x1100_0040, 5)
            for (index, word) in Self.words(q).enumerated() {
                access(.memory, 0x1100_0040 + 8 * UInt64(index), word, word, 5)
            }
        }
        for (index, (before, after)) in zip(Self.words(operation.p), Self.words(operation.result)).enumerated() {
            access(.memory, 0x1100_0000 + 8 * UInt64(index), before, after, 6)
        }
        return fractions
    }

    private static func words(_ point: CurveOperand) -> [UInt64] {
        [point.x, point.y].flatMap { [$0.l0, $0.l1, $0.l2, $0.l3] }
    }

    /// What the equations of x3 and y3 make of a slope.
    private static func operation(_ p: CurveOperand, _ q: CurveOperand?, slope: Fp) -> PointOperation {
        let x1 = Fp(reducing: p.x)
        let x3 = slope.squared - x1 - Fp(reducing: q?.x ?? p.x)
        let y3 = slope * (x1 - x3) - Fp(reducing: p.y)
        return PointOperation(p: p, q: q, slope: slope, result: CurveOperand(x: x3.integer, y: y3.integer))
    }

    /// The groups of a relation.
    private static func groups(_ relation: String) -> [String] { (0..<8).map { "\(relation): group \($0)" } }

    private func isEquation(_ name: String, _ violations: Set<String>) -> Bool {
        !violations.isEmpty && violations.allSatisfy { Self.groups(name).contains($0) }
    }

    /// Another point.
    private static let other = MachineCall.secp256k1Double(generator) ?? generator

    @Test("Another slope gives another point, which only the slope's equation refuses", arguments: [true, false])
    func lyingSlope(adds: Bool) throws {
        let q = adds ? Self.other : nil
        let lie = Self.operation(Self.generator, q, slope: Fp(reducing: UInt256(0x1234_5678)))
        #expect(isEquation("slope equation", try violations(of: lie)))
        #expect(try violations(of: lie, without: Self.groups("slope equation")) == [])
    }

    @Test("Another x3 or y3 is refused by its equation alone")
    func wrongResult() throws {
        let right = try #require(MachineCall.secp256k1Add(Self.generator, Self.other))
        let slope = try #require(MachineCall.secp256k1AddSlope(Self.generator, Self.other))
        var lie = PointOperation(p: Self.generator, q: Self.other, slope: slope, result: right)
        #expect(try violations(of: lie) == [])
        lie.result.y = lie.result.y &+ UInt256(1)
        #expect(isEquation("y equation", try violations(of: lie)))
        #expect(try violations(of: lie, without: Self.groups("y equation")) == [])
        // With another x3, y3 follows from it.
        let x3 = Fp(reducing: right.x &+ UInt256(1))
        let y3 = slope * (Fp(reducing: Self.generator.x) - x3) - Fp(reducing: Self.generator.y)
        lie.result = CurveOperand(x: x3.integer, y: y3.integer)
        #expect(isEquation("x equation", try violations(of: lie)))
        #expect(try violations(of: lie, without: Self.groups("x equation")) == [])
    }

    @Test("Each group of each equation is needed: an error that is a multiple of 2^32 hides in one", arguments: 0..<8)
    func everyGroup(group: Int) throws {
        let slope = try #require(MachineCall.secp256k1AddSlope(Self.generator, Self.other))
        let honest = Self.operation(Self.generator, Self.other, slope: slope)
        var lie = honest
        lie.result.y = lie.result.y &+ (UInt256(1) << (32 * group))
        // The carries of the honest row serve all groups but the one that the error is in.
        var table = TraceTable(chip: points.chip, rowCount: 1)
        points.write(honest, to: &table, row: 0)
        let carries = points.relations[2].carries
        let broken = try violations(of: lie) { forged in
            for column in carries.low + carries.high { forged[column, 0] = table[column, 0] }
        }
        #expect(broken == ["y equation: group \(group)"])
        let accepted = try violations(of: lie, without: ["y equation: group \(group)"]) { forged in
            for column in carries.low + carries.high { forged[column, 0] = table[column, 0] }
        }
        #expect(accepted == [])
    }

    @Test("Coordinates of the result that are not reduced are refused by their bound alone")
    func unreducedResult() throws {
        // With x1 = 1, x2 = 2 and the slope 2, x3 is 1; with y1 = 0, so is y3 = 2 (1 - 1).
        let p = CurveOperand(x: UInt256(1), y: .zero)
        let honest = Self.operation(p, CurveOperand(x: UInt256(2), y: UInt256(2)), slope: Fp(reducing: UInt256(2)))
        #expect(honest.result == CurveOperand(x: UInt256(1), y: .zero))
        #expect(try violations(of: honest) == [])
        var lie = honest
        lie.result.x = lie.result.x &+ Self.order
        #expect(try violations(of: lie) == ["x3 is below p"])
        #expect(try violations(of: lie, without: ["x3 is below p"]) == [])
        lie = honest
        lie.result.y = Self.order
        #expect(try violations(of: lie) == ["y3 is below p"])
        #expect(try violations(of: lie, without: ["y3 is below p"]) == [])
    }

    @Test("The same point twice has any slope: refused, in whichever representatives")
    func samePoint() throws {
        let slope = Fp(reducing: UInt256(77))
        let same = Self.operation(Self.generator, Self.generator, slope: slope)
        #expect(try violations(of: same) == ["points have different x"])
        #expect(try violations(of: same, without: ["points have different x"]) == [])
        let small = CurveOperand(x: UInt256(5), y: UInt256(9))
        let unreduced = CurveOperand(x: UInt256(5) &+ Self.order, y: UInt256(9))
        let second = Self.operation(small, unreduced, slope: slope)
        #expect(try violations(of: second) == ["other is below p"])
        #expect(try violations(of: second, without: ["other is below p"]) == [])
        let first = Self.operation(unreduced, small, slope: slope)
        #expect(try violations(of: first) == ["x1 is below p"])
        #expect(try violations(of: first, without: ["x1 is below p"]) == [])
    }

    @Test("A doubled point without a y has any slope: refused, in either representative")
    func doublingWithoutY() throws {
        // x and y are 0 modulo p: 2 l y = 3 x^2 says nothing.
        let slope = Fp(reducing: UInt256(77))
        let zero = Self.operation(CurveOperand(x: .zero, y: .zero), nil, slope: slope)
        #expect(try violations(of: zero) == ["doubled point has a y"])
        #expect(try violations(of: zero, without: ["doubled point has a y"]) == [])
        let unreduced = Self.operation(CurveOperand(x: .zero, y: Self.order), nil, slope: slope)
        #expect(try violations(of: unreduced) == ["other is below p"])
        #expect(try violations(of: unreduced, without: ["other is below p"]) == [])
    }

    @Test("A doubling divides by the point's own y")
    func doublingByAnotherY() throws {
        let p = Self.generator
        let y = Fp(reducing: UInt256(3))
        let slope = Fp(reducing: p.x).squared.tripled * y.doubled.inverse
        let lie = Self.operation(p, nil, slope: slope)
        // The row of the same x with that y, but for y3 and what memory holds.
        var table = TraceTable(chip: points.chip, rowCount: 1)
        let model = Self.operation(CurveOperand(x: p.x, y: y.integer), nil, slope: slope)
        points.write(model, to: &table, row: 0)
        let copied =
            points.other.limbs + [points.yInverse] + points.bounds[1].margin
            + [points.bounds[1].distanceInverse] + points.relations[0].carries.low + points.relations[0].carries.high
        func change(_ forged: inout TraceTable) { for column in copied { forged[column, 0] = table[column, 0] } }
        let rules = (0..<8).map { "other is y1 when doubling: half \($0)" }
        let broken = try violations(of: lie, change: change)
        #expect(!broken.isEmpty && broken.isSubset(of: rules))
        #expect(try violations(of: lie, without: rules, change: change) == [])
    }

    @Test("A hint, a carry or a result beyond 16 bits a limb is refused by the range table")
    func ranges() throws {
        let slope = try #require(MachineCall.secp256k1AddSlope(Self.generator, Self.other))
        let honest = Self.operation(Self.generator, Self.other, slope: slope)
        let carries = points.relations[1].carries
        // 2^16 more below and one less above is the same number.
        let broken = try violations(of: honest) { table in
            table[carries.low[3], 0] += Goldilocks(1 << 17)
            table[carries.high[3], 0] -= Goldilocks(4)
        }
        #expect(broken.count == 1 && broken.allSatisfy { $0.hasPrefix("bus range") })
        let limbs = points.x3.limbs
        let moved = try violations(of: honest) { table in
            table[limbs[0], 0] += Goldilocks(1 << 16)
            table[limbs[1], 0] -= .one
        }
        #expect(moved.contains { $0.hasPrefix("bus range") })
    }

    @Test("An unused row cannot read a second point")
    func unusedRow() throws {
        let slope = try #require(MachineCall.secp256k1AddSlope(Self.generator, Self.other))
        let honest = Self.operation(Self.generator, Self.other, slope: slope)
        let used = try #require(points.instruction.usedColumn)
        let broken = try violations(of: honest) { $0[used, 0] = .zero }
        #expect(broken.contains("adds only on used rows"))
    }
}

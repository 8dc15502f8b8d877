import Cryptography
import GuestExecutor
import Primitives
import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVProver
import RISCVTestSupport
import TestSupport
import Testing

@Suite("RISC-V accelerators: points of secp256k1")
struct Secp256k1PointChipTests {
    typealias Fp = Secp256k1.Fp

    private let points = Secp256k1PointChip()
    private let machine: CallMachine
    private static let p = Fp.modulus

    init() throws {
        machine = try CallMachine(points.chip)
    }

    /// The trace of a program's calls on points.
    private func trace(_ program: CallProgram) throws -> Trace {
        let run = try program.trace()
        let (adds, doubles) = (try #require(run[.secp256k1Add]), try #require(run[.secp256k1Double]))
        return machine.trace(table(adds, doubles), of: [adds, doubles])
    }

    private func table(_ adds: CallTrace, _ doubles: CallTrace) -> TraceTable {
        let base = MachineRegion.text.addresses.lowerBound
        return points.table(adds: CallRows(adds, textBase: base), doubles: CallRows(doubles, textBase: base))
    }

    /// Numbers at the ends of limbs, halves and the field.
    private static let edges: [UInt256] = {
        let offset = UInt256(
            l0: 0x8000_8000_8000_8000,
            l1: 0x8000_8000_8000_8000,
            l2: 0x8000_8000_8000_8000,
            l3: 0x8000_8000_8000_8000
        )
        return [
            .zero, UInt256(1), UInt256(0xffff), UInt256(1) << 16, UInt256(0xffff_ffff), p &- UInt256(1),
            p &- UInt256(2), p &- UInt256(1 << 47), .zero &- (UInt256(1) << 48),
            (.zero &- (UInt256(1) << 48)) &- UInt256(1),
            offset, offset &- UInt256(1), p &- offset, UInt256(1) << 255, (UInt256(1) << 240) &- UInt256(1),
        ]
    }()

    private static func random(_ source: inout SplitMix64) -> UInt256 {
        UInt256(l0: source.next(), l1: source.next(), l2: source.next(), l3: source.next())
    }

    /// A number below the field's order: an edge every third time.
    private static func element(_ source: inout SplitMix64) -> Fp {
        if source.next() % 3 == 0, let edge = edges.randomElement(using: &source) { return Fp(reducing: edge) }
        return Fp(reducing: random(&source))
    }

    @Test("Additions and doublings of random and extreme numbers keep every rule")
    func honestOperations() throws {
        var source = SplitMix64(seed: 0x5ec9_256b)
        var program = CallProgram()
        for index in 0..<400 {
            var (x1, y1) = (Self.element(&source), Self.element(&source))
            if index % 2 == 0 {
                if y1.isZero { y1 = .one }
                program.call(.secp256k1Double, program.place(x1.integer, y1.integer))
                continue
            }
            // The slope and the sum's x are chosen too, so that they are extreme as often as the operands.
            let (slope, x3) = (Self.element(&source), Self.element(&source))
            var x2 = slope.squared - x1 - x3
            if x2 == x1 {
                x1 = x1 + .one
                x2 = slope.squared - x1 - x3
            }
            let y2 = y1 + slope * (x2 - x1)
            // Coordinates that are only added need not be reduced.
            let unreduced = y1.integer &+ Self.p
            let first = unreduced > Self.p && index % 5 == 0 ? unreduced : y1.integer
            program.call(
                .secp256k1Add,
                program.place(x1.integer, first),
                program.place(x2.integer, y2.integer)
            )
        }
        let trace = try trace(program)
        #expect(trace.tables[0].usedRowCount == 400)
        #expect(try machine.violations(in: trace) == [])
    }

    @Test("Multiples of the generator come out as the curve's own arithmetic has them")
    func multiplesOfTheGenerator() throws {
        let generator = Secp256k1.Point.generator
        let step = CurveOperand(x: generator.x.integer, y: generator.y.integer)
        var sum = try #require(MachineCall.secp256k1Double(step))
        for factor in 2..<60 {
            let expected = generator.multiplied(by: UInt256(UInt64(factor)))
            #expect(sum == CurveOperand(x: expected.x.integer, y: expected.y.integer))
            sum = try #require(MachineCall.secp256k1Add(sum, step))
        }
    }

    @Test("Sums and doubles satisfy the curve's equations in other arithmetic, 10^5 of each")
    func executorAgreement() throws {
        var source = SplitMix64(seed: 0xadd)
        func product(_ a: UInt256, _ b: UInt256) -> UInt256 { a.multipliedModulo(b, Self.p) }
        func sum(_ terms: UInt256...) -> UInt256 { terms.reduce(.zero) { $0.addingModulo($1, Self.p) } }
        func negated(_ a: UInt256) -> UInt256 { Self.p &- a.addingModulo(.zero, Self.p) }
        for _ in 0..<100_000 {
            let first = CurveOperand(x: Self.element(&source).integer, y: Self.random(&source))
            let second = CurveOperand(x: Self.element(&source).integer, y: Self.random(&source))
            if let third = MachineCall.secp256k1Add(first, second) {
                let (run, rise) = (sum(second.x, negated(first.x)), sum(second.y, negated(first.y)))
                let abscissas = sum(first.x, second.x, third.x)
                try #require(product(abscissas, product(run, run)) == product(rise, rise))
                try #require(product(sum(third.y, first.y), run) == product(rise, sum(first.x, negated(third.x))))
                try #require(third.x < Self.p && third.y < Self.p)
            } else {
                try #require(first.x == second.x)
            }
            let point = CurveOperand(x: first.x, y: second.x)
            guard let double = MachineCall.secp256k1Double(point) else {
                try #require(point.y.isZero)
                continue
            }
            let (run, rise) = (sum(point.y, point.y), product(UInt256(3), product(point.x, point.x)))
            try #require(product(sum(point.x, point.x, double.x), product(run, run)) == product(rise, rise))
            try #require(product(sum(double.y, point.y), run) == product(rise, sum(point.x, negated(double.x))))
            try #require(double.x < Self.p && double.y < Self.p)
        }
    }

    @Test("Overlapping points, chained calls and repeated operands keep every rule")
    func overlap() throws {
        let g = Secp256k1.Point.generator
        var program = CallProgram()
        let words = [g.x, g.y].flatMap { [$0.integer.l0, $0.integer.l1, $0.integer.l2, $0.integer.l3] }
        let p = program.place(words + words)
        program.call(.secp256k1Double, p)
        program.call(.secp256k1Add, p, p + 64)
        program.call(.secp256k1Add, p, p + 64)
        // x2 is what y1 was, and the result overwrites it.
        program.call(.secp256k1Add, p + 64, p + 32)
        #expect(try machine.violations(in: trace(program)) == [])
    }

    @Test("Calls that are not defined end the run")
    func refusedCalls() throws {
        let g = Secp256k1.Point.generator
        let (x, y) = (g.x.integer, g.y.integer)
        let adds: [(UInt256, UInt256, UInt256, UInt256)] = [
            (x, y, x, y), (x, y, x, Self.p &- y), (.zero, .zero, .zero, .zero), (Self.p, y, x, y), (x, y, .max, y),
            (UInt256(1), y, Self.p &+ UInt256(1), y),
        ]
        for (x1, y1, x2, y2) in adds {
            var program = CallProgram()
            program.call(.secp256k1Add, program.place(x1, y1), program.place(x2, y2))
            #expect(try program.refusedCall() == .secp256k1Add, "\(x1), \(x2)")
        }
        for (x1, y1) in [(UInt256.zero, UInt256.zero), (x, .zero), (x, Self.p), (Self.p, y), (x, .max)] {
            var program = CallProgram()
            program.call(.secp256k1Double, program.place(x1, y1))
            #expect(try program.refusedCall() == .secp256k1Double, "\(x1), \(y1)")
        }
    }

    @Test("Each column of an addition and of a doubling is bound")
    func everyColumn() throws {
        var source = SplitMix64(seed: 7)
        var program = CallProgram()
        program.call(
            .secp256k1Add,
            program.place(Self.random(&source) >> 1, Self.random(&source)),
            program.place(Self.random(&source) >> 1, Self.random(&source))
        )
        program.call(.secp256k1Double, program.place(Self.random(&source) >> 1, Self.random(&source) >> 1))
        let trace = try trace(program)
        #expect(try machine.violations(in: trace) == [])
        let mutations = try TraceMutations(trace, of: machine.machine)
        // A doubling reads no second point.
        var unread = ["q address": "no second point"]
        for name in points.chip.columnNames
        where name.hasPrefix("y2") || name.hasPrefix("q word") || name.hasPrefix("a1") {
            unread[name] = "no second point"
        }
        #expect(try mutations.survivors(ofChip: points.chip.name, row: 0) == [])
        #expect(try mutations.survivors(ofChip: points.chip.name, row: 1, free: unread) == [])
    }
}

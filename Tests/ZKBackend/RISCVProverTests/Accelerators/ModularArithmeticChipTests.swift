import GuestExecutor
import Primitives
import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVProver
import RISCVTestSupport
import TestSupport
import Testing

@Suite("RISC-V accelerators: modular arithmetic")
struct ModularArithmeticChipTests {
    private let arithmetic = ModularArithmeticChip()
    private let machine: CallMachine

    init() throws {
        machine = try CallMachine(arithmetic.chip)
    }

    private static let kinds: [MachineCall] = [.multiplyAddModulo, .multiplyModulo, .invertModulo]

    private func trace(_ program: CallProgram) throws -> Trace {
        let run = try program.trace()
        let base = MachineRegion.text.addresses.lowerBound
        let calls = try Self.kinds.map { try #require(run[$0]) }
        let rows = calls.map { CallRows($0, textBase: base) }
        let table = arithmetic.table(multiplyAdds: rows[0], multiplies: rows[1], inverts: rows[2])
        return machine.trace(table, of: calls)
    }

    private static func random(_ source: inout SplitMix64) -> UInt256 {
        if source.next() % 3 == 0 {
            let edges: [UInt256] =
                MachineCall.moduli + MachineCall.moduli.map { $0 &- UInt256(1) }
                + MachineCall.moduli.map { $0 &+ UInt256(1) }
                + [.zero, UInt256(1), .max, UInt256(1) << 255, UInt256(0xffff), UInt256(1) << 128, .max >> 128]
            return edges.randomElement(using: &source) ?? .zero
        }
        return UInt256(l0: source.next(), l1: source.next(), l2: source.next(), l3: source.next())
    }

    @Test("The executor, the guest's header and the chip have the same moduli and numbers")
    func moduli() {
        for (modulus, words) in zip(MachineCall.moduli, ModulusTable.moduli) {
            #expect([modulus.l0, modulus.l1, modulus.l2, modulus.l3] == words)
        }
        #expect(MachineCall.moduli.count == ModulusTable.moduli.count)
        for call in MachineCall.allCases { #expect(CallNumber(rawValue: call.rawValue) != nil) }
        #expect(CallNumber.allCases.count == MachineCall.allCases.count + 1)
    }

    @Test("Products, sums of products and inverses of random and extreme numbers keep every rule")
    func honestOperations() throws {
        var source = SplitMix64(seed: 0x0d1f_ee75)
        var program = CallProgram()
        for index in 0..<400 {
            let modulus = Int32(index % 4)
            let (a, b, r) = (Self.random(&source), Self.random(&source), Self.random(&source))
            let places = [program.place(r), program.place(a), program.place(b)]
            switch index / 4 % 3 {
            case 0: program.call(.multiplyAddModulo, places[0], modulus, places[1], places[2])
            case 1: program.call(.multiplyModulo, places[0], modulus, places[1], places[2])
            default:
                guard MachineCall.inverse(of: a, modulo: MachineCall.moduli[Int(modulus)]) != nil else { continue }
                program.call(.invertModulo, places[0], modulus, places[1])
            }
        }
        let trace = try trace(program)
        #expect(trace.tables[0].usedRowCount > 350)
        #expect(try machine.violations(in: trace) == [])
    }

    @Test("Results are those of schoolbook arithmetic, 10^4 of each call")
    func executorAgreement() throws {
        var source = SplitMix64(seed: 99)
        for index in 0..<10_000 {
            let modulus = MachineCall.moduli[index % 4]
            let a = Self.random(&source)
            guard let inverse = MachineCall.inverse(of: a, modulo: modulus) else {
                #expect(a.quotientAndRemainder(dividingBy: modulus).remainder.isZero)
                continue
            }
            #expect(inverse < modulus)
            #expect(a.multipliedModulo(inverse, modulus) == UInt256(1))
        }
    }

    @Test("Operands may be one: squares, and results in place of an operand")
    func overlap() throws {
        var source = SplitMix64(seed: 3)
        var program = CallProgram()
        let number = program.place(Self.random(&source) >> 1 | UInt256(1))
        program.call(.multiplyModulo, number, 0, number, number)
        program.call(.multiplyAddModulo, number, 1, number, number)
        program.call(.invertModulo, number, 2, number)
        let words = program.place(Self.random(&source), Self.random(&source))
        program.call(.multiplyAddModulo, words + 16, 3, words, words + 32)
        #expect(try machine.violations(in: trace(program)) == [])
    }

    @Test("A modulus without a number and an inverse of a multiple of the modulus end the run")
    func refusedCalls() throws {
        for call in Self.kinds {
            for modulus in [4, -1, 0x1_0000] as [Int32] {
                var program = CallProgram()
                let number = program.place(UInt256(2))
                program.call(call, number, modulus, number, number)
                #expect(try program.refusedCall() == call)
            }
        }
        for (index, modulus) in MachineCall.moduli.enumerated() {
            for multiple in [UInt256.zero, modulus] {
                var program = CallProgram()
                let number = program.place(multiple)
                program.call(.invertModulo, number, Int32(index), number)
                #expect(try program.refusedCall() == .invertModulo)
            }
        }
    }

    @Test("Each column of each call is bound")
    func everyColumn() throws {
        var source = SplitMix64(seed: 11)
        var program = CallProgram()
        let number = { (source: inout SplitMix64) in
            UInt256(l0: source.next(), l1: source.next(), l2: source.next(), l3: source.next())
        }
        for (index, call) in Self.kinds.enumerated() {
            let places = (0..<3).map { _ in program.place(number(&source)) }
            program.call(call, places[0], Int32(3 - index), places[1], places[2])
        }
        let trace = try trace(program)
        #expect(try machine.violations(in: trace) == [])
        let mutations = try TraceMutations(trace, of: machine.machine)
        let name = arithmetic.chip.name
        #expect(try mutations.survivors(ofChip: name, row: 0) == [])
        #expect(try mutations.survivors(ofChip: name, row: 1) == [])
        var unread = ["b address": "an inverse has one operand"]
        for name in arithmetic.chip.columnNames where name.hasPrefix("b word") || name.hasPrefix("a3") {
            unread[name] = "an inverse has one operand"
        }
        #expect(try mutations.survivors(ofChip: name, row: 2, free: unread) == [])
    }
}

import GuestExecutor
import MachineTestSupport
import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVTestSupport
import Testing

/// A forged trace that the whole machine refuses: the list of what is most often got wrong in machines of this kind.
struct RISCVAttack: Sendable, CustomTestStringConvertible {
    let name: String
    /// A bus or constraint that must be among the rules that refuse it.
    let rule: String
    let forge: @Sendable (inout Trace) throws -> Void

    var testDescription: String { name }

    init(_ name: String, refusedBy rule: String, _ forge: @escaping @Sendable (inout Trace) throws -> Void) {
        self.name = name
        self.rule = rule
        self.forge = forge
    }

    static let all = control + time + memory + boundary + program

    /// The program that is attacked: it touches every region, writes 7 into the output and drops a result.
    static let text: [UInt32] =
        [
            Assembly.immediate(.addi, 5, 0, 7), Assembly.immediate(.addi, 0, 0, 0),
            Assembly.upper(.lui, 7, 0x18000), Assembly.immediate(.ld, 6, 7, 0), Assembly.store(.sd, 5, 0, 7),
            Assembly.immediate(.ld, 6, 7, 0), Assembly.upper(.lui, 8, 0x3f000), Assembly.store(.sd, 6, 0, 8),
            Assembly.immediate(.ld, 9, Register.sp, 0), Assembly.immediate(.addi, 0, 5, 1),
            Assembly.upper(.lui, 10, 0x30000), Assembly.immediate(.ld, 11, 10, 0),
            Assembly.store(.sd, 5, -8, Register.sp),
        ] + Assembly.exit()

    static func run() throws -> GuestRun {
        try GuestRun(text, image: [UInt8](repeating: 9, count: 24), input: [1, 2, 3])
    }

    private static let control = [
        RISCVAttack("two halts", refusedBy: "halt") { try $0.duplicate("halt", row: 0) },
        RISCVAttack("no halt", refusedBy: "halt") { try $0.clear("halt", row: 0) },
        RISCVAttack("a start elsewhere", refusedBy: "execution") { try $0.clear("add", row: 0) },
        RISCVAttack("a skipped instruction", refusedBy: "execution") { try $0.clear("add", row: 1) },
        RISCVAttack("a repeated instruction", refusedBy: "execution") { try $0.duplicate("add", row: 1) },
        RISCVAttack("a row outside the run", refusedBy: "execution") { trace in
            let row = try trace.duplicate("add", row: 1)
            try trace.set("add", "timestamp", row: row, to: Goldilocks(1 << 20))
        },
        RISCVAttack("a jump that the program does not make", refusedBy: "execution") { trace in
            try trace.set("store", "pc", row: 0, to: Goldilocks(MachineMap.text + 28))
        },
        RISCVAttack("a selector of 2", refusedBy: "used is boolean") { trace in
            try trace.set("add", "used", row: 1, to: Goldilocks(2))
        },
        RISCVAttack("a selector of -1", refusedBy: "used is boolean") { trace in
            let row = try trace.duplicate("add", row: 1)
            try trace.set("add", "used", row: row, to: -.one)
        },
    ]

    private static let time = [
        RISCVAttack("a read of its own entry", refusedBy: "range") { trace in
            let own = try trace.cell("load", "timestamp", row: 1) + Goldilocks(AccessSlot.memory.rawValue)
            try trace.set("load", "word previous timestamp", row: 1, to: own)
            try trace.set("load", "word gap low", row: 1, to: Goldilocks(0xffff))
        },
        RISCVAttack("a read of a later entry", refusedBy: "range") { trace in
            let own = try trace.cell("load", "timestamp", row: 0) + Goldilocks(AccessSlot.memory.rawValue)
            try trace.set("load", "word previous timestamp", row: 0, to: own + Goldilocks(4))
            try trace.set("load", "word gap low", row: 0, to: Goldilocks(0xfffb))
        },
        RISCVAttack("a read of an entry that a write has replaced", refusedBy: "memory") { trace in
            let before = try trace.cell("store", "word previous timestamp", row: 0)
            try trace.set("load", "word previous timestamp", row: 1, to: before)
            try trace.set("load", "word low", row: 1, to: .zero)
        },
        RISCVAttack("a timestamp that control does not have", refusedBy: "execution") { trace in
            try trace.set("halt", "timestamp", row: 0, to: Goldilocks(1))
        },
    ]

    private static let memory = [
        RISCVAttack("x0 keeps a result", refusedBy: "instruction") { trace in
            try trace.set("add", "keeps result", row: 2, to: .one)
        },
        RISCVAttack("x0 holds a value", refusedBy: "memory") { trace in
            try trace.set("registers", "value low", row: 0, to: Goldilocks(8))
        },
        RISCVAttack("a register drops a result", refusedBy: "instruction") { trace in
            try trace.set("add", "keeps result", row: 0, to: .zero)
        },
        RISCVAttack("RAM that does not start as zero", refusedBy: "memory") { trace in
            try trace.set("load", "word low", row: 0, to: Goldilocks(5))
        },
        RISCVAttack("a stale last word", refusedBy: "memory") { trace in
            try trace.set("ram", "value low", row: 0, to: .zero)
            try trace.set("ram", "timestamp", row: 0, to: .one)
        },
        RISCVAttack("a word of the RAM that is not in its table", refusedBy: "memory") { try $0.clear("ram", row: 0) },
        RISCVAttack("a word twice in the stack's table", refusedBy: "memory") { trace in
            try trace.duplicate("stack", row: 0)
        },
        RISCVAttack("a word behind the initial data", refusedBy: "used words exist") { trace in
            // Three words have a table of four rows.
            try trace.duplicate("image", row: 0)
        },
        RISCVAttack("a limb of the input that is none", refusedBy: "range") { trace in
            let low = try trace.cell("input", "value limb 0", row: 0)
            try trace.set("input", "value limb 0", row: 0, to: low + Goldilocks(1 << 16))
            try trace.set("input", "value limb 1", row: 0, to: -.one)
        },
        RISCVAttack("an input's word taken from memory", refusedBy: "memory") { trace in
            try trace.set("load", "is input", row: 3, to: .zero)
        },
    ]

    private static let boundary = [
        RISCVAttack("another output", refusedBy: "output") { trace in
            for index in trace.publicFractions.indices where trace.publicFractions[index].busID == RISCVBuses.output.id
            {
                trace.publicFractions[index].tuple[1] += .one
            }
        },
        RISCVAttack("a word of the output twice", refusedBy: "output") { trace in
            try trace.set("output", "used", row: 0, to: Goldilocks(2))
        },
        RISCVAttack("a word of the output too few", refusedBy: "output") { try $0.clear("output", row: 5) },
        RISCVAttack("a seventh word of the output", refusedBy: "output") { try $0.duplicate("output", row: 5) },
        RISCVAttack("a half of the output above 2^32", refusedBy: "memory") { trace in
            let low = try trace.cell("output", "value low", row: 0)
            try trace.set("output", "value low", row: 0, to: low + Goldilocks(1 << 32))
        },
        RISCVAttack("another exit code", refusedBy: "halt") { trace in
            try trace.set("halt", "exit code low", row: 0, to: .one)
        },
    ]

    private static let program = [
        RISCVAttack("a patched instruction", refusedBy: "program") { trace in
            trace.program.columns = trace.program.columns.map { columns in
                columns.count == 1 ? [columns[0].prefix(1) + [columns[0][0]] + columns[0].dropFirst(2)] : columns
            }
        },
        RISCVAttack("other initial data", refusedBy: "memory") { trace in
            trace.program.columns = trace.program.columns.map { columns in
                columns.count == 2 ? [columns[0].map { $0 + .one }, columns[1]] : columns
            }
        },
        RISCVAttack("an instruction that no word decodes to", refusedBy: "only used rows serve") { trace in
            let row = try trace.duplicate("decode", row: 0)
            try trace.set("decode", "used", row: row, to: .zero)
            try trace.set("decode", "rs1", row: row, to: Goldilocks(5))
        },
        RISCVAttack("bits of rd that are rs1's", refusedBy: "byte operation") { trace in
            // 2^15 = 8 * 2^12 = 16 * 2^11: the word stays, funct3 takes what is rs1's.
            let (function3, rs1) = (
                try trace.cell("decode", "function 3", row: 8), try trace.cell("decode", "rs1", row: 8)
            )
            try trace.set("decode", "function 3", row: 8, to: function3 + Goldilocks(8))
            try trace.set("decode", "rs1", row: 8, to: rs1 - .one)
        },
        RISCVAttack("an opcode with a bit of rd", refusedBy: "operation") { trace in
            let bit = try trace.cell("decode", "bit 7", row: 0)
            let opcode = try trace.cell("decode", "opcode", row: 0)
            try trace.set("decode", "bit 7", row: 0, to: .one - bit)
            let change = bit.isZero ? -Goldilocks(128) : Goldilocks(128)
            try trace.set("decode", "opcode", row: 0, to: opcode + change)
        },
        RISCVAttack("a format of another operation", refusedBy: "operation") { trace in
            try trace.set("decode", "format immediate", row: 0, to: .zero)
            try trace.set("decode", "format store", row: 0, to: .one)
        },
        RISCVAttack("another operation", refusedBy: "operation") { trace in
            try trace.set("decode", "operation", row: 0, to: MachineOperation.xori.number)
        },
    ]
}

extension MachineOperation {
    fileprivate var number: Goldilocks { Goldilocks(rawValue) }
}

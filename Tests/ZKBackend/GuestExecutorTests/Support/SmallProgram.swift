import GuestExecutor
import MachineTestSupport
import Primitives

/// Runs instructions on two operands and gives what they leave in a2.
enum SmallProgram {
    static let outputBase: UInt32 = 0x3f00_0000

    /// The text of `body` with a0 = `a` and a1 = `b`; a2 goes to the first output word.
    static func text(_ body: [UInt32]) -> [UInt32] {
        let prologue =
            Assembly.load(Int32(ELFWriter.imageBase), into: Register.t6) + [
                Assembly.immediate(.ld, Register.a0, Register.t6, 0),
                Assembly.immediate(.ld, Register.a1, Register.t6, 8),
            ]
        let epilogue = [
            Assembly.upper(.lui, Register.t5, outputBase >> 12),
            Assembly.store(.sd, Register.a2, 0, Register.t5),
        ]
        return prologue + body + epilogue + Assembly.exit()
    }

    static func executor(_ body: [UInt32], _ a: UInt64 = 0, _ b: UInt64 = 0) throws -> Executor {
        Executor(try ProgramImage(elf: ELFWriter(text: text(body), image: a.bytes + b.bytes).bytes), cycleLimit: 1000)
    }

    static func result(_ body: [UInt32], _ a: UInt64 = 0, _ b: UInt64 = 0) throws -> UInt64 {
        let output = try executor(body, a, b).run(input: []).output
        return output.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// How the run of a raw text ends; nil when it ends well.
    static func stop(_ text: [UInt32], image: [UInt8] = [], cycleLimit: UInt64 = 1000) throws -> MachineStop? {
        let program = try ProgramImage(elf: ELFWriter(text: text, image: image).bytes)
        do throws(ExecutionError) {
            _ = try Executor(program, cycleLimit: cycleLimit).run(input: [1, 2, 3])
            return nil
        } catch {
            guard case .stopped(let stop) = error else { throw error }
            return stop
        }
    }
}

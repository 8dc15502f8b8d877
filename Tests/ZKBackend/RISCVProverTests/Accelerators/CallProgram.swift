import GuestExecutor
import MachineTestSupport
import Primitives
import RISCVTestSupport

/// A program that makes calls, one after the other, on operands in its initial data.
struct CallProgram {
    private var text: [UInt32] = []
    private var image: [UInt8] = []

    /// Puts words into the initial data and gives their address.
    mutating func place(_ words: [UInt64]) -> Int32 {
        let address = Int32(ELFWriter.imageBase) + Int32(image.count)
        image += words.flatMap(\.bytes)
        return address
    }

    /// Puts numbers into the initial data and gives the address of the first.
    mutating func place(_ numbers: UInt256...) -> Int32 {
        place(numbers.flatMap { [$0.l0, $0.l1, $0.l2, $0.l3] })
    }

    /// Makes a call with values for a0, a1 and so on.
    mutating func call(_ call: MachineCall, _ arguments: Int32...) {
        text += Assembly.load(Int32(call.rawValue), into: Register.a7)
        for (index, argument) in arguments.enumerated() {
            text += Assembly.load(argument, into: Register.a0 + UInt8(index))
        }
        text.append(Assembly.ecall)
    }

    private func executor() throws -> Executor {
        let elf = ELFWriter(text: text + Assembly.exit(), image: image).bytes
        return Executor(try ProgramImage(elf: elf), cycleLimit: UInt64(text.count) + 10)
    }

    /// The recorded run on the whole machine, with all tables.
    func guestRun() throws -> GuestRun { try GuestRun(text + Assembly.exit(), image: image) }

    /// The words of the initial data after the run.
    func memoryAfterRun() throws -> [UInt64] {
        let bytes = try executor()
            .run(input: [], dumping: ELFWriter.imageBase..<ELFWriter.imageBase + UInt64(image.count)).dump
        return stride(from: 0, to: bytes.count, by: 8).map { start in
            bytes[start..<start + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
        }
    }

    /// The recorded run.
    func trace() throws -> ExecutionTrace { try executor().trace(input: []) }

    /// The call that ended the run, if one did because it is not defined on its operands.
    func refusedCall() throws -> MachineCall? {
        let executor = try executor()
        do throws(ExecutionError) {
            _ = try executor.run(input: [])
            return nil
        } catch {
            guard case .stopped(let stop) = error, case .callRefused(let call) = stop.reason else { throw error }
            return call
        }
    }
}

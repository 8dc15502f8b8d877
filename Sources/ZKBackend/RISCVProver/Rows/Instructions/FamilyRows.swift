package import GuestExecutor
import ProofProver
import ProofVerifier
package import RISCVMachine

/// What the rows of an instruction chip are made of: the executor's columns of a family, and the decoded program.
package struct FamilyRows: Sendable {
    /// The executor's columns.
    package let trace: FamilyTrace
    /// The program.
    package let program: DecodedProgram

    /// The rows of a family; the trace is of a run of the program.
    package init(_ trace: FamilyTrace, of program: DecodedProgram) {
        self.trace = trace
        self.program = program
    }

    /// Number of rows.
    package var count: Int { trace.rowCount }

    /// The instruction of a row.
    @inline(__always)
    package func instruction(_ row: Int) -> DecodedInstruction {
        // A run executes no word that no chip serves.
        program.instructions[Int(trace.instructions[row])] ?? DecodedInstruction(.fence)
    }

    /// Address of the row's instruction.
    @inline(__always)
    package func programCounter(_ row: Int) -> UInt64 { program.base &+ 4 &* UInt64(trace.instructions[row]) }

    /// Timestamp of the row.
    @inline(__always)
    package func timestamp(_ row: Int) -> UInt64 {
        MachineTime.first &+ MachineTime.step &* UInt64(trace.cycles[row])
    }

    /// Timestamp of an access of the row.
    @inline(__always)
    package func timestamp(_ row: Int, of slot: AccessSlot) -> UInt64 { timestamp(row) &+ slot.rawValue }
}

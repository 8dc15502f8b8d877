/// What a run is watched for; the machine's loop is compiled once for each kind.
///
/// The methods are called in the loop and must be inlinable; `NoObserver` costs nothing.
protocol ExecutionObserver: ~Copyable {
    /// The instruction at `index` is about to execute on `registers` as `cycle`, counted from 0.
    mutating func willExecute(_ instruction: Instruction, at index: Int, cycle: UInt64, _ registers: Registers)

    /// A checked access to the data memory's byte `offset` is about to happen.
    mutating func willAccess(_ offset: Int, of memory: UnsafeMutableRawPointer)

    /// The instruction, which is no `ecall`, has completed.
    mutating func didExecute(_ instruction: Instruction, _ registers: Registers)

    /// The `ecall` that was about to execute calls an accelerator, on operands that have been checked.
    mutating func willCall(_ site: CallSite)

    /// The accelerator has computed.
    mutating func didCall(_ site: CallSite)

    /// The `ecall` that was about to execute ends the run well.
    mutating func willHalt(_ instruction: Instruction, at index: Int, cycle: UInt64, _ registers: Registers)
}

/// Registers x0 to x31, and one more that swallows writes to x0.
typealias Registers = UnsafeMutablePointer<UInt64>

/// Watches nothing.
struct NoObserver: ExecutionObserver {
    @inline(__always)
    mutating func willExecute(_ instruction: Instruction, at index: Int, cycle: UInt64, _ registers: Registers) {}

    @inline(__always)
    mutating func willAccess(_ offset: Int, of memory: UnsafeMutableRawPointer) {}

    @inline(__always)
    mutating func didExecute(_ instruction: Instruction, _ registers: Registers) {}

    mutating func willCall(_ site: CallSite) {}

    mutating func didCall(_ site: CallSite) {}

    mutating func willHalt(_ instruction: Instruction, at index: Int, cycle: UInt64, _ registers: Registers) {}
}

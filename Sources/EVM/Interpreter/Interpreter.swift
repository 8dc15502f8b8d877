import Primitives

/// The fetch-execute loop of one frame (Yellow Paper, section 9.5).
///
/// A noncopyable local value of pointers and counters, whose methods are inlined into one loop so that program counter,
/// stack pointer and gas stay in registers. Nothing here is passed by reference to an outlined function: what must be shared
/// goes through the `Frame`.
struct Interpreter<H: Host, T: Tracer>: ~Copyable {
    var programCounter: UnsafePointer<UInt8>
    /// Behind the top item.
    var stack: StackPointer
    var gas: UInt64

    let machine: UnsafeMutablePointer<Machine<H, T>>
    let frame: UnsafeMutablePointer<Frame>
    let stackBase: StackPointer
    let code: UnsafePointer<UInt8>
    let codeSize: Int
    let jumpDestinations: UnsafePointer<UInt64>

    /// Takes up the machine's current frame where it was left.
    init(_ machine: UnsafeMutablePointer<Machine<H, T>>) {
        self.machine = machine
        frame = machine.pointee.frame
        programCounter = frame.pointee.programCounter
        stack = frame.pointee.stackPointer
        gas = frame.pointee.gasLeft
        stackBase = frame.pointee.stackBase
        code = frame.pointee.code.start
        codeSize = frame.pointee.code.size
        jumpDestinations = frame.pointee.code.jumpDestinations
    }

    /// Runs until the frame ends or asks for another one; why is in the frame's signal.
    @inline(__always)
    mutating func run() {
        if T.tracesSteps {
            repeat { traceStep() } while tracedStep()
        } else {
            while step() {}
        }
        writeBack()
    }

    /// Stores the registers in the frame.
    @inline(__always)
    func writeBack() {
        frame.pointee.programCounter = programCounter
        frame.pointee.stackPointer = stack
        frame.pointee.gasLeft = gas
    }

    /// Executes an infrequent operation outside the loop.
    @inline(__always)
    mutating func outlined() -> Bool {
        frame.pointee.stackPointer = stack
        frame.pointee.gasLeft = gas
        let continues = machine.pointee.executeOutlined(programCounter.pointee)
        stack = frame.pointee.stackPointer
        gas = frame.pointee.gasLeft
        programCounter += 1
        return continues
    }
}

extension Interpreter {
    private func traceStep() {
        writeBack()
        machine.pointee.traceStep()
    }

    private mutating func tracedStep() -> Bool {
        let continues = step()
        writeBack()
        machine.pointee.traceStepEnd(continues: continues)
        return continues
    }
}

/// The EVM's truth values.
@inline(__always)
func word(_ condition: Bool) -> UInt256 { UInt256(condition ? 1 : 0) }

/// A size or offset, never negative, as a stack item.
@inline(__always)
func word(_ count: Int) -> UInt256 { UInt256(UInt64(bitPattern: Int64(count))) }

/// A stack item as a shift count: all from 256 on are alike.
@inline(__always)
func shiftCount(_ item: UInt256) -> Int { item.saturatedUInt64 > 255 ? 256 : Int(item.l0) }

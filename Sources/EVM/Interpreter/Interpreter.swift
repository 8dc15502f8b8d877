import Primitives

/// The fetch-execute loop of one frame (Yellow Paper, section 9.5).
///
/// A noncopyable local value of pointers and counters, whose methods are inlined into one loop so that program counter,
/// stack pointer and gas stay in registers. Nothing here is passed by reference to an outlined function: what must be
/// shared goes through the `Frame`.
///
/// It knows neither host nor tracer, so that the loop exists once: operations that need them end the run, and the
/// machine carries them out.
struct Interpreter: ~Copyable {
    var programCounter: UnsafePointer<UInt8>
    /// Behind the top item.
    var stack: StackPointer
    var gas: UInt64

    let fork: Fork
    let frame: UnsafeMutablePointer<Frame>
    let stackBase: StackPointer
    let code: UnsafePointer<UInt8>
    let codeSize: Int
    let jumpDestinations: UnsafePointer<UInt64>

    /// Takes up a frame where it was left.
    @inline(__always)
    private init(_ frame: UnsafeMutablePointer<Frame>, fork: Fork) {
        self.fork = fork
        self.frame = frame
        programCounter = frame.pointee.programCounter
        stack = frame.pointee.stackPointer
        gas = frame.pointee.gasLeft
        stackBase = frame.pointee.stackBase
        code = frame.pointee.code.start
        codeSize = frame.pointee.code.size
        jumpDestinations = frame.pointee.code.jumpDestinations
    }

    /// Runs until the frame ends, asks for another one or comes to an operation of the machine's; which, is its signal.
    @inline(never)
    static func run(_ frame: UnsafeMutablePointer<Frame>, fork: Fork) {
        var interpreter = Interpreter(frame, fork: fork)
        while interpreter.step() {}
        interpreter.writeBack()
    }

    /// Executes one instruction, for tracing; false as `run` would end.
    @inline(never)
    static func runInstruction(_ frame: UnsafeMutablePointer<Frame>, fork: Fork) -> Bool {
        var interpreter = Interpreter(frame, fork: fork)
        let continues = interpreter.step()
        interpreter.writeBack()
        return continues
    }

    /// Stores the registers in the frame.
    @inline(__always)
    private func writeBack() {
        frame.pointee.programCounter = programCounter
        frame.pointee.stackPointer = stack
        frame.pointee.gasLeft = gas
    }

    /// Carries out an operation of the frame's that is too long to be inlined here.
    @inline(__always)
    mutating func onFrame(_ operation: (inout Frame) -> Bool) -> Bool {
        programCounter += 1
        writeBack()
        let continues = operation(&frame.pointee)
        stack = frame.pointee.stackPointer
        gas = frame.pointee.gasLeft
        return continues
    }

    /// Leaves an operation that needs host or environment to the machine.
    @inline(__always)
    func outlined() -> Bool {
        frame.pointee.signal = .outlined
        return false
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

/// Counts how often each instruction executes, and how far stack and heap reach.
///
/// Families and functions follow from the counts afterwards, so that the loop pays for one increment.
struct ProfileRecorder: ExecutionObserver, ~Copyable {
    /// Executions of each instruction of the text.
    private let counts: UnsafeMutableBufferPointer<UInt64>
    /// Lowest offset of an access to the stack; the stack's end when there was none.
    private(set) var stackStart = Self.stackEnd
    /// Offset of the last access to the RAM, or its start less one.
    private(set) var ramLast = Self.ramStart - 1
    /// How often each accelerator is called.
    private(set) var calls: [MachineCall: UInt64] = [:]
    /// How many words calls transfer.
    private(set) var transferredWords: [MachineCall: UInt64] = [:]

    private static let stackEnd = offset(MachineRegion.stack.addresses.upperBound)
    private static let ramStart = offset(MachineRegion.ram.addresses.lowerBound)
    private static let ramEnd = offset(MachineRegion.ram.addresses.upperBound)

    private static func offset(_ address: UInt64) -> Int { Int(address - MachineLayout.dataBase) }

    init(instructionCount: Int) {
        counts = .allocate(capacity: instructionCount)
        counts.initialize(repeating: 0)
    }

    deinit {
        counts.deallocate()
    }

    @inline(__always)
    mutating func willExecute(_ instruction: Instruction, at index: Int, cycle: UInt64, _ registers: Registers) {
        // Safety: the machine's index is at most that of `.endOfText`, for which there is a count as well. A run would
        // take centuries to overflow it.
        counts[index] &+= 1
    }

    @inline(__always)
    mutating func willAccess(_ offset: Int, of memory: UnsafeMutableRawPointer) {
        if offset < stackStart { stackStart = offset }
        if offset > ramLast, offset < Self.ramEnd { ramLast = offset }
    }

    @inline(__always)
    mutating func didExecute(_ instruction: Instruction, _ registers: Registers) {}

    mutating func willCall(_ site: CallSite) {
        calls[site.call, default: 0] += 1
        for operand in site.call.operands {
            let offset = site.offset(ofArgument: operand.argument)
            willAccess(offset, of: site.memory)
            willAccess(offset + 8 * (operand.wordCount - 1), of: site.memory)
        }
        guard let transfer = site.transfer else { return }
        transferredWords[site.call, default: 0] += UInt64(transfer.count)
        for offset in [transfer.destination, transfer.source].compactMap(\.self) {
            willAccess(offset, of: site.memory)
            willAccess(offset + 8 * (transfer.count - 1), of: site.memory)
        }
    }

    mutating func didCall(_ site: CallSite) {}

    mutating func willHalt(_ instruction: Instruction, at index: Int, cycle: UInt64, _ registers: Registers) {}

    /// Executions of each instruction.
    var executions: [UInt64] { Array(counts) }
    /// Whole words from the lowest accessed one to the stack's end.
    var stackWordCount: Int { Self.stackEnd / 8 - stackStart / 8 }
    /// Whole words from the RAM's start to the last accessed one.
    var ramWordCount: Int { (ramLast + 8) / 8 - Self.ramStart / 8 }
}

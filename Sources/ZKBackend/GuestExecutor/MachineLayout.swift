/// A range of the guest machine's addresses with one purpose.
public enum MachineRegion: UInt8, CaseIterable, Hashable, Sendable {
    /// Instructions; fetched only.
    case text
    /// Grows down from its end; zero at the start, as an overrun leaves the region.
    case stack
    /// Constants and initial data of the program.
    case image
    /// Zero-initialized data, then the heap.
    case ram
    /// The input, then hints, each behind a word with its length in bytes; loaded only.
    case input
    /// Output of the run, zero-padded to whole words.
    case output

    /// The region's addresses.
    public var addresses: Range<UInt64> {
        switch self {
        case .text: 0x0040_0000..<0x1000_0000
        case .stack: 0x1000_0000..<0x1100_0000
        case .image: 0x1100_0000..<0x1800_0000
        case .ram: 0x1800_0000..<0x3000_0000
        case .input: 0x3000_0000..<0x3800_0000
        case .output: 0x3f00_0000..<0x3f00_0030
        }
    }

    /// The region that holds `address`; nil between regions.
    public init?(containing address: UInt64) {
        guard let region = Self.allCases.first(where: { $0.addresses.contains(address) }) else { return nil }
        self = region
    }
}

/// Constants of the guest machine.
public enum MachineLayout {
    /// Bytes of output that a run must produce: EXECUTE's result.
    public static let outputByteCount = 43
    /// Greatest number of bytes of input and hints together: the region less two length words and two paddings.
    public static let inputByteLimit =
        Int(MachineRegion.input.addresses.upperBound - MachineRegion.input.addresses.lowerBound) - 4 * 8
    /// The stack pointer at the start.
    public static let initialStackPointer = MachineRegion.stack.addresses.upperBound
    /// Value of a7 with which `ecall` ends a run.
    public static let exitCall: UInt64 = 93

    /// First address of data memory: the regions from the stack to the input are adjacent.
    static let dataBase = MachineRegion.stack.addresses.lowerBound
    /// Bytes from `dataBase` that may be stored to, the output aside.
    static let storableByteCount = MachineRegion.ram.addresses.upperBound - dataBase
    /// Bytes from `dataBase` that may be loaded from, the output aside.
    static let loadableByteCount = MachineRegion.input.addresses.upperBound - dataBase
    /// Bytes from `dataBase` to the end of the output.
    static let dataByteCount = MachineRegion.output.addresses.upperBound - dataBase
}

/// Why a file is not a program of the guest machine.
public enum ProgramImageError: Error, Hashable, Sendable {
    /// The file ends before the named structure does.
    case truncated(structure: String)
    /// A header field has another value than the machine's programs have.
    case wrongField(name: String, expected: UInt64, got: UInt64)
    /// The program header table or section header table lies outside the file.
    case tableOutOfFile(name: String)
    /// A program header asks for something that a static program does not need, such as an interpreter.
    case unsupportedSegment(index: Int, type: UInt32)
    /// A segment's bytes lie outside the file, or it has more bytes in the file than in memory.
    case malformedSegment(index: Int)
    /// A segment does not lie inside one region.
    case segmentOutsideRegions(index: Int, address: UInt64, byteCount: UInt64)
    /// A segment's permissions do not fit its region: text is executable and read-only, nothing else is executable.
    case wrongPermissions(index: Int, region: MachineRegion, flags: UInt32)
    /// A segment has bytes where memory is zero at the start, or zero-filled bytes where all come from the file.
    case wrongContents(index: Int, region: MachineRegion)
    /// Two segments share an address.
    case overlappingSegments(address: UInt64)
    /// No segment of text.
    case noText
    /// A second segment of text.
    case severalTexts(index: Int)
    /// The text's address or length is no multiple of four.
    case misalignedText
    /// The entry is no instruction of the text.
    case entryOutsideText(address: UInt64)
    /// The symbol table or its strings are malformed.
    case malformedSymbols
}

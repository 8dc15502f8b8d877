extension ProgramImageError: CustomStringConvertible {
    /// What is wrong with the file, for whoever built it.
    public var description: String {
        switch self {
        case .truncated(let structure): "the ELF file ends inside its \(structure)"
        case .wrongField(let name, let expected, let got):
            "ELF field \(name) is 0x\(String(got, radix: 16)), not 0x\(String(expected, radix: 16))"
        case .tableOutOfFile(let name): "the ELF \(name) lies outside the file"
        case .unsupportedSegment(let index, let type):
            "segment \(index) has type \(hexadecimal(UInt64(type))), which a static program does not have"
        case .malformedSegment(let index): "segment \(index) does not lie in the file"
        case .segmentOutsideRegions(let index, let address, let byteCount):
            "segment \(index), \(byteCount) bytes at \(hexadecimal(address)), lies in no region of the machine"
        case .wrongPermissions(let index, let region, let flags):
            "segment \(index) in region \(region) has permissions \(flags)"
        case .wrongContents(let index, let region):
            region == .text || region == .image
                ? "segment \(index) in region \(region) is larger in memory than in the file"
                : "segment \(index) has initial bytes in region \(region), which starts as zero"
        case .overlappingSegments(let address): "two segments hold address \(hexadecimal(address))"
        case .noText: "the program has no text"
        case .severalTexts(let index): "segment \(index) is a second text"
        case .misalignedText: "the text is not made of whole, aligned instructions"
        case .entryOutsideText(let address): "entry \(hexadecimal(address)) is no instruction of the text"
        case .malformedSymbols: "the symbol table is malformed"
        }
    }
}

/// `0x` and the lower-case digits of a number.
func hexadecimal(_ value: UInt64) -> String { "0x" + String(value, radix: 16) }

public import Primitives

/// A program of the guest machine as it stands in memory before its first instruction.
///
/// Two files with the same loaded image are the same program: symbols, section names and the order of segments do not
/// count.
public struct ProgramImage: Sendable {
    /// Address of the first instruction to execute.
    public let entry: UInt64
    /// Address of the text, a multiple of four.
    public let textBase: UInt64
    /// The words of the text.
    public let textWords: [UInt32]
    /// Address of the initial data, a multiple of eight; the region's start when there is none.
    public let imageBase: UInt64
    /// Initial data, whole words of eight bytes, zero between and behind the file's segments.
    public let imageBytes: [UInt8]
    /// Names of the code, which are no part of the identity.
    public let functions: FunctionTable
    /// Commitment to the loaded image, the program's part of a verification key.
    ///
    /// Keccak-256 over, in this order: `identityTag`; entry; text base, length in bytes and bytes; image base, length
    /// in bytes and bytes. Numbers are 8 bytes, little-endian.
    public let identity: Bytes32
    /// Decoded text and one `.endOfText` behind it.
    let instructions: [Instruction]

    /// Domain of `identity`: these ASCII bytes.
    public static let identityTag = "rollupsim/program-image/rv64im/1"

    /// Loads an executable ELF64 file for RISC-V.
    ///
    /// - Parameter elf: Hostile bytes.
    /// - Throws: `ProgramImageError`.
    public init(elf: [UInt8]) throws(ProgramImageError) {
        let file = try ELFFile(elf)
        let loaded = try LoadedSegments(file)
        entry = file.entry
        textBase = loaded.textBase
        textWords = loaded.textWords
        imageBase = loaded.imageBase
        imageBytes = loaded.imageBytes
        let text = loaded.textBase..<loaded.textBase + 4 * UInt64(loaded.textWords.count)
        guard text.contains(entry), entry.isMultiple(of: 4) else { throw .entryOutsideText(address: entry) }
        functions = FunctionTable(try file.symbols(at: text), text: text)
        instructions = textWords.map { Instruction(decoding: $0) } + [Instruction(.endOfText)]
        identity = Self.identity(entry: file.entry, loaded)
    }

    /// A program of its parts, as a verification key holds them, without names; nil when they do not lie in their
    /// regions.
    ///
    /// - Parameters:
    ///   - entry: Address of the first instruction to execute, one of the text.
    ///   - textBase: Address of the text, a multiple of four.
    ///   - textWords: The words of the text.
    ///   - imageBase: Address of the initial data, a multiple of eight.
    ///   - imageBytes: Initial data, whole words of eight bytes.
    package init?(entry: UInt64, textBase: UInt64, textWords: [UInt32], imageBase: UInt64, imageBytes: [UInt8]) {
        let (text, image) = (MachineRegion.text.addresses, MachineRegion.image.addresses)
        guard text.contains(textBase), textWords.count <= (text.upperBound - textBase) / 4,
            textBase.isMultiple(of: 4), entry >= textBase, entry.isMultiple(of: 4),
            (entry - textBase) / 4 < textWords.count, image.contains(imageBase), imageBase.isMultiple(of: 8),
            imageBytes.count <= image.upperBound - imageBase, imageBytes.count.isMultiple(of: 8)
        else { return nil }
        let loaded = LoadedSegments(
            textBase: textBase,
            textBytes: textWords.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }[...],
            imageBase: imageBase,
            imageBytes: imageBytes
        )
        self.entry = entry
        self.textBase = textBase
        self.textWords = textWords
        self.imageBase = imageBase
        self.imageBytes = imageBytes
        functions = FunctionTable([], text: textBase..<textBase + 4 * UInt64(textWords.count))
        instructions = textWords.map { Instruction(decoding: $0) } + [Instruction(.endOfText)]
        identity = Self.identity(entry: entry, loaded)
    }

    private static func identity(entry: UInt64, _ loaded: LoadedSegments) -> Bytes32 {
        var hasher = Keccak256Hasher()
        hasher.update(Array(identityTag.utf8))
        hasher.update(entry.littleEndianBytes)
        hasher.update(loaded.textBase.littleEndianBytes)
        hasher.update((4 * UInt64(loaded.textWords.count)).littleEndianBytes)
        hasher.update(loaded.textBytes)
        hasher.update(loaded.imageBase.littleEndianBytes)
        hasher.update(UInt64(loaded.imageBytes.count).littleEndianBytes)
        hasher.update(loaded.imageBytes)
        return hasher.finalize()
    }
}

/// What the segments of a file put into memory.
private struct LoadedSegments {
    private(set) var textBase: UInt64 = 0
    private(set) var textBytes: ArraySlice<UInt8> = []
    private(set) var imageBase = MachineRegion.image.addresses.lowerBound
    private(set) var imageBytes: [UInt8] = []

    /// The text's words; its length was checked to be a multiple of four.
    var textWords: [UInt32] {
        stride(from: textBytes.startIndex, to: textBytes.endIndex, by: 4).map { start in
            (0..<4).reversed().reduce(0) { word, byte in word << 8 | UInt32(textBytes[start + byte]) }
        }
    }

    private enum SegmentType {
        static let load: UInt32 = 1
        /// Unused entries, notes, the table itself, stack permissions, read-only relocation, RISC-V attributes: nothing
        /// that is loaded.
        static let ignored: Set<UInt32> = [0, 4, 6, 0x6474_e551, 0x6474_e552, 0x7000_0003]
    }

    init(textBase: UInt64, textBytes: ArraySlice<UInt8>, imageBase: UInt64, imageBytes: [UInt8]) {
        self.textBase = textBase
        self.textBytes = textBytes
        self.imageBase = imageBase
        self.imageBytes = imageBytes
    }

    init(_ file: ELFFile) throws(ProgramImageError) {
        var placed: [(index: Int, region: MachineRegion, range: Range<UInt64>, bytes: ArraySlice<UInt8>)] = []
        for segment in file.segments {
            guard segment.type == SegmentType.load else {
                guard SegmentType.ignored.contains(segment.type) else {
                    throw .unsupportedSegment(index: segment.index, type: segment.type)
                }
                continue
            }
            let bytes = try file.contents(of: segment)
            guard segment.memoryByteCount > 0 else { continue }
            let region = try Self.region(of: segment)
            let range = segment.address..<segment.address + segment.memoryByteCount
            placed.append((segment.index, region, range, bytes))
        }
        placed.sort { $0.range.lowerBound < $1.range.lowerBound }
        for (segment, next) in zip(placed, placed.dropFirst()) where segment.range.overlaps(next.range) {
            throw .overlappingSegments(address: next.range.lowerBound)
        }
        // Text is the lowest region.
        guard let text = placed.first, text.region == .text else { throw .noText }
        if placed.count > 1, placed[1].region == .text { throw .severalTexts(index: placed[1].index) }
        guard text.range.lowerBound.isMultiple(of: 4), text.bytes.count.isMultiple(of: 4) else { throw .misalignedText }
        textBase = text.range.lowerBound
        textBytes = text.bytes
        placeImage(placed.filter { $0.region == .image }.map { ($0.range, $0.bytes) })
    }

    /// Checks that a segment lies in one region and may be there; its end then cannot overflow.
    private static func region(of segment: ELFFile.Segment) throws(ProgramImageError) -> MachineRegion {
        guard let region = MachineRegion(containing: segment.address),
            segment.memoryByteCount <= region.addresses.upperBound - segment.address
        else {
            throw .segmentOutsideRegions(
                index: segment.index,
                address: segment.address,
                byteCount: segment.memoryByteCount
            )
        }
        let isExecutable = segment.flags & 1 != 0
        let isWritable = segment.flags & 2 != 0
        guard region == .text ? isExecutable && !isWritable : !isExecutable else {
            throw .wrongPermissions(index: segment.index, region: region, flags: segment.flags)
        }
        switch region {
        case .text, .image:
            guard segment.fileByteCount == segment.memoryByteCount else {
                throw .wrongContents(index: segment.index, region: region)
            }
        case .stack, .ram, .input, .output:
            guard segment.fileByteCount == 0 else { throw .wrongContents(index: segment.index, region: region) }
        }
        return region
    }

    /// Lays the data segments into one image of whole 8-byte words; what lies between them is zero.
    private mutating func placeImage(_ segments: [(range: Range<UInt64>, bytes: ArraySlice<UInt8>)]) {
        guard let first = segments.map(\.range.lowerBound).min(), let last = segments.map(\.range.upperBound).max()
        else { return }
        imageBase = first & ~7
        imageBytes = [UInt8](repeating: 0, count: Int((last + 7) & ~7 - imageBase))
        for segment in segments {
            let start = Int(segment.range.lowerBound - imageBase)
            imageBytes.replaceSubrange(start..<start + segment.bytes.count, with: segment.bytes)
        }
    }
}

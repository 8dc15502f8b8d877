/// The parts of an ELF64 file that loading and naming need, read strictly.
///
/// Source: System V ABI, chapters "ELF header", "Program header" and "Sections"; RISC-V ELF psABI. Every offset is
/// checked against the file; work and memory are linear in the file's size, since all names together may not be longer
/// than it.
struct ELFFile {
    /// A program header.
    struct Segment {
        var index: Int
        var type: UInt32
        var flags: UInt32
        var offset: UInt64
        var address: UInt64
        var fileByteCount: UInt64
        var memoryByteCount: UInt64
    }

    /// A named address of the symbol table.
    struct Symbol {
        var name: String
        var type: UInt8
        var address: UInt64
        var byteCount: UInt64
    }

    private static let headerByteCount = 64
    private static let segmentByteCount = 56
    private static let sectionByteCount = 64
    private static let symbolByteCount = 24
    private static let symbolTableType: UInt32 = 2
    private static let stringTableType: UInt32 = 3

    let entry: UInt64
    let segments: [Segment]
    private let bytes: [UInt8]
    private let sectionTableOffset: UInt64
    private let sectionCount: Int

    init(_ bytes: [UInt8]) throws(ProgramImageError) {
        guard bytes.count >= Self.headerByteCount else { throw .truncated(structure: "header") }
        let reader = Reader(bytes: bytes)
        func require(_ name: String, _ got: UInt64, _ expected: UInt64) throws(ProgramImageError) {
            guard got == expected else { throw .wrongField(name: name, expected: expected, got: got) }
        }
        try require("e_ident[EI_MAG]", UInt64(reader.u32(0)), 0x464c_457f)
        try require("e_ident[EI_CLASS]", UInt64(bytes[4]), 2)
        try require("e_ident[EI_DATA]", UInt64(bytes[5]), 1)
        try require("e_ident[EI_VERSION]", UInt64(bytes[6]), 1)
        // OS ABI, its version and the padding are zero for a program without an operating system.
        // Linkers name GNU (3) where a section is marked as retained; nothing of it is loaded.
        if bytes[7] != 3 { try require("e_ident[EI_OSABI]", UInt64(bytes[7]), 0) }
        try require("e_ident[EI_ABIVERSION...]", reader.u64(8), 0)
        try require("e_type", UInt64(reader.u16(16)), 2)
        try require("e_machine", UInt64(reader.u16(18)), 243)
        try require("e_version", UInt64(reader.u32(20)), 1)
        // Flags name compressed code, floating-point ABI, RVE and TSO: the machine has none of them.
        try require("e_flags", UInt64(reader.u32(48)), 0)
        try require("e_ehsize", UInt64(reader.u16(52)), UInt64(Self.headerByteCount))
        try require("e_phentsize", UInt64(reader.u16(54)), UInt64(Self.segmentByteCount))
        self.bytes = bytes
        entry = reader.u64(24)

        let segmentTable = reader.u64(32)
        let segmentCount = Int(reader.u16(56))
        guard reader.contains(offset: segmentTable, byteCount: segmentCount * Self.segmentByteCount) else {
            throw .tableOutOfFile(name: "program header table")
        }
        segments = (0..<segmentCount).map { index in
            let base = Int(segmentTable) + index * Self.segmentByteCount
            return Segment(
                index: index,
                type: reader.u32(base),
                flags: reader.u32(base + 4),
                offset: reader.u64(base + 8),
                address: reader.u64(base + 16),
                fileByteCount: reader.u64(base + 32),
                memoryByteCount: reader.u64(base + 40)
            )
        }

        sectionTableOffset = reader.u64(40)
        sectionCount = Int(reader.u16(60))
        if sectionCount > 0 {
            try require("e_shentsize", UInt64(reader.u16(58)), UInt64(Self.sectionByteCount))
        }
        guard reader.contains(offset: sectionTableOffset, byteCount: sectionCount * Self.sectionByteCount) else {
            throw .tableOutOfFile(name: "section header table")
        }
    }

    /// The bytes of a segment that the file holds.
    func contents(of segment: Segment) throws(ProgramImageError) -> ArraySlice<UInt8> {
        guard segment.fileByteCount <= segment.memoryByteCount,
            let count = Int(exactly: segment.fileByteCount),
            Reader(bytes: bytes).contains(offset: segment.offset, byteCount: count)
        else { throw .malformedSegment(index: segment.index) }
        // A segment without bytes may name any offset up to the file's end.
        let start = Int(segment.offset)
        return bytes[start..<start + count]
    }

    /// The functions and labels of the first symbol table that lie at some addresses; none without a table.
    func symbols(at addresses: Range<UInt64>) throws(ProgramImageError) -> [Symbol] {
        let reader = Reader(bytes: bytes)
        let sections = (0..<sectionCount).map { index in
            let base = Int(sectionTableOffset) + index * Self.sectionByteCount
            return (
                type: reader.u32(base + 4), offset: reader.u64(base + 24), size: reader.u64(base + 32),
                link: Int(reader.u32(base + 40)), entrySize: reader.u64(base + 56)
            )
        }
        guard let table = sections.first(where: { $0.type == Self.symbolTableType }) else { return [] }
        guard sections.indices.contains(table.link), sections[table.link].type == Self.stringTableType,
            table.entrySize == UInt64(Self.symbolByteCount),
            let tableSize = Int(exactly: table.size), tableSize.isMultiple(of: Self.symbolByteCount),
            reader.contains(offset: table.offset, byteCount: tableSize),
            let stringSize = Int(exactly: sections[table.link].size),
            reader.contains(offset: sections[table.link].offset, byteCount: stringSize)
        else { throw .malformedSymbols }
        let start = Int(sections[table.link].offset)
        let strings = bytes[start..<start + stringSize]
        var symbols: [Symbol] = []
        // Symbols may share names, so that a small file could name many long ones.
        var nameBytesLeft = bytes.count
        for index in 0..<tableSize / Self.symbolByteCount {
            let base = Int(table.offset) + index * Self.symbolByteCount
            let type = bytes[base + 4] & 0xf
            let address = reader.u64(base + 8)
            guard type == 0 || type == 2, addresses.contains(address) else { continue }
            guard let nameOffset = Int(exactly: reader.u32(base)), nameOffset < strings.count else {
                throw .malformedSymbols
            }
            let rest = strings[(start + nameOffset)...].prefix(nameBytesLeft)
            guard let end = rest.firstIndex(of: 0) else { throw .malformedSymbols }
            nameBytesLeft -= end - rest.startIndex
            let name = String(decoding: rest[..<end], as: UTF8.self)
            symbols.append(Symbol(name: name, type: type, address: address, byteCount: reader.u64(base + 16)))
        }
        return symbols
    }
}

/// Little-endian numbers at offsets that were checked to lie in the file.
private struct Reader {
    let bytes: [UInt8]

    /// Whether a range lies in the file; an empty one may lie at its end.
    func contains(offset: UInt64, byteCount: Int) -> Bool {
        guard byteCount >= 0, let start = Int(exactly: offset), start <= bytes.count else { return false }
        return byteCount <= bytes.count - start
    }

    func u16(_ offset: Int) -> UInt16 { UInt16(truncatingIfNeeded: number(offset, 2)) }
    func u32(_ offset: Int) -> UInt32 { UInt32(truncatingIfNeeded: number(offset, 4)) }
    func u64(_ offset: Int) -> UInt64 { number(offset, 8) }

    private func number(_ offset: Int, _ count: Int) -> UInt64 {
        var value: UInt64 = 0
        for index in (0..<count).reversed() { value = value << 8 | UInt64(bytes[offset + index]) }
        return value
    }
}

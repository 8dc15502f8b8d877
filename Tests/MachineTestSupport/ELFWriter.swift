/// Writes the ELF64 files that the tests load.
package struct ELFWriter {
    package struct Segment {
        package var flags: UInt32
        package var address: UInt64
        package var bytes: [UInt8]
        /// Bytes in memory; those of the file when nil.
        package var memoryByteCount: UInt64?
        package var type: UInt32

        /// A segment; loadable unless `type` says otherwise.
        package init(
            flags: UInt32,
            address: UInt64,
            bytes: [UInt8],
            memoryByteCount: UInt64? = nil,
            type: UInt32 = 1
        ) {
            self.flags = flags
            self.address = address
            self.bytes = bytes
            self.memoryByteCount = memoryByteCount
            self.type = type
        }
    }

    package var entry: UInt64
    package var segments: [Segment]
    /// Name, address, size; all are functions.
    package var symbols: [(String, UInt64, UInt64)] = []

    package static let textBase: UInt64 = 0x0040_0000
    package static let imageBase: UInt64 = 0x1100_0000
    package static let readExecute: UInt32 = 5
    package static let readWrite: UInt32 = 6

    /// A program of one text, entered at its first word, and initial data.
    package init(text: [UInt32], image: [UInt8] = []) {
        entry = Self.textBase
        segments = [Segment(flags: Self.readExecute, address: Self.textBase, bytes: text.flatMap { $0.bytes })]
        if !image.isEmpty {
            segments.append(Segment(flags: Self.readWrite, address: Self.imageBase, bytes: image))
        }
    }

    /// The file: header, program headers, segments, symbols, strings, section headers.
    package var bytes: [UInt8] {
        var body: [UInt8] = []
        var headers: [UInt8] = []
        let bodyStart = UInt64(64 + 56 * segments.count)
        for segment in segments {
            // Offset and address agree within a page, as loaders that map files need.
            let page = 4096
            let misfit = Int(bodyStart) + body.count - Int(segment.address % UInt64(page))
            body += [UInt8](repeating: 0, count: segment.bytes.isEmpty ? 0 : (page - misfit % page) % page)
            let count = UInt64(segment.bytes.count)
            headers += segment.type.bytes + segment.flags.bytes + (bodyStart + UInt64(body.count)).bytes
            headers += segment.address.bytes + segment.address.bytes + count.bytes
            headers += (segment.memoryByteCount ?? count).bytes + UInt64(page).bytes
            body += segment.bytes
        }
        var table = [UInt8](repeating: 0, count: 24)
        var strings: [UInt8] = [0]
        for (name, address, size) in symbols {
            table += UInt32(strings.count).bytes + [0x12, 0] + UInt16(1).bytes + address.bytes + size.bytes
            strings += Array(name.utf8) + [0]
        }
        let tableStart = bodyStart + UInt64(body.count)
        let stringStart = tableStart + UInt64(table.count)
        var sections = [UInt8](repeating: 0, count: 64)
        sections += Self.section(type: 2, offset: tableStart, size: UInt64(table.count), link: 2, entrySize: 24)
        sections += Self.section(type: 3, offset: stringStart, size: UInt64(strings.count), link: 0, entrySize: 0)

        var header: [UInt8] = [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1] + [UInt8](repeating: 0, count: 9)
        header += UInt16(2).bytes + UInt16(243).bytes + UInt32(1).bytes + entry.bytes + UInt64(64).bytes
        header += (stringStart + UInt64(strings.count)).bytes + UInt32(0).bytes + UInt16(64).bytes + UInt16(56).bytes
        header += UInt16(segments.count).bytes + UInt16(64).bytes + UInt16(3).bytes + UInt16(0).bytes
        return header + headers + body + table + strings + sections
    }

    private static func section(type: UInt32, offset: UInt64, size: UInt64, link: UInt32, entrySize: UInt64) -> [UInt8]
    {
        UInt32(0).bytes + type.bytes + UInt64(0).bytes + UInt64(0).bytes + offset.bytes + size.bytes + link.bytes
            + UInt32(0).bytes + UInt64(1).bytes + entrySize.bytes
    }
}

extension FixedWidthInteger {
    /// The bytes, the least significant first.
    package var bytes: [UInt8] { withUnsafeBytes(of: littleEndian) { Array($0) } }
}

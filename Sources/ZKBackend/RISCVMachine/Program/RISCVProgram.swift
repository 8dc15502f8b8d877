package import Primitives

/// A program as a verification key holds it: what stands in memory before the first instruction.
package struct RISCVProgram: Hashable, Sendable {
    /// Why there is no such program.
    package enum Invalid: Error, Hashable, Sendable {
        /// The text is empty, not at a multiple of 4, or not within the text table.
        case text(address: UInt64, wordCount: Int)
        /// The entry is no instruction of the text.
        case entry(address: UInt64)
        /// The initial data is not whole words at a multiple of 8, or not within the image's table.
        case image(address: UInt64, byteCount: Int)
    }

    /// Address of the first instruction to execute.
    package let entry: UInt64
    /// Address of the text.
    package let textBase: UInt64
    /// The words of the text.
    package let textWords: [UInt32]
    /// Address of the initial data.
    package let imageBase: UInt64
    /// Initial data, whole words of eight bytes.
    package let imageBytes: [UInt8]
    /// Commitment to all of it.
    ///
    /// Keccak-256 over, in this order: `identityTag`; entry; text base, length in bytes and bytes; image base, length
    /// in bytes and bytes. Numbers are 8 bytes, little-endian.
    package let identity: Bytes32

    /// Domain of `identity`: these ASCII bytes.
    package static let identityTag = "rollupsim/program-image/rv64im/1"

    /// A program of its parts.
    ///
    /// - Throws: `Invalid` when the machine's tables do not hold it.
    package init(
        entry: UInt64,
        textBase: UInt64,
        textWords: [UInt32],
        imageBase: UInt64,
        imageBytes: [UInt8]
    ) throws(Invalid) {
        let textRow = Self.row(of: textBase, in: MachineMap.text, width: 4)
        guard let textRow, !textWords.isEmpty, textRow + textWords.count <= 1 << MachineMap.maximumLogTextWords else {
            throw .text(address: textBase, wordCount: textWords.count)
        }
        let entryRow = Self.row(of: entry, in: textBase, width: 4)
        guard let entryRow, entryRow < textWords.count else { throw .entry(address: entry) }
        let imageRow = Self.row(of: imageBase, in: MachineMap.image, width: 8)
        guard let imageRow, imageBytes.count % 8 == 0,
            imageRow + imageBytes.count / 8 <= 1 << MachineMap.maximumLogImageWords
        else {
            throw .image(address: imageBase, byteCount: imageBytes.count)
        }
        self.entry = entry
        self.textBase = textBase
        self.textWords = textWords
        self.imageBase = imageBase
        self.imageBytes = imageBytes
        var hasher = Keccak256Hasher()
        hasher.update(Array(Self.identityTag.utf8))
        hasher.update(entry.littleEndianBytes)
        hasher.update(textBase.littleEndianBytes)
        hasher.update((4 * UInt64(textWords.count)).littleEndianBytes)
        hasher.update(Self.bytes(of: textWords))
        hasher.update(imageBase.littleEndianBytes)
        hasher.update(UInt64(imageBytes.count).littleEndianBytes)
        hasher.update(imageBytes)
        identity = hasher.finalize()
    }

    /// Row of the text table that holds the first instruction.
    package var textRow: Int { Int((textBase - MachineMap.text) / 4) }

    /// Row of the image's table that holds the first word.
    package var imageRow: Int { Int((imageBase - MachineMap.image) / 8) }

    /// The words of the initial data.
    package var imageWords: [UInt64] {
        stride(from: 0, to: imageBytes.count, by: 8).map { start in
            (0..<8).reversed().reduce(0) { word, byte in word << 8 | UInt64(imageBytes[start + byte]) }
        }
    }

    /// Two programs with one identity are the same.
    package static func == (a: RISCVProgram, b: RISCVProgram) -> Bool { a.identity == b.identity }

    /// Hashes the identity.
    package func hash(into hasher: inout Hasher) { hasher.combine(identity) }

    /// The row of an address in a table; nil before its start, between rows, or beyond 2^32 bytes.
    private static func row(of address: UInt64, in base: UInt64, width: UInt64) -> Int? {
        guard address >= base, address - base < 1 << 32, (address - base) % width == 0 else { return nil }
        return Int((address - base) / width)
    }

    private static func bytes(of words: [UInt32]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(4 * words.count)
        for word in words {
            for shift in [0, 8, 16, 24] as [UInt32] { bytes.append(UInt8(truncatingIfNeeded: word >> shift)) }
        }
        return bytes
    }
}

/// What the host puts into the input region: the statement's bytes, then hints that are no part of the statement.
///
/// Each is a word with its length in bytes, then the bytes, zero-padded to whole words. A run without hints has a hint
/// section of length zero.
package enum InputRegion {
    /// The region's bytes from its start.
    ///
    /// - Parameters:
    ///   - input: What the run is about.
    ///   - hints: What may spare it work.
    /// - Returns: Both sections, whole words.
    package static func bytes(input: [UInt8], hints: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(byteCount(input: input, hints: hints))
        for section in [input, hints] {
            bytes += (0..<8).map { UInt8(truncatingIfNeeded: section.count >> (8 * $0)) }
            bytes += section
            bytes += [UInt8](repeating: 0, count: section.count.paddingToWord)
        }
        return bytes
    }

    /// Bytes that the sections take, whole words.
    package static func byteCount(input: [UInt8], hints: [UInt8]) -> Int {
        8 + input.count + input.count.paddingToWord + 8 + hints.count + hints.count.paddingToWord
    }
}

extension Int {
    /// Bytes from here to the next multiple of 8.
    fileprivate var paddingToWord: Int { -self & 7 }
}

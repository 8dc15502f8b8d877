import Primitives

extension Frame {
    /// Pays for and makes a part of memory (Yellow Paper, appendix H.1).
    ///
    /// Offset and size come from the stack and may be any 256-bit numbers; nothing is computed with them before they
    /// are bounded. An empty part costs nothing wherever it is.
    ///
    /// - Returns: The part, or nil after halting for want of gas.
    @inline(__always)
    mutating func expandMemory(_ offset: UInt256, _ size: UInt256) -> MemoryRange? {
        if size.isZero { return .empty }
        let start = offset.saturatedUInt64
        let count = size.saturatedUInt64
        guard start < FrameMemory.limitInBytes, count < FrameMemory.limitInBytes else {
            _ = halt(.outOfGas)
            return nil
        }
        // Both are below 2^32.
        let end = start &+ count
        if end > UInt64(memory.count) {
            guard growMemory(to: end) else { return nil }
        }
        return MemoryRange(offset: Int(start), count: Int(count))
    }

    /// Pays for memory up to `end`, which is below 2^33, and makes it.
    @inline(never)
    mutating func growMemory(to end: UInt64) -> Bool {
        guard end <= FrameMemory.limitInBytes else { return halt(.outOfGas) }
        let newWords = Gas.words(end)
        guard charge(Frame.memoryCost(words: newWords) &- Frame.memoryCost(words: UInt64(memory.count) / 32)) else {
            return false
        }
        memory.extend(to: Int(newWords) &* 32)
        return true
    }

    /// Gas for `words` words of memory in all; `words` is at most 2^27, so nothing overflows.
    static func memoryCost(words: UInt64) -> UInt64 {
        Gas.memoryWord &* words &+ words &* words / Gas.memoryQuadraticDivisor
    }

    /// The bytes of a part of memory.
    func memoryBytes(_ range: MemoryRange) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: memory.base + range.offset, count: range.count)
    }

    /// Fills a part of memory from `offset` in `source`, with zeros beyond its end.
    mutating func copyToMemory(_ range: MemoryRange, from source: UnsafeRawBufferPointer, at offset: UInt256) {
        let destination = memory.base + range.offset
        let available: Int
        if let start = offset.asUInt64, start < UInt64(source.count), let base = source.baseAddress {
            available = min(range.count, source.count &- Int(start))
            destination.copyMemory(from: base + Int(start), byteCount: available)
        } else {
            available = 0
        }
        (destination + available).initializeMemory(as: UInt8.self, repeating: 0, count: range.count &- available)
    }

    /// Price of copying, charged on top of the expansion; the size is known to be below 2^32.
    mutating func chargeCopy(_ range: MemoryRange) -> Bool {
        charge(Gas.copyWord &* Gas.words(UInt64(range.count)))
    }
}

/// Memory of a frame: zero wherever it was not written, and kept for the next frame at the same depth.
///
/// Growth zeroes ahead in pages, so that a loop which grows word by word rarely pays for more than a comparison.
struct FrameMemory: ~Copyable {
    /// Bytes a frame may use: expansion to this costs 35 * 10^12 gas, so more is always out of gas.
    static let limitInBytes: UInt64 = 1 << 32
    /// Bytes zeroed ahead of use.
    private static let pageInBytes = 4096

    /// First byte; stays valid until the memory grows.
    private(set) var base: UnsafeMutableRawPointer
    /// Bytes in use, a multiple of 32.
    private(set) var count = 0
    /// Bytes that are initialized: written while in use, or zero.
    private var preparedCount = 0
    private var capacity: Int

    init() {
        capacity = Self.pageInBytes
        base = .allocate(byteCount: capacity, alignment: 32)
    }

    deinit {
        base.deallocate()
    }

    /// Empties the memory and keeps its room.
    mutating func removeAll() {
        base.initializeMemory(as: UInt8.self, repeating: 0, count: count)
        count = 0
    }

    /// Extends the bytes in use to `newCount`, which is more than are in use and at most `limitInBytes`.
    @inline(__always)
    mutating func extend(to newCount: Int) {
        if newCount > preparedCount { prepare(newCount) }
        count = newCount
    }

    @inline(never)
    private mutating func prepare(_ needed: Int) {
        if needed > capacity { grow(to: needed) }
        let end = min(capacity, max(needed, preparedCount &+ Self.pageInBytes))
        (base + preparedCount).initializeMemory(as: UInt8.self, repeating: 0, count: end &- preparedCount)
        preparedCount = end
    }

    private mutating func grow(to needed: Int) {
        let newCapacity = max(needed, 2 &* capacity)
        let newBase = UnsafeMutableRawPointer.allocate(byteCount: newCapacity, alignment: 32)
        newBase.copyMemory(from: base, byteCount: preparedCount)
        base.deallocate()
        base = newBase
        capacity = newCapacity
    }
}

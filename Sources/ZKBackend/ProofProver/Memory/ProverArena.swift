import Glibc
import Synchronization

/// The memory of one proof: a region that is taken from the system at once, in huge pages where it has them.
///
/// Every large buffer of a proof lies in it. What a phase gives back the next one takes, and the system gets pages back
/// only when the arena ends; so a page is faulted once a proof, and not once a buffer (docs/decisions/0036). The
/// capacity is address space: a page that no buffer reaches takes no memory.
package final class ProverArena: Sendable {
    /// Largest capacity, far above any machine's memory and far below the end of `Int`.
    package static let maximumCapacity = 1 << 46

    /// A huge page of x86-64 and arm64.
    private static let hugePageSize = 1 << 21

    /// Bytes that buffers can lie in.
    package let capacity: Int

    // Safety: the region that the system gave, whole; only `init` and `deinit` use it.
    private nonisolated(unsafe) let mapping: UnsafeMutableRawPointer
    private let mappingByteCount: Int
    // Safety: `capacity` bytes of the mapping; each belongs to at most one buffer, since `map` gives none out twice.
    private nonisolated(unsafe) let base: UnsafeMutableRawPointer
    private let map = Mutex(ArenaMap())

    /// Takes the region.
    ///
    /// - Parameter capacity: Bytes; the peak of the plan of a proof's buffers.
    /// - Throws: `ArenaError.refused`, or `.sizeOutOfRange` outside 0 to `maximumCapacity`.
    package init(capacity: Int) throws(ArenaError) {
        guard (0...Self.maximumCapacity).contains(capacity) else { throw .sizeOutOfRange }
        let isLarge = capacity >= Self.hugePageSize
        // Room to start at a huge page.
        let length = max(capacity, 1) + (isLarge ? Self.hugePageSize : 0)
        let mapping = mmap(nil, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let mapping, mapping != MAP_FAILED else { throw .refused(byteCount: capacity, code: errno) }
        self.capacity = capacity
        self.mapping = mapping
        mappingByteCount = length
        base = isLarge ? mapping.alignedUp(toMultipleOf: Self.hugePageSize) : mapping
        // A wish: where it is not granted the arena is only slower.
        if isLarge { _ = madvise(base, capacity, MADV_HUGEPAGE) }
    }

    deinit {
        munmap(mapping, mappingByteCount)
    }

    /// A buffer of so many elements, whose values are whatever earlier buffers left there.
    ///
    /// - Throws: `ArenaError.exhausted` or `.sizeOutOfRange`.
    package func allocate<Element: BitwiseCopyable>(
        _: Element.Type,
        count: Int
    ) throws(ArenaError) -> ArenaBuffer<Element> {
        let capacity = capacity
        let bytes = try map.withLock { (map) throws(ArenaError) in
            // Tried on a copy, so that a refusal leaves no trace in the map.
            var next = map
            let bytes = try next.take(Element.self, count: count)
            guard bytes.upperBound <= capacity else {
                throw .exhausted(byteCount: bytes.count, capacity: capacity)
            }
            map = next
            return bytes
        }
        let elements = (base + bytes.lowerBound).bindMemory(to: Element.self, capacity: count)
        return ArenaBuffer(UnsafeMutableBufferPointer(start: elements, count: count), bytes: bytes, of: self)
    }

    /// A buffer that holds a copy of an array.
    ///
    /// - Throws: As `allocate`.
    package func copy<Element: BitwiseCopyable>(_ elements: [Element]) throws(ArenaError) -> ArenaBuffer<Element> {
        let buffer = try allocate(Element.self, count: elements.count)
        buffer.withUnsafeMutableBufferPointer { _ = $0.update(fromContentsOf: elements) }
        return buffer
    }

    /// Makes the bytes of a buffer free; called by the buffer's end only.
    func give(_ bytes: Range<Int>) {
        map.withLock { $0.give(bytes) }
    }

    /// Bytes that buffers hold now.
    package var takenByteCount: Int { map.withLock(\.takenByteCount) }

    /// Most bytes, counted from the arena's start, that buffers have reached: what it has taken of the machine.
    package var peakByteCount: Int { map.withLock(\.peakByteCount) }
}

/// Which bytes of an arena are taken.
///
/// A buffer lies at the lowest offset where it fits. The same buffers taken and given back in the same order lie at the
/// same places, so a plan of a proof's buffers says beforehand how large its arena must be.
package struct ArenaMap: Sendable {
    /// Buffers start at multiples of this number of bytes: a cache line, and a vector of AVX-512.
    package static let alignment = 64

    /// Least capacity that holds all that was taken so far, in bytes.
    package private(set) var peakByteCount = 0
    /// Ascending and disjoint; as many as there are buffers, which are a few dozen.
    private var taken: [Range<Int>] = []

    /// A map on which nothing is taken.
    package init() {}

    /// Takes room for so many elements, at the lowest offset where it is free.
    ///
    /// - Parameters:
    ///   - count: Elements, 0 or more.
    ///   - stride: Bytes of each.
    /// - Returns: The bytes, a multiple of `alignment`.
    /// - Throws: `ArenaError.sizeOutOfRange`.
    package mutating func take(count: Int, stride: Int) throws(ArenaError) -> Range<Int> {
        let (byteCount, overflows) = count.multipliedReportingOverflow(by: stride)
        guard count >= 0, stride >= 0, !overflows, byteCount <= ProverArena.maximumCapacity else {
            throw .sizeOutOfRange
        }
        // An empty buffer takes a unit too, so that no two buffers begin at one place.
        let units = max(byteCount, 1) + Self.alignment - 1
        let size = units - units % Self.alignment
        var start = 0
        var place = 0
        while place < taken.count, taken[place].lowerBound - start < size {
            start = taken[place].upperBound
            place += 1
        }
        let range = start..<(start + size)
        guard range.upperBound <= ProverArena.maximumCapacity else { throw .sizeOutOfRange }
        taken.insert(range, at: place)
        peakByteCount = max(peakByteCount, range.upperBound)
        return range
    }

    /// Takes room for so many elements of a type.
    package mutating func take<Element>(_: Element.Type, count: Int) throws(ArenaError) -> Range<Int> {
        try take(count: count, stride: MemoryLayout<Element>.stride)
    }

    /// Gives back what `take` returned; anything else changes nothing.
    package mutating func give(_ range: Range<Int>) {
        if let place = taken.firstIndex(of: range) { taken.remove(at: place) }
    }

    /// Bytes that are taken.
    package var takenByteCount: Int { taken.reduce(0) { $0 + $1.count } }
}

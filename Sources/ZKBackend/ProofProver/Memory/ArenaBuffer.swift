/// Elements in an arena, owned by one holder, whose end gives the memory back.
///
/// It cannot be copied, so no memory is given back while another holder reads it; and it keeps its arena. The elements'
/// values are undefined until the holder writes them: all bit patterns are values of the trivial types that it is for.
package struct ArenaBuffer<Element: BitwiseCopyable>: ~Copyable {
    // Safety: these elements are the buffer's alone, and live as long as the arena that it holds.
    private let elements: UnsafeMutableBufferPointer<Element>
    private let bytes: Range<Int>
    private let arena: ProverArena

    /// Takes over bytes that the arena has marked as taken.
    init(_ elements: UnsafeMutableBufferPointer<Element>, bytes: Range<Int>, of arena: ProverArena) {
        self.elements = elements
        self.bytes = bytes
        self.arena = arena
    }

    deinit {
        arena.give(bytes)
    }

    /// Number of elements.
    package var count: Int { elements.count }

    /// The element at an index in `0..<count`.
    package subscript(index: Int) -> Element {
        get {
            precondition(elements.indices.contains(index), "an index of the buffer")
            return elements[index]
        }
        nonmutating set {
            precondition(elements.indices.contains(index), "an index of the buffer")
            elements[index] = newValue
        }
    }

    /// Lends the elements to loops that check no index; the pointer ends with the call.
    ///
    /// Threads may write to disjoint elements at once.
    package borrowing func withUnsafeMutableBufferPointer<Result: ~Copyable, Failure: Error>(
        _ body: (UnsafeMutableBufferPointer<Element>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(elements)
    }

    /// Sets the elements of a range to one value; several threads touch the pages.
    package borrowing func fill(_ range: Range<Int>, with value: Element, workers: Workers) {
        precondition(range.lowerBound >= 0 && range.upperBound <= elements.count, "a range of the buffer")
        // Safety: each range is written by one thread.
        nonisolated(unsafe) let target = elements
        workers.forEachRange(of: range.count, alignment: 1 << 12, minimum: 1 << 16) { part in
            target[(range.lowerBound + part.lowerBound)..<(range.lowerBound + part.upperBound)].update(repeating: value)
        }
    }
}

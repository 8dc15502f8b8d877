package import ProofVerifier

/// One layer of the tree that adds up fractions: 2^k numerators and denominators.
///
/// The children of node x are the nodes x and 2^k + x of the layer below, its two halves. Sumchecks fold a layer in
/// place, so it is a reference to memory that nobody else holds.
package final class FractionLayer {
    /// log2 of the number of fractions.
    package let logCount: Int
    private let numeratorBuffer: ArenaBuffer<CubicExtension>
    private let denominatorBuffer: ArenaBuffer<CubicExtension>
    /// Numerators, in order; they live as long as the layer.
    let numerators: UnsafeMutablePointer<CubicExtension>
    /// Denominators, likewise.
    let denominators: UnsafeMutablePointer<CubicExtension>

    /// A layer of 2^logCount fractions, 0 / 1 except for the first ones.
    ///
    /// - Parameters:
    ///   - logCount: log2 of the number of fractions.
    ///   - ownedCount: Fractions that the caller writes, each before it is read.
    ///   - arena: Where they lie.
    ///   - workers: Threads to use.
    /// - Throws: `ArenaError`.
    package convenience init(
        logCount: Int,
        ownedCount: Int,
        arena: ProverArena,
        workers: Workers
    ) throws(ArenaError) {
        try self.init(unwrittenLogCount: logCount, arena: arena)
        let rest = ownedCount..<max(ownedCount, 1 << logCount)
        numeratorBuffer.fill(rest, with: .zero, workers: workers)
        denominatorBuffer.fill(rest, with: .one, workers: workers)
    }

    /// Safety: the caller writes every element before it reads one; the pointers are those of the buffers, which the
    /// layer owns.
    private init(unwrittenLogCount logCount: Int, arena: ProverArena) throws(ArenaError) {
        self.logCount = logCount
        numeratorBuffer = try arena.allocate(CubicExtension.self, count: 1 << logCount)
        denominatorBuffer = try arena.allocate(CubicExtension.self, count: 1 << logCount)
        numerators = numeratorBuffer.withUnsafeMutableBufferPointer { $0.baseAddress.unsafelyUnwrapped }
        denominators = denominatorBuffer.withUnsafeMutableBufferPointer { $0.baseAddress.unsafelyUnwrapped }
    }

    /// Takes from a map what a layer takes from its arena.
    static func plan(logCount: Int, in map: inout ArenaMap) throws(ArenaError) -> [Range<Int>] {
        let numerators = try map.take(CubicExtension.self, count: 1 << logCount)
        return [numerators, try map.take(CubicExtension.self, count: 1 << logCount)]
    }

    /// The fraction of a node.
    package subscript(node: Int) -> Fraction {
        get { Fraction(numerator: numeratorBuffer[node], denominator: denominatorBuffer[node]) }
        set {
            numeratorBuffer[node] = newValue.numerator
            denominatorBuffer[node] = newValue.denominator
        }
    }

    /// The layer above; `logCount` must be positive.
    ///
    /// - Throws: `ArenaError`.
    package func parent(arena: ProverArena, workers: Workers) throws(ArenaError) -> FractionLayer {
        let parent = try FractionLayer(unwrittenLogCount: logCount - 1, arena: arena)
        let half = 1 << (logCount - 1)
        let kernels = Kernels.selected
        workers.forEachRange(of: half, minimum: Self.minimumNodesOfThread) { range in
            kernels.addFractions(
                numerators: parent.numerators,
                denominators: parent.denominators,
                childNumerators: UnsafePointer(numerators),
                childDenominators: UnsafePointer(denominators),
                half: half,
                range
            )
        }
        return parent
    }

    /// Nodes below which another thread costs more than it does.
    static let minimumNodesOfThread = 1 << 10
}

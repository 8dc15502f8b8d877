package import ProofVerifier

/// One layer of the tree that adds up fractions: 2^k numerators and denominators.
///
/// The children of node x are the nodes x and 2^k + x of the layer below, its two halves. Sumchecks fold a layer in
/// place, so it is a reference to memory that nobody else holds.
package final class FractionLayer {
    /// log2 of the number of fractions.
    package let logCount: Int
    /// Numerators, in order.
    package let numerators: UnsafeMutableBufferPointer<CubicExtension>
    /// Denominators, in order.
    package let denominators: UnsafeMutableBufferPointer<CubicExtension>

    /// A layer of 2^logCount fractions, 0 / 1 except for the first ones.
    ///
    /// - Parameters:
    ///   - logCount: log2 of the number of fractions.
    ///   - ownedCount: Fractions that the caller writes, each before it is read.
    ///   - workers: Threads to use.
    package convenience init(logCount: Int, ownedCount: Int, workers: Workers = .one) {
        self.init(uninitializedLogCount: logCount)
        let rest = ownedCount..<max(ownedCount, 1 << logCount)
        workers.forEachRange(of: rest.count, minimum: 1 << 14) { part in
            let range = (rest.lowerBound + part.lowerBound)..<(rest.lowerBound + part.upperBound)
            numerators[range].initialize(repeating: .zero)
            denominators[range].initialize(repeating: .one)
        }
    }

    /// Safety: the caller writes every element before it reads one; elements are trivial, so assignment initializes
    /// them.
    private init(uninitializedLogCount logCount: Int) {
        self.logCount = logCount
        numerators = .allocate(capacity: 1 << logCount)
        denominators = .allocate(capacity: 1 << logCount)
    }

    deinit {
        numerators.deallocate()
        denominators.deallocate()
    }

    /// The fraction of a node.
    package subscript(node: Int) -> Fraction {
        get { Fraction(numerator: numerators[node], denominator: denominators[node]) }
        set {
            numerators[node] = newValue.numerator
            denominators[node] = newValue.denominator
        }
    }

    /// The layer above; `logCount` must be positive.
    func parent(workers: Workers) -> FractionLayer {
        let parent = FractionLayer(uninitializedLogCount: logCount - 1)
        let half = 1 << (logCount - 1)
        let kernels = Kernels.selected
        workers.forEachRange(of: half, minimum: Self.minimumNodesOfThread) { range in
            kernels.addFractions(
                numerators: parent.numerators.baseAddress.unsafelyUnwrapped,
                denominators: parent.denominators.baseAddress.unsafelyUnwrapped,
                childNumerators: UnsafePointer(numerators.baseAddress.unsafelyUnwrapped),
                childDenominators: UnsafePointer(denominators.baseAddress.unsafelyUnwrapped),
                half: half,
                range
            )
        }
        return parent
    }

    /// Nodes below which another thread costs more than it does.
    static let minimumNodesOfThread = 1 << 10
}

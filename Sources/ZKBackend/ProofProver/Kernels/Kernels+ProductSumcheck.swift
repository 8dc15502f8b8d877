import ProofKernels
package import ProofVerifier

// Loops of sumchecks over the challenge field. Each runs the front of a range, as much of it as the vector width
// divides, by the variant's kernel, and the rest as Swift's own loop, which is all of the portable path. Sums are
// exact, so their order does not matter.
//
// Tables are those of a sumcheck that binds the most significant bit of an index first: indices i and i + half differ
// in the bound variable.

extension Kernels {
    /// Binds a table's first variable in place: table[i] becomes table[i] + r (table[i + half] - table[i]).
    package func fold(
        _ table: UnsafeMutablePointer<CubicExtension>,
        half: Int,
        _ range: Range<Int>,
        at r: CubicExtension
    ) {
        var index = range.lowerBound
        if let kernel = self.table.pointee.cubic_fold {
            let low = words(table + index)
            withWords(r) { kernel(low, low + 3 * half, vectorCount(range), $0) }
            index += vectorCount(range)
        }
        while index < range.upperBound {
            table[index] += (table[index + half] - table[index]) * r
            index += 1
        }
    }

    /// Adds up f[i] w[i], and (f[i + half] - f[i]) (w[i + half] - w[i]).
    package func addProducts(
        _ f: UnsafePointer<CubicExtension>,
        _ w: UnsafePointer<CubicExtension>,
        half: Int,
        _ range: Range<Int>,
        valueAtZero: inout CubicExtension,
        leadingCoefficient: inout CubicExtension
    ) {
        var index = range.lowerBound
        if let kernel = table.pointee.cubic_products {
            withWords(&valueAtZero, &leadingCoefficient) {
                kernel(words(f + index), words(w + index), half, vectorCount(range), $0, $1)
            }
            index += vectorCount(range)
        }
        var (zero, leading) = (CubicProductSum(), CubicProductSum())
        while index < range.upperBound {
            zero.add(f[index], w[index])
            leading.add(f[index + half] - f[index], w[index + half] - w[index])
            index += 1
        }
        valueAtZero += zero.value
        leadingCoefficient += leading.value
    }

    /// Adds to each of `count` elements the sum over j of factors[j] times the word that row j has there.
    ///
    /// - Parameters:
    ///   - out: The elements.
    ///   - rows: A row for each factor.
    ///   - stride: Words from a row to the next.
    ///   - factors: As many as there are rows.
    ///   - count: Elements, and words of a row.
    package func addCombination(
        to out: UnsafeMutablePointer<CubicExtension>,
        of rows: UnsafePointer<Goldilocks>,
        stride: Int,
        factors: UnsafeBufferPointer<CubicExtension>,
        count: Int
    ) {
        guard let first = factors.baseAddress else { return }
        var done = 0
        if let kernel = table.pointee.cubic_add_combination {
            done = vectorCount(0..<count)
            for start in Swift.stride(from: 0, to: factors.count, by: Self.combinedRowCount) {
                let rowCount = min(Self.combinedRowCount, factors.count - start)
                kernel(words(out), words(rows + start * stride), stride, words(first + start), rowCount, done)
            }
        }
        withUnsafeTemporaryAllocation(of: CubicProductSum.self, capacity: Self.tileSize) { sums in
            for tile in Swift.stride(from: done, to: count, by: Self.tileSize) {
                let size = min(Self.tileSize, count - tile)
                sums.initialize(repeating: CubicProductSum())
                for row in 0..<factors.count {
                    let values = rows + (row * stride + tile)
                    for index in 0..<size { sums[index].add(factors[row], values[index]) }
                }
                for index in 0..<size { out[tile + index] += sums[index].value }
            }
        }
    }

    /// Rows that the kernel takes at a time.
    private static let combinedRowCount = 1 << 10
    /// Elements whose sums the portable loop has at a time: two cache lines of a row.
    private static let tileSize = 16

    /// Elements at the front of a range that whole vectors hold.
    func vectorCount(_ range: Range<Int>) -> Int {
        range.count - range.count % table.pointee.field_lanes
    }
}

// Safety, for all below: both types are nothing but their canonical words, in order.

@inline(__always)
func words<Element: BitwiseCopyable>(_ pointer: UnsafeMutablePointer<Element>) -> UnsafeMutablePointer<UInt64> {
    UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: UInt64.self)
}

@inline(__always)
func words<Element: BitwiseCopyable>(_ pointer: UnsafePointer<Element>) -> UnsafePointer<UInt64> {
    UnsafeRawPointer(pointer).assumingMemoryBound(to: UInt64.self)
}

@inline(__always)
func withWords(_ element: CubicExtension, _ body: (UnsafePointer<UInt64>) -> Void) {
    withUnsafePointer(to: element) { body(words($0)) }
}

@inline(__always)
func withWords(
    _ a: inout CubicExtension,
    _ b: inout CubicExtension,
    _ body: (UnsafeMutablePointer<UInt64>, UnsafeMutablePointer<UInt64>) -> Void
) {
    withUnsafeMutablePointer(to: &a) { a in
        withUnsafeMutablePointer(to: &b) { body(words(a), words($0)) }
    }
}

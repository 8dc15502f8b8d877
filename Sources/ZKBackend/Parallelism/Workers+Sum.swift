extension Workers {
    /// Adds up what the body returns for parts of `0..<total`.
    ///
    /// - Parameters:
    ///   - total: Number of items.
    ///   - minimum: Fewer items than this number for a thread are not worth one.
    ///   - zero: The neutral element of `add`.
    ///   - add: An exact, commutative addition, so that the result does not depend on the parts.
    ///   - body: The sum over a non-empty range.
    /// - Returns: The sum over all items.
    func sum<Value>(
        of total: Int,
        minimum: Int,
        zero: Value,
        add: (Value, Value) -> Value,
        _ body: (Range<Int>) -> Value
    ) -> Value {
        guard total > 0 else { return zero }
        let parts = max(1, min(total / max(1, minimum), count))
        guard parts > 1 else { return body(0..<total) }
        var sums = [Value](repeating: zero, count: parts)
        sums.withUnsafeMutableBufferPointer { sums in
            // Safety: each part writes its own element, and all are done before the buffer ends.
            forEachRange(of: parts) { range in
                for part in range {
                    sums[part] = body((total * part / parts)..<(total * (part + 1) / parts))
                }
            }
        }
        return sums.reduce(zero, add)
    }
}

/// Where one mode begins to cost less than another.
package struct BreakEven: Hashable, Sendable {
    /// Whose line crosses.
    package struct Side: Hashable, Sendable {
        /// The mode.
        package let mode: String
        /// What it establishes.
        package let statement: SettledStatement
    }

    /// The mode that costs less below the crossing.
    package let cheaperBelow: Side
    /// The mode that costs less above it.
    package let cheaperAbove: Side
    /// The largest measured size below the crossing, in L2 transactions.
    package let lower: UInt64
    /// The smallest measured size above it; equal to `lower` when both cost the same there.
    package let upper: UInt64
    /// Where straight lines between the measured points cross, in tenths of a transaction; interpolated.
    package let interpolatedTenths: UInt64

    /// Whether the two modes establish the same.
    package var isOfOneStatement: Bool { cheaperBelow.statement == cheaperAbove.statement }

    /// What a mode costs, by size.
    package struct Line: Sendable {
        /// The mode.
        package let side: Side
        /// Wei by L2 transactions, in ascending order of sizes.
        package let points: [(size: UInt64, wei: UInt128)]

        fileprivate func isComparable(with other: Line) -> Bool {
            let statements = [side.statement, other.side.statement]
            return side.statement == other.side.statement
                || statements.contains(.l2Block) && !statements.contains(.paymentsCircuit)
        }

        /// A mode's measured points, in ascending order of sizes.
        package init(_ mode: String, _ statement: SettledStatement, points: [(size: UInt64, wei: UInt128)]) {
            side = Side(mode: mode, statement: statement)
            self.points = points
        }
    }

    /// Every crossing of two lines between neighbouring sizes at which both were measured.
    ///
    /// Nothing is said beyond the measured sizes, and nothing where the order does not change. Lines of two statements
    /// are compared where one of them is about the L2 block: people ask for that, and no other pair has a meaning. The
    /// payments circuit is compared with nothing else: a crossing would read as if it proved what the L2 block does.
    /// - Parameter lines: Lines whose costs are below 2^100 wei, at sizes below 2^16.
    /// - Returns: The crossings by pairs, in the order of the lines, and by sizes.
    package static func all(among lines: [Line]) -> [BreakEven] {
        var found: [BreakEven] = []
        for (index, first) in lines.enumerated() {
            for second in lines[(index + 1)...] where first.isComparable(with: second) {
                found += crossings(first, second)
            }
        }
        return found
    }

    private static func crossings(_ first: Line, _ second: Line) -> [BreakEven] {
        let differences = first.points.compactMap { point -> (size: UInt64, wei: Int128)? in
            guard let other = second.points.first(where: { $0.size == point.size }) else { return nil }
            return (point.size, Int128(point.wei) - Int128(other.wei))
        }
        var found: [BreakEven] = []
        // The last size at which the lines differ.
        var last: (index: Int, wei: Int128)?
        for (index, point) in differences.enumerated() where point.wei != 0 {
            defer { last = (index, point.wei) }
            guard let previous = last, (previous.wei < 0) != (point.wei < 0) else { continue }
            let sides = previous.wei < 0 ? (first.side, second.side) : (second.side, first.side)
            if index - previous.index > 1 {
                // They are equal where they were measured in between, which is no interpolation.
                let size = differences[previous.index + 1].size
                found.append(
                    BreakEven(
                        cheaperBelow: sides.0,
                        cheaperAbove: sides.1,
                        lower: size,
                        upper: size,
                        interpolatedTenths: size * 10
                    )
                )
                continue
            }
            let lower = differences[previous.index].size
            found.append(
                BreakEven(
                    cheaperBelow: sides.0,
                    cheaperAbove: sides.1,
                    lower: lower,
                    upper: point.size,
                    interpolatedTenths: tenths(from: (lower, previous.wei), to: point)
                )
            )
        }
        return found
    }

    /// Where a straight line between two points of opposite signs is zero, rounded to a tenth.
    private static func tenths(
        from first: (size: UInt64, wei: Int128),
        to second: (size: UInt64, wei: Int128)
    ) -> UInt64 {
        let width = Int128(second.size - first.size) * 10
        let (below, above) = (Int128(first.wei.magnitude), Int128(second.wei.magnitude))
        let part = (width * below * 2 + below + above) / ((below + above) * 2)
        return first.size * 10 + UInt64(part)
    }

    /// The interpolated size with its tenth.
    package var interpolated: String { "\(interpolatedTenths / 10).\(interpolatedTenths % 10)" }
}

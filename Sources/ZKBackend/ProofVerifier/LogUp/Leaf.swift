/// What a row of a chip puts into one leaf of the tree of fractions: the fraction of one interaction, or of two.
///
/// Two fractions p1 / q1 and p2 / q2 are one leaf of numerator p1 q2 + p2 q1 and denominator q1 q2, which is their sum
/// whenever both denominators are not zero; a denominator of zero stays zero. So half of the tree is never built.
package enum Leaf: Hashable, Sendable {
    /// The fraction of an interaction, by its place in the chip.
    case one(Int)
    /// The sum of the fractions of two interactions, the first of which comes first in the chip.
    case two(Int, Int)

    /// The interactions in order.
    package var interactions: [Int] {
        switch self {
        case .one(let interaction): [interaction]
        case .two(let first, let second): [first, second]
        }
    }
}

extension Leaf {
    /// Degrees of an interaction's numerator and denominator in the row's columns.
    struct Degrees {
        let multiplicity: Int
        let tuple: Int

        init(_ interaction: Interaction) {
            multiplicity = interaction.multiplicity.degree
            tuple = interaction.tuple.map(\.degree).max() ?? 0
        }

        /// Degree of a leaf of one.
        var alone: Int { max(multiplicity, tuple) }

        /// Degree of a leaf of two: of p1 q2 + p2 q1 and q1 q2.
        static func together(_ a: Degrees, _ b: Degrees) -> Int {
            max(a.multiplicity + b.tuple, b.multiplicity + a.tuple, a.tuple + b.tuple)
        }
    }

    /// The leaves of a chip: as many pairs as a simple rule finds whose degree is at most `Machine.maximumDegree`.
    ///
    /// Interactions are taken by descending degree of their tuples, then in order; each takes the next one that is left
    /// and fits. So those that fit few partners choose first. The leaves are listed by their first interaction.
    ///
    /// - Parameter interactions: The chip's, each of a degree that a machine allows.
    /// - Returns: Leaves in which every interaction occurs once.
    static func leaves(of interactions: [Interaction]) -> [Leaf] {
        let degrees = interactions.map(Degrees.init)
        var left = interactions.indices.sorted { a, b in
            (degrees[b].tuple, a) < (degrees[a].tuple, b)
        }
        var leaves: [Leaf] = []
        while let first = left.first {
            left.removeFirst()
            let partner = left.firstIndex { Degrees.together(degrees[first], degrees[$0]) <= Machine.maximumDegree }
            guard let partner else {
                leaves.append(.one(first))
                continue
            }
            let second = left.remove(at: partner)
            leaves.append(.two(min(first, second), max(first, second)))
        }
        return leaves.sorted { $0.interactions[0] < $1.interactions[0] }
    }

    /// The highest degree of numerator and denominator.
    ///
    /// - Parameter interactions: The chip's.
    /// - Returns: The degree in the row's columns.
    func degree(in interactions: [Interaction]) -> Int {
        switch self {
        case .one(let interaction): Degrees(interactions[interaction]).alone
        case .two(let first, let second):
            Degrees.together(Degrees(interactions[first]), Degrees(interactions[second]))
        }
    }
}

/// Finds the word an author probably meant.
enum Suggestion {
    /// Longest choice that a help line lists whole.
    private static let wholeChoice = 16
    /// How many of a longer choice it names.
    private static let nearestCount = 5

    /// The candidate nearest to `word`, when near enough, or else the only one that begins with it; ties go to the
    /// first in alphabetical order.
    static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
        let letters = Array(word.lowercased().unicodeScalars.prefix(64))
        let tolerance = max(1, letters.count / 3)
        let ranked = ranked(letters, candidates)
        if let best = ranked.first, best.distance <= tolerance { return best.candidate }
        guard letters.count > 2 else { return nil }
        let longer = ranked.filter { $0.candidate.lowercased().unicodeScalars.starts(with: letters) }
        return longer.count == 1 ? longer[0].candidate : nil
    }

    /// A help line for a misspelt word: the nearest candidate, or else the choice, of a long one the nearest few.
    static func help(for word: String, among candidates: some Sequence<String>) -> String? {
        let choice = Set(candidates).sorted()
        guard !choice.isEmpty else { return nil }
        if let nearest = nearest(to: word, among: choice) { return "did you mean `\(nearest)`?" }
        guard choice.count > wholeChoice else { return "expected one of: " + choice.joined(separator: ", ") }
        let few = ranked(Array(word.lowercased().unicodeScalars.prefix(64)), choice).prefix(nearestCount)
        return "the nearest of \(choice.count) are: " + few.map(\.candidate).joined(separator: ", ")
    }

    /// The candidates with their distance from a word, the nearest first.
    private static func ranked(
        _ letters: [Unicode.Scalar],
        _ candidates: some Sequence<String>
    ) -> [(distance: Int, candidate: String)] {
        let measured = Set(candidates).sorted().map { candidate in
            (editDistance(letters, Array(candidate.lowercased().unicodeScalars.prefix(64))), candidate)
        }
        return measured.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
    }

    /// Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours.
    static func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var beforePrevious: [Int] = []
        var previous = Array(0...right.count)
        for (row, leftScalar) in left.enumerated() {
            var current = [row + 1]
            for (column, rightScalar) in right.enumerated() {
                var cost = min(
                    previous[column] + (leftScalar == rightScalar ? 0 : 1),
                    previous[column + 1] + 1,
                    current[column] + 1
                )
                if row > 0, column > 0, leftScalar == right[column - 1], left[row - 1] == rightScalar {
                    cost = min(cost, beforePrevious[column - 1] + 1)
                }
                current.append(cost)
            }
            beforePrevious = previous
            previous = current
        }
        return previous[right.count]
    }
}

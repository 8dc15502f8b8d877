/// Finds the word an author probably meant.
enum Suggestion {
    /// The candidate nearest to `word`, when near enough; ties go to the first in alphabetical order.
    static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
        let letters = Array(word.lowercased().unicodeScalars.prefix(64))
        let tolerance = max(1, letters.count / 3)
        var best: (distance: Int, candidate: String)?
        for candidate in Set(candidates).sorted() {
            let distance = editDistance(letters, Array(candidate.lowercased().unicodeScalars.prefix(64)))
            if distance <= tolerance, distance < best?.distance ?? .max { best = (distance, candidate) }
        }
        return best?.candidate
    }

    /// A help line for a misspelt word: the nearest candidate, or else the whole choice when it is short.
    static func help(for word: String, among candidates: some Sequence<String>) -> String? {
        if let nearest = nearest(to: word, among: candidates) { return "did you mean `\(nearest)`?" }
        let choice = Set(candidates).sorted()
        guard !choice.isEmpty, choice.count <= 12 else { return nil }
        return "expected one of: " + choice.joined(separator: ", ")
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

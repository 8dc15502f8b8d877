/// Makes a case smaller while it keeps a property, such as that two implementations differ on it.
package struct Shrinker {
    /// Cases that may still be tried.
    private var attemptsLeft: Int

    /// A shrinker that calls `isKept` at most `attemptLimit` times, however many cases it shrinks.
    package init(attemptLimit: Int) {
        attemptsLeft = attemptLimit
    }

    /// A smaller case with the property, or the case itself when none is found.
    ///
    /// Parts are removed as long as that helps; a case from which nothing more can be removed is not the smallest there
    /// is.
    ///
    /// - Parameters:
    ///   - start: A case that has the property.
    ///   - isKept: Whether a case has it.
    /// - Returns: The smaller case.
    /// - Throws: What `isKept` throws.
    package mutating func shrink<Failure: Error>(
        _ start: FuzzCase,
        isKept: (FuzzCase) throws(Failure) -> Bool
    ) throws(Failure) -> FuzzCase {
        var smallest = start
        var hasChanged = true
        while hasChanged, attemptsLeft > 0 {
            hasChanged = false
            for family in CaseReduction.families {
                // A reduction that worked may have moved those behind it: they are listed anew.
                var position = 0
                while attemptsLeft > 0 {
                    let reductions = family(smallest)
                    guard position < reductions.count else { break }
                    let candidate = reductions[position].applied(to: smallest)
                    guard candidate != smallest, candidate.isWellFormed else {
                        position += 1
                        continue
                    }
                    attemptsLeft -= 1
                    if try isKept(candidate) {
                        smallest = candidate
                        hasChanged = true
                    } else {
                        position += 1
                    }
                }
            }
        }
        return smallest
    }
}

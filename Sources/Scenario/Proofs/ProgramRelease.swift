import ExecutePrecompile

/// A release of the guest program, by its number.
package struct ProgramRelease: Hashable, Sendable, ScalarField {
    /// Number from 1.
    package let number: UInt64

    /// The releases that the program ships with, so that a file with another one is refused before it is run.
    static let range = UInt64(ProgramReleases.numbers.lowerBound)...UInt64(ProgramReleases.numbers.upperBound)

    /// The first release, which every L1 starts with.
    package static let first = ProgramRelease(number: 1)

    private init(number: UInt64) { self.number = number }

    /// The release at an index of `BlockProofs.releases`.
    init(index: Int) { number = UInt64(clamping: index) &+ 1 }

    /// Index into `BlockProofs.releases`.
    var index: Int { Int(clamping: number) - 1 }

    static func read(_ text: String) throws(ScalarProblem) -> ProgramRelease {
        guard let number = UInt64(text), number >= range.lowerBound else {
            throw ScalarProblem(.invalidValue, "expects the number of a release, from 1, found `\(text.shortened)`")
        }
        guard range.contains(number) else {
            throw ScalarProblem(
                .outOfRange,
                "asks for release \(number) of the program, of which there are \(range.count)"
            )
        }
        return ProgramRelease(number: number)
    }
}

/// A whole number of hundredths.
package struct Percentage: Hashable, Sendable, ScalarField {
    /// How many of a hundred, at most 100.
    package let ofHundred: UInt64

    static func read(_ text: String) throws(ScalarProblem) -> Percentage {
        let digits = text.dropLast()
        guard text.last == "%", (1...3).contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) }),
            let number = UInt64(digits), number <= 100
        else {
            let found = text.isEmpty ? "nothing" : "`\(text.shortened)`"
            throw ScalarProblem(.invalidValue, "expects a percentage from `0%` to `100%`, found \(found)")
        }
        return Percentage(ofHundred: number)
    }

    static var shape: ValueShape {
        .scalar(ScalarShape("a percentage", examples: "`5%`", pattern: "^[0-9]{1,3}%$", range: "at most 100%"))
    }
}

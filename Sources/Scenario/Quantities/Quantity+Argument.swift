extension Quantity {
    /// Why a command line's text is no quantity, to follow the name of the option.
    package struct Malformed: Error, CustomStringConvertible {
        /// The reason.
        package let description: String
    }

    /// The number of base units that a command line names, as a scenario would write it: `12s`, `1 gwei`, `15M`.
    ///
    /// - Parameters:
    ///   - text: A number and its unit; gas may lack the unit.
    ///   - dimension: What has to be counted.
    ///   - range: Numbers of base units that are allowed.
    /// - Returns: Wei, seconds, gas or bytes.
    /// - Throws: `Malformed`.
    package static func units(
        of text: String,
        in dimension: Dimension,
        range: ClosedRange<UInt64>
    ) throws(Malformed) -> UInt64 {
        let value: Rational
        do throws(ScalarProblem) {
            value = try ScalarQuantity.read(text, as: dimension, alsoPlain: dimension == .gas)
        } catch {
            throw Malformed(description: error.phrase)
        }
        guard let units = value.asUInt64, range.contains(units) else {
            let bounds = [range.lowerBound, range.upperBound].map { Quantity(Rational($0), dimension).description }
            throw Malformed(description: "is \(bounds[0]) to \(bounds[1])")
        }
        return units
    }
}

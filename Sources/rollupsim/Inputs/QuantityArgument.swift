import ArgumentParser
import Scenario

/// A number with a unit, as scenarios write it: `12s`, `1 gwei`, `15M`.
struct QuantityArgument: ExpressibleByArgument {
    /// The text as it was given; what it means is for the command, which knows the bounds.
    let text: String

    init(argument: String) { text = argument }

    /// How help texts show it.
    var defaultValueDescription: String { text }

    /// Base units of a dimension within bounds.
    ///
    /// - Parameters:
    ///   - option: Its name, for the message.
    ///   - dimension: What has to be counted.
    ///   - range: Numbers of base units that are allowed.
    /// - Returns: The number.
    /// - Throws: The parser's error for wrong usage.
    func units(_ option: String, in dimension: Dimension, range: ClosedRange<UInt64>) throws -> UInt64 {
        do throws(Quantity.Malformed) {
            return try Quantity.units(of: text, in: dimension, range: range)
        } catch {
            throw ValidationError("\(option) \(error)")
        }
    }
}

package import ProofVerifier

/// A rule that a trace breaks.
package enum TraceViolation: Hashable, Sendable {
    /// Tables, heights or program columns do not fit the machine.
    case shape(ShapeError)
    /// A public fraction names no bus, or has not its bus's length.
    case publicFraction(PublicFraction)
    /// The public fractions do not send control once, at the clock's first timestamp, and nothing else on its bus.
    case clockNotStarted
    /// A constraint is not zero on a row.
    case constraint(chip: String, row: Int, constraint: String)
    /// A bus does not balance: `excess` is the times sent minus the times received, in the field.
    case imbalance(bus: String, tuple: [Goldilocks], excess: Goldilocks)
}

extension TraceViolation: CustomStringConvertible {
    /// The broken rule and its place.
    package var description: String {
        switch self {
        case .shape(let error):
            return error.description
        case .publicFraction(let fraction):
            return "a public fraction of \(fraction.tuple.count) elements on bus \(fraction.busID) fits no bus"
        case .clockNotStarted:
            return "the public values do not start the clock once, at its first timestamp"
        case .constraint(let chip, let row, let constraint):
            return "\(chip), row \(row): \(constraint)"
        case .imbalance(let bus, let tuple, let excess):
            let elements = tuple.map { "\($0.value)" }.joined(separator: ", ")
            let isReceived = excess.value > Goldilocks.order / 2
            let count = isReceived ? (-excess).value : excess.value
            return "bus \(bus): (\(elements)) is \(isReceived ? "received" : "sent") \(count) times too often"
        }
    }
}

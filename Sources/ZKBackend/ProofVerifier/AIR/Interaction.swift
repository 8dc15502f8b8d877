/// What every row of a chip puts on a bus.
package struct Interaction: Sendable {
    /// Sign of the multiplicity.
    package enum Direction: UInt8, Sendable {
        case send = 0
        case receive = 1
    }

    /// Name, unique among the chip's interactions.
    package let name: String
    /// Where it goes.
    package let bus: Bus
    /// Whether the row gives or takes.
    package let direction: Direction
    /// How many times, before the sign of the direction.
    package let multiplicity: Expression
    /// What; `bus.arity` elements.
    package let tuple: [Expression]
    /// The multiplicity's column when it is counted from the bus's other interactions instead of being written.
    package let counted: Column?

    /// The multiplicity with its sign: positive when sent.
    package var signedMultiplicity: Expression {
        direction == .send ? multiplicity : -multiplicity
    }
}

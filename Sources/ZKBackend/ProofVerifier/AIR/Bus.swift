/// Multiset of tuples of one length in which everything sent must be received.
package struct Bus: Hashable, Sendable {
    /// Number in fingerprints: 1 or more, and no other bus of the machine has it.
    package let id: Int
    /// Name in reports.
    package let name: String
    /// Length of every tuple.
    package let arity: Int

    /// A bus; the machine that lists it checks number and length.
    package init(id: Int, name: String, arity: Int) {
        self.id = id
        self.name = name
        self.arity = arity
    }
}

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

/// A fraction that the verifier itself adds to the buses: what it sends or receives for the public values.
package struct PublicFraction: Hashable, Sendable {
    /// The bus's number.
    package var busID: Int
    /// Positive when sent.
    package var multiplicity: Goldilocks
    /// The tuple, of the bus's length.
    package var tuple: [Goldilocks]

    /// A fraction of any multiplicity; `sending` and `receiving` make those of multiplicity 1 and -1.
    package init(busID: Int, multiplicity: Goldilocks, tuple: [Goldilocks]) {
        self.busID = busID
        self.multiplicity = multiplicity
        self.tuple = tuple
    }

    /// What the verifier sends to a bus.
    package static func sending(_ tuple: [Goldilocks], to bus: Bus) -> PublicFraction {
        PublicFraction(busID: bus.id, multiplicity: .one, tuple: tuple)
    }

    /// What the verifier receives from a bus.
    package static func receiving(_ tuple: [Goldilocks], from bus: Bus) -> PublicFraction {
        PublicFraction(busID: bus.id, multiplicity: -.one, tuple: tuple)
    }
}

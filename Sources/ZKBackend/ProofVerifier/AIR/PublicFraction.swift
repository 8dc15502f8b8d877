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

package import PaymentsCircuit

/// What a prover of batches is doing that takes longer than a moment.
package struct Groth16Phase: Sendable {
    /// The work.
    package enum Work: Sendable {
        /// The circuit's constraints are built.
        case circuit
        /// The proving key is read from where it is kept.
        case readingKey
        /// The proving key is made.
        case makingKey
        /// A batch is proved.
        case proving
    }

    /// The work.
    package let work: Work
    /// Of which batches.
    package let shape: BatchShape
}

extension Groth16Phase: CustomStringConvertible {
    /// Such as `Groth16 for batches of 4 payments: making the key`.
    package var description: String {
        let work =
            switch work {
            case .circuit: "building the circuit"
            case .readingKey: "reading the key"
            case .makingKey: "making the key"
            case .proving: "proving"
            }
        let count = shape.capacity
        return "Groth16 for batches of \(count) \(count == 1 ? "payment" : "payments"): \(work)"
    }
}

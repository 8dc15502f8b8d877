package import ProofVerifier

extension Int64 {
    /// The integer's class modulo the field's order.
    package var element: Goldilocks { self < 0 ? -Goldilocks(magnitude) : Goldilocks(magnitude) }
}

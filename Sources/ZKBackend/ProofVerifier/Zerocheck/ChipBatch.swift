/// The batch of a chip's constraints and leaf claims: G = constant + sum over i of coefficient_i * output_i.
///
/// Outputs are those of the chip's `ChipPolynomials`.
package struct ChipBatch: Sendable {
    /// One for each output.
    package var coefficients: [CubicExtension]
    /// What denominators have beside their tuples.
    package var constant: CubicExtension

    /// G on one row.
    ///
    /// - Parameter outputs: The values of the chip's outputs there.
    /// - Returns: G.
    /// - Throws: `VerificationError.verifierFault` when they are not as many as the coefficients.
    func value(of outputs: [CubicExtension]) throws(VerificationError) -> CubicExtension {
        try constant + dot(coefficients, outputs)
    }
}

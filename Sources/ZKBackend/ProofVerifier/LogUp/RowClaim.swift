/// What is left to be shown of all leaves once their slices are at one point: a sum over the chips' rows.
///
/// With N_b and D_b the numerators and denominators of leaf b of its chip's rows, the claim is
///
///     value = sum over chips c, leaves b of weights[c][b] sum over rows x of eq(point^(h_c), x) (N_b + mu D_b)(x).
package struct RowClaim: Equatable, Sendable {
    /// One coordinate for each variable of the tallest chip.
    package let point: [CubicExtension]
    /// The challenge that joins numerators and denominators.
    package let mu: CubicExtension
    /// Weights of the leaves of each chip.
    package let weights: [[CubicExtension]]
    /// The claimed sum.
    package let value: CubicExtension

    /// The claim that the slice sumcheck ends in, as both sides compute it.
    ///
    /// A slice's leaves lie at slot number + slice of the tree. At the sumcheck's point s the weight of a leaf is the
    /// sum over its slices j of eq(s^(h - 12), j) eq(rho's coordinates before the slot's own, number + j), and a half
    /// for each round in which the chip had no variable.
    ///
    /// - Parameters:
    ///   - layout: Where the leaves lie.
    ///   - rho: The point at which GKR has ended.
    ///   - slicePoint: s.
    ///   - mu: The challenge that joins numerators and denominators.
    ///   - value: The last claim of the sumcheck.
    package init(
        layout: LeafLayout,
        rho: [CubicExtension],
        slicePoint: [CubicExtension],
        mu: CubicExtension,
        value: CubicExtension
    ) {
        let slots = layout.slots
        let sliceVariableCount = slicePoint.count
        point = slicePoint + rho.suffix(slots.tallestLogHeight - sliceVariableCount)
        let half = Self.half
        weights = slots.columnWeights(at: rho, point: point).enumerated().map { chip, weights in
            let own = LeafLayout.sliceVariableCount(logHeight: slots.shapes[chip].logHeight)
            let scale = half.raised(to: UInt64(sliceVariableCount - own))
            return weights.map { $0 * scale }
        }
        self.mu = mu
        self.value = value
    }

    /// 1/2: what a round keeps of the sum of a chip that has no variable in it.
    package static let half = Goldilocks(2).inverse ?? .zero
}

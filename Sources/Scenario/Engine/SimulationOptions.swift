package import L1Sim
package import Primitives

/// What a simulation does differently from what its document says; everything is off by default.
///
/// The tests of the invariants use it to build worlds that are broken on purpose.
package struct SimulationOptions: Sendable {
    /// Takes the place of EXECUTE on L1.
    package var extensions: L1Extensions?
    /// Wei of the L2 genesis that each deployer fails to escrow.
    package var escrowShortfall: UInt256

    /// Chooses the differences.
    package init(extensions: L1Extensions? = nil, escrowShortfall: UInt256 = .zero) {
        self.extensions = extensions
        self.escrowShortfall = escrowShortfall
    }
}

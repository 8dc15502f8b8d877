package import L1Sim
package import Primitives

/// What a simulation does differently from what its document says; everything is off by default.
///
/// The tests of the invariants use it to build worlds that are broken on purpose.
package struct SimulationOptions: Sendable {
    /// L1's precompiled contracts in place of the document's EXECUTE; nil leaves that as it is.
    package var extensions: L1Extensions?
    /// Wei of the L2 genesis that each deployer fails to escrow.
    package var escrowShortfall: UInt256

    /// Without arguments nothing differs: L1 has the document's EXECUTE, and deployers escrow all that they owe.
    package init(extensions: L1Extensions? = nil, escrowShortfall: UInt256 = .zero) {
        self.extensions = extensions
        self.escrowShortfall = escrowShortfall
    }
}

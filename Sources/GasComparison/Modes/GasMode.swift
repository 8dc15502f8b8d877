package import Scenario

/// A way to settle a batch on L1, which a comparison measures: the one place where a mode plugs in.
package protocol GasMode: Sendable {
    /// Name in tables, as short as it can be.
    var name: String { get }
    /// What the gas pays for.
    var statement: SettledStatement { get }
    /// Where the transactions of the batch are published; nil for a mode that publishes nothing of them.
    var dataAvailability: RollupSection.DataAvailability? { get }
    /// Where the price comes from.
    var provenance: Provenance { get }
    /// What a reader has to know.
    var assumptions: [GasAssumption] { get }
    /// Whether it asks for a proof of the L2 block.
    var needsBlockProof: Bool { get }
    /// Whether it settles a batch; one that does not is measured once, whatever the sizes are.
    var settlesBatch: Bool { get }

    /// Settles a batch on a copy of L1, by transactions that blocks hold.
    ///
    /// - Parameters:
    ///   - batch: What is settled.
    ///   - world: The chains before it.
    /// - Returns: The transactions, or what forbids them.
    /// - Throws: `ComparisonFault` when something ends in a way that no limit explains.
    func measure(_ batch: WorkloadBatch, on world: GasWorld) throws(ComparisonFault) -> GasOutcome
}

extension GasMode {
    /// Without a statement of its own a mode asks for no proof.
    package var needsBlockProof: Bool { false }
    /// Nearly every mode settles.
    package var settlesBatch: Bool { true }
}

import PaymentsCircuit
import Primitives
package import RollupActors
package import Scenario

/// As many payments as the batch has transfers are settled by a contract that verifies Groth16 proofs.
///
/// Nothing of the L2 block is proved: the L2 is a ledger of payments, and its circuit is not the EVM. A batch of it has
/// few places, so that many payments take several batches, one after the other, as on deployed rollups.
package struct PaymentsMode: GasMode {
    private let proofs: any BatchProofs
    private let publishesBlobs: Bool
    private let capacities: [Int]

    /// Places for payments that batches have: circuits whose keys and proofs take seconds.
    package static let supportedCapacities = [1, 4, 16]
    /// Places for deposits beside them, so that it is a rollup that can be used, though nobody deposits here.
    static let depositCapacity = 1

    /// A ledger whose batches somebody proves.
    ///
    /// - Parameters:
    ///   - proofs: Makes proofs, or finds them.
    ///   - publishesBlobs: Whether payments stand in blobs, which the proofs of another circuit bind.
    ///   - capacities: Places of batches to choose from, ascending.
    package init(
        _ proofs: any BatchProofs,
        inBlobs publishesBlobs: Bool = false,
        capacities: [Int] = supportedCapacities
    ) {
        self.proofs = proofs
        self.publishesBlobs = publishesBlobs
        self.capacities = capacities
    }

    package var name: String { publishesBlobs ? "groth16 payments+blob" : "groth16 payments" }
    package var statement: SettledStatement { .paymentsCircuit }
    package var dataAvailability: RollupSection.DataAvailability? { publishesBlobs ? .blob : .calldata }
    package var provenance: Provenance { .real }
    package var assumptions: [GasAssumption] {
        [.insecureSetup, .batchesOfPayments, .smallLedger] + (publishesBlobs ? [.openedBlob] : [])
    }

    /// How payments are cut into batches.
    package struct Plan: Hashable, Sendable {
        /// Places for payments in each batch.
        package let capacity: Int
        /// Payments of each batch, in order.
        package let counts: [Int]

        /// The smallest capacity that takes all payments in one batch; without one the greatest, full but for the last
        /// batch.
        ///
        /// Nil without payments or capacities.
        package init?(_ size: UInt64, capacities: [Int] = supportedCapacities) {
            let size = Int(clamping: size)
            guard let capacity = capacities.first(where: { $0 >= size }) ?? capacities.last, capacity > 0, size > 0
            else { return nil }
            self.capacity = capacity
            counts = stride(from: 0, to: size, by: capacity).map { min(capacity, size - $0) }
        }
    }

    package func measure(_ batch: WorkloadBatch, on world: GasWorld) throws(ComparisonFault) -> GasOutcome {
        guard world.workload == .transfers else {
            return .notProvableHere("the payments circuit knows transfers of ether, and neither tokens nor contracts")
        }
        guard !proofs.isSimulated else { return .notProvableHere("simulated proofs cost what no verifier costs") }
        guard let plan = Plan(batch.size, capacities: capacities),
            let shape = BatchShape(
                capacity: plan.capacity,
                depositCapacity: Self.depositCapacity,
                publication: publishesBlobs ? .blob : .calldata
            )
        else { return .notProvableHere("no circuit has places for a batch") }
        let verifier: BatchVerifier
        do throws(BatchProofFailure) {
            verifier = try proofs.verifier(for: shape)
        } catch {
            return .notProvableHere(error.description)
        }
        var ledger = try PaymentsLedger(shape, verifier: verifier, on: world)
        var parts: [GasMeasurement.Part] = []
        // A first batch leaves no counter of the contract at zero, as in a rollup in use; it is not counted.
        for (number, count) in ([1] + plan.counts).enumerated() {
            let sealed = try ledger.seal(count)
            let blob = try ledger.blob(of: sealed)
            let proof: [UInt256]
            do throws(BatchProofFailure) {
                proof = try proofs.proof(
                    of: sealed.batch,
                    appliedTo: sealed.stateBefore,
                    versionedHash: blob?.versionedHash
                )
            } catch {
                return .notProvableHere(error.description)
            }
            let settled = try ledger.settle(sealed, blob: blob, proof: proof)
            if number > 0 { parts += settled }
        }
        return .measured(GasMeasurement(parts, l2TransactionCount: batch.size))
    }
}

import Cryptography
package import L1Sim
package import PaymentsCircuit
package import Primitives
package import RollupContracts

/// A simulated attack: a batch that nothing on the ledger allows, made by somebody who holds nothing of it.
///
/// Its data hold no payment. Its outcome is a state in which nobody has an account, and one withdrawal of all that the
/// contract holds. No witness satisfies the circuit for that, so that only a forged proof makes L1 take it.
package struct ForgedBatch: Sendable {
    /// Number that the batch will have.
    package let number: UInt64
    /// A batch without payments and deposits, whose data are committed to.
    package let batch: Batch
    /// The same as the contract takes it.
    package let commitment: ContractVerifiedRollup.Commitment
    /// What the batch claims to lead to.
    package let outcome: ContractVerifiedRollup.Outcome
    /// The withdrawal.
    package let withdrawal: PaymentsWithdrawal
    /// The tree that holds it alone.
    package let withdrawals: WithdrawalTree

    private let rootBefore: UInt256

    /// The batch that comes next on L1.
    ///
    /// - Parameters:
    ///   - thief: L1 address that everything is withdrawn to.
    ///   - ledger: The sequencer's view of the ledger, for what everybody knows: its shape and domain.
    ///   - l1: L1 as it is.
    /// - Throws: `ActorError` when L1 cannot be read, or the contract holds more than a withdrawal can be of.
    package init(for thief: Address, of ledger: PaymentsSequencer, on l1: L1Chain) throws(ActorError) {
        typealias Slot = ContractVerifiedRollup.Slot
        let shape = ledger.configuration.shape
        func value(_ slot: UInt256) throws(ActorError) -> UInt256 {
            do {
                return try l1.storage(of: ledger.rollup, slot)
            } catch {
                throw .l1(error)
            }
        }
        number = try value(Slot.committedCount).saturatedUInt64 &+ 1
        guard let amount = UInt128(exactly: try value(Slot.escrow)) else {
            throw .payments("the contract holds more than a withdrawal can be of")
        }
        do throws(PaymentError) {
            batch = try Batch(shape: shape, domain: ledger.domain, deposits: [], payments: [])
        } catch {
            throw .payments("\(error)")
        }
        withdrawal = PaymentsWithdrawal(recipient: thief, amount: amount, index: 0)
        withdrawals = WithdrawalTree([withdrawal], capacity: shape.capacity)
        outcome = ContractVerifiedRollup.Outcome(
            root: AccountTree().root.value,
            withdrawalsRoot: withdrawals.root.value,
            depositEnd: try value(Slot.committedDeposits).saturatedUInt64
        )
        let byteCount = shape.capacity * ContractVerifiedRollup.paymentByteCount
        commitment = ContractVerifiedRollup.Commitment(
            payments: [UInt8](repeating: 0, count: byteCount),
            depositCount: 0
        )
        rootBefore = try value(Slot.provenRoot)
    }

    /// What a proof would have to be of.
    ///
    /// - Parameter versionedHash: Names the blob that holds the payments; nil where they are in calldata.
    /// - Throws: `ActorError` when the batch needs the name and has none.
    package func publicInputs(versionedHash: Bytes32?) throws(ActorError) -> [UInt256] {
        do throws(PaymentError) {
            let blob = try batch.data.blobInputs(versionedHash: versionedHash)
            return [rootBefore, outcome.root, outcome.withdrawalsRoot, batch.data.hash.value] + blob.map(\.value)
        } catch {
            throw .payments("\(error)")
        }
    }
}

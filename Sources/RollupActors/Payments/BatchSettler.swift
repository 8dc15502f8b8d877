import Cryptography
package import PaymentsCircuit
package import Primitives
package import RollupContracts

/// A withdrawal of a payments ledger; block headers know another kind (EIP-4895).
package typealias PaymentsWithdrawal = Withdrawal

/// An amount paid into a payments ledger; the scenario language knows another kind.
package typealias PaymentsDeposit = Deposit

/// What settles a sealed batch on L1: three transactions, each of which somebody signs.
package enum BatchSettler {
    /// Gas limit of a commitment without its data; `PaymentsRoundTripTests` holds what these spend below half.
    package static let commitGasLimit: UInt64 = 300_000
    /// Gas limit of a payment's or a deposit's data: calldata with its floor, memory, SHA-256 and the queue's slots.
    package static let commitGasPerPlace: UInt64 = 10_000
    /// Gas limit of a proof: four pairings, a multiplication for each public input, the opening of a blob if there is
    /// one, and the contract.
    package static let proveGasLimit: UInt64 = 800_000
    /// Gas limit of an execution: slots and an event.
    package static let executeGasLimit: UInt64 = 200_000
    /// Gas limit of a revert of commitments.
    package static let revertGasLimit: UInt64 = 120_000
    /// Gas limit of a deposit: a place in the queue, and an account.
    package static let depositGasLimit: UInt64 = 400_000
    /// Gas limit of a claim without its path.
    package static let claimGasLimit: UInt64 = 300_000
    /// Gas limit of each level of the path, and of the leaf: a Poseidon digest.
    package static let claimGasPerDigest: UInt64 = 120_000

    /// The three transactions that settle a batch, in order: its data, its proof, its execution.
    ///
    /// - Parameters:
    ///   - batch: The batch.
    ///   - commitment: What the contract is given of its data.
    ///   - outcome: What it is said to lead to.
    ///   - blob: The blob that goes along with the first; nil where the payments are in calldata.
    ///   - proof: Eight words in the order of EIP-197.
    ///   - rollup: The rollup's contract.
    /// - Returns: The calls of the contract.
    package static func settlement(
        of batch: Batch,
        as commitment: ContractVerifiedRollup.Commitment,
        leadingTo outcome: ContractVerifiedRollup.Outcome,
        blob: BatchBlob?,
        proof: [UInt256],
        rollup: Address
    ) -> [TransactionIntent] {
        let (shape, dataHash) = (batch.shape, batch.data.hash.value)
        let execution = execute(outcome, rollup: rollup)
        guard let blob else {
            return [
                commit(commitment, shape: shape, rollup: rollup),
                prove(dataHash: dataHash, outcome: outcome, proof: proof, rollup: rollup), execution,
            ]
        }
        let deposits = commitment.depositCount
        return [
            commitBlob(blob.versionedHash, depositCount: deposits, shape: shape, rollup: rollup),
            proveBlob(dataHash: dataHash, outcome: outcome, blob: blob.proof, proof: proof, rollup: rollup), execution,
        ]
    }

    /// Hands in the data of a batch.
    package static func commit(
        _ commitment: ContractVerifiedRollup.Commitment,
        shape: BatchShape,
        rollup: Address
    ) -> TransactionIntent {
        let places = UInt64(shape.capacity + shape.depositCapacity)
        return TransactionIntent(
            to: rollup,
            data: ContractVerifiedRollup.commit(commitment),
            gasLimit: commitGasLimit + commitGasPerPlace * places
        )
    }

    /// Proves a committed batch.
    package static func prove(
        dataHash: UInt256,
        outcome: ContractVerifiedRollup.Outcome,
        proof: [UInt256],
        rollup: Address
    ) -> TransactionIntent {
        let data = ContractVerifiedRollup.prove(dataHash: dataHash, outcome: outcome, proof: proof)
        return TransactionIntent(to: rollup, data: data, gasLimit: proveGasLimit)
    }

    /// Hands in a batch whose payments are in a blob, which goes along.
    package static func commitBlob(
        _ versionedHash: Bytes32,
        depositCount: UInt64,
        shape: BatchShape,
        rollup: Address
    ) -> TransactionIntent {
        TransactionIntent(
            to: rollup,
            data: ContractVerifiedRollup.commitBlob(depositCount: depositCount),
            gasLimit: commitGasLimit + commitGasPerPlace * UInt64(shape.depositCapacity),
            blobVersionedHashes: [versionedHash]
        )
    }

    /// Proves a committed batch whose payments are in a blob.
    package static func proveBlob(
        dataHash: UInt256,
        outcome: ContractVerifiedRollup.Outcome,
        blob: ContractVerifiedRollup.BlobProof,
        proof: [UInt256],
        rollup: Address
    ) -> TransactionIntent {
        let data = ContractVerifiedRollup.proveBlob(dataHash: dataHash, outcome: outcome, blob: blob, proof: proof)
        return TransactionIntent(to: rollup, data: data, gasLimit: proveGasLimit)
    }

    /// Lets the withdrawals of a proven batch be claimed.
    package static func execute(_ outcome: ContractVerifiedRollup.Outcome, rollup: Address) -> TransactionIntent {
        TransactionIntent(to: rollup, data: ContractVerifiedRollup.execute(outcome), gasLimit: executeGasLimit)
    }

    /// Forgets commitments that nobody can prove.
    package static func revert(rollup: Address) -> TransactionIntent {
        TransactionIntent(to: rollup, data: ContractVerifiedRollup.revertBatches(), gasLimit: revertGasLimit)
    }

    /// Pays wei into the account of an owner.
    package static func deposit(_ amount: UInt256, for owner: PaymentsOwner, rollup: Address) -> TransactionIntent {
        TransactionIntent(
            to: rollup,
            value: amount,
            data: ContractVerifiedRollup.deposit(owner: owner.address, keyHash: owner.keyHash),
            gasLimit: depositGasLimit
        )
    }

    /// Claims a withdrawal of a batch.
    ///
    /// - Parameters:
    ///   - withdrawal: The withdrawal.
    ///   - batch: Number of the batch.
    ///   - tree: The batch's withdrawals.
    ///   - rollup: The rollup's contract.
    /// - Returns: The call of the contract.
    package static func claim(
        _ withdrawal: PaymentsWithdrawal,
        of batch: UInt64,
        in tree: WithdrawalTree,
        rollup: Address
    ) -> TransactionIntent {
        let path = tree.path(to: withdrawal).map(\.value)
        let claim = ContractVerifiedRollup.Claim(
            batch: batch,
            index: UInt64(withdrawal.index),
            recipient: withdrawal.recipient,
            amount: UInt256(withdrawal.amount),
            path: path
        )
        return TransactionIntent(
            to: rollup,
            data: ContractVerifiedRollup.claim(claim),
            gasLimit: claimGasLimit + claimGasPerDigest * UInt64(path.count + 1)
        )
    }
}

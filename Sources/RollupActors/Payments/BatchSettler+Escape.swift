import Cryptography
package import PaymentsCircuit
package import Primitives
package import RollupContracts

extension BatchSettler {
    /// Gas limit of a demanded withdrawal: a signature over Baby Jubjub and three Poseidon digests.
    package static let requestExitGasLimit: UInt64 = 3_000_000
    /// Gas that a demand burns beside that for not being counted among those of a block.
    package static let premiumGas: UInt64 = 1_500_000
    /// Gas limit of whatever shows L1 an account: its leaf, and a digest for each level of the tree.
    package static let accountProofGasLimit: UInt64 = 2_500_000
    /// Gas limit of a freeze.
    package static let freezeGasLimit: UInt64 = 200_000
    /// Gas limit of a deposit that is cancelled, or paid back.
    package static let reclaimGasLimit: UInt64 = 200_000
    /// Gas limit of each signature of a committee.
    package static let gasPerAttestation: UInt64 = 20_000

    /// The three transactions that settle a batch whose payments the committee has, in order.
    ///
    /// - Parameters:
    ///   - batch: The batch.
    ///   - outcome: What it is said to lead to.
    ///   - attestations: Signatures of the claim.
    ///   - proof: Eight words in the order of EIP-197.
    ///   - rollup: The rollup's contract.
    /// - Returns: The calls of the contract.
    package static func settlement(
        of batch: Batch,
        leadingTo outcome: ContractVerifiedRollup.Outcome,
        attestations: [EscapableRollup.Attestation],
        proof: [UInt256],
        rollup: Address
    ) -> [TransactionIntent] {
        let digest = batch.data.paymentsDigest.value
        let commitment = EscapableRollup.commitClaim(
            paymentsDigest: digest,
            depositCount: batch.commitment.depositCount,
            attestations: attestations
        )
        let proving = EscapableRollup.proveClaim(
            paymentsDigest: digest,
            dataHash: batch.data.hash.value,
            outcome: outcome,
            evaluation: batch.data.evaluation(versionedHash: AttestedData.name).value,
            proof: proof
        )
        let gasLimit =
            commitGasLimit + commitGasPerPlace * UInt64(batch.shape.depositCapacity)
            + gasPerAttestation * UInt64(attestations.count)
        return [
            TransactionIntent(to: rollup, data: commitment, gasLimit: gasLimit),
            TransactionIntent(to: rollup, data: proving, gasLimit: proveGasLimit), execute(outcome, rollup: rollup),
        ]
    }

    /// Demands a signed withdrawal, with the premium or without.
    package static func requestExit(
        _ withdrawal: SignedPayment,
        isPremium: Bool = false,
        rollup: Address
    ) -> TransactionIntent {
        TransactionIntent(
            to: rollup,
            data: EscapableRollup.requestExit(EscapableRollup.ExitRequest(withdrawal), isPremium: isPremium),
            gasLimit: requestExitGasLimit + (isPremium ? premiumGas : 0)
        )
    }

    /// Closes a demand, by what stands at the account's place.
    package static func answerExit(
        _ demand: EscapableRollup.Demand,
        _ proof: EscapableRollup.AccountProof,
        rollup: Address
    ) -> TransactionIntent {
        let data = EscapableRollup.answerExit(demand, proof)
        return TransactionIntent(to: rollup, data: data, gasLimit: accountProofGasLimit)
    }

    /// Freezes the ledger, since a demand was not answered.
    package static func freeze(_ demand: EscapableRollup.Demand, rollup: Address) -> TransactionIntent {
        TransactionIntent(to: rollup, data: EscapableRollup.freeze(demand), gasLimit: freezeGasLimit)
    }

    /// Pays an account of a frozen ledger out.
    package static func escape(_ proof: EscapableRollup.AccountProof, rollup: Address) -> TransactionIntent {
        TransactionIntent(to: rollup, data: EscapableRollup.escape(proof), gasLimit: accountProofGasLimit)
    }

    /// Asks for a deposit back that no proven batch has taken.
    package static func depositCancel(_ index: UInt64, rollup: Address) -> TransactionIntent {
        TransactionIntent(to: rollup, data: EscapableRollup.depositCancel(index: index), gasLimit: reclaimGasLimit)
    }

    /// Pays a deposit back which a frozen ledger has not taken, or which was cancelled long enough ago.
    package static func reclaimDeposit(_ index: UInt64, rollup: Address) -> TransactionIntent {
        TransactionIntent(to: rollup, data: EscapableRollup.reclaimDeposit(index: index), gasLimit: reclaimGasLimit)
    }
}

/// Data that a committee attests stand in the place of a blob.
package enum AttestedData {
    /// What stands for the blob's name, from which the point of the polynomial follows.
    package static let name = Bytes32.zero
}

extension EscapableRollup.ExitRequest {
    /// What L1 is shown of a signed withdrawal.
    package init(_ withdrawal: SignedPayment) {
        let (key, r) = (withdrawal.publicKey, withdrawal.signature.r)
        self.init(
            account: withdrawal.payment.from,
            nonce: withdrawal.nonce,
            amount: UInt256(withdrawal.payment.amount),
            key: EscapableRollup.Point(x: key.x.value, y: key.y.value),
            noncePoint: EscapableRollup.Point(x: r.x.value, y: r.y.value),
            response: withdrawal.signature.s
        )
    }

    /// The signed withdrawal; nil for numbers that none can have, which the contract excludes.
    package var withdrawal: SignedPayment? {
        guard let amount = UInt128(exactly: amount), let keyX = BN254.Fr(exactly: key.x),
            let keyY = BN254.Fr(exactly: key.y), let nonceX = BN254.Fr(exactly: noncePoint.x),
            let nonceY = BN254.Fr(exactly: noncePoint.y)
        else { return nil }
        return SignedPayment(
            payment: .withdrawal(from: account, amount: amount),
            nonce: nonce,
            publicKey: BabyJubjub.Point(x: keyX, y: keyY),
            signature: EdDSA.Signature(r: BabyJubjub.Point(x: nonceX, y: nonceY), s: response)
        )
    }
}

extension EscapableRollup.Demand {
    /// What names the demand of a signed withdrawal.
    package init(of withdrawal: SignedPayment) {
        self.init(
            account: withdrawal.payment.from,
            keyHash: Account.keyHash(of: withdrawal.publicKey).value,
            nonce: withdrawal.nonce,
            amount: UInt256(withdrawal.payment.amount)
        )
    }
}

extension EscapableRollup.AccountProof {
    /// What stands at a place of a ledger, with its path.
    package init(of place: UInt16, in state: AccountTree) {
        let account = state[place]
        self.init(
            place: place,
            owner: account?.owner ?? .zero,
            keyHash: account?.keyHash.value ?? .zero,
            nonce: UInt256(account?.nonce ?? 0),
            balance: UInt256(account?.balance ?? 0),
            path: state.path(to: place).map(\.value)
        )
    }
}

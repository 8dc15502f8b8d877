import EVM
import L1Sim
import PaymentsCircuit
import Primitives
import RollupActors
import RollupContracts
import StateTransition

extension PaymentsInstance {
    /// What reports call its proofs.
    var proofKind: String {
        proofs.isSimulated ? "simulated proof" : "Groth16 proof under a key of an insecure set-up"
    }
}

extension Tampering {
    /// What is claimed of a batch with some changes; the hash is computed anew, unless it is itself changed.
    ///
    /// - Throws: `SimulationFault.setup` when a change fits no claim about a batch, or leaves it as it is.
    static func applied(
        _ changes: [Tampering],
        to sealed: SealedBatch,
        on l1: L1Chain
    ) throws(SimulationFault) -> DisputeClaim {
        var claim = sealed.claim(on: l1)
        for change in changes {
            switch change.field {
            case .stateRoot:
                var header = sealed.header
                header.root = try change.changed(claim.stateRoot).uint256
                claim.stateRoot = Bytes32(header.root)
                if !changes.contains(where: { $0.field == .blockHash }) { claim.blockHash = header.hash }
            case .blockHash: claim.blockHash = try change.changed(claim.blockHash)
            case .parentHash: claim.parentHash = try change.changed(claim.parentHash)
            default: throw .setup("a claim about a batch has no `\(change.field.rawValue)`", at: change.location)
            }
        }
        return claim
    }

    /// A word with this change, which must make another of it.
    private func changed(_ word: Bytes32) throws(SimulationFault) -> Bytes32 {
        let other: Bytes32?
        switch mutation {
        case .flipBit: other = Bytes32(word.uint256 ^ .one)
        case .bytes(let bytes): other = Bytes32(bytes[...])
        default: other = nil
        }
        guard let other else { throw .setup("`\(field.rawValue)` is a hash of 32 bytes", at: location) }
        guard other != word else {
            throw .setup(
                "tampering with `\(field.rawValue)` changes nothing: the batch has it so already",
                at: location
            )
        }
        return other
    }
}

extension Simulation {
    /// Gas limit of a Groth16 proof of a claim, beside the calldata: what `BatchSettler` gives one, two contracts that
    /// copy the payload, and the deposits.
    private static let batchProofGas: UInt64 = BatchSettler.proveGasLimit + 700_000

    /// Shows a game a Groth16 proof of what a sealed batch does to the ledger.
    ///
    /// - Parameters:
    ///   - block: The step that sealed the batch, which is proved as it is: nobody can prove a lie.
    ///   - ledger: The rollup.
    ///   - game: The game.
    ///   - isDamaged: Whether one bit of the proof is another.
    ///   - step: The step.
    ///   - summary: What the step does.
    /// - Returns: What the step did.
    /// - Throws: `SimulationFault` when nobody can prove the batch, L1 cannot be read, or the run has spent its limits.
    mutating func proveBatch(
        _ block: String,
        of ledger: PaymentsInstance,
        to game: GameRecord,
        isDamaged: Bool,
        for step: Step,
        _ summary: String
    ) throws(SimulationFault) -> StepEffect {
        guard let sealed = ledger.sealedBatches[block] else {
            throw .setup("`\(block)` has sealed no batch of `\(ledger.name)`")
        }
        var proof: [UInt256]
        do throws(BatchProofFailure) {
            proof = try ledger.proofs.proof(of: sealed.batch, appliedTo: sealed.stateBefore)
        } catch {
            throw SimulationFault(error, "no proof")
        }
        try budget.checkTime()
        if isDamaged, !proof.isEmpty { proof[0] = proof[0] ^ .one }
        let data = ZKDisputeGame.prove(payload: sealed.payload(proof: proof).encoded)
        let actor = try actor(step.actor ?? "")
        let intent = TransactionIntent(to: game.address, data: data, gasLimit: 0)
        let gasLimit = try signed(intent, by: actor, withGas: Self.batchProofGas).gasLimit
        var effect = try play(game, data, gasLimit: gasLimit, for: step, summary)
        effect.details.append("\(ledger.proofKind)\(isDamaged ? "; one bit of it is flipped on the way to L1" : "")")
        return effect
    }

    /// What the ledger's contract is shown in the place of a proof: the game about a batch that is final, or else the
    /// newest that a step has begun about it.
    func verdict(
        on sealed: SealedBatch,
        of block: String,
        in contracts: DisputeContracts,
        of rollup: String
    ) throws(SimulationFault) -> [UInt256] {
        let final: UInt256
        do {
            let slot = HybridRollup.Slot.finalGame(l2BlockNumber: sealed.number)
            final = try l1.storage(of: contracts.rollup, slot)
        } catch {
            throw .l1(error)
        }
        let begun = games.values.filter { $0.rollup == rollup && $0.block == block }.max { $0.index < $1.index }
        return GameVerdictVerifier.verdict(
            of: final.isZero ? begun?.address ?? .zero : Address(truncating: final),
            before: sealed.headerBefore,
            depositEnd: sealed.depositEnd
        )
    }
}

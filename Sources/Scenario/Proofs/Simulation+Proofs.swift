import EVM
import ExecutePrecompile
import L1Sim
import Primitives
import RollupActors
import RollupContracts
import StateTransition

/// What travels beside a transaction.
struct Companions {
    /// Encoded `ProofSidecar`; nil for none.
    var proofs: [UInt8]?
    /// Its blobs; nil for none.
    var blobs: BlobSidecar?

    /// Nothing.
    static let none = Companions()
}

extension Simulation {
    /// Proves and verifies; a fault on an L1 that takes no proofs.
    func proofs() throws(SimulationFault) -> any BlockProofs {
        guard let proofs = selection.proofs else {
            throw .setup("no rollup of this scenario has the preset native-proof")
        }
        return proofs
    }

    /// Hash of a release's verification key.
    func key(of release: ProgramRelease) throws(SimulationFault) -> Bytes32 {
        let releases = try proofs().releases
        guard releases.indices.contains(release.index) else {
            throw .setup("there is no release \(release.number) of the program, only \(releases.count)")
        }
        return releases[release.index]
    }

    /// A slot of the registry's storage after the newest block.
    func registryStorage(_ slot: UInt256) throws(SimulationFault) -> UInt256 {
        do {
            return try l1.storage(of: VerificationKeyRegistry.address, slot)
        } catch {
            throw .l1(error)
        }
    }

    /// The release that a rollup's contract asks for: its own, or the registry's current one.
    func requiredRelease(of rollup: RollupInstance) throws(SimulationFault) -> ProgramRelease {
        let pinned: Bytes32
        switch rollup.configuration.settlement {
        case .execute(let key): pinned = key
        case .dispute(let configuration, _): pinned = configuration.verificationKeyHash
        case .multiProof(let configuration, _): pinned = configuration.verificationKeyHash
        case .optimistic: throw .setup("`\(rollup.name)` asks for no program: EXECUTE never sees its blocks")
        }
        let current = Bytes32(try registryStorage(VerificationKeyRegistry.currentKeySlot))
        let key = pinned == .zero ? current : pinned
        guard let index = try proofs().releases.firstIndex(of: key) else {
            throw .setup("`\(rollup.name)` asks for a program that nobody here has")
        }
        return ProgramRelease(index: index)
    }

    /// Has L1 import a block into which its proposer has put a transaction past mempool and verifier.
    ///
    /// - Parameters:
    ///   - transaction: What the proposer includes.
    ///   - held: What the transaction's sender has signed for.
    ///   - published: What goes with the block.
    /// - Returns: How the import ends.
    /// - Throws: `SimulationFault` when the clock is at its end.
    mutating func force(
        _ transaction: Transaction,
        held: Companions = .none,
        published: Companions = .none
    ) throws(SimulationFault) -> StepOutcome {
        try budget.takeBlock()
        // The proposer's own node believes every proof, and executes no L2 block.
        let credulous = DependencyVerifier(timing: selection.proofTiming) { _, _, _ in nil }
        var proposer = l1.fork(extensions: selection.extensions(dependencyVerifier: credulous, isCredulous: true))
        do throws(L1Error) {
            guard let time = proposer.nextProposalTime else { throw L1Error.endOfTime }
            try proposer.skip(to: time)
            try l1.skip(to: time)
        } catch {
            throw .l1(error)
        }
        let hash: Bytes32
        do throws(MempoolRejection) {
            hash = try proposer.submit(transaction, sidecar: held.proofs, blobs: held.blobs)
        } catch {
            return StepOutcome(.reject, error.code)
        }
        let proposal: ProposedBlock
        do throws(L1Error) {
            proposal = try proposer.proposal(.ordered([hash]))
        } catch {
            throw .l1(error)
        }
        let records: [L1Sim.TransactionRecord]
        do throws(BlockRejection) {
            records = try l1.importBlock(
                proposal.rlp,
                sidecars: published.proofs.map { [$0] } ?? [],
                blobs: published.blobs.map { [$0] } ?? []
            )
        } catch {
            switch error {
            case .unproved(_, let rejection): return StepOutcome(.invalidBlock, rejection.code)
            case .blobs(_, let rejection): return StepOutcome(.invalidBlock, rejection.code)
            case .invalid(let reason): return StepOutcome(.invalidBlock, reason.code)
            default: return StepOutcome(.invalidBlock, "\(error)")
            }
        }
        try budget.spend(gas: l1.head.gasUsed)
        guard let record = records.first else { return StepOutcome(.reject, SentTransaction.notIncluded) }
        return outcome(of: record)
    }
}

import EVM
import ExecutePrecompile
package import L1Sim
import Primitives
import RollupActors
import RollupContracts
import Scenario
package import StateTransition

/// What L1 made of a transaction.
package enum Inclusion: Sendable {
    /// A block holds it.
    case included(TransactionRecord)
    /// The pool does not take it.
    case refused(MempoolRejection)

    /// What the transaction did.
    ///
    /// - Throws: `ComparisonFault.unexpected` when no block holds it.
    package func record(_ name: String) throws(ComparisonFault) -> TransactionRecord {
        switch self {
        case .included(let record): return record
        case .refused(let rejection): throw .unexpected("L1 refuses \(name): \(rejection)")
        }
    }
}

extension GasWorld {
    /// Sends a transaction to L1, and has a block made and imported with it.
    ///
    /// - Parameters:
    ///   - transaction: Signed.
    ///   - sidecar: Proofs that it depends on; nil for none.
    ///   - blobs: Blobs that it names; nil for none.
    ///   - l1: The chain, which gets the block.
    /// - Returns: What the import found, or why the pool refuses it.
    /// - Throws: `ComparisonFault` when the block cannot be made, or leaves the transaction out.
    package static func include(
        _ transaction: Transaction,
        sidecar: [UInt8]? = nil,
        blobs: BlobSidecar? = nil,
        on l1: inout L1Chain
    ) throws(ComparisonFault) -> Inclusion {
        let hash: Bytes32
        do throws(MempoolRejection) {
            hash = try l1.submit(transaction, sidecar: sidecar, blobs: blobs)
        } catch {
            return .refused(error)
        }
        let produced: ProducedBlock
        do throws(L1Error) {
            produced = try l1.produceBlock()
        } catch {
            throw .l1(error)
        }
        guard let record = produced.records.first(where: { $0.hash == hash }) else {
            throw .unexpected("a block of L1 leaves the only transaction out")
        }
        return .included(record)
    }

    /// The blobs that hold the transactions of an L2 block, with commitments and proofs in the form of L1's next block.
    ///
    /// - Throws: `ComparisonFault.unexpected` when they fit into no blobs.
    package static func blobs(
        holding request: NewPayloadRequest,
        on l1: L1Chain
    ) throws(ComparisonFault) -> BlobSidecar {
        guard let scheme = l1.extensions.blobCommitments, let form = l1.nextBlobProofForm else {
            throw .unexpected("this L1 takes no blobs")
        }
        do throws(BlobRejection) {
            let body = PayloadBody(transactions: request.executionPayload.transactions)
            return try scheme.sidecar(of: body.blobs, form: form)
        } catch {
            throw .unexpected("the L2 block fits into no blobs: \(error)")
        }
    }

    /// A transaction that has L1 execute a block, and the gas that it should need.
    struct ExecutionCall {
        /// Signed, with that gas as its limit, or with the most that it may have.
        var transaction: Transaction
        /// What intrinsic gas, EXECUTE and the contract need, with some room.
        var neededGas: UInt64
        /// Most gas that a transaction may have.
        var greatestLimit: UInt64
    }

    /// The transaction that has L1 execute a block under a price.
    func execution(of sealed: SealedBlock, under rule: GasRule, on l1: L1Chain) throws(ComparisonFault) -> ExecutionCall
    {
        let advancer = Advancer(actor: operatorActor, rollup: rollup)
        let greatest = fork.hasTransactionGasCap ? min(TransactionGas.cap, l1.head.gasLimit) : l1.head.gasLimit
        do throws(L1Error) {
            let unpriced = try advancer.transaction(
                payload: sealed.payload,
                gasRule: rule,
                gasLimit: greatest,
                on: l1
            )
            let fields = sealed.payload.newPayloadRequest.executionPayload.fields
            let charge = rule.charge(
                gasLimit: fields.gasLimit,
                gasUsed: fields.gasUsed,
                inputByteCount: sealed.payload.encoded.count
            )
            // A call forwards at most 63/64 of what is left (EIP-150).
            let forwarded = UInt256(charge) &+ UInt256(charge / 63) &+ 1
            let sum = UInt256(unpriced.intrinsicGas) &+ forwarded &+ UInt256(Advancer.contractGas)
            let needed = max(sum.saturatedUInt64, unpriced.floorGas(fork: fork))
            let transaction = try advancer.transaction(
                payload: sealed.payload,
                gasRule: rule,
                gasLimit: min(needed, greatest),
                on: l1
            )
            return ExecutionCall(transaction: transaction, neededGas: needed, greatestLimit: greatest)
        } catch {
            throw .l1(error)
        }
    }

    /// Proposes a block, and makes it final after its window.
    ///
    /// - Returns: What L1 made of the two transactions; of the first alone when the pool refuses it.
    func settleByClaim(_ sealed: SealedBlock, on l1: inout L1Chain) throws(ComparisonFault) -> [Inclusion] {
        let proposer = Proposer(actor: operatorActor, rollup: rollup)
        let window = sequencer.configuration.settlement.challengeWindow
        let blobs = claims == .inBlobs ? try Self.blobs(holding: sealed.payload.newPayloadRequest, on: l1) : nil
        let proposal: Transaction
        do throws(L1Error) {
            proposal = try proposer.transaction(
                proposing: sealed.payload,
                blobVersionedHashes: blobs?.versionedHashes ?? [],
                on: l1
            )
        } catch {
            throw .l1(error)
        }
        let proposed = try Self.include(proposal, blobs: blobs, on: &l1)
        guard case .included = proposed else { return [proposed] }
        let finalization: Transaction
        do throws(L1Error) {
            try l1.skip(to: l1.clock.now &+ window)
            let intent = Proposer.finalization(of: sealed.block.header.number, rollup: rollup)
            finalization = try operatorActor.transaction(intent, on: l1)
        } catch {
            throw .l1(error)
        }
        return [proposed, try Self.include(finalization, on: &l1)]
    }
}

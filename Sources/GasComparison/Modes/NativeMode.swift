import EVM
import ExecutePrecompile
import L1Sim
import Primitives
import RollupActors
import RollupContracts
package import Scenario
import StateTransition
import TextOutput

/// The L2 block is handed to a native rollup's contract, and established by EXECUTE.
///
/// Its transactions stand in the calldata, or, where a proof establishes the block, in blobs of the same transaction.
/// EXECUTE that runs the block again reads transactions and witness from the EVM's memory, which a contract fills from
/// calldata alone: of a blob it sees a hash.
package struct NativeMode: GasMode {
    /// How EXECUTE establishes it, and at which price.
    package let enforcement: EnforcementMode
    private let publishesBlobs: Bool

    /// A native rollup whose EXECUTE enforces blocks so, with their transactions in calldata.
    package init(_ enforcement: EnforcementMode) {
        self.enforcement = enforcement
        publishesBlobs = false
    }

    private init(publishingBlobs enforcement: EnforcementMode) {
        self.enforcement = enforcement
        publishesBlobs = true
    }

    /// The same rollup with its transactions in blobs; nil for re-execution.
    package var inBlobs: NativeMode? {
        enforcement.mode == .proof ? NativeMode(publishingBlobs: enforcement) : nil
    }

    package var name: String { publishesBlobs ? "\(enforcement.rawValue)+blob" : enforcement.rawValue }
    package var dataAvailability: RollupSection.DataAvailability? { publishesBlobs ? .blob : .calldata }
    package var statement: SettledStatement { .l2Block }
    package var provenance: Provenance { enforcement.provenance }
    package var lineStyle: Int { EnforcementMode.allCases.firstIndex(of: enforcement) ?? 0 }
    package var needsBlockProof: Bool { enforcement.mode == .proof }

    package var assumptions: [GasAssumption] {
        let own: [GasAssumption] =
            switch enforcement {
            case .reexecutionV6: [.limitIsPaid, .neverInBlobs, .smallState]
            case .reexecutionGasUsed, .reexecutionFlat: [.neverInBlobs, .smallState]
            case .proofDependency: [.proofPrice, .registryRead]
            case .proofSidecar: [.proofPrice, .sidecarAsGas, .registryRead]
            case .proofSimulatedTime: [.proofPrice, .simulatedTime, .registryRead]
            }
        return own + [.freshRoots] + (publishesBlobs ? [.blobDependency] : [])
    }

    package func measure(_ batch: WorkloadBatch, on world: GasWorld) throws(ComparisonFault) -> GasOutcome {
        guard let sealed = batch.sealed else {
            let limit = world.sequencer.configuration.gasLimit
            return .overCap("the L2 block: its gas limit is \(limit.grouped)")
        }
        if let rule = enforcement.gasRule { return try execute(sealed, rule, on: world) }
        switch batch.proof {
        case .failure(let failure): return .noProof(failure.description)
        case .success(let proof): return try prove(sealed, proof, on: world)
        }
    }

    private func execute(
        _ sealed: SealedBlock,
        _ rule: GasRule,
        on world: GasWorld
    ) throws(ComparisonFault) -> GasOutcome {
        var l1 = world.l1.fork(extensions: .execute(enforcement, proofs: world.proofs))
        let call = try world.execution(of: sealed, under: rule, on: l1)
        let inclusion = try GasWorld.include(call.transaction, on: &l1)
        if case .included(let record) = inclusion, call.neededGas > call.greatestLimit, record.ranOutOfGas {
            let eip = world.fork.hasTransactionGasCap ? "EIP-7825" : "the block"
            return .overCap("\(eip): a transaction has at most \(call.greatestLimit.grouped) gas")
        }
        return try outcome(of: inclusion, sealed)
    }

    private func prove(
        _ sealed: SealedBlock,
        _ proof: BlockProof,
        on world: GasWorld
    ) throws(ComparisonFault) -> GasOutcome {
        guard let key = world.proofs.releases.first, let rule = enforcement.proofGasRule else {
            return .noProof("there is no program whose proofs L1 takes")
        }
        var l1 = world.l1.fork(extensions: .execute(enforcement, proofs: world.proofs))
        do throws(L1Error) {
            guard let time = l1.nextProposalTime else { throw L1Error.endOfTime }
            // L1 comes to know the key as it would: by a fork that registers it.
            try l1.schedule(
                ScheduledSystemCall(
                    timestamp: time,
                    address: VerificationKeyRegistry.address,
                    input: VerificationKeyRegistry.register(key, schemaId: InputSchema.osaka.rawValue)
                )
            )
            _ = try l1.produceBlock()
        } catch {
            throw .l1(error)
        }
        let blobs = publishesBlobs ? try GasWorld.blobs(holding: sealed.payload.newPayloadRequest, on: l1) : nil
        let settlement: (transaction: Transaction, sidecar: ProofSidecar)
        do throws(SimulationFault) {
            settlement = try proof.settlement(
                of: sealed.payload,
                key: key,
                blobs: blobs,
                by: Advancer(actor: world.operatorActor, rollup: world.rollup),
                gasRule: rule,
                on: l1
            )
        } catch {
            throw .simulation(error)
        }
        let inclusion = try GasWorld.include(
            settlement.transaction,
            sidecar: settlement.sidecar.encoded,
            blobs: blobs,
            on: &l1
        )
        return try outcome(of: inclusion, sealed)
    }

    private func outcome(of inclusion: Inclusion, _ sealed: SealedBlock) throws(ComparisonFault) -> GasOutcome {
        switch inclusion {
        case .refused(.tooLarge(let limit, _)):
            return .overCap("the pool: a transaction has at most \(limit.grouped) bytes")
        case .refused(let rejection):
            throw .unexpected("\(name): L1 refuses the transaction: \(rejection)")
        case .included(let record):
            guard record.succeeded else {
                let limit = NativeRollup.maxPayloadByteCount
                if let payload = NativeRollup.payload(advanceCalldata: record.transaction.data), payload.count > limit {
                    return .overCap("the rollup's contract: it takes at most \(limit.grouped) bytes (decision 0005)")
                }
                throw .unexpected("\(name): \(RevertReason(output: record.status.output))")
            }
            return .measured(
                GasMeasurement(
                    [GasMeasurement.Part("advance", record)],
                    l2TransactionCount: UInt64(sealed.records.count),
                    l2GasUsed: sealed.block.header.gasUsed
                )
            )
        }
    }
}

extension TransactionRecord {
    /// Whether it failed for want of gas: its own, or that of a call of EXECUTE.
    fileprivate var ranOutOfGas: Bool {
        switch status {
        case .succeeded: false
        case .halted(let reason): reason == .outOfGas
        case .reverted:
            callTree.executeRuns.contains { run in
                if case .outOfGas = run.outcome { true } else { false }
            }
        }
    }
}

import EVM
import L1Sim
package import Primitives
import RollupActors
import RollupContracts
import StateTransition

/// A claim that a step has made to a multi-proof rollup.
struct ClaimRecord: Sendable {
    /// The rollup.
    let rollup: String
    /// Its name in the contract.
    let id: Bytes32
    /// The `seal` step that made the block.
    let block: String
    /// What is claimed, honest or not.
    let claimed: StatelessInput
    /// Whether the block makes what is claimed.
    let isTrue: Bool

    /// What is claimed, as the contract takes it.
    var claim: DisputeClaim { DisputeClaim(claimed.newPayloadRequest) }
}

/// What expressions can ask of a multi-proof rollup.
package struct ModeFacts: Hashable, Sendable {
    /// How its blocks become final, in the words of scenarios.
    package var mode: String
    /// Why it is so, in the words of scenarios.
    package var cause: String
    /// Entries of its mode log.
    package var count: UInt64
    /// How many proof systems have to agree.
    package var threshold: UInt64

    /// Facts of one rollup.
    package init(mode: String, cause: String, count: UInt64, threshold: UInt64) {
        self.threshold = threshold
        self.mode = mode
        self.cause = cause
        self.count = count
    }
}

extension Simulation {
    /// Gas limit of what is done to claims without EXECUTE and without a proof.
    static let claimGasLimit: UInt64 = 600_000

    /// The claim that a step has made.
    ///
    /// - Throws: `SimulationFault.setup` when it has made none, as the scenario may have expected.
    func claim(_ step: String) throws(SimulationFault) -> ClaimRecord {
        guard let claim = claims[step] else { throw .setup("step `\(step)` has made no claim") }
        return claim
    }

    /// What a multi-proof rollup was deployed with, and its contracts.
    func multiProof(
        of rollup: RollupInstance
    ) throws(SimulationFault) -> (configuration: MultiProofConfiguration, contracts: MultiProofContracts) {
        guard case .multiProof(let configuration, let contracts) = rollup.configuration.settlement else {
            throw .setup("`\(rollup.name)` has no proof systems")
        }
        return (configuration, contracts)
    }

    /// Sends a call of a multi-proof rollup's contract, and tells what it did and whether the mode has changed.
    mutating func callPortal(
        of name: String,
        _ data: [UInt8],
        for step: Step,
        _ summary: String
    ) throws(SimulationFault) -> StepEffect {
        let portal = try rollup(name).contract
        return try call(
            TransactionIntent(to: portal, data: data, gasLimit: Self.claimGasLimit),
            of: name,
            for: step,
            summary
        )
    }

    /// Sends a call of a multi-proof rollup's court, and tells what it did and whether the mode has changed.
    mutating func callCourt(
        of name: String,
        _ data: [UInt8],
        value: UInt256 = .zero,
        gasLimit: UInt64 = Self.claimGasLimit,
        for step: Step,
        _ summary: String
    ) throws(SimulationFault) -> StepEffect {
        let court = try multiProof(of: try rollup(name)).contracts.court
        return try call(
            TransactionIntent(to: court, value: value, data: data, gasLimit: gasLimit),
            of: name,
            for: step,
            summary
        )
    }

    /// Sends a transaction of the step's actor, and tells what it did and whether the rollup's mode has changed.
    private mutating func call(
        _ intent: TransactionIntent,
        of name: String,
        for step: Step,
        _ summary: String
    ) throws(SimulationFault) -> StepEffect {
        let rollup = try rollup(name)
        let actor = try actor(step.actor ?? "")
        let sent = try send(try signed(intent, by: actor), stepID: step.id)
        var effect = StepEffect(
            outcome: sent.outcome,
            summary: summary,
            actor: actor.name,
            gasUsed: sent.record?.gasUsed
        )
        if let remark = try modeRemark(of: sent.record, rollup) { effect.details.append(.remark(remark)) }
        return effect
    }

    /// The mode that a transaction has begun, in words; nil for none.
    func modeRemark(of record: TransactionRecord?, _ rollup: RollupInstance) throws(SimulationFault) -> String? {
        let topic = MultiProofPortal.EventLayout.modeChanged.topic
        guard let record, record.succeeded,
            record.logs.contains(where: { $0.address == rollup.contract && $0.topics.first == topic })
        else { return nil }
        do throws(EvaluationError) {
            let facts = try modeFacts(of: rollup.name)
            return "\(rollup.name) is in the mode `\(facts.mode)` now: \(facts.cause) (entry \(facts.count) of its log)"
        } catch {
            throw .setup(error.message)
        }
    }

    package func modeFacts(of rollup: String) throws(EvaluationError) -> ModeFacts {
        guard let instance = rollups[rollup], case .multiProof(let configuration, _) = instance.configuration.settlement
        else {
            throw EvaluationError("`\(rollup)` has no modes: its preset is another than multi-proof")
        }
        do throws(L1Error) {
            let count = try l1.storage(of: instance.contract, MultiProofPortal.Slot.modeCount).saturatedUInt64
            let entry = MultiProofPortal.Slot.modeEntry(count &- 1)
            let mode = try l1.storage(of: instance.contract, entry).saturatedUInt64
            let cause = try l1.storage(of: instance.contract, entry &+ UInt256(3)).saturatedUInt64
            return ModeFacts(
                mode: MultiProofPortal.Mode(rawValue: mode)?.name ?? "\(mode)",
                cause: MultiProofPortal.Cause(rawValue: cause)?.name ?? "\(cause)",
                count: count,
                threshold: configuration.terms.threshold
            )
        } catch {
            throw EvaluationError("\(error)")
        }
    }

    package func claimStatus(ofStep step: String) throws(EvaluationError) -> String {
        guard let claim = claims[step], let rollup = rollups[claim.rollup] else {
            throw EvaluationError("step `\(step)` has made no claim that proofs decide about")
        }
        do throws(L1Error) {
            let slot = MultiProofPortal.Slot.status(claim.id)
            let status = try l1.storage(of: rollup.contract, slot).saturatedUInt64
            return MultiProofPortal.Status(rawValue: status).map { "\($0)" } ?? "\(status)"
        } catch {
            throw EvaluationError("\(error)")
        }
    }

    package func isAgreed(onClaimOfStep step: String) throws(EvaluationError) -> Bool {
        guard let claim = claims[step], let rollup = rollups[claim.rollup] else {
            throw EvaluationError("step `\(step)` has made no claim that proofs decide about")
        }
        do throws(L1Error) {
            let call = MultiProofPortal.isAgreed(claim.id)
            let outcome = try l1.call(CallRequest(to: rollup.contract, data: call))
            return Bytes32(outcome.output[...])?.uint256 == .one
        } catch {
            throw EvaluationError("\(error)")
        }
    }

    package func proofCost(of rollup: String) throws(EvaluationError) -> UInt256 { proofCosts[rollup] ?? .zero }
}

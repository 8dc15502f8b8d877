import EVM
import ExecutePrecompile
import HostAccelerators
import L1Sim
import Primitives
import RollupContracts
import Scenario
import StateTransition
import Testing

/// Worlds that are broken on purpose: each invariant must see what it is there for.
@Suite struct InvariantTests {
    /// An EXECUTE that calls every input valid.
    private static let credulous = L1Extensions([
        L1Extension(address: .execute, name: "EXECUTE") { call in
            guard let input = try? StatelessInput(decoding: call.input) else { return .failure(.invalidInput) }
            let result = StatelessValidationResult(
                newPayloadRequestRoot: input.newPayloadRequest.root(.executionSpecs),
                successfulValidation: true,
                chainId: input.chainId,
                schemaId: input.schema.rawValue
            )
            return .success(output: result.encoded, gasUsed: 100_000)
        }
    ])

    /// The happy path up to its second block, whose state root the operator falsifies.
    private static func lyingSequencer(_ invariants: String = "") throws -> ScenarioDocument {
        let text = """
            format: rollupsim/1
            name: liar
            actors: {alice: {l1: 10 ETH}, operator: {l1: 5 ETH}}
            rollups: {nat: {preset: native-reexec, auto: off}}
            \(invariants)
            steps:
              - deposit: {to: nat, amount: 3 ETH}
                by: alice
              - seal: {rollup: nat}
                id: b1
              - advance: {rollup: nat, block: b1, tamper: {state_root: flip_bit}}
                by: operator
              - l1_mine: 1blk
            """
        return try ScenarioDocument(name: "liar.yaml", bytes: Array(text.utf8))
    }

    @Test func falseStateRootThatL1AcceptsTripsTheReference() throws {
        let options = SimulationOptions(extensions: Self.credulous)
        let result = ScenarioRun.run(try Self.lyingSequencer(), options: options)
        guard case .invariantViolated(let reason) = result.verdict else {
            Issue.record("\(TextReport(result).text)")
            return
        }
        #expect(reason.contains("root_matches_reference") && reason.contains("line 11"))
        #expect(result.verdict.exitCode == 4)
        #expect(result.timeline.last?.verb == "advance")
    }

    @Test func honestExecuteRefusesTheSameLie() throws {
        let result = ScenarioRun.run(try Self.lyingSequencer())
        #expect(result.verdict.exitCode == 1)
        #expect(result.invariants.allSatisfy { $0.violation == nil })
    }

    @Test func reportedViolationLetsTheRunGoOn() throws {
        let result = ScenarioRun.run(
            try Self.lyingSequencer("invariants: {root_matches_reference: report}"),
            options: SimulationOptions(extensions: Self.credulous)
        )
        #expect(result.verdict == .passed)
        let record = result.invariants.first { $0.setting.invariant == .rootMatchesReference }
        #expect(record?.violation?.line == 11)
        #expect(TextReport(result).text.contains("violated at line 11"))
    }

    @Test func expectedViolationThatDoesNotComeFails() throws {
        let setting = "invariants: {root_matches_reference: expect_violation}"
        let violated = ScenarioRun.run(
            try Self.lyingSequencer(setting),
            options: SimulationOptions(extensions: Self.credulous)
        )
        #expect(violated.verdict == .passed)
        let text = """
            format: rollupsim/1
            name: honest
            \(setting)
            rollups: {nat: {preset: native-reexec, auto: off}}
            steps: []
            """
        let held = ScenarioRun.run(try ScenarioDocument(name: "honest.yaml", bytes: Array(text.utf8)))
        #expect(held.verdict.exitCode == 1)
    }

    @Test func etherWithoutBackingTripsSolvency() throws {
        let result = ScenarioRun.run(
            try ScenarioFolder.document("native-happy-path.yaml"),
            options: SimulationOptions(escrowShortfall: 1)
        )
        guard case .invariantViolated(let reason) = result.verdict else {
            Issue.record("\(result.verdict)")
            return
        }
        #expect(reason.contains("escrow_solvency") && reason.contains("after the deployment"))
    }

    private static func message(_ index: UInt64, value: UInt256 = 5) -> RollupMessage {
        RollupMessage(sender: Address(1), to: Address(2), value: value, fee: 1, data: [], index: index)
    }

    @Test func solvencyCountsDepositsAndWithdrawalsOnce() {
        var watch = RollupWatch()
        watch.contractBalance = 100
        watch.circulating = 90
        #expect(Invariant.escrowSolvency.violation(of: watch) == nil)
        watch.record(.messageSent(Self.message(0)) as NativeRollup.Event)
        #expect(watch.liabilities == 96)
        watch.record(.messageSent(Self.message(0)) as L2Messenger.Event)
        #expect(watch.liabilities == 102)
        #expect(Invariant.escrowSolvency.violation(of: watch) != nil)
        let leaf = Self.message(0).leaf
        watch.record(.l2MessageClaimed(index: 0, leaf: leaf, feeRecipient: .zero) as NativeRollup.Event)
        #expect(watch.unclaimedWithdrawals == .zero && watch.pendingDeposits == 6)
        watch.record(.l1MessageClaimed(index: 0, leaf: leaf, feeRecipient: .zero) as L2Messenger.Event)
        #expect(watch.liabilities == 90)
        watch.contractBalance = 89
        #expect(Invariant.escrowSolvency.violation(of: watch) != nil)
    }

    @Test func secondDeliveryTripsNoDoubleClaim() {
        let leaf = Self.message(7).leaf
        var onL1 = RollupWatch()
        onL1.record(.messageSent(Self.message(7)) as L2Messenger.Event)
        let claim = NativeRollup.Event.l2MessageClaimed(index: 7, leaf: leaf, feeRecipient: .zero)
        onL1.record(claim)
        #expect(Invariant.noDoubleClaim.violation(of: onL1) == nil)
        onL1.record(claim)
        #expect(Invariant.noDoubleClaim.violation(of: onL1) == "L1 has paid out the message 7 from L2 twice")
        #expect(onL1.unclaimedWithdrawals == .zero)

        var onL2 = RollupWatch()
        onL2.record(.messageSent(Self.message(7)) as NativeRollup.Event)
        let delivery = L2Messenger.Event.l1MessageClaimed(index: 7, leaf: leaf, feeRecipient: .zero)
        onL2.record(delivery)
        #expect(Invariant.noDoubleClaim.violation(of: onL2) == nil)
        onL2.record(delivery)
        #expect(Invariant.noDoubleClaim.violation(of: onL2) != nil)
    }

    @Test func deliveryOfWhatWasNotSentTripsMessageOnce() {
        var watch = RollupWatch()
        watch.record(.messageSent(Self.message(0)) as L2Messenger.Event)
        let forged = Self.message(0, value: 6).leaf
        watch.record(.l2MessageClaimed(index: 0, leaf: forged, feeRecipient: .zero) as NativeRollup.Event)
        #expect(Invariant.messageOnce.violation(of: watch) != nil)
        var other = RollupWatch()
        other.record(.l1MessageClaimed(index: 3, leaf: forged, feeRecipient: .zero) as L2Messenger.Event)
        #expect(Invariant.messageOnce.violation(of: other) != nil)
    }

    @Test func etherFromNowhereTripsConservation() throws {
        var watch = RollupWatch()
        watch.l2Supply = (actual: 10, expected: 10)
        #expect(Invariant.ethConservation.violation(of: watch) == nil)
        watch.l2Supply.actual = 11
        #expect(Invariant.ethConservation.violation(of: watch) != nil)

        var simulation = try Simulation(try ScenarioFolder.document("native-happy-path.yaml"))
        #expect(Invariant.ethConservation.violation(in: simulation) == nil)
        simulation.supply.actual = simulation.supply.actual &+ 1
        #expect(Invariant.ethConservation.violation(in: simulation) != nil)
    }

    @Test func settledHeadThatGoesBackTripsFinality() {
        var watch = RollupWatch()
        func head(_ number: UInt64, _ root: UInt64) -> SettledHeadFacts {
            SettledHeadFacts(number: number, hash: .zero, stateRoot: Bytes32(UInt256(root)))
        }
        watch.compare(settled: head(1, 11), earlierRoot: nil, keptCount: 8191)
        watch.compare(settled: head(2, 22), earlierRoot: Bytes32(UInt256(11)), keptCount: 8191)
        #expect(Invariant.monotonicFinality.violation(of: watch) == nil)
        var reverted = watch
        reverted.compare(settled: head(1, 11), earlierRoot: Bytes32(UInt256(22)), keptCount: 8191)
        #expect(Invariant.monotonicFinality.violation(of: reverted) != nil)
        watch.compare(settled: head(3, 33), earlierRoot: Bytes32(UInt256(23)), keptCount: 8191)
        #expect(Invariant.monotonicFinality.violation(of: watch) != nil)
    }
}

import Primitives
import Scenario
import Testing

@Suite struct ScenarioDocumentTests {
    @Test func everySectionIsReadAsItsType() throws {
        let document = try ScenarioSamples.read(ScenarioSamples.complete)
        #expect(document.name == "complete-tour")
        #expect(document.level == 3)
        #expect(document.layers == [.execution, .settlement, .bridging])
        #expect(document.lesson == "Every verb: once")
        #expect(document.seed == 7)
        #expect(document.limits.wall.seconds == 30)
        #expect(document.limits.steps == 500)
        #expect(document.l1.preset == .osaka)
        #expect(document.l1.gasLimit?.units == 60_000_000)
        #expect(document.l1.slot?.seconds == 12)
        #expect(document.l1.baseFee?.wei == UInt256(1_000_000_000))
        #expect(document.actors.map(\.name) == ["alice", "bob", "operator"])
        #expect(document.actors[0].l1?.wei == UInt256(10_000_000_000_000_000_000))
        #expect(document.actors[1].l1 == nil)
        #expect(document.actors[2].l2.map(\.rollup) == ["nat"])
        #expect(document.actors[2].l2[0].amount.wei == UInt256(250_000_000_000_000_000))
        let rollup = try #require(document.rollups.first)
        #expect(rollup.chainID == 1_234_321)
        #expect(rollup.advancer == "operator")
        #expect(rollup.l2GasLimit?.units == 15_000_000)
        #expect(rollup.gasRule == .v6)
        #expect(rollup.requestsPolicy == .mustBeEmpty)
        let treatments = Dictionary(uniqueKeysWithValues: document.invariants.map { ($0.invariant, $0.treatment) })
        #expect(treatments[.escrowSolvency] == .enforce)
        #expect(treatments[.noDoubleClaim] == .report)
        #expect(treatments[.ethConservation] == .expectViolation)
        #expect(treatments[.messageOnce] == .enforce)
        #expect(treatments.count == Invariant.allCases.count)
        #expect(document.report.gasTable?.blocks == ["b1", "b2"])
        #expect(document.report.gasTable?.modes == [.reexecutionV6, .reexecutionGasUsed, .reexecutionFlat])
        #expect(document.report.showsTimeline)
    }

    @Test func everyVerbIsReadWithItsFields() throws {
        let steps = try ScenarioSamples.read(ScenarioSamples.complete).steps
        #expect(
            steps.map { type(of: $0.verb).name } == [
                "deposit", "seal", "advance", "group", "seal", "advance_time", "l1_mine", "claim", "advance", "assert",
                "print",
            ]
        )

        let deposit = try #require(steps[0].verb as? Deposit)
        #expect(deposit.rollup == "nat" && deposit.amount.wei == UInt256(3_000_000_000_000_000_000))
        #expect(deposit.recipient == .actor("bob") && deposit.fee?.wei == UInt256(10_000_000_000_000_000))
        #expect(steps[0].actor == "alice" && steps[0].id == "dep")

        #expect((steps[1].verb as? Seal)?.messages == .all)
        let advance = try #require(steps[2].verb as? Advance)
        #expect(advance.rollup == "nat" && advance.block == "b1" && advance.gasLimit?.units == 16_777_216)
        #expect(advance.witnessPadding?.bytes == 49_152)
        #expect(steps[2].actor == nil && steps[2].postconditions.count == 2)

        let group = try #require(steps[3].verb as? Group)
        #expect(group.title == "traffic" && steps[3].note == "three kinds of transactions\n")
        let actions = group.substeps.compactMap { ($0.verb as? L2Transaction)?.action }
        try #require(actions.count == 4)
        guard case .call(to: .actor("bob"), let value, let data) = actions[0] else {
            Issue.record("the first transaction is no call")
            return
        }
        #expect(value?.wei == UInt256(1_000_000_000_000_000_000) && data?.bytes == [0x01, 0xff])
        #expect(group.substeps[0].repetitions == 3 && group.substeps[1].repetitions == 1)
        #expect(actions[2] == .request(.withdrawal))
        #expect(group.substeps[3].save == "w")

        #expect((steps[4].verb as? Seal)?.messages == .count(2))
        #expect((steps[5].verb as? AdvanceTime)?.duration.seconds == 302_400)
        #expect((steps[6].verb as? MineL1)?.count.blocks == 256)
        #expect((steps[7].verb as? Claim)?.withdrawal == "w")
        #expect(steps[7].earliest?.seconds == 345_600)
        #expect(steps[7].expectation.failures == [.revert: .containing("not available")])
        let tampering = try #require((steps[8].verb as? Advance)?.tampering)
        #expect(tampering.map(\.field) == [.stateRoot, .gasUsed, .withdrawals])
        #expect(tampering[0].mutation == .flipBit && tampering[1].mutation == .number(UInt256(0)))
        #expect(steps[8].expectation.failures == [.halt: .exactly("ExecuteValidationFailed"), .revert: .any])
        #expect((steps[9].verb as? Assert)?.conditions.count == 2)
        #expect((steps[10].verb as? Print)?.expressions.map(\.type) == [.number(.scalar), .bool])
    }

    @Test func wordsThatYAMLOnceTookForBooleansAreText() throws {
        let text = ScenarioSamples.head + "  - print: '\"x\"'\n    note: yes\n  - group: no\n    steps: []\n"
        let document = try ScenarioSamples.read(text)
        #expect(document.steps[0].note == "yes")
        #expect((document.steps[1].verb as? Group)?.title == "no")
    }

    @Test func theSameScenarioInJSONIsAccepted() throws {
        let text = """
            {"format": "rollupsim/1", "name": "json", "actors": {"alice": {"l1": "1 ETH"}},
             "rollups": {"nat": {"preset": "native-reexec", "auto": "off"}},
             "steps": [{"deposit": {"to": "nat", "amount": "1 wei"}, "by": "alice", "id": "d"},
                       {"assert": ["gas(d) > 0", "escrow(nat) == 1 wei"]}]}
            """
        let document = try ScenarioSamples.read(text)
        #expect((document.steps[0].verb as? Deposit)?.amount.wei == UInt256(1))
        #expect((document.steps[1].verb as? Assert)?.conditions.count == 2)
    }

    @Test func windowsLineEndsAndALeadingMarkerAreAccepted() throws {
        let text = ("---\n" + ScenarioSamples.head + "  - l1_mine: 1blk\n").replacing("\n", with: "\r\n")
        #expect(try ScenarioSamples.read(text).steps.count == 1)
    }

    @Test func defaultsStandInForTheActorAndTheRollup() throws {
        let text =
            ScenarioSamples.head.replacing("steps:", with: "defaults: {by: alice, rollup: other}\nsteps:")
            + "  - l2_tx: {to: bob, value: 1 wei}\n"
        let step = try #require(ScenarioSamples.read(text).steps.first)
        #expect(step.actor == "alice")
        #expect((step.verb as? L2Transaction)?.rollup == "other")
    }

    @Test(arguments: [
        ("1.5 ETH", "1500000000000000000"), ("20 gwei", "20000000000"), ("7 wei", "7"), ("0 ETH", "0"),
        ("0.000000000000000001 ETH", "1"), ("3ETH", "3000000000000000000"),
        (
            "115792089237316195423570985008687907853269984665640564039457584007913129639935 wei",
            "115792089237316195423570985008687907853269984665640564039457584007913129639935"
        ),
    ])
    func amountsAreExact(written: String, wei: String) throws {
        let text = ScenarioSamples.head + "  - deposit: {to: nat, amount: \(written)}\n    by: alice\n"
        let deposit = try #require(ScenarioSamples.read(text).steps.first?.verb as? Deposit)
        #expect(deposit.amount.wei.description == wei)
    }

    @Test(
        arguments: [
            ("12s", 12), ("30m", 1800), ("12h", 43_200), ("7d", 604_800), ("3.5d", 302_400), ("0.5m", 30),
            ("36525d", 3_155_760_000),
        ] as [(String, UInt64)]
    )
    func durationsAreCountedInSeconds(written: String, seconds: UInt64) throws {
        let text = ScenarioSamples.head + "  - advance_time: \(written)\n"
        #expect((try ScenarioSamples.read(text).steps.first?.verb as? AdvanceTime)?.duration.seconds == seconds)
    }

    @Test(
        arguments: [("15M", 15_000_000), ("300k", 300_000), ("16777217", 16_777_217), ("0.5M", 500_000)]
            as [(String, UInt64)]
    )
    func gasIsWrittenWithOrWithoutUnit(written: String, units: UInt64) throws {
        let text =
            ScenarioSamples.head
            + "  - l2_tx: {rollup: nat, burn_gas: \(written)}\n    by: alice\n    expect: {reject: any}\n"
        let action = (try ScenarioSamples.read(text).steps.first?.verb as? L2Transaction)?.action
        guard case .burnGas(let gas) = action else {
            Issue.record("no gas is burnt")
            return
        }
        #expect(gas.units == units)
    }
}

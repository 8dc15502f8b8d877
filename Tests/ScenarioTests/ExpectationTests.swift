import Scenario
import Testing

@Suite struct ExpectationTests {
    private func expectation(_ text: String) throws -> ExpectedOutcome {
        let steps = """
              - seal: {rollup: nat}
                id: b
              - advance: {rollup: nat, block: b}
                expect: \(text)
            """
        return try #require(ScenarioSamples.read(ScenarioSamples.head + steps).steps.last).expectation
    }

    @Test(arguments: [
        ("ok", StepOutcome.success),
        ("{revert: root mismatch}", StepOutcome(.revert, "root mismatch")),
        ("{revert: ~\"mismatch\"}", StepOutcome(.revert, "root mismatch")),
        ("{revert: any}", StepOutcome(.revert, "")),
        ("{reject: GasAboveCap}", StepOutcome(.reject, "GasAboveCap")),
        ("{invalid_block: any}", StepOutcome(.invalidBlock, "GasUsed")),
        (
            "{halt: ExecuteValidationFailed, revert: any}",
            StepOutcome(failures: [.halt: "ExecuteValidationFailed", .revert: "execute failed"])
        ),
    ])
    func acceptsTheExpectedOutcome(text: String, outcome: StepOutcome) throws {
        #expect(try expectation(text).mismatch(with: outcome) == nil)
    }

    @Test(arguments: [
        ("ok", StepOutcome(.revert, "x"), "expected ok, got {revert: x}"),
        (
            "{revert: any}", StepOutcome.success,
            "expected {revert: any}, got ok, and an expected failure that succeeds is a failure"
        ),
        (
            "{revert: mismatch}", StepOutcome(.revert, "root mismatch"),
            "expected {revert: mismatch}, got {revert: root mismatch}"
        ),
        ("{revert: \"any\"}", StepOutcome(.revert, "x"), "expected {revert: any}, got {revert: x}"),
        ("{revert: ~\"Root\"}", StepOutcome(.revert, "root"), "expected {revert: ~\"Root\"}, got {revert: root}"),
        ("{revert: any}", StepOutcome(.halt, "OutOfGas"), "expected {revert: any}, got {halt: OutOfGas}"),
        (
            "{halt: OutOfGas}", StepOutcome(failures: [.halt: "OutOfGas", .revert: ""]),
            "expected {halt: OutOfGas}, got {revert: (no reason), halt: OutOfGas}; each layer that fails has to be named"
        ),
        (
            "{halt: OutOfGas, revert: any}", StepOutcome(.halt, "OutOfGas"),
            "expected {revert: any, halt: OutOfGas}, got {halt: OutOfGas}"
        ),
    ])
    func refusesEveryOtherOutcome(text: String, outcome: StepOutcome, reason: String) throws {
        #expect(try expectation(text).mismatch(with: outcome) == reason)
    }
}

import Conformance
import HostAccelerators
import Testing

/// The lines that a failed state test prints, a kind each.
@Suite("Reports on state tests")
struct StateTestReportTests {
    private static let address = "0x000000000000000000000000000000000000c0de"

    private func report(_ test: SampleStateTest) throws -> RunResult {
        try TestFolder(["a.json": #"{"sample": \#(test.json)}"#]).run()
    }

    @Test("A test that holds passes in silence")
    func passing() throws {
        let result = try report(SampleStateTest())
        #expect(result.text.isEmpty && result.errors.isEmpty)
        #expect(result.summary.text == "1 test: 1 passed, 0 failed, 0 not covered\n")
    }

    @Test(
        "A value that differs is told with what was expected and what was got",
        arguments: [
            (SampleStateTest(gasUsed: "0xa9de"), "gas used expected 43486, got 43487"),
            (SampleStateTest(status: "false"), "receipt status expected failure, got success"),
            (
                SampleStateTest(logs: SampleStateTest.emptyLogsHash),
                "logs hash expected \(SampleStateTest.emptyLogsHash), got \(SampleStateTest.logsHash)"
            ),
            (
                SampleStateTest(exception: "TransactionException.NONCE_IS_MAX"),
                "expected TransactionException.NONCE_IS_MAX, got acceptance"
            ),
        ]
    )
    func values(test: SampleStateTest, line: String) throws {
        let result = try report(test)
        #expect(result.text == "FAILED sample (a.json)\n  \(line)\n")
        #expect(result.summary.text == "1 test: 0 passed, 1 failed, 0 not covered\n")
    }

    @Test("A state that differs is told by account and slot")
    func state() throws {
        var test = SampleStateTest(contractBalance: "0x5", slotValue: "0x3", senderNonce: "0x2")
        test.hash = "0x" + String(repeating: "11", count: 32)
        test.others =
            #", "0x00000000000000000000000000000000000000ff": {"balance": "0x9", "nonce": "0x0", "code": "0xfe", "storage": {}}"#
        #expect(
            try report(test).text == """
                FAILED sample (a.json)
                  state root expected \(test.hash), got \(SampleStateTest.stateRoot)
                  0x00000000000000000000000000000000000000ff: account expected present, got none; balance expected 9, got 0; code expected 0xfe, got 0x
                  \(Self.address): balance expected 5, got 1; slot 0x1 expected 0x3, got 0x2
                  0xa94f5374fce5edbc8e2a8697c15331677e6ebf0b: nonce expected 2, got 1

                """
        )
    }

    @Test("A refusal is told with the rule, and a wrong one with both names")
    func refusals() throws {
        let refused = SampleStateTest(gasLimit: "0x1")
        #expect(
            try report(refused).text.hasPrefix(
                "FAILED sample (a.json)\n  expected acceptance, got: gas limit 1 is below the intrinsic gas 21000\n"
            )
        )
        let misnamed = SampleStateTest(gasLimit: "0x1", exception: "TransactionException.NONCE_IS_MAX|X.Y")
        #expect(
            try report(misnamed).text.contains(
                "  expected TransactionException.NONCE_IS_MAX|X.Y, got TransactionException.INTRINSIC_GAS_TOO_LOW: gas limit"
            )
        )
        // Refused for the named reason, but with another state after.
        let named = SampleStateTest(gasLimit: "0x1", exception: "X.Y|TransactionException.INTRINSIC_GAS_TOO_LOW")
        #expect(
            try report(named).text.hasPrefix("FAILED sample (a.json)\n  logs hash expected \(SampleStateTest.logsHash)")
        )
    }

    @Test("A network that is not there is not covered")
    func unknownNetwork() throws {
        let result = try report(SampleStateTest(network: "Amsterdam"))
        #expect(
            result.summary.text == """
                1 test: 0 passed, 0 failed, 1 not covered
                not covered, fork Amsterdam: 1

                """
        )
    }

    @Test("A trace has a line for each instruction and one for the transaction")
    func trace() throws {
        let trace = try TestFolder(["a.json": #"{"sample": \#(SampleStateTest().json)}"#]).run(isTraced: true).trace
        #expect(
            trace == """
                {"pc":0,"op":96,"gas":"0x13498","gasCost":"0x3","memSize":0,"stack":[],"depth":1,"returnData":"0x","refund":0,"opName":"PUSH1"}
                {"pc":2,"op":96,"gas":"0x13495","gasCost":"0x3","memSize":0,"stack":["0x2"],"depth":1,"returnData":"0x","refund":0,"opName":"PUSH1"}
                {"pc":4,"op":85,"gas":"0x13492","gasCost":"0x5654","memSize":0,"stack":["0x2","0x1"],"depth":1,"returnData":"0x","refund":0,"opName":"SSTORE"}
                {"pc":5,"op":96,"gas":"0xde3e","gasCost":"0x3","memSize":0,"stack":[],"depth":1,"returnData":"0x","refund":0,"opName":"PUSH1"}
                {"pc":7,"op":96,"gas":"0xde3b","gasCost":"0x3","memSize":0,"stack":["0x0"],"depth":1,"returnData":"0x","refund":0,"opName":"PUSH1"}
                {"pc":9,"op":160,"gas":"0xde38","gasCost":"0x177","memSize":0,"stack":["0x0","0x0"],"depth":1,"returnData":"0x","refund":0,"opName":"LOG0"}
                {"pc":10,"op":0,"gas":"0xdcc1","gasCost":"0x0","memSize":0,"stack":[],"depth":1,"returnData":"0x","refund":0,"opName":"STOP"}
                {"stateRoot":"\(SampleStateTest.stateRoot)","output":"0x","gasUsed":"0xa9df","pass":true,"fork":"osaka"}

                """
        )
    }
}

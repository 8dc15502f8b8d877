import EVM
import Fuzzing
import Testing

@Suite("Oracles in processes of their own")
struct OracleProcessTests {
    private func shell(_ script: String) throws -> OracleProcess {
        try OracleProcess(command: ["/bin/sh", "-c", script])
    }

    private let cases = (0..<3 as Range<UInt64>).map {
        CaseGenerator(fork: .cancun, seed: 1, profile: .large).fuzzCase(at: $0)
    }

    @Test("Answers come in the order of the cases, batch after batch, whatever they are")
    func answers() throws {
        let oracle = try shell(
            #"n=0; while read -r line; do if [ -n "$line" ]; then n=$((n + 1)); else"#
                + #" echo "status=$n"; echo "excluded=second"; echo "failed=third"; fi; done"#
        )
        var hasWorked = false
        #expect(
            try oracle.answers(to: cases) { hasWorked = true }
                == [.outcome("status=3"), .excluded("second"), .failed("failed=third")]
        )
        #expect(hasWorked)
        #expect(try oracle.answers(to: cases) {}.first == .outcome("status=6"))
    }

    @Test("Each case is one line of JSON")
    func lines() {
        for fuzzCase in cases {
            #expect(!fuzzCase.oracleLine.contains("\n"))
            #expect(fuzzCase.oracleLine.hasPrefix(#"{"block":{"baseFee":""#))
        }
    }

    @Test("A program that ends before it has answered is an error")
    func earlyEnd() throws {
        let oracle = try shell("read -r line; echo invalid; exec cat > /dev/null < /dev/null")
        #expect(throws: OracleError.self) { try oracle.answers(to: cases) {} }
    }

    @Test("A program that does not exist is an error")
    func absent() {
        #expect(throws: OracleError.notStarted(program: "/nonexistent/oracle")) {
            try OracleProcess(command: ["/nonexistent/oracle"])
        }
        #expect(throws: OracleError.notStarted(program: "(no command)")) { try OracleProcess(command: []) }
    }
}

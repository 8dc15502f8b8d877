import EVM
import Foundation
import Fuzzing
import Primitives
import StateTransition
import Synchronization
import Testing

@Suite("Campaigns")
struct CampaignTests {
    private func campaign(
        workers: Int,
        batch: UInt64 = 8,
        findingLimit: Int = 5,
        _ change: @escaping @Sendable (FuzzCase, String) -> OracleAnswer = { .outcome($1) }
    ) -> Campaign {
        Campaign(
            generator: CaseGenerator(fork: .cancun, seed: 5, profile: .large),
            detail: .kind,
            workerCount: workers,
            batchSize: batch,
            findingLimit: findingLimit
        ) { EchoOracle(change) }
    }

    @Test("The report depends neither on the number of workers nor on the size of batches")
    func determinism() throws {
        let one = try campaign(workers: 1).run(0..<150) { _, _ in }
        #expect(one.caseCount == 150)
        #expect(one.comparedCount + one.exclusions.values.reduce(0, +) == 150)
        #expect(one.coverage.caseCount > 10)
        #expect(try campaign(workers: 4).run(0..<150) { _, _ in } == one)
        #expect(try campaign(workers: 2, batch: 37).run(0..<150) { _, _ in } == one)
    }

    @Test("Stretches of a campaign add up to the whole, so that it can be resumed")
    func resumption() throws {
        let whole = try campaign(workers: 2).run(0..<120) { _, _ in }
        let last = Mutex<(UInt64, CampaignReport)>((0, CampaignReport()))
        _ = try campaign(workers: 3).run(0..<64) { next, report in last.withLock { $0 = (next, report) } }
        let (next, report) = last.withLock { $0 }
        #expect(next == 64)
        // What is kept between the runs is a file.
        let kept = try JSONDecoder().decode(CampaignReport.self, from: JSONEncoder().encode(report))
        #expect(kept.merging(try campaign(workers: 1).run(next..<120) { _, _ in }) == whole)
    }

    @Test("An oracle that takes one gas more for a log is found out, and the case shrunk to the log")
    func plantedFault() throws {
        let report = try campaign(workers: 2, findingLimit: 1) { fuzzCase, line in
            guard let start = line.range(of: "logs=["), line[start.upperBound] != "]",
                let gas = line.range(of: #"gas=\d+"#, options: .regularExpression)
            else { return .outcome(line) }
            return .outcome(line.replacingCharacters(in: gas, with: line[gas] + "1"))
        }.run(0..<200) { _, _ in }
        let finding = try #require(report.findings.first)
        #expect(finding.text.contains("+ gas="))
        // A LOG0 and two operands.
        #expect(finding.codeByteCount <= 8)
        #expect(finding.stateTest.contains("\"Cancun\""))
    }

    @Test("Exclusions are counted by category, and failures of an oracle are differences")
    func exclusions() throws {
        let excluded = try campaign(workers: 1) { _, _ in .excluded("no opinion") }.run(0..<20) { _, _ in }
        #expect(excluded.exclusions["no opinion", default: 0] >= 15)
        #expect(excluded.comparedCount == 0)
        #expect(excluded.findings.isEmpty)
        let failed = try campaign(workers: 1, batch: 4, findingLimit: 1) { _, _ in .failed("failed=panic") }
            .run(0..<4) { _, _ in }
        #expect(!failed.findings.isEmpty)
        #expect(failed.findings.allSatisfy { $0.text.contains("+ failed=panic") })
    }

    @Test("A finding is a state test that expects what the oracle says")
    func stateTest() throws {
        let fuzzCase = FuzzCase.transfer
        let theirs =
            "status=success gas=21000 logs=[] 0000000000000000000000000000000000000777:nonce=0:balance=7:1=2"
            + " 0c1fe3b4643f5a7a6c91376797020072bcc95986:deleted"
        let text = fuzzCase.stateTest(name: "x", expected: Difference(ours: "invalid", theirs: theirs), comment: "c")
        let json = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: [String: Any]])
        let test = try #require(json["x"])
        let post = try #require((test["post"] as? [String: [[String: Any]]])?["Cancun"]?.first)
        let state = try #require(post["state"] as? [String: [String: Any]])
        #expect(state.keys.sorted() == ["0x0000000000000000000000000000000000000777"])
        #expect(state["0x0000000000000000000000000000000000000777"]?["balance"] as? String == "0x7")
        #expect(post["txbytes"] as? String == Hex.encode(fuzzCase.signedTransaction.encoded))
        // Keccak-256 of the empty list's RLP.
        #expect(post["logs"] as? String == "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347")
        #expect((test["env"] as? [String: String])?["currentNumber"] == "0x1")
    }
}

import EVM
import Fuzzing
import Primitives
import StateTransition
import Testing

@Suite("Execution of generated cases")
struct ExecutionTests {
    @Test(
        "Hundreds of cases end in an outcome, the same with and without tracing",
        arguments: GenerationTests.generators
    )
    func outcomes(_ generator: CaseGenerator) {
        var agreements: [Verdict.Agreement: Int] = [:]
        var absent = 0
        for index in 0..<200 as Range<UInt64> {
            let fuzzCase = generator.fuzzCase(at: index)
            let outcome = CaseExecution.run(fuzzCase, tracer: NoTracer()).outcome
            if case .precompileUnavailable = outcome {
                absent += 1
                continue
            }
            let traced = CaseExecution.run(fuzzCase, tracer: EveryStep()).outcome
            guard
                let line = OutcomeText.line(outcome, detail: .kind),
                let tracedLine = OutcomeText.line(traced, detail: .kind)
            else {
                Issue.record("case \(index) of seed \(generator.seed) has no outcome: \(outcome)")
                continue
            }
            #expect(line == tracedLine, "case \(index) of seed \(generator.seed)")
            // An oracle that says the same: what is left to disagree on is the state root.
            let verdict = Verdict(outcome, of: fuzzCase, answer: .outcome(line), detail: .kind)
            guard case .agreed(let agreement) = verdict else {
                Issue.record("case \(index) of seed \(generator.seed): \(verdict)")
                continue
            }
            agreements[agreement, default: 0] += 1
        }
        // Cases that all fail, or are all refused, would test little.
        #expect(agreements[.success, default: 0] >= 60)
        #expect(agreements[.failure, default: 0] >= 20)
        #expect(agreements[.invalid, default: 0] >= 2)
        #expect(absent < 40)
    }

    @Test(
        "The first outcomes of the campaigns are still those that both oracles confirmed",
        arguments: [
            (
                CaseGenerator(fork: .cancun, seed: 1, profile: .large),
                "0xdde4760f8ee3386b9bd1afa71af7ec4381e9fd8327b3a879c26564bf55f9905f"
            ),
            (
                CaseGenerator(fork: .osaka, seed: 1, profile: .small),
                "0xc37e770a63b774786187fa39ee7c9443d8c3ba433f59cd4f70da5dad84252d4c"
            ),
        ]
    )
    func confirmedOutcomes(_ generator: CaseGenerator, _ digest: String) {
        // A change of the generator changes the digests: run `make fuzz` before writing new ones here.
        var hash = Keccak256Hasher()
        for index in 0..<500 as Range<UInt64> {
            let outcome = CaseExecution.run(generator.fuzzCase(at: index), tracer: NoTracer()).outcome
            hash.update(Array((OutcomeText.line(outcome, detail: .receipt) ?? "none").utf8))
        }
        #expect(hash.finalize().hex == digest)
    }

    @Test("A plain transfer is written as both sides agreed to write it")
    func transferLine() {
        let outcome = CaseExecution.run(.transfer, tracer: NoTracer()).outcome
        #expect(
            OutcomeText.line(outcome, detail: .receipt)
                == "status=success gas=21000 logs=[] 0000000000000000000000000000000000000777:nonce=0:balance=5"
                + " 0c1fe3b4643f5a7a6c91376797020072bcc95986:nonce=5:balance=ffffffffffffffffb"
        )
    }

    @Test("Logs, changed slots and new code are in the line")
    func effectsLine() {
        // PUSH0 SLOAD PUSH1 1 ADD PUSH0 SSTORE, LOG1 with topic 9 of 2 bytes of memory, SELFDESTRUCT to 0x777.
        var fuzzCase = FuzzCase.transfer
        fuzzCase.accounts.insert(
            FuzzAccount(
                address: Address(0x777),
                code: Hex.decode("5f546001015f5560096002601ea1610777ff") ?? [],
                storage: [.init(slot: .zero, value: 0xff)]
            ),
            at: 0
        )
        fuzzCase.transaction.gasLimit = 100_000
        let line = OutcomeText.line(CaseExecution.run(fuzzCase, tracer: NoTracer()).outcome, detail: .kind) ?? ""
        #expect(line.contains("status=success"))
        #expect(
            line.contains("logs=[0000000000000000000000000000000000000777:\(String(repeating: "0", count: 63))9:0000]")
        )
        #expect(line.contains("0000000000000000000000000000000000000777:nonce=0:balance=5:0=100"))

        fuzzCase.transaction.to = nil
        fuzzCase.transaction.data = Hex.decode("60fe5f5360015ff3") ?? []
        let creation = OutcomeText.line(CaseExecution.run(fuzzCase, tracer: NoTracer()).outcome, detail: .kind) ?? ""
        #expect(creation.contains(":nonce=1:balance=5:code=fe"))
    }

    @Test("A refused transaction is just invalid")
    func invalidLine() {
        var fuzzCase = FuzzCase.transfer
        fuzzCase.transaction.gasLimit = 20_999
        let outcome = CaseExecution.run(fuzzCase, tracer: NoTracer()).outcome
        #expect(OutcomeText.line(outcome, detail: .kind) == "invalid")
    }
}

/// Watches everything, to send the execution through the traced paths.
struct EveryStep: Tracer {
    static var tracesSteps: Bool { true }
    static var tracesCalls: Bool { true }
}

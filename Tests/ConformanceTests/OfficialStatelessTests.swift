import Conformance
import ExecutePrecompile
import Foundation
import HostAccelerators
import Primitives
import StateTransition
import TestSupport
import Testing

@Suite("Official EIP-8025 fixtures, zkevm@v0.3.3", .requires(.statelessZKEVM))
struct OfficialStatelessTests {
    private static func bytes(_ json: Any?) throws -> [UInt8] {
        let text = try #require(json as? String)
        return try #require(Hex.decode(text))
    }

    private static func cases() throws -> [(name: String, test: OfficialStatelessCase)] {
        var cases: [(String, OfficialStatelessCase)] = []
        for path in Fixtures.files(in: try Fixtures.path(.statelessZKEVM), suffix: ".json") {
            let file = try JSONSerialization.jsonObject(with: Data(try Fixtures.read(path)))
            for (name, test) in try #require(file as? [String: [String: Any]]).sorted(by: { $0.key < $1.key }) {
                for (index, block) in try #require(test["blocks"] as? [[String: Any]]).enumerated() {
                    let witness = try #require(block["executionWitness"] as? [String: [String]])
                    func part(_ key: String) throws -> [[UInt8]] { try #require(witness[key]).map { try bytes($0) } }
                    cases.append(
                        (
                            "\(name) block \(index)",
                            OfficialStatelessCase(
                                input: try bytes(block["statelessInputBytes"]),
                                output: try bytes(block["statelessOutputBytes"]),
                                witness: ExecutionWitness(
                                    state: try part("state"),
                                    codes: try part("codes"),
                                    headers: try part("headers")
                                )
                            )
                        )
                    )
                }
            }
        }
        return cases
    }

    @Test("All inputs and outputs come back from their bytes, with the published root, chain id and witness")
    func everythingButTheFlag() throws {
        let cases = try Self.cases()
        #expect(cases.count == 134)
        for (name, test) in cases {
            do {
                try test.check()
            } catch {
                Issue.record("\(name): \(error)")
            }
        }
    }

    @Test("A case with one byte changed is told from the published one")
    func changedCases() throws {
        let (_, original) = try #require(try Self.cases().first)
        let decoded = try StatelessInput(decoding: original.input, revision: .zkevm033)
        var output = original.output
        output[0] ^= 1
        let published = try ZKEVM033Result(decoding: output).newPayloadRequestRoot
        expect(
            .wrongRoot(published: published, computed: decoded.newPayloadRequest.root(.zkevm033)),
            OfficialStatelessCase(input: original.input, output: output, witness: original.witness)
        )
        output = original.output
        output[33] ^= 2
        expect(
            .wrongChainId(published: decoded.chainId ^ 2, input: decoded.chainId),
            OfficialStatelessCase(input: original.input, output: output, witness: original.witness)
        )
        output = original.output
        output[32] = 2
        expect(
            .undecodableOutput(.invalidBoolean(2)),
            OfficialStatelessCase(input: original.input, output: output, witness: original.witness)
        )
        expect(
            .undecodableInput(.malformed(.wrongLength(expected: 20, got: 3))),
            OfficialStatelessCase(input: [1, 2, 3], output: original.output, witness: original.witness)
        )
        for (part, key) in [
            ("state", \ExecutionWitness.state), ("codes", \.codes), ("headers", \.headers),
        ] as [(String, WritableKeyPath<ExecutionWitness, [[UInt8]]>)] {
            var witness = decoded.witness
            witness[keyPath: key][0][0] ^= 1
            expect(
                .otherWitness(part: part),
                OfficialStatelessCase(input: original.input, output: original.output, witness: witness)
            )
        }
    }

    @Test("EXECUTE refuses every official input, bare and behind Amsterdam's schema")
    func executeRefuses() throws {
        for (name, test) in try Self.cases() {
            for input in [test.input, [0x15, 0x01] + test.input, [0x12, 0x81] + test.input] {
                let run = Execute(verifier: ReExecution()).run(input: input, gas: .max)
                guard case .invalidInput = run.outcome, run.gasCharge == nil else {
                    Issue.record("\(name): \(run.outcome)")
                    continue
                }
            }
        }
    }

    private func expect(_ mismatch: OfficialStatelessMismatch, _ test: OfficialStatelessCase) {
        #expect(throws: mismatch) { try test.check() }
        #expect(!mismatch.description.isEmpty)
    }
}

import EVM
import ExecutePrecompile
import Foundation
import HostAccelerators
import Primitives
import StateTransition
import TestSupport
import Testing

/// Blocks and witnesses that another implementation made, as EXECUTE's input.
@Suite("EXECUTE on Osaka blocks of the fixtures", .requires(.mini))
struct FixtureBlockTests {
    private struct FixtureBlock {
        var name: String
        var block: Block
        var witness: ExecutionWitness
        var mustFail: [(kind: String, index: Int)]
    }

    private static func bytes(_ json: Any?) throws -> [UInt8] {
        let text = try #require(json as? String)
        return try #require(Hex.decode(text))
    }

    private static func blocks() throws -> [FixtureBlock] {
        var blocks: [FixtureBlock] = []
        for path in Fixtures.files(in: try Fixtures.path(.mini) + "/stateless_osaka", suffix: ".json") {
            let file = try JSONSerialization.jsonObject(with: Data(try Fixtures.read(path)))
            for (name, test) in try #require(file as? [String: [String: Any]])
            where test["network"] as? String == "Osaka" {
                for block in try #require(test["blocks"] as? [[String: Any]]) {
                    let witness = try #require(block["executionWitness"] as? [String: [String]])
                    func part(_ key: String) throws -> [[UInt8]] { try witness[key, default: []].map { try bytes($0) } }
                    blocks.append(
                        FixtureBlock(
                            name: name,
                            block: try Block(decoding: try bytes(block["blockRlp"])),
                            witness: ExecutionWitness(
                                state: try part("state"),
                                codes: try part("codes"),
                                headers: try part("headers")
                            ),
                            mustFail: (block["mustFail"] as? [[String: Any]] ?? []).compactMap { change in
                                guard let kind = change["kind"] as? String, let index = change["index"] as? Int else {
                                    return nil
                                }
                                return (kind, index)
                            }
                        )
                    )
                }
            }
        }
        return blocks
    }

    /// The input for a block, nil when the block needs a precompile that this build lacks.
    private func input(_ fixture: FixtureBlock) throws -> StatelessInput? {
        let validator = StatelessValidator(configuration: .osaka(chainId: 1))
        do throws(StatelessValidationError) {
            let result = try validator.validate(fixture.block, witness: fixture.witness)
            return try? StatelessInput(
                block: fixture.block,
                requests: result.requests,
                witness: fixture.witness,
                chainId: 1
            )
        } catch .fault(.precompileUnavailable) {
            return nil
        }
    }

    @Test("Foreign blocks validate from their bytes, unless an L2 rule refuses what only an L1 block may hold")
    func blocksValidate() throws {
        let execute = Execute(verifier: ReExecution())
        var counts = (validated: 0, refusedByRule: 0)
        for fixture in try Self.blocks() {
            guard let input = try input(fixture) else { continue }
            let header = fixture.block.header
            let isL2 =
                header.blobGasUsed == 0 && header.excessBlobGas == 0 && fixture.block.withdrawals.isEmpty
                && input.newPayloadRequest.versionedHashes.isEmpty
            let run = execute.run(input: input.encoded, gas: .max)
            switch run.outcome {
            case .succeeded(let result):
                #expect(isL2, "\(fixture.name)")
                #expect(result.newPayloadRequestRoot == input.newPayloadRequest.root(.executionSpecs))
                #expect(run.workGas == header.gasUsed, "\(fixture.name)")
                counts.validated += 1
            case .invalidInput(.rule(let violation)):
                #expect(!isL2, "\(fixture.name): \(violation)")
                #expect(failure(input) == nil, "\(fixture.name)")
                counts.refusedByRule += 1
            default:
                Issue.record("\(fixture.name): \(run.outcome)")
            }
        }
        #expect(counts.validated > 50 && counts.refusedByRule > 0, "\(counts)")
    }

    @Test("Foreign witnesses with a part missing or changed fail")
    func mutilatedWitnessesFail() throws {
        var count = 0
        for fixture in try Self.blocks() {
            guard let input = try input(fixture) else { continue }
            for (kind, index) in fixture.mustFail {
                var less = input
                switch kind {
                case "drop_state": less.witness.state.remove(at: index)
                case "drop_code": less.witness.codes.remove(at: index)
                default: less.witness.state[index][less.witness.state[index].count - 1] ^= 1
                }
                count += 1
                #expect(failure(less) != nil, "\(fixture.name): \(kind) \(index)")
            }
        }
        #expect(count > 500)
    }
}

import EVM
import HostAccelerators
import Primitives
import StateTransition
import StrictJSON
import TestSupport
import Testing

/// Seeded damages to whole inputs of stateless validation: it must neither trap nor accept another outcome.
@Suite(.requires(.mini))
struct MutationTests {
    /// A valid block with its witness.
    private struct Sample {
        let validator: StatelessValidator
        let block: Block
        let witness: ExecutionWitness

        init(_ test: JSONValue, _ entry: JSONValue) throws {
            let fork: Fork = try test["network"].text == "Osaka" ? .osaka : .prague
            validator = StatelessValidator(configuration: .from(fork, chainId: try test["chainId"].uint64))
            block = try Block(decoding: entry["blockRlp"].bytes)
            let parts = try entry["executionWitness"]
            witness = ExecutionWitness(
                state: try parts["state"].elements.map { try $0.bytes },
                codes: try parts["codes"].elements.map { try $0.bytes },
                headers: try parts["headers"].elements.map { try $0.bytes }
            )
        }
    }

    /// Blocks of different kinds, spread over the pack.
    private func samples(count: Int) throws -> [Sample] {
        let folder = try Fixtures.path(.mini)
        let files = Fixtures.files(in: folder, suffix: ".json").filter { $0.contains("/stateless_osaka/") }
        var samples: [Sample] = []
        for index in 0..<count {
            let document = try JSONDocument(Fixtures.read(files[index * files.count / count]))
            guard let test = try document.root.members.min(by: { $0.key < $1.key })?.value,
                let entry = try Array(test["blocks"].elements).first
            else { continue }
            let sample = try Sample(test, entry)
            if (try? sample.validator.validate(sample.block, witness: sample.witness)) != nil { samples.append(sample) }
        }
        return samples
    }

    @Test func damagedInputsAreRefusedOrChangeNothing() throws {
        let seed: UInt64 = 0x5747_7e55
        var random = SplitMix64(seed: seed)
        var acceptedCount = 0
        var roundCount = 0
        for (index, original) in try samples(count: 40).enumerated() {
            let encoded = original.block.encoded
            for round in 0..<300 {
                roundCount += 1
                var witness = original.witness
                var block = original.block
                switch Int.random(in: 0..<4, using: &random) {
                case 0:
                    guard let damaged = try? Block(decoding: ByteMutation.mutate(encoded, using: &random)) else {
                        continue
                    }
                    block = damaged
                case 1: Self.damage(&witness.state, using: &random)
                case 2: Self.damage(&witness.codes, using: &random)
                default: Self.damage(&witness.headers, using: &random)
                }
                guard let result = try? original.validator.validate(block, witness: witness) else { continue }
                acceptedCount += 1
                #expect(
                    result.stateRoot == original.block.header.stateRoot,
                    "seed \(seed) case \(index) round \(round)"
                )
                #expect(result.sealed(block.header) == block.header, "seed \(seed) case \(index) round \(round)")
            }
        }
        #expect(roundCount >= 10_000)
        #expect(acceptedCount < roundCount / 2)
    }

    private static func damage(_ items: inout [[UInt8]], using random: inout SplitMix64) {
        guard let index = items.indices.randomElement(using: &random) else { return }
        switch Int.random(in: 0..<6, using: &random) {
        case 0: items.remove(at: index)
        case 1: items.swapAt(index, 0)
        case 2: items.append(items[index])
        default: items[index] = ByteMutation.mutate(items[index], using: &random)
        }
    }
}

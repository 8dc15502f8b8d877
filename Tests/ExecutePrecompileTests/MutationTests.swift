import EVM
import ExecutePrecompile
import HostAccelerators
import Primitives
import StateTransition
import TestSupport
import Testing

@Suite("EXECUTE under hostile inputs")
struct MutationTests {
    /// One small change of bytes, or a swap, or a cut, or a longer tail.
    private func mutate(_ bytes: inout [UInt8], random: inout SplitMix64) {
        let position = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<8, using: &random) {
        case 0: bytes[position] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 1: bytes[position] = UInt8.random(in: 0...255, using: &random)
        case 2: bytes.swapAt(position, Int.random(in: 0..<bytes.count, using: &random))
        case 3: bytes.remove(at: position)
        case 4: bytes.insert(UInt8.random(in: 0...255, using: &random), at: position)
        case 5: bytes.removeLast(bytes.count - position)
        case 6: bytes.append(contentsOf: random.bytes(Int.random(in: 1...100, using: &random)))
        default:
            // Offsets and integers live in the fixed parts: overwrite four bytes near the front with an extreme.
            let start = Int.random(in: 0..<min(700, bytes.count - 4), using: &random)
            let extreme = [0, 1, 20, 43, 540, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff].randomElement(using: &random) ?? 0
            for index in 0..<4 {
                bytes[start + index] = UInt8(truncatingIfNeeded: extreme >> (index * 8))
            }
        }
    }

    @Test("10,000 mutations of valid inputs are refused, or leave a claim whose root is its own")
    func mutations() {
        let seed: UInt64 = 0xe8ec
        var random = SplitMix64(seed: seed)
        var generator = RandomRollup(seed: seed)
        let inputs = (0..<4).map { _ in generator.nextBlock().input }
        let encoded = inputs.map(\.encoded)
        let execute = Execute(verifier: ReExecution())
        var counts = (decodedButInvalid: 0, accepted: 0)
        for round in 0..<10_000 {
            let choice = round % encoded.count
            var bytes = encoded[choice]
            for _ in 0...Int.random(in: 0..<3, using: &random) where bytes.count > 8 {
                mutate(&bytes, random: &random)
            }
            if bytes == encoded[choice] { continue }
            switch execute.run(input: bytes, gas: .max).outcome {
            case .invalidInput, .outOfGas:
                continue
            case .unproved(let statement):
                Issue.record("re-execution asked for a proof: \(statement)")
            case .validationFailed:
                counts.decodedButInvalid += 1
            case .succeeded(let result):
                counts.accepted += 1
                // A change inside the request would need a block hash to fit it: what is accepted is the original
                // request with other witness parts that nobody reads, or an empty block under another chain id.
                #expect(
                    result.newPayloadRequestRoot == inputs[choice].newPayloadRequest.root(.executionSpecs),
                    "seed \(seed), round \(round)"
                )
            }
        }
        // The campaign reaches beyond the decoder, else it would show nothing about validation.
        #expect(counts.decodedButInvalid > 500, "seed \(seed): \(counts)")
    }

    @Test("Mutations that keep the SSZ well-formed never validate another block")
    func structuredMutations() throws {
        let seed: UInt64 = 0x57a7
        var random = SplitMix64(seed: seed)
        var generator = RandomRollup(seed: seed)
        let inputs = try (0..<3).map { _ in try generator.nextBlock().input.withPublicKeys }
        for round in 0..<1_500 {
            let original = inputs[round % inputs.count]
            var input = original
            mutate(&input, random: &random)
            if input.newPayloadRequest == original.newPayloadRequest, input.chainId == original.chainId,
                input.publicKeys == original.publicKeys
            {
                continue
            }
            if Bool.random(using: &random) { input.rehash() }
            do throws(TransitionFailure) {
                var workGas: UInt64 = 0
                let result = try ReExecution().verify(input, proofs: .none, workGas: &workGas)
                // Free fields of an otherwise equal block may change: the root must be that of the changed claim.
                #expect(
                    result.newPayloadRequestRoot == input.newPayloadRequest.root(.executionSpecs)
                        && result.newPayloadRequestRoot != original.newPayloadRequest.root(.executionSpecs),
                    "seed \(seed), round \(round)"
                )
                let differsInFreeFieldsOnly = differsInFreeFieldsOnly(input, original)
                #expect(differsInFreeFieldsOnly, "seed \(seed), round \(round)")
            } catch {
                continue
            }
        }
    }

    /// Whether nothing changed but what validation leaves to the operator: extra data, randomness that no code reads,
    /// a gas limit near the parent's, and the fee recipient of a block without fees.
    private func differsInFreeFieldsOnly(_ a: StatelessInput, _ b: StatelessInput) -> Bool {
        var other = a.newPayloadRequest
        let original = b.newPayloadRequest.executionPayload
        other.executionPayload.fields.extraData = original.fields.extraData
        other.executionPayload.fields.prevRandao = original.fields.prevRandao
        other.executionPayload.fields.gasLimit = original.fields.gasLimit
        other.executionPayload.fields.blockHash = original.fields.blockHash
        if original.transactions.isEmpty {
            other.executionPayload.fields.feeRecipient = original.fields.feeRecipient
        }
        return other == b.newPayloadRequest
    }

    private func mutate(_ input: inout StatelessInput, random: inout SplitMix64) {
        let word = Bytes32(random.bytes(32)) ?? .zero
        let small = UInt64.random(in: 1...3, using: &random)
        switch Int.random(in: 0..<18, using: &random) {
        case 0: input.newPayloadRequest.executionPayload.fields.stateRoot = word
        case 1: input.newPayloadRequest.executionPayload.fields.receiptsRoot = word
        case 2: input.newPayloadRequest.executionPayload.fields.parentHash = word
        case 3: input.newPayloadRequest.executionPayload.fields.prevRandao = word
        case 4: input.newPayloadRequest.executionPayload.fields.feeRecipient = Address(truncating: word.uint256)
        case 5: input.newPayloadRequest.executionPayload.fields.gasUsed &+= small
        case 6: input.newPayloadRequest.executionPayload.fields.gasLimit &-= small
        case 7: input.newPayloadRequest.executionPayload.fields.timestamp &+= small
        case 8: input.newPayloadRequest.executionPayload.fields.blockNumber &+= small
        case 9: input.newPayloadRequest.executionPayload.fields.baseFeePerGas = word.uint256 >> 200
        case 10: input.newPayloadRequest.executionPayload.fields.extraData = random.bytes(Int(small))
        case 11: input.newPayloadRequest.parentBeaconBlockRoot = word
        case 12: input.newPayloadRequest.executionPayload.transactions.reverse()
        case 13: _ = input.newPayloadRequest.executionPayload.transactions.popLast()
        case 14:
            if let index = input.newPayloadRequest.executionPayload.transactions.indices.randomElement(using: &random) {
                let bytes = input.newPayloadRequest.executionPayload.transactions[index]
                let position = Int.random(in: 0..<bytes.count, using: &random)
                input.newPayloadRequest.executionPayload.transactions[index][position] ^= UInt8(small)
            }
        case 15: input.chainId &+= small
        case 16: input.publicKeys?.reverse()
        default:
            if let index = input.publicKeys?.indices.randomElement(using: &random) {
                input.publicKeys?[index][Int.random(in: 0..<65, using: &random)] ^= UInt8(small)
            }
        }
    }
}

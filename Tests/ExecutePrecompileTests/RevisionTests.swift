import ExecutePrecompile
import HostAccelerators
import Primitives
import StateTransition
import TestSupport
import Testing

@Suite("Revisions of the stateless input")
struct RevisionTests {
    /// An Amsterdam input with something in every list that zkevm@v0.3.3 has.
    private static var full: StatelessInput {
        var input = SampleInput.input(.amsterdam)
        input.newPayloadRequest.executionPayload.transactions = [[0x02, 0xc0], [], [UInt8](repeating: 7, count: 300)]
        input.newPayloadRequest.executionPayload.withdrawals = [
            Withdrawal(index: 1, validatorIndex: 2, address: Address(3), amountInGwei: 4)
        ]
        input.newPayloadRequest.versionedHashes = [SampleInput.repeated(9)]
        input.newPayloadRequest.executionRequests = SampleInput.requests
        input.newPayloadRequest.executionRequests.builderDeposits = []
        input.newPayloadRequest.executionRequests.builderExits = []
        input.publicKeys = [[UInt8](repeating: 4, count: 65), [5]]
        return input
    }

    @Test("An Amsterdam input comes back from either revision's bytes, and one's bytes are not the other's")
    func roundTrips() throws {
        var input = Self.full
        let bytes = try #require(input.encoded(.zkevm033))
        let decoded = try StatelessInput(decoding: bytes, revision: .zkevm033)
        #expect(decoded.newPayloadRequest == input.newPayloadRequest)
        #expect(decoded.witness == input.witness)
        #expect(decoded.publicKeys == input.publicKeys)
        #expect(decoded.chainId == input.chainId)
        #expect(decoded.encoded(.zkevm033) == bytes)
        #expect(throws: StatelessInputError.self) { try StatelessInput(decoding: bytes, revision: .schemaPrefixed) }

        input.publicKeys?.removeLast()
        let today = try #require(input.encoded(.schemaPrefixed))
        #expect(today == input.encoded)
        #expect(try StatelessInput(decoding: today, revision: .schemaPrefixed).encoded == today)
        #expect(throws: StatelessInputError.self) { try StatelessInput(decoding: today, revision: .zkevm033) }
        input.publicKeys = nil
        let newest = try #require(input.encoded(.schemaPrefixed))
        #expect(try StatelessInput(decoding: newest, revision: .schemaPrefixed).publicKeys == nil)
        #expect(throws: StatelessInputError.self) { try StatelessInput(decoding: newest, revision: .zkevm033) }
    }

    @Test("zkevm@v0.3.3 has no type for Osaka payloads and builder requests")
    func notInTheRelease() {
        #expect(SampleInput.input(.osaka).encoded(.zkevm033) == nil)
        #expect(SampleInput.input(.osaka).newPayloadRequest.root(.zkevm033) == nil)
        var input = Self.full
        input.newPayloadRequest.executionRequests = SampleInput.requests
        #expect(input.encoded(.zkevm033) == nil)
        #expect(input.newPayloadRequest.root(.zkevm033) == nil)
    }

    @Test("Truncated and extended inputs of zkevm@v0.3.3 are refused")
    func truncations() throws {
        let bytes = try #require(Self.full.encoded(.zkevm033))
        for count in 0..<bytes.count {
            let cut = Array(bytes.prefix(count))
            guard let decoded = try? StatelessInput(decoding: cut, revision: .zkevm033) else { continue }
            // The keys, byte strings that end the input, can lose their last byte or be lost as a whole: two offsets,
            // 65 bytes and one. Both are inputs of their own.
            #expect([bytes.count - 1, bytes.count - 74].contains(count), "\(count) bytes")
            #expect(decoded.encoded(.zkevm033) == cut)
        }
        #expect(throws: StatelessInputError.malformed(.wrongLength(expected: 20, got: 0))) {
            try StatelessInput(decoding: [], revision: .zkevm033)
        }
    }

    @Test("Whatever mutated input of zkevm@v0.3.3 decodes comes back from its value")
    func mutations() throws {
        let seed: UInt64 = 0x0303
        var random = SplitMix64(seed: seed)
        let bytes = try #require(Self.full.encoded(.zkevm033))
        var decodedCount = 0
        for _ in 0..<4_000 {
            var mutated = bytes
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                mutated[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            guard let decoded = try? StatelessInput(decoding: mutated, revision: .zkevm033) else { continue }
            decodedCount += 1
            #expect(decoded.encoded(.zkevm033) == mutated, "seed \(seed)")
        }
        #expect(decodedCount > 100 && decodedCount < 4_000)
    }

    @Test("Requests that are not in the form of EIP-7685 are refused")
    func malformedRequests() throws {
        var input = Self.full
        input.newPayloadRequest.executionRequests.withdrawals = []
        input.newPayloadRequest.executionRequests.consolidations = []
        input.newPayloadRequest.executionPayload.transactions = []
        let bytes = try #require(input.encoded(.zkevm033))
        let deposit = try #require(input.newPayloadRequest.executionRequests.typedRequests.first)
        let start = try #require(bytes.firstRange(of: deposit)?.lowerBound)
        for (kind, error) in [
            (3, RequestsError.unknownKind(3)),
            (
                1,
                .malformed(
                    kind: 1,
                    .partialElement(
                        byteCount: 192,
                        elementByteCount: 76
                    )
                )
            ),
        ] as [(UInt8, RequestsError)] {
            var other = bytes
            other[start] = kind
            #expect(throws: StatelessInputError.requests(error)) {
                try StatelessInput(decoding: other, revision: .zkevm033)
            }
        }
    }

    @Test("Bounds of zkevm@v0.3.3 that today's revision does not have are kept")
    func bounds() throws {
        var input = Self.full
        input.witness.headers = Array(repeating: [0xc0], count: 257)
        let headers = try #require(input.encoded(.zkevm033))
        #expect(throws: StatelessInputError.malformed(.tooManyElements(limit: 256, got: 257))) {
            try StatelessInput(decoding: headers, revision: .zkevm033)
        }
        input = Self.full
        input.publicKeys = [[UInt8](repeating: 4, count: 66)]
        let keys = try #require(input.encoded(.zkevm033))
        #expect(throws: StatelessInputError.malformed(.tooManyBytes(limit: 65, got: 66))) {
            try StatelessInput(decoding: keys, revision: .zkevm033)
        }
        input = Self.full
        input.newPayloadRequest.versionedHashes = Array(repeating: .zero, count: 4_097)
        let hashes = try #require(input.encoded(.zkevm033))
        #expect(throws: StatelessInputError.malformed(.tooManyElements(limit: 4_096, got: 4_097))) {
            try StatelessInput(decoding: hashes, revision: .zkevm033)
        }
        input = Self.full
        input.newPayloadRequest.executionPayload.withdrawals = Array(
            repeating: Withdrawal(index: 0, validatorIndex: 0, address: .zero, amountInGwei: 0),
            count: 65_537
        )
        input.publicKeys = []
        let withdrawals = try #require(input.encoded(.zkevm033))
        #expect(throws: StatelessInputError.malformed(.tooManyElements(limit: 65_536, got: 65_537))) {
            try StatelessInput(decoding: withdrawals, revision: .zkevm033)
        }
        #expect(try StatelessInput(decoding: try #require(input.encoded(.schemaPrefixed))).schema == .amsterdam)
    }

    @Test("The result of zkevm@v0.3.3 is 41 bytes with a flag of one byte")
    func results() throws {
        let result = ZKEVM033Result(
            newPayloadRequestRoot: SampleInput.repeated(1),
            successfulValidation: true,
            chainId: 0x0102
        )
        let bytes = [UInt8](repeating: 1, count: 32) + [1, 2, 1, 0, 0, 0, 0, 0, 0]
        #expect(result.encoded == bytes)
        #expect(bytes.count == StatelessInputRevision.zkevm033.resultByteCount)
        #expect(StatelessInputRevision.schemaPrefixed.resultByteCount == 43)
        #expect(try ZKEVM033Result(decoding: bytes) == result)
        #expect(throws: SSZError.wrongLength(expected: 41, got: 43)) {
            try ZKEVM033Result(decoding: bytes + [0x01, 0x15])
        }
        var flag = bytes
        flag[32] = 2
        #expect(throws: SSZError.invalidBoolean(2)) { try ZKEVM033Result(decoding: flag) }
    }

    @Test("EXECUTE refuses the older revision's bytes, with and without a schema in front")
    func executeTakesTheNewestAlone() throws {
        let bytes = try #require(Self.full.encoded(.zkevm033))
        for input in [
            bytes, InputSchema.allCases.map { [UInt8($0.rawValue >> 8), UInt8($0.rawValue & 0xff)] + bytes }[0],
        ] {
            let run = Execute(verifier: ReExecution()).run(input: input, gas: .max)
            guard case .invalidInput(.undecodable) = run.outcome else {
                Issue.record("\(run.outcome)")
                continue
            }
        }
        let amsterdam = [0x15, 0x01] + bytes
        guard case .invalidInput = Execute(verifier: ReExecution()).run(input: amsterdam, gas: .max).outcome else {
            Issue.record("an input of zkevm@v0.3.3 passed as today's")
            return
        }
    }
}

import ExecutePrecompile
import HostAccelerators
import Primitives
import StateTransition
import TestSupport
import Testing

@Suite("EXECUTE's input in proof mode")
struct ProofInputTests {
    /// A request whose lists are all filled, as far as Osaka goes.
    private var fullRequest: NewPayloadRequest {
        var request = SampleInput.request(.osaka)
        request.executionPayload.fields.extraData = [1, 2, 3, 4, 5, 6, 7, 8]
        request.executionPayload.transactions = [[2, 1], [UInt8](repeating: 0x63, count: 99)]
        request.executionRequests = SampleInput.osakaRequests
        request.versionedHashes = [SampleInput.repeated(9)]
        return request
    }

    private func input(_ request: NewPayloadRequest) -> ProofInput {
        ProofInput(
            request: request,
            verificationKeyHashes: [SampleProof.key, SampleProof.otherKey],
            chainId: 77
        )
    }

    @Test("Decoding gives what was encoded, and nothing may follow or lack")
    func roundTrip() throws {
        for request in [SampleInput.request(.osaka), fullRequest] {
            let input = input(request)
            let bytes = input.encoded
            #expect(try ProofInput(decoding: bytes) == input)
            #expect(throws: ProofInputError.self) { try ProofInput(decoding: bytes + [0]) }
            for count in 0..<bytes.count {
                #expect(throws: ProofInputError.self) { try ProofInput(decoding: Array(bytes[..<count])) }
            }
        }
    }

    @Test("A body whose roots are not the header form's is refused")
    func bodies() throws {
        let input = input(fullRequest)
        let bytes = input.encoded
        let header = fullRequest.header
        func refusal(replacing root: Bytes32) throws -> ProofInputError? {
            let start = try #require(bytes.firstIndex(of: root.bytes))
            var changed = bytes
            changed[start] ^= 1
            do throws(ProofInputError) {
                _ = try ProofInput(decoding: changed)
                return nil
            } catch {
                return error
            }
        }
        guard case .wrongTransactionsRoot? = try refusal(replacing: header.executionPayload.transactionsRoot),
            case .wrongRequestsRoot? = try refusal(replacing: header.executionRequestsRoot),
            case .withdrawals? = try refusal(replacing: header.executionPayload.withdrawalsRoot)
        else {
            Issue.record("another root was accepted")
            return
        }
        // The last byte belongs to the requests, the last but so many to a transaction.
        for (name, position) in [
            ("requests", bytes.count - 1), ("transactions", try #require(bytes.lastIndex(of: 0x63))),
        ] {
            var changed = bytes
            changed[position] ^= 1
            #expect(throws: ProofInputError.self, "\(name)") { try ProofInput(decoding: changed) }
        }
    }

    @Test("A changed byte gives an error, or another statement or key")
    func everyByteCounts() throws {
        let original = input(fullRequest)
        let bytes = original.encoded
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 1
            guard let decoded = try? ProofInput(decoding: changed) else { continue }
            #expect(decoded.encoded == changed, "byte \(index)")
            #expect(
                decoded.publicInputRoot != original.publicInputRoot
                    || decoded.verificationKeyHashes != original.verificationKeyHashes,
                "byte \(index) changes nothing"
            )
        }
    }

    @Test("Fields stand where the full form has them, up to the first list")
    func positions() {
        let full = ExecutionPayloadOffset.request(in: SampleInput.input().encoded)
        let header = ExecutionPayloadOffset.request(in: SampleProof.input().encoded)
        // The payload behind the request's fixed part: 44 bytes in the full form, 72 in the header form.
        let fullPayload = full.dropFirst(44)
        let headerPayload = header.dropFirst(72)
        // Without the four bytes of the extra data's offset, which counts the fixed part.
        #expect(fullPayload.prefix(436) == headerPayload.prefix(436))
        #expect(fullPayload.dropFirst(440).prefix(64) == headerPayload.dropFirst(440).prefix(64))
        #expect(full.dropFirst(8).prefix(32) == header.dropFirst(8).prefix(32), "the anchor")
    }

    @Test("Too many keys are refused")
    func keyLimit() {
        let keys = [Bytes32](repeating: SampleProof.key, count: ProofInput.keyLimit + 1)
        #expect(throws: ProofInputError.undecodable(.malformed(.tooManyElements(limit: 8, got: 9)))) {
            try ProofInput(decoding: SampleProof.input(keys).encoded)
        }
    }

    @Test("The schemas of both modes refuse each other's bytes")
    func schemas() {
        #expect(throws: ProofInputError.undecodable(.unknownSchema(0x1281))) {
            try ProofInput(decoding: SampleInput.input().encoded)
        }
        #expect(throws: StatelessInputError.unknownSchema(0x12f1)) {
            try StatelessInput(decoding: SampleProof.input().encoded)
        }
    }

    @Test("Mutated inputs give an error or an input that encodes to the same bytes")
    func mutations() {
        let bytes = input(fullRequest).encoded
        var random = SplitMix64(seed: 0x12f1)
        for _ in 0..<20_000 {
            let mutant = ByteMutation.mutate(bytes, using: &random)
            guard let decoded = try? ProofInput(decoding: mutant) else { continue }
            #expect(decoded.encoded == mutant)
        }
    }
}

/// Where the request begins in EXECUTE's input: the first offset, behind the schema.
private enum ExecutionPayloadOffset {
    static func request(in input: [UInt8]) -> [UInt8] {
        Array(input.dropFirst(2 + Int(input[2]) + Int(input[3]) << 8))
    }
}

extension [UInt8] {
    /// Where some bytes begin for the first time.
    fileprivate func firstIndex(of bytes: [UInt8]) -> Int? {
        indices.first { self[$0...].starts(with: bytes) }
    }
}

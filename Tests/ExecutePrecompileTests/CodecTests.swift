import ExecutePrecompile
import HostAccelerators
import Primitives
import StateTransition
import TestSupport
import Testing

@Suite("EXECUTE input and output")
struct CodecTests {
    @Test("E1 inputs without a known schema prefix are rejected")
    func schemaPrefix() throws {
        let valid = SampleInput.input().encoded
        #expect(Array(valid.prefix(2)) == [0x12, 0x81])
        #expect(throws: StatelessInputError.missingSchema) { try StatelessInput(decoding: []) }
        #expect(throws: StatelessInputError.missingSchema) { try StatelessInput(decoding: [0x12]) }
        #expect(throws: StatelessInputError.unknownSchema(0x1000)) {
            // The SSZ alone: its first two bytes are the low half of an offset.
            try StatelessInput(decoding: Array(valid.dropFirst(2)))
        }
        for schemaId in [0x1281, 0x1501] as [UInt16] {
            for other in [schemaId &+ 1, schemaId &- 1, schemaId.byteSwapped, 0x12f1] {
                let prefix = [UInt8(other >> 8), UInt8(other & 0xff)]
                #expect(throws: StatelessInputError.unknownSchema(other)) {
                    try StatelessInput(decoding: prefix + valid.dropFirst(2))
                }
            }
        }
        #expect(throws: Never.self) { try StatelessInput(decoding: valid) }
        #expect(throws: Never.self) { try StatelessInput(decoding: SampleInput.input(.amsterdam).encoded) }
    }

    @Test("E1 one schema's bytes are not another's", arguments: InputSchema.allCases)
    func schemasAreNotInterchangeable(_ schema: InputSchema) {
        let other: InputSchema = schema == .osaka ? .amsterdam : .osaka
        let prefix = [UInt8(other.rawValue >> 8), UInt8(other.rawValue & 0xff)]
        #expect(throws: StatelessInputError.self) {
            try StatelessInput(decoding: prefix + SampleInput.input(schema).encoded.dropFirst(2))
        }
    }

    @Test("E1 Amsterdam inputs decode, and EXECUTE refuses them as an unsupported schema")
    func amsterdamIsRefused() {
        let run = Execute(verifier: ReExecution()).run(input: SampleInput.input(.amsterdam).encoded, gas: .max)
        #expect(run.outcome == .invalidInput(.unsupportedSchema(.amsterdam)))
    }

    @Test(
        "E2 malformed SSZ is refused without a trap",
        arguments: ["ffffffff", "1281ffffffff", "1281", "128114000000"]
    )
    func malformed(_ hex: String) throws {
        let bytes = try #require(Hex.decode(hex))
        #expect(throws: StatelessInputError.self) { try StatelessInput(decoding: bytes) }
        guard case .invalidInput(.undecodable) = Execute(verifier: ReExecution()).run(input: bytes, gas: .max).outcome
        else {
            Issue.record("\(hex) was not refused as undecodable")
            return
        }
    }

    @Test("E2 every truncation is refused, or an input with fewer bytes of headers", arguments: InputSchema.allCases)
    func truncations(_ schema: InputSchema) {
        var input = SampleInput.input(schema)
        let newest = input.encoded
        for count in 0..<newest.count {
            let cut = Array(newest.prefix(count))
            guard let decoded = try? StatelessInput(decoding: cut) else { continue }
            // The one header of one byte ends the input: it can lose its byte, or be lost with its offset. Both are
            // inputs of their own.
            #expect([newest.count - 1, newest.count - 5].contains(count), "\(count) bytes")
            #expect(decoded.encoded == cut && decoded.witness.headers != input.witness.headers)
        }
        input.publicKeys = []
        let older = input.encoded
        for count in 0..<older.count {
            #expect(throws: StatelessInputError.self, "\(count) bytes") {
                try StatelessInput(decoding: Array(older.prefix(count)))
            }
        }
    }

    @Test("E3 trailing bytes are refused")
    func trailingBytes() {
        // They would belong to the witness's last header.
        var input = SampleInput.input()
        input.witness = ExecutionWitness(state: [], codes: [], headers: [])
        #expect(throws: StatelessInputError.malformed(.wrongLength(expected: 4, got: 1))) {
            try StatelessInput(decoding: input.encoded + [0])
        }
        input.publicKeys = []
        #expect(throws: StatelessInputError.malformed(.partialElement(byteCount: 1, elementByteCount: 65))) {
            try StatelessInput(decoding: input.encoded + [0])
        }
    }

    @Test("The layouts with and without public keys share a schema and differ in the first offset")
    func layouts() throws {
        let newest = SampleInput.input()
        var older = newest
        older.publicKeys = []
        // 2 bytes of schema, then the first offset; the older layout has one more of 4 bytes.
        #expect(newest.encoded.prefix(6) == [0x12, 0x81, 16, 0, 0, 0])
        #expect(older.encoded.prefix(6) == [0x12, 0x81, 20, 0, 0, 0])
        #expect(older.encoded.count == newest.encoded.count + 4)
        #expect(try StatelessInput(decoding: newest.encoded).publicKeys == nil)
        #expect(try StatelessInput(decoding: older.encoded).publicKeys == [])
        // Neither's bytes become the other's by a changed offset.
        for (bytes, offset) in [(newest.encoded, 20), (older.encoded, 16)] as [([UInt8], UInt8)] {
            var changed = bytes
            changed[2] = offset
            #expect(throws: StatelessInputError.self) { try StatelessInput(decoding: changed) }
        }
    }

    @Test("E3 overlapping, decreasing and gapped offsets are refused")
    func offsets() {
        /// Replaces an offset of the outermost container; the fixed part is 16 bytes behind the 2 of the schema.
        func decode(offsetAt position: Int, _ value: UInt32) throws(StatelessInputError) {
            var bytes = SampleInput.input().encoded
            for index in 0..<4 {
                bytes[2 + position + index] = UInt8(truncatingIfNeeded: value >> (UInt32(index) * 8))
            }
            _ = try StatelessInput(decoding: bytes)
        }
        #expect(throws: StatelessInputError.malformed(.wrongFirstOffset(expected: 16, got: 24))) {
            try decode(offsetAt: 0, 24)
        }
        #expect(throws: StatelessInputError.malformed(.wrongFirstOffset(expected: 16, got: 0))) {
            try decode(offsetAt: 0, 0)
        }
        #expect(throws: StatelessInputError.malformed(.offsetOutOfOrder(previous: 16, got: 15))) {
            try decode(offsetAt: 4, 15)
        }
        #expect(throws: StatelessInputError.self) { try decode(offsetAt: 4, .max) }
    }

    @Test("E3 witness lists over their bounds are refused, at their bounds accepted")
    func witnessBounds() throws {
        func decode(_ witness: ExecutionWitness) throws(StatelessInputError) {
            var input = SampleInput.input()
            input.witness = witness
            _ = try StatelessInput(decoding: input.encoded)
        }
        func bytes(_ count: Int) -> [UInt8] { [UInt8](repeating: 1, count: count) }
        let headers = [[UInt8]](repeating: [1], count: 256)
        try decode(ExecutionWitness(state: [bytes(1_024)], codes: [bytes(65_536)], headers: headers))
        try decode(ExecutionWitness(state: [], codes: [], headers: [bytes(1_024)]))
        #expect(throws: StatelessInputError.malformed(.tooManyBytes(limit: 1_024, got: 1_025))) {
            try decode(ExecutionWitness(state: [bytes(1_025)], codes: [], headers: []))
        }
        #expect(throws: StatelessInputError.malformed(.tooManyBytes(limit: 65_536, got: 65_537))) {
            try decode(ExecutionWitness(state: [], codes: [bytes(65_537)], headers: []))
        }
        #expect(throws: StatelessInputError.malformed(.tooManyBytes(limit: 1_024, got: 1_025))) {
            try decode(ExecutionWitness(state: [], codes: [], headers: [bytes(1_025)]))
        }
        #expect(throws: StatelessInputError.malformed(.tooManyElements(limit: 256, got: 257))) {
            try decode(ExecutionWitness(state: [], codes: [], headers: headers + [[1]]))
        }
    }

    @Test("E3 E16 extra data of 33 bytes is refused, of 32 accepted")
    func extraData() throws {
        var input = SampleInput.input()
        input.newPayloadRequest.executionPayload.fields.extraData = [UInt8](repeating: 7, count: 32)
        #expect(throws: Never.self) { try StatelessInput(decoding: input.encoded) }
        input.newPayloadRequest.executionPayload.fields.extraData.append(7)
        #expect(throws: StatelessInputError.malformed(.tooManyBytes(limit: 32, got: 33))) {
            try StatelessInput(decoding: input.encoded)
        }
    }

    @Test("Full inputs come back as they were written", arguments: InputSchema.allCases, [false, true])
    func roundTrip(_ schema: InputSchema, hasKeys: Bool) throws {
        var input = SampleInput.input(schema)
        input.newPayloadRequest.executionPayload.transactions = [[2, 1], [], [0xf8, 0x65, 1]]
        input.newPayloadRequest.executionPayload.withdrawals = [
            Withdrawal(index: 1, validatorIndex: 2, address: Address(3), amountInGwei: 4)
        ]
        input.newPayloadRequest.versionedHashes = [SampleInput.repeated(1), SampleInput.repeated(2)]
        input.newPayloadRequest.executionRequests = SampleInput.requests
        if schema == .osaka {
            input.newPayloadRequest.executionRequests.builderDeposits = []
            input.newPayloadRequest.executionRequests.builderExits = []
        }
        if hasKeys { input.publicKeys = [[UInt8](repeating: 4, count: 65), [UInt8](repeating: 5, count: 65)] }
        let decoded = try StatelessInput(decoding: input.encoded)
        #expect(decoded.newPayloadRequest == input.newPayloadRequest)
        #expect(decoded.chainId == input.chainId && decoded.publicKeys == input.publicKeys)
        #expect(decoded.witness.state == input.witness.state && decoded.witness.codes == input.witness.codes)
        #expect(decoded.witness.headers == input.witness.headers)
        #expect(decoded.encoded == input.encoded)
    }

    @Test("E4 the result is 43 bytes, little-endian, with a flag of one byte")
    func resultBytes() throws {
        let result = StatelessValidationResult(
            newPayloadRequestRoot: SampleInput.repeated(0xab),
            successfulValidation: true,
            chainId: 0x0102_0304_0506_0708,
            schemaId: 0x1281
        )
        let bytes = result.encoded
        #expect(bytes.count == 43 && StatelessValidationResult.byteCount == 43)
        #expect(Array(bytes.prefix(32)) == [UInt8](repeating: 0xab, count: 32))
        #expect(Array(bytes.suffix(11)) == [1, 8, 7, 6, 5, 4, 3, 2, 1, 0x81, 0x12])
        #expect(try StatelessValidationResult(decoding: bytes) == result)
        #expect(throws: SSZError.wrongLength(expected: 43, got: 42)) {
            try StatelessValidationResult(decoding: Array(bytes.dropLast()))
        }
        #expect(throws: SSZError.wrongLength(expected: 43, got: 44)) {
            try StatelessValidationResult(decoding: bytes + [0])
        }
        var badFlag = bytes
        badFlag[32] = 2
        #expect(throws: SSZError.invalidBoolean(2)) { try StatelessValidationResult(decoding: badFlag) }
    }

    @Test("EIP-7685 requests convert to typed ones and back, and malformed ones are refused")
    func typedRequests() throws {
        var requests = SampleInput.requests
        requests.builderDeposits = []
        requests.builderExits = []
        #expect(requests.typedRequests.map(\.count) == [193, 77, 117])
        #expect(try ExecutionRequests(typedRequests: requests.typedRequests) == requests)
        #expect(try ExecutionRequests(typedRequests: []) == ExecutionRequests())
        #expect(throws: RequestsError.empty) { try ExecutionRequests(typedRequests: [[]]) }
        #expect(throws: RequestsError.empty) { try ExecutionRequests(typedRequests: [[0]]) }
        #expect(throws: RequestsError.unknownKind(3)) { try ExecutionRequests(typedRequests: [[3, 1]]) }
        #expect(throws: RequestsError.outOfOrder(0)) {
            try ExecutionRequests(typedRequests: [requests.typedRequests[1], requests.typedRequests[0]])
        }
        #expect(throws: RequestsError.outOfOrder(1)) {
            try ExecutionRequests(typedRequests: [requests.typedRequests[1], requests.typedRequests[1]])
        }
        #expect(
            throws: RequestsError.malformed(kind: 1, .partialElement(byteCount: 75, elementByteCount: 76))
        ) { try ExecutionRequests(typedRequests: [requests.typedRequests[1].dropLast()]) }
    }
}

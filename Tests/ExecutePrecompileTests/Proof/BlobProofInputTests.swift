import EVM
import ExecutePrecompile
import HostAccelerators
import Primitives
import StateTransition
import Testing

/// EXECUTE when the transactions are in blobs.
@Suite("EXECUTE in proof mode, with blobs")
struct BlobProofInputTests {
    private static let hashes = [SampleInput.repeated(0x01), SampleInput.repeated(0x02)]

    private static func input(_ hashes: [Bytes32] = hashes) -> BlobProofInput {
        let sealed = ValidationTests.sealed.input
        return BlobProofInput(
            request: sealed.newPayloadRequest,
            blobVersionedHashes: hashes,
            verificationKeyHashes: [SampleProof.key],
            chainId: sealed.chainId
        )
    }

    private static func proofs(of input: BlobProofInput) -> TransactionProofs {
        TransactionProofs(
            dependencies: [
                ProofDependency(
                    scheme: ProofScheme.statelessValidation,
                    publicInputRoot: input.publicInputRoot,
                    verificationKeyHash: SampleProof.key
                ),
                input.blobStatement(under: L2Rules()).dependency,
            ],
            sidecarHash: .zero,
            sidecarByteCount: 200_000
        )
    }

    @Test("An input comes back from its bytes, and no other bytes are one")
    func encoding() throws {
        let input = Self.input()
        let bytes = input.encoded
        #expect(bytes.starts(with: [0x12, 0xf2]))
        #expect(try BlobProofInput(decoding: bytes) == input)
        #expect(try ProofClaim(decoding: bytes) == .blobs(input))
        #expect(throws: ProofInputError.self) { try BlobProofInput(decoding: bytes + [0]) }
        for count in 0..<bytes.count {
            #expect(throws: ProofInputError.self) { try BlobProofInput(decoding: Array(bytes[..<count])) }
        }
        #expect(throws: ProofInputError.noBlobs) { try BlobProofInput(decoding: Self.input([]).encoded) }
        var requests = input
        requests.header.executionRequestsRoot = .zero
        #expect(throws: ProofInputError.self) { try BlobProofInput(decoding: requests.encoded) }
        var withdrawals = input
        withdrawals.header.executionPayload.withdrawalsRoot = .zero
        #expect(throws: ProofInputError.withdrawals(root: .zero)) {
            try BlobProofInput(decoding: withdrawals.encoded)
        }
    }

    @Test("The same proof serves calldata and blobs; the answer's root names the blobs", arguments: RootForm.allCases)
    func answer(_ form: RootForm) throws {
        let input = Self.input()
        let sealed = ValidationTests.sealed.input
        let plain = ProofInput(
            request: sealed.newPayloadRequest,
            verificationKeyHashes: [SampleProof.key],
            chainId: sealed.chainId
        )
        #expect(input.publicInputRoot == plain.publicInputRoot)
        let execute = SampleProof.execute(ExecuteConfiguration(rootForm: form))
        let run = execute.run(input: input.encoded, gas: .max, proofs: Self.proofs(of: input))
        guard case .succeeded(let result) = run.outcome else {
            Issue.record("\(run.outcome)")
            return
        }
        var request = sealed.newPayloadRequest
        request.versionedHashes = Self.hashes
        #expect(result.newPayloadRequestRoot == request.root(form))
        #expect(result.newPayloadRequestRoot != sealed.newPayloadRequest.root(form))
        #expect(run.facts?.blockNumber == input.header.executionPayload.fields.blockNumber)
        #expect(run.facts?.transactionCount == nil)
    }

    @Test("Under a chain's rules for types only the statement about these types counts, whatever the default is")
    func types() {
        let input = Self.input()
        let rules = L2Rules(allowedTransactionTypes: [0, 2])
        let execute = SampleProof.execute(ExecuteConfiguration(rules: rules))
        var proofs = Self.proofs(of: input)
        guard case .unproved = execute.run(input: input.encoded, gas: .max, proofs: proofs).outcome else {
            Issue.record("the statement under the default rules counts")
            return
        }
        proofs.dependencies[1] = input.blobStatement(under: rules).dependency
        guard case .succeeded = execute.run(input: input.encoded, gas: .max, proofs: proofs).outcome else {
            Issue.record("the statement under the chain's rules does not count")
            return
        }
        let hashes = [SampleInput.repeated(1)]
        for (allowed, isHeld) in [([UInt8](0...4), true), ([2], false), ([], false), ([3, 255], true)] {
            let body = PayloadBody(transactions: [[3, 0xc0]])
            let statement = PayloadBlobStatement(
                transactionsRoot: SSZ.progressiveListRoot([SSZ.progressiveByteListRoot([3, 0xc0])]),
                versionedHashes: hashes,
                allowedTransactionTypes: allowed
            )
            let reason = PayloadBlobStatement.refusal(
                of: statement.dependency,
                versionedHashes: hashes,
                blobs: body.blobs
            )
            #expect((reason == nil) == isHeld, "\(allowed)")
        }
    }

    @Test("B9 a proof of the block is worth nothing without the statement about these very blobs")
    func statements() {
        let input = Self.input()
        let good = Self.proofs(of: input)
        func outcome(_ input: BlobProofInput, _ proofs: TransactionProofs) -> ExecuteOutcome {
            SampleProof.execute().run(input: input.encoded, gas: .max, proofs: proofs).outcome
        }
        func unproved(_ input: BlobProofInput) -> ExecuteOutcome {
            .unproved(
                UnprovedStatement(
                    publicInputRoot: input.blobStatement(under: L2Rules()).root,
                    // Types 0, 1, 2 and 4.
                    verificationKeyHash: Bytes32(UInt256(0b10111))
                )
            )
        }
        var blobless = good
        blobless.dependencies.removeLast()
        #expect(outcome(input, blobless) == unproved(input))
        var proofless = good
        proofless.dependencies.removeFirst()
        #expect(
            outcome(input, proofless)
                == .unproved(
                    UnprovedStatement(publicInputRoot: input.publicInputRoot, verificationKeyHash: SampleProof.key)
                )
        )
        for hashes in [[Self.hashes[0]], Self.hashes.reversed(), [Self.hashes[0], .zero]] {
            let other = Self.input(hashes)
            #expect(outcome(other, good) == unproved(other))
        }
        for change in [
            { (dependency: inout ProofDependency) in dependency.scheme = ProofScheme.statelessValidation },
            { $0.verificationKeyHash = SampleProof.key },
        ] {
            var proofs = good
            change(&proofs.dependencies[1])
            #expect(outcome(input, proofs) == unproved(input))
        }
        var transactions = input
        transactions.header.executionPayload.transactionsRoot = .zero
        #expect(outcome(transactions, good) != outcome(input, good))
        guard case .unproved = outcome(transactions, good) else {
            Issue.record("other transactions were proved")
            return
        }
    }

    @Test("L2 rules hold for what the header form says")
    func rules() {
        var blobGas = Self.input()
        blobGas.header.executionPayload.fields.blobGasUsed = 1
        let run = SampleProof.execute().run(
            input: blobGas.encoded,
            gas: .max,
            proofs: Self.proofs(of: blobGas)
        )
        #expect(run.outcome == .invalidInput(.rule(.blobGasUsed(1))))
    }
}

/// The lists of an L2 block in blobs (EIP-8142).
@Suite("A payload's body in blobs")
struct PayloadBodyTests {
    private static let transactions: [[UInt8]] = [
        [0xc1, 0x80], [2, 0xc0] + [UInt8](repeating: 7, count: 70), [UInt8](repeating: 4, count: 130_000),
    ]

    @Test("Bodies come back, in one blob or two")
    func roundTrip() throws {
        for count in 0...3 {
            let body = PayloadBody(transactions: Array(Self.transactions.prefix(count)))
            #expect(body.blobs.count == (count == 3 ? 2 : 1))
            #expect(try PayloadBody(blobs: body.blobs) == body)
        }
    }

    @Test("The form is that of EIP-8142: two big-endian lengths, no access list, an RLP list")
    func layout() {
        let body = PayloadBody(transactions: [[2, 0xc0]])
        #expect(body.encoded == [0, 0, 0, 0, 0, 0, 0, 4, 0xc3, 0x82, 0x02, 0xc0])
    }

    @Test("Hostile blobs are refused by name")
    func strictness() {
        func error(_ bytes: [UInt8]) -> PayloadBodyError? {
            do throws(PayloadBodyError) {
                _ = try PayloadBody(blobs: BlobData.pack(bytes))
                return nil
            } catch {
                return error
            }
        }
        let good: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 4, 0xc3, 0x82, 0x02, 0xc0]
        #expect(error(good) == nil)
        #expect(error([0, 0, 0, 1] + good.dropFirst(4)) == .unexpectedAccessList(byteCount: 1))
        #expect(error(good + [1]) == .packing(.trailingData(at: 12)))
        #expect(error([0, 0, 0, 0, 0, 0, 0, 3] + good.dropFirst(8)) == .packing(.trailingData(at: 11)))
        #expect(error([0, 0, 0, 0, 0, 0, 0, 5] + good.dropFirst(8)) == .transactions(.trailingBytes))
        #expect(error([0, 0, 0, 0, 0, 0, 0, 1, 0x80]) == .transactions(.expectedList))
        #expect(error([0, 0, 0, 0, 0, 0, 0, 2, 0xc1, 0xc0]) == .transactions(.expectedString))
        let huge = [UInt8](repeating: 0xff, count: 8)
        #expect(
            error(huge) == .packing(.dataTooLong(declared: 8 + 2 * Int(UInt32.max), available: 126_976))
        )
        #expect(throws: PayloadBodyError.packing(.dataTooLong(declared: 8, available: 0))) {
            try PayloadBody(blobs: [])
        }
    }

    @Test("A statement about blobs holds for those blobs alone, and for transactions that an L2 block may hold")
    func statement() {
        let body = PayloadBody(transactions: [[2, 0xc0]])
        let root = SSZ.progressiveListRoot([SSZ.progressiveByteListRoot([2, 0xc0])])
        let hashes = [SampleInput.repeated(1)]
        let statement = PayloadBlobStatement(
            transactionsRoot: root,
            versionedHashes: hashes,
            allowedTransactionTypes: L2Rules().allowedTransactionTypes
        )
        func refusal(_ body: PayloadBody, _ hashes: [Bytes32]) -> String? {
            PayloadBlobStatement.refusal(of: statement.dependency, versionedHashes: hashes, blobs: body.blobs)
        }
        #expect(refusal(body, hashes) == nil)
        #expect(refusal(body, hashes + hashes) == "the blobs hold other transactions")
        #expect(refusal(PayloadBody(transactions: [[2, 0xc1]]), hashes) == "the blobs hold other transactions")
        #expect(refusal(PayloadBody(transactions: []), hashes) == "the blobs hold other transactions")
        #expect(refusal(PayloadBody(transactions: [[3, 0xc0]]), hashes)?.contains("type 0x03") == true)
        #expect(refusal(PayloadBody(transactions: [[]]), hashes)?.contains("no bytes") == true)
        var blobs = body.blobs
        blobs[0][0] = 1
        let reason = PayloadBlobStatement.refusal(
            of: statement.dependency,
            versionedHashes: hashes,
            blobs: blobs
        )
        #expect(reason == "field element 0 of blob 0 has a highest byte")
    }
}

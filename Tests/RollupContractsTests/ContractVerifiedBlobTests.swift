import EVM
import Primitives
import RollupContracts
import Testing

/// Blobs here are constant polynomials, whose commitments and openings are known without a set-up: c times G1's
/// generator, and the point at infinity.
@Suite("Payments rollup in blobs that a contract verifies")
struct ContractVerifiedBlobTests {
    typealias Rollup = ContractVerifiedRollup

    private static let infinity: [UInt8] = [0xc0] + [UInt8](repeating: 0, count: 47)
    /// The generator's compressed form, 48 bytes.
    private static let generator =
        Hex.decode("97f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb")
        ?? []
    private static let blsOrder = UInt256(
        l0: 0xffff_ffff_0000_0001,
        l1: 0x53bd_a402_fffe_5bfe,
        l2: 0x3339_d808_09a1_d805,
        l3: 0x73ed_a753_299d_7d48
    )
    private static let genesisRoot = UInt256(0x6e)
    private static let digest = UInt256(0xd19e)

    private static func versionedHash(_ commitment: [UInt8]) -> Bytes32 {
        let hash = SSZ.sha256(commitment).uint256 & ((UInt256.one << 248) &- .one)
        return Bytes32(hash | UInt256.one << 248)
    }

    /// What shows that a constant polynomial has its value.
    private static func opening(_ commitment: [UInt8] = generator, value: UInt256 = .one) -> Rollup.BlobProof {
        Rollup.BlobProof(
            versionedHash: versionedHash(commitment),
            paymentsDigest: digest,
            value: value,
            commitment: commitment,
            proof: infinity
        )
    }

    /// A chain with a rollup of four payments and two deposits a batch, and a transaction that carries a blob.
    private struct Setup {
        var chain = TestChain()
        let rollup: Address

        init(blobs: [Bytes32] = [versionedHash(generator)]) throws {
            let verifier = try chain.deploy(SimulatedVerifier.initCode, from: TestChain.bob).address
            let genesis = Rollup.Genesis(
                verifier: verifier,
                keyHash: SimulatedVerifier.keyHash,
                sequencer: TestChain.alice,
                capacity: 4,
                depositCapacity: 2,
                root: genesisRoot,
                accounts: []
            )
            rollup = try chain.deploy(Rollup.initCode(genesis)).address
            chain.blobHashes = blobs
        }

        mutating func call(_ data: [UInt8], from: Address = TestChain.alice) throws -> TestChain.Outcome {
            try chain.call(rollup, data, from: from)
        }

        /// Commits the transaction's blob; the hash of domain and deposits that the contract computes.
        mutating func commit(deposits: UInt64 = 0) throws -> UInt256 {
            let outcome = try call(Rollup.commitBlob(depositCount: deposits))
            let log = try #require(outcome.result.logs.first)
            guard case .blobCommitted(_, _, let hash, _)? = try Rollup.Event(topics: log.topics, data: log.data) else {
                Issue.record("no commitment")
                return .zero
            }
            return hash
        }

        func storage(_ slot: UInt256) -> UInt256 { chain.host.storage(rollup, slot) }
    }

    private func reason(_ outcome: TestChain.Outcome) -> Rollup.Revert? {
        outcome.revert.flatMap { Rollup.Revert($0) }
    }

    /// The three words that the contract makes of an opening.
    private static func words(_ blob: Rollup.BlobProof) -> [UInt256] {
        let preimage = blob.versionedHash.bytes + blob.paymentsDigest.bigEndianBytes
        let point = Keccak256.hash(preimage).uint256 & ((UInt256.one << 128) &- .one)
        let low = blob.value & ((UInt256.one << 136) &- .one)
        return [blob.paymentsDigest, low, (blob.value >> 136) << 128 | point]
    }

    private static let outcome = Rollup.Outcome(root: 0x70, withdrawalsRoot: 0x71, depositEnd: 0)

    /// Calldata of a proof that the stand-in accepts.
    private static func proveBlob(
        _ hash: UInt256,
        _ blob: Rollup.BlobProof = opening(),
        outcome: Rollup.Outcome = outcome,
        change: (inout [UInt256]) -> Void = { _ in }
    ) -> [UInt8] {
        var inputs = [genesisRoot, outcome.root, outcome.withdrawalsRoot, hash] + words(blob)
        change(&inputs)
        let proof = SimulatedVerifier.proof(of: inputs)
        return Rollup.proveBlob(dataHash: hash, outcome: outcome, blob: blob, proof: proof)
    }

    @Test("The blob's name comes from the transaction, domain and deposits from the contract")
    func commitment() throws {
        let hashes = [Self.versionedHash(Self.generator), Self.versionedHash(Self.infinity)]
        var setup = try Setup(blobs: hashes)
        let domain = try setup.chain.view(Rollup.Function.domain, at: setup.rollup)[0].asUInt256 ?? .zero
        _ = try setup.chain.call(setup.rollup, Rollup.deposit(owner: TestChain.bob, keyHash: 7), value: 0x0102)
        let outcome = try setup.call(Rollup.commitBlob(depositCount: 1))
        let deposit =
            [0, 0] + TestChain.bob.bytes + UInt256(7).bigEndianBytes + [UInt8](repeating: 0, count: 8) + [1, 2]
        let head = domain.bigEndianBytes + deposit + [UInt8](repeating: 0, count: 64)
        let log = try #require(outcome.result.logs.first)
        let expected = Rollup.Event.blobCommitted(
            number: 1,
            versionedHash: hashes[0],
            dataHash: SSZ.sha256(head).uint256 & ((UInt256.one << 253) &- .one),
            depositEnd: 1
        )
        #expect(try Rollup.Event(topics: log.topics, data: log.data) == expected)
    }

    @Test("Without a blob, with deposits that are not there, and from strangers nothing is committed")
    func refusedCommitments() throws {
        var setup = try Setup(blobs: [])
        let commit = Rollup.commitBlob(depositCount: 0)
        #expect(reason(try setup.call(commit)) == .noBlob)
        setup.chain.blobHashes = [Self.versionedHash(Self.generator)]
        #expect(reason(try setup.call(commit, from: TestChain.bob)) == .notSequencer)
        #expect(reason(try setup.call(Rollup.commitBlob(depositCount: 1))) == .tooManyDeposits)
        #expect(try setup.call(commit).result.isSuccess)
        #expect(setup.storage(Rollup.Slot.committedCount) == 1)
    }

    @Test("A proof settles the batch when the blob has the value that it is about")
    func proven() throws {
        var setup = try Setup()
        let hash = try setup.commit()
        // Another transaction proves, and carries no blob.
        setup.chain.blobHashes = []
        #expect(try setup.call(Self.proveBlob(hash)).result.isSuccess)
        #expect(setup.storage(Rollup.Slot.provenRoot) == 0x70)
        #expect(try setup.call(Rollup.execute(Self.outcome)).result.isSuccess)
        #expect(setup.storage(Rollup.Slot.stateRoot) == 0x70)
        #expect(reason(try setup.call(Self.proveBlob(hash))) == .notCommitted)
    }

    @Test("Another value, commitment or opening is refused by the precompile's answer")
    func wrongEvaluations() throws {
        var setup = try Setup()
        let hash = try setup.commit()
        var cases = [
            Self.opening(value: 2), Self.opening(value: .zero), Self.opening(value: Self.blsOrder),
            Self.opening(value: Self.blsOrder &+ .one), Self.opening(value: .max),
        ]
        // Of another blob, under this one's name.
        var blob = Self.opening()
        blob.commitment = Self.infinity
        cases.append(blob)
        blob = Self.opening()
        blob.proof = Self.generator
        cases.append(blob)
        blob.proof = Self.infinity.dropLast() + [1]
        cases.append(blob)
        blob.proof = []
        cases.append(blob)
        blob.commitment = []
        cases.append(blob)
        for blob in cases { #expect(reason(try setup.call(Self.proveBlob(hash, blob))) == .wrongEvaluation, "\(blob)") }
        // More bytes than an opening has are no calldata of the function.
        blob = Self.opening()
        blob.proof += [0]
        #expect(!(try setup.call(Self.proveBlob(hash, blob)).result.isSuccess))
        #expect(setup.storage(Rollup.Slot.provenCount) == 0)
        #expect(try setup.call(Self.proveBlob(hash)).result.isSuccess)
    }

    @Test("The blob and the hash are those that were committed, whichever blob the proof is of")
    func wrongData() throws {
        var setup = try Setup()
        let hash = try setup.commit()
        #expect(reason(try setup.call(Self.proveBlob(hash, Self.opening(Self.infinity, value: .zero)))) == .wrongData)
        #expect(reason(try setup.call(Self.proveBlob(hash &+ .one))) == .wrongData)
        var outcome = Self.outcome
        outcome.depositEnd = 1
        #expect(reason(try setup.call(Self.proveBlob(hash, outcome: outcome))) == .wrongData)
        // A blob's commitment is not proven as calldata, and the other way round.
        let inputs = [Self.genesisRoot, 0x70, 0x71, hash]
        let proof = SimulatedVerifier.proof(of: inputs)
        let prove = Rollup.prove(dataHash: hash, outcome: Self.outcome, proof: proof)
        #expect(reason(try setup.call(prove)) == .wrongData)
        #expect(try setup.call(Rollup.revertBatches()).result.isSuccess)
        let payments = Rollup.Commitment(payments: [UInt8](repeating: 0, count: 64), depositCount: 0)
        #expect(try setup.call(Rollup.commit(payments)).result.isSuccess)
        #expect(reason(try setup.call(Self.proveBlob(hash))) == .wrongData)
    }

    @Test("The verifier gets seven inputs that the contract chooses or binds", arguments: 0..<7)
    func inputs(index: Int) throws {
        var setup = try Setup()
        let hash = try setup.commit()
        let other = Self.proveBlob(hash) { $0[index] = $0[index] ^ .one }
        #expect(reason(try setup.call(other)) == .proofRefused)
        // The digest that the proof is of decides on the point: with another one the point, and so the seventh input,
        // is another.
        var blob = Self.opening()
        blob.paymentsDigest = blob.paymentsDigest &+ .one
        let honest = Self.words(Self.opening())
        let moved = Self.proveBlob(hash, blob) { $0.replaceSubrange(5..., with: honest[1...]) }
        #expect(reason(try setup.call(moved)) == .proofRefused)
    }

    @Test("A batch in a blob that nobody can prove is taken back")
    func reverted() throws {
        var setup = try Setup()
        _ = try setup.chain.call(setup.rollup, Rollup.deposit(owner: TestChain.bob, keyHash: 7), value: 5)
        _ = try setup.commit(deposits: 1)
        #expect(setup.storage(Rollup.Slot.committedDeposits) == 1)
        #expect(try setup.call(Rollup.revertBatches()).result.isSuccess)
        #expect(setup.storage(Rollup.Slot.committedDeposits) == 0)
        let hash = try setup.commit(deposits: 1)
        var outcome = Self.outcome
        outcome.depositEnd = 1
        #expect(try setup.call(Self.proveBlob(hash, outcome: outcome)).result.isSuccess)
    }
}

import Groth16
import PaymentsCircuit
import Primitives
import ProofProver
import RollupActors
import Synchronization
import Testing

@Suite("Kept keys and proofs of batches")
struct KeptGroth16Tests {
    /// A store in memory that remembers what was asked of it.
    private final class Store: BatchProofStore {
        struct Contents {
            var files: [String: [UInt8]] = [:]
            var refusals: [String] = []
            var phases: [String] = []
        }

        let contents = Mutex(Contents())

        func load(_ name: String, upTo byteLimit: Int) -> [UInt8]? {
            contents.withLock { contents in
                contents.files[name].flatMap { $0.count <= byteLimit ? $0 : nil }
            }
        }

        func save(_ bytes: [UInt8], as name: String) { contents.withLock { $0.files[name] = bytes } }

        func refuse(_ name: String, because reason: String) { contents.withLock { $0.refusals.append(reason) } }

        func note(_ phase: Groth16Phase?) {
            guard let phase else { return }
            contents.withLock { $0.phases.append("\(phase.work)") }
        }

        /// What was done since the last time.
        func takePhases() -> [String] {
            contents.withLock { contents in
                defer { contents.phases = [] }
                return contents.phases
            }
        }

        func takeRefusals() -> [String] {
            contents.withLock { contents in
                defer { contents.refusals = [] }
                return contents.refusals
            }
        }

        func name(_ suffix: String) -> String? {
            contents.withLock { $0.files.keys.first { $0.hasSuffix(suffix) } }
        }
    }

    private static func prover(_ store: Store, memoryLimit: Int = .max, makesProofs: Bool = true) -> Groth16BatchProofs
    {
        Groth16BatchProofs(
            workers: Workers(count: 2),
            store: store,
            memoryLimit: memoryLimit,
            makesProofs: makesProofs,
            onPhase: store.note
        )
    }

    /// The smallest batch: one payment.
    private static func batch(_ proofs: any BatchProofs = SimulatedBatchProofs()) throws -> SealedBatch {
        var world = try PaymentsWorld(proofs, capacity: 1, depositCapacity: 0)
        _ = try world.sequencer.submit(1, to: nil, from: world.bob)
        return try world.sequencer.seal(.all, l1: world.l1)
    }

    @Test(
        "A second prover finds the proof and needs no key; without it, it reads the key; what is damaged is made anew"
    )
    func keptAndDamaged() throws {
        let batch = try Self.batch()
        let store = Store()
        func prove() throws -> [UInt256] {
            try Self.prover(store).proof(of: batch.batch, appliedTo: batch.stateBefore)
        }
        let first = try prove()
        #expect(store.takePhases() == ["circuit", "readingKey", "makingKey", "proving"])
        let proofName = try #require(store.name(".groth16-proof"))
        let keyName = try #require(store.name(".groth16-insecure-key"))
        #expect(store.contents.withLock { $0.files.count } == 2)

        #expect(try prove() == first)
        #expect(store.takePhases() == ["circuit"])
        #expect(store.takeRefusals().isEmpty)

        let files = store.contents.withLock { $0.files }
        let (proof, key) = (try #require(files[proofName]), try #require(files[keyName]))
        for damaged in [proof.dropLast() + [proof[255] ^ 1], Array(proof.dropLast())] {
            store.save(damaged, as: proofName)
            #expect(try prove() == first)
            #expect(store.takePhases() == ["circuit", "readingKey", "proving"])
            #expect(store.takeRefusals().count == 1)
            #expect(store.load(proofName, upTo: 256) == proof)
        }

        func expectMadeAnew(_ file: [UInt8], phases: [String], reason: String) throws {
            store.contents.withLock { $0.files = [keyName: file] }
            #expect(try prove() == first)
            #expect(store.takePhases() == phases)
            #expect(store.takeRefusals() == [reason])
            let isReplaced = store.load(keyName, upTo: .max) == key
            #expect(isReplaced)
        }
        // One bit of a point.
        var damaged = key
        damaged[key.count / 2] ^= 1
        try expectMadeAnew(
            damaged,
            phases: ["circuit", "readingKey", "makingKey", "proving"],
            reason: "its checksum does not match"
        )
        // A key that somebody made: the first two points of A have changed places, and the checksum is right.
        let start = key.count - 32 - Self.pointBytes(of: key)
        var foreign = key
        foreign.replaceSubrange(start..<start + 64, with: key[start + 64..<start + 128])
        foreign.replaceSubrange(start + 64..<start + 128, with: key[start..<start + 64])
        foreign.replaceSubrange(key.count - 32..<key.count, with: Keccak256.hash(foreign.dropLast(32)).bytes)
        let isOther = foreign != key
        #expect(isOther)
        try expectMadeAnew(
            foreign,
            phases: ["circuit", "readingKey", "proving", "makingKey", "proving"],
            reason: "a proof under it is refused: the pairing equation does not hold"
        )
    }

    /// Bytes from the first point of A to the checksum, by the numbers in a key's head (docs/groth16.md).
    private static func pointBytes(of key: [UInt8]) -> Int {
        let head = ProvingKey.tag.utf8.count + 64
        let counts = stride(from: head, to: head + 24, by: 8).map { start in
            key[start..<start + 8].reduce(0) { $0 << 8 | Int($1) }
        }
        let columns = counts[0] + counts[1]
        return 64 * (2 * columns + counts[1] + (1 << counts[2])) + 128 * columns
    }

    @Test("Without leave to prove, only what is kept counts")
    func onlyKept() throws {
        let batch = try Self.batch()
        let store = Store()
        let failure = #expect(throws: BatchProofFailure.self) {
            try Self.prover(store, makesProofs: false).proof(of: batch.batch, appliedTo: batch.stateBefore)
        }
        #expect(failure?.description == "no proof of this batch is kept; --prove makes it" && failure?.isLimit == false)
        #expect(store.takePhases() == ["circuit"] && store.contents.withLock { $0.files.isEmpty })
    }

    @Test("A limit of memory refuses circuit, key and proof before the work, and several shapes do not add up")
    func memory() throws {
        let batch = try Self.batch()
        let store = Store()
        for (limit, phases) in [(1 << 20, []), (50 << 20, ["circuit"])] {
            let failure = #expect(throws: BatchProofFailure.self) {
                try Self.prover(store, memoryLimit: limit).proof(of: batch.batch, appliedTo: batch.stateBefore)
            }
            #expect(failure?.isLimit == true && failure?.description.contains("of memory by prediction") == true)
            #expect(store.takePhases() == phases, "\(String(describing: failure))")
        }
        // One circuit fits, and two do not: the first one is built anew when it is needed again.
        let proofs = Self.prover(store, memoryLimit: 72 << 20)
        let first = try proofs.proof(of: batch.batch, appliedTo: batch.stateBefore)
        #expect(store.takePhases() == ["circuit", "readingKey", "makingKey", "proving"])
        let shape = try #require(BatchShape(capacity: 3, depositCapacity: 0))
        let known = try proofs.verifier(for: shape)
        #expect(store.takePhases() == ["circuit"])
        #expect(try proofs.verifier(for: shape).keyHash == known.keyHash)
        #expect(try proofs.verifier(for: batch.batch.shape).keyHash != known.keyHash)
        #expect(store.takePhases().isEmpty)
        store.contents.withLock { contents in contents.files = contents.files.filter { $0.key.hasSuffix("key") } }
        #expect(try proofs.proof(of: batch.batch, appliedTo: batch.stateBefore) == first)
        #expect(store.takePhases() == ["circuit", "readingKey", "proving"])
    }
}

import EVM
import Primitives
import RollupContracts
import Testing

@Suite("Advancing a native rollup on proofs")
struct ProofAdvanceTests {
    private static let genesisHash = Bytes32(UInt256(0x6e))
    private static let key = Bytes32(UInt256(0x4b))

    /// A chain with the registry and a rollup, and the payload of its first block.
    ///
    /// - Parameters:
    ///   - pinned: Key of the rollup; zero to follow the registry.
    ///   - registered: The registry's current key with its schema; nil for a registry without any.
    /// - Returns: The chain, the rollup's address and the payload.
    /// - Throws: What the deployment throws.
    private func makeRollup(
        pinned: Bytes32 = .zero,
        registered: (key: Bytes32, schemaId: UInt16)? = (key, 0x1281)
    ) throws -> (chain: TestChain, rollup: Address, payload: TestProofPayload) {
        var chain = TestChain()
        chain.standIns[StandInExecute.address] = StandInExecute.accepting()
        chain.host.accounts[VerificationKeyRegistry.address, default: .init()].code =
            VerificationKeyRegistry.runtimeCode
        if let registered {
            let storage = VerificationKeyRegistry.genesisStorage(
                key: registered.key,
                schemaId: registered.schemaId
            )
            for (slot, value) in storage { chain.host.setStorage(VerificationKeyRegistry.address, slot, value) }
        }
        let genesis = NativeRollup.Genesis(
            chainId: 1_234_321,
            gasLimit: 15_000_000,
            blockHash: Self.genesisHash,
            stateRoot: Bytes32(UInt256(0x57)),
            timestamp: chain.timestamp - 12,
            verificationKeyHash: pinned
        )
        let deployed = try chain.deploy(NativeRollup.initCode(genesis))
        #expect(deployed.outcome.result.isSuccess)
        let common = TestPayload(
            parentHash: Self.genesisHash,
            stateRoot: Bytes32(UInt256(0x58)),
            timestamp: chain.timestamp,
            extraData: NativeRollup.extraData(anchorBlockNumber: chain.number - 1),
            blockHash: Bytes32(UInt256(0x6f)),
            anchorHash: TestChain.blockHash(chain.number - 1),
            rest: [UInt8](repeating: 0xee, count: 40)
        )
        return (chain, deployed.address, TestProofPayload(common: common, key: Self.key))
    }

    private func revert(_ chain: inout TestChain, _ rollup: Address, _ payload: [UInt8]) throws -> NativeRollup.Revert?
    {
        try chain.call(rollup, NativeRollup.advance(payload: payload)).revert.flatMap { NativeRollup.Revert($0) }
    }

    @Test("A proved block becomes the head, as an executed one does")
    func accepted() throws {
        var (chain, rollup, payload) = try makeRollup()
        let bytes = payload.bytes
        let outcome = try chain.call(rollup, NativeRollup.advance(payload: bytes))
        #expect(outcome.result.isSuccess, "\(String(describing: outcome.revert))")
        let log = try #require(outcome.result.logs.first)
        #expect(
            try NativeRollup.Event(topics: log.topics, data: log.data)
                == .blockAdded(
                    number: 1,
                    blockHash: payload.common.blockHash,
                    stateRoot: payload.common.stateRoot,
                    timestamp: payload.common.timestamp,
                    anchorBlockNumber: chain.number - 1
                )
        )
        // The next block may be executed: the contract leaves it to EXECUTE which mode it takes.
        payload.common.parentHash = payload.common.blockHash
        payload.common.number = 2
        #expect(try chain.call(rollup, NativeRollup.advance(payload: payload.common.bytes)).result.isSuccess)
    }

    @Test("B3 a key that is not the registry's current one is refused by a rollup that follows")
    func following() throws {
        var (chain, rollup, payload) = try makeRollup()
        payload.key = Bytes32(UInt256(0x4c))
        #expect(try revert(&chain, rollup, payload.bytes) == .wrongVerificationKey)
        payload.key = .zero
        #expect(try revert(&chain, rollup, payload.bytes) == .wrongVerificationKey)
    }

    @Test("B13 a rollup with a key of its own does not ask the registry")
    func pinned() throws {
        let own = Bytes32(UInt256(0x77))
        var (chain, rollup, payload) = try makeRollup(pinned: own)
        #expect(try revert(&chain, rollup, payload.bytes) == .wrongVerificationKey)
        payload.key = own
        #expect(try chain.call(rollup, NativeRollup.advance(payload: payload.bytes)).result.isSuccess)
    }

    @Test("Without a key for its schema, a rollup that follows takes no proof")
    func noKey() throws {
        var (chain, rollup, payload) = try makeRollup(registered: nil)
        #expect(try revert(&chain, rollup, payload.bytes) == .noVerificationKey)
        (chain, rollup, payload) = try makeRollup(registered: (Self.key, 0x1501))
        #expect(try revert(&chain, rollup, payload.bytes) == .noVerificationKey)
        (chain, rollup, payload) = try makeRollup()
        chain.host.accounts[VerificationKeyRegistry.address]?.code = []
        #expect(try revert(&chain, rollup, payload.bytes) == .noVerificationKey)
    }

    @Test("Every offset must be the canonical one")
    func offsets() throws {
        for index in 0..<6 {
            var (chain, rollup, payload) = try makeRollup()
            payload.offsets[index] += 4
            let expected: NativeRollup.Revert = index == 4 ? .malformedAnchor : .malformedPayload
            #expect(try revert(&chain, rollup, payload.bytes) == expected, "offset \(index)")
        }
    }

    @Test("The rules of the contract hold for the header form", arguments: 0..<8)
    func rules(_ index: Int) throws {
        var (chain, rollup, payload) = try makeRollup()
        let number = chain.number
        let cases: [(NativeRollup.Revert, (inout TestPayload) -> Void)] = [
            (.wrongChainId, { $0.chainId = 1 }),
            (.wrongBlockNumber, { $0.number = 2 }),
            (.wrongParent, { $0.parentHash = .zero }),
            (.wrongGasLimit, { $0.gasLimit += 1 }),
            (.timestampInTheFuture, { $0.timestamp += 1 }),
            (.timestampTooOld, { $0.timestamp -= 3601 }),
            (.anchorNotAvailable, { $0.extraData = NativeRollup.extraData(anchorBlockNumber: number) }),
            (.anchorNotAvailable, { $0.anchorHash = .zero }),
        ]
        cases[index].1(&payload.common)
        #expect(try revert(&chain, rollup, payload.bytes) == cases[index].0)
    }

    @Test("With blobs the hashes are those of the transaction, all of them and no more", arguments: [1, 2, 6])
    func blobs(count: Int) throws {
        let hashes = (0..<count).map { Bytes32(UInt256(UInt64(0xb10b + $0))) }
        func revert(
            carrying carried: [Bytes32],
            _ change: (inout TestProofPayload) -> Void = { _ in }
        ) throws -> NativeRollup.Revert? {
            var (chain, rollup, payload) = try makeRollup()
            chain.blobHashes = carried
            payload.blobHashes = hashes
            change(&payload)
            return try self.revert(&chain, rollup, payload.bytes)
        }
        #expect(try revert(carrying: hashes) == nil)
        #expect(try revert(carrying: []) == .wrongBlobs)
        #expect(try revert(carrying: Array(hashes.dropLast())) == .wrongBlobs)
        #expect(try revert(carrying: hashes + [hashes[0]]) == .wrongBlobs)
        #expect(try revert(carrying: Array(hashes.dropLast()) + [.zero]) == .wrongBlobs)
        #expect(try revert(carrying: hashes) { $0.key = .zero } == .wrongVerificationKey)
        #expect(try revert(carrying: hashes) { $0.offsets[1] += 4 } == .malformedPayload)
        #expect(try revert(carrying: hashes) { $0.offsets[1] = 684 } == .malformedPayload)
        #expect(try revert(carrying: hashes) { $0.offsets[1] = 684 + 7 * 32 } == .malformedPayload)
        #expect(try revert(carrying: hashes) { $0.offsets[2] += 32 } == .malformedPayload)
        #expect(try revert(carrying: hashes) { $0.offsets[4] += 4 } == .malformedAnchor)
        #expect(
            try revert(carrying: hashes) {
                $0.offsets[1] = 684 + 6 * 32
                $0.common.rest = []
            } == (count == 6 ? nil : .payloadTooShort)
        )
    }

    @Test("A rollup's block may be in calldata though the transaction carries blobs")
    func calldataBesideBlobs() throws {
        let (fresh, rollup, payload) = try makeRollup()
        var chain = fresh
        chain.blobHashes = [Bytes32(UInt256(1))]
        #expect(try revert(&chain, rollup, payload.bytes) == nil)
    }

    @Test("A payload that ends before its key is too short")
    func short() throws {
        var (chain, rollup, payload) = try makeRollup()
        payload.common.rest = []
        #expect(try chain.call(rollup, NativeRollup.advance(payload: payload.bytes)).result.isSuccess)
        (chain, rollup, payload) = try makeRollup()
        payload.common.rest = []
        #expect(try revert(&chain, rollup, payload.bytes.dropLast()) == .payloadTooShort)
    }
}

import EVM
import Primitives
import RollupContracts
import Testing

@Suite("Advancing a native rollup")
struct AdvanceTests {
    private static let genesisHash = Bytes32(UInt256(0x6e))

    /// A chain with a rollup, and the payload of its first block.
    private func makeRollup() throws -> (chain: TestChain, rollup: Address, payload: TestPayload) {
        var chain = TestChain()
        chain.standIns[StandInExecute.address] = StandInExecute.accepting()
        let genesis = NativeRollup.Genesis(
            chainId: 1_234_321,
            gasLimit: 15_000_000,
            blockHash: AdvanceTests.genesisHash,
            stateRoot: Bytes32(UInt256(0x57)),
            timestamp: chain.timestamp - 12
        )
        let deployed = try chain.deploy(NativeRollup.initCode(genesis))
        #expect(deployed.outcome.result.isSuccess)
        let payload = TestPayload(
            parentHash: AdvanceTests.genesisHash,
            stateRoot: Bytes32(UInt256(0x58)),
            timestamp: chain.timestamp,
            extraData: NativeRollup.extraData(anchorBlockNumber: chain.number - 1),
            blockHash: Bytes32(UInt256(0x6f)),
            anchorHash: TestChain.blockHash(chain.number - 1)
        )
        return (chain, deployed.address, payload)
    }

    private func storage(_ chain: TestChain, _ rollup: Address, _ slot: UInt256) -> UInt256 {
        chain.host.storage(rollup, slot)
    }

    @Test("A block that EXECUTE accepts becomes the head")
    func accepted() throws {
        var (chain, rollup, payload) = try makeRollup()
        let outcome = try chain.call(rollup, NativeRollup.advance(payload: payload.bytes))
        #expect(outcome.result.isSuccess, "\(String(describing: outcome.revert))")
        let log = try #require(outcome.result.logs.first)
        #expect(log.address == rollup)
        #expect(
            try NativeRollup.Event(topics: log.topics, data: log.data)
                == .blockAdded(
                    number: 1,
                    blockHash: payload.blockHash,
                    stateRoot: payload.stateRoot,
                    timestamp: payload.timestamp,
                    anchorBlockNumber: chain.number - 1
                )
        )
        #expect(storage(chain, rollup, NativeRollup.Slot.headNumber) == 1)
        #expect(storage(chain, rollup, NativeRollup.Slot.headHash) == payload.blockHash.uint256)
        #expect(storage(chain, rollup, NativeRollup.Slot.headTimestamp) == UInt256(payload.timestamp))
        #expect(storage(chain, rollup, NativeRollup.Slot.lastAnchor) == UInt256(chain.number - 1))
        #expect(storage(chain, rollup, NativeRollup.Slot.stateRoot(l2BlockNumber: 0)) == 0x57)
        #expect(storage(chain, rollup, NativeRollup.Slot.stateRoot(l2BlockNumber: 1)) == 0x58)

        let again = try chain.call(rollup, NativeRollup.advance(payload: payload.bytes))
        #expect(again.revert == .message(NativeRollup.Revert.wrongBlockNumber.rawValue))

        payload.parentHash = payload.blockHash
        payload.blockHash = Bytes32(UInt256(0x70))
        payload.number = 2
        #expect(try chain.call(rollup, NativeRollup.advance(payload: payload.bytes)).result.isSuccess)
        #expect(storage(chain, rollup, NativeRollup.Slot.headNumber) == 2)
    }

    @Test("EXECUTE is given the payload and nothing else")
    func executeInput() throws {
        var (chain, rollup, payload) = try makeRollup()
        payload.rest = [UInt8](repeating: 0xee, count: 3333)
        let expected = payload.bytes
        chain.standIns[StandInExecute.address] = { call in
            call.input == expected
                ? .success(output: StandInExecute.result(root: .init(UInt256(1))), gasUsed: 0)
                : .failure(.invalidInput)
        }
        #expect(try chain.call(rollup, NativeRollup.advance(payload: expected)).result.isSuccess)
    }

    @Test("A follower reads the payload back from the calldata")
    func payloadFromCalldata() throws {
        let payload: [UInt8] = [0x12, 0x81, 7]
        #expect(NativeRollup.payload(advanceCalldata: NativeRollup.advance(payload: payload)) == payload)
        #expect(NativeRollup.payload(advanceCalldata: NativeRollup.advance(payload: payload) + [0]) == nil)
        #expect(NativeRollup.payload(advanceCalldata: NativeRollup.deposit(to: .zero, fee: .zero)) == nil)
        #expect(NativeRollup.payload(advanceCalldata: []) == nil)
    }

    /// One way in which a payload must not be taken.
    struct Rejection: Sendable, CustomStringConvertible {
        let description: String
        let reason: NativeRollup.Revert
        let change: @Sendable (inout TestPayload, inout TestChain) -> Void

        init(
            _ reason: NativeRollup.Revert,
            _ name: String,
            _ change: @escaping @Sendable (inout TestPayload, inout TestChain) -> Void
        ) {
            description = name
            self.reason = reason
            self.change = change
        }
    }

    static let rejections: [Rejection] = [
        Rejection(.wrongSchema, "schema of Amsterdam") { payload, _ in payload.schema = [0x15, 0x01] },
        Rejection(.wrongSchema, "schema in the other byte order") { payload, _ in payload.schema = [0x81, 0x12] },
        Rejection(.malformedPayload, "request offset") { payload, _ in payload.offsets[0] = 24 },
        Rejection(.malformedPayload, "payload offset") { payload, _ in payload.offsets[1] = 48 },
        Rejection(.malformedPayload, "extra data offset") { payload, _ in payload.offsets[2] = 540 },
        Rejection(.wrongChainId, "another chain") { payload, _ in payload.chainId = 1 },
        Rejection(.wrongBlockNumber, "number of the head") { payload, _ in payload.number = 0 },
        Rejection(.wrongBlockNumber, "number behind a gap") { payload, _ in payload.number = 2 },
        Rejection(.wrongParent, "another parent") { payload, _ in payload.parentHash = Bytes32(UInt256(1)) },
        Rejection(.wrongGasLimit, "one gas more") { payload, _ in payload.gasLimit += 1 },
        Rejection(.timestampInTheFuture, "a second ahead of L1") { payload, _ in payload.timestamp += 1 },
        Rejection(.timestampInTheFuture, "the largest timestamp") { payload, _ in payload.timestamp = .max },
        Rejection(.timestampTooOld, "older than an hour") { payload, _ in payload.timestamp -= 3601 },
        Rejection(.malformedAnchor, "no anchor") { payload, _ in
            payload.extraData = []
            payload.rest = [UInt8](repeating: 0, count: 8)
        },
        Rejection(.malformedAnchor, "anchor of nine bytes") { payload, _ in payload.extraData.append(0) },
        Rejection(.payloadTooShort, "cut before the anchor") { payload, _ in payload.extraData.removeLast() },
        Rejection(.anchorNotAvailable, "this very block") { payload, chain in
            payload.extraData = NativeRollup.extraData(anchorBlockNumber: chain.number)
        },
        Rejection(.anchorNotAvailable, "a block of the far future") { payload, _ in
            payload.extraData = NativeRollup.extraData(anchorBlockNumber: .max)
        },
        Rejection(.anchorNotAvailable, "257 blocks back") { payload, chain in
            payload.extraData = NativeRollup.extraData(anchorBlockNumber: chain.number - 257)
            payload.anchorHash = TestChain.blockHash(chain.number - 257)
        },
        Rejection(.anchorNotAvailable, "zero for a block that is too old") { payload, chain in
            payload.extraData = NativeRollup.extraData(anchorBlockNumber: chain.number - 257)
            payload.anchorHash = .zero
        },
        Rejection(.anchorNotAvailable, "hash of another block") { payload, chain in
            payload.anchorHash = TestChain.blockHash(chain.number - 2)
        },
        Rejection(.executeFailed, "EXECUTE halts") { _, chain in
            chain.standIns[StandInExecute.address] = StandInExecute.failing
        },
        Rejection(.executeFailed, "EXECUTE is not there") { _, chain in
            chain.standIns[StandInExecute.address] = nil
        },
        Rejection(.executeFailed, "42 bytes of result") { _, chain in
            chain.standIns[StandInExecute.address] = StandInExecute.returning(
                Array(StandInExecute.result(root: Bytes32(.one)).dropLast())
            )
        },
        Rejection(.executeFailed, "44 bytes of result") { _, chain in
            chain.standIns[StandInExecute.address] = StandInExecute.returning(
                StandInExecute.result(root: Bytes32(.one)) + [0]
            )
        },
        Rejection(.blockNotValid, "43 zeros, the result of an undecodable input") { _, chain in
            chain.standIns[StandInExecute.address] = StandInExecute.returning([UInt8](repeating: 0, count: 43))
        },
        Rejection(.blockNotValid, "zero root") { _, chain in
            chain.standIns[StandInExecute.address] = StandInExecute.returning(StandInExecute.result(root: .zero))
        },
        Rejection(.blockNotValid, "flag 0") { _, chain in
            chain.standIns[StandInExecute.address] = StandInExecute.returning(
                StandInExecute.result(root: Bytes32(.one), flag: 0)
            )
        },
        Rejection(.blockNotValid, "flag 2") { _, chain in
            chain.standIns[StandInExecute.address] = StandInExecute.returning(
                StandInExecute.result(root: Bytes32(.one), flag: 2)
            )
        },
        Rejection(.wrongResultChainId, "result for another chain") { _, chain in
            chain.standIns[StandInExecute.address] = StandInExecute.returning(
                StandInExecute.result(root: Bytes32(.one), chainId: [1, 0, 0, 0, 0, 0, 0, 0])
            )
        },
        Rejection(.wrongResultSchema, "result for another schema") { _, chain in
            chain.standIns[StandInExecute.address] = StandInExecute.returning(
                StandInExecute.result(root: Bytes32(.one), schema: [0x12, 0x81])
            )
        },
    ]

    @Test("A payload is refused with its reason and changes nothing", arguments: rejections)
    func rejected(_ rejection: Rejection) throws {
        var (chain, rollup, payload) = try makeRollup()
        rejection.change(&payload, &chain)
        let before = chain.host.accounts[rollup]?.storage
        let outcome = try chain.call(rollup, NativeRollup.advance(payload: payload.bytes))
        let reason = try #require(outcome.revert)
        #expect(NativeRollup.Revert(reason) == rejection.reason, "\(reason)")
        #expect(chain.host.accounts[rollup]?.storage == before)
    }

    @Test("Limits of time and of the anchor's window are inside")
    func limits() throws {
        var (chain, rollup, payload) = try makeRollup()
        payload.timestamp -= 3600
        payload.extraData = NativeRollup.extraData(anchorBlockNumber: chain.number - 256)
        payload.anchorHash = TestChain.blockHash(chain.number - 256)
        let outcome = try chain.call(rollup, NativeRollup.advance(payload: payload.bytes))
        #expect(outcome.result.isSuccess, "\(String(describing: outcome.revert))")
    }

    @Test("The anchor may stay but not move backwards")
    func anchorOrder() throws {
        var (chain, rollup, payload) = try makeRollup()
        #expect(try chain.call(rollup, NativeRollup.advance(payload: payload.bytes)).result.isSuccess)
        payload.parentHash = payload.blockHash
        payload.number = 2
        payload.extraData = NativeRollup.extraData(anchorBlockNumber: chain.number - 2)
        payload.anchorHash = TestChain.blockHash(chain.number - 2)
        #expect(
            try chain.call(rollup, NativeRollup.advance(payload: payload.bytes)).revert
                == .message(NativeRollup.Revert.anchorMovedBackwards.rawValue)
        )
        payload.extraData = NativeRollup.extraData(anchorBlockNumber: chain.number - 1)
        payload.anchorHash = TestChain.blockHash(chain.number - 1)
        #expect(try chain.call(rollup, NativeRollup.advance(payload: payload.bytes)).result.isSuccess)
    }

    @Test("A deployment out of range is refused")
    func deploymentRanges() throws {
        var chain = TestChain()
        var genesis = NativeRollup.Genesis(
            chainId: 0,
            gasLimit: 15_000_000,
            blockHash: .zero,
            stateRoot: .zero,
            timestamp: 0
        )
        #expect(
            try chain.deploy(NativeRollup.initCode(genesis)).outcome.revert
                == .message(NativeRollup.Revert.chainIdOutOfRange.rawValue)
        )
        genesis.chainId = 1
        genesis.gasLimit = 999_999
        #expect(
            try chain.deploy(NativeRollup.initCode(genesis)).outcome.revert
                == .message(NativeRollup.Revert.gasLimitOutOfRange.rawValue)
        )
    }

    @Test("40,000 bytes of payload and an L2 block of 15,000,000 gas fit in a transaction")
    func gasBound() throws {
        var (chain, rollup, payload) = try makeRollup()
        chain.standIns[StandInExecute.address] = StandInExecute.accepting(gasLimit: 15_000_000)
        payload.rest = [UInt8](repeating: 0xee, count: 40_000 - payload.bytes.count)
        let calldata = NativeRollup.advance(payload: payload.bytes)
        let zeros = calldata.filter { $0 == 0 }.count
        let intrinsicGas = UInt64(21_000 + 4 * zeros + 16 * (calldata.count - zeros))
        let outcome = try chain.call(rollup, calldata, gas: 16_777_216 - intrinsicGas)
        #expect(outcome.result.isSuccess, "\(String(describing: outcome.revert))")
        let contractGas = outcome.gasUsed - 15_000_000 - 16 * 40_000
        #expect((60_000...100_000).contains(contractGas), "\(contractGas)")
    }

    @Test("A payload beyond the bound is refused by the ABI")
    func payloadBound() throws {
        var (chain, rollup, payload) = try makeRollup()
        payload.rest = [UInt8](repeating: 0xee, count: NativeRollup.maxPayloadByteCount - payload.bytes.count)
        #expect(payload.bytes.count == NativeRollup.maxPayloadByteCount)
        let data = payload.bytes
        payload.rest.append(0)
        #expect(try chain.call(rollup, NativeRollup.advance(payload: payload.bytes)).revert == .empty)
        #expect(try chain.call(rollup, NativeRollup.advance(payload: data)).result.isSuccess)
    }

    @Test("Plain ETH is refused")
    func plainTransfer() throws {
        var (chain, rollup, payload) = try makeRollup()
        #expect(try chain.call(rollup, [], value: .one).revert == .empty)
        let outcome = try chain.call(rollup, NativeRollup.advance(payload: payload.bytes), value: .one)
        #expect(outcome.revert == .empty)
    }
}

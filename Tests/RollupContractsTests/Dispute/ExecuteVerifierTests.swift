import EVM
import Primitives
import RollupContracts
import Testing

/// The verifier apart from EXECUTE; `DisputeGameTests` of the actors has both together.
@Suite("Verifier of claims that asks EXECUTE")
struct ExecuteVerifierTests {
    private static let key = Bytes32(UInt256(0x4b))
    private static let chainId: UInt64 = 1_234_321

    private struct Setup {
        var world: DisputeWorld
        let claim: DisputeClaim
        var input: TestPayload
        var key = ExecuteVerifierTests.key

        init(
            pinned: Bytes32 = ExecuteVerifierTests.key,
            execute: @escaping PrecompileTable.Extension = StandInExecute.accepting()
        ) throws {
            world = try DisputeWorld(
                verifierCode: ExecuteVerifier.initCode(
                    chainId: ExecuteVerifierTests.chainId,
                    gasLimit: 15_000_000,
                    verificationKeyHash: pinned
                )
            )
            world.chain.standIns[StandInExecute.address] = execute
            claim = world.claim()
            input = TestPayload(
                chainId: ExecuteVerifierTests.chainId,
                parentHash: claim.parentHash,
                stateRoot: claim.stateRoot,
                timestamp: claim.timestamp,
                extraData: NativeRollup.extraData(anchorBlockNumber: claim.anchorBlockNumber),
                blockHash: claim.blockHash,
                anchorHash: claim.anchorHash,
                // The body's offsets of transactions and requests, of which there are none; then anything.
                rest: [8, 0, 0, 0, 8, 0, 0, 0] + [UInt8](repeating: 0xee, count: 200)
            )
        }

        /// EXECUTE's input of either form.
        func payload(isProof: Bool, _ change: (inout TestProofPayload) -> Void = { _ in }) -> [UInt8] {
            var proof = TestProofPayload(common: input, key: key)
            change(&proof)
            return isProof ? proof.bytes : proof.common.bytes
        }

        /// What a challenged game answers to a payload, and whether the claim is true by it; nil as long as that is
        /// open.
        func verdict(_ payload: [UInt8], isProof: Bool) throws -> (answer: DisputeWorld.Answer, isTrue: Bool?) {
            var world = world
            let game = try world.game(claim)
            #expect(try world.challenge(game) == .success)
            let data = isProof ? ZKDisputeGame.prove(payload: payload) : ZKDisputeGame.settle(payload: payload)
            let answer = try world.call(game, data)
            guard try world.resolve(game) == .success else { return (answer, nil) }
            return (answer, world.outcome(game) == .defenderWins)
        }

        func answer(_ payload: [UInt8], isProof: Bool) throws -> DisputeWorld.Answer {
            let (answer, isTrue) = try verdict(payload, isProof: isProof)
            #expect(isTrue == (answer == .success ? true : nil))
            return answer
        }
    }

    @Test("The claimed block is accepted, proven or executed again, and each form only where it belongs")
    func accepted() throws {
        let setup = try Setup()
        for isProof in [true, false] {
            let payload = setup.payload(isProof: isProof)
            #expect(try setup.answer(payload, isProof: isProof) == .success)
            #expect(try setup.answer(payload, isProof: !isProof) == .refused(.wrongSchema))
            #expect(try setup.answer([], isProof: isProof) == .refused(.payloadTooShort))
        }
    }

    /// One difference between the claim and what EXECUTE is asked about.
    struct Difference: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let reason: DisputeRevert
        let change: @Sendable (inout TestPayload) -> Void

        init(_ name: String, _ reason: DisputeRevert, _ change: @escaping @Sendable (inout TestPayload) -> Void) {
            (testDescription, self.reason, self.change) = (name, reason, change)
        }
    }

    private static let differences = [
        Difference("chain", .wrongChainId) { $0.chainId += 1 },
        Difference("number", .wrongBlockNumber) { $0.number += 1 },
        Difference("parent", .wrongParent) { $0.parentHash = .zero },
        Difference("gas limit", .wrongGasLimit) { $0.gasLimit -= 1 },
        Difference("timestamp", .wrongTimestamp) { $0.timestamp -= 1 },
        Difference("anchor's number", .wrongAnchor) {
            $0.extraData = NativeRollup.extraData(anchorBlockNumber: 1)
        },
        Difference("anchor's hash", .wrongAnchor) { $0.anchorHash = .zero },
        Difference("fee recipient", .wrongFeeRecipient) { $0.feeRecipient = .zero },
        Difference("randomness", .wrongRandomness) { $0.prevRandao = .zero },
        Difference("transactions", .wrongTransactions) {
            $0.transactionByteCount = 4
            $0.rest[4] = 12
        },
    ]

    @Test("B6 a valid block that is not the claimed one proves nothing", arguments: differences)
    func binding(_ difference: Difference) throws {
        let setup = try Setup()
        for isProof in [true, false] {
            let payload = setup.payload(isProof: isProof) { difference.change(&$0.common) }
            #expect(try setup.answer(payload, isProof: isProof) == .refused(difference.reason))
        }
    }

    @Test(
        "B6 a valid block of the same inputs with another state root or hash refutes the claim",
        arguments: [true, false]
    )
    func refutation(isProof: Bool) throws {
        let setup = try Setup()
        for change in [{ $0.stateRoot = .zero }, { $0.blockHash = .zero }] as [(inout TestPayload) -> Void] {
            let payload = setup.payload(isProof: isProof) { change(&$0.common) }
            let (answer, isTrue) = try setup.verdict(payload, isProof: isProof)
            #expect(answer == .success && isTrue == false)
        }
        // If EXECUTE does not confirm it, it refutes nothing.
        let unconfirmed = try Setup(execute: StandInExecute.failing)
        let payload = unconfirmed.payload(isProof: isProof) { $0.common.stateRoot = .zero }
        #expect(try unconfirmed.answer(payload, isProof: isProof) == .refused(.executeFailed))
    }

    @Test("Every offset must be the canonical one")
    func offsets() throws {
        let setup = try Setup()
        for index in 0..<6 {
            let payload = setup.payload(isProof: true) { $0.offsets[index] += 4 }
            let reason = index == 4 ? DisputeRevert.malformedAnchor : .malformedPayload
            #expect(try setup.answer(payload, isProof: true) == .refused(reason), "offset \(index)")
        }
        for index in 0..<3 {
            let payload = setup.payload(isProof: false) { $0.common.offsets[index] += 4 }
            #expect(try setup.answer(payload, isProof: false) == .refused(.malformedPayload), "offset \(index)")
        }
        // Lists of transactions that end before they begin, or beyond the input.
        for end in [7, 255] as [UInt8] {
            let body = setup.payload(isProof: true) { $0.common.rest[4] = end }
            #expect(try setup.answer(body, isProof: true) == .refused(.malformedPayload), "end \(end)")
        }
        let start = setup.payload(isProof: true) { $0.common.rest[0] = 7 }
        #expect(try setup.answer(start, isProof: true) == .refused(.malformedPayload))
        for count in [UInt32.max, 10_000] {
            let list = setup.payload(isProof: false) { $0.common.transactionByteCount = count }
            #expect(try setup.answer(list, isProof: false) == .refused(.malformedPayload), "\(count) bytes")
        }
        let long = setup.payload(isProof: false) { $0.common.extraData.append(0) }
        #expect(try setup.answer(long, isProof: false) == .refused(.malformedAnchor))
        let blobs = setup.payload(isProof: true) { $0.blobHashes = [Bytes32(UInt256(1))] }
        #expect(try setup.answer(blobs, isProof: true) == .refused(.wrongSchema))
    }

    @Test("B3 a proof is for the rollup's key, or for the registry's")
    func keys() throws {
        var setup = try Setup()
        setup.key = Bytes32(UInt256(0x4c))
        #expect(try setup.answer(setup.payload(isProof: true), isProof: true) == .refused(.wrongVerificationKey))
        setup = try Setup(pinned: .zero)
        #expect(try setup.answer(setup.payload(isProof: true), isProof: true) == .refused(.noVerificationKey))
        setup.world.chain.host.accounts[VerificationKeyRegistry.address, default: .init()].code =
            VerificationKeyRegistry.runtimeCode
        let storage = VerificationKeyRegistry.genesisStorage(key: Self.key, schemaId: 0x1281)
        for (slot, value) in storage {
            setup.world.chain.host.setStorage(VerificationKeyRegistry.address, slot, value)
        }
        #expect(try setup.answer(setup.payload(isProof: true), isProof: true) == .success)
    }

    @Test("What EXECUTE does not confirm is not believed")
    func results() throws {
        let root = Bytes32(UInt256(7))
        let cases: [(PrecompileTable.Extension, DisputeRevert)] = [
            (StandInExecute.failing, .executeFailed),
            (StandInExecute.returning([]), .executeFailed),
            (StandInExecute.returning(StandInExecute.result(root: root) + [0]), .executeFailed),
            (StandInExecute.returning(StandInExecute.result(root: .zero)), .blockNotValid),
            (StandInExecute.returning(StandInExecute.result(root: root, flag: 0)), .blockNotValid),
            (StandInExecute.returning(StandInExecute.result(root: root, flag: 2)), .blockNotValid),
            (
                StandInExecute.returning(StandInExecute.result(root: root, chainId: [1, 0, 0, 0, 0, 0, 0, 0])),
                .wrongResultChainId
            ),
            (StandInExecute.returning(StandInExecute.result(root: root, schema: [0x12, 0x81])), .wrongResultSchema),
        ]
        for (execute, reason) in cases {
            let setup = try Setup(execute: execute)
            for isProof in [true, false] {
                #expect(try setup.answer(setup.payload(isProof: isProof), isProof: isProof) == .refused(reason))
            }
        }
    }
}

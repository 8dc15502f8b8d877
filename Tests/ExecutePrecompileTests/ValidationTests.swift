import ExecutePrecompile
import HostAccelerators
import Primitives
import StateTransition
import TestSupport
import Testing

@Suite("EXECUTE validation by re-execution")
struct ValidationTests {
    /// A block with a transfer, two storage writes with logs, and a deletion, on a rollup of two blocks.
    static let sealed: SealedL2Block = {
        var rollup = TestRollup()
        rollup.seal([rollup.transfer(from: 0, value: 5)])
        return rollup.seal([
            rollup.transfer(from: 0, value: 1_000),
            rollup.store(from: 1, slot: 1, value: 0),
            rollup.store(from: 2, slot: 77, value: 3),
            rollup.store(from: 1, slot: 2, value: 9),
        ])
    }()

    /// Why the sealed block's input fails after a change to its payload; `rehashed` makes the block hash fit, so that
    /// only deeper checks can find the change.
    private func failureOfChanged(
        rehashed: Bool,
        _ change: (inout ExecutionPayloadFields) -> Void
    ) -> ValidationFailure? {
        var input = Self.sealed.input
        change(&input.newPayloadRequest.executionPayload.fields)
        if rehashed { input.rehash() }
        return failure(input)
    }

    @Test(
        "E12 a valid block succeeds, in both root forms, with the independently composed root",
        arguments: RootForm.allCases
    )
    func validBlock(_ form: RootForm) throws {
        let sealed = Self.sealed
        let request = sealed.input.newPayloadRequest
        let fields = request.executionPayload.fields
        let payloadRoot = SSZ.progressiveContainerRoot([
            sealed.block.header.parentHash, SSZ.chunk(fields.feeRecipient), sealed.block.header.stateRoot,
            sealed.block.header.receiptsRoot, SSZ.byteVectorRoot(sealed.block.header.logsBloom.bytes),
            fields.prevRandao, SSZ.chunk(sealed.block.header.number), SSZ.chunk(sealed.block.header.gasLimit),
            SSZ.chunk(sealed.block.header.gasUsed), SSZ.chunk(sealed.block.header.timestamp),
            SSZ.byteListRoot(fields.extraData, limit: 32), SSZ.chunk(sealed.block.header.baseFeePerGas),
            sealed.block.hash,
            SSZ.progressiveListRoot(sealed.block.transactions.map { SSZ.progressiveByteListRoot($0) }),
            SSZ.progressiveListRoot([]), SSZ.chunk(0 as UInt64), SSZ.chunk(0 as UInt64),
        ])
        let noRequests = SSZ.progressiveContainerRoot((0..<3).map { _ in SSZ.progressiveListRoot([]) })
        let anchor = sealed.block.header.parentBeaconBlockRoot
        let expected =
            switch form {
            case .executionSpecs:
                SSZ.containerRoot([payloadRoot, SSZ.progressiveListRoot([]), anchor, noRequests])
            case .consensusSpecs:
                SSZ.progressiveContainerRoot([payloadRoot, SSZ.listRoot([], limit: 4_096), anchor, noRequests])
            }
        let execute = Execute(verifier: ReExecution(ExecuteConfiguration(rootForm: form)))
        let run = execute.run(input: sealed.input.encoded, gas: .max)
        let result = StatelessValidationResult(
            newPayloadRequestRoot: expected,
            successfulValidation: true,
            chainId: TestRollup.chainId,
            schemaId: 0x1281
        )
        #expect(run.outcome == .succeeded(result))
        #expect(run.workGas == sealed.block.header.gasUsed)
        #expect(result.encoded.count == 43 && result.encoded[32] == 1)
    }

    typealias Change = @Sendable (inout ExecutionPayloadFields) -> Void

    /// A corruption of each field that execution or the parent decides.
    static let corruptions: [(name: String, change: Change)] = [
        ("state_root", { $0.stateRoot = .zero }),
        ("receipts_root", { $0.receiptsRoot = .zero }),
        ("logs_bloom", { $0.logsBloom = LogsBloom() }),
        ("gas_used", { $0.gasUsed -= 1 }),
        ("base_fee_per_gas", { $0.baseFeePerGas = $0.baseFeePerGas &+ .one }),
        ("parent_hash", { $0.parentHash = $0.stateRoot }),
        ("block_number", { $0.blockNumber += 1 }),
        ("gas_limit", { $0.gasLimit *= 2 }),
        ("timestamp", { $0.timestamp = 0 }),
    ]

    @Test(
        "E13 a corrupted field no longer fits the block hash",
        arguments: corruptions.map(\.name) + ["fee_recipient", "prev_randao", "extra_data"]
    )
    func corruptedField(_ name: String) throws {
        let free: [(name: String, change: Change)] = [
            ("fee_recipient", { $0.feeRecipient = Address(9) }),
            ("prev_randao", { $0.prevRandao = $0.stateRoot }),
            ("extra_data", { $0.extraData.append(1) }),
        ]
        let corruption = try #require((Self.corruptions + free).first { $0.name == name })
        guard case .wrongBlockHash = failureOfChanged(rehashed: false, corruption.change) else {
            Issue.record("\(name): \(String(describing: failureOfChanged(rehashed: false, corruption.change)))")
            return
        }
    }

    @Test("E13 a corrupted field is found by execution when the block hash fits it", arguments: corruptions.map(\.name))
    func corruptedAndRehashed(_ name: String) throws {
        let corruption = try #require(Self.corruptions.first { $0.name == name })
        let found = failureOfChanged(rehashed: true, corruption.change)
        guard case .stateless(.invalidBlock(let reason)) = found else {
            Issue.record("\(name): \(String(describing: found))")
            return
        }
        let fits =
            switch (name, reason) {
            case ("state_root", .wrongStateRoot), ("receipts_root", .wrongReceiptsRoot),
                ("logs_bloom", .wrongLogsBloom),
                ("gas_used", .wrongGasUsed), ("base_fee_per_gas", .wrongBaseFee), ("parent_hash", .wrongParentHash),
                ("block_number", .wrongNumber), ("gas_limit", .invalidGasLimit),
                ("timestamp", .timestampNotAfterParent):
                true
            default: false
            }
        #expect(fits, "\(name): \(reason)")
    }

    @Test("E13 block_hash itself")
    func corruptedBlockHash() {
        let hash = Self.sealed.block.hash
        #expect(
            failureOfChanged(rehashed: false) { $0.blockHash = .zero } == .wrongBlockHash(claimed: .zero, rebuilt: hash)
        )
    }

    @Test("E13 the anchor is bound by the block hash, and by execution")
    func corruptedAnchor() {
        var input = Self.sealed.input
        input.newPayloadRequest.parentBeaconBlockRoot = .zero
        guard case .wrongBlockHash = failure(input) else {
            Issue.record("\(String(describing: failure(input)))")
            return
        }
        input.rehash()
        guard case .stateless(.invalidBlock(.wrongStateRoot)) = failure(input) else {
            Issue.record("\(String(describing: failure(input)))")
            return
        }
    }

    @Test("E9 requests are bound: invented, changed and missing ones fail, the true ones pass")
    func requestsAreBound() throws {
        var rollup = TestRollup()
        rollup.seal([])
        let sealed = rollup.seal([rollup.requestWithdrawal(from: 0)])
        #expect(sealed.input.newPayloadRequest.executionRequests.withdrawals.count == 1)
        #expect(failure(sealed.input) == nil)
        let mustBeEmpty = ReExecution(ExecuteConfiguration(rules: L2Rules(requestsPolicy: .mustBeEmpty)))
        #expect(throws: ExecuteInputError.rule(.requests(count: 1))) { try mustBeEmpty.decode(sealed.input.encoded) }

        let changes: [(inout ExecutionRequests) -> Void] = [
            { $0.withdrawals = [] },
            { $0.withdrawals[0].amountInGwei += 1 },
            { $0.deposits = SampleInput.requests.deposits },
            { $0.consolidations = SampleInput.requests.consolidations },
        ]
        for change in changes {
            var input = sealed.input
            change(&input.newPayloadRequest.executionRequests)
            guard case .wrongBlockHash = failure(input) else {
                Issue.record("\(String(describing: failure(input)))")
                continue
            }
            input.rehash()
            guard case .stateless(.invalidBlock(.wrongRequestsHash)) = failure(input) else {
                Issue.record("\(String(describing: failure(input)))")
                continue
            }
        }
    }

    @Test("E10 a blob transaction with blob_gas_used = 0 is invalid even where its type is allowed")
    func blobTransaction() throws {
        var rollup = TestRollup()
        let blob = rollup.sign(
            .blob(
                chainId: TestRollup.chainId,
                nonce: 0,
                maxPriorityFeePerGas: .zero,
                maxFeePerGas: UInt256(10_000_000_000),
                gasLimit: 21_000,
                to: Address(1),
                value: .zero,
                data: [],
                maxFeePerBlobGas: UInt256(1_000_000_000),
                blobVersionedHashes: [Bytes32(w0: 1 << 56, w1: 0, w2: 0, w3: 0)]
            ),
            by: 3
        )
        var input = rollup.seal([blob]).input
        #expect(failure(input) == nil)
        let blobsAllowed = ReExecution(ExecuteConfiguration(rules: L2Rules(allowedTransactionTypes: [0, 1, 2, 3, 4])))
        #expect(throws: ExecuteInputError.rule(.blobGasUsed(131_072))) { try blobsAllowed.decode(input.encoded) }

        input.newPayloadRequest.executionPayload.fields.blobGasUsed = 0
        input.rehash()
        #expect(failure(input) == .stateless(.invalidBlock(.wrongBlobGasUsed(expected: 131_072, got: 0))))
        input.newPayloadRequest.versionedHashes = []
        #expect(failure(input) == .wrongVersionedHashes(expected: 1, got: 0))
        #expect(throws: Never.self) { try blobsAllowed.decode(input.encoded) }
        #expect(throws: ExecuteInputError.rule(.transactionType(index: 0, firstByte: 3))) {
            try ReExecution().decode(input.encoded)
        }
    }

    @Test("E14 a timestamp equal to the parent's fails, one second later passes")
    func timestamps() {
        var rollup = TestRollup()
        let parent = rollup.head
        let next = rollup.seal([rollup.transfer(from: 0, value: 1)], timestamp: parent.timestamp + 1)
        #expect(failure(next.input) == nil)
        var equal = next.input
        equal.newPayloadRequest.executionPayload.fields.timestamp = parent.timestamp
        equal.rehash()
        #expect(
            failure(equal)
                == .stateless(.invalidBlock(.timestampNotAfterParent(parent: parent.timestamp, got: parent.timestamp)))
        )
    }

    @Test("E15 a gas limit may move by less than 1/1024 of the parent's")
    func gasLimits() {
        let parentLimit = TestRollup().head.gasLimit
        let step = parentLimit / 1_024
        for limit in [parentLimit - step + 1, parentLimit + step - 1] {
            var rollup = TestRollup()
            #expect(failure(rollup.seal([], gasLimit: limit).input) == nil, "\(limit)")
        }
        for limit in [parentLimit - step, parentLimit + step, 4_999, 2 * parentLimit] {
            var rollup = TestRollup()
            var input = rollup.seal([]).input
            input.newPayloadRequest.executionPayload.fields.gasLimit = limit
            input.rehash()
            #expect(
                failure(input) == .stateless(.invalidBlock(.invalidGasLimit(parent: parentLimit, got: limit))),
                "\(limit)"
            )
        }
    }

    @Test("E16 extra data of 33 bytes fails in validation too, of 32 passes")
    func extraData() {
        var rollup = TestRollup()
        var input = rollup.seal([], extraData: [UInt8](repeating: 1, count: 32)).input
        #expect(failure(input) == nil)
        input.newPayloadRequest.executionPayload.fields.extraData.append(1)
        input.rehash()
        #expect(failure(input) == .stateless(.invalidBlock(.extraDataTooLong(limit: 32, got: 33))))
    }

    @Test("E20 transactions of another chain are rejected, and the output echoes the input's chain id")
    func chainId() {
        let sealed = Self.sealed
        var input = sealed.input
        input.chainId += 1
        guard case .stateless(.invalidBlock(.transaction(index: 0, _))) = failure(input) else {
            Issue.record("\(String(describing: failure(input)))")
            return
        }
        for chainId in [TestRollup.chainId, 1, UInt64.max] {
            var rollup = TestRollup()
            var empty = rollup.seal([]).input
            empty.chainId = chainId
            guard
                case .succeeded(let result) = Execute(verifier: ReExecution()).run(input: empty.encoded, gas: .max)
                    .outcome
            else {
                Issue.record("an empty block is valid on every chain")
                continue
            }
            #expect(result.chainId == chainId)
        }
    }

    @Test("The work of a failed run is the gas of the transactions before the failure")
    func workOfFailedRuns() {
        let valid = Self.sealed.input
        var wrongRoot = valid
        wrongRoot.newPayloadRequest.executionPayload.fields.stateRoot = .zero
        wrongRoot.rehash()
        var wrongHash = valid
        wrongHash.newPayloadRequest.executionPayload.fields.stateRoot = .zero
        var wrongNonce = valid
        wrongNonce.newPayloadRequest.executionPayload.transactions.swapAt(1, 3)
        wrongNonce.rehash()
        let execute = Execute(verifier: ReExecution())
        #expect(execute.run(input: wrongRoot.encoded, gas: .max).workGas == Self.sealed.block.header.gasUsed)
        #expect(execute.run(input: wrongHash.encoded, gas: .max).workGas == 0)
        #expect(execute.run(input: wrongNonce.encoded, gas: .max).workGas == 21_000)
    }

    @Test("E29 the same input gives the same run, whatever ran between")
    func determinism() {
        let execute = Execute(verifier: ReExecution())
        let first = execute.run(input: Self.sealed.input.encoded, gas: .max)
        _ = execute.run(input: [0xff], gas: .max)
        let second = execute.run(input: Self.sealed.input.encoded, gas: .max)
        #expect(first == second)
        #expect(first.workGas > 0)
    }
}

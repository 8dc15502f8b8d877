import ExecutePrecompile
import HostAccelerators
import Primitives
import StateTransition
import Testing

@Suite("EXECUTE roots")
struct RootTests {
    @Test("E5 golden roots of the Amsterdam payload, the empty requests and the request in both forms")
    func goldenRoots() {
        let request = SampleInput.request(.amsterdam)
        #expect(
            request.executionPayload.root.hex == "0xb45e24bb924c59389cdccc98ecada9377d0e17babbe50a36000c42cd904cea32"
        )
        #expect(
            request.executionRequests.root(.amsterdam).hex
                == "0x87b69a306c8e430d0857f7c4ac5e27cecffa1108d43c2e5df7388056fea7a423"
        )
        #expect(
            request.root(.executionSpecs).hex == "0x9ce0acb6450dd214017864680d47f36b4cdc1d5ed188202ab40713f7dfb38d6b"
        )
        #expect(
            request.root(.consensusSpecs).hex == "0x0f88578035469b463b7a29fa8728937ee4605432df11bfa128fd4b77298df2aa"
        )
    }

    @Test("E5 golden roots and bytes of the result in both forms")
    func goldenResults() {
        func result(_ form: RootForm) -> StatelessValidationResult {
            StatelessValidationResult(
                newPayloadRequestRoot: SampleInput.request(.amsterdam).root(form),
                successfulValidation: true,
                chainId: 1_234_321,
                schemaId: InputSchema.amsterdam.rawValue
            )
        }
        #expect(
            result(.executionSpecs).root(.executionSpecs).hex
                == "0xe30564c43ac13ce6b604030c7f994d916fd07decde560f876cc970a9cc10fe2d"
        )
        #expect(
            result(.consensusSpecs).root(.consensusSpecs).hex
                == "0x643999ea65b8b2ed341eb4fea62fe365a2ffd5ee4ecc43a0f286ccde99518034"
        )
        #expect(
            Hex.encodeUnprefixed(result(.executionSpecs).encoded)
                == "9ce0acb6450dd214017864680d47f36b4cdc1d5ed188202ab40713f7dfb38d6b" + "01" + "91d5120000000000"
                + "0115"
        )
    }

    /// A request whose lists are all filled.
    private func fullRequest(_ schema: InputSchema) -> NewPayloadRequest {
        var request = SampleInput.request(schema)
        request.executionPayload.transactions = (0..<7).map { [UInt8](repeating: UInt8($0), count: $0 * 50) }
        request.executionPayload.withdrawals = [
            Withdrawal(index: 1, validatorIndex: 2, address: Address(3), amountInGwei: 4)
        ]
        request.versionedHashes = [SampleInput.repeated(9)]
        request.executionRequests = SampleInput.requests
        return request
    }

    @Test("E5 the header form has the full form's root", arguments: InputSchema.allCases, RootForm.allCases)
    func headerForm(_ schema: InputSchema, _ form: RootForm) {
        let request = fullRequest(schema)
        let payload = request.executionPayload
        let rebuilt = NewPayloadRequestHeader(
            executionPayload: ExecutionPayloadHeader(
                fields: payload.fields,
                transactionsRoot: SSZ.progressiveListRoot(payload.transactions.map { SSZ.progressiveByteListRoot($0) }),
                withdrawalsRoot: SSZ.progressiveListRoot([
                    SSZ.containerRoot([
                        SSZ.chunk(1 as UInt64), SSZ.chunk(2 as UInt64), SSZ.chunk(Address(3)), SSZ.chunk(4 as UInt64),
                    ])
                ]),
                amsterdam: payload.amsterdam.map {
                    AmsterdamPayloadHeaderFields(
                        blockAccessListRoot: SSZ.progressiveByteListRoot($0.blockAccessList),
                        slotNumber: $0.slotNumber
                    )
                }
            ),
            versionedHashes: request.versionedHashes,
            parentBeaconBlockRoot: request.parentBeaconBlockRoot,
            executionRequestsRoot: request.executionRequests.root(schema)
        )
        #expect(rebuilt == request.header)
        #expect(rebuilt.root(form) == request.root(form))
    }

    @Test("The root commits to every field", arguments: InputSchema.allCases, RootForm.allCases)
    func rootCommitsToEverything(_ schema: InputSchema, _ form: RootForm) {
        typealias Change = @Sendable (inout NewPayloadRequest) -> Void
        var changes: [Change] = [
            { $0.executionPayload.fields.parentHash = .zero },
            { $0.executionPayload.fields.feeRecipient = .zero },
            { $0.executionPayload.fields.stateRoot = .zero },
            { $0.executionPayload.fields.receiptsRoot = .zero },
            { $0.executionPayload.fields.logsBloom = LogsBloom([UInt8](repeating: 1, count: 256)) ?? LogsBloom() },
            { $0.executionPayload.fields.prevRandao = .zero },
            { $0.executionPayload.fields.blockNumber += 1 },
            { $0.executionPayload.fields.gasLimit += 1 },
            { $0.executionPayload.fields.gasUsed += 1 },
            { $0.executionPayload.fields.timestamp += 1 },
            { $0.executionPayload.fields.extraData = [0] },
            { $0.executionPayload.fields.baseFeePerGas = .one },
            { $0.executionPayload.fields.blockHash = .zero },
            { $0.executionPayload.fields.blobGasUsed += 1 },
            { $0.executionPayload.fields.excessBlobGas += 1 },
            { $0.executionPayload.transactions[3].append(0) },
            { $0.executionPayload.transactions.append([]) },
            { $0.executionPayload.transactions.swapAt(2, 3) },
            { $0.executionPayload.withdrawals[0].index += 1 },
            { $0.executionPayload.withdrawals[0].validatorIndex += 1 },
            { $0.executionPayload.withdrawals[0].address = .zero },
            { $0.executionPayload.withdrawals[0].amountInGwei += 1 },
            { $0.versionedHashes.append(.zero) },
            { $0.parentBeaconBlockRoot = .zero },
            { $0.executionRequests.deposits[0].pubkey[47] ^= 1 },
            { $0.executionRequests.deposits[0].withdrawalCredentials = .zero },
            { $0.executionRequests.deposits[0].amountInGwei += 1 },
            { $0.executionRequests.deposits[0].signature[95] ^= 1 },
            { $0.executionRequests.deposits[0].index += 1 },
            { $0.executionRequests.withdrawals[0].sourceAddress = .zero },
            { $0.executionRequests.withdrawals[0].validatorPubkey[0] ^= 1 },
            { $0.executionRequests.withdrawals[0].amountInGwei += 1 },
            { $0.executionRequests.consolidations[0].sourceAddress = .zero },
            { $0.executionRequests.consolidations[0].sourcePubkey[0] ^= 1 },
            { $0.executionRequests.consolidations[0].targetPubkey[0] ^= 1 },
        ]
        if schema == .amsterdam {
            changes += [
                { $0.executionPayload.amsterdam?.blockAccessList.append(0) },
                { $0.executionPayload.amsterdam?.slotNumber += 1 },
                { $0.executionRequests.builderDeposits[0].pubkey[0] ^= 1 },
                { $0.executionRequests.builderDeposits[0].withdrawalCredentials = .zero },
                { $0.executionRequests.builderDeposits[0].amountInGwei += 1 },
                { $0.executionRequests.builderDeposits[0].signature[0] ^= 1 },
                { $0.executionRequests.builderExits[0].sourceAddress = .zero },
                { $0.executionRequests.builderExits[0].pubkey[0] ^= 1 },
            ]
        }
        var roots: Set<Bytes32> = [fullRequest(schema).root(form)]
        for change in changes {
            var request = fullRequest(schema)
            change(&request)
            roots.insert(request.root(form))
        }
        #expect(roots.count == changes.count + 1)
    }

    @Test("The two forms differ, and Osaka's root is not Amsterdam's")
    func formsDiffer() {
        var roots: Set<Bytes32> = []
        for schema in InputSchema.allCases {
            for form in RootForm.allCases {
                roots.insert(SampleInput.request(schema).root(form))
            }
        }
        #expect(roots.count == 4)
    }
}

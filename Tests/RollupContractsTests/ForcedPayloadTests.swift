import EVM
import HostAccelerators
import Primitives
import RollupContracts
import Testing

/// A delayed inbox apart from EXECUTE, which a stand-in answers for: where the contract looks for a block's first
/// transaction.
@Suite("Blocks that an inbox reads")
struct ForcedPayloadTests {
    private static let genesisHash = Bytes32(UInt256(0x6e))
    private static let delay: UInt64 = 60
    private static let missing = RevertReason.message("forced transaction missing")
    private static let gwei: UInt256 = 1_000_000_000

    /// A form in which a block comes.
    enum Form: CaseIterable {
        case execution, proof, blobs
    }

    /// A rollup in whose inbox one transaction is due.
    private struct World {
        var chain = TestChain()
        let rollup: Address
        let transaction: [UInt8]

        init(maxFee: UInt256 = UInt256(2) &* ForcedPayloadTests.gwei) throws {
            let key = try #require(PrivateKey(Bytes32(UInt256(0x5e))))
            chain.standIns[StandInExecute.address] = StandInExecute.accepting()
            chain.host.accounts[VerificationKeyRegistry.address, default: .init()].code =
                VerificationKeyRegistry.runtimeCode
            let storage = VerificationKeyRegistry.genesisStorage(key: Bytes32(UInt256(0x4b)), schemaId: 0x1281)
            for (slot, value) in storage { chain.host.setStorage(VerificationKeyRegistry.address, slot, value) }
            let root = ReferenceTrie(storage: [:]).rootHash
            let account = ReferenceTrie.account(nonce: 200, balance: TestChain.ether(1), storageRoot: root)
            let state = ReferenceTrie(accounts: [key.address: account, TestChain.bob: account])
            let genesis = NativeRollup.Genesis(
                chainId: 1_234_321,
                gasLimit: 15_000_000,
                blockHash: ForcedPayloadTests.genesisHash,
                stateRoot: state.rootHash,
                timestamp: chain.timestamp - 12,
                verificationKeyHash: .zero
            )
            let implementation = try chain.deploy(NativeRollup.initCode(genesis)).address
            let deployed = try chain.deploy(
                ForcedInclusionRollup.initCode(genesis, implementation: implementation, delay: ForcedPayloadTests.delay)
            )
            #expect(deployed.outcome.result.isSuccess)
            rollup = deployed.address

            // Written by the definition (EIP-1559), apart from the contract's encoding.
            func encoded(signature: [UInt256]) -> [UInt8] {
                [2]
                    + RLPEncoder.encodeList { list in
                        for number in [1_234_321, 200, UInt256.zero, maxFee, 21_000] { list.append(number) }
                        list.append(TestChain.bob)
                        list.append(UInt256(300))
                        list.append(bytes: [UInt8]())
                        list.appendList { _ in }
                        for number in signature { list.append(number) }
                    }
            }
            let signature = key.sign(Keccak256.hash(encoded(signature: [])))
            let parity = UInt256(UInt64(signature.yParity))
            transaction = encoded(signature: [parity, signature.r, signature.s])
            let signed = ForcedInclusionRollup.SignedFields(
                nonce: 200,
                maxPriorityFee: .zero,
                maxFee: maxFee,
                gasLimit: 21_000,
                to: TestChain.bob,
                value: 300,
                data: [],
                yParity: parity,
                r: signature.r,
                s: signature.s
            )
            let proof = state.proof(account: key.address)
            let forced = try chain.call(
                rollup,
                ForcedInclusionRollup.force(signed, provenAt: 0, accountProof: proof)
            )
            let log = try #require(forced.result.logs.first, "\(String(describing: forced.revert))")
            let entry = try #require(ForcedInclusionRollup.Entry(topics: log.topics, data: log.data))
            #expect(entry.transaction == transaction && entry.sender == key.address)
            chain.timestamp += ForcedPayloadTests.delay
        }

        /// Hands a block of some transactions in; why it is refused, or nil.
        mutating func advance(
            _ transactions: [[UInt8]],
            as form: Form,
            saying byteCount: Int? = nil,
            timestamp: UInt64? = nil
        ) throws -> RevertReason? {
            var section: [UInt8] = []
            var offset = 4 * transactions.count
            for transaction in transactions {
                section += little(offset)
                offset += transaction.count
            }
            section += transactions.flatMap(\.self)
            var payload = TestPayload(
                parentHash: ForcedPayloadTests.genesisHash,
                stateRoot: Bytes32(UInt256(0x58)),
                timestamp: timestamp ?? chain.timestamp,
                extraData: NativeRollup.extraData(anchorBlockNumber: chain.number - 1),
                blockHash: Bytes32(UInt256(0x6f)),
                anchorHash: TestChain.blockHash(chain.number - 1),
                rest: section + [UInt8](repeating: 0xee, count: 200)
            )
            payload.transactionByteCount = UInt32(byteCount ?? section.count)
            var bytes = payload.bytes
            if form != .execution {
                payload.rest = little(8) + little(8 + (byteCount ?? section.count)) + section
                var proof = TestProofPayload(common: payload)
                chain.blobHashes = form == .blobs ? [Bytes32(UInt256(0x01))] : []
                proof.blobHashes = chain.blobHashes
                bytes = proof.bytes
            }
            let outcome = try chain.call(rollup, NativeRollup.advance(payload: bytes))
            #expect(outcome.result.isSuccess || outcome.revert != nil)
            return outcome.revert
        }

        private func little(_ value: Int) -> [UInt8] {
            (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        }
    }

    @Test(
        "The first transaction is found in either form, alone and before others",
        arguments: [Form.execution, .proof]
    )
    func found(_ form: Form) throws {
        let world = try World()
        for others in [[], [[UInt8](repeating: 7, count: 100)], [[9], [UInt8](repeating: 8, count: 3000)]] {
            var copy = world
            let found = try copy.advance([world.transaction] + others, as: form)
            #expect(found == nil)
            let front = try copy.chain.view(ForcedInclusionRollup.Function.front, at: world.rollup)
            #expect(front.first?.asUInt64 == 1)
            let price = try copy.chain.view(ForcedInclusionRollup.Function.baseFee, at: world.rollup)
            #expect(price.first?.asUInt256 == Self.gwei)
        }
    }

    @Test("A block with another first one, none, or a part of it is refused in every form", arguments: Form.allCases)
    func refused(_ form: Form) throws {
        let world = try World()
        let other = [UInt8](repeating: 7, count: 100)
        let transaction = world.transaction
        let blocks: [[[UInt8]]] = [
            [], [other], [other, transaction], [Array(transaction.dropLast())], [transaction + [0]],
            [[UInt8](repeating: 7, count: 2000)], [[]],
        ]
        for block in blocks {
            var copy = world
            #expect(try copy.advance(block, as: form) == Self.missing, "\(block.map(\.count))")
        }
        // The bytes are there, behind the section of the transactions, which is empty.
        var hidden = world
        #expect(try hidden.advance([transaction], as: form, saying: 0) == Self.missing)
        // A block of before asks for nothing.
        var early = world
        #expect(try early.advance([other], as: form, timestamp: early.chain.timestamp - 1) == nil)
    }

    @Test("With blobs the contract sees no transactions, and takes no block while something is due")
    func blobs() throws {
        var world = try World()
        #expect(try world.advance([world.transaction], as: .blobs) == Self.missing)
    }

    @Test("A price below the block's asks for nothing, and the price of the block itself does")
    func price() throws {
        let cases: [(maxFee: UInt256, expected: RevertReason?)] = [(Self.gwei &- 1, nil), (Self.gwei, Self.missing)]
        for (maxFee, expected) in cases {
            var world = try World(maxFee: maxFee)
            #expect(try world.advance([], as: .execution) == expected)
        }
    }
}

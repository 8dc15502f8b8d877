import EVM
import L1Sim
import Primitives
import StateTransition
import Testing

/// Blobs beside transactions and blocks; what belongs to what is decided by a rule that tests can break by hand.
@Suite("Blobs beside the block")
struct BlobTests {
    private static let scheme = HashedBlobs()
    private static let extensions = L1Extensions(blobCommitments: scheme)

    private static func sidecar(_ numbers: [UInt8] = [1], form: BlobProofForm = .cells) throws -> BlobSidecar {
        try scheme.sidecar(of: numbers.map { HashedBlobs.blob($0) }, form: form)
    }

    private static func transaction(
        _ sidecar: BlobSidecar,
        from signer: UInt64 = 1,
        nonce: UInt64 = 0,
        tip: UInt256 = gwei,
        feeCap: UInt256 = 10 &* gwei,
        blobFeeCap: UInt256 = 10
    ) throws -> Transaction {
        try Signer(signer).sign(
            .blob(
                chainId: 1,
                nonce: nonce,
                maxPriorityFeePerGas: tip,
                maxFeePerGas: feeCap,
                gasLimit: 50_000,
                to: Contract.logging.address,
                value: .zero,
                data: [],
                maxFeePerBlobGas: blobFeeCap,
                blobVersionedHashes: sidecar.versionedHashes
            )
        )
    }

    private static func rejection(_ transaction: Transaction, _ sidecar: BlobSidecar?) throws -> MempoolRejection? {
        var chain = try makeChain(extensions: extensions)
        do throws(MempoolRejection) {
            try chain.submit(transaction, blobs: sidecar)
            return nil
        } catch {
            #expect(chain.mempool.isEmpty)
            return error
        }
    }

    @Test("A blob transaction in its network form gets into a block, and its blobs stay beside it", arguments: [1, 6])
    func honest(count: UInt8) throws {
        var chain = try makeChain(extensions: Self.extensions)
        let sidecar = try Self.sidecar(Array(1...count))
        let transaction = try Self.transaction(sidecar)
        let network = BlobTransactionNetworkForm(transaction: transaction.encoded, sidecar: sidecar, form: .cells)
        #expect(try BlobTransactionNetworkForm(decoding: network.encoded) == network)
        let price = try #require(chain.nextBlobBaseFee)
        let hash = try chain.submit(network.encoded)
        #expect(hash == transaction.hash)
        let balance = try chain.balance(of: Signer(1).address)
        let produced = try chain.produceBlock()
        let record = try #require(chain.record(of: hash))
        #expect(record.succeeded)
        #expect(produced.block.header.blobGasUsed == UInt64(count) * 131_072)
        #expect(price == 1 && record.blobFee == UInt256(UInt64(count) * 131_072))
        #expect(try chain.balance(of: Signer(1).address) == balance &- record.fee &- record.blobFee)
        #expect(chain.blobs(of: hash) == .available(sidecar))
        #expect(chain.blobs(of: .zero) == .none)
    }

    @Test("The form before Osaka has a proof for each blob")
    func prague() throws {
        var chain = try makeChain(extensions: Self.extensions, fork: .prague)
        let sidecar = try Self.sidecar([1, 2], form: .blobs)
        let transaction = try Self.transaction(sidecar).encoded
        let network = BlobTransactionNetworkForm(transaction: transaction, sidecar: sidecar, form: .blobs)
        #expect(try BlobTransactionNetworkForm(decoding: network.encoded) == network)
        try chain.submit(network.encoded)
        #expect(try chain.produceBlock().records.count == 1)

        var osaka = try makeChain(extensions: Self.extensions)
        #expect(throws: MempoolRejection.blobs(.wrongForm(expected: .cells, got: .blobs))) {
            try osaka.submit(network.encoded)
        }
        #expect(throws: MempoolRejection.blobs(.wrongProofCount(expected: 256, got: 2))) {
            try osaka.submit(transaction, blobs: sidecar)
        }
        #expect(osaka.mempool.isEmpty)
    }

    @Test("The pool takes the named blobs alone, with their commitments and proofs, and as many as there must be")
    func poolRefusals() throws {
        let sidecar = try Self.sidecar([1, 2])
        let transaction = try Self.transaction(sidecar)
        #expect(try Self.rejection(transaction, sidecar) == nil)
        func expect(_ rejection: BlobRejection, _ change: (inout BlobSidecar) -> Void) throws {
            var copy = sidecar
            change(&copy)
            #expect(try Self.rejection(transaction, copy) == .blobs(rejection))
        }
        try expect(.wrongBlobCount(expected: 2, got: 1)) { $0.blobs.removeLast() }
        try expect(.wrongCommitmentCount(expected: 2, got: 3)) { $0.commitments.append($0.commitments[0]) }
        try expect(.wrongProofCount(expected: 256, got: 255)) { $0.proofs.removeLast() }
        try expect(.wrongBlobLength(index: 1, expected: 131_072, got: 131_071)) { $0.blobs[1].removeLast() }
        try expect(.wrongVersionedHash(index: 1)) { $0.commitments[1][0] ^= 1 }
        try expect(.wrongVersionedHash(index: 0)) { $0.commitments[0].append(0) }
        try expect(.wrongVersionedHash(index: 0)) { $0.commitments.swapAt(0, 1) }
        try expect(.refused(reason: "commitment 0")) { $0.blobs.swapAt(0, 1) }
        try expect(.refused(reason: "commitment 1")) { $0.blobs[1][77] = 9 }
        try expect(.refused(reason: "proof of blob 1")) { $0.proofs[255][0] ^= 1 }
        #expect(try Self.rejection(transaction, nil) == .blobs(.missing))
        let plain = try Signer(1).transaction(nonce: 0, to: .zero)
        #expect(try Self.rejection(plain, sidecar) == .blobs(.unexpected))

        var blind = try makeChain()
        #expect(throws: MempoolRejection.blobs(.unsupported)) { try blind.submit(transaction, blobs: sidecar) }
    }

    @Test("A transaction carries at most six blobs, and pays at least the least price of blob gas")
    func limits() throws {
        let seven = try Self.sidecar(Array(1...7))
        #expect(try Self.rejection(Self.transaction(seven), seven) == .invalid(.tooManyBlobs(limit: 6, got: 7)))
        let one = try Self.sidecar()
        let free = try Self.transaction(one, blobFeeCap: 0)
        #expect(
            try Self.rejection(free, one) == .invalid(.maxBlobFeeBelowBlobBaseFee(blobBaseFee: 1, got: 0))
        )
        let gap = try Self.transaction(one, nonce: 1)
        #expect(try Self.rejection(gap, one) == .nonceGapTooLarge(limit: 0, gap: 1))
    }

    @Test("Malformed network forms are refused by name")
    func malformed() throws {
        let sidecar = try Self.sidecar()
        let transaction = try Self.transaction(sidecar)
        let network = BlobTransactionNetworkForm(transaction: transaction.encoded, sidecar: sidecar, form: .cells)
        var chain = try makeChain(extensions: Self.extensions)
        let cut = Array(network.encoded.dropLast())
        #expect(throws: BlobRejection.undecodable(.unexpectedEnd)) { try BlobTransactionNetworkForm(decoding: cut) }
        #expect(throws: BlobRejection.undecodable(.trailingBytes)) {
            try BlobTransactionNetworkForm(decoding: network.encoded + [0])
        }
        // The version stands behind the list's four bytes of header, the type and the body.
        var version = network.encoded
        version[1 + 4 + transaction.encoded.count - 1] = 2
        #expect(throws: MempoolRejection.blobs(.wrongWrapperVersion(expected: 1, got: 2))) {
            try chain.submit(version)
        }
        let huge = [UInt8](repeating: 0, count: 131_072)
        let large = BlobTransactionNetworkForm(
            transaction: transaction.encoded,
            sidecar: BlobSidecar(blobs: [[UInt8]](repeating: huge, count: 8), commitments: [], proofs: []),
            form: .cells
        )
        #expect(throws: MempoolRejection.tooLarge(limit: 1 << 20, got: large.encoded.count)) {
            try chain.submit(large.encoded)
        }
        #expect(throws: MempoolRejection.blobs(.unexpected)) { try chain.submit(network.encoded, blobs: sidecar) }
    }

    @Test("A replacement with blobs doubles all three fees, and the kinds do not mix")
    func replacement() throws {
        var chain = try makeChain(extensions: Self.extensions)
        let sidecar = try Self.sidecar()
        let first = try Self.transaction(sidecar)
        try chain.submit(first, blobs: sidecar)
        func rejection(_ tip: UInt256, _ feeCap: UInt256, _ blobFeeCap: UInt256) throws -> MempoolRejection? {
            let next = try Self.transaction(sidecar, tip: tip, feeCap: feeCap, blobFeeCap: blobFeeCap)
            var copy = chain
            do throws(MempoolRejection) {
                try copy.submit(next, blobs: sidecar)
                #expect(copy.outcome(of: first.hash).map { "\($0)" }?.contains("replaced") == true)
                return nil
            } catch {
                return error
            }
        }
        #expect(try rejection(2 &* gwei, 20 &* gwei, 20) == nil)
        #expect(
            try rejection(2 &* gwei, 19 &* gwei, 20)
                == .replacementUnderpriced(required: 20 &* gwei, got: 19 &* gwei)
        )
        #expect(try rejection(gwei, 20 &* gwei, 20) == .replacementUnderpriced(required: 2 &* gwei, got: gwei))
        #expect(try rejection(2 &* gwei, 20 &* gwei, 19) == .replacementUnderpriced(required: 20, got: 19))

        let plain = try Signer(1).transaction(nonce: 1, to: .zero)
        #expect(throws: MempoolRejection.otherKindWaits(hasBlobs: true)) { try chain.submit(plain) }
        try chain.submit(Signer(2).transaction(nonce: 0, to: .zero))
        let other = try Self.transaction(sidecar, from: 2, nonce: 1)
        #expect(throws: MempoolRejection.otherKindWaits(hasBlobs: false)) { try chain.submit(other, blobs: sidecar) }
    }

    @Test("A block without the blobs that it names, or with others, is not imported")
    func availability() throws {
        var chain = try makeChain(extensions: Self.extensions)
        for signer in 1...2 as ClosedRange<UInt64> {
            let sidecar = try Self.sidecar([UInt8(signer)])
            try chain.submit(Self.transaction(sidecar, from: signer), blobs: sidecar)
        }
        let proposal = try chain.proposal()
        try #require(proposal.blobs.count == 2)
        try chain.skip(to: #require(chain.nextProposalTime))
        func rejection(_ blobs: [BlobSidecar]) -> BlockRejection? {
            var copy = chain
            do throws(BlockRejection) {
                try copy.importBlock(proposal.rlp, blobs: blobs)
                return nil
            } catch {
                #expect(copy.head.number == 0)
                return error
            }
        }
        func changed(_ change: (inout BlobSidecar) -> Void) -> [BlobSidecar] {
            var copy = proposal.blobs
            change(&copy[1])
            return copy
        }
        #expect(rejection(proposal.blobs) == nil)
        #expect(rejection([]) == .blobs(transactionIndex: 0, .missing))
        #expect(rejection([proposal.blobs[0]]) == .blobs(transactionIndex: 1, .missing))
        #expect(rejection(proposal.blobs.reversed()) == .blobs(transactionIndex: 0, .wrongVersionedHash(index: 0)))
        #expect(rejection(proposal.blobs + proposal.blobs) == .surplusBlobs(count: 2))
        #expect(
            rejection(changed { $0.blobs[0][5] = 1 })
                == .blobs(transactionIndex: 1, .refused(reason: "commitment 0"))
        )
        #expect(
            rejection(changed { $0.proofs[127][0] ^= 1 })
                == .blobs(transactionIndex: 1, .refused(reason: "proof of blob 0"))
        )
        #expect(
            rejection(changed { $0.blobs.append($0.blobs[0]) })
                == .blobs(transactionIndex: 1, .wrongBlobCount(expected: 1, got: 2))
        )
    }

    @Test("Nodes keep blobs for 4,096 epochs, and take checkpointed blocks without them from then on")
    func expiry() throws {
        let genesis = try makeChain(extensions: Self.extensions)
        var chain = genesis
        let sidecar = try Self.sidecar()
        let hash = try chain.submit(Self.transaction(sidecar), blobs: sidecar)
        let proposal = try chain.proposal()
        let block = try chain.produceBlock().block
        // Epochs end with their slots: the last one in which epoch 0's blobs are kept is 4,096.
        let slots: UInt64 = (4096 + 1) * 32
        let lastMoment = try #require(chain.clock.timestamp(ofSlot: slots)) - 1
        try chain.skip(to: lastMoment)
        #expect(chain.blobs(of: hash) == .available(sidecar))
        try chain.skip(to: lastMoment + 1)
        #expect(chain.blobs(of: hash) == .expired)

        var late = genesis
        try late.skip(to: lastMoment)
        #expect(throws: BlockRejection.blobs(transactionIndex: 0, .missing)) { try late.importBlock(proposal.rlp) }
        try late.skip(to: lastMoment + 1)
        var lying = sidecar
        lying.blobs[0][1] ^= 1
        #expect(throws: BlockRejection.blobs(transactionIndex: 0, .refused(reason: "commitment 0"))) {
            try late.importBlock(proposal.rlp, blobs: [lying])
        }
        // That a block calls itself old is no reason: its author writes the timestamp.
        #expect(throws: BlockRejection.blobs(transactionIndex: 0, .missing)) { try late.importBlock(proposal.rlp) }
        try late.importBlock(proposal.rlp, isCheckpointed: true)
        #expect(late.headHash == block.hash && late.blobs(of: hash) == .expired)
    }

    @Test("What a transaction says of its blobs is checked in the pool and on import, as long as nodes have them")
    func statements() throws {
        // The statement is the hash of the first blob.
        let verifier = DependencyVerifier(
            blobSchemes: [0x42],
            blobRefusal: { dependency, blobs in
                let hash = blobs.blobs.first.map { Keccak256.hash($0) }
                return hash == dependency.publicInputRoot ? nil : "another blob"
            },
            refusal: { _, _, _ in "no proof" }
        )
        let extensions = L1Extensions(dependencyVerifier: verifier, blobCommitments: Self.scheme)
        let genesis = try makeChain(extensions: extensions, acceptsProofs: true)
        let sidecar = try Self.sidecar([3])
        func transaction(_ statement: Bytes32, _ proofs: ProofSidecar) throws -> Transaction {
            let dependency = ProofDependency(scheme: 0x42, publicInputRoot: statement, verificationKeyHash: .zero)
            return try Signer(1).sign(
                .dynamicFee(
                    chainId: 1,
                    nonce: 0,
                    maxPriorityFeePerGas: gwei,
                    maxFeePerGas: 10 &* gwei,
                    gasLimit: 100_000,
                    to: Contract.logging.address,
                    value: .zero,
                    data: []
                ).carrying(
                    proofs.proofs(of: [dependency]),
                    maxFeePerBlobGas: 5,
                    blobVersionedHashes: sidecar.versionedHashes
                )
            )
        }
        let empty = ProofSidecar([.init(publicInput: [], proof: [])])
        let truth = try transaction(Keccak256.hash(HashedBlobs.blob(3)), empty)
        #expect(try Transaction(decoding: truth.encoded) == truth)
        var chain = genesis
        let hash = try chain.submit(truth, sidecar: empty.encoded, blobs: sidecar)
        let proposal = try chain.proposal()
        let record = try #require(try chain.produceBlock().records.first)
        #expect(record.succeeded && record.blobFee == 131_072 && chain.blobs(of: hash) == .available(sidecar))

        func rejection(_ transaction: Transaction, _ proofs: ProofSidecar) -> MempoolRejection? {
            var copy = genesis
            do throws(MempoolRejection) {
                try copy.submit(transaction, sidecar: proofs.encoded, blobs: sidecar)
                return nil
            } catch {
                return error
            }
        }
        #expect(
            try rejection(transaction(.zero, empty), empty)
                == .proofs(.refused(dependency: 0, reason: "another blob"))
        )
        let needless = ProofSidecar([.init(publicInput: [1], proof: [])])
        #expect(
            try rejection(transaction(truth.proofs.dependencies[0].publicInputRoot, needless), needless)
                == .proofs(.refused(dependency: 0, reason: "blobs are their own proof"))
        )

        // A proposer whose node checks nothing, and the same block for an honest node, young and old.
        let credulous = DependencyVerifier { _, _, _ in nil }
        let lie = try transaction(.zero, empty)
        var proposer = genesis.fork(
            extensions: L1Extensions(dependencyVerifier: credulous, blobCommitments: Self.scheme)
        )
        try proposer.submit(lie, sidecar: empty.encoded, blobs: sidecar)
        let lying = try proposer.proposal()
        var honest = genesis
        try honest.skip(to: #require(honest.nextProposalTime))
        #expect(
            throws: BlockRejection.unproved(
                transactionIndex: 0,
                .refused(dependency: 0, reason: "another blob")
            )
        ) { try honest.importBlock(lying.rlp, sidecars: lying.sidecars, blobs: lying.blobs) }
        var late = genesis
        try late.skip(to: late.clock.now + (4096 + 2) * 32 * 12)
        try late.importBlock(proposal.rlp, sidecars: proposal.sidecars, isCheckpointed: true)
        #expect(late.headHash == chain.headHash)
    }
}

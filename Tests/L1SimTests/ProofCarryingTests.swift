import EVM
import HostAccelerators
import L1Sim
import Primitives
import StateTransition
import Testing

/// Blocks and pool of an L1 whose transactions carry proofs; what proves what is decided by a rule that tests know.
@Suite("Proofs beside the block")
struct ProofCarryingTests {
    /// A proof is the public input backwards, and the root is the input's Keccak hash.
    private static let verifier = DependencyVerifier { dependency, publicInput, proof in
        guard dependency.publicInputRoot == Keccak256.hash(publicInput) else { return "another statement" }
        return proof == publicInput.reversed() ? nil : "not backwards"
    }

    /// Answers with the first byte of the first root that the transaction depends on.
    private static let extensions = L1Extensions(
        [
            L1Extension(address: Address(0x0101), name: "ROOTS") { call in
                guard let first = call.proofs.dependencies.first else { return .failure(.invalidInput) }
                return .success(output: Array(first.publicInputRoot.bytes.prefix(1)), gasUsed: 10)
            }
        ],
        dependencyVerifier: verifier
    )

    private static let publicInput: [UInt8] = [1, 2, 3]
    private static let dependency = ProofDependency(
        scheme: 0x11,
        publicInputRoot: Keccak256.hash(publicInput),
        verificationKeyHash: Bytes32(9)
    )
    private static let sidecar = ProofSidecar([.init(publicInput: publicInput, proof: publicInput.reversed())])

    private func makeChain(_ extensions: L1Extensions = extensions, acceptsProofs: Bool = true) throws -> L1Chain {
        try L1SimTests.makeChain(extensions: extensions, acceptsProofs: acceptsProofs)
    }

    private func transaction(
        from signer: Signer? = nil,
        proofs: TransactionProofs = sidecar.proofs(of: [dependency]),
        gasLimit: UInt64 = 200_000
    ) throws -> Transaction {
        try (signer ?? Signer(1)).sign(
            .dynamicFee(
                chainId: 1,
                nonce: 0,
                maxPriorityFeePerGas: gwei,
                maxFeePerGas: 10 &* gwei,
                gasLimit: gasLimit,
                to: Contract.executing.address,
                value: .zero,
                data: []
            )
            .carrying(proofs)
        )
    }

    private func rejection(_ transaction: Transaction, _ sidecar: [UInt8]?) throws -> MempoolRejection? {
        var chain = try makeChain()
        do throws(MempoolRejection) {
            try chain.submit(transaction, sidecar: sidecar)
            return nil
        } catch {
            #expect(chain.mempool.isEmpty)
            return error
        }
    }

    @Test("A proved transaction is included, pays for its dependency, and the precompile sees it")
    func honest() throws {
        var chain = try makeChain()
        let transaction = try transaction()
        let hash = try chain.submit(transaction, sidecar: Self.sidecar.encoded)
        let produced = try chain.produceBlock()
        #expect(produced.block.sidecars == [Self.sidecar.encoded])
        let record = try #require(chain.record(of: hash))
        #expect(record.succeeded, "\(record.status)")
        #expect(transaction.intrinsicGas == 21_000 + 30_000)
        // The same call without proofs fails in the precompile.
        let plain = try chain.submit(Signer(2).transaction(nonce: 0, to: Contract.executing.address))
        _ = try chain.produceBlock()
        #expect(try #require(chain.record(of: plain)).succeeded == false)
    }

    @Test("The pool refuses what is unproved, each fault by its name")
    func pool() throws {
        let good = try transaction()
        let sidecar = Self.sidecar.encoded
        #expect(try rejection(good, sidecar) == nil)
        #expect(try rejection(good, nil) == .proofs(.missing))
        var flipped = sidecar
        flipped[flipped.count - 1] ^= 1
        #expect(
            try rejection(good, flipped)
                == .proofs(.wrongSidecar(expected: Keccak256.hash(sidecar), got: Keccak256.hash(flipped)))
        )
        let plain = try Signer(1).transaction(nonce: 0, to: Contract.executing.address)
        #expect(try rejection(plain, sidecar) == .proofs(.unexpected))

        let lie = ProofSidecar([.init(publicInput: Self.publicInput, proof: [7])])
        let liar = try transaction(proofs: lie.proofs(of: [Self.dependency]))
        #expect(try rejection(liar, lie.encoded) == .proofs(.refused(dependency: 0, reason: "not backwards")))
        let two = try transaction(proofs: Self.sidecar.proofs(of: [Self.dependency, Self.dependency]))
        #expect(try rejection(two, sidecar) == .proofs(.wrongCount(expected: 2, got: 1)))
        var wrongLength = Self.sidecar.proofs(of: [Self.dependency])
        wrongLength.sidecarByteCount += 1
        #expect(
            try rejection(try transaction(proofs: wrongLength), sidecar)
                == .proofs(.wrongSidecar(expected: Keccak256.hash(sidecar), got: Keccak256.hash(sidecar)))
        )
        let junk: [UInt8] = [0xc1]
        let signedJunk = TransactionProofs(
            dependencies: [Self.dependency],
            sidecarHash: Keccak256.hash(junk),
            sidecarByteCount: 1
        )
        guard case .proofs(.undecodable)? = try rejection(try transaction(proofs: signedJunk), junk) else {
            Issue.record("junk was decoded")
            return
        }
        let huge = [UInt8](repeating: 0, count: ProofSidecar.byteLimit + 1)
        #expect(try rejection(good, huge) == .proofs(.tooLarge(limit: 4 << 20, got: (4 << 20) + 1)))
    }

    @Test("A transaction must depend on something, on at most eight statements, and pay for each")
    func bounds() throws {
        let none = TransactionProofs(dependencies: [], sidecarHash: .zero, sidecarByteCount: 0)
        #expect(try rejection(try transaction(proofs: none), nil) == .invalid(.noProofDependencies))
        let nine = ProofSidecar([]).proofs(of: [ProofDependency](repeating: Self.dependency, count: 9))
        #expect(
            try rejection(try transaction(proofs: nine, gasLimit: 400_000), ProofSidecar([]).encoded)
                == .invalid(.tooManyProofDependencies(limit: 8, got: 9))
        )
        let poor = try transaction(gasLimit: 50_999)
        #expect(
            try rejection(poor, Self.sidecar.encoded) == .invalid(.intrinsicGasTooLow(required: 51_000, got: 50_999))
        )
    }

    @Test("A chain that takes no proofs knows no such transaction")
    func otherChains() throws {
        var plain = try makeChain(acceptsProofs: false)
        let transaction = try transaction()
        #expect(throws: MempoolRejection.invalid(.typeNotInFork(.proofCarrying, .osaka))) {
            try plain.submit(transaction, sidecar: Self.sidecar.encoded)
        }
        var blind = try makeChain(L1Extensions.none)
        #expect(
            throws: MempoolRejection.proofs(.refused(dependency: 0, reason: "this chain verifies no proofs"))
        ) { try blind.submit(transaction, sidecar: Self.sidecar.encoded) }
    }

    @Test("B1 B2 a block with an unproved dependency is invalid, and nothing of it is executed")
    func blocks() throws {
        var chain = try makeChain()
        try chain.submit(transaction(), sidecar: Self.sidecar.encoded)
        try chain.submit(Signer(2).transaction(nonce: 0, to: Contract.recording.address))
        try chain.skip(to: try #require(chain.nextProposalTime))
        let proposal = try chain.proposal()
        #expect(proposal.sidecars.count == 1)

        func rejection(_ sidecars: [[UInt8]]) -> BlockRejection? {
            var copy = chain
            do throws(BlockRejection) {
                try copy.importBlock(proposal.rlp, sidecars: sidecars)
                return nil
            } catch {
                #expect(copy.headHash == chain.headHash)
                return error
            }
        }
        #expect(rejection(proposal.sidecars) == nil)
        #expect(rejection([]) == .unproved(transactionIndex: 0, .missing))
        #expect(rejection(proposal.sidecars + [[0xc0]]) == .surplusSidecars(count: 1))
        var flipped = proposal.sidecars
        flipped[0][5] ^= 1
        guard case .unproved(transactionIndex: 0, .wrongSidecar)? = rejection(flipped) else {
            Issue.record("a changed sidecar was accepted")
            return
        }
    }

    @Test("B2 each transaction has the sidecar at its place, and one sidecar proves one transaction")
    func twoTransactions() throws {
        let statements: [[UInt8]] = [[1, 2, 3], [4, 5, 6]]
        let sidecars = statements.map { ProofSidecar([.init(publicInput: $0, proof: $0.reversed())]) }
        var chain = try makeChain()
        // The third transaction depends on what the first one does.
        for (sender, index) in [(1, 0), (2, 1), (3, 0)] as [(UInt64, Int)] {
            var dependency = Self.dependency
            dependency.publicInputRoot = Keccak256.hash(statements[index])
            try chain.submit(
                transaction(from: Signer(sender), proofs: sidecars[index].proofs(of: [dependency])),
                sidecar: sidecars[index].encoded
            )
        }
        try chain.skip(to: try #require(chain.nextProposalTime))
        let proposal = try chain.proposal()
        try #require(proposal.sidecars.count == 3)

        func rejection(_ order: [Int]) -> BlockRejection? {
            var copy = chain
            do throws(BlockRejection) {
                try copy.importBlock(proposal.rlp, sidecars: order.map { proposal.sidecars[$0] })
                return nil
            } catch {
                return error
            }
        }
        #expect(rejection([0, 1, 2]) == nil)
        for (order, transaction) in [([1, 0, 2], 0), ([0, 2, 1], 1), ([1, 2, 0], 0)] {
            guard case .unproved(transaction, .wrongSidecar)? = rejection(order) else {
                Issue.record("sidecars \(order) were accepted")
                continue
            }
        }
        // Equal statements do not share a proof.
        #expect(rejection([0, 1]) == .unproved(transactionIndex: 2, .missing))
    }

    @Test("B1 the builder drops what its node cannot verify")
    func builder() throws {
        // Admitted under one verifier, built by a node whose verifier has learnt better.
        var chain = try makeChain()
        let hash = try chain.submit(transaction(), sidecar: Self.sidecar.encoded)
        var strict = chain.fork(extensions: L1Extensions.none)
        let produced = try strict.produceBlock()
        #expect(produced.records.isEmpty)
        #expect(produced.dropped.map(\.hash) == [hash])
        #expect(
            produced.dropped.map(\.reason)
                == [.unproved(.refused(dependency: 0, reason: "this chain verifies no proofs"))]
        )
        #expect(strict.mempool.isEmpty)
    }

    @Test("Sidecars have one encoding")
    func sidecars() throws {
        let sidecar = ProofSidecar([
            .init(publicInput: [], proof: [0]), .init(publicInput: [1], proof: [UInt8](repeating: 5, count: 300)),
        ])
        #expect(try ProofSidecar(decoding: sidecar.encoded) == sidecar)
        for count in 0..<sidecar.encoded.count {
            #expect(throws: ProofRejection.self) { try ProofSidecar(decoding: Array(sidecar.encoded[..<count])) }
        }
        #expect(throws: ProofRejection.self) { try ProofSidecar(decoding: sidecar.encoded + [0]) }
    }
}

import EVM
import HostAccelerators
import L1Sim
import Primitives
import StateTransition
import Testing

/// An L1 whose proofs may come a slot later: B7 of the checklist.
@Suite("B7 blocks that wait for proofs")
struct ProvisionalBlockTests {
    private static let publicInput: [UInt8] = [1, 2, 3]
    private static let dependency = ProofDependency(
        scheme: 0x11,
        publicInputRoot: Keccak256.hash(publicInput),
        verificationKeyHash: Bytes32(9)
    )
    private static let sidecar = ProofSidecar([.init(publicInput: publicInput, proof: publicInput.reversed())])
    /// Other proofs of the same statement are good here, but not those of zeros.
    private static let other = ProofSidecar([.init(publicInput: publicInput, proof: [7])])
    private static let bad = ProofSidecar([.init(publicInput: publicInput, proof: [0])])

    private func makeChain(_ timing: ProofTiming = .nextSlot) throws -> L1Chain {
        let verifier = DependencyVerifier(timing: timing) { dependency, publicInput, proof in
            guard dependency.publicInputRoot == Keccak256.hash(publicInput) else { return "another statement" }
            return proof == [0] ? "zero" : nil
        }
        return try L1SimTests.makeChain(
            extensions: L1Extensions(
                [L1Extension(address: Address(0x0101), name: "ROOTS") { _ in .success(output: [1], gasUsed: 10) }],
                dependencyVerifier: verifier
            ),
            acceptsProofs: true
        )
    }

    private func transaction(
        from signer: UInt64 = 1,
        proofs: TransactionProofs = sidecar.promise(of: [dependency])
    ) throws -> Transaction {
        try Signer(signer).sign(
            .dynamicFee(
                chainId: 1,
                nonce: 0,
                maxPriorityFeePerGas: gwei,
                maxFeePerGas: 10 &* gwei,
                gasLimit: 200_000,
                to: Contract.executing.address,
                value: .zero,
                data: []
            )
            .carrying(proofs)
        )
    }

    /// A chain whose newest block holds an unproved transaction, and one of another sender.
    private func makeProvisional() throws -> (chain: L1Chain, unproved: Bytes32, plain: Bytes32) {
        var chain = try makeChain()
        let unproved = try chain.submit(transaction())
        let plain = try chain.submit(Signer(2).transaction(nonce: 0, to: Contract.recording.address))
        let produced = try chain.produceBlock()
        try #require(produced.records.count == 2)
        #expect(produced.block.isProvisional)
        #expect(chain.isHeadProvisional)
        return (chain, unproved, plain)
    }

    private func dropReason(_ hash: Bytes32, _ chain: L1Chain) -> DropReason? {
        guard case .dropped(let reason)? = chain.outcome(of: hash) else { return nil }
        return reason
    }

    @Test("Where proofs come with the block, a promise is not admitted, nor does a block with one stand")
    func sameBlock() throws {
        var strict = try makeChain(.sameBlock)
        #expect(throws: MempoolRejection.proofs(.missing)) { try strict.submit(transaction()) }
        #expect(
            throws: MempoolRejection.proofs(
                .wrongSidecar(expected: .zero, got: Keccak256.hash(Self.sidecar.encoded))
            )
        ) { try strict.submit(transaction(), sidecar: Self.sidecar.encoded) }
        var lax = try makeChain()
        try lax.submit(transaction())
        let proposal = try lax.proposal()
        #expect(proposal.sidecars == [[]])
        try strict.skip(to: try #require(strict.nextProposalTime))
        for sidecars in [[], [[]]] as [[[UInt8]]] {
            #expect(throws: BlockRejection.unproved(transactionIndex: 0, .missing)) {
                try strict.importBlock(proposal.rlp, sidecars: sidecars)
            }
        }
    }

    @Test("Proofs in time make the block one like any other")
    func inTime() throws {
        var (chain, unproved, _) = try makeProvisional()
        let hash = chain.headHash
        try chain.bringProofs(Self.other.encoded, for: unproved)
        #expect(!chain.isHeadProvisional)
        #expect(chain.headHash == hash)
        #expect(chain.block(number: 1)?.sidecars == [Self.other.encoded])
        _ = try chain.produceBlock()
        #expect(chain.head.number == 2)
        #expect(chain.record(of: unproved)?.succeeded == true)
        #expect(chain.unprovedBlocks.isEmpty)
    }

    @Test("No block can stand on a provisional one; the next one takes its place, and only what is proved waits again")
    func late() throws {
        var (chain, unproved, plain) = try makeProvisional()
        let left = chain.headHash
        let produced = try chain.produceBlock()
        #expect(chain.head.number == 1)
        #expect(chain.headHash != left)
        #expect(chain.head.timestamp == 24 + chain.genesis.timestamp)
        #expect(produced.records.map(\.hash) == [plain])
        #expect(dropReason(unproved, chain) == .unproved(.missing))
        #expect(chain.unprovedBlocks.map(\.hash) == [left])
        #expect(throws: ProofRejection.notAwaited) { try chain.bringProofs(Self.sidecar.encoded, for: unproved) }
    }

    @Test("A node refuses a child of a provisional block, and follows the block that replaces it")
    func nodes() throws {
        let (provisional, unproved, plain) = try makeProvisional()
        var proved = provisional
        try proved.bringProofs(Self.sidecar.encoded, for: unproved)
        let child = try proved.proposal(.empty)
        var node = provisional
        try node.skip(to: try #require(node.nextProposalTime))
        #expect(node.isHeadProvisional)
        #expect(throws: BlockRejection.provisionalParent(number: 1)) { try node.importBlock(child.rlp) }
        #expect(node.headHash == provisional.headHash)

        let replacement = try provisional.proposal()
        var damaged = replacement.rlp
        damaged[damaged.count - 1] ^= 1
        #expect(throws: BlockRejection.self) { try node.importBlock(damaged) }
        #expect(node.headHash == provisional.headHash)
        try node.importBlock(replacement.rlp, sidecars: replacement.sidecars)
        #expect(node.head.number == 1)
        #expect(!node.isHeadProvisional)
        #expect(node.record(of: plain) != nil)
        #expect(dropReason(unproved, node) == .unproved(.missing))

        // A second block of the same slot replaces nothing.
        var slot = try makeChain()
        try slot.skip(to: try #require(slot.nextProposalTime))
        let rival = try slot.proposal(.empty)
        var first = slot
        try first.submit(transaction())
        _ = try first.produceBlock()
        #expect(throws: BlockRejection.self) { try first.importBlock(rival.rlp) }
        #expect(first.isHeadProvisional)
    }

    @Test("Each transaction waits for its own proofs, and a block for those of all")
    func several() throws {
        var chain = try makeChain()
        let hashes = try [1, 2, 3].map { signer in
            try chain.submit(
                transaction(from: signer),
                sidecar: signer == 2 ? Self.sidecar.encoded : nil
            )
        }
        _ = try chain.produceBlock()
        #expect(throws: ProofRejection.notAwaited) { try chain.bringProofs(Self.other.encoded, for: hashes[1]) }
        try chain.bringProofs(Self.sidecar.encoded, for: hashes[2])
        #expect(chain.isHeadProvisional)
        #expect(throws: ProofRejection.notAwaited) { try chain.bringProofs(Self.other.encoded, for: hashes[2]) }
        try chain.bringProofs(Self.other.encoded, for: hashes[0])
        #expect(!chain.isHeadProvisional)
        #expect(
            chain.block(number: 1)?.sidecars == [Self.other, Self.sidecar, Self.sidecar].map(\.encoded)
        )
    }

    @Test("Proofs that come late are verified as any, and refused by name")
    func refusals() throws {
        var (chain, unproved, plain) = try makeProvisional()
        #expect(throws: ProofRejection.refused(dependency: 0, reason: "zero")) {
            try chain.bringProofs(Self.bad.encoded, for: unproved)
        }
        let longest = Self.sidecar.encoded.count
        let long = ProofSidecar([.init(publicInput: Self.publicInput, proof: [1, 2, 3, 4])])
        #expect(throws: ProofRejection.tooLarge(limit: longest, got: longest + 1)) {
            try chain.bringProofs(long.encoded, for: unproved)
        }
        #expect(throws: ProofRejection.self) { try chain.bringProofs([0xc1], for: unproved) }
        #expect(throws: ProofRejection.self) { try chain.bringProofs([], for: unproved) }
        #expect(throws: ProofRejection.notAwaited) { try chain.bringProofs(Self.sidecar.encoded, for: plain) }
        #expect(throws: ProofRejection.notAwaited) { try chain.bringProofs(Self.sidecar.encoded, for: .zero) }
        #expect(chain.isHeadProvisional)
        // Who has signed for certain proofs is bound to them.
        var bound = try makeChain()
        let hash = try bound.submit(transaction(proofs: Self.sidecar.proofs(of: [Self.dependency])))
        _ = try bound.produceBlock()
        #expect(
            throws: ProofRejection.wrongSidecar(
                expected: Keccak256.hash(Self.sidecar.encoded),
                got: Keccak256.hash(Self.other.encoded)
            )
        ) { try bound.bringProofs(Self.other.encoded, for: hash) }
        try bound.bringProofs(Self.sidecar.encoded, for: hash)
        #expect(!bound.isHeadProvisional)
    }

    @Test("Proofs can come while the transaction waits for its block")
    func inPool() throws {
        var chain = try makeChain()
        let hash = try chain.submit(transaction())
        #expect(throws: ProofRejection.refused(dependency: 0, reason: "zero")) {
            try chain.bringProofs(Self.bad.encoded, for: hash)
        }
        try chain.bringProofs(Self.sidecar.encoded, for: hash)
        #expect(throws: ProofRejection.notAwaited) { try chain.bringProofs(Self.other.encoded, for: hash) }
        _ = try chain.produceBlock()
        #expect(!chain.isHeadProvisional)
        #expect(chain.record(of: hash) != nil)
    }

    @Test("A provisional block outlives the next slot's start by no second, whether or not a block is made")
    func deadline() throws {
        var (chain, unproved, plain) = try makeProvisional()
        let end = chain.head.timestamp + chain.genesis.slotSeconds
        var skipping = chain
        try skipping.skip(to: end)
        #expect(skipping.isHeadProvisional)
        try skipping.bringProofs(Self.sidecar.encoded, for: unproved)
        try skipping.skip(to: end + 100)
        #expect(skipping.head.number == 1)

        skipping = chain
        try skipping.skip(to: end + 1)
        #expect(skipping.head.number == 0)
        #expect(skipping.unprovedBlocks.count == 1)

        // What waits again gets the next slot's block.
        let produced = try chain.advance(to: end + 1)
        #expect(produced.flatMap(\.records).map(\.hash) == [plain])
        #expect(chain.head.timestamp == end)
    }

    @Test("Whatever waits without proofs cannot keep time from passing")
    func passing() throws {
        var chain = try makeChain()
        let hashes = try [1, 2, 3].map { try chain.submit(transaction(from: $0)) }
        _ = try chain.advance(to: chain.clock.now + 1000)
        #expect(chain.head.number == 0)
        #expect(chain.unprovedBlocks.count == 1)
        for hash in hashes { #expect(dropReason(hash, chain) == .unproved(.missing)) }
    }
}

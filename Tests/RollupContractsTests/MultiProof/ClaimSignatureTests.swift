import EVM
import HostAccelerators
import Primitives
import RollupContracts
import Testing

@Suite("Signatures on claims")
struct ClaimSignatureTests {
    private static let l2ChainId: UInt64 = 8079
    private static let order = UInt256(
        l0: 0xbfd2_5e8c_d036_4141,
        l1: 0xbaae_dce6_af48_a03b,
        l2: 0xffff_ffff_ffff_fffe,
        l3: 0xffff_ffff_ffff_ffff
    )

    /// Keys in the order of their addresses.
    private static func keys() throws -> [PrivateKey] {
        try (1...4).map { try #require(PrivateKey(Bytes32(UInt256($0)))) }.sorted { $0.address < $1.address }
    }

    private static func claim() -> DisputeClaim {
        DisputeClaim(
            number: 1,
            parentHash: Bytes32(UInt256(2)),
            feeRecipient: Address(3),
            prevRandao: .zero,
            timestamp: 4,
            anchorBlockNumber: 5,
            anchorHash: Bytes32(UInt256(6)),
            batchHash: Bytes32(UInt256(7)),
            blockHash: Bytes32(UInt256(8)),
            stateRoot: Bytes32(UInt256(9))
        )
    }

    private static func bytes(_ signature: Signature) -> [UInt8] {
        signature.r.bigEndianBytes + signature.s.bigEndianBytes + [27 + signature.yParity]
    }

    /// What a verifier says: whether it takes the payload, or why not.
    private static func answer(
        _ chain: inout TestChain,
        _ verifier: Address,
        _ function: ABIFunction,
        _ claim: DisputeClaim,
        _ payload: [UInt8]
    ) throws -> MultiProofWorld.Answer {
        MultiProofWorld.answer(try chain.call(verifier, function.encodeCall([claim.abiValue, .bytes(payload)])))
    }

    @Test("A committee vouches with enough signatures, each of another signer, for one claim in one place")
    func committee() throws {
        let keys = try Self.keys()
        var chain = TestChain()
        let code = AttestationVerifier.initCode(
            chainId: Self.l2ChainId,
            signers: keys.prefix(3).map(\.address),
            threshold: 2
        )
        let (verifier, outcome) = try chain.deploy(code)
        try #require(outcome.result.isSuccess)
        let claim = Self.claim()
        let digest = AttestationVerifier.digest(of: claim, verifier: verifier, l1ChainId: 1, l2ChainId: Self.l2ChainId)
        let view = try chain.view(AttestationVerifier.Function.digest, [claim.abiValue], at: verifier)
        #expect(view == [.bytes32(digest)])
        func signed(_ key: PrivateKey, _ digest: Bytes32 = digest) -> [UInt8] { Self.bytes(key.sign(digest)) }
        func says(_ payload: [UInt8], of claim: DisputeClaim = claim) throws -> MultiProofWorld.Answer {
            try Self.answer(&chain, verifier, AttestationVerifier.Function.verifyProof, claim, payload)
        }
        #expect(try says(signed(keys[0]) + signed(keys[1])) == .success)
        #expect(try says(signed(keys[0]) + signed(keys[2])) == .success)
        #expect(try says([]) == .refused(.wrongSignatureCount))
        #expect(try says(signed(keys[0])) == .refused(.wrongSignatureCount))
        #expect(try says(signed(keys[0]) + signed(keys[1]) + signed(keys[2])) == .refused(.wrongSignatureCount))
        #expect(try says(signed(keys[0]) + signed(keys[0])) == .refused(.signersNotAscending))
        #expect(try says(signed(keys[1]) + signed(keys[0])) == .refused(.signersNotAscending))
        #expect(try says(signed(keys[0]) + signed(keys[3])) == .refused(.notSigner))
        #expect(try says([UInt8](repeating: 0, count: 130)) == .refused(.notSigner))
        // The other s of the same signature.
        let honest = keys[1].sign(digest)
        let twin = Signature(r: honest.r, s: Self.order &- honest.s, yParity: 1 - honest.yParity)
        #expect(try says(signed(keys[0]) + Self.bytes(twin)) == .refused(.malleableSignature))
        // Of another claim, another verifier, another L1, another L2, and a proof's stand-in.
        var other = claim
        other.stateRoot = .zero
        #expect(try says(signed(keys[0]) + signed(keys[1]), of: other) == .refused(.notSigner))
        for foreign in [
            AttestationVerifier.digest(of: claim, verifier: Address(1), l1ChainId: 1, l2ChainId: Self.l2ChainId),
            AttestationVerifier.digest(of: claim, verifier: verifier, l1ChainId: 2, l2ChainId: Self.l2ChainId),
            AttestationVerifier.digest(of: claim, verifier: verifier, l1ChainId: 1, l2ChainId: 1),
            SimulatedProver.digest(of: claim, verifier: verifier, l1ChainId: 1, l2ChainId: Self.l2ChainId),
        ] {
            #expect(try says(signed(keys[0], foreign) + signed(keys[1], foreign)) == .refused(.notSigner))
        }
    }

    @Test("A committee that makes no sense is refused")
    func committees() throws {
        let keys = try Self.keys()
        let cases: [([Address], UInt64, MultiProofRevert)] = [
            ([], 0, .thresholdOutOfRange), ([keys[0].address], 0, .thresholdOutOfRange),
            ([keys[0].address], 2, .thresholdOutOfRange), ([keys[0].address, .zero], 1, .invalidSigner),
            ([keys[0].address, keys[0].address], 2, .invalidSigner),
        ]
        for (signers, threshold, reason) in cases {
            var chain = TestChain()
            let code = AttestationVerifier.initCode(chainId: 1, signers: signers, threshold: threshold)
            #expect(MultiProofWorld.answer(try chain.deploy(code).outcome) == .refused(reason))
        }
        var chain = TestChain()
        let nobody = try chain.deploy(SimulatedProver.initCode(chainId: 1, operator: .zero))
        #expect(MultiProofWorld.answer(nobody.outcome) == .refused(.invalidSigner))
    }

    @Test("A stand-in takes its operator's signature for a proof, and nobody else's")
    func standIn() throws {
        let keys = try Self.keys()
        var chain = TestChain()
        let code = SimulatedProver.initCode(chainId: Self.l2ChainId, operator: keys[0].address)
        let (verifier, outcome) = try chain.deploy(code)
        try #require(outcome.result.isSuccess)
        let claim = Self.claim()
        let digest = SimulatedProver.digest(of: claim, verifier: verifier, l1ChainId: 1, l2ChainId: Self.l2ChainId)
        let view = try chain.view(SimulatedProver.Function.digest, [claim.abiValue], at: verifier)
        #expect(view == [.bytes32(digest)])
        let proof = Self.bytes(keys[0].sign(digest))
        func says(_ payload: [UInt8]) throws -> MultiProofWorld.Answer {
            try Self.answer(&chain, verifier, SimulatedProver.Function.verifyProof, claim, payload)
        }
        #expect(try says(proof) == .success)
        #expect(try says(proof + [0]) == .refused(.wrongSignatureCount))
        #expect(try says(Self.bytes(keys[1].sign(digest))) == .refused(.notSigner))
        let honest = keys[0].sign(digest)
        let twin = Signature(r: honest.r, s: Self.order &- honest.s, yParity: 1 - honest.yParity)
        #expect(try says(Self.bytes(twin)) == .refused(.malleableSignature))
    }
}

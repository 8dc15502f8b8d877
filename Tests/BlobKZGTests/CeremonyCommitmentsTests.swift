import BlobKZG
import CeremonySetup
import Cryptography
import HostAccelerators
import L1Sim
import Primitives
import StateTransition
import StateTrie
import TestSupport
import Testing

/// The commitments of Ethereum's blobs as an L1 uses them.
@Suite("Blobs under the ceremony's commitments")
struct CeremonyCommitmentsTests {
    private static let commitments = CeremonyCommitments()

    /// A blob of a few numbers, and zeros behind them.
    private static func blob(_ number: UInt8) -> [UInt8] {
        var blob = [UInt8](repeating: 0, count: 131_072)
        for element in 0..<100 { blob[32 * element + 31] = number &+ UInt8(element) }
        return blob
    }

    private static var points: [UInt8] {
        Array(UnsafeBufferPointer(start: ceremony_setup_bytes(), count: ceremony_setup_size))
    }

    /// The points as c-kzg-4844's text has them.
    private static var text: String {
        let sizes =
            [Int](repeating: 48, count: 4096) + [Int](repeating: 96, count: 65)
            + [Int](repeating: 48, count: 4096)
        var lines = ["4096", "65"]
        var rest = points[...]
        for size in sizes {
            lines.append(Hex.encodeUnprefixed(rest.prefix(size)))
            rest = rest.dropFirst(size)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    @Test("The shipped points are the ceremony's: of their groups, of one secret, and of the published one")
    func shippedPoints() throws {
        let checked = try KZGTrustedSetup(text: Self.text)
        #expect(checked.verifier.secret == KZGVerifier.ceremony.secret)
        let shipped = try #require(Self.points.withUnsafeBytes { KZGTrustedSetup(trustedPoints: $0) })
        let blob = Self.blob(9)
        #expect(try shipped.blobToKZGCommitment(blob) == checked.blobToKZGCommitment(blob))
        #expect(Self.points.dropLast().withUnsafeBytes { KZGTrustedSetup(trustedPoints: $0) } == nil)
    }

    @Test("A blob is opened at a point of 128 bits and at a root of unity, and malformed ones are refused")
    func openings() throws {
        let blob = Self.blob(7)
        let commitment = try Self.commitments.sidecar(of: [blob], form: .blobs).commitments[0]
        let root = RootsOfUnity(logOrder: 12).bitReversed[3]
        for point in [Bytes32(UInt256.max >> 128), Bytes32(root.value)] {
            let opening = try Self.commitments.opening(of: blob, at: point)
            func holds(_ value: Bytes32) throws -> Bool {
                try KZGVerifier.ceremony.verifyKZGProof(
                    commitment: commitment,
                    z: point.bytes,
                    y: value.bytes,
                    proof: opening.proof
                )
            }
            #expect(try holds(opening.value))
            #expect(try !holds(Bytes32(opening.value.uint256 ^ .one)))
            if point.uint256 == root.value { #expect(opening.value.uint256 == 10) }
        }
        for (blob, point) in [
            (Array(blob.dropLast()), UInt256.one), ([UInt8](repeating: 255, count: 131_072), UInt256.one),
            (blob, BLS12381.Fr.modulus),
        ] {
            #expect(throws: BlobRejection.self) { try Self.commitments.opening(of: blob, at: Bytes32(point)) }
        }
    }

    @Test("The shipped points are those of the public file", .enabled(if: Fixtures.isAvailable(.kzgVectors)))
    func publicFile() throws {
        let text = String(
            decoding: try Fixtures.read(Fixtures.path(.kzgVectors) + "/trusted_setup.txt"),
            as: UTF8.self
        )
        #expect(text.split(separator: "\n") == Self.text.split(separator: "\n"))
    }

    @Test("Blobs are proved in both forms, and every other blob, commitment or proof is refused")
    func proofs() throws {
        for form in [BlobProofForm.cells, .blobs] {
            let sidecar = try Self.commitments.sidecar(of: [Self.blob(1), Self.blob(2)], form: form)
            #expect(sidecar.proofs.count == 2 * form.proofsPerBlob)
            #expect(Self.commitments.refusal(of: sidecar, form: form) == nil)
            #expect(CeremonyCommitments().refusal(of: sidecar, form: form) == nil)
            func refusal(_ change: (inout BlobSidecar) -> Void) -> String? {
                var copy = sidecar
                change(&copy)
                return Self.commitments.refusal(of: copy, form: form)
            }
            let last = sidecar.proofs.count - 1
            #expect(refusal { $0.blobs[1][63] ^= 1 } == "a proof does not hold")
            #expect(refusal { $0.commitments.swapAt(0, 1) } == "a proof does not hold")
            #expect(refusal { $0.proofs.swapAt(0, last) } == "a proof does not hold")
            #expect(refusal { $0.proofs[last] = [0xc0] + [UInt8](repeating: 0, count: 47) } == "a proof does not hold")
            #expect(refusal { $0.proofs[last][20] ^= 1 }?.contains("proof") == true)
            #expect(refusal { $0.commitments[0] = [] }?.contains("commitment has 0 bytes") == true)
            let modulus: [UInt8] = [UInt8](repeating: 0xff, count: 32)
            #expect(
                refusal { $0.blobs[0].replaceSubrange(32..<64, with: modulus) }
                    == "field element 1 of blob is not below the modulus"
            )
            #expect(refusal { $0.proofs.removeLast() }?.contains("not as many") == true)
            #expect(refusal { $0.commitments.append([]) }?.contains("not as many") == true)
            // What was refused is not remembered as good.
            #expect(refusal { $0.blobs[1][63] ^= 1 } == "a proof does not hold")
        }
        #expect(throws: BlobRejection.refused(reason: "blob has 5 bytes instead of 131072")) {
            try Self.commitments.sidecar(of: [[0, 1, 2, 3, 4]], form: .cells)
        }
    }

    @Test("An L1 takes real blobs into a block, and a block with another proof is not imported")
    func chain() throws {
        let key = try #require(PrivateKey(Bytes32(UInt256(1))))
        let genesis = try L1Chain(
            L1Genesis(accounts: [key.address: GenesisAccount(balance: UInt256(1) << 64)]),
            extensions: L1Extensions(blobCommitments: Self.commitments)
        )
        let sidecar = try Self.commitments.sidecar(of: [Self.blob(3)], form: .cells)
        let unsigned = Transaction.blob(
            chainId: 1,
            nonce: 0,
            maxPriorityFeePerGas: 1,
            maxFeePerGas: 2_000_000_000,
            gasLimit: 21_000,
            to: .zero,
            value: .zero,
            data: [],
            maxFeePerBlobGas: 1,
            blobVersionedHashes: sidecar.versionedHashes
        )
        let signature = key.sign(unsigned.signingHash)
        let transaction = unsigned.signed(r: signature.r, s: signature.s, yParity: signature.yParity)
        var chain = genesis
        try chain.submit(
            BlobTransactionNetworkForm(transaction: transaction.encoded, sidecar: sidecar, form: .cells).encoded
        )
        let proposal = try chain.proposal()
        #expect(try chain.produceBlock().records.count == 1)
        #expect(chain.blobs(of: transaction.hash) == .available(sidecar))

        var other = genesis
        try other.skip(to: chain.head.timestamp)
        var blobs = proposal.blobs
        blobs[0].proofs.swapAt(4, 5)
        #expect(throws: BlockRejection.blobs(transactionIndex: 0, .refused(reason: "a proof does not hold"))) {
            try other.importBlock(proposal.rlp, blobs: blobs)
        }
        try other.importBlock(proposal.rlp, blobs: proposal.blobs)
        #expect(other.headHash == chain.headHash)
    }
}

import Cryptography
import Primitives
import TestSupport
import Testing

/// Byte strings that are no compressed points of G1, though of the right length.
enum MalformedG1 {
    static let infinity = [0xc0] + [UInt8](repeating: 0, count: 47)
    static let generator = BLS12381.G1.generator.compressedBytes

    static let all: [(name: String, bytes: [UInt8])] = [
        ("no compression flag", changed(generator) { $0[0] &= 0x7f }),
        ("infinity flag on a finite point", changed(generator) { $0[0] |= 0x40 }),
        ("infinity with a sign", changed(infinity) { $0[0] |= 0x20 }),
        ("infinity with a coordinate", changed(infinity) { $0[47] = 1 }),
        ("zero", [UInt8](repeating: 0, count: 48)),
        ("a coordinate that is p", modulus(plus: 0)),
        ("a coordinate above p", modulus(plus: 1)),
        ("a coordinate of all ones", [0x9f] + [UInt8](repeating: 0xff, count: 47)),
        ("off the curve", [0x80] + [UInt8](repeating: 0, count: 46) + [1]),
        // x = 0 gives the points (0, 2) and (0, -2) of order three.
        ("outside the subgroup", [0x80] + [UInt8](repeating: 0, count: 47)),
        ("outside the subgroup, the other sign", [0xa0] + [UInt8](repeating: 0, count: 47)),
    ]

    private static func changed(_ bytes: [UInt8], _ change: (inout [UInt8]) -> Void) -> [UInt8] {
        var bytes = bytes
        change(&bytes)
        return bytes
    }

    /// p + n with the compression flag.
    private static func modulus(plus n: UInt8) -> [UInt8] {
        var bytes =
            Hex.decode(
                "1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab"
            ) ?? []
        bytes[47] += n
        bytes[0] |= 0x80
        return bytes
    }
}

@Suite("KZG rejections")
struct KZGRejectionTests {
    static let infinity = MalformedG1.infinity
    static let zero = [UInt8](repeating: 0, count: 32)
    static let blob = [UInt8](repeating: 0, count: KZG.bytesPerBlob)
    static let cell = [UInt8](repeating: 0, count: KZG.bytesPerCell)
    static let modulus = BLS12381.Fr.modulus.bigEndianBytes

    /// Bytes with the modulus in the place of one field element.
    static func withModulus(_ bytes: [UInt8], at position: Int) -> [UInt8] {
        var bytes = bytes
        bytes.replaceSubrange(32 * position..<32 * (position + 1), with: modulus)
        return bytes
    }

    static func setup() throws -> KZGTrustedSetup { try KnownSecretSetup.shared.get().setup }

    @Test("Points that are malformed, off the curve or outside the subgroup", arguments: MalformedG1.all.indices)
    func points(index: Int) throws {
        let (setup, bytes) = (try Self.setup(), MalformedG1.all[index].bytes)
        #expect(bytes.count == 48)
        #expect(throws: KZGError.notInG1(.commitment)) {
            try setup.verifier.verifyKZGProof(commitment: bytes, z: Self.zero, y: Self.zero, proof: Self.infinity)
        }
        #expect(throws: KZGError.notInG1(.proof)) {
            try setup.verifier.verifyKZGProof(commitment: Self.infinity, z: Self.zero, y: Self.zero, proof: bytes)
        }
        #expect(throws: KZGError.notInG1(.commitment)) {
            try setup.computeBlobKZGProof(blob: Self.blob, commitment: bytes)
        }
        #expect(throws: KZGError.notInG1(.commitment)) {
            try setup.verifier.verifyBlobKZGProof(blob: Self.blob, commitment: bytes, proof: Self.infinity)
        }
        #expect(throws: KZGError.notInG1(.proof)) {
            try setup.verifier.verifyBlobKZGProofBatch(
                blobs: [Self.blob, Self.blob],
                commitments: [Self.infinity, Self.infinity],
                proofs: [Self.infinity, bytes]
            )
        }
        #expect(throws: KZGError.notInG1(.commitment)) {
            try Self.verifyCell(commitment: bytes)
        }
        #expect(throws: KZGError.notInG1(.proof)) {
            try Self.verifyCell(proof: bytes)
        }
        #expect(Call.evaluatePoint(commitment: bytes, z: Self.zero, y: Self.zero, proof: Self.infinity) == nil)
        #expect(Call.evaluatePoint(commitment: Self.infinity, z: Self.zero, y: Self.zero, proof: bytes) == nil)
    }

    @Test("Lengths")
    func lengths() throws {
        let setup = try Self.setup()
        let verifier = setup.verifier
        for wrong in [[], [UInt8](repeating: 0, count: 47), Self.infinity + [0]] {
            #expect(throws: KZGError.wrongLength(.commitment, expected: 48, got: wrong.count)) {
                try verifier.verifyKZGProof(commitment: wrong, z: Self.zero, y: Self.zero, proof: Self.infinity)
            }
            #expect(throws: KZGError.wrongLength(.proof, expected: 48, got: wrong.count)) {
                try verifier.verifyKZGProof(commitment: Self.infinity, z: Self.zero, y: Self.zero, proof: wrong)
            }
            #expect(throws: KZGError.wrongLength(.commitment, expected: 48, got: wrong.count)) {
                try KZG.computeChallenge(blob: Self.blob, commitment: wrong)
            }
            #expect(throws: KZGError.wrongLength(.proof, expected: 48, got: wrong.count)) {
                try Self.verifyCell(proof: wrong)
            }
        }
        for wrong in [[], [UInt8](repeating: 0, count: 31), Self.zero + [0]] {
            #expect(throws: KZGError.wrongLength(.z, expected: 32, got: wrong.count)) {
                try verifier.verifyKZGProof(commitment: Self.infinity, z: wrong, y: Self.zero, proof: Self.infinity)
            }
            #expect(throws: KZGError.wrongLength(.y, expected: 32, got: wrong.count)) {
                try verifier.verifyKZGProof(commitment: Self.infinity, z: Self.zero, y: wrong, proof: Self.infinity)
            }
        }
        for wrong in [[], Array(Self.blob.dropLast()), Self.blob + [0], Array(Self.blob.dropLast(32))] {
            let error = KZGError.wrongLength(.blob, expected: 131_072, got: wrong.count)
            #expect(throws: error) { try setup.blobToKZGCommitment(wrong) }
            #expect(throws: error) { try setup.computeKZGProof(blob: wrong, z: Self.zero) }
            #expect(throws: error) { try KZG.computeCells(wrong) }
            #expect(throws: error) { try setup.computeCellsAndKZGProofs(wrong) }
            #expect(throws: error) { try KZG.computeChallenge(blob: wrong, commitment: Self.infinity) }
        }
        for wrong in [[], Array(Self.cell.dropLast()), Self.cell + [0]] {
            #expect(throws: KZGError.wrongLength(.cell, expected: 2048, got: wrong.count)) {
                try Self.verifyCell(cell: wrong)
            }
        }
    }

    @Test("Field elements that are not below the modulus")
    func fieldElements() throws {
        let setup = try Self.setup()
        for value in [Self.modulus, [UInt8](repeating: 0xff, count: 32)] {
            #expect(throws: KZGError.notCanonical(.z, position: 0)) {
                try setup.computeKZGProof(blob: Self.blob, z: value)
            }
            #expect(throws: KZGError.notCanonical(.y, position: 0)) {
                try setup.verifier.verifyKZGProof(
                    commitment: Self.infinity,
                    z: Self.zero,
                    y: value,
                    proof: Self.infinity
                )
            }
            #expect(Call.evaluatePoint(commitment: Self.infinity, z: value, y: Self.zero, proof: Self.infinity) == nil)
            #expect(Call.evaluatePoint(commitment: Self.infinity, z: Self.zero, y: value, proof: Self.infinity) == nil)
        }
        for position in [0, 1, 4095] {
            let blob = Self.withModulus(Self.blob, at: position)
            let error = KZGError.notCanonical(.blob, position: position)
            #expect(throws: error) { try setup.blobToKZGCommitment(blob) }
            #expect(throws: error) { try KZG.computeCells(blob) }
            #expect(throws: error) { try setup.computeCellsAndKZGProofs(blob) }
            #expect(throws: error) {
                try setup.verifier.verifyBlobKZGProof(blob: blob, commitment: Self.infinity, proof: Self.infinity)
            }
        }
        for position in [0, 63] {
            let cell = Self.withModulus(Self.cell, at: position)
            let error = KZGError.notCanonical(.cell, position: position)
            #expect(throws: error) { try Self.verifyCell(cell: cell) }
            #expect(throws: error) { try Self.recover(Array(0..<64), lastCell: cell) }
            #expect(throws: error) { try Self.challenge(cell: cell) }
        }
    }

    @Test("Lists of different lengths")
    func counts() throws {
        let setup = try Self.setup()
        let error = KZGError.unequalCounts(expected: 1, got: 2)
        let (points, two) = ([Self.infinity], [Self.infinity, Self.infinity])
        #expect(throws: error) {
            try setup.verifier.verifyBlobKZGProofBatch(blobs: [Self.blob], commitments: two, proofs: points)
        }
        #expect(throws: error) {
            try setup.verifier.verifyBlobKZGProofBatch(blobs: [Self.blob], commitments: points, proofs: two)
        }
        #expect(throws: KZGError.unequalCounts(expected: 0, got: 1)) {
            try setup.verifier.verifyBlobKZGProofBatch(blobs: [], commitments: points, proofs: points)
        }
        func verify(_ indices: [UInt64], _ cells: [[UInt8]], _ proofs: [[UInt8]]) throws -> Bool {
            try setup.verifyCellKZGProofBatch(
                commitments: points,
                cellIndices: indices,
                cells: cells,
                proofs: proofs
            )
        }
        #expect(throws: error) { try verify([0, 1], [Self.cell], points) }
        #expect(throws: error) { try verify([0], [Self.cell, Self.cell], points) }
        #expect(throws: error) { try verify([0], [Self.cell], two) }
        #expect(throws: KZGError.unequalCounts(expected: 64, got: 65)) {
            try setup.recoverCellsAndKZGProofs(
                cellIndices: Array(0..<64),
                cells: [[UInt8]](repeating: Self.cell, count: 65)
            )
        }
        #expect(throws: error) {
            try KZG.computeVerifyCellKZGProofBatchChallenge(
                commitments: points,
                commitmentIndices: [0],
                cellIndices: [0, 1],
                cells: [Self.cell],
                proofs: points
            )
        }
    }

    @Test("Indices out of range, repeated or out of order, and too few or too many cells")
    func indices() throws {
        for index in [128, 129, UInt64.max] {
            #expect(throws: KZGError.cellIndexOutOfRange(index)) { try Self.verifyCell(index: index) }
            #expect(throws: KZGError.cellIndexOutOfRange(index)) { try Self.recover(Array(0..<63) + [index]) }
            #expect(throws: KZGError.cellIndexOutOfRange(index)) { try Self.challenge(index: index) }
        }
        for index in [1, UInt64.max] {
            #expect(throws: KZGError.commitmentIndexOutOfRange(index)) { try Self.challenge(commitmentIndex: index) }
        }
        #expect(throws: KZGError.cellIndicesNotAscending(position: 63)) { try Self.recover(Array(0..<63) + [62]) }
        #expect(throws: KZGError.cellIndicesNotAscending(position: 1)) {
            try Self.recover([1, 0] + Array(2..<64))
        }
        for count in [0, 1, 63, 129] as [UInt64] {
            #expect(throws: KZGError.cellCountOutOfRange(got: Int(count), allowed: 64...128)) {
                try Self.recover(Array(0..<count))
            }
        }
    }

    @Test("Each rejection is told in one line that names its input")
    func descriptions() {
        #expect(KZGError.wrongLength(.blob, expected: 4, got: 3).description == "blob has 3 bytes instead of 4")
        #expect(KZGError.notInG1(.proof).description == "proof is not a compressed point of G1")
        #expect(KZGError.cellIndexOutOfRange(128).description == "cell index 128 is not below 128")
        #expect(
            KZGError.cellCountOutOfRange(got: 1, allowed: 64...128).description
                == "1 cells are given, 64 to 128 are needed"
        )
    }

    /// The verification of one cell of the zero polynomial, which holds when nothing is changed.
    static func verifyCell(
        commitment: [UInt8] = infinity,
        index: UInt64 = 5,
        cell: [UInt8] = cell,
        proof: [UInt8] = infinity
    ) throws -> Bool {
        try setup().verifyCellKZGProofBatch(
            commitments: [infinity, commitment],
            cellIndices: [0, index],
            cells: [self.cell, cell],
            proofs: [infinity, proof]
        )
    }

    /// The recovery of the zero polynomial.
    static func recover(_ indices: [UInt64], lastCell: [UInt8] = cell) throws -> [[UInt8]] {
        let cells = [[UInt8]](repeating: cell, count: max(indices.count - 1, 0)) + (indices.isEmpty ? [] : [lastCell])
        return try setup().recoverCellsAndKZGProofs(cellIndices: indices, cells: cells).cells
    }

    static func challenge(
        commitmentIndex: UInt64 = 0,
        index: UInt64 = 0,
        cell: [UInt8] = cell
    ) throws -> [UInt8] {
        try KZG.computeVerifyCellKZGProofBatchChallenge(
            commitments: [infinity],
            commitmentIndices: [commitmentIndex],
            cellIndices: [index],
            cells: [cell],
            proofs: [infinity]
        )
    }

    @Test("The inputs that these tests spoil are accepted as they are")
    func unspoiled() throws {
        #expect(try Self.verifyCell())
        #expect(try Self.recover(Array(0..<64)).count == 128)
        #expect(try Self.challenge().count == 32)
        #expect(Call.evaluatePoint(commitment: Self.infinity, z: Self.zero, y: Self.zero, proof: Self.infinity) == true)
    }
}

import Cryptography
import Primitives
import TestSupport
import Testing

@Suite("KZG cells")
struct KZGCellTests {
    typealias Fr = BLS12381.Fr

    /// A polynomial with its cells and proofs.
    struct Extended: Sendable {
        let blob: [UInt8]
        let commitment: [UInt8]
        let cells: [[UInt8]]
        let proofs: [[UInt8]]

        init(seed: UInt64) throws {
            let setup = try KnownSecretSetup.shared.get().setup
            blob = TestPolynomial(seed: seed).blob
            commitment = try setup.blobToKZGCommitment(blob)
            (cells, proofs) = try setup.computeCellsAndKZGProofs(blob)
        }

        static let first = Result { try Extended(seed: 1) }
        static let second = Result { try Extended(seed: 2) }
    }

    @Test("Cells are the values on their cosets, the first half being the blob")
    func cells() throws {
        let polynomial = TestPolynomial(seed: 1)
        let cells = try KZG.computeCells(polynomial.blob)
        #expect(cells.count == 128)
        #expect(Array(cells.prefix(64).joined()) == polynomial.blob)
        for index in [0, 1, 63, 64, 65, 100, 127] {
            #expect(cells[index] == TestPolynomial.coset(index).flatMap { polynomial.value(at: $0).bigEndianBytes })
        }
        #expect(try cells == Extended.first.get().cells)
    }

    @Test("A cell's proof commits to the quotient by its coset's polynomial")
    func proofs() throws {
        let secret = try KnownSecretSetup.shared.get().secret
        let polynomial = TestPolynomial(seed: 1)
        let proofs = try Extended.first.get().proofs
        #expect(proofs.count == 128)
        for (index, proof) in proofs.enumerated() {
            let coset = TestPolynomial.coset(index)
            // X^64 - h^64 vanishes on the coset; modulo it, X^(64 a + b) is h^(64 a) X^b.
            let cosetPower = coset[0].power(64)
            var remainder = [Fr](repeating: .zero, count: 64)
            var power = Fr.one
            for start in stride(from: 0, to: 4096, by: 64) {
                for offset in 0..<64 { remainder[offset] += power * polynomial.coefficients[start + offset] }
                power *= cosetPower
            }
            let numerator = polynomial.value(at: secret) - TestPolynomial(remainder).value(at: secret)
            let quotient = numerator * (secret.power(64) - cosetPower).inverse
            #expect(proof == KnownSecretSetup.g1(quotient), "cell \(index)")
        }
    }

    @Test("Cells of two blobs verify together, in any order and repeatedly")
    func verification() throws {
        let setup = try KnownSecretSetup.shared.get().setup
        let blobs = [try Extended.first.get(), try Extended.second.get()]
        func verify(_ cells: [(blob: Int, index: Int)]) throws -> Bool {
            try setup.verifyCellKZGProofBatch(
                commitments: cells.map { blobs[$0.blob].commitment },
                cellIndices: cells.map { UInt64($0.index) },
                cells: cells.map { blobs[$0.blob].cells[$0.index] },
                proofs: cells.map { blobs[$0.blob].proofs[$0.index] }
            )
        }
        #expect(try verify([]))
        for index in [0, 1, 64, 127] { #expect(try verify([(0, index)])) }
        #expect(try verify([(1, 127), (0, 3), (1, 3), (0, 3), (0, 127), (1, 0)]))
        #expect(try verify((0..<128).map { (0, $0) }))
    }

    @Test("A cell does not verify with another's index, values, proof or commitment")
    func falseCells() throws {
        let setup = try KnownSecretSetup.shared.get().setup
        let (blob, other) = (try Extended.first.get(), try Extended.second.get())
        func verify(commitment: [UInt8], index: UInt64, cell: [UInt8], proof: [UInt8]) throws -> Bool {
            // Beside a cell that is right.
            try setup.verifyCellKZGProofBatch(
                commitments: [blob.commitment, commitment],
                cellIndices: [7, index],
                cells: [blob.cells[7], cell],
                proofs: [blob.proofs[7], proof]
            )
        }
        let (commitment, cell, proof) = (blob.commitment, blob.cells[70], blob.proofs[70])
        #expect(try verify(commitment: commitment, index: 70, cell: cell, proof: proof))
        #expect(try !verify(commitment: commitment, index: 71, cell: cell, proof: proof))
        #expect(try !verify(commitment: commitment, index: 70, cell: blob.cells[71], proof: proof))
        #expect(try !verify(commitment: commitment, index: 70, cell: cell, proof: blob.proofs[71]))
        #expect(try !verify(commitment: other.commitment, index: 70, cell: cell, proof: proof))
        var changed = cell
        changed[2047] ^= 1
        #expect(try !verify(commitment: commitment, index: 70, cell: changed, proof: proof))
    }

    @Test("Any 64 cells bring back all cells and proofs", arguments: [1, 2, 3, 4] as [UInt64])
    func recovery(seed: UInt64) throws {
        let setup = try KnownSecretSetup.shared.get().setup
        let blob = try Extended.first.get()
        var generator = SplitMix64(seed: seed)
        // Half of the cells, then half of them and one more, up to all but one.
        let count = [64, 64, 65, 127][Int(seed - 1)]
        let indices = (0..<128).shuffled(using: &generator).prefix(count).sorted()
        let (cells, proofs) = try setup.recoverCellsAndKZGProofs(
            cellIndices: indices.map { UInt64($0) },
            cells: indices.map { blob.cells[$0] }
        )
        #expect(cells == blob.cells && proofs == blob.proofs, "seed \(seed)")
    }

    @Test("Cells of no single blob are rejected")
    func inconsistentCells() throws {
        let setup = try KnownSecretSetup.shared.get().setup
        let (blob, other) = (try Extended.first.get(), try Extended.second.get())
        for count in [65, 128] {
            var cells = Array(blob.cells.prefix(count))
            cells[count - 1] = other.cells[count - 1]
            #expect(throws: KZGError.inconsistentCells) {
                try setup.recoverCellsAndKZGProofs(cellIndices: (0..<UInt64(count)).map { $0 }, cells: cells)
            }
        }
    }
}

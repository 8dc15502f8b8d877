import Primitives
import Synchronization

/// The powers of a secret that commitments, proofs and the verification of cells need.
///
/// Ethereum's is the outcome of the KZG ceremony (EIP-4844, "Trusted setup"). Its file is not part of the project.
public final class KZGTrustedSetup: Sendable {
    /// Points of G2 in a setup: one more than the field elements of a cell.
    static let g2Count = KZG.fieldElementsPerCell + 1

    /// Commitments to the Lagrange polynomials of a blob's domain, in bit-reversed order as blobs are.
    let g1Lagrange: [BLS12381.G1]
    /// Commitments to the monomials: entry i is the i-th power of the secret.
    let g1Monomial: [BLS12381.G1]
    /// The first powers of the secret in G2.
    let g2Monomial: [BLS12381.G2]

    /// Verification of openings at single points.
    public let verifier: KZGVerifier

    /// Tables of the proofs of cells, made when they are first needed.
    private let cellProofTables = AtomicLazyReference<CellProofTables>()

    /// The setup of points that were checked, all in natural order.
    init(g1Lagrange: [BLS12381.G1], g1Monomial: [BLS12381.G1], g2Monomial: [BLS12381.G2]) {
        let logCount = KZG.fieldElementsPerBlob.trailingZeroBitCount
        self.g1Lagrange = g1Lagrange.indices.map { g1Lagrange[KZG.reversed($0, bitCount: logCount)] }
        self.g1Monomial = g1Monomial
        self.g2Monomial = g2Monomial
        verifier = KZGVerifier(secret: g2Monomial[1])
    }

    /// The tables of the proofs of cells; the first call takes the time of some thousand scalar multiplications.
    var cellProofs: CellProofTables {
        // Of threads that make them at the same time, all keep the first one's.
        cellProofTables.load() ?? cellProofTables.storeIfNil(CellProofTables(g1Monomial: g1Monomial))
    }
}

extension KZG {
    /// The number whose `bitCount` lowest bits are those of another in reverse.
    static func reversed(_ number: Int, bitCount: Int) -> Int {
        var (rest, result) = (number, 0)
        for _ in 0..<bitCount {
            result = result << 1 | rest & 1
            rest >>= 1
        }
        return result
    }
}

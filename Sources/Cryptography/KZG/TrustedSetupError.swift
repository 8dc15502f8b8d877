/// Why a text is no trusted setup.
///
/// Lines are counted from one.
public enum TrustedSetupError: Error, Hashable, Sendable {
    /// A relation that the points of a setup satisfy among each other.
    public enum Relation: Hashable, Sendable {
        /// The first monomial point of G1 is the generator.
        case g1Generator
        /// The first monomial point of G2 is the generator.
        case g2Generator
        /// The monomial points of G1 are successive powers of the secret.
        case g1Powers
        /// The monomial points of G2 are successive powers of the same secret.
        case g2Powers
        /// The Lagrange points commit to the same polynomials as the monomial points.
        case g1Lagrange
    }

    /// The text ends before this line.
    case missingLine(Int)
    /// A line that is not the number of points that it must state.
    case wrongCount(line: Int, expected: Int)
    /// A line that is not an encoded point's hexadecimal digits.
    case notHexadecimal(line: Int, expectedDigits: Int)
    /// A line whose bytes are no canonical compressed point of the subgroup of order r.
    case notInSubgroup(line: Int)
    /// More than white space behind the last point.
    case trailingText(line: Int)
    /// Points that do not belong together.
    case violated(Relation)
}

extension TrustedSetupError: CustomStringConvertible {
    /// One line that tells what is wrong where.
    public var description: String {
        switch self {
        case .missingLine(let line):
            "the trusted setup ends before line \(line)"
        case .wrongCount(let line, let expected):
            "line \(line) of the trusted setup must be \(expected)"
        case .notHexadecimal(let line, let expectedDigits):
            "line \(line) of the trusted setup is not of \(expectedDigits) hexadecimal digits"
        case .notInSubgroup(let line):
            "line \(line) of the trusted setup is not a compressed point of the subgroup"
        case .trailingText(let line):
            "line \(line) of the trusted setup is one too many"
        case .violated(let relation):
            "the trusted setup's points do not belong together: \(relation.claim)"
        }
    }
}

extension TrustedSetupError.Relation {
    fileprivate var claim: String {
        switch self {
        case .g1Generator: "the first power in G1 is not the generator"
        case .g2Generator: "the first power in G2 is not the generator"
        case .g1Powers: "those of G1 are no successive powers"
        case .g2Powers: "those of G2 are no successive powers of the same secret"
        case .g1Lagrange: "the Lagrange points are not those of the powers"
        }
    }
}

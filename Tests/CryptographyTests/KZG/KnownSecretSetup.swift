import Cryptography
import Primitives
import TestSupport

/// A trusted setup whose secret is known, so that every commitment and proof can be computed in another way.
struct KnownSecretSetup: Sendable {
    typealias Fr = BLS12381.Fr

    let secret: Fr
    let text: String
    let setup: KZGTrustedSetup

    /// Made once for all tests.
    static let shared = Result { try KnownSecretSetup(secret: Fr(0x5eed_0f_7e57)) }

    private init(secret: Fr) throws {
        self.secret = secret
        let count = KZG.fieldElementsPerBlob
        let powers = secret.powers(count: count)
        var lines = ["\(count)", "65"]
        lines += Self.lagrangeValues(at: secret).map { Hex.encodeUnprefixed(Self.g1($0)) }
        lines += powers.prefix(65).map { Hex.encodeUnprefixed(Self.g2($0)) }
        lines += powers.map { Hex.encodeUnprefixed(Self.g1($0)) }
        text = lines.joined(separator: "\n") + "\n"
        setup = try KZGTrustedSetup(text: text)
    }

    /// A multiple of G1's generator, compressed.
    static func g1(_ scalar: Fr) -> [UInt8] {
        BLS12381.G1.generator.multiplied(by: scalar.value).compressedBytes
    }

    /// A multiple of G2's generator, compressed.
    static func g2(_ scalar: Fr) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 96)
        BLS12381.G2.generator.multiplied(by: scalar.value).storeCompressed(to: &bytes)
        return bytes
    }

    /// The values of the Lagrange polynomials of a blob's domain in natural order: omega^i (x^n - 1) / (n (x -
    /// omega^i)).
    static func lagrangeValues(at x: Fr) -> [Fr] {
        let count = KZG.fieldElementsPerBlob
        let domain = Fr.rootOfUnity(logOrder: 12).powers(count: count)
        var inverses = domain.map { x - $0 }
        inverses.invertAll()
        let factor = (x.power(UInt256(UInt64(count))) - .one) * Fr(UInt64(count)).inverse
        return zip(domain, inverses).map { $0 * $1 * factor }
    }
}

/// A polynomial of a blob's degree, by its coefficients.
struct TestPolynomial {
    typealias Fr = BLS12381.Fr

    let coefficients: [Fr]

    /// A random polynomial with a number of coefficients.
    init(_ count: Int = KZG.fieldElementsPerBlob, seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        coefficients = Fr.random(count, &generator)
    }

    /// A polynomial of given coefficients.
    init(_ coefficients: [Fr]) {
        self.coefficients = coefficients
    }

    /// The value at a point, by Horner's rule.
    func value(at x: Fr) -> Fr { coefficients.reversed().reduce(.zero) { $0 * x + $1 } }

    /// The values at the roots of unity of order 4096 in bit-reversed order, encoded.
    var blob: [UInt8] {
        let padding = [Fr](repeating: .zero, count: KZG.fieldElementsPerBlob - coefficients.count)
        return RootsOfUnity(logOrder: 12).values(ofCoefficients: coefficients + padding).flatMap(\.bigEndianBytes)
    }

    /// The points of a cell.
    static func coset(_ index: Int) -> [Fr] {
        Array(extendedDomain[64 * index..<64 * (index + 1)])
    }

    private static let extendedDomain = RootsOfUnity(logOrder: 13).bitReversed
}

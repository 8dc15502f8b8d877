import Cryptography
import Foundation
import Primitives
import TestSupport
import Testing

@Suite("KZG point evaluation through the C interface")
struct PointEvaluationTests {
    /// The ceremony's secret times the generator of G1: `g1_monomial[1]` of consensus-specs' trusted_setup_4096.json.
    static let secretInG1 =
        Hex.decode("ad3eb50121139aa34db1d545093ac9374ab7bca2c0f3bf28e27c8dcd8fc7cb42d25926fc0c97b336e9f0fb35e5a04c81")
        ?? []

    @Test("The polynomial X, committed to by the ceremony, takes the value z at z alone")
    func identityPolynomial() {
        let generator = BLS12381.G1.generator.compressedBytes
        for z in [BLS12381.Fr.zero, .one, BLS12381.Fr(12345), -BLS12381.Fr.one] {
            func evaluate(y: BLS12381.Fr) -> Bool? {
                Call.evaluatePoint(
                    commitment: Self.secretInG1,
                    z: z.bigEndianBytes,
                    y: y.bigEndianBytes,
                    proof: generator
                )
            }
            #expect(evaluate(y: z) == true)
            #expect(evaluate(y: z + .one) == false)
        }
    }

    private struct Vector: Decodable {
        struct Input: Decodable {
            let commitment: String
            let z: String
            let y: String
            let proof: String
        }
        let name: String
        let input: Input
        let output: Bool?
    }

    @Test("The cases of go-kzg-4844", .requires(.smallVectors))
    func vectors() throws {
        let path = try Fixtures.path(.smallVectors) + "/precompile_vectors/eip-4844/go_kzg_4844_verify_kzg_proof.json"
        let vectors = try JSONDecoder().decode([Vector].self, from: Data(try Fixtures.read(path)))
        var counts: [Bool?: Int] = [:]
        for vector in vectors {
            let input = try [vector.input.commitment, vector.input.z, vector.input.y, vector.input.proof].map {
                try #require(Hex.decode($0))
            }
            // Other lengths cannot be expressed at this interface.
            guard input.map(\.count) == [48, 32, 32, 48] else { continue }
            let result = Call.evaluatePoint(commitment: input[0], z: input[1], y: input[2], proof: input[3])
            #expect(result == vector.output, "\(vector.name)")
            counts[vector.output, default: 0] += 1
        }
        #expect(
            counts[true, default: 0] >= 30 && counts[false, default: 0] >= 30 && counts[nil, default: 0] >= 6,
            "\(counts)"
        )
    }
}

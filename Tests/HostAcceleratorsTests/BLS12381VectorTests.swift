import Foundation
import Primitives
import TestSupport
import Testing

/// A case that must fail.
private struct FailingVector: Decodable {
    let Name: String
    let Input: String
    let ExpectedError: String

    static func load(_ file: String) throws -> [FailingVector] {
        let path = try Fixtures.path(.smallVectors) + "/precompile_vectors/" + file
        return try JSONDecoder().decode([FailingVector].self, from: Data(try Fixtures.read(path)))
    }
}

/// The precompiles' encodings: each coordinate in 64 bytes, of which the first sixteen must be zero (EIP-2537).
private enum Padded {
    /// Nil when the padding is not zero.
    static func coordinates(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
        var stripped: [UInt8] = []
        for start in stride(from: bytes.startIndex, to: bytes.endIndex, by: 64) {
            guard bytes[start..<start + 16].allSatisfy({ $0 == 0 }) else { return nil }
            stripped += bytes[start + 16..<start + 64]
        }
        return stripped
    }

    static func pad(_ coordinates: [UInt8]) -> [UInt8] {
        stride(from: 0, to: coordinates.count, by: 48).flatMap {
            [UInt8](repeating: 0, count: 16) + coordinates[$0..<$0 + 48]
        }
    }

    /// Two points to one, nil for a wrong length.
    static func add(_ input: [UInt8], size: Int, _ call: ([UInt8], [UInt8]) -> [UInt8]?) -> [UInt8]? {
        guard input.count == 2 * size, let p = coordinates(input[..<size]), let q = coordinates(input[size...])
        else { return nil }
        return call(p, q).map(pad)
    }

    /// Points and scalars to a point, nil for a wrong length.
    static func msm(_ input: [UInt8], size: Int, _ call: ([UInt8]) -> [UInt8]?) -> [UInt8]? {
        guard !input.isEmpty, input.count % (size + 32) == 0 else { return nil }
        var pairs: [UInt8] = []
        for start in stride(from: 0, to: input.count, by: size + 32) {
            guard let point = coordinates(input[start..<start + size]) else { return nil }
            pairs += point + input[start + size..<start + size + 32]
        }
        return call(pairs).map(pad)
    }

    static func map(_ input: [UInt8], size: Int, _ call: ([UInt8]) -> [UInt8]?) -> [UInt8]? {
        guard input.count == size, let element = coordinates(input[...]) else { return nil }
        return call(element).map(pad)
    }

    static func pairing(_ input: [UInt8]) -> [UInt8]? {
        guard !input.isEmpty, input.count % 384 == 0, let pairs = coordinates(input[...]) else { return nil }
        return BLSCall.pairing(pairs).map { UInt256($0 ? 1 : 0).bigEndianBytes }
    }
}

@Suite("BLS12-381 precompile vectors of EIP-2537 and geth", .requires(.smallVectors))
struct BLS12381VectorTests {
    /// One of the seven precompiles on its own input and output.
    enum Operation: String, CaseIterable, Sendable {
        case g1Add, g1MSM, g2Add, g2MSM, pairing, mapToG1, mapToG2

        func run(_ input: [UInt8]) -> [UInt8]? {
            switch self {
            case .g1Add: Padded.add(input, size: 128, BLSCall.g1Add)
            case .g2Add: Padded.add(input, size: 256, BLSCall.g2Add)
            case .g1MSM: Padded.msm(input, size: 128, BLSCall.g1MSM)
            case .g2MSM: Padded.msm(input, size: 256, BLSCall.g2MSM)
            case .pairing: Padded.pairing(input)
            case .mapToG1: Padded.map(input, size: 64, BLSCall.mapToG1)
            case .mapToG2: Padded.map(input, size: 128, BLSCall.mapToG2)
            }
        }
    }

    @Test(
        "Valid inputs give the expected outputs",
        arguments: [
            ("eip-2537/add_G1_bls.json", .g1Add, 5), ("eip-2537/add_G2_bls.json", .g2Add, 6),
            ("eip-2537/mul_G1_bls.json", .g1MSM, 9), ("eip-2537/mul_G2_bls.json", .g2MSM, 9),
            ("eip-2537/msm_G1_bls.json", .g1MSM, 116), ("eip-2537/pairing_check_bls.json", .pairing, 15),
            ("eip-2537/map_fp_to_G1_bls.json", .mapToG1, 5), ("eip-2537/map_fp2_to_G2_bls.json", .mapToG2, 5),
            ("geth/blsG1Add.json", .g1Add, 74), ("geth/blsG2Add.json", .g2Add, 78),
            ("geth/blsG1Mul.json", .g1MSM, 9), ("geth/blsG2Mul.json", .g2MSM, 9),
            ("geth/blsG1MultiExp.json", .g1MSM, 115), ("geth/blsG2MultiExp.json", .g2MSM, 109),
            ("geth/blsPairing.json", .pairing, 72), ("geth/blsMapG1.json", .mapToG1, 69),
            ("geth/blsMapG2.json", .mapToG2, 72),
        ] as [(String, Operation, Int)]
    )
    func valid(file: String, operation: Operation, count: Int) throws {
        let vectors = try PrecompileVector.load(file)
        #expect(vectors.count == count)
        for vector in vectors {
            let output = operation.run(try #require(Hex.decode(vector.Input)))
            #expect(output.map(Hex.encodeUnprefixed) == vector.Expected, "\(file): \(vector.Name)")
        }
    }

    @Test(
        "Invalid inputs fail",
        arguments: [
            ("add_G1", .g1Add, 5), ("add_G2", .g2Add, 6), ("mul_G1", .g1MSM, 8), ("mul_G2", .g2MSM, 7),
            ("msm_G1", .g1MSM, 7), ("msm_G2", .g2MSM, 7), ("pairing_check", .pairing, 18),
            ("map_fp_to_G1", .mapToG1, 5), ("map_fp2_to_G2", .mapToG2, 4),
        ] as [(String, Operation, Int)]
    )
    func invalid(file: String, operation: Operation, count: Int) throws {
        let vectors = try FailingVector.load("eip-2537/fail-\(file)_bls.json")
        #expect(vectors.count == count)
        for vector in vectors {
            let input = try #require(Hex.decode(vector.Input))
            #expect(operation.run(input) == nil, "\(vector.Name): \(vector.ExpectedError)")
        }
    }
}

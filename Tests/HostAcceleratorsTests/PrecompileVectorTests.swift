import Foundation
import Primitives
import TestSupport
import Testing

/// A case of a client's precompile vectors.
struct PrecompileVector: Decodable {
    let Name: String
    let Input: String
    let Expected: String

    /// The cases of a file of the fixture pack.
    static func load(_ file: String) throws -> [PrecompileVector] {
        let path = try Fixtures.path(.smallVectors) + "/precompile_vectors/" + file
        return try JSONDecoder().decode([PrecompileVector].self, from: Data(try Fixtures.read(path)))
    }

    /// `count` bytes of the input from `offset`, with zeros beyond its end, as the EVM reads calldata.
    static func window(_ input: [UInt8], _ offset: Int, _ count: Int) -> [UInt8] {
        let available = offset < input.count ? Array(input[offset..<min(offset + count, input.count)]) : []
        return available + [UInt8](repeating: 0, count: count - available.count)
    }
}

@Suite("Precompile vectors of clients and EIPs", .requires(.smallVectors))
struct PrecompileVectorTests {
    /// Runs every case of a file, and expects at least `minimum`, so that an empty file cannot pass.
    func run(_ file: String, minimum: Int, _ compute: ([UInt8]) throws -> [UInt8]?) throws {
        let vectors = try PrecompileVector.load(file)
        #expect(vectors.count >= minimum)
        for vector in vectors {
            let input = try #require(Hex.decode(vector.Input))
            let output = try compute(input)
            #expect(output.map(Hex.encodeUnprefixed) == vector.Expected, "\(file): \(vector.Name)")
        }
    }

    @Test("BN254 addition")
    func addition() throws {
        try run("geth/bn256Add.json", minimum: 10) { input in
            Call.add(PrecompileVector.window(input, 0, 64), PrecompileVector.window(input, 64, 64))
        }
    }

    @Test("BN254 multiplication")
    func multiplication() throws {
        try run("geth/bn256ScalarMul.json", minimum: 13) { input in
            Call.multiply(PrecompileVector.window(input, 0, 64), PrecompileVector.window(input, 64, 32))
        }
    }

    @Test("BN254 pairing")
    func pairing() throws {
        try run("geth/bn256Pairing.json", minimum: 9) { input in
            Call.pairing(input).map { UInt256($0 ? 1 : 0).bigEndianBytes }
        }
    }

    @Test("BLAKE2b's F")
    func blake2f() throws {
        try run("geth/blake2F.json", minimum: 4) { input in
            let rounds = UInt256(truncatingBigEndian: input[0..<4])
            return Call.blake2f(
                rounds: UInt32(rounds.l0),
                state: Array(input[4..<68]),
                message: Array(input[68..<196]),
                offset: Array(input[196..<212]),
                final: input[212]
            )
        }
    }

    @Test("Public key recovery")
    func recovery() throws {
        try run("geth/ecRecover.json", minimum: 4) { input in
            let v = UInt256(truncatingBigEndian: PrecompileVector.window(input, 32, 32))
            guard v == 27 || v == 28 else { return [] }
            let key = Call.recover(
                hash: PrecompileVector.window(input, 0, 32),
                signature: PrecompileVector.window(input, 64, 64),
                recoveryID: UInt8(v.l0 - 27)
            )
            return key.map { UInt256(0).bigEndianBytes.prefix(12) + Keccak256.hash($0).bytes.suffix(20) } ?? []
        }
    }

    @Test(
        "Modular exponentiation",
        arguments: [
            ("geth/modexp.json", 12), ("geth/modexp_eip2565.json", 37), ("geth/modexp_eip7883.json", 36),
            ("eip-7883/vectors.json", 35), ("eip-7883/legacy.json", 24),
        ]
    )
    func modexp(file: String, minimum: Int) throws {
        try run(file, minimum: minimum) { input in
            let lengths = try (0..<3).map { index in
                let length = UInt256(truncatingBigEndian: PrecompileVector.window(input, 32 * index, 32))
                return Int(try #require(length.asUInt64))
            }
            return Call.modexp(
                PrecompileVector.window(input, 96, lengths[0]),
                PrecompileVector.window(input, 96 + lengths[0], lengths[1]),
                PrecompileVector.window(input, 96 + lengths[0] + lengths[1], lengths[2])
            )
        }
    }

    @Test("Wycheproof's ECDSA signatures on secp256k1")
    func wycheproof() throws {
        let path =
            try Fixtures.path(.smallVectors) + "/precompile_vectors/wycheproof/ecdsa_secp256k1_sha256_p1363_test.json"
        let file = try JSONDecoder().decode(WycheproofFile.self, from: Data(try Fixtures.read(path)))
        var counts = [true: 0, false: 0]
        for group in file.testGroups {
            let key = try #require(Hex.decode(group.publicKey.uncompressed))
            for test in group.tests {
                let signature = try #require(Hex.decode(test.sig))
                // Other lengths cannot be expressed at this interface.
                guard signature.count == 64 else { continue }
                let message = try #require(Hex.decode(test.msg))
                let hash = try #require(Call.sha256(message))
                let isValid = test.result == "valid"
                let verified = Call.verify(hash: hash, signature: signature, publicKey: Array(key.dropFirst()))
                #expect(verified == isValid, "\(test.tcId): \(test.comment)")
                counts[isValid, default: 0] += 1
            }
        }
        #expect(counts[true, default: 0] >= 100 && counts[false, default: 0] >= 50, "\(counts)")
    }
}

private struct WycheproofFile: Decodable {
    struct Group: Decodable {
        struct Key: Decodable {
            let uncompressed: String
        }
        struct Test: Decodable {
            let tcId: Int
            let comment: String
            let msg: String
            let sig: String
            let result: String
        }
        let publicKey: Key
        let tests: [Test]
    }
    let testGroups: [Group]
}

import EVM
import Foundation
import Primitives
import TestSupport
import Testing

/// Vectors of other clients and of EIPs, with the gas that a run costs.
@Suite(.requires(.smallVectors))
struct PrecompileVectorTests {
    struct Vector: Decodable {
        let Input: String
        let Expected: String?
        let ExpectedError: String?
        let Name: String
        let Gas: UInt64?
        let GasOld: UInt64?
        let GasNew: UInt64?
    }

    struct File: Sendable, CustomTestStringConvertible {
        let path: String
        let address: UInt64
        let fork: Fork
        let count: Int
        var testDescription: String { path }
    }

    static let files: [File] = [
        File(path: "geth/ecRecover", address: 1, fork: .cancun, count: 4),
        File(path: "geth/modexp_eip2565", address: 5, fork: .prague, count: 37),
        File(path: "geth/modexp_eip7883", address: 5, fork: .osaka, count: 36),
        File(path: "eip-7883/vectors", address: 5, fork: .prague, count: 35),
        File(path: "eip-7883/vectors", address: 5, fork: .osaka, count: 35),
        File(path: "eip-7883/legacy", address: 5, fork: .cancun, count: 24),
        File(path: "geth/bn256Add", address: 6, fork: .cancun, count: 10),
        File(path: "geth/bn256ScalarMul", address: 7, fork: .cancun, count: 13),
        File(path: "geth/bn256Pairing", address: 8, fork: .cancun, count: 9),
        File(path: "geth/blake2F", address: 9, fork: .cancun, count: 4),
        File(path: "geth/fail-blake2f", address: 9, fork: .cancun, count: 4),
    ]

    @Test(arguments: files)
    func everyVectorCostsAndGivesWhatIsExpected(_ file: File) throws {
        let folder = try Fixtures.path(.smallVectors) + "/precompile_vectors/"
        let data = Data(try Fixtures.read(folder + file.path + ".json"))
        let vectors = try JSONDecoder().decode([Vector].self, from: data)
        #expect(vectors.count == file.count)
        for vector in vectors {
            let input = try #require(Hex.decode(vector.Input))
            var world = World(fork: file.fork)
            let gas: UInt64 = 100_000_000
            var message = Message.call(from: Accounts.sender, to: Address(file.address), input: input, gas: gas)
            let result = try world.execute(message)
            guard let expected = vector.Expected else {
                #expect(result.status == .halt(.precompile(.invalidInput)), "\(vector.Name)")
                continue
            }
            #expect(result.status == .success, "\(vector.Name)")
            #expect(Hex.encodeUnprefixed(result.output) == expected, "\(vector.Name)")
            let ofFork = file.fork >= .osaka ? vector.GasNew : vector.GasOld
            guard let cost = vector.Gas ?? ofFork else { continue }
            #expect(gas - result.gasLeft == cost, "\(vector.Name)")
            message.gas = cost - 1
            #expect(try world.execute(message).status == .halt(.precompile(.outOfGas)), "\(vector.Name)")
        }
    }
}

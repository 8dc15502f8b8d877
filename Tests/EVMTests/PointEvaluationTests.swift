import EVM
import Primitives
import Testing

/// The precompile around a KZG proof (EIP-4844); proofs themselves are tested where they are verified.
@Suite("Point evaluation")
struct PointEvaluationTests {
    /// The commitment to the zero polynomial and its proof for every point are the point at infinity.
    private static let infinity = [0xc0] + [UInt8](repeating: 0, count: 47)

    private func input(z: UInt256 = 2, y: UInt256 = .zero) throws -> [UInt8] {
        var hash = try execute(Self.infinity, gas: 1000, address: 2).output
        hash[0] = 1
        return hash + z.bigEndianBytes + y.bigEndianBytes + Self.infinity + Self.infinity
    }

    private func execute(_ input: [UInt8], gas: UInt64 = 50_000, address: UInt64 = 0x0a) throws -> ExecutionResult {
        var world = World(fork: .cancun)
        return try world.execute(.call(from: Accounts.sender, to: Address(address), input: input, gas: gas))
    }

    private func isRefused(_ input: [UInt8]) throws -> Bool {
        let result = try execute(input)
        return result.status == .halt(.precompile(.invalidInput)) && result.gasLeft == 0
    }

    @Test("A proof that holds gives the number of field elements and the modulus, for 50,000 gas")
    func success() throws {
        let result = try execute(try input())
        #expect(result.status == .success)
        #expect(result.gasLeft == 0)
        #expect(
            Hex.encodeUnprefixed(result.output)
                == "0000000000000000000000000000000000000000000000000000000000001000"
                + "73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001"
        )
        #expect(try execute(try input(), gas: 49_999).status == .halt(.precompile(.outOfGas)))
    }

    @Test("Another length is refused")
    func lengths() throws {
        let valid = try input()
        #expect(try isRefused(Array(valid.dropLast())))
        #expect(try isRefused(valid + [0]))
        #expect(try isRefused([]))
    }

    @Test("A versioned hash of another version or another commitment is refused")
    func versionedHash() throws {
        for position in 0..<32 {
            var changed = try input()
            changed[position] ^= 1
            #expect(try isRefused(changed), "byte \(position)")
        }
    }

    @Test("A proof that does not hold, and a number that is not below the modulus, are refused")
    func proofs() throws {
        #expect(try isRefused(try input(y: 1)))
        let modulus = UInt256(
            l0: 0xffff_ffff_0000_0001,
            l1: 0x53bd_a402_fffe_5bfe,
            l2: 0x3339_d808_09a1_d805,
            l3: 0x73ed_a753_299d_7d48
        )
        #expect(try execute(try input(z: modulus &- .one)).status == .success)
        #expect(try isRefused(try input(z: modulus)))
        #expect(try isRefused(try input(y: modulus)))
        var offCurve = try input()
        offCurve[150] = 1
        #expect(try isRefused(offCurve))
    }
}

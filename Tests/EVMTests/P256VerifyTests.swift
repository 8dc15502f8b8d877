import EVM
import Primitives
import Testing

/// The precompile around ECDSA on P-256 (EIP-7951).
@Suite("P256VERIFY")
struct P256VerifyTests {
    /// Hash, r, s, x and y of a valid signature (go-ethereum's first vector).
    static let valid =
        Hex.decode(
            "0x4cee90eb86eaa050036147a12d49004b6b9c72bd725d39d4785011fe190f0b4d"
                + "a73bd4903f0ce3b639bbbf6e8e80d16931ff4bcf5993d58468e8fb19086e8cac"
                + "36dbcd03009df8c59286b162af3bd7fcc0450c9aa81be5d10d312af6c66b1d60"
                + "4aebd3099c618202fcfe16ae7770b0c49ab5eadf74b754204a3bb6060e44eff3"
                + "7618b065f9832de4ca6ca971a7a1adc826d0f7c00181a5fb2ddf79ae00b4e10e"
        ) ?? []

    private func execute(_ input: [UInt8], gas: UInt64 = 6900, fork: Fork = .osaka) throws -> ExecutionResult {
        var world = World(fork: fork)
        return try world.execute(.call(from: Accounts.sender, to: Address(0x0100), input: input, gas: gas))
    }

    /// Whether the run succeeds with nothing, for the price of every run.
    private func isEmpty(_ input: [UInt8]) throws -> Bool {
        let result = try execute(input, gas: 7000)
        return result.status == .success && result.output.isEmpty && result.gasLeft == 100
    }

    @Test("A valid signature gives one as a word, for 6,900 gas")
    func success() throws {
        let result = try execute(Self.valid)
        #expect(result.output == UInt256.one.bigEndianBytes)
        #expect(result.gasLeft == 0)
        #expect(try execute(Self.valid, gas: 6899).status == .halt(.precompile(.outOfGas)))
    }

    @Test("Whatever is not a valid signature is a success with empty output")
    func everythingElse() throws {
        #expect(try isEmpty([]))
        #expect(try isEmpty(Array(Self.valid.dropLast())))
        #expect(try isEmpty(Self.valid + [0]))
        for position in Self.valid.indices {
            var changed = Self.valid
            changed[position] ^= 1
            #expect(try isEmpty(changed), "byte \(position)")
        }
        #expect(try isEmpty([UInt8](repeating: 0, count: 160)))
        #expect(try isEmpty([UInt8](repeating: 0xff, count: 160)))
    }

    @Test("Before Osaka its address is an account without code")
    func fork() throws {
        let result = try execute(Self.valid, gas: 1, fork: .prague)
        #expect(result.status == .success)
        #expect(result.output.isEmpty && result.gasLeft == 1)
    }
}

import EVM
import Primitives
import Testing

/// Prices, lengths and encodings of EIP-2537; the arithmetic is tested where it is.
@Suite("BLS12-381 precompiles")
struct BLS12381PrecompileTests {
    private func execute(
        _ address: UInt64,
        _ input: [UInt8],
        gas: UInt64,
        fork: Fork = .prague
    ) throws -> ExecutionResult {
        var world = World(fork: fork)
        return try world.execute(.call(from: Accounts.sender, to: Address(address), input: input, gas: gas))
    }

    /// Valid sizes of inputs, and what they cost.
    static let prices: [(address: UInt64, size: Int, gas: UInt64)] = [
        (0x0b, 256, 375), (0x0d, 512, 600), (0x10, 64, 5500), (0x11, 128, 23800),
        (0x0f, 384, 70300), (0x0f, 768, 102_900), (0x0f, 384 * 3, 135_500),
        // The discounts of 1, 2, 3, 128 and more pairs: 1000, 949, 848, 519 and the same.
        (0x0c, 160, 12000), (0x0c, 320, 22776), (0x0c, 480, 30528), (0x0c, 160 * 128, 797_184),
        (0x0c, 160 * 129, 803_412),
        // 1000, 1000, 923, 524 and the same.
        (0x0e, 288, 22500), (0x0e, 576, 45000), (0x0e, 864, 62302), (0x0e, 288 * 128, 1_509_120),
        (0x0e, 288 * 129, 1_520_910),
    ]

    @Test("Prices are exact, and one gas less is out of gas", arguments: prices)
    func exactPrices(_ address: UInt64, _ size: Int, _ cost: UInt64) throws {
        // Zeros are points at infinity, scalars of zero, or the field element zero.
        let input = [UInt8](repeating: 0, count: size)
        let paid = try execute(address, input, gas: cost)
        #expect(paid.status == .success)
        #expect(paid.gasLeft == 0)
        let unpaid = try execute(address, input, gas: cost - 1)
        #expect(unpaid.status == .halt(.precompile(.outOfGas)))
        #expect(unpaid.gasLeft == 0)
    }

    @Test("Sums of infinities are infinity, and their pairings' product is one")
    func infinities() throws {
        for (address, size, cost) in Self.prices {
            let output = try execute(address, [UInt8](repeating: 0, count: size), gas: cost).output
            switch address {
            case 0x0b, 0x0c: #expect(output == [UInt8](repeating: 0, count: 128))
            case 0x0d, 0x0e: #expect(output == [UInt8](repeating: 0, count: 256))
            case 0x0f: #expect(output == UInt256.one.bigEndianBytes)
            default: #expect(output.count == (address == 0x10 ? 128 : 256) && output.contains { $0 != 0 })
            }
        }
    }

    @Test("Any other length of the input is refused, and none at all too", arguments: prices)
    func lengths(_ address: UInt64, _ size: Int, _: UInt64) throws {
        for wrong in [0, 1, size - 1, size + 1, size + 64] {
            let result = try execute(address, [UInt8](repeating: 0, count: wrong), gas: 10_000_000)
            #expect(result.status == .halt(.precompile(.invalidInput)), "\(wrong) bytes")
            #expect(result.gasLeft == 0)
        }
    }

    @Test("Every byte of the padding has to be zero", arguments: prices)
    func padding(_ address: UInt64, _ size: Int, _: UInt64) throws {
        // One pair shows it for all.
        guard size <= 512 else { return }
        let isSum = address == 0x0c || address == 0x0e
        let pairSize = address == 0x0c ? 160 : 288
        for position in 0..<size {
            let inPair = isSum ? position % pairSize : position
            let isScalar = isSum && inPair >= pairSize - 32
            guard !isScalar, inPair % 64 < 16 else { continue }
            var input = [UInt8](repeating: 0, count: size)
            input[position] = 1
            let result = try execute(address, input, gas: 10_000_000)
            #expect(result.status == .halt(.precompile(.invalidInput)), "byte \(position)")
        }
    }

    @Test("A coordinate that is not below the modulus, and a point off its curve, consume all gas", arguments: prices)
    func points(_ address: UInt64, _ size: Int, _: UInt64) throws {
        guard size <= 512 else { return }
        var tooLarge = [UInt8](repeating: 0, count: size)
        for index in 16..<64 { tooLarge[index] = 0xff }
        #expect(try execute(address, tooLarge, gas: 10_000_000).status == .halt(.precompile(.invalidInput)))
        guard address < 0x10 else { return }
        // x = 1, y = 0.
        var offCurve = [UInt8](repeating: 0, count: size)
        offCurve[63] = 1
        let result = try execute(address, offCurve, gas: 10_000_000)
        #expect(result.status == .halt(.precompile(.invalidInput)))
        #expect(result.gasLeft == 0)
    }

    @Test("Before Prague their addresses are accounts without code", arguments: prices)
    func fork(_ address: UInt64, _ size: Int, _: UInt64) throws {
        let result = try execute(address, [UInt8](repeating: 1, count: size), gas: 1, fork: .cancun)
        #expect(result.status == .success)
        #expect(result.output.isEmpty && result.gasLeft == 1)
    }
}

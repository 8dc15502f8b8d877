import EVM
import Primitives
import Testing

/// MODEXP with lengths that only an attacker claims.
@Suite
struct ModularExponentiationGasTests {
    private func run(
        _ lengths: (UInt256, UInt256, UInt256),
        _ rest: [UInt8] = [],
        gas: UInt64,
        fork: Fork
    ) throws -> ExecutionResult {
        let input = lengths.0.bigEndianBytes + lengths.1.bigEndianBytes + lengths.2.bigEndianBytes + rest
        var world = World(fork: fork)
        return try world.execute(.call(from: Accounts.sender, to: Address(5), input: input, gas: gas))
    }

    static let hostileLengths: [UInt256] = [
        UInt256(1) << 32, UInt256(1) << 63, UInt256(UInt64.max), UInt256(1) << 64, UInt256(1) << 127,
        UInt256(1) << 128, UInt256(1) << 253, UInt256(1) << 255, .max,
    ]

    @Test(arguments: hostileLengths)
    func hostileLengthsAreOutOfGasInPrague(_ length: UInt256) throws {
        for lengths in [(length, 1, 1), (1, 1, length), (length, length, length), (0, 1, length)]
            as [(UInt256, UInt256, UInt256)]
        {
            let result = try run(lengths, gas: 100_000_000, fork: .prague)
            #expect(result.status == .halt(.precompile(.outOfGas)), "\(lengths)")
        }
    }

    @Test(arguments: hostileLengths)
    func exponentOfAnyLengthIsFreeWhenNothingIsMultipliedBeforeOsaka(_ length: UInt256) throws {
        let result = try run((0, length, 0), gas: 200, fork: .prague)
        #expect(result.status == .success)
        #expect(result.output.isEmpty)
        #expect(result.gasLeft == 0)
        #expect(try run((1, length, 1), gas: 100_000_000, fork: .prague).status == .halt(.precompile(.outOfGas)))
    }

    @Test(arguments: [0, 1, 2])
    func lengthsAreBoundedInOsaka(_ position: Int) throws {
        func lengths(_ value: UInt256) -> (UInt256, UInt256, UInt256) {
            (position == 0 ? value : 1, position == 1 ? value : 1, position == 2 ? value : 1)
        }
        #expect(try run(lengths(1024), gas: 10_000_000, fork: .osaka).status == .success)
        for length in [1025] + ModularExponentiationGasTests.hostileLengths {
            let result = try run(lengths(length), gas: 10_000_000, fork: .osaka)
            #expect(result.status == .halt(.precompile(.invalidInput)))
            #expect(result.gasLeft == 0)
        }
        #expect(try run(lengths(1025), gas: 10_000_000, fork: .prague).status == .success)
    }

    @Test(arguments: [(Fork.cancun, UInt64(200)), (.prague, 200), (.osaka, 500)] as [(Fork, UInt64)])
    func smallestPrice(_ fork: Fork, _ price: UInt64) throws {
        #expect(try run((0, 0, 0), gas: price, fork: fork).gasLeft == 0)
        #expect(try run((0, 0, 0), gas: price - 1, fork: fork).status == .halt(.precompile(.outOfGas)))
        // An empty input is all zeros.
        var world = World(fork: fork)
        let result = try world.execute(.call(from: Accounts.sender, to: Address(5), gas: price))
        #expect(result.status == .success && result.output.isEmpty)
    }

    @Test
    func shortInputIsFilledWithZeros() throws {
        // 3 ^ 2 mod 0x0500: the modulus' second byte is missing.
        let result = try run((1, 1, 2), [3, 2, 5], gas: 10_000, fork: .osaka)
        #expect(result.output == [0, 9])
    }

    @Test
    func exponentBeyondTheInputMakesTheModulusZero() throws {
        // However long it claims to be, as long as it is paid for: 8 * (2^24 + 1 - 32) / 3.
        let length = (UInt256(1) << 24) &+ 1
        let result = try run((1, length, 2), [3], gas: 44_739_160, fork: .prague)
        #expect(result.status == .success)
        #expect(result.output == [0, 0])
        #expect(result.gasLeft == 0)
    }

    @Test
    func longExponentIsComputed() throws {
        // The order of 3 modulo 7 is 6, and every power of 256 is 4 modulo 6: 3 ^ 4 = 81 is 4 modulo 7.
        let exponent = [1] + [UInt8](repeating: 0, count: 99_999)
        let result = try run((1, 100_000, 1), [3] + exponent + [7], gas: 1_000_000, fork: .prague)
        #expect(result.output == [4])
    }

    @Test
    func modulusTooLongToComputeIsAFault() throws {
        let length = (UInt256(1) << 24) &+ 1
        #expect(throws: EVMFault<MemoryHostFailure>.precompileUnavailable(Address(5))) {
            try run((0, 0, length), gas: 1 << 62, fork: .prague)
        }
        // One byte less is paid for as well, and is all zeros.
        let result = try run((0, 0, length &- 1), gas: 1 << 62, fork: .prague)
        #expect(result.output == [UInt8](repeating: 0, count: 1 << 24))
    }
}

import EVM
import Primitives
import Testing

@Suite
struct PrecompileTests {
    private func execute(
        _ address: Address,
        _ input: [UInt8],
        gas: UInt64,
        fork: Fork = .osaka
    ) throws -> ExecutionResult {
        var world = World(fork: fork)
        return try world.execute(.call(from: Accounts.sender, to: address, input: input, gas: gas))
    }

    @Test
    func addressesGrowWithTheForks() {
        #expect(PrecompileTable(fork: .shanghai).addresses == (1...0x09).map { Address($0) })
        #expect(PrecompileTable(fork: .cancun).addresses == (1...0x0a).map { Address($0) })
        #expect(PrecompileTable(fork: .prague).addresses == (1...0x11).map { Address($0) })
        #expect(PrecompileTable(fork: .osaka).addresses == (1...0x11).map { Address($0) } + [Address(0x0100)])
    }

    @Test
    func addressesOfLaterForksAreOrdinaryAccounts() throws {
        #expect(try execute(Address(0x0b), [], gas: 100, fork: .cancun).status == .success)
        #expect(try execute(Address(0x0100), [], gas: 100, fork: .prague).status == .success)
        #expect(try execute(Address(0x12), [], gas: 100).status == .success)
        #expect(try execute(Address(0), [], gas: 100).status == .success)
        #expect(try execute(Address(w0: 1, w1: 0, w2: 4), [1], gas: 100).output.isEmpty)
    }

    @Test(
        arguments: [
            // Address, input size, cost: a price for the run and one for each word.
            (UInt64(2), 0, UInt64(60)), (2, 1, 72), (2, 32, 72), (2, 33, 84), (3, 0, 600), (3, 33, 840), (4, 0, 15),
            (4, 33, 21),
            (1, 0, 3000), (6, 0, 150), (7, 0, 6000), (8, 0, 45000), (8, 192, 79000), (0x0100, 0, 6900),
            (0x0100, 160, 6900),
        ] as [(UInt64, Int, UInt64)]
    )
    func pricesAreExact(_ address: UInt64, _ size: Int, _ cost: UInt64) throws {
        let input = [UInt8](repeating: 0, count: size)
        let paid = try execute(Address(address), input, gas: cost)
        #expect(paid.status == .success)
        #expect(paid.gasLeft == 0)
        let unpaid = try execute(Address(address), input, gas: cost - 1)
        #expect(unpaid.status == .halt(.precompile(.outOfGas)))
        #expect(unpaid.gasLeft == 0)
    }

    @Test
    func hashesGiveKnownDigests() throws {
        let abc: [UInt8] = [0x61, 0x62, 0x63]
        #expect(
            Hex.encode(try execute(Address(2), abc, gas: 1000).output)
                == "0xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )
        #expect(
            Hex.encode(try execute(Address(3), abc, gas: 1000).output)
                == "0x0000000000000000000000008eb208f7e05d987a9b044a8e98c6b087f15a0bfc"
        )
        #expect(try execute(Address(4), abc, gas: 1000).output == abc)
    }

    @Test(arguments: [8, 9].map { UInt64($0) })
    func malformedInputConsumesAllGas(_ address: UInt64) throws {
        let result = try execute(Address(address), [1, 2, 3], gas: 1_000_000)
        #expect(result.status == .halt(.precompile(.invalidInput)))
        #expect(result.gasLeft == 0)
    }

    @Test
    func pointOffTheCurveConsumesAllGas() throws {
        var input = [UInt8](repeating: 0, count: 64)
        input[63] = 1
        #expect(try execute(Address(6), input, gas: 1_000_000).status == .halt(.precompile(.invalidInput)))
        #expect(try execute(Address(7), input, gas: 1_000_000).status == .halt(.precompile(.invalidInput)))
    }

    @Test
    func failedPrecompileReturnsItsValue() throws {
        var world = World()
        world.deploy(call(Address(9), value: 4, gas: 1000) + returnTop, balance: 4)
        #expect(try world.call().word == 0)
        #expect(world.host.state.accounts[Accounts.contract]?.balance == 4)
        #expect(world.host.state.accounts[Address(9)]?.balance ?? 0 == 0)
    }

    @Test
    func extensionsRunWithInputAndGas() throws {
        let address = Address(0x0101)
        var world = World()
        world.precompiles = PrecompileTable(fork: .osaka).adding(address) { call in
            guard call.gas >= 500 else { return .failure(.outOfGas) }
            guard call.input.first != 0xff else { return .failure(.extensionFailure(code: 7)) }
            return .success(output: call.input.reversed(), gasUsed: 500)
        }
        #expect(world.precompiles?.addresses.last == address)
        let good = try world.execute(.call(from: Accounts.sender, to: address, input: [1, 2], gas: 600))
        #expect(good.output == [2, 1])
        #expect(good.gasLeft == 100)
        let bad = try world.execute(.call(from: Accounts.sender, to: address, input: [0xff], gas: 600))
        #expect(bad.status == .halt(.precompile(.extensionFailure(code: 7))))
        #expect(bad.gasLeft == 0)
        let short = try world.execute(.call(from: Accounts.sender, to: address, input: [], gas: 499))
        #expect(short.status == .halt(.precompile(.outOfGas)))
    }

    @Test
    func bytesBehindTheRelevantOnesChangeNothing() throws {
        var input = [UInt8](repeating: 0, count: 128)
        input[31] = 1
        input[63] = 2
        input[95] = 3
        let longer = input + [UInt8](repeating: 0xff, count: 5000)
        for address in [UInt64(1), 6, 7] {
            let short = try execute(Address(address), input, gas: 100_000)
            #expect(try execute(Address(address), longer, gas: 100_000) == short, "\(address)")
        }
        #expect(try execute(Address(7), longer, gas: 100_000).output.contains { $0 != 0 })
        // 3 ^ 5 mod 7, with the operands at their full lengths of 1,024 bytes.
        var lengths = [UInt8](repeating: 0, count: 96)
        for index in 0..<3 { lengths[32 * index + 30] = 4 }
        let operands = [3, 5, 7].flatMap { [UInt8](repeating: 0, count: 1023) + [$0] }
        let tail = [UInt8](repeating: 0xff, count: 500)
        for fork in Fork.allCases {
            let result = try execute(Address(5), lengths + operands + tail, gas: 10_000_000_000, fork: fork)
            #expect(result.output == [UInt8](repeating: 0, count: 1023) + [5], "\(fork)")
        }
        let tooLong = [UInt8](repeating: 0, count: 214)
        #expect(try execute(Address(9), tooLong, gas: 1000).status == .halt(.precompile(.invalidInput)))
    }

    @Test
    func extensionThatClaimsMoreThanItGotIsOutOfGas() throws {
        var world = World()
        world.precompiles = PrecompileTable(fork: .osaka).adding(Address(0x0101)) { call in
            .success(output: [1], gasUsed: call.gas + 1)
        }
        let result = try world.execute(.call(from: Accounts.sender, to: Address(0x0101), gas: 10))
        #expect(result.status == .halt(.precompile(.outOfGas)))
        #expect(result.output.isEmpty)
    }

    @Test
    func extensionTakesTheStandardPrecompilesPlace() throws {
        var world = World()
        world.precompiles = PrecompileTable(fork: .osaka)
            .adding(Address(0x0a)) { _ in .success(output: [1], gasUsed: 0) }
            .adding(Address(0x0a)) { _ in .success(output: [2], gasUsed: 0) }
        #expect(world.precompiles?.addresses == PrecompileTable(fork: .osaka).addresses)
        #expect(try world.execute(.call(from: Accounts.sender, to: Address(0x0a), gas: 10)).output == [2])
    }
}

import EVM
import Primitives
import Testing

struct PreparedCodeTests {
    /// CALL without value and data; the result is dropped.
    private static func call(_ address: Address) -> Program {
        push(0) * 5 + push(address) + .gas + .call + .pop
    }

    @Test func codeIsPreparedOnceHoweverManyOthersRunBetween() throws {
        let addresses = (0..<1_500 as Range<UInt64>).map { Address(0x10_0000 + $0) }
        var world = World()
        var program = Program([])
        for round in 0..<3 {
            for (index, address) in addresses.enumerated() {
                if round == 0 {
                    world.deploy(Program([0x61, UInt8(index >> 8), UInt8(index & 255), 0x00]), at: address)
                }
                program = program + Self.call(address)
            }
        }
        world.deploy(program)
        let result = try world.execute(.call(from: Accounts.sender, to: Accounts.contract, gas: 30_000_000))
        #expect(result.isSuccess)
        #expect(world.host.codeReadCount == addresses.count + 1)
    }

    @Test func codeOfTheSameHashIsAskedForAccountByAccount() throws {
        // The host decides for each account whether its code is known: a witness may have it for one and not for
        // another.
        var world = World()
        world.deploy(Program(.stop), at: Accounts.other)
        world.deploy(Program(.stop), at: Accounts.third)
        world.deploy(Self.call(Accounts.other) + Self.call(Accounts.third))
        world.host.unavailable = [Accounts.third]
        #expect(throws: EVMFault<MemoryHostFailure>.host(.unavailable(Accounts.third))) {
            try world.execute(.call(from: Accounts.sender, to: Accounts.contract, gas: 100_000))
        }
    }
}

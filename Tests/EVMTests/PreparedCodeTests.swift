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

    /// A code of 600 bytes that jumps where calldata says: JUMPDESTs at `targets`, and one as immediate of a PUSH1 at
    /// 300.
    private static func jumper(_ targets: [Int]) -> Program {
        let head = push(0) + .calldataload + .jump
        var bytes = head.bytes + [UInt8](repeating: Opcode.invalid.rawValue, count: 600 - head.bytes.count)
        for target in targets { bytes.replaceSubrange(target...target + 1, with: [Opcode.jumpdest.rawValue, 0]) }
        bytes.replaceSubrange(300...301, with: [Opcode.push1.rawValue, Opcode.jumpdest.rawValue])
        return Program(bytes)
    }

    @Test func jumpDestinationsThatWereKeptAreThoseOfTheCode() throws {
        // Codes of one length, so that another's destinations would fit; each runs in EVMs of its own, first analysed,
        // then from what was kept.
        for targets in [[64], [128, 598], [64, 128]] {
            for _ in 0..<2 {
                for target in [63, 64, 65, 128, 300, 301, 598] {
                    var world = World()
                    world.deploy(Self.jumper(targets))
                    let result = try world.execute(
                        .call(
                            from: Accounts.sender,
                            to: Accounts.contract,
                            input: UInt256(UInt64(target)).bigEndianBytes,
                            gas: 100_000
                        )
                    )
                    #expect(result.status == (targets.contains(target) ? .success : .halt(.invalidJump)))
                }
            }
        }
    }

    @Test func theStoreForgetsBeforeItGrowsBeyondItsLimit() {
        typealias Store = JumpDestinationStore<Bytes32>
        let store = Store()
        let half = [UInt64](repeating: 5, count: Store.wordLimit / 2 - Store.overhead)
        let hashes = (1...3).map { Bytes32(UInt256($0 as UInt64)) }
        store.keep(half, hashes[0])
        // Kept twice is kept once.
        store.keep(half, hashes[0])
        store.keep(half, hashes[1])
        #expect(store.words(hashes[0], count: half.count) == half)
        #expect(store.words(hashes[1], count: half.count) == half)
        // A code of another length has other destinations.
        #expect(store.words(hashes[0], count: half.count - 1) == nil)
        store.keep([7], hashes[2])
        #expect(store.words(hashes[2], count: 1) == [7])
        #expect(store.words(hashes[0], count: half.count) == nil)
        store.keep([UInt64](repeating: 1, count: Store.wordLimit), hashes[1])
        #expect(store.words(hashes[1], count: Store.wordLimit) == nil)
        #expect(store.words(hashes[2], count: 1) == [7])
    }
}

import EVM
import Primitives
import Testing

@Suite
struct StorageTests {
    struct WriteCase: Sendable, CustomTestStringConvertible {
        let original: UInt256
        let writes: [UInt256]
        let gas: UInt64
        let refund: UInt64
        var testDescription: String { "\(original) -> \(writes)" }
    }

    /// The table of EIP-3529 ("Test Cases"), whose gas counts a warm slot and the two PUSHes (3 each) of each SSTORE.
    static let table: [WriteCase] = [
        WriteCase(original: 0, writes: [0, 0], gas: 212, refund: 0),
        WriteCase(original: 0, writes: [0, 1], gas: 20112, refund: 0),
        WriteCase(original: 0, writes: [1, 0], gas: 20112, refund: 19900),
        WriteCase(original: 0, writes: [1, 2], gas: 20112, refund: 0),
        WriteCase(original: 0, writes: [1, 1], gas: 20112, refund: 0),
        WriteCase(original: 1, writes: [0, 0], gas: 3012, refund: 4800),
        WriteCase(original: 1, writes: [0, 1], gas: 3012, refund: 2800),
        WriteCase(original: 1, writes: [0, 2], gas: 3012, refund: 0),
        WriteCase(original: 1, writes: [2, 0], gas: 3012, refund: 4800),
        WriteCase(original: 1, writes: [2, 3], gas: 3012, refund: 0),
        WriteCase(original: 1, writes: [2, 1], gas: 3012, refund: 2800),
        WriteCase(original: 1, writes: [2, 2], gas: 3012, refund: 0),
        WriteCase(original: 1, writes: [1, 0], gas: 3012, refund: 4800),
        WriteCase(original: 1, writes: [1, 2], gas: 3012, refund: 0),
        WriteCase(original: 1, writes: [1, 1], gas: 212, refund: 0),
        WriteCase(original: 0, writes: [1, 0, 1], gas: 40118, refund: 19900),
        WriteCase(original: 1, writes: [0, 1, 0], gas: 5918, refund: 7600),
    ]

    @Test(arguments: table)
    func writesCostAndRefundByTheTable(_ writeCase: WriteCase) throws {
        var world = World()
        // PUSH1 everywhere, as in the EIP.
        let program = writeCase.writes.reduce(Program([])) {
            $0 + Program([0x60, UInt8($1.l0), 0x60, 0, Opcode.sstore.rawValue])
        }
        world.deploy(program)
        world.host.state.accounts[Accounts.contract]?.storage[0] = writeCase.original
        world.host.state.warmSlots.insert(.init(address: Accounts.contract, slot: 0))
        let result = try world.call(gas: 100_000)
        #expect(result.status == .success)
        #expect(100_000 - result.gasLeft == writeCase.gas)
        #expect(result.refund == writeCase.refund)
        #expect(world.host.state.accounts[Accounts.contract]?.storage[0] == writeCase.writes.last)
    }

    @Test
    func coldSlotsCostMore() throws {
        let pushes = try #require(try gasUsed(by: push(1) + .pop))
        #expect(try gasUsed(by: push(1) + .sload + .pop) == pushes + 2100)
        #expect(try gasUsed(by: push(1) + .sload + .pop + push(1) + .sload + .pop) == 2 * pushes + 2200)
        // Cold, from zero: 2100 + 20000.
        let operands = try #require(try gasUsed(by: push(1) + push(1) + .pop + .pop))
        #expect(try gasUsed(by: push(1) + push(1) + .sstore) == operands - 4 + 22100)
        // A read warms for the write.
        #expect(
            try gasUsed(by: push(1) + .sload + .pop + push(1) + push(1) + .sstore) == pushes + operands - 4 + 22100
        )
    }

    @Test
    func writingNeedsMoreThanTheStipend() throws {
        var world = World()
        world.deploy(push(0) + push(0) + .sstore)
        world.host.state.warmSlots.insert(.init(address: Accounts.contract, slot: 0))
        // The two PUSH0 cost 4; the write itself would cost 100.
        #expect(try world.call(gas: 2304).status == .halt(.outOfGas))
        #expect(try world.call(gas: 2305).status == .success)
    }

    @Test
    func refundOfARevertedCallIsDropped() throws {
        var world = World()
        world.deploy(push(0) + push(0) + .sstore + revertMemory(0, 0), at: Accounts.other)
        world.host.state.accounts[Accounts.other]?.storage[0] = 5
        world.deploy(call(Accounts.other) + .pop)
        let result = try world.call()
        #expect(result.status == .success)
        #expect(result.refund == 0)
        #expect(world.host.state.accounts[Accounts.other]?.storage[0] == 5)
    }

    @Test
    func warmthOfARevertedCallIsDropped() throws {
        var world = World()
        world.deploy(push(9) + .sload + .pop + revertMemory(0, 0), at: Accounts.other)
        let measured = Program(.gas) + call(Accounts.other, gas: 50_000) + .pop + .gas
        let difference = measured + .swap1 + .sub
        world.deploy(call(Accounts.other, gas: 50_000) + .pop + difference + returnTop)
        let used = try world.call().word
        // The callee's slot is cold again; its address is warm, for that was the caller's doing.
        // GAS 2, five PUSH0 10, PUSH2 3, PUSH3 3, POP 2, CALL 100; callee PUSH1 3, SLOAD 2100, POP 2, PUSH0 4.
        let caller: UInt64 = 2 + 10 + 3 + 3 + 2 + 100
        let callee: UInt64 = 3 + 2100 + 2 + 4
        #expect(used == UInt256(caller + callee))
    }

    @Test
    func transientStorageIsPerAccountAndCostsAHundred() throws {
        var world = World()
        world.deploy(push(7) + .tload + returnTop, at: Accounts.other)
        let program =
            push(42) + push(7) + .tstore + call(.staticcall, Accounts.other, outputSize: 32) + .pop
        world.deploy(program + push(0) + .mload + push(7) + .tload + .add + returnTop)
        #expect(try world.call().word == 42)
        let operands = try #require(try gasUsed(by: push(1) + push(1) + .pop + .pop))
        #expect(try gasUsed(by: push(1) + push(1) + .tstore) == operands - 4 + 100)
    }

    @Test
    func transientWritesOfARevertedCallAreUndone() throws {
        var world = World()
        world.deploy(push(1) + push(7) + .tstore + revertMemory(0, 0), at: Accounts.other)
        let program = push(42) + push(7) + .tstore + call(.delegatecall, Accounts.other) + .pop
        world.deploy(program + push(7) + .tload + returnTop)
        #expect(try world.call().word == 42)
    }

    @Test
    func delegateCallWritesTheCallersTransientStorage() throws {
        var world = World()
        world.deploy(push(1) + push(7) + .tstore, at: Accounts.other)
        world.deploy(call(.delegatecall, Accounts.other) + .pop + push(7) + .tload + returnTop)
        #expect(try world.call().word == 1)
    }
}

import EVM
import Primitives
import TestSupport
import Testing

/// Programs of random instructions, which call and create one another with hostile operands.
@Suite
struct RandomProgramTests {
    private static let addresses = [
        Accounts.contract, Accounts.other, Accounts.third, Accounts.fresh, Accounts.sender,
        Address(1), Address(2), Address(4), Address(5), Address(9),
    ]

    private static let opcodes = Opcode.allCases.filter { $0 != .invalid && $0 != .stop }

    private func operand(_ random: inout SplitMix64) -> Program {
        switch random.next() % 12 {
        case 0: push(.max)
        case 1: push(UInt256(1) << Int(random.next() % 256))
        case 2: push(UInt256(l0: random.next(), l1: random.next(), l2: random.next(), l3: random.next()))
        case 3, 4: push(RandomProgramTests.addresses[Int(random.next() % 10)])
        case 5: push(UInt256(random.next() % 2000))
        default: push(UInt256(random.next() % 40))
        }
    }

    private func program(_ random: inout SplitMix64) -> Program {
        var program = Program([])
        for _ in 0..<(10 + random.next() % 60) {
            for _ in 0..<(random.next() % 5) { program = program + operand(&random) }
            program =
                program + RandomProgramTests.opcodes[Int(random.next() % UInt64(RandomProgramTests.opcodes.count))]
        }
        // Now and then a byte that is anything.
        if random.next() % 4 == 0, !program.bytes.isEmpty {
            program.bytes[Int(random.next() % UInt64(program.bytes.count))] = UInt8(truncatingIfNeeded: random.next())
        }
        return program
    }

    private func world(seed: UInt64) -> World {
        var random = SplitMix64(seed: seed)
        var world = World(fork: Fork.allCases[Int(seed % 4)])
        for address in [Accounts.contract, Accounts.other, Accounts.third] {
            world.deploy(program(&random), at: address, balance: 1000)
            world.host.state.accounts[address]?.storage = [0: 1, 1: 2]
        }
        if random.next() % 3 == 0 {
            world.host.state.accounts[Accounts.fresh] = MemoryHost.Account(code: Delegation.code(to: Accounts.other))
        }
        // A precompile that is not there would end the comparison with a fault.
        let standard = PrecompileTable(fork: world.fork)
        world.precompiles = standard.addresses.filter { $0 >= Address(0x0a) }
            .reduce(standard) { $0.adding($1) { _ in .failure(.invalidInput) } }
        return world
    }

    @Test
    func outcomesAreBoundedRepeatableAndTheSameWhenTraced() throws {
        for seed in UInt64(0)..<3000 {
            let message = Message.call(
                from: Accounts.sender,
                to: Accounts.contract,
                value: 1,
                input: [UInt8](repeating: UInt8(truncatingIfNeeded: seed), count: Int(seed % 100)),
                gas: 400_000
            )
            var plain = world(seed: seed)
            let before = plain.host.state.accounts
            var stepped = plain
            var called = plain
            var steps = EIP3155Tracer()
            var calls = CallTracer()
            let result = try plain.execute(message)
            #expect(try stepped.execute(message, tracer: &steps) == result, "seed \(seed)")
            #expect(try called.execute(message, tracer: &calls) == result, "seed \(seed)")
            #expect(plain.host.state == stepped.host.state, "seed \(seed)")
            #expect(result.gasLeft <= message.gas, "seed \(seed)")
            #expect(calls.root?.status == result.status, "seed \(seed)")
            #expect(calls.root?.gasUsed == message.gas - result.gasLeft, "seed \(seed)")
            if case .halt = result.status { #expect(result.gasLeft == 0, "seed \(seed)") }
            if result.status != .success {
                #expect(plain.host.state.accounts == before, "seed \(seed)")
                #expect(result.logs.isEmpty && result.refund == 0, "seed \(seed)")
            }
            // No ether appears; only a contract that destroys itself for itself takes some away.
            let total = plain.host.state.accounts.values.reduce(UInt256.zero) { $0 &+ $1.balance }
            let totalBefore = before.values.reduce(UInt256.zero) { $0 &+ $1.balance }
            #expect(
                total == totalBefore || (total < totalBefore && !plain.host.state.selfDestructed.isEmpty),
                "seed \(seed)"
            )
        }
    }
}

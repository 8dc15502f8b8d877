import EVM
import Primitives
import Testing

@Suite
struct CallTests {
    /// Gas that the callee sees, as it reports it: GAS after one PUSH-free instruction.
    static let reportGas = Program(.gas) + returnTop

    /// Cost of the instructions of `call(...)` before the CALL, and of GAS when all gas is asked for.
    private func gasSeenByCallee(_ kind: Opcode, gas: UInt64, value: UInt256 = 0, asking: UInt256?) throws -> UInt256 {
        var world = World()
        world.deploy(CallTests.reportGas, at: Accounts.other)
        world.host.state.warmAccounts.insert(Accounts.other)
        world.deploy(
            call(kind, Accounts.other, value: value, gas: asking, outputSize: 32) + .pop + returnMemory(0, 32),
            balance: 10
        )
        return try world.call(gas: gas).word
    }

    @Test
    func callerKeepsOne64th() throws {
        // PUSH1 32, four PUSH0, PUSH2 address, GAS: 3 + 8 + 3 + 2; memory of one word: 3; warm account: 100.
        let available: UInt64 = 1_000_000 - 16 - 3 - 100
        let seen = try gasSeenByCallee(.call, gas: 1_000_000, asking: nil)
        #expect(seen == UInt256(available - available / 64 - 2))
    }

    @Test
    func askingForLessForwardsThat() throws {
        #expect(try gasSeenByCallee(.call, gas: 1_000_000, asking: 5000) == 4998)
        #expect(try gasSeenByCallee(.staticcall, gas: 1_000_000, asking: 5000) == 4998)
    }

    @Test
    func askingForAnyLargerNumberForwardsAllButOne64th() throws {
        let all = try gasSeenByCallee(.call, gas: 1_000_000, asking: .max)
        // PUSH32 costs one more than GAS.
        let available: UInt64 = 1_000_000 - 17 - 3 - 100
        #expect(all == UInt256(available - available / 64 - 2))
    }

    @Test
    func valueAddsTheStipendForTheCallee() throws {
        #expect(try gasSeenByCallee(.call, gas: 1_000_000, value: 1, asking: 5000) == 7298)
        #expect(try gasSeenByCallee(.callcode, gas: 1_000_000, value: 1, asking: 5000) == 7298)
        #expect(try gasSeenByCallee(.call, gas: 1_000_000, value: 1, asking: 0) == 2298)
    }

    struct CostCase: Sendable, CustomTestStringConvertible {
        let name: String
        let kind: Opcode
        let target: Address
        let value: UInt256
        let isWarm: Bool
        let cost: UInt64
        var testDescription: String { name }
    }

    @Test(arguments: [
        CostCase(name: "warm", kind: .call, target: Accounts.other, value: 0, isWarm: true, cost: 100),
        CostCase(name: "cold", kind: .call, target: Accounts.other, value: 0, isWarm: false, cost: 2600),
        // With value: 9000, less the stipend that an account without code does not use.
        CostCase(name: "value", kind: .call, target: Accounts.other, value: 1, isWarm: true, cost: 100 + 9000 - 2300),
        CostCase(
            name: "new account",
            kind: .call,
            target: Accounts.fresh,
            value: 1,
            isWarm: false,
            cost: 2600 + 9000 + 25000 - 2300
        ),
        CostCase(name: "no value to nobody", kind: .call, target: Accounts.fresh, value: 0, isWarm: false, cost: 2600),
        CostCase(
            name: "callcode never makes an account",
            kind: .callcode,
            target: Accounts.fresh,
            value: 1,
            isWarm: false,
            cost: 2600 + 9000 - 2300
        ),
        CostCase(
            name: "delegatecall",
            kind: .delegatecall,
            target: Accounts.fresh,
            value: 0,
            isWarm: false,
            cost: 2600
        ),
        CostCase(name: "staticcall", kind: .staticcall, target: Accounts.fresh, value: 0, isWarm: false, cost: 2600),
        CostCase(name: "precompile", kind: .call, target: Address(4), value: 0, isWarm: true, cost: 100 + 15),
    ])
    func callsCost(_ costCase: CostCase) throws {
        func used(_ program: Program) throws -> UInt64 {
            var world = World()
            world.host.state.accounts[Accounts.other] = MemoryHost.Account(balance: 1)
            if costCase.isWarm { world.host.state.warmAccounts.insert(costCase.target) }
            world.deploy(program, balance: 100)
            let result = try world.call()
            #expect(result.status == .success)
            return 10_000_000 - result.gasLeft
        }
        let program = call(costCase.kind, costCase.target, value: costCase.value, gas: 1000)
        var operands = program
        operands.bytes.removeLast()
        #expect(try used(program) == used(operands) + costCase.cost)
    }

    @Test
    func valueMovesAndComesBackOnFailure() throws {
        var world = World()
        world.deploy(Program(.stop), at: Accounts.other)
        world.deploy(Program(.invalid), at: Accounts.third)
        let both = call(Accounts.other, value: 5) + call(Accounts.third, value: 7, gas: 50_000)
        // The first call's success, and the second's in bit 1.
        world.deploy(both + push(1) + .shl + .or + returnTop, balance: 100)
        #expect(try world.call(value: 3).word == 1)
        #expect(world.host.state.accounts[Accounts.other]?.balance == 5)
        #expect(world.host.state.accounts[Accounts.third]?.balance == 0)
        #expect(world.host.state.accounts[Accounts.contract]?.balance == 98)
    }

    @Test
    func sendingMoreThanThereIsFailsAndKeepsTheGas() throws {
        var world = World()
        world.deploy(call(Accounts.other, value: 5, gas: 100_000) + .pop + .returndatasize + returnTop, balance: 4)
        world.host.state.accounts[Accounts.other] = MemoryHost.Account(balance: 1)
        let result = try world.call(gas: 200_000)
        #expect(result.word == 0)
        #expect(world.host.state.accounts[Accounts.other]?.balance == 1)
        // The forwarded 100,000 and the stipend come back.
        #expect(result.gasLeft > 180_000)
    }

    @Test
    func callsNest1024Deep() throws {
        var world = World()
        // Each level adds one to a counter and calls itself; the last call fails and all the others succeed.
        let count = push(0) + .sload + push(1) + .add + push(0) + .sstore
        world.deploy(count + call(.call, Accounts.contract) + push(1) + .sstore)
        let result = try world.call(gas: UInt64(1) << 50)
        #expect(result.status == .success)
        // The top-level message is depth 0, and there are 1024 below it.
        #expect(world.host.state.accounts[Accounts.contract]?.storage[0] == 1025)
    }

    @Test
    func delegateCallKeepsCallerValueAndAddress() throws {
        var world = World()
        let report =
            Program(.caller) + push(0) + .mstore + .callvalue + push(32) + .mstore + .address + push(64) + .mstore
        world.deploy(report + returnMemory(0, 96), at: Accounts.other)
        world.deploy(call(.delegatecall, Accounts.other, outputSize: 96) + .pop + returnMemory(0, 96))
        let output = try world.call(value: 77).output
        #expect(UInt256(truncatingBigEndian: output[..<32]) == Accounts.sender.uint256)
        #expect(UInt256(truncatingBigEndian: output[32..<64]) == 77)
        #expect(UInt256(truncatingBigEndian: output[64...]) == Accounts.contract.uint256)
    }

    @Test
    func callcodeRunsWithItsOwnCallerAndValue() throws {
        var world = World()
        let report =
            Program(.caller) + push(0) + .mstore + .callvalue + push(32) + .mstore + .address + push(64) + .mstore
        world.deploy(report + returnMemory(0, 96), at: Accounts.other)
        world.deploy(call(.callcode, Accounts.other, value: 2, outputSize: 96) + .pop + returnMemory(0, 96), balance: 5)
        let output = try world.call().output
        #expect(UInt256(truncatingBigEndian: output[..<32]) == Accounts.contract.uint256)
        #expect(UInt256(truncatingBigEndian: output[32..<64]) == 2)
        #expect(UInt256(truncatingBigEndian: output[64...]) == Accounts.contract.uint256)
        #expect(world.host.state.accounts[Accounts.contract]?.balance == 5)
    }

    @Test(
        arguments: [
            push(1) + push(0) + .sstore, push(1) + push(0) + .tstore, push(0) + push(0) + .log0,
            push(0) * 3 + .create, push(0) * 4 + .create2, push(0) + .selfdestruct,
            call(Accounts.third, value: 1, gas: 0),
        ] as [Program]
    )
    func staticCallsMustNotChangeState(_ change: Program) throws {
        var world = World()
        world.deploy(change, at: Accounts.other)
        world.host.state.accounts[Accounts.other]?.balance = 10
        world.deploy(call(.staticcall, Accounts.other, gas: 1_000_000) + returnTop)
        var tracer = CallTracer()
        let message = Message.call(from: Accounts.sender, to: Accounts.contract, gas: 5_000_000)
        #expect(try world.execute(message, tracer: &tracer).word == 0)
        #expect(tracer.root?.children.first?.status == .halt(.staticStateChange))
        // Without the static call it may.
        world.deploy(call(.call, Accounts.other, gas: 1_000_000) + returnTop)
        #expect(try world.execute(message, tracer: &tracer).word == 1)
    }

    @Test
    func staticnessIsInherited() throws {
        var world = World()
        world.deploy(push(1) + push(0) + .sstore, at: Accounts.third)
        world.deploy(call(.call, Accounts.third, gas: 100_000) + returnTop, at: Accounts.other)
        world.deploy(call(.staticcall, Accounts.other, outputSize: 32) + .pop + returnMemory(0, 32))
        #expect(try world.call().word == 0)
    }

    @Test
    func callcodeWithValueIsAllowedInAStaticCall() throws {
        var world = World()
        world.deploy(call(.callcode, Accounts.third, value: 1, gas: 0) + returnTop, at: Accounts.other, balance: 3)
        world.deploy(call(.staticcall, Accounts.other, outputSize: 32) + .pop + returnMemory(0, 32))
        #expect(try world.call().word == 1)
    }

    @Test
    func returnDataIsThatOfTheLastCall() throws {
        var world = World()
        world.deploy(store(0x11, at: 0) + returnMemory(0, 64), at: Accounts.other)
        world.deploy(store(0x22, at: 0) + revertMemory(31, 1), at: Accounts.third)
        let sizes =
            call(Accounts.other) + .pop + .returndatasize + push(0) + .mstore
            + call(Accounts.third) + .pop + .returndatasize + push(32) + .mstore
            + push(1) + push(0) + push(64) + .returndatacopy
            + call(Accounts.fresh) + .pop + .returndatasize + push(96) + .mstore
        world.deploy(sizes + returnMemory(0, 128))
        let output = try world.call().output
        #expect(output[31] == 64)
        #expect(output[63] == 1)
        #expect(output[64] == 0x22)
        #expect(output[127] == 0)
    }

    @Test
    func outputIsCutToTheCallersRoom() throws {
        var world = World()
        world.deploy(store(.max, at: 0) + returnMemory(0, 32), at: Accounts.other)
        world.deploy(call(Accounts.other, outputSize: 3) + .pop + returnMemory(0, 32))
        #expect(try world.call().output == [0xff, 0xff, 0xff] + [UInt8](repeating: 0, count: 29))
        // And a shorter output leaves the rest of the room as it was.
        world.deploy(store(.max, at: 0) + returnMemory(0, 2), at: Accounts.third)
        world.deploy(store(0x55, at: 0) + call(Accounts.third, outputSize: 32) + .pop + returnMemory(0, 32))
        #expect(try world.call().output == [0xff, 0xff] + [UInt8](repeating: 0, count: 29) + [0x55])
    }

    @Test(
        arguments: [
            (UInt256(0), UInt256(33)), (32, 1), (33, 0), (.max, 0), (.max, 1), (1, .max), (UInt256(1) << 64, 1),
        ] as [(UInt256, UInt256)]
    )
    func returndatacopyBeyondTheEndHalts(_ offset: UInt256, _ size: UInt256) throws {
        var world = World()
        world.deploy(store(1, at: 0) + returnMemory(0, 32), at: Accounts.other)
        world.deploy(call(Accounts.other) + .pop + push(size) + push(offset) + push(0) + .returndatacopy)
        let status = try world.call().status
        #expect(status == .halt(.returnDataOutOfBounds) || (size == .max && status == .halt(.outOfGas)))
        world.deploy(call(Accounts.other) + .pop + push(32) + push(0) + push(0) + .returndatacopy)
        #expect(try world.call().status == .success)
        world.deploy(call(Accounts.other) + .pop + push(0) + push(32) + push(0) + .returndatacopy)
        #expect(try world.call().status == .success)
    }

    @Test
    func failedCallLosesItsGasAndEffects() throws {
        var world = World()
        world.deploy(push(1) + push(0) + .sstore + push(0) + push(0) + .log0 + .invalid, at: Accounts.other)
        world.deploy(call(Accounts.other, gas: 100_000) + .pop + push(0) + push(0) + .log0)
        let result = try world.call(gas: 200_000)
        #expect(result.logs.count == 1)
        #expect(result.logs.first?.address == Accounts.contract)
        #expect(result.gasLeft < 100_000)
        #expect(world.host.state.accounts[Accounts.other]?.storage.isEmpty == true)
    }

    @Test
    func topLevelTransferNeedsNoCode() throws {
        var world = World()
        let result = try world.execute(.call(from: Accounts.sender, to: Accounts.fresh, value: 12, gas: 100))
        #expect(result.status == .success)
        #expect(result.gasLeft == 100)
        #expect(world.host.state.accounts[Accounts.fresh]?.balance == 12)
    }

    @Test
    func topLevelValueMustBeThere() throws {
        var world = World()
        let result = try world.execute(.call(from: Accounts.fresh, to: Accounts.other, value: 12, gas: 100))
        #expect(result.status == .halt(.insufficientBalance))
        #expect(result.gasLeft == 100)
    }

    @Test
    func failedTopLevelMessageUndoesItsTransfer() throws {
        var world = World()
        world.deploy(Program(.invalid))
        let before = world.host.state.accounts
        let result = try world.call(value: 9, gas: 100)
        #expect(result.status == .halt(.invalidOpcode))
        #expect(result.gasLeft == 0)
        #expect(world.host.state.accounts == before)
    }
}

import EVM
import Primitives
import Testing

@Suite
struct EnvironmentTests {
    @Test(
        arguments: [
            (Opcode.address, Accounts.contract.uint256), (.origin, Accounts.sender.uint256),
            (.caller, Accounts.sender.uint256), (.callvalue, 21), (.gasprice, 9),
            (.coinbase, Accounts.coinbase.uint256),
            (.timestamp, 1_700_000_000), (.number, 1000), (.prevrandao, 0x4399), (.gaslimit, 36_000_000),
            (.chainid, 1337),
            (.selfbalance, 121), (.basefee, 7), (.blobbasefee, 3), (.codesize, 7), (.returndatasize, 0), (.msize, 0),
        ] as [(Opcode, UInt256)]
    )
    func readsGiveTheirValues(_ opcode: Opcode, _ expected: UInt256) throws {
        var world = World()
        world.deploy(Program(opcode) + returnTop, balance: 100)
        #expect(try world.call(value: 21).word == expected, "\(opcode.name)")
    }

    @Test(
        arguments: [
            (UInt256(999), UInt256(10_000)), (998, 10_001), (744, 10_255), (743, 0), (0, 0), (1000, 0), (1001, 0),
            (.max, 0),
            (UInt256(1) << 64, 0),
        ] as [(UInt256, UInt256)]
    )
    func blockhashSeesTheLast256Blocks(_ number: UInt256, _ expected: UInt256) throws {
        #expect(try run(push(number) + .blockhash + returnTop).word == expected)
    }

    @Test
    func blockhashOfYoungChains() throws {
        var world = World()
        world.block.number = 2
        world.block.ancestorHashes = [Bytes32(UInt256(1)), Bytes32(UInt256(2))]
        world.deploy(push(0) + .blockhash + returnTop)
        #expect(try world.call().word == 2)
    }

    @Test
    func missingAncestorHashIsAFault() throws {
        var world = World()
        world.block.ancestorHashes.removeLast()
        world.deploy(push(744) + .blockhash + returnTop)
        #expect(throws: EVMFault<MemoryHostFailure>.ancestorHashMissing(number: 744)) { try world.call() }
    }

    @Test(arguments: [(UInt256(0), UInt256(0x55)), (1, 0x66), (2, 0), (.max, 0)] as [(UInt256, UInt256)])
    func blobhashIndexesTheTransactionsHashes(_ index: UInt256, _ expected: UInt256) throws {
        var world = World()
        world.transaction.blobHashes = [Bytes32(UInt256(0x55)), Bytes32(UInt256(0x66))]
        world.deploy(push(index) + .blobhash + returnTop)
        #expect(try world.call().word == expected)
    }

    @Test(arguments: [Opcode.balance, .extcodesize, .extcodehash])
    func accountReadsAreColdOnce(_ opcode: Opcode) throws {
        let pushes = try #require(try gasUsed(by: push(Accounts.other) + .pop))
        let once = push(Accounts.other) + opcode + .pop
        #expect(try gasUsed(by: once) == pushes + 2600)
        #expect(try gasUsed(by: once + once) == 2 * pushes + 2700)
    }

    @Test
    func extcodecopyPaysForAccessAndWords() throws {
        let operands = push(33) + push(0) + push(0) + push(Accounts.other)
        let pushes = try #require(try gasUsed(by: operands + Program(.pop) * 4))
        #expect(try gasUsed(by: operands + .extcodecopy) == pushes - 8 + 2600 + 2 * 3 + 2 * 3)
    }

    @Test
    func extcodehashOfNothingIsZeroAndOfNoCodeIsNot() throws {
        var world = World()
        world.deploy(push(Accounts.fresh) + .extcodehash + returnTop)
        #expect(try world.call().word == 0)
        world.host.state.accounts[Accounts.fresh] = MemoryHost.Account(balance: 1)
        #expect(try world.call().word == Keccak256.empty.uint256)
        world.deploy(Program(.stop), at: Accounts.fresh)
        #expect(try world.call().word == Keccak256.hash([0]).uint256)
    }

    @Test(arguments: 0...4)
    func logsCarryTopicsAndData(_ topicCount: Int) throws {
        let opcode = try #require(Opcode(rawValue: Opcode.log0.rawValue + UInt8(topicCount)))
        // The first topic is the topmost.
        let topics = (0..<topicCount).reversed().reduce(Program([])) { $0 + push(UInt256(UInt64(100 + $1))) }
        let program = store(0xabcd, at: 0) + topics + push(2) + push(30)
        let result = try run(program + opcode)
        #expect(
            result.logs == [
                Log(
                    address: Accounts.contract,
                    topics: (0..<topicCount).map { Bytes32(UInt256(UInt64(100 + $0))) },
                    data: [0xab, 0xcd]
                )
            ]
        )
        let before = try #require(try gasUsed(by: program))
        #expect(try gasUsed(by: program + opcode) == before + 375 * UInt64(topicCount + 1) + 16)
    }

    @Test
    func unreadableStateIsAFaultAndNotAnAnswer() throws {
        var world = World()
        world.host.unavailable = [Accounts.other]
        let fault = EVMFault<MemoryHostFailure>.host(.unavailable(Accounts.other))
        let programs = [
            push(Accounts.other) + .balance, push(Accounts.other) + .extcodesize, push(Accounts.other) + .extcodehash,
            call(Accounts.other), call(.delegatecall, Accounts.other), call(Accounts.other, value: 1),
            push(Accounts.other) + .selfdestruct,
        ]
        for program in programs {
            world.deploy(program, balance: 5)
            #expect(throws: fault) { try world.call() }
        }
        // Also deep inside, where a failed call would only be a zero on the stack.
        world.deploy(push(Accounts.other) + .balance, at: Accounts.third)
        world.deploy(call(Accounts.third) + .pop)
        #expect(throws: fault) { try world.call() }
        // What does not look does not fail: the call ends for want of gas before state is read.
        var untouched = World()
        untouched.host.unavailable = [Accounts.other]
        untouched.deploy(push(Accounts.other) + .balance)
        #expect(try untouched.call(gas: 1000).status == .halt(.outOfGas))
    }
}

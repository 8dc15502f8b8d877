import EVM
import Primitives
import Testing

@Suite
struct CreationTests {
    /// CREATE of the init code in memory at 0; leaves the address.
    private func create(_ initCode: Program, value: UInt256 = 0, salt: UInt256? = nil) -> Program {
        var program = Program([])
        var offset = 0
        while offset < initCode.bytes.count {
            let chunk = Array(initCode.bytes[offset..<min(offset + 32, initCode.bytes.count)])
            let word = UInt256(truncatingBigEndian: chunk) << (256 - 8 * chunk.count)
            program = program + store(word, at: UInt256(UInt64(offset)))
            offset += 32
        }
        if let salt { program = program + push(salt) }
        program = program + push(UInt256(UInt64(initCode.bytes.count))) + push(0) + push(value)
        return program + (salt == nil ? .create : .create2)
    }

    @Test
    func createDepositsCodeAtTheAddressOfItsNonce() throws {
        var world = World()
        world.deploy(create(initCode(depositing: [0x60, 0x01, 0x00]), value: 3) + returnTop, balance: 10)
        let result = try world.call()
        // keccak256(rlp([creator, 1])): computed by `Address.created`, whose known answers are below.
        let address = Address.created(by: Accounts.contract, nonce: 1)
        #expect(result.word == address.uint256)
        let account = try #require(world.host.state.accounts[address])
        #expect(account.code == [0x60, 0x01, 0x00])
        #expect(account.nonce == 1)
        #expect(account.balance == 3)
        #expect(world.host.state.accounts[Accounts.contract]?.nonce == 2)
        #expect(world.host.state.warmAccounts.contains(address))
    }

    @Test
    func addressesFollowTheKnownAnswers() throws {
        // A well-known deployer, nonces 0 to 2.
        let deployer = try #require(Address(hex: "0x6ac7ea33f8831ea9dcc53393aaa88b25a785dbf0"))
        let expected = [
            "0xcd234a471b72ba2f1ccf0a70fcaba648a5eecd8d", "0x343c43a37d37dff08ae8c4a11544c718abb4fcf8",
            "0xf778b86fa74e846c4f0a1fbd1335fe81c00a0c91",
        ]
        for (nonce, hex) in expected.enumerated() {
            #expect(Address.created(by: deployer, nonce: UInt64(nonce)).hex == hex)
        }
    }

    @Test(
        arguments: [
            // EIP-1014, examples 0, 1 and 4.
            (
                "0x0000000000000000000000000000000000000000", UInt256(0), "0x00",
                "0x4d1a2e2bb4f88f0250f26ffff098b0b30b26bf38"
            ),
            ("0xdeadbeef00000000000000000000000000000000", 0, "0x00", "0xb928f69bb1d91cd65274e3c79d8986362984fda3"),
            (
                "0x00000000000000000000000000000000deadbeef", 0xcafebabe, "0xdeadbeef",
                "0x60f3f640a8508fc6a86d45df051962668e1e8ac7"
            ),
            ("0x0000000000000000000000000000000000000000", 0, "0x", "0xe33c0c7f7df4809055c3eba6c09cfe4baf1bd9e0"),
        ] as [(String, UInt256, String, String)]
    )
    func create2AddressesFollowTheEIP(_ creator: String, _ salt: UInt256, _ code: String, _ expected: String) throws {
        let address = Address.created(
            by: try #require(Address(hex: creator)),
            salt: Bytes32(salt),
            initCodeHash: Keccak256.hash(try #require(Hex.decode(code)))
        )
        #expect(address.hex == expected)
    }

    @Test
    func create2UsesTheSalt() throws {
        var world = World()
        let code = initCode(depositing: [0x00])
        world.deploy(create(code, salt: 77) + returnTop)
        let expected = Address.created(
            by: Accounts.contract,
            salt: Bytes32(UInt256(77)),
            initCodeHash: Keccak256.hash(code.bytes)
        )
        #expect(try world.call().word == expected.uint256)
    }

    @Test
    func creationsPayForInitCodeAndDeposit() throws {
        // Empty init code, so that only the instruction itself and its words are paid for.
        func used(_ size: UInt64, _ opcode: Opcode) throws -> UInt64 {
            let operands = push(0) + push(UInt256(size)) + push(0) + push(0)
            let setUp = store(0, at: 992)
            let before = try #require(try gasUsed(by: setUp + operands + Program(.pop) * 4))
            // CREATE leaves the salt's place as it was.
            return try #require(try gasUsed(by: setUp + operands + opcode)) - (before - 8)
        }
        #expect(try used(0, .create) == 32000)
        #expect(try used(33, .create) == 32000 + 2 * 2)
        #expect(try used(33, .create2) == 32000 + 2 * 2 + 2 * 6)
        var world = World()
        let code = initCode(depositing: [UInt8](repeating: 0, count: 100))
        let message = Message.create(
            from: Accounts.sender,
            at: Accounts.fresh,
            initCode: code.bytes,
            gas: 100_000
        )
        let result = try world.execute(message)
        // PUSH2 3, PUSH1 3, PUSH0 2, CODECOPY 3 + 4 * 3, memory 4 * 3, PUSH2 3, PUSH0 2, and 200 a byte.
        #expect(100_000 - result.gasLeft == 3 + 3 + 2 + 15 + 12 + 3 + 2 + 20_000)
        #expect(result.createdAddress == Accounts.fresh)
    }

    @Test
    func depositThatCannotBePaidFails() throws {
        var world = World()
        let code = initCode(depositing: [UInt8](repeating: 0, count: 100))
        let needed: UInt64 = 20_040
        var message = Message.create(from: Accounts.sender, at: Accounts.fresh, initCode: code.bytes, gas: needed - 1)
        #expect(try world.execute(message).status == .halt(.outOfGas))
        #expect(world.host.state.accounts[Accounts.fresh] == nil)
        message.gas = needed
        #expect(try world.execute(message).status == .success)
    }

    @Test
    func codeThatBeginsWithEFIsRejected() throws {
        var world = World()
        let message = Message.create(
            from: Accounts.sender,
            at: Accounts.fresh,
            initCode: initCode(depositing: [0xef]).bytes,
            gas: 1_000_000
        )
        let result = try world.execute(message)
        #expect(result.status == .halt(.invalidCode))
        #expect(result.gasLeft == 0)
    }

    @Test(arguments: [(24576, true), (24577, false)] as [(Int, Bool)])
    func depositedCodeIsBounded(_ size: Int, _ fits: Bool) throws {
        var world = World()
        let message = Message.create(
            from: Accounts.sender,
            at: Accounts.fresh,
            initCode: (push(UInt256(UInt64(size))) + push(0) + .return).bytes,
            gas: 10_000_000
        )
        #expect(try world.execute(message).status == (fits ? .success : .halt(.codeSizeLimit)))
    }

    @Test(arguments: [(UInt256(49152), true), (49153, false), (.max, false)] as [(UInt256, Bool)])
    func initCodeIsBounded(_ size: UInt256, _ fits: Bool) throws {
        let program = push(0) + push(size) + push(0) + push(0)
        for opcode in [Opcode.create, .create2] {
            #expect(try run(program + opcode).status == (fits ? .success : .halt(.initCodeSizeLimit)))
        }
    }

    @Test
    func creationsTakeAllButOne64th() throws {
        var world = World()
        // Init code that reports its gas by depositing nothing and storing GAS in its storage.
        let report = Program(.gas) + push(0) + .sstore
        world.deploy(create(report) + returnTop)
        let result = try world.call(gas: 1_000_000)
        let address = Address(truncating: result.word)
        // PUSH4 3, PUSH1 224 ... the store of one word and the operands: measured without the CREATE.
        var operands = create(report)
        operands.bytes.removeLast()
        let before = try #require(try gasUsed(by: operands))
        let available: UInt64 = 1_000_000 - before - 32000 - 2
        let seen = try #require(world.host.state.accounts[address]?.storage[0])
        #expect(seen == UInt256(available - available / 64 - 2))
    }

    enum Occupation: CaseIterable {
        case code, nonce, storage
    }

    @Test(arguments: Occupation.allCases)
    func occupiedAddressesCollide(_ occupation: Occupation) throws {
        var occupant = MemoryHost.Account(balance: 5)
        switch occupation {
        case .code: occupant.code = [0]
        case .nonce: occupant.nonce = 1
        case .storage: occupant.storage = [1: 1]
        }
        var world = World()
        let address = Address.created(by: Accounts.contract, nonce: 1)
        world.host.state.accounts[address] = occupant
        world.deploy(create(Program(.stop)) + returnTop)
        let result = try world.call(gas: 1_000_000)
        #expect(result.word == 0)
        // All but the 64th that was kept is gone, the nonce is spent, and the occupant is as before.
        #expect(result.gasLeft < 1_000_000 / 64)
        #expect(world.host.state.accounts[Accounts.contract]?.nonce == 2)
        #expect(world.host.state.accounts[address] == occupant)
        #expect(world.host.state.warmAccounts.contains(address))

        let message = Message.create(from: Accounts.sender, at: address, initCode: [0], gas: 1000)
        let topLevel = try world.execute(message)
        #expect(topLevel.status == .halt(.createCollision))
        #expect(topLevel.gasLeft == 0)
    }

    @Test
    func balanceAtTheAddressIsNoCollision() throws {
        var world = World()
        let address = Address.created(by: Accounts.contract, nonce: 1)
        world.host.state.accounts[address] = MemoryHost.Account(balance: 5)
        world.deploy(create(Program(.stop), value: 2) + returnTop, balance: 2)
        #expect(try world.call().word == address.uint256)
        #expect(world.host.state.accounts[address]?.balance == 7)
    }

    @Test
    func exhaustedNonceRefusesAndKeepsTheGas() throws {
        var world = World()
        world.deploy(create(Program(.stop)) + returnTop)
        world.host.state.accounts[Accounts.contract]?.nonce = .max
        let result = try world.call(gas: 1_000_000)
        #expect(result.word == 0)
        #expect(result.gasLeft > 900_000)
        #expect(world.host.state.accounts[Accounts.contract]?.nonce == .max)
    }

    @Test
    func endowmentThatIsNotThereRefusesAndSpendsNoNonce() throws {
        var world = World()
        world.deploy(create(Program(.stop), value: 1) + returnTop)
        let result = try world.call(gas: 1_000_000)
        #expect(result.word == 0)
        #expect(result.gasLeft > 900_000)
        #expect(world.host.state.accounts[Accounts.contract]?.nonce == 1)
    }

    @Test
    func revertOfInitCodeGivesItsReason() throws {
        var world = World()
        let failing = store(0x77, at: 0) + revertMemory(0, 32)
        let copy = push(32) + push(0) + push(0) + .returndatacopy + returnMemory(0, 32)
        world.deploy(create(failing) + .pop + copy)
        #expect(try world.call().word == 0x77)
        #expect(world.host.state.accounts[Accounts.contract]?.nonce == 2)
        // A successful creation leaves no return data.
        world.deploy(create(initCode(depositing: [0])) + .pop + .returndatasize + returnTop)
        #expect(try world.call().word == 0)
    }

    @Test
    func selfdestructOfAnOldContractOnlySendsItsBalance() throws {
        var world = World()
        world.deploy(push(Accounts.other) + .selfdestruct, balance: 8)
        #expect(try world.call().status == .success)
        #expect(world.host.state.accounts[Accounts.other]?.balance == 8)
        #expect(world.host.state.accounts[Accounts.contract]?.balance == 0)
        #expect(world.host.state.selfDestructed.isEmpty)
        // To itself it does nothing.
        world.deploy(push(Accounts.contract) + .selfdestruct, balance: 8)
        #expect(try world.call().status == .success)
        #expect(world.host.state.accounts[Accounts.contract]?.balance == 8)
    }

    @Test
    func selfdestructInTheCreatingTransactionDeletes() throws {
        for beneficiary in [Accounts.other, nil] {
            var world = World()
            let target = beneficiary.map { push($0) } ?? Program(.address)
            world.deploy(create(target + .selfdestruct, value: 6) + returnTop, balance: 6)
            let address = Address(truncating: try world.call().word)
            #expect(world.host.state.selfDestructed == [address])
            #expect(world.host.state.accounts[address]?.balance == 0)
            #expect(world.host.state.accounts[Accounts.other]?.balance == (beneficiary == nil ? nil : 6))
        }
    }

    @Test(
        arguments: [
            // Balance, beneficiary exists, beneficiary warm, cost.
            (UInt256(0), false, true, UInt64(5000)), (0, false, false, 7600), (1, true, true, 5000),
            (1, true, false, 7600),
            (1, false, true, 30000), (1, false, false, 32600),
        ] as [(UInt256, Bool, Bool, UInt64)]
    )
    func selfdestructCosts(_ balance: UInt256, _ exists: Bool, _ isWarm: Bool, _ cost: UInt64) throws {
        var world = World()
        world.deploy(push(Accounts.other) + .selfdestruct, balance: balance)
        if exists { world.host.state.accounts[Accounts.other] = MemoryHost.Account(balance: 1) }
        if isWarm { world.host.state.warmAccounts.insert(Accounts.other) }
        let result = try world.call(gas: 100_000)
        #expect(100_000 - result.gasLeft == 3 + cost)
        #expect(result.refund == 0)
    }
}

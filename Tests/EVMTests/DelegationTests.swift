import EVM
import Primitives
import Testing

@Suite
struct DelegationTests {
    private func world(fork: Fork = .prague, delegate: Address = Accounts.other) -> World {
        var world = World(fork: fork)
        world.host.state.accounts[Accounts.third] = MemoryHost.Account(
            nonce: 1,
            code: Delegation.code(to: delegate)
        )
        world.deploy(
            Program(.address) + push(0) + .mstore + .codesize + push(32) + .mstore + returnMemory(0, 64),
            at: Accounts.other
        )
        return world
    }

    @Test
    func designatorsAreRecognizedExactly() {
        let code = Delegation.code(to: Accounts.other)
        #expect(code.count == 23)
        #expect(Delegation.target(of: code) == Accounts.other)
        #expect(Delegation.target(of: code + [0]) == nil)
        #expect(Delegation.target(of: Array(code.dropLast())) == nil)
        for index in 0..<3 {
            var other = code
            other[index] ^= 1
            #expect(Delegation.target(of: other) == nil)
        }
        #expect(Delegation.target(of: []) == nil)
    }

    @Test
    func delegatedCodeRunsInTheAuthoritysContext() throws {
        var world = world()
        let size = try #require(world.host.state.accounts[Accounts.other]?.code.count)
        let result = try world.execute(.call(from: Accounts.sender, to: Accounts.third, gas: 100_000))
        #expect(UInt256(truncatingBigEndian: result.output[..<32]) == Accounts.third.uint256)
        // CODESIZE is that of the code that runs.
        #expect(UInt256(truncatingBigEndian: result.output[32...]) == UInt256(UInt64(size)))
        // At the top level the delegate is warmed without charge.
        #expect(world.host.state.warmAccounts.contains(Accounts.other))
    }

    @Test(arguments: [Opcode.call, .callcode, .delegatecall, .staticcall])
    func resolvingCostsAnAccountAccess(_ kind: Opcode) throws {
        func used(delegateIsWarm: Bool, isDelegated: Bool = true) throws -> UInt64 {
            var world = world()
            world.deploy(Program(.stop), at: Accounts.other)
            if !isDelegated { world.deploy(Program(.stop), at: Accounts.third) }
            if delegateIsWarm { world.host.state.warmAccounts.insert(Accounts.other) }
            world.deploy(call(kind, Accounts.third, gas: 0))
            return 10_000_000 - (try world.call()).gasLeft
        }
        let plain = try used(delegateIsWarm: false, isDelegated: false)
        #expect(try used(delegateIsWarm: false) == plain + 2600)
        #expect(try used(delegateIsWarm: true) == plain + 100)
    }

    @Test
    func codeReadsSeeTheDesignator() throws {
        var world = world()
        let designator = Delegation.code(to: Accounts.other)
        world.deploy(push(Accounts.third) + .extcodesize + returnTop)
        #expect(try world.call().word == 23)
        world.deploy(push(Accounts.third) + .extcodehash + returnTop)
        #expect(try world.call().word == Keccak256.hash(designator).uint256)
        world.deploy(push(23) + push(0) + push(0) + push(Accounts.third) + .extcodecopy + returnMemory(0, 23))
        #expect(try world.call().output == designator)
        // None of them touches the delegate.
        #expect(!world.host.state.warmAccounts.contains(Accounts.other))
    }

    @Test
    func delegationIsFollowedOnce() throws {
        var world = world()
        world.host.state.accounts[Accounts.other]?.code = Delegation.code(to: Accounts.third)
        let result = try world.execute(.call(from: Accounts.sender, to: Accounts.third, gas: 100_000))
        #expect(result.status == .halt(.undefinedOpcode(0xef)))
    }

    @Test
    func delegationToAPrecompileRunsNothing() throws {
        var world = world(delegate: Address(4))
        let result = try world.execute(
            .call(from: Accounts.sender, to: Accounts.third, input: [1, 2, 3], gas: 100_000)
        )
        #expect(result.status == .success)
        #expect(result.output.isEmpty)
        #expect(result.gasLeft == 100_000)
        world.deploy(call(Accounts.third, inputSize: 3) + .pop + .returndatasize + returnTop)
        #expect(try world.call().word == 0)
    }

    @Test
    func beforePragueADesignatorIsCode() throws {
        var world = world(fork: .cancun)
        let result = try world.execute(.call(from: Accounts.sender, to: Accounts.third, gas: 100_000))
        #expect(result.status == .halt(.undefinedOpcode(0xef)))
    }
}

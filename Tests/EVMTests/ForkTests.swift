import EVM
import HostAccelerators
import Primitives
import Testing

/// The table of differences between forks, row by row.
@Suite("Forks")
struct ForkTests {
    /// Operations of a fork, with enough on the stack for each.
    private static let introduced: [(Opcode, Fork)] = [
        (.tload, .cancun), (.tstore, .cancun), (.blobhash, .cancun), (.mcopy, .cancun), (.blobbasefee, .cancun),
        (.clz, .osaka),
    ]

    @Test("An operation is undefined before the fork that brings it", arguments: introduced, Fork.allCases)
    func operations(_ row: (opcode: Opcode, fork: Fork), fork: Fork) throws {
        var world = World(fork: fork)
        world.deploy(push(0) + push(0) + push(0) + Program(row.opcode))
        let status = try world.call().status
        let expected: ExecutionResult.Status =
            fork >= row.fork ? .success : .halt(.undefinedOpcode(row.opcode.rawValue))
        #expect(status == expected, "\(row.opcode) under \(fork.name)")
    }

    @Test("PUSH0 is there in every fork", arguments: Fork.allCases)
    func pushZero(_ fork: Fork) throws {
        var world = World(fork: fork)
        world.deploy(Program(.push0))
        #expect(try world.call().status == .success)
    }

    @Test("Before Cancun SELFDESTRUCT deletes an old account, and burns what it leaves to itself")
    func selfdestructBeforeCancun() throws {
        for beneficiary in [Accounts.other, Accounts.contract] {
            var world = World(fork: .shanghai)
            world.deploy(push(beneficiary) + .selfdestruct, balance: 8)
            #expect(try world.call().status == .success)
            #expect(world.host.state.selfDestructed == [Accounts.contract])
            #expect(world.host.state.accounts[Accounts.contract]?.balance == 0)
            #expect(world.host.state.accounts[Accounts.other]?.balance == (beneficiary == Accounts.other ? 8 : nil))
        }
    }

    @Test("Rows grow with the forks")
    func rows() {
        let forks = Fork.allCases
        #expect(forks == forks.sorted() && forks.map(\.name) == ["shanghai", "cancun", "prague", "osaka"])
        #expect(forks.map(\.headerFieldCount) == [17, 20, 21, 21])
        #expect(forks.map(\.hasBlobs) == [false, true, true, true])
        #expect(forks.map(\.storesBeaconRoot) == [false, true, true, true])
        #expect(forks.map(\.storesParentHash) == [false, false, true, true])
        #expect(forks.map(\.hasDelegations) == [false, false, true, true])
        #expect(forks.map(\.hasRequests) == [false, false, true, true])
        #expect(forks.map(\.hasCalldataFloor) == [false, false, true, true])
        #expect(forks.map(\.hasTransactionGasCap) == [false, false, false, true])
        #expect(forks.map(\.hasTransactionBlobCap) == [false, false, false, true])
        #expect(forks.map(\.hasBlobReservePrice) == [false, false, false, true])
        #expect(forks.map(\.hasBlockSizeCap) == [false, false, false, true])
    }
}

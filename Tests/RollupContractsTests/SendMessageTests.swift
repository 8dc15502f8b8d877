import EVM
import Primitives
import RollupContracts
import TestSupport
import Testing

@Suite("Messages to L2 and their tree")
struct SendMessageTests {
    private func makeRollup(escrow: UInt256 = .zero) throws -> (chain: TestChain, rollup: Address) {
        var chain = TestChain()
        let genesis = NativeRollup.Genesis(
            chainId: 5,
            gasLimit: 15_000_000,
            blockHash: .zero,
            stateRoot: .zero,
            timestamp: 0
        )
        let deployed = try chain.deploy(NativeRollup.initCode(genesis), value: escrow)
        #expect(deployed.outcome.result.isSuccess)
        return (chain, deployed.address)
    }

    private func root(_ chain: TestChain, _ rollup: Address) -> Bytes32 {
        Bytes32(chain.host.storage(rollup, NativeRollup.Slot.messageRoot))
    }

    @Test("The contract's root is the off-chain tree's after every message, and each path leads to it")
    func treesAgree() throws {
        let seed: UInt64 = 0x7ee
        var random = SplitMix64(seed: seed)
        var (chain, rollup) = try makeRollup()
        var tree = MessageTree()
        #expect(root(chain, rollup) == tree.root)
        var leaves: [Bytes32] = []
        for index in 0..<21 {
            let fee = UInt256(UInt64.random(in: 0...5, using: &random))
            let value = UInt256(UInt64.random(in: 0...1000, using: &random))
            let data = random.bytes(Int.random(in: 0...100, using: &random))
            let to = Address(UInt64.random(in: 1...9, using: &random))
            let outcome = try chain.call(
                rollup,
                NativeRollup.sendMessage(to: to, fee: fee, data: data),
                value: value &+ fee
            )
            let log = try #require(outcome.result.logs.first)
            let message = RollupMessage(
                sender: TestChain.alice,
                to: to,
                value: value,
                fee: fee,
                data: data,
                index: UInt64(index)
            )
            #expect(try NativeRollup.Event(topics: log.topics, data: log.data) == .messageSent(message))
            leaves.append(message.leaf)
            tree.append(message.leaf)
            #expect(root(chain, rollup) == tree.root, "seed \(seed), message \(index)")
            #expect(tree.count == index + 1)
        }
        #expect(chain.host.storage(rollup, NativeRollup.Slot.messageCount) == 21)
        for size in 1...21 {
            for index in 0..<size {
                let path = try #require(tree.path(of: index, size: size))
                #expect(path.count == 32)
                #expect(
                    MessageTree.root(leaf: leaves[index], index: UInt64(index), path: path) == tree.root(size: size)
                )
            }
        }
    }

    @Test("There is no path or root outside the tree")
    func outside() {
        var tree = MessageTree()
        #expect(tree.path(of: 0, size: 0) == nil)
        tree.append(Bytes32(.one))
        #expect(tree.path(of: 1, size: 1) == nil)
        #expect(tree.path(of: 0, size: 2) == nil)
        #expect(tree.path(of: -1, size: 1) == nil)
        #expect(tree.root(size: 2) == nil)
        #expect(tree.root(size: -1) == nil)
        #expect(tree.root(size: 0) == MessageTree().root)
    }

    @Test("Everything sent is escrowed beside the escrow of the genesis")
    func escrow() throws {
        var (chain, rollup) = try makeRollup(escrow: UInt256(1000))
        #expect(chain.host.storage(rollup, NativeRollup.Slot.escrow) == 1000)
        _ = try chain.call(rollup, NativeRollup.deposit(to: TestChain.bob, fee: UInt256(3)), value: UInt256(10))
        #expect(chain.host.storage(rollup, NativeRollup.Slot.escrow) == 1010)
        #expect(chain.host.balance(of: rollup) == 1010)
    }

    @Test("A fee above the value, the messenger as receiver and data beyond the bound are refused")
    func refused() throws {
        var (chain, rollup) = try makeRollup()
        let before = chain.host.accounts[rollup]?.storage
        let tooLittle = try chain.call(rollup, NativeRollup.deposit(to: TestChain.bob, fee: UInt256(11)), value: 10)
        #expect(tooLittle.revert == .message(NativeRollup.Revert.valueBelowFee.rawValue))
        let toItself = try chain.call(rollup, NativeRollup.deposit(to: L2Messenger.address, fee: .zero), value: 10)
        #expect(toItself.revert == .message(NativeRollup.Revert.selfTarget.rawValue))
        let long = [UInt8](repeating: 1, count: RollupMessage.maxDataByteCount + 1)
        let tooLong = try chain.call(rollup, NativeRollup.sendMessage(to: TestChain.bob, fee: .zero, data: long))
        #expect(tooLong.revert == .empty)
        #expect(chain.host.accounts[rollup]?.storage == before)
        let longest = Array(long.dropLast())
        #expect(
            try chain.call(rollup, NativeRollup.sendMessage(to: TestChain.bob, fee: .zero, data: longest)).result
                .isSuccess
        )
    }
}

import Conformance
import HostAccelerators
import Primitives
import StateTransition
import StateTrie
import StrictJSON
import Testing

/// The lines that a failed blockchain or stateless test prints, a kind each.
@Suite("Reports on blockchain and stateless tests")
struct BlockTestReportTests {
    private let chain: SampleChain

    init() throws {
        chain = try SampleChain()
    }

    private func report(_ test: String) throws -> RunResult {
        try TestFolder(["a.json": #"{"sample": \#(test)}"#]).run()
    }

    private func lines(_ test: String) throws -> [String] {
        let text = try report(test).text
        #expect(text.hasPrefix("FAILED sample (a.json)\n"))
        return text.split(separator: "\n").dropFirst().map(String.init)
    }

    @Test("Tests that hold pass in silence, and their work is counted")
    func passing() throws {
        let result = try TestFolder([
            "a.json": #"{"chain": \#(try chain.blockchainTest())}"#,
            "b.json": #"{"witness": \#(chain.statelessTest())}"#,
        ]).run()
        #expect(result.text.isEmpty && result.errors.isEmpty)
        #expect(
            result.summary.text == """
                2 tests: 2 passed, 0 failed, 0 not covered
                3 blocks
                2 damaged witnesses

                """
        )
    }

    @Test("An invalid block that is accepted, a valid one that is refused, and a wrong reason")
    func exceptions() throws {
        #expect(
            try lines(chain.blockchainTest(exceptions: [0: "BlockException.INVALID_GASLIMIT"]))
                == ["  block 0: expected BlockException.INVALID_GASLIMIT, got acceptance"]
        )
        var block = chain.blocks[0]
        block.header.extraData = [UInt8](repeating: 0, count: 33)
        #expect(
            try lines(chain.blockchainTest([block]))
                == ["  block 0: expected acceptance, got: extra data of 33 bytes is above the limit of 32"]
        )
        #expect(
            try lines(chain.blockchainTest([block], exceptions: [0: "BlockException.INVALID_GASLIMIT"])) == [
                "  block 0: expected BlockException.INVALID_GASLIMIT, got BlockException.EXTRA_DATA_TOO_BIG: "
                    + "extra data of 33 bytes is above the limit of 32"
            ]
        )
    }

    @Test("A block that breaks several rules may be refused for any of them")
    func severalBrokenRules() throws {
        var block = chain.blocks[0]
        block.header.gasLimit = 0
        let names = ["BlockException.INVALID_GAS_USED_ABOVE_LIMIT", "BlockException.INVALID_GASLIMIT"]
        for name in names {
            let test = try chain.blockchainTest(
                [block] + chain.blocks,
                exceptions: [0: name]
            )
            #expect(try report(test).text.isEmpty, "\(name)")
        }
        let other = try chain.blockchainTest([block], exceptions: [0: "BlockException.INVALID_BLOCK_NUMBER"])
        #expect(try lines(other).count == 1)
    }

    @Test("A valid block whose outcome differs is told by gas, receipt, account and slot")
    func outcome() throws {
        var block = chain.blocks[1]
        block.header.gasUsed += 1
        block.header.stateRoot = .zero
        let after = try chain.accounts(after: chain.blocks[1]).replacing(#""0x1": "0x2""#, with: #""0x1": "0x7""#)
        let test = try chain.blockchainTest([chain.blocks[0], block], after: after)
            .replacing("\"0x5c23\"", with: "\"0x5c24\"")
        #expect(
            try lines(test) == [
                "  block 1: expected acceptance, got: wrong gas used: expected 23587, got 23588",
                "  block 1: gas used expected 23588, got 23587",
                "  block 1: receipt 0 cumulative gas used expected 23588, got 23587",
                "  block 1: 0x000000000000000000000000000000000000c0de: slot 0x1 expected 0x7, got 0x2",
            ]
        )
    }

    @Test("A chain that ends elsewhere, or in another state")
    func ends() throws {
        #expect(
            try lines(chain.blockchainTest(last: .zero)) == [
                "  last block hash expected \(Bytes32.zero.hex), got \(chain.blocks[1].hash.hex)"
            ]
        )
        let after = try chain.accounts(after: chain.blocks[1]).replacing(#""0x5": "0x6""#, with: #""0x5": "0x8""#)
        let found = try lines(chain.blockchainTest(after: after))
        #expect(found.count == 2 && found[0].hasPrefix("  state root expected 0x"))
        #expect(
            found.last == "  0x000000000000000000000000000000000000c0de: slot 0x5 expected 0x8, got 0x6"
        )
        let genesis = try chain.blockchainTest().replacing("600260015560006000a000", with: "600260015560006000a0")
        #expect(try lines(genesis)[0].hasPrefix("  expected acceptance, got: genesis state root expected 0x"))
    }

    @Test("Stateless results that differ, and a damage that goes unnoticed")
    func stateless() throws {
        let header = chain.blocks[0].header
        #expect(
            try lines(chain.statelessTest(stateRoot: .zero)) == [
                "  block 0: state root expected \(Bytes32.zero.hex), got \(header.stateRoot.hex)"
            ]
        )
        #expect(
            try lines(chain.statelessTest(gasUsed: 1)) == ["  block 0: gas used expected 1, got \(header.gasUsed)"]
        )
        // A node that nothing needs may be dropped.
        let needless = chain.statelessTest(damages: #"{"kind": "drop_state", "index": 0}"#)
            .replacing(#""state": ["#, with: #""state": ["0x01", "#)
        #expect(
            try lines(needless) == ["  block 0: witness damage drop_state 0 expected refusal, got acceptance"]
        )
        let missing = chain.statelessTest().replacing(#"600260015560006000a000""#, with: #"6002""#)
        #expect(try lines(missing)[0].hasPrefix("  block 0: expected acceptance, got: "))
    }

    @Test("A trace has the instructions of each transaction, and the state root of each block")
    func trace() throws {
        let test = try chain.blockchainTest()
        let trace = try TestFolder(["a.json": #"{"sample": \#(test)}"#]).run(isTraced: true).trace
        let lines = trace.split(separator: "\n")
        #expect(lines.count == 18)
        for (block, summary) in [(0, 7), (1, 16)] {
            #expect(lines[summary].hasPrefix(#"{"output":"0x","gasUsed":"#))
            #expect(lines[summary].hasSuffix(#","pass":true,"fork":"cancun"}"#))
            #expect(lines[summary + 1] == #"{"stateRoot":"\#(chain.blocks[block].header.stateRoot.hex)"}"#)
        }
        #expect(lines.filter { $0.contains(#""opName":"SSTORE""#) }.count == 2)
    }

    @Test("Each valid block can be visited with its ancestors and the state before it")
    func visits() throws {
        let valid = try chain.blockchainTest()
        var refused = chain.blocks[0]
        refused.header.extraData = [UInt8](repeating: 0, count: 33)
        let withRefused = try chain.blockchainTest(
            [refused] + chain.blocks,
            exceptions: [0: "BlockException.EXTRA_DATA_TOO_BIG"]
        )
        for json in [valid, withRefused] {
            let document = try JSONDocument(Array(#"{"sample": \#(json)}"#.utf8))
            let test = try #require(try FixtureTest.all(in: document).first)
            var seen: [Bytes32] = []
            let isComplete = try test.visitValidBlocks { visited in
                let parent = try #require(visited.ancestors.last)
                #expect(visited.block.header.parentHash == parent.hash)
                #expect(visited.ancestors.count == seen.count + 1)
                #expect(visited.database.node(parent.stateRoot) != nil)
                seen.append(visited.block.hash)
            }
            #expect(isComplete && seen == chain.blocks.map(\.hash))
        }
    }
}

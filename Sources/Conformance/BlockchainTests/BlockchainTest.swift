import Primitives
import StateTransition
import StrictJSON

/// Test in the blockchain_test format: blocks arrive as bytes, each to be imported or refused.
///
/// Format: https://eest.ethereum.org/main/consuming_tests/blockchain_test/, and ethereum/tests before it.
struct BlockchainTest {
    let configuration: ChainConfiguration
    let genesis: [UInt8]
    let before: FixtureAllocation
    let blocks: [Entry]
    let lastBlockHash: Bytes32
    let after: After

    /// A block, in the order of arrival.
    struct Entry {
        var encoded: [UInt8]
        /// Why it must be refused; nil for a valid block.
        var exception: String?
        /// Gas used after each transaction, where the fixture has receipts.
        var cumulativeGasUsed: [UInt64]?

        init(_ json: JSONValue) throws(JSONError) {
            encoded = try json["rlp"].bytes
            exception = try json.optional("expectException")?.text
            guard let receipts = try json.optional("receipts") else { return }
            var cumulativeGasUsed: [UInt64] = []
            for receipt in try receipts.elements {
                cumulativeGasUsed.append(try receipt["cumulativeGasUsed"].uint64)
            }
            self.cumulativeGasUsed = cumulativeGasUsed
        }
    }

    /// The state after the last valid block.
    enum After {
        /// All accounts.
        case accounts(FixtureAllocation)
        /// The state root alone, where the fixture is too long for the accounts.
        case root(Bytes32)
    }

    init(_ test: JSONValue, configuration: ChainConfiguration) throws(JSONError) {
        self.configuration = configuration
        genesis = try test["genesisRLP"].bytes
        before = try FixtureAllocation(test["pre"])
        var blocks: [Entry] = []
        for block in try test["blocks"].elements { blocks.append(try Entry(block)) }
        self.blocks = blocks
        lastBlockHash = try test["lastblockhash"].bytes32
        if let root = try test.optional("postStateHash") {
            after = .root(try root.bytes32)
        } else {
            after = .accounts(try FixtureAllocation(test["postState"]))
        }
    }
}

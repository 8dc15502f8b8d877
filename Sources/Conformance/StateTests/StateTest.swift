import EVM
import Primitives
import StateTransition
import StrictJSON

/// One expected post-state of a test in the state_test format: a single transaction on a state, outside of any chain.
///
/// Format: https://eest.ethereum.org/main/consuming_tests/state_test/; `txbytes` and `state` may be missing, as in
/// ethereum/tests.
struct StateTest {
    let chainId: UInt64
    let rules: ForkRules
    let header: BlockHeader
    let before: FixtureAllocation
    let transaction: FixtureTransaction
    let expectation: Expectation

    /// What a fixture says of the outcome.
    struct Expectation {
        var stateRoot: Bytes32
        var logsHash: Bytes32
        var exception: String?
        var state: FixtureAllocation?
        var gasUsed: UInt64?
        var succeeded: Bool?

        init(_ post: JSONValue) throws(JSONError) {
            stateRoot = try post["hash"].bytes32
            logsHash = try post["logs"].bytes32
            exception = try post.optional("expectException")?.text
            state = try post.optional("state").map(FixtureAllocation.init)
            let receipt = try post.optional("receipt")
            gasUsed = try receipt?.optional("cumulativeGasUsed")?.uint64
            succeeded = try receipt?.optional("status")?.bool
        }
    }

    /// Reads a test with one of its expected post-states.
    init(_ test: JSONValue, post: JSONValue, rules: ForkRules) throws(JSONError) {
        self.rules = rules
        chainId = try FixtureNetwork.chainId(test.optional("config"))
        header = try Self.header(test["env"], rules: rules)
        before = try FixtureAllocation(test["pre"])
        transaction = try FixtureTransaction(test, post: post, chainId: chainId)
        expectation = try Expectation(post)
    }

    private static func header(_ env: JSONValue, rules: ForkRules) throws(JSONError) -> BlockHeader {
        BlockHeader(
            parentHash: .zero,
            feeRecipient: try env["currentCoinbase"].address,
            number: try env["currentNumber"].uint64,
            gasLimit: try env["currentGasLimit"].uint64,
            timestamp: try env["currentTimestamp"].uint64,
            prevRandao: Bytes32(try env.optional("currentRandom")?.uint256 ?? .zero),
            baseFeePerGas: try env.optional("currentBaseFee")?.uint256 ?? .zero,
            hasBlobFields: rules.fork.hasBlobs,
            excessBlobGas: try env.optional("currentExcessBlobGas")?.uint64 ?? 0
        )
    }

    /// State tests have no chain: by convention the hash of block n is the Keccak-256 of its decimal digits.
    var ancestorHashes: [Bytes32] {
        let oldest = header.number > 256 ? header.number - 256 : 0
        return (oldest..<header.number).reversed().map { Keccak256.hash(Array(String($0).utf8)) }
    }
}

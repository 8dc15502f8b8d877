import StrictJSON

/// Format of a test in a fixture file, told by the members that it has.
public enum FixtureKind: String, Hashable, Sendable, CaseIterable {
    /// One transaction on a state, and the state after it.
    case stateTest = "state_test"
    /// A genesis and blocks as bytes, each valid or to be refused; those of ethereum/tests too.
    case blockchainTest = "blockchain_test"
    /// The same blocks as payloads of the Engine API.
    case blockchainTestEngine = "blockchain_test_engine"
    /// A blockchain_test whose blocks come with EIP-8025's input and output of stateless validation.
    case statelessInputTest = "stateless_input_test"
    /// Blocks with execution witnesses, and damages to the witnesses that must not go unnoticed.
    case statelessTest = "stateless_test"
    /// A single transaction's bytes, valid or not.
    case transactionTest = "transaction_test"

    /// The format of a test; nil when its members are those of no format.
    init?(_ test: JSONValue) {
        if test.has("post"), test.has("transaction"), test.has("env") {
            self = .stateTest
        } else if test.has("engineNewPayloads") {
            self = .blockchainTestEngine
        } else if test.has("blocks"), test.has("genesisRLP") || test.has("genesisBlockHeader") {
            self = Self.hasStatelessInput(test) ? .statelessInputTest : .blockchainTest
        } else if test.has("blocks"), test.has("chainId") {
            self = .statelessTest
        } else if test.has("txbytes"), test.has("result") {
            self = .transactionTest
        } else {
            return nil
        }
    }

    private static func hasStatelessInput(_ test: JSONValue) -> Bool {
        guard let blocks = try? test["blocks"].elements else { return false }
        return blocks.contains { $0.has("statelessInputBytes") }
    }
}

import EVM
import Primitives
import Scenario

/// A simulation that answers from fixed values; what it does not know has no value.
struct StubEnvironment: ExpressionEnvironment {
    var balances: [ChainReference: [AccountReference: UInt256]] = [:]
    var fees: [ChainReference: [AccountReference: UInt256]] = [:]
    var transactions: [String: TransactionFacts] = [:]
    var executions: [String: ExecutionFacts] = [:]
    var blocks: [BlockReference: BlockFacts] = [:]
    var heads: [String: SettledHeadFacts] = [:]
    var escrows: [String: UInt256] = [:]
    var genesisEscrows: [String: UInt256] = [:]
    var events: [EventQuery: UInt64] = [:]
    var now: UInt64 = 0
    var stepTimes: [String: UInt64] = [:]
    var latencies: [String: UInt64] = [:]

    private func known<Value>(_ value: Value?, _ what: String) throws(EvaluationError) -> Value {
        guard let value else { throw EvaluationError("there is no \(what)") }
        return value
    }

    func balance(of account: AccountReference, on chain: ChainReference) throws(EvaluationError) -> UInt256 {
        try known(balances[chain]?[account], "balance")
    }

    func nonce(of account: AccountReference, on chain: ChainReference) throws(EvaluationError) -> UInt64 { 4 }

    func feesPaid(by account: AccountReference, on chain: ChainReference) throws(EvaluationError) -> UInt256 {
        fees[chain]?[account] ?? .zero
    }

    func resolvedAddress(of account: AccountReference) throws(EvaluationError) -> Address { .zero }

    func storage(of account: AccountReference, _ slot: UInt256, on chain: ChainReference) throws(EvaluationError)
        -> UInt256
    {
        slot
    }

    func codeSize(of account: AccountReference, on chain: ChainReference) throws(EvaluationError) -> UInt64 { 0 }

    func output(of call: [UInt8], to contract: String) throws(EvaluationError) -> [UInt8] {
        throw EvaluationError("there is no contract")
    }

    func logs(of contract: String) throws(EvaluationError) -> [Log] { [] }

    func facts(of block: BlockReference) throws(EvaluationError) -> BlockFacts { try known(blocks[block], "block") }

    func settledHead(of rollup: String) throws(EvaluationError) -> SettledHeadFacts {
        try known(heads[rollup], "settled head")
    }

    func claimableNumber(of rollup: String) throws(EvaluationError) -> UInt64 {
        try known(heads[rollup]?.number, "settled head")
    }

    func escrow(of rollup: String) throws(EvaluationError) -> UInt256 { try known(escrows[rollup], "escrow") }

    func genesisEscrow(of rollup: String) throws(EvaluationError) -> UInt256 { genesisEscrows[rollup] ?? .zero }

    func transaction(ofStep step: String) throws(EvaluationError) -> TransactionFacts {
        try known(transactions[step], "transaction of step `\(step)`")
    }

    func execution(ofStep step: String) throws(EvaluationError) -> ExecutionFacts {
        try known(executions[step], "call of EXECUTE")
    }

    func rosette(of rollup: String) throws(EvaluationError) -> Rosette {
        throw EvaluationError("there is no rosette of `\(rollup)`")
    }

    func game(ofStep step: String) throws(EvaluationError) -> GameFacts {
        throw EvaluationError("there is no game of step `\(step)`")
    }

    func bond(of rollup: String) throws(EvaluationError) -> UInt256 {
        throw EvaluationError("`\(rollup)` has no sequencer")
    }

    func modeFacts(of rollup: String) throws(EvaluationError) -> ModeFacts {
        throw EvaluationError("there is no mode of `\(rollup)`")
    }

    func claimStatus(ofStep step: String) throws(EvaluationError) -> String {
        throw EvaluationError("there is no claim of step `\(step)`")
    }

    func isAgreed(onClaimOfStep step: String) throws(EvaluationError) -> Bool { false }

    func proofCost(of rollup: String) throws(EvaluationError) -> UInt256 { .zero }

    func credit(ofGame step: String, _ account: AccountReference) throws(EvaluationError) -> UInt256 {
        throw EvaluationError("there is no game of step `\(step)`")
    }

    func alertCount(of monitor: String) throws(EvaluationError) -> UInt64 { 0 }

    func alertSeconds(of monitor: String) throws(EvaluationError) -> UInt64 {
        throw EvaluationError("the monitor `\(monitor)` has raised no alert")
    }

    func count(of query: EventQuery) throws(EvaluationError) -> UInt64 { events[query] ?? 0 }

    func elapsedSeconds() throws(EvaluationError) -> UInt64 { now }

    func elapsedSeconds(atStep step: String) throws(EvaluationError) -> UInt64 { try known(stepTimes[step], "time") }

    func latencySeconds(ofWithdrawal name: String) throws(EvaluationError) -> UInt64 {
        try known(latencies[name], "claim of `\(name)`")
    }
}

extension ScenarioSamples {
    /// Steps whose ids and saved values the expressions of a test may use.
    static let namedSteps = """
          - deposit: {to: nat, amount: 3 ETH}
            by: alice
            id: dep
          - seal: {rollup: nat}
            id: b1
          - advance: {rollup: nat, block: b1}
            id: adv
            by: alice
          - l2_tx: {rollup: nat, withdraw: 1 ETH}
            by: alice
            save: w

        """

    /// Reads expressions in the scope of `namedSteps`; each stands on a line of its own, in quotes.
    static func expressions(_ texts: [String]) throws -> [CheckedExpression] {
        let items = texts.map { "      - '\($0)'\n" }.joined()
        let document = try read(head + namedSteps + "  - print:\n" + items)
        return (document.steps.last?.verb as? Print)?.expressions ?? []
    }
}

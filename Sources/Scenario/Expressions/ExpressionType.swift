import RollupContracts

/// The type of an expression.
package indirect enum ExpressionType: Hashable, Sendable {
    /// True or false.
    case bool
    /// A number of something.
    case number(Dimension)
    /// Text.
    case text
    /// 32 bytes.
    case hash
    /// One word of a closed set, such as a transaction's status.
    case word(WordSet)
    /// A list of one type.
    case list(ExpressionType)
    /// An actor or address.
    case account
    /// The L1 chain or the L2 chain of a rollup, as its node sees it.
    case chain
    /// A rollup, as its contract on L1 sees it.
    case rollup
    /// The head that a rollup's contract holds.
    case settledHead
    /// A block of a chain.
    case block
    /// The transaction that a step sent.
    case transaction
    /// The call of EXECUTE that a step caused.
    case execution
    /// The dispute game that a step has begun.
    case game
    /// The risk rosette of a rollup.
    case rosette
    /// Events of a rollup's contracts.
    case events
    /// An address, which can be compared.
    case address
    /// A contract that a step has deployed, by its name.
    case contract(String)
    /// A value with named parts.
    case record(RecordType)
    /// Events of one kind that a deployed contract has logged.
    case logs(RecordType)

    /// The type with its article, for diagnostics.
    var noun: String {
        switch self {
        case .bool: "a truth value"
        case .number(let dimension): dimension.noun
        case .text: "text"
        case .hash: "a hash"
        case .word(let set): set.noun
        case .list: "a list"
        case .account: "an account"
        case .chain: "a chain"
        case .rollup: "a rollup"
        case .settledHead: "a settled head"
        case .block: "a block"
        case .transaction: "a transaction"
        case .execution: "a call of EXECUTE"
        case .game: "a dispute game"
        case .rosette: "a risk rosette"
        case .events: "a set of events"
        case .address: "an address"
        case .contract: "a contract"
        case .record(let record): record.noun
        case .logs: "a set of events"
        }
    }

    /// Whether values of the type can be compared, printed and asserted on; the others only have members.
    var isData: Bool {
        switch self {
        case .bool, .number, .text, .hash, .word, .address: true
        case .list(let element): element.isData
        case .account, .chain, .rollup, .settledHead, .block, .transaction, .execution, .game, .rosette, .events,
            .contract, .record, .logs:
            false
        }
    }
}

/// A closed set of bare words.
package struct WordSet: Hashable, Sendable {
    /// The set with its article, for diagnostics.
    package let noun: String
    /// The words.
    package let words: [String]

    /// What became of a transaction.
    package static let transactionStatus = WordSet(
        noun: "a transaction's status",
        words: TransactionFacts.Status.allCases.map(\.rawValue)
    )

    /// Where a dispute game stands.
    package static let gameStatus = WordSet(
        noun: "a game's status",
        words: ZKDisputeGame.Status.allCases.map(\.name)
            + SiblingElimination.Status.allCases.map(\.name).filter { $0 != ZKDisputeGame.Status.resolved.name }
    )

    /// How good an answer of a risk rosette is.
    package static let sentiment = WordSet(
        noun: "a sentiment",
        words: Rosette.Sentiment.allCases.map(\.rawValue)
    )

    /// How the blocks of a multi-proof rollup become final.
    package static let proofMode = WordSet(
        noun: "a mode",
        words: MultiProofPortal.Mode.allCases.map(\.name)
    )

    /// Why a multi-proof rollup is in its mode.
    package static let modeCause = WordSet(
        noun: "a mode's cause",
        words: MultiProofPortal.Cause.allCases.map(\.name)
    )

    /// Where a claim stands that proof systems decide about.
    package static let claimStatus = WordSet(
        noun: "a claim's status",
        words: MultiProofPortal.Status.allCases.map { "\($0)" }
    )

    /// How a dispute game was decided.
    package static let gameOutcome = WordSet(
        noun: "a game's outcome",
        words: ZKDisputeGame.Outcome.allCases.map(\.name)
    )
}

/// What expressions can ask of a deployed contract, for the reference: the types follow from its ABI, so that
/// `ExpressionChecker` checks these forms itself.
struct ContractForm: Sendable {
    let name: String
    /// What the form is a member of; nil for a function.
    let owner: String?
    /// How it is written, and what it gives.
    let usage: String
    let summary: String
    /// An expression with it that has a value after the steps of `ExampleFrame.history`.
    let example: String

    private static func form(
        _ name: String,
        of owner: String? = nil,
        _ usage: String,
        _ summary: String,
        example: String
    ) -> ContractForm {
        ContractForm(name: name, owner: owner, usage: usage, summary: summary, example: example)
    }

    static let all: [ContractForm] = [
        .form(
            "result",
            "`result(step)` is of the function's type",
            "What the function that a step called has returned.",
            example: "result(paid)"
        ),
        .form(
            "event",
            "`event(step, contract, \"Name\")` is a record of the event's fields",
            "The one event of a name that a step's transaction has logged at a contract.",
            example: "event(paid, usd, \"Transfer\").receiver == bob"
        ),
        .form(
            "function",
            of: "contract",
            "`contract.function(arguments)` is of the function's type",
            """
            What a reading function answers at the head of the contract's chain; several values have their ABI names. \
            Among the arguments, lists such as `[1, 2]` stand for arrays, and for structs in the order of their fields.
            """,
            example: "usd.balanceOf(bob) == wei(250 ETH)"
        ),
        .form(
            "count",
            of: "logs",
            "`events(contract, \"Name\").count` is a plain number",
            "How many events of a name a contract has logged.",
            example: "events(usd, \"Transfer\").count == 2"
        ),
        .form(
            "first",
            of: "logs",
            "`events(contract, \"Name\").first` is a record of the event's fields",
            "The first event of a name that a contract has logged.",
            example: "events(usd, \"Transfer\").first.receiver == alice"
        ),
        .form(
            "last",
            of: "logs",
            "`events(contract, \"Name\").last` is a record of the event's fields",
            "The last event of a name that a contract has logged.",
            example: "events(usd, \"Transfer\").last.value == wei(250 ETH)"
        ),
    ]
}

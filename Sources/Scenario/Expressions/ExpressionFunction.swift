/// A function or member that expressions can use.
///
/// A new one is a constant in a file of `Functions/` and an entry of that file's list in `ExpressionFunction.all`.
struct ExpressionFunction: Sendable {
    /// What an argument must be.
    enum Parameter: Sendable {
        /// An actor's name or an address.
        case account
        /// A declared rollup.
        case rollup
        /// A step that has run, and that leaves this behind when one is given.
        case step(StepProduct?)
        /// A value saved by an earlier step.
        case saved(SavedKind)
        /// The name, in quotes, of an event that the contract of a rollup emits.
        case event
        /// A declared monitor.
        case monitor
        /// Text in quotes.
        case text
        /// A number of a dimension, computed by an expression.
        case number(Dimension)
    }

    /// Which arguments a call takes.
    enum Parameters: Sendable {
        /// Exactly these.
        case fixed([Parameter])
        /// One or more numbers of one dimension, which is the result's too.
        case numbers
    }

    typealias Body = @Sendable (Arguments, any ExpressionEnvironment) throws(EvaluationError) -> ExpressionValue

    let name: String
    /// The type whose member this is; nil for a free function.
    let receiver: ExpressionType?
    /// Whether a member is written without parentheses.
    let isProperty: Bool
    let parameters: Parameters
    /// The type of the result; that of the arguments when the parameters are numbers.
    let result: ExpressionType
    /// What the value is, in one sentence.
    let summary: String
    /// An expression with it that has a value after the steps of `ExampleFrame.history`.
    let example: String
    let body: Body
    /// What a reader must know of a value to take it for what it is; nil for most.
    var remark: (@Sendable (ExpressionValue) -> String?)?

    /// Whether rollups like that of its first argument have such a value; nil where all have.
    var isMeaningful: (@Sendable (RollupSection) -> Bool)?

    /// The function for some rollups alone; of others the checker refuses it.
    func only(_ isMeaningful: @escaping @Sendable (RollupSection) -> Bool) -> ExpressionFunction {
        var copy = self
        copy.isMeaningful = isMeaningful
        return copy
    }

    /// The function with a remark on its values.
    func remarking(_ remark: @escaping @Sendable (ExpressionValue) -> String?) -> ExpressionFunction {
        var copy = self
        copy.remark = remark
        return copy
    }

    /// A function that is called as `name(arguments)`.
    static func function(
        _ name: String,
        _ parameters: Parameter...,
        returning result: ExpressionType,
        _ summary: String,
        example: String,
        body: @escaping Body
    ) -> ExpressionFunction {
        ExpressionFunction(
            name: name,
            receiver: nil,
            isProperty: false,
            parameters: .fixed(parameters),
            result: result,
            summary: summary,
            example: example,
            body: body
        )
    }

    /// A member that is called as `receiver.name(arguments)`.
    static func method(
        _ name: String,
        of receiver: ExpressionType,
        _ parameters: Parameter...,
        returning result: ExpressionType,
        _ summary: String,
        example: String,
        body: @escaping Body
    ) -> ExpressionFunction {
        ExpressionFunction(
            name: name,
            receiver: receiver,
            isProperty: false,
            parameters: .fixed(parameters),
            result: result,
            summary: summary,
            example: example,
            body: body
        )
    }

    /// A member that is written `receiver.name`, without parentheses.
    static func property(
        _ name: String,
        of receiver: ExpressionType,
        returning result: ExpressionType,
        _ summary: String,
        example: String,
        body: @escaping Body
    ) -> ExpressionFunction {
        ExpressionFunction(
            name: name,
            receiver: receiver,
            isProperty: true,
            parameters: .fixed([]),
            result: result,
            summary: summary,
            example: example,
            body: body
        )
    }

    /// A free function of any count of numbers.
    static func aggregate(
        _ name: String,
        _ summary: String,
        example: String,
        body: @escaping Body
    ) -> ExpressionFunction {
        ExpressionFunction(
            name: name,
            receiver: nil,
            isProperty: false,
            parameters: .numbers,
            result: .number(.scalar),
            summary: summary,
            example: example,
            body: body
        )
    }

    /// The call as an author writes it, for diagnostics.
    var usage: String {
        switch parameters {
        case .numbers:
            return "\(name)(number, ...)"
        case .fixed(let parameters):
            let words = parameters.map { parameter in
                switch parameter {
                case .account: "account"
                case .rollup: "rollup"
                case .step: "step"
                case .saved(let kind): kind.rawValue
                case .event: "\"event\""
                case .monitor: "monitor"
                case .text: "\"text\""
                case .number(.amount): "amount"
                case .number: "number"
                }
            }
            return isProperty ? name : "\(name)(\(words.joined(separator: ", ")))"
        }
    }
}

extension ExpressionFunction {
    /// Every function and member of the language.
    static let all: [ExpressionFunction] =
        chainFunctions + rollupFunctions + blockFunctions + transactionFunctions + executionFunctions + gameFunctions
        + multiProofFunctions + monitorFunctions + rosetteFunctions + eventFunctions
        + timeFunctions + contractFunctions + aggregateFunctions

    /// Functions of the whole language that are not supported yet.
    static let planned = [
        "bond", "p99", "debt", "prover", "finalized",
    ]
}

/// The arguments of a call, the receiver first when there is one.
struct Arguments: Sendable {
    let values: [ExpressionValue]

    /// The checker has matched arguments and parameters, so a mismatch is a fault of a function's declaration.
    private func mismatch(_ index: Int) -> EvaluationError {
        EvaluationError("argument \(index + 1) is not of the declared kind")
    }

    private func value(_ index: Int) throws(EvaluationError) -> ExpressionValue {
        guard values.indices.contains(index) else { throw mismatch(index) }
        return values[index]
    }

    func account(_ index: Int) throws(EvaluationError) -> AccountReference {
        guard case .account(let account) = try value(index) else { throw mismatch(index) }
        return account
    }

    func chain(_ index: Int) throws(EvaluationError) -> ChainReference {
        guard case .chain(let chain) = try value(index) else { throw mismatch(index) }
        return chain
    }

    func rollup(_ index: Int) throws(EvaluationError) -> String {
        guard case .rollup(let name) = try value(index) else { throw mismatch(index) }
        return name
    }

    func step(_ index: Int) throws(EvaluationError) -> String {
        guard case .step(let name) = try value(index) else { throw mismatch(index) }
        return name
    }

    func saved(_ index: Int) throws(EvaluationError) -> String {
        guard case .saved(let name) = try value(index) else { throw mismatch(index) }
        return name
    }

    func text(_ index: Int) throws(EvaluationError) -> String {
        guard case .text(let text) = try value(index) else { throw mismatch(index) }
        return text
    }

    func block(_ index: Int) throws(EvaluationError) -> BlockReference {
        guard case .block(let block) = try value(index) else { throw mismatch(index) }
        return block
    }

    func events(_ index: Int) throws(EvaluationError) -> EventQuery {
        guard case .events(let query) = try value(index) else { throw mismatch(index) }
        return query
    }

    func number(_ index: Int) throws(EvaluationError) -> Quantity {
        guard case .number(let quantity) = try value(index) else { throw mismatch(index) }
        return quantity
    }

    func numbers() throws(EvaluationError) -> (first: Quantity, rest: [Quantity]) {
        var quantities: [Quantity] = []
        for index in values.indices {
            guard case .number(let quantity) = values[index] else { throw mismatch(index) }
            quantities.append(quantity)
        }
        guard let first = quantities.first else { throw mismatch(0) }
        return (first, Array(quantities.dropFirst()))
    }
}

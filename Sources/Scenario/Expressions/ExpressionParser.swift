/// Parses an expression: `or`, `and`, `not`, one comparison, sums, products, sign, members; loosest first.
struct ExpressionParser {
    /// Deepest accepted nesting of parentheses, calls and prefixes.
    static let maximumDepth = 32

    private let tokens: [ExpressionToken]
    private var position = 0
    private var depth = 0

    private init(_ tokens: [ExpressionToken]) { self.tokens = tokens }

    /// Parses the whole of `text`.
    static func parse(_ text: String) throws(ExpressionProblem) -> ExpressionSyntax {
        var parser = ExpressionParser(try ExpressionLexer.tokens(of: text))
        let expression = try parser.disjunction()
        guard parser.current.kind == .end else { throw parser.unexpected("an operator or the end") }
        return expression
    }

    private var current: ExpressionToken { tokens[min(position, tokens.count - 1)] }

    private mutating func advance() -> ExpressionToken {
        let token = current
        position += 1
        return token
    }

    private mutating func accept(_ symbol: ExpressionToken.Symbol) -> Bool {
        guard current.kind == .symbol(symbol) else { return false }
        position += 1
        return true
    }

    private mutating func accept(word: String) -> Bool {
        guard current.kind == .identifier(word) else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ symbol: ExpressionToken.Symbol) throws(ExpressionProblem) {
        guard accept(symbol) else { throw unexpected("`\(symbol.rawValue)`") }
    }

    private func unexpected(_ wanted: String) -> ExpressionProblem {
        if let problem = misspeltUnit { return problem }
        let message = "expected \(wanted), found \(current.shown)"
        return ExpressionProblem(.expressionSyntax, message, at: current.span, help: groupingAdvice)
    }

    /// A word behind a plain number that stands for a unit and is not written as one.
    private var misspeltUnit: ExpressionProblem? {
        guard position > 0, position < tokens.count, case .identifier(let name) = current.kind,
            case .number(let quantity, isPercentage: false) = tokens[position - 1].kind,
            quantity.dimension == .scalar, let unit = Unit.meant(by: name)
        else { return nil }
        let help = "did you mean `\(unit)`?"
        return ExpressionProblem(.wrongUnit, "`\(name.shortened)` is no unit", at: current.span, help: help)
    }

    /// What to write for `1,000`, whose comma is the current token.
    private var groupingAdvice: String? {
        guard position > 0, position + 1 < tokens.count, current.kind == .symbol(.comma),
            case .number = tokens[position - 1].kind, case .number = tokens[position + 1].kind,
            tokens[position - 1].span.upperBound == current.span.lowerBound,
            tokens[position + 1].span.lowerBound == current.span.upperBound
        else { return nil }
        return "digits are not grouped, and the decimal mark is a point"
    }

    private mutating func nested<Result>(
        _ parse: (inout ExpressionParser) throws(ExpressionProblem) -> Result
    ) throws(ExpressionProblem) -> Result {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else {
            let message = "the expression is nested more than \(Self.maximumDepth) deep"
            throw ExpressionProblem(.expressionTooLarge, message, at: current.span)
        }
        return try parse(&self)
    }

    private func combined(
        _ operation: BinaryOperator,
        _ left: ExpressionSyntax,
        _ right: ExpressionSyntax
    ) -> ExpressionSyntax {
        let span = left.span.lowerBound..<right.span.upperBound
        return ExpressionSyntax(form: .binary(operation, left, right), span: span)
    }

    private mutating func disjunction() throws(ExpressionProblem) -> ExpressionSyntax {
        var left = try conjunction()
        while accept(word: "or") { left = combined(.or, left, try conjunction()) }
        return left
    }

    private mutating func conjunction() throws(ExpressionProblem) -> ExpressionSyntax {
        var left = try negation()
        while accept(word: "and") { left = combined(.and, left, try negation()) }
        return left
    }

    private mutating func negation() throws(ExpressionProblem) -> ExpressionSyntax {
        let start = current.span.lowerBound
        guard accept(word: "not") else { return try comparison() }
        let operand = try nested { (parser) throws(ExpressionProblem) in try parser.negation() }
        return ExpressionSyntax(form: .not(operand), span: start..<operand.span.upperBound)
    }

    private mutating func comparison() throws(ExpressionProblem) -> ExpressionSyntax {
        let left = try sum()
        guard let operation = comparisonOperator() else { return left }
        position += operation == .isIn && current.kind == .identifier("not") ? 2 : 1
        let isNotIn = operation == .isIn && tokens[position - 2].kind == .identifier("not")
        let right = try sum()
        if operation == .equal, let tolerant = try tolerance(left, right) { return tolerant }
        if comparisonOperator() != nil {
            throw ExpressionProblem(
                .expressionSyntax,
                "comparisons cannot be chained",
                at: current.span,
                help: "join two comparisons with `and`"
            )
        }
        let result = combined(operation, left, right)
        return isNotIn ? ExpressionSyntax(form: .not(result), span: result.span) : result
    }

    /// The comparison operator at the current token; `not in` counts as `in`.
    private func comparisonOperator() -> BinaryOperator? {
        switch current.kind {
        case .identifier("in"):
            return .isIn
        case .identifier("not") where position + 1 < tokens.count && tokens[position + 1].kind == .identifier("in"):
            return .isIn
        case .symbol(let symbol):
            switch symbol {
            case .equal: return .equal
            case .notEqual: return .notEqual
            case .less: return .less
            case .lessOrEqual: return .lessOrEqual
            case .greater: return .greater
            case .greaterOrEqual: return .greaterOrEqual
            default: return nil
            }
        default:
            return nil
        }
    }

    private mutating func tolerance(
        _ left: ExpressionSyntax,
        _ right: ExpressionSyntax
    ) throws(ExpressionProblem) -> ExpressionSyntax? {
        let tolerance: ExpressionSyntax.Tolerance
        if accept(.plusMinus) {
            let span = current.span
            tolerance = accept(word: "gas") ? .fees(span) : .absolute(try sum())
        } else if accept(.nearly) {
            guard case .number(let quantity, isPercentage: true) = current.kind else {
                throw unexpected("a percentage such as `5%`")
            }
            position += 1
            tolerance = .relative(quantity.value)
        } else {
            return nil
        }
        let end = tokens[max(0, position - 1)].span.upperBound
        return ExpressionSyntax(form: .tolerant(left, right, tolerance), span: left.span.lowerBound..<end)
    }

    private mutating func sum() throws(ExpressionProblem) -> ExpressionSyntax {
        var left = try product()
        while true {
            if accept(.plus) {
                left = combined(.plus, left, try product())
            } else if accept(.minus) {
                left = combined(.minus, left, try product())
            } else {
                return left
            }
        }
    }

    private mutating func product() throws(ExpressionProblem) -> ExpressionSyntax {
        var left = try sign()
        while true {
            if accept(.times) {
                left = combined(.times, left, try sign())
            } else if accept(.over) {
                left = combined(.over, left, try sign())
            } else {
                return left
            }
        }
    }

    private mutating func sign() throws(ExpressionProblem) -> ExpressionSyntax {
        let start = current.span.lowerBound
        guard accept(.minus) else { return try members() }
        let operand = try nested { (parser) throws(ExpressionProblem) in try parser.sign() }
        return ExpressionSyntax(form: .negative(operand), span: start..<operand.span.upperBound)
    }

    private mutating func members() throws(ExpressionProblem) -> ExpressionSyntax {
        var receiver = try primary()
        while true {
            if accept(.openBracket) {
                let position = try nested { (parser) throws(ExpressionProblem) in try parser.sum() }
                let end = current.span.upperBound
                try expect(.closeBracket)
                let span = receiver.span.lowerBound..<end
                receiver = ExpressionSyntax(form: .item(receiver, at: position), span: span)
                continue
            }
            guard accept(.period) else { return receiver }
            guard case .identifier(let name) = current.kind else { throw unexpected("a name after `.`") }
            let nameSpan = advance().span
            var end = nameSpan.upperBound
            var arguments: [ExpressionSyntax]?
            if accept(.openParenthesis) {
                (arguments, end) = try list(closedBy: .closeParenthesis)
            }
            let form = ExpressionSyntax.Form.member(receiver, name, nameSpan: nameSpan, arguments)
            receiver = ExpressionSyntax(form: form, span: receiver.span.lowerBound..<end)
        }
    }

    private mutating func primary() throws(ExpressionProblem) -> ExpressionSyntax {
        let token = current
        switch token.kind {
        case .number(let quantity, let isPercentage):
            position += 1
            return ExpressionSyntax(form: isPercentage ? .percentage(quantity) : .number(quantity), span: token.span)
        case .string(let text):
            position += 1
            return ExpressionSyntax(form: .string(text), span: token.span)
        case .hexadecimal(let digits):
            position += 1
            return ExpressionSyntax(form: .hexadecimal(digits), span: token.span)
        case .identifier("true"), .identifier("false"):
            position += 1
            return ExpressionSyntax(form: .boolean(token.kind == .identifier("true")), span: token.span)
        case .identifier("and"), .identifier("or"), .identifier("in"), .identifier("not"):
            throw unexpected("a value")
        case .identifier(let name):
            position += 1
            guard accept(.openParenthesis) else {
                return ExpressionSyntax(form: .identifier(name), span: token.span)
            }
            let (arguments, end) = try list(closedBy: .closeParenthesis)
            return ExpressionSyntax(form: .call(name, arguments), span: token.span.lowerBound..<end)
        case .symbol(.openParenthesis):
            position += 1
            let inner = try nested { (parser) throws(ExpressionProblem) in try parser.disjunction() }
            let end = current.span.upperBound
            try expect(.closeParenthesis)
            return ExpressionSyntax(form: inner.form, span: token.span.lowerBound..<end)
        case .symbol(.openBracket):
            position += 1
            let (items, end) = try list(closedBy: .closeBracket)
            return ExpressionSyntax(form: .list(items), span: token.span.lowerBound..<end)
        default:
            throw unexpected("a value")
        }
    }

    private mutating func list(
        closedBy symbol: ExpressionToken.Symbol
    ) throws(ExpressionProblem) -> ([ExpressionSyntax], end: Int) {
        var items: [ExpressionSyntax] = []
        var end = current.span.upperBound
        if accept(symbol) { return (items, end) }
        repeat {
            items.append(try nested { (parser) throws(ExpressionProblem) in try parser.disjunction() })
        } while accept(.comma)
        end = current.span.upperBound
        try expect(symbol)
        return (items, end)
    }
}

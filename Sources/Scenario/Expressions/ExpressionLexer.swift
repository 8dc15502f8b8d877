/// Splits an expression into tokens.
enum ExpressionLexer {
    /// Longest accepted expression, in Unicode scalars.
    static let maximumLength = 2000
    /// Most accepted tokens, which bounds the depth of operator chains.
    static let maximumTokens = 400

    /// The tokens of `text`, closed by one `.end`.
    static func tokens(of text: String) throws(ExpressionProblem) -> [ExpressionToken] {
        let scalars = Array(text.unicodeScalars)
        guard scalars.count <= maximumLength else {
            let message = "an expression can have at most \(maximumLength) characters"
            throw ExpressionProblem(.expressionTooLarge, message, at: 0..<1)
        }
        var tokens: [ExpressionToken] = []
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            if scalar == " " || scalar == "\n" {
                index += 1
                continue
            }
            let token = try self.token(in: scalars, at: index)
            tokens.append(token)
            index = token.span.upperBound
            if tokens.count > maximumTokens {
                let message = "an expression can have at most \(maximumTokens) words and operators"
                throw ExpressionProblem(.expressionTooLarge, message, at: token.span)
            }
        }
        tokens.append(ExpressionToken(kind: .end, span: scalars.count..<scalars.count + 1))
        return tokens
    }

    private static func token(in scalars: [Unicode.Scalar], at start: Int) throws(ExpressionProblem) -> ExpressionToken
    {
        let scalar = scalars[start]
        if scalar == "\"" { return try string(in: scalars, at: start) }
        if scalar == "0", start + 1 < scalars.count, scalars[start + 1] == "x" {
            let digits = scalars[(start + 2)...].prefix(while: isWordPart)
            let span = start..<start + 2 + digits.count
            guard !digits.isEmpty, digits.allSatisfy(\.properties.isASCIIHexDigit) else {
                throw ExpressionProblem(.expressionSyntax, "the hexadecimal digits behind `0x` are malformed", at: span)
            }
            return ExpressionToken(kind: .hexadecimal(String(String.UnicodeScalarView(digits))), span: span)
        }
        if ("0"..."9").contains(scalar) { return try number(in: scalars, at: start) }
        if NameScope.isLetter(scalar) {
            let word = scalars[start...].prefix(while: isWordPart)
            let name = String(String.UnicodeScalarView(word))
            return ExpressionToken(kind: .identifier(name), span: start..<start + word.count)
        }
        // The two-character symbols come first in `allCases`, so that `<=` is not read as `<`.
        for symbol in ExpressionToken.Symbol.allCases {
            let spelling = symbol.rawValue.unicodeScalars
            if scalars[start...].starts(with: spelling) {
                return ExpressionToken(kind: .symbol(symbol), span: start..<start + spelling.count)
            }
        }
        let help: String? =
            switch scalar {
            case "=": "equality is written `==`"
            case "!": "negation is written `not`"
            case "&": "conjunction is written `and`"
            case "|": "disjunction is written `or`"
            case "'": "texts are written in double quotes"
            default: nil
            }
        let message = "the character `\(Character(scalar))` has no meaning in an expression"
        throw ExpressionProblem(.expressionSyntax, message, at: start..<start + 1, help: help)
    }

    private static func number(in scalars: [Unicode.Scalar], at start: Int) throws(ExpressionProblem) -> ExpressionToken
    {
        do {
            let reading = try NumberReader.read(scalars[start...].prefix(NumberReader.maximumDigits + 80))
            let kind = ExpressionToken.Kind.number(reading.quantity, isPercentage: reading.isPercentage)
            return ExpressionToken(kind: kind, span: start..<start + reading.length)
        } catch {
            switch error {
            case .unknownUnit(let name, let offset):
                let word = String(String.UnicodeScalarView(scalars[start...].prefix { isWordPart($0) || $0 == "." }))
                if let advice = MalformedNumber.advice(for: word) {
                    let place = start..<start + word.unicodeScalars.count
                    let message = "`\(word.shortened)` is no number of the language"
                    throw ExpressionProblem(.expressionSyntax, message, at: place, help: advice)
                }
                let span = start + offset..<start + offset + name.unicodeScalars.count
                let help = Unit.meant(by: name).map { "did you mean `\($0)`?" }
                throw ExpressionProblem(.wrongUnit, "`\(name.shortened)` is no unit", at: span, help: help)
            case .tooLong, .malformed:
                let message = "a number can have at most \(NumberReader.maximumDigits) digits"
                throw ExpressionProblem(.outOfRange, message, at: start..<start + 1)
            }
        }
    }

    private static func string(in scalars: [Unicode.Scalar], at start: Int) throws(ExpressionProblem) -> ExpressionToken
    {
        var content = String.UnicodeScalarView()
        var index = start + 1
        while index < scalars.count {
            switch scalars[index] {
            case "\"":
                return ExpressionToken(kind: .string(String(content)), span: start..<index + 1)
            case "\\" where index + 1 < scalars.count && (scalars[index + 1] == "\"" || scalars[index + 1] == "\\"):
                content.append(scalars[index + 1])
                index += 2
            case let scalar:
                content.append(scalar)
                index += 1
            }
        }
        throw ExpressionProblem(.expressionSyntax, "the text has no closing quote", at: start..<start + 1)
    }

    private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
        NameScope.isLetter(scalar) || ("0"..."9").contains(scalar)
    }
}

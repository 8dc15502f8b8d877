/// A word of an expression.
struct ExpressionToken: Sendable {
    /// What the word is.
    enum Kind: Sendable, Equatable {
        case identifier(String)
        case number(Quantity, isPercentage: Bool)
        case string(String)
        /// Digits behind `0x`.
        case hexadecimal(String)
        case symbol(Symbol)
        case end
    }

    /// Punctuation and operators; the raw value is the spelling.
    enum Symbol: String, Sendable, CaseIterable {
        case equal = "=="
        case notEqual = "!="
        case lessOrEqual = "<="
        case greaterOrEqual = ">="
        case less = "<"
        case greater = ">"
        case plus = "+"
        case minus = "-"
        case times = "*"
        case over = "/"
        case plusMinus = "±"
        case nearly = "≈"
        case openParenthesis = "("
        case closeParenthesis = ")"
        case openBracket = "["
        case closeBracket = "]"
        case comma = ","
        case period = "."
    }

    let kind: Kind
    /// Place in the expression, in Unicode scalars.
    let span: Range<Int>

    /// The word in a diagnostic.
    var shown: String {
        switch kind {
        case .identifier(let name): "`\(name.shortened)`"
        case .number(let quantity, _): "`\(quantity)`"
        case .string: "a text"
        case .hexadecimal(let digits): "`0x\(digits.shortened)`"
        case .symbol(let symbol): "`\(symbol.rawValue)`"
        case .end: "the end of the expression"
        }
    }
}

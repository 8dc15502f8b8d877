/// An expression as it was written, before names and types are known.
struct ExpressionSyntax: Sendable {
    /// What the parser tells apart; a name may still turn out to be a word, an actor or a step.
    indirect enum Form: Sendable {
        case number(Quantity)
        case percentage(Quantity)
        case string(String)
        case boolean(Bool)
        case hexadecimal(String)
        case identifier(String)
        case list([ExpressionSyntax])
        /// `name(arguments)`.
        case call(String, [ExpressionSyntax])
        /// `receiver.name`, with arguments when it is a call.
        case member(ExpressionSyntax, String, nameSpan: Range<Int>, [ExpressionSyntax]?)
        /// `receiver[position]`.
        case item(ExpressionSyntax, at: ExpressionSyntax)
        case not(ExpressionSyntax)
        case negative(ExpressionSyntax)
        case binary(BinaryOperator, ExpressionSyntax, ExpressionSyntax)
        /// `left == right ± tolerance`, or `≈` with a percentage.
        case tolerant(ExpressionSyntax, ExpressionSyntax, Tolerance)
    }

    /// How far the sides of an equality may differ.
    enum Tolerance: Sendable {
        /// `± gas`: by the fees that the account on the left has paid.
        case fees(Range<Int>)
        /// `± value`.
        case absolute(ExpressionSyntax)
        /// `≈ 5%` of the right side.
        case relative(Rational)
    }

    let form: Form
    /// Place in the expression, in Unicode scalars.
    let span: Range<Int>
}

/// Operators between two operands.
enum BinaryOperator: String, CaseIterable, Sendable {
    case or, and
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case isIn = "in"
    case plus = "+"
    case minus = "-"
    case times = "*"
    case over = "/"
}

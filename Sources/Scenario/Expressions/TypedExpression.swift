/// An expression whose names are resolved and whose types agree.
struct TypedExpression: Sendable {
    /// The forms of a checked expression.
    indirect enum Form: Sendable {
        case constant(ExpressionValue)
        case list([TypedExpression])
        case call(ExpressionFunction, [TypedExpression])
        case not(TypedExpression)
        case negative(TypedExpression)
        case binary(BinaryOperator, TypedExpression, TypedExpression)
        case tolerant(TypedExpression, TypedExpression, Tolerance)
    }

    /// How far the sides of an equality may differ.
    enum Tolerance: Sendable {
        /// By the fees that an account has paid on a chain.
        case fees(of: TypedExpression, on: TypedExpression)
        /// By the value of an expression.
        case absolute(TypedExpression)
        /// By a fraction of the right side.
        case relative(Rational)
    }

    let form: Form
    let type: ExpressionType
    /// Place in the expression's text, in Unicode scalars.
    let span: Range<Int>
}

/// Computes the value of a checked expression; nothing in the simulation changes by it.
struct ExpressionEvaluator {
    let environment: any ExpressionEnvironment

    func value(of expression: TypedExpression) throws(EvaluationError) -> ExpressionValue {
        switch expression.form {
        case .constant(let value):
            return value
        case .list(let items):
            return .list(try values(of: items))
        case .call(let function, let arguments):
            return try function.body(Arguments(values: values(of: arguments)), environment)
        case .not(let operand):
            return .bool(!(try bool(operand)))
        case .negative(let operand):
            let quantity = try number(operand)
            return .number(Quantity(.zero - quantity.value, quantity.dimension))
        case .binary(.and, let left, let right):
            return .bool(try bool(left) ? try bool(right) : false)
        case .binary(.or, let left, let right):
            return .bool(try bool(left) ? true : try bool(right))
        case .binary(.equal, let left, let right):
            return .bool(areEqual(try value(of: left), try value(of: right)))
        case .binary(.notEqual, let left, let right):
            return .bool(!areEqual(try value(of: left), try value(of: right)))
        case .binary(.isIn, let left, let right):
            guard case .list(let items) = try value(of: right) else { throw mistyped }
            let wanted = try value(of: left)
            return .bool(items.contains { areEqual($0, wanted) })
        case .binary(let operation, let left, let right):
            return try arithmetic(operation, number(left), number(right), expression.type)
        case .tolerant(let left, let right, let tolerance):
            let (leftNumber, rightNumber) = (try number(left), try number(right))
            let margin = try self.margin(tolerance, around: rightNumber)
            return .bool((leftNumber.value - rightNumber.value).magnitude <= margin.value)
        }
    }

    /// How far the sides of a tolerant equality may differ.
    func margin(_ tolerance: TypedExpression.Tolerance, around right: Quantity) throws(EvaluationError) -> Quantity {
        switch tolerance {
        case .relative(let fraction):
            return Quantity((right.value * fraction).magnitude, right.dimension)
        case .absolute(let expression):
            return try number(expression)
        case .fees(let account, let chain):
            guard case .account(let account) = try value(of: account), case .chain(let chain) = try value(of: chain)
            else {
                throw mistyped
            }
            return Quantity(Rational(try environment.feesPaid(by: account, on: chain)), .amount)
        }
    }

    private func values(of expressions: [TypedExpression]) throws(EvaluationError) -> [ExpressionValue] {
        var values: [ExpressionValue] = []
        for expression in expressions { values.append(try value(of: expression)) }
        return values
    }

    private func arithmetic(
        _ operation: BinaryOperator,
        _ left: Quantity,
        _ right: Quantity,
        _ type: ExpressionType
    ) throws(EvaluationError) -> ExpressionValue {
        func result(_ value: Rational) throws(EvaluationError) -> ExpressionValue {
            guard case .number(let dimension) = type else { throw mistyped }
            return .number(Quantity(value, dimension))
        }
        switch operation {
        case .less: return .bool(left.value < right.value)
        case .lessOrEqual: return .bool(left.value <= right.value)
        case .greater: return .bool(left.value > right.value)
        case .greaterOrEqual: return .bool(left.value >= right.value)
        case .plus: return try result(left.value + right.value)
        case .minus: return try result(left.value - right.value)
        case .times: return try result(left.value * right.value)
        case .over:
            guard let quotient = left.value.divided(by: right.value) else { throw EvaluationError("division by zero") }
            return try result(quotient)
        case .and, .or, .equal, .notEqual, .isIn: throw mistyped
        }
    }

    /// Numbers are equal by value, for gas may stand beside a plain number; everything else as it is.
    private func areEqual(_ left: ExpressionValue, _ right: ExpressionValue) -> Bool {
        switch (left, right) {
        case (.number(let first), .number(let second)): first.value == second.value
        case (.list(let first), .list(let second)):
            first.count == second.count && zip(first, second).allSatisfy { areEqual($0, $1) }
        default: left == right
        }
    }

    private func bool(_ expression: TypedExpression) throws(EvaluationError) -> Bool {
        guard case .bool(let value) = try value(of: expression) else { throw mistyped }
        return value
    }

    func number(_ expression: TypedExpression) throws(EvaluationError) -> Quantity {
        guard case .number(let quantity) = try value(of: expression) else { throw mistyped }
        return quantity
    }

    /// The checker has matched the types, so a mismatch means that a function broke its declaration.
    private var mistyped: EvaluationError { EvaluationError("a value is not of its declared type") }
}

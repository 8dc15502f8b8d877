import Primitives

/// Resolves the names of an expression and checks its types.
struct ExpressionChecker {
    let scope: NameScope

    /// Checks a whole expression; it must be data, and of the expected type when one is given.
    func check(_ syntax: ExpressionSyntax, expecting expected: ExpressionType?) throws(ExpressionProblem)
        -> TypedExpression
    {
        let typed = try check(syntax)
        if let expected, typed.type != expected {
            let help = expected == .bool ? "compare it with something, as in `x == 1`" : nil
            let message = "expected \(expected.noun), but the expression is \(typed.type.noun)"
            throw ExpressionProblem(.typeMismatch, message, at: typed.span, help: help)
        }
        return try data(typed)
    }

    func check(_ syntax: ExpressionSyntax) throws(ExpressionProblem) -> TypedExpression {
        let span = syntax.span
        switch syntax.form {
        case .number(let quantity), .percentage(let quantity):
            return constant(.number(quantity), .number(quantity.dimension), span)
        case .string(let text):
            return constant(.text(text), .text, span)
        case .boolean(let value):
            return constant(.bool(value), .bool, span)
        case .hexadecimal(let digits):
            return try hexadecimal(digits, span)
        case .identifier(let name):
            return try identifier(name, span)
        case .list(let items):
            return try list(items, span)
        case .call(let name, let arguments):
            return try call(name, arguments, span)
        case .member(let receiver, let name, let nameSpan, let arguments):
            return try member(receiver, name, nameSpan, arguments, span)
        case .item(let receiver, let position):
            return try item(of: receiver, at: position, span)
        case .not(let operand):
            let typed = try check(operand)
            try require(typed, .bool, by: "not")
            return TypedExpression(form: .not(typed), type: .bool, span: span)
        case .negative(let operand):
            let typed = try check(operand)
            _ = try dimension(of: typed, by: "-")
            return TypedExpression(form: .negative(typed), type: typed.type, span: span)
        case .binary(let operation, let left, let right):
            return try binary(operation, left, right, span)
        case .tolerant(let left, let right, let tolerance):
            return try tolerant(left, right, tolerance, span)
        }
    }

    private func constant(_ value: ExpressionValue, _ type: ExpressionType, _ span: Range<Int>) -> TypedExpression {
        TypedExpression(form: .constant(value), type: type, span: span)
    }

    private func hexadecimal(_ digits: String, _ span: Range<Int>) throws(ExpressionProblem) -> TypedExpression {
        if digits.utf8.count == 64, let bytes = Bytes32(hex: "0x" + digits) {
            return constant(.hash(bytes), .hash, span)
        }
        if digits.utf8.count == 40, let address = Address(hex: "0x" + digits) {
            return constant(.account(.address(address)), .account, span)
        }
        let message = "hexadecimal stands for an address of 40 digits or a hash of 64, found \(digits.utf8.count)"
        throw ExpressionProblem(.invalidValue, message, at: span)
    }

    private func identifier(_ name: String, _ span: Range<Int>) throws(ExpressionProblem) -> TypedExpression {
        if name == "l1" { return constant(.chain(.l1), .chain, span) }
        if scope.rollups.contains(name) { return constant(.rollup(name), .rollup, span) }
        if scope.deployed[name] != nil { return constant(.saved(name), .contract(name), span) }
        let help: String?
        if scope.actors.contains(name) {
            help = "an actor has no value of its own: write `l1.balance(\(name))` or `l2(rollup).balance(\(name))`"
        } else if scope.allSteps[name] != nil {
            help = "a step has no value of its own: write `gas(\(name))`, `tx(\(name)).status` or `block(\(name))`"
        } else if let function = ExpressionFunction.all.first(where: { $0.name == name && $0.receiver == nil }) {
            help = "write `\(function.usage)`"
        } else {
            help = Suggestion.help(for: name, among: scope.rollups.union(["l1"]))
        }
        throw ExpressionProblem(.undefinedName, "undefined name `\(name.shortened)`", at: span, help: help)
    }

    private func list(_ items: [ExpressionSyntax], _ span: Range<Int>) throws(ExpressionProblem) -> TypedExpression {
        guard let first = items.first else {
            throw ExpressionProblem(.typeMismatch, "an empty list has no type", at: span)
        }
        var typed = [try data(check(first))]
        for item in items.dropFirst() { typed.append(try check(item)) }
        for item in typed where item.type != typed[0].type {
            let message =
                "the items of a list are of one type, but \(typed[0].type.noun) and \(item.type.noun) stand here"
            throw ExpressionProblem(.typeMismatch, message, at: item.span)
        }
        return TypedExpression(form: .list(typed), type: .list(typed[0].type), span: span)
    }

    // MARK: Operators

    private func binary(
        _ operation: BinaryOperator,
        _ left: ExpressionSyntax,
        _ right: ExpressionSyntax,
        _ span: Range<Int>
    ) throws(ExpressionProblem) -> TypedExpression {
        func result(_ left: TypedExpression, _ right: TypedExpression, _ type: ExpressionType) -> TypedExpression {
            TypedExpression(form: .binary(operation, left, right), type: type, span: span)
        }
        switch operation {
        case .and, .or:
            let (left, right) = (try check(left), try check(right))
            try require(left, .bool, by: operation.rawValue)
            try require(right, .bool, by: operation.rawValue)
            return result(left, right, .bool)
        case .equal, .notEqual:
            let (left, right) = try sides(left, right)
            try requireComparable(left, right, span)
            return result(left, right, .bool)
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            let (left, right) = (try check(left), try check(right))
            _ = try dimension(of: left, by: operation.rawValue)
            _ = try dimension(of: right, by: operation.rawValue)
            try requireComparable(left, right, span)
            return result(left, right, .bool)
        case .isIn:
            let left = try data(check(left))
            let right = try set(right, for: left)
            guard case .list(let element) = right.type else {
                throw ExpressionProblem(.typeMismatch, "`in` needs a list, found \(right.type.noun)", at: right.span)
            }
            try requireComparable(left, TypedExpression(form: right.form, type: element, span: right.span), span)
            return result(left, right, .bool)
        case .plus, .minus:
            let (left, right) = (try check(left), try check(right))
            let leftDimension = try dimension(of: left, by: operation.rawValue)
            let rightDimension = try dimension(of: right, by: operation.rawValue)
            guard let common = common(leftDimension, rightDimension) else {
                throw mixed(left, right, by: operation.rawValue, span)
            }
            return result(left, right, .number(common))
        case .times:
            let (left, right) = (try check(left), try check(right))
            let leftDimension = try dimension(of: left, by: "*")
            let rightDimension = try dimension(of: right, by: "*")
            guard leftDimension == .scalar || rightDimension == .scalar else { throw mixed(left, right, by: "*", span) }
            return result(left, right, .number(leftDimension == .scalar ? rightDimension : leftDimension))
        case .over:
            let (left, right) = (try check(left), try check(right))
            let leftDimension = try dimension(of: left, by: "/")
            let rightDimension = try dimension(of: right, by: "/")
            if rightDimension == .scalar { return result(left, right, .number(leftDimension)) }
            guard common(leftDimension, rightDimension) != nil else { throw mixed(left, right, by: "/", span) }
            return result(left, right, .number(.scalar))
        }
    }

    /// Both sides of an equality; a bare word takes its meaning from the other side.
    private func sides(
        _ left: ExpressionSyntax,
        _ right: ExpressionSyntax
    ) throws(ExpressionProblem) -> (TypedExpression, TypedExpression) {
        if case .identifier = left.form, !isKnown(left) {
            let typedRight = try check(right)
            if case .word(let set) = typedRight.type { return (try word(left, of: set), typedRight) }
        }
        if isAccount(left) {
            let typedRight = try check(right)
            if typedRight.type == .address { return (try address(left), typedRight) }
        }
        let typedLeft = try check(left)
        if typedLeft.type == .address, isAccount(right) { return (typedLeft, try address(right)) }
        if case .word(let set) = typedLeft.type, case .identifier = right.form {
            return (typedLeft, try word(right, of: set))
        }
        return (typedLeft, try check(right))
    }

    private func isKnown(_ syntax: ExpressionSyntax) -> Bool {
        guard case .identifier(let name) = syntax.form else { return true }
        return name == "l1" || scope.rollups.contains(name)
    }

    private func word(_ syntax: ExpressionSyntax, of set: WordSet) throws(ExpressionProblem) -> TypedExpression {
        guard case .identifier(let name) = syntax.form else { return try check(syntax) }
        guard set.words.contains(name) else {
            let help = Suggestion.help(for: name, among: set.words)
            throw ExpressionProblem(
                .undefinedName,
                "`\(name.shortened)` is not \(set.noun)",
                at: syntax.span,
                help: help
            )
        }
        return constant(.word(name), .word(set), syntax.span)
    }

    /// The right side of `in`, where bare words take their meaning from the left side.
    private func set(_ syntax: ExpressionSyntax, for left: TypedExpression) throws(ExpressionProblem) -> TypedExpression
    {
        guard case .word(let words) = left.type, case .list(let items) = syntax.form else { return try check(syntax) }
        var typed: [TypedExpression] = []
        for item in items { typed.append(try word(item, of: words)) }
        return TypedExpression(form: .list(typed), type: .list(left.type), span: syntax.span)
    }

    private func tolerant(
        _ left: ExpressionSyntax,
        _ right: ExpressionSyntax,
        _ tolerance: ExpressionSyntax.Tolerance,
        _ span: Range<Int>
    ) throws(ExpressionProblem) -> TypedExpression {
        let (left, right) = (try check(left), try check(right))
        let dimension = try dimension(of: left, by: "==")
        _ = try self.dimension(of: right, by: "==")
        try requireComparable(left, right, span)
        let checked: TypedExpression.Tolerance
        switch tolerance {
        case .relative(let fraction):
            checked = .relative(fraction)
        case .absolute(let syntax):
            let typed = try check(syntax)
            guard common(try self.dimension(of: typed, by: "±"), dimension) != nil else {
                throw mixed(left, typed, by: "±", typed.span)
            }
            checked = .absolute(typed)
        case .fees(let place):
            let balances = self.balances(in: left)
            guard balances.count == 1, case .call(_, let arguments) = balances[0].form, arguments.count == 2 else {
                let message = "`± gas` needs the balance of exactly one account on the left, found \(balances.count)"
                let help = "write `l1.balance(alice) == 7.5 ETH ± gas`"
                throw ExpressionProblem(.misplacedTolerance, message, at: place, help: help)
            }
            checked = .fees(of: arguments[1], on: arguments[0])
        }
        return TypedExpression(form: .tolerant(left, right, checked), type: .bool, span: span)
    }

    /// The calls of `balance` in an expression.
    private func balances(in expression: TypedExpression) -> [TypedExpression] {
        switch expression.form {
        case .constant:
            return []
        case .call(let function, let arguments):
            let inner = arguments.flatMap { balances(in: $0) }
            return function.name == ExpressionFunction.balance.name ? [expression] + inner : inner
        case .list(let items):
            return items.flatMap { balances(in: $0) }
        case .not(let operand), .negative(let operand):
            return balances(in: operand)
        case .binary(_, let left, let right), .tolerant(let left, let right, _):
            return balances(in: left) + balances(in: right)
        }
    }

    // MARK: Types

    private func require(_ typed: TypedExpression, _ type: ExpressionType, by operation: String)
        throws(ExpressionProblem)
    {
        guard typed.type != type else { return }
        let message = "`\(operation)` needs \(type.noun), found \(typed.type.noun)"
        throw ExpressionProblem(.typeMismatch, message, at: typed.span)
    }

    private func dimension(of typed: TypedExpression, by operation: String) throws(ExpressionProblem) -> Dimension {
        guard case .number(let dimension) = typed.type else {
            let message = "`\(operation)` needs a number, found \(typed.type.noun)"
            throw ExpressionProblem(.typeMismatch, message, at: typed.span)
        }
        return dimension
    }

    /// Plain numbers count as gas beside gas; nothing else converts.
    private func common(_ left: Dimension, _ right: Dimension) -> Dimension? {
        switch (left, right) {
        case (.gas, .scalar), (.scalar, .gas): .gas
        default: left == right ? left : nil
        }
    }

    private func requireComparable(
        _ left: TypedExpression,
        _ right: TypedExpression,
        _ span: Range<Int>
    ) throws(ExpressionProblem) {
        _ = try data(left)
        _ = try data(right)
        if left.type == right.type { return }
        if case .number(let first) = left.type, case .number(let second) = right.type, common(first, second) != nil {
            return
        }
        let message = "\(left.type.noun) cannot be compared with \(right.type.noun)"
        var help: String?
        for (side, other) in [(left, right), (right, left)] where side.type == .number(.scalar) {
            guard case .number(let dimension) = other.type else { continue }
            help = "give the number a unit, such as \(dimension.examples)"
        }
        throw ExpressionProblem(.typeMismatch, message, at: span, help: help)
    }

    private func mixed(
        _ left: TypedExpression,
        _ right: TypedExpression,
        by operation: String,
        _ span: Range<Int>
    ) -> ExpressionProblem {
        let message = "`\(operation)` does not join \(left.type.noun) and \(right.type.noun)"
        return ExpressionProblem(.typeMismatch, message, at: span)
    }

    private func data(_ typed: TypedExpression) throws(ExpressionProblem) -> TypedExpression {
        guard !typed.type.isData else { return typed }
        let members = ExpressionFunction.all.filter { $0.receiver == typed.type }.map { "`.\($0.usage)`" }
        let help = members.isEmpty ? nil : "it has the members " + members.joined(separator: ", ")
        let message = "\(typed.type.noun) has no value of its own"
        throw ExpressionProblem(.typeMismatch, message, at: typed.span, help: help)
    }
}

import Primitives
import Scenario
import TestSupport
import Testing

/// Compares the evaluator with a second implementation, on fractions of 128-bit integers, over random expressions.
@Suite struct ExpressionPropertyTests {
    private static let seed: UInt64 = 0x5ce0_a210

    @Test func randomExpressionsHaveTheValueOfTheReference() throws {
        var random = SplitMix64(seed: Self.seed)
        let trees = (0..<600).map { _ in ReferenceExpression.number(depth: 3, &random) }
        let texts = trees.map { $0.text(&random) }
        let expressions = try ScenarioSamples.expressions(texts)
        try #require(expressions.count == trees.count)
        for (expression, tree) in zip(expressions, trees) {
            let comment: Comment = "seed \(Self.seed): \(expression.text)"
            guard let reference = tree.fraction else {
                #expect(throws: EvaluationError("division by zero"), comment) {
                    try expression.value(in: StubEnvironment())
                }
                continue
            }
            let value = try expression.value(in: StubEnvironment())
            #expect(value == .number(Quantity(try reference.rational, .scalar)), comment)
        }
    }

    @Test func randomConditionsHaveTheTruthOfTheReference() throws {
        var random = SplitMix64(seed: Self.seed &+ 1)
        let trees = (0..<600).map { _ in ReferenceExpression.condition(depth: 3, &random) }
        let expressions = try ScenarioSamples.expressions(trees.map { $0.text(&random) })
        try #require(expressions.count == trees.count)
        var truths = 0
        for (expression, tree) in zip(expressions, trees) {
            let comment: Comment = "seed \(Self.seed): \(expression.text)"
            let truth = try #require(tree.truth as Bool?)
            if truth { truths += 1 }
            #expect(try expression.value(in: StubEnvironment()) == .bool(truth), comment)
        }
        #expect((100...500).contains(truths))
    }

    @Test func lawsHoldForNumbersWiderThanAWord() throws {
        var random = SplitMix64(seed: Self.seed &+ 2)
        var texts: [String] = []
        for _ in 0..<60 {
            let a = UInt256(
                l0: random.next(),
                l1: random.next(),
                l2: random.next(),
                l3: random.next() >> UInt64.random(in: 0...63, using: &random)
            )
            let b = UInt256(l0: random.next() | 1, l1: random.next(), l2: 0, l3: 0)
            texts += [
                "(\(a) + \(b)) - \(b) == \(a)", "(\(a) * \(b)) / \(b) == \(a)", "\(a) < \(a) + 1 / \(b)",
                "\(a) * \(b) == \(b) * \(a)", "\(a) * (\(b) + 1) == \(a) * \(b) + \(a)",
                "-(\(a) - \(b)) == \(b) - \(a)",
                "\(a) / \(b) * \(b) == \(a)", "\(a) wei + \(b) wei == \(b) wei + \(a) wei",
            ]
        }
        for expression in try ScenarioSamples.expressions(texts) {
            #expect(try expression.value(in: StubEnvironment()) == .bool(true), "seed \(Self.seed): \(expression.text)")
        }
    }
}

/// A fraction of small integers; nil results of its operations are divisions by zero.
private struct Fraction {
    let numerator: Int128
    let denominator: Int128

    init(_ numerator: Int128, over denominator: Int128 = 1) {
        self.numerator = denominator < 0 ? -numerator : numerator
        self.denominator = denominator < 0 ? -denominator : denominator
    }

    var rational: Rational {
        get throws {
            let top = Rational(try #require(UInt256(decimal: String(numerator.magnitude))))
            let bottom = Rational(try #require(UInt256(decimal: String(denominator.magnitude))))
            let value = try #require(top.divided(by: bottom))
            return numerator < 0 ? .zero - value : value
        }
    }

    func compared(to other: Fraction) -> Int128 {
        (numerator * other.denominator - other.numerator * denominator).signum()
    }
}

/// An expression with its own evaluation and its own way of writing.
private indirect enum ReferenceExpression {
    case literal(Int128)
    case arithmetic(String, ReferenceExpression, ReferenceExpression)
    case negated(ReferenceExpression)
    case comparison(String, ReferenceExpression, ReferenceExpression)
    case both(ReferenceExpression, ReferenceExpression)
    case either(ReferenceExpression, ReferenceExpression)
    case not(ReferenceExpression)

    static func number(depth: Int, _ random: inout SplitMix64) -> ReferenceExpression {
        guard depth > 0, Int.random(in: 0..<8, using: &random) > 0 else {
            return .literal(Int128.random(in: 0...40, using: &random))
        }
        if Int.random(in: 0..<8, using: &random) == 0 { return .negated(number(depth: depth - 1, &random)) }
        let operation = ["+", "-", "*", "/"].randomElement(using: &random) ?? "+"
        return .arithmetic(operation, number(depth: depth - 1, &random), number(depth: depth - 1, &random))
    }

    /// Conditions divide by literals above zero only, so that each has a truth value.
    static func condition(depth: Int, _ random: inout SplitMix64) -> ReferenceExpression {
        if depth == 0 || Int.random(in: 0..<4, using: &random) == 0 {
            let operation = ["==", "!=", "<", "<=", ">", ">="].randomElement(using: &random) ?? "=="
            func side(_ random: inout SplitMix64) -> ReferenceExpression {
                let small = ReferenceExpression.literal(Int128.random(in: 0...3, using: &random))
                switch Int.random(in: 0..<3, using: &random) {
                case 0: return small
                case 1: return .arithmetic("/", small, .literal(Int128.random(in: 1...3, using: &random)))
                default: return .arithmetic("-", small, .literal(Int128.random(in: 0...3, using: &random)))
                }
            }
            return .comparison(operation, side(&random), side(&random))
        }
        switch Int.random(in: 0..<3, using: &random) {
        case 0: return .both(condition(depth: depth - 1, &random), condition(depth: depth - 1, &random))
        case 1: return .either(condition(depth: depth - 1, &random), condition(depth: depth - 1, &random))
        default: return .not(condition(depth: depth - 1, &random))
        }
    }

    var fraction: Fraction? {
        switch self {
        case .literal(let value):
            return Fraction(value)
        case .negated(let operand):
            return operand.fraction.map { Fraction(-$0.numerator, over: $0.denominator) }
        case .arithmetic(let operation, let left, let right):
            guard let a = left.fraction, let b = right.fraction else { return nil }
            switch operation {
            case "+":
                return Fraction(
                    a.numerator * b.denominator + b.numerator * a.denominator,
                    over: a.denominator * b.denominator
                )
            case "-":
                return Fraction(
                    a.numerator * b.denominator - b.numerator * a.denominator,
                    over: a.denominator * b.denominator
                )
            case "*":
                return Fraction(a.numerator * b.numerator, over: a.denominator * b.denominator)
            default:
                guard b.numerator != 0 else { return nil }
                return Fraction(a.numerator * b.denominator, over: a.denominator * b.numerator)
            }
        default:
            return nil
        }
    }

    var truth: Bool? {
        switch self {
        case .comparison(let operation, let left, let right):
            guard let a = left.fraction, let b = right.fraction else { return nil }
            let order = a.compared(to: b)
            switch operation {
            case "==": return order == 0
            case "!=": return order != 0
            case "<": return order < 0
            case "<=": return order <= 0
            case ">": return order > 0
            default: return order >= 0
            }
        case .both(let left, let right):
            guard let a = left.truth, let b = right.truth else { return nil }
            return a && b
        case .either(let left, let right):
            guard let a = left.truth, let b = right.truth else { return nil }
            return a || b
        case .not(let operand):
            return operand.truth.map { !$0 }
        default:
            return nil
        }
    }

    /// How tightly the outermost operator binds.
    private var strength: Int {
        switch self {
        case .either: 1
        case .both: 2
        case .not: 3
        case .comparison: 4
        case .arithmetic("+", _, _), .arithmetic("-", _, _): 5
        case .arithmetic: 6
        case .negated: 7
        case .literal: 8
        }
    }

    /// The expression with the parentheses it needs, and at random with some it does not.
    func text(_ random: inout SplitMix64) -> String {
        func operand(_ expression: ReferenceExpression, atLeast strength: Int, _ random: inout SplitMix64) -> String {
            let needs = expression.strength < strength || Int.random(in: 0..<10, using: &random) == 0
            let text = expression.text(&random)
            return needs ? "(\(text))" : text
        }
        let gap = Int.random(in: 0..<4, using: &random) == 0 ? "" : " "
        switch self {
        case .literal(let value):
            return "\(value)"
        case .negated(let inner):
            return "-" + operand(inner, atLeast: 7, &random)
        case .arithmetic(let operation, let left, let right):
            let first = operand(left, atLeast: strength, &random)
            return first + gap + operation + gap + operand(right, atLeast: strength + 1, &random)
        case .comparison(let operation, let left, let right):
            let first = operand(left, atLeast: 5, &random)
            return first + gap + operation + gap + operand(right, atLeast: 5, &random)
        case .both(let left, let right):
            let first = operand(left, atLeast: 2, &random)
            return first + " and " + operand(right, atLeast: 3, &random)
        case .either(let left, let right):
            let first = operand(left, atLeast: 1, &random)
            return first + " or " + operand(right, atLeast: 2, &random)
        case .not(let inner):
            return "not " + operand(inner, atLeast: 3, &random)
        }
    }
}

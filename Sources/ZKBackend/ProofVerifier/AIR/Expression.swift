/// Polynomial over the columns of one chip's row.
///
/// Expressions share their parts: a constraint compiles to as many operations as it has distinct nodes.
package struct Expression: Sendable, ExpressibleByIntegerLiteral {
    final class Node: Sendable {
        let operation: Operation
        let degree: Int
        let readsCommittedColumns: Bool

        init(_ operation: Operation, degree: Int) {
            self.operation = operation
            self.degree = degree
            readsCommittedColumns =
                switch operation {
                case .constant, .fixed: false
                case .committed: true
                case .sum(let a, let b), .difference(let a, let b), .product(let a, let b):
                    a.readsCommittedColumns || b.readsCommittedColumns
                }
        }
    }

    enum Operation: Sendable {
        case constant(Goldilocks)
        case committed(Int)
        case fixed(Int)
        case sum(Node, Node)
        case difference(Node, Node)
        case product(Node, Node)
    }

    let node: Node

    /// The expression that a node stands for.
    init(_ node: Node) {
        self.node = node
    }

    private init(_ operation: Operation, degree: Int) {
        node = Node(operation, degree: degree)
    }

    /// The constant polynomial of a field element.
    package init(_ constant: Goldilocks) {
        self.init(.constant(constant), degree: 0)
    }

    /// The constant polynomial of an integer's residue.
    package init(_ integer: UInt64) {
        self.init(Goldilocks(integer))
    }

    /// The constant polynomial of a literal.
    package init(integerLiteral literal: UInt64) {
        self.init(Goldilocks(literal))
    }

    /// The polynomial that is the value of a committed column.
    package init(_ column: Column) {
        self.init(.committed(column.index), degree: 1)
    }

    /// The polynomial that is the value of a chip's fixed column.
    init(fixed index: Int) {
        self.init(.fixed(index), degree: 1)
    }

    /// Total degree, where every column has degree 1.
    package var degree: Int { node.degree }

    /// Whether a prover has a say in the value: whether any committed column is read.
    package var readsCommittedColumns: Bool { node.readsCommittedColumns }

    /// The place of the chip's fixed column whose value it is; nil when it is anything else.
    package var fixedColumn: Int? {
        if case .fixed(let index) = node.operation { index } else { nil }
    }

    var constant: Goldilocks? {
        if case .constant(let value) = node.operation { value } else { nil }
    }

    /// a + b, of the greater of both degrees; constants are added at once, and a zero goes away.
    package static func + (a: Expression, b: Expression) -> Expression {
        switch (a.constant, b.constant) {
        case (let x?, let y?): Expression(x + y)
        case (let x?, nil) where x.isZero: b
        case (nil, let y?) where y.isZero: a
        default: Expression(.sum(a.node, b.node), degree: max(a.degree, b.degree))
        }
    }

    /// a - b, of the greater of both degrees; constants are subtracted at once, and b goes away when it is zero.
    package static func - (a: Expression, b: Expression) -> Expression {
        switch (a.constant, b.constant) {
        case (let x?, let y?): Expression(x - y)
        case (nil, let y?) where y.isZero: a
        default: Expression(.difference(a.node, b.node), degree: max(a.degree, b.degree))
        }
    }

    /// a b, of the sum of both degrees; constants are multiplied at once, and a factor of 0 or 1 is no node.
    package static func * (a: Expression, b: Expression) -> Expression {
        switch (a.constant, b.constant) {
        case (let x?, let y?): Expression(x * y)
        case (let x?, nil) where x.isZero: a
        case (nil, let y?) where y.isZero: b
        case (let x?, nil) where x == .one: b
        case (nil, let y?) where y == .one: a
        default: Expression(.product(a.node, b.node), degree: a.degree + b.degree)
        }
    }

    /// 0 - a, of the degree of a.
    package static prefix func - (a: Expression) -> Expression { 0 - a }
}

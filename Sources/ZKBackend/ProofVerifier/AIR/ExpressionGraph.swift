/// Expressions of one chip as a list in which equal nodes occur once and operands come before their users.
package struct ExpressionGraph {
    /// An expression whose operands are nodes of the list.
    package enum Node: Hashable, Sendable {
        /// A field element.
        case constant(Goldilocks)
        /// A committed column of the chip, by its place.
        case committed(Int)
        /// A fixed column of the chip, by its place.
        case fixed(Int)
        /// Sum of two nodes.
        case sum(Int, Int)
        /// Difference of two nodes.
        case difference(Int, Int)
        /// Product of two nodes.
        case product(Int, Int)

        /// The nodes that the node is made of.
        package var operands: [Int] {
            switch self {
            case .constant, .committed, .fixed: []
            case .sum(let a, let b), .difference(let a, let b), .product(let a, let b): [a, b]
            }
        }
    }

    /// The nodes, operands first; the order follows from the order of insertion alone.
    private(set) var nodes: [Node] = []
    /// The value of each node on a row whose committed columns are all zero, where it does not depend on fixed columns.
    private(set) var paddingValues: [Goldilocks?] = []
    private var positions: [Node: Int] = [:]
    private var visited: [ObjectIdentifier: Int] = [:]
    // Keeps the visited objects alive, so that no identifier is used twice.
    private var roots: [Expression] = []

    /// The position of an expression, which is added with its parts if it is new.
    mutating func insert(_ expression: Expression) -> Int {
        roots.append(expression)
        return insert(expression.node)
    }

    private mutating func insert(_ node: Expression.Node) -> Int {
        if let position = visited[ObjectIdentifier(node)] { return position }
        let position =
            switch node.operation {
            case .constant(let value): insert(Node.constant(value))
            case .committed(let index): insert(Node.committed(index))
            case .fixed(let index): insert(Node.fixed(index))
            case .sum(let a, let b): insert(Node.sum(insert(a), insert(b)))
            case .difference(let a, let b): insert(Node.difference(insert(a), insert(b)))
            case .product(let a, let b): insert(Node.product(insert(a), insert(b)))
            }
        visited[ObjectIdentifier(node)] = position
        return position
    }

    private mutating func insert(_ node: Node) -> Int {
        if let position = positions[node] { return position }
        positions[node] = nodes.count
        nodes.append(node)
        paddingValues.append(Self.value(of: node, among: paddingValues, committed: .zero, fixed: { _ in nil }))
        return nodes.count - 1
    }

    /// The value of each node where committed columns are all one value or unknown, and fixed ones known or not.
    func values(committed: Goldilocks?, fixed: (Int) -> Goldilocks?) -> [Goldilocks?] {
        var values: [Goldilocks?] = []
        for node in nodes { values.append(Self.value(of: node, among: values, committed: committed, fixed: fixed)) }
        return values
    }

    /// A node's value, given those of its operands; nil when it depends on what is unknown.
    private static func value(
        of node: Node,
        among values: [Goldilocks?],
        committed: Goldilocks?,
        fixed: (Int) -> Goldilocks?
    ) -> Goldilocks? {
        switch node {
        case .constant(let value): return value
        case .committed: return committed
        case .fixed(let index): return fixed(index)
        case .sum(let a, let b):
            guard let x = values[a], let y = values[b] else { return nil }
            return x + y
        case .difference(let a, let b):
            guard let x = values[a], let y = values[b] else { return nil }
            return x - y
        case .product(let a, let b):
            if values[a]?.isZero == true || values[b]?.isZero == true { return .zero }
            guard let x = values[a], let y = values[b] else { return nil }
            return x * y
        }
    }
}

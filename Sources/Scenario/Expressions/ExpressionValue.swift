package import Primitives

/// The value of an expression.
package enum ExpressionValue: Hashable, Sendable {
    /// True or false.
    case bool(Bool)
    /// A number of something.
    case number(Quantity)
    /// Text.
    case text(String)
    /// 32 bytes.
    case hash(Bytes32)
    /// One word of a closed set.
    case word(String)
    /// A list.
    case list([ExpressionValue])
    /// An actor or address.
    case account(AccountReference)
    /// A chain.
    case chain(ChainReference)
    /// A rollup by name; its type says whether the rollup or its settled head is meant.
    case rollup(String)
    /// A step by id; its type says whether the step's transaction or its call of EXECUTE is meant.
    case step(String)
    /// A saved value by name.
    case saved(String)
    /// A block.
    case block(BlockReference)
    /// Events of a rollup's contracts.
    case events(EventQuery)
    /// An address.
    case address(Address)
    /// The parts of a value, in the order of its type.
    indirect case record([ExpressionValue])

    /// A number of base units.
    package static func number(_ value: UInt64, _ dimension: Dimension = .scalar) -> ExpressionValue {
        .number(Quantity(Rational(value), dimension))
    }

    /// An amount in wei.
    package static func amount(_ wei: UInt256) -> ExpressionValue { .number(Quantity(Rational(wei), .amount)) }
}

/// A chain of the simulation.
package enum ChainReference: Hashable, Sendable {
    /// The L1.
    case l1
    /// The L2 of the named rollup.
    case l2(String)

    /// The rollup whose L2 it is; nil for L1.
    var rollup: String? { if case .l2(let name) = self { name } else { nil } }
}

/// A block of the simulation.
package enum BlockReference: Hashable, Sendable {
    /// The newest block of a chain.
    case head(ChainReference)
    /// The L2 block that a `seal` step made.
    case sealed(step: String)
}

/// Events of one name that a rollup's contracts on L1 have emitted.
package struct EventQuery: Hashable, Sendable {
    /// The rollup.
    package let rollup: String
    /// The event's name in the contract.
    package let name: String
}

extension ExpressionValue: CustomStringConvertible {
    /// The value as reports print it.
    package var description: String {
        switch self {
        case .bool(let value): value ? "true" : "false"
        case .number(let quantity): quantity.description
        case .text(let text): "\"\(text)\""
        case .hash(let bytes): bytes.hex
        case .word(let word): word
        case .list(let items): "[" + items.map(\.description).joined(separator: ", ") + "]"
        case .account(.actor(let name)), .account(.contract(let name)), .account(.rollup(let name)): name
        case .account(.address(let address)): address.hex
        case .chain(.l1): "l1"
        case .chain(.l2(let rollup)): "l2(\(rollup))"
        case .rollup(let name), .step(let name), .saved(let name): name
        case .block(.head(let chain)): "head of \(ExpressionValue.chain(chain))"
        case .block(.sealed(let step)): "block of \(step)"
        case .address(let address): address.hex
        case .record(let parts): "(" + parts.map(\.description).joined(separator: ", ") + ")"
        case .events(let query): "\(query.name) events of \(query.rollup)"
        }
    }
}

/// What a number in a scenario counts.
package enum Dimension: String, Hashable, Sendable, CaseIterable {
    /// A plain number or a ratio.
    case scalar
    /// Ether, in wei.
    case amount
    /// Virtual time, in seconds.
    case duration
    /// Gas.
    case gas
    /// Data, in bytes.
    case size
    /// A number of L1 blocks.
    case blocks

    /// The dimension with its article, for diagnostics.
    package var noun: String {
        switch self {
        case .scalar: "a plain number"
        case .amount: "an amount"
        case .duration: "a duration"
        case .gas: "gas"
        case .size: "a size"
        case .blocks: "a number of blocks"
        }
    }

    /// How a value of the dimension is written.
    var examples: String {
        switch self {
        case .scalar: "`3`"
        case .amount: "`1.5 ETH`, `20 gwei` or `7 wei`"
        case .duration: "`12s`, `30m`, `12h` or `3.5d`"
        case .gas: "`15M`, `300k` or `15000000`"
        case .size: "`300 KiB`, `2 MiB` or `512 B`"
        case .blocks: "`256blk`"
        }
    }
}

/// An exact number with what it counts, in base units: wei, seconds, gas, bytes, blocks.
package struct Quantity: Hashable, Sendable {
    /// The number of base units.
    package let value: Rational
    /// What is counted.
    package let dimension: Dimension

    /// A number of base units.
    package init(_ value: Rational, _ dimension: Dimension) {
        self.value = value
        self.dimension = dimension
    }
}

extension Quantity: CustomStringConvertible {
    /// The number in the unit a person would choose.
    package var description: String {
        switch dimension {
        case .scalar: value.description
        case .gas: "\(value) gas"
        case .blocks: "\(value)blk"
        case .amount: described(in: [("ETH", Self.finney), ("gwei", Self.megawei)])
        case .duration: Self.duration(value)
        case .size: described(in: [("MiB", Unit.mebibyte), ("KiB", Unit.kibibyte)])
        }
    }

    private static let finney = Rational(1_000_000_000_000_000)
    private static let megawei = Rational(1_000_000)

    /// Picks the first unit whose threshold the value reaches; the last resort is the base unit.
    private func described(in units: [(name: String, threshold: Rational)]) -> String {
        if value == .zero, dimension == .amount { return "0 ETH" }
        for (name, threshold) in units where value.magnitude >= threshold {
            if let unit = Unit.named(name), let count = value.divided(by: unit.scale) { return "\(count) \(name)" }
        }
        return "\(value) " + (dimension == .amount ? "wei" : "B")
    }

    /// Parts of a duration, the longest first, with their seconds.
    private static let parts: [(name: String, seconds: UInt64)] = [("d", 86_400), ("h", 3600), ("m", 60), ("s", 1)]

    /// Days, hours, minutes and seconds, without those of which there are none.
    private static func duration(_ seconds: Rational) -> String {
        guard var rest = seconds.magnitude.asUInt64, rest > 0 else { return "\(seconds)s" }
        var parts: [String] = []
        for (name, length) in Self.parts where rest >= length {
            parts.append("\(rest / length)\(name)")
            rest %= length
        }
        return (seconds.isNegative ? "-" : "") + parts.joined(separator: " ")
    }
}

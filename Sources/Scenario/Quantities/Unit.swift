/// A unit that may follow a number.
struct Unit: Sendable {
    let name: String
    let dimension: Dimension
    /// Base units in one of this unit.
    let scale: Rational
    /// The unit in a few words.
    let summary: String

    static let kibibyte = Rational(1024)
    static let mebibyte = Rational(1_048_576)

    /// Every unit of the language; spelling and case matter (`m` is minutes, `M` is a million gas).
    static let all: [Unit] = [
        Unit(name: "ETH", dimension: .amount, scale: Rational(1_000_000_000_000_000_000), summary: "ether"),
        Unit(
            name: "gwei",
            dimension: .amount,
            scale: Rational(1_000_000_000),
            summary: "a billionth of an ether, in which gas prices are told"
        ),
        Unit(name: "wei", dimension: .amount, scale: Rational(1), summary: "the least amount of ether"),
        Unit(name: "s", dimension: .duration, scale: Rational(1), summary: "seconds"),
        Unit(name: "m", dimension: .duration, scale: Rational(60), summary: "minutes"),
        Unit(name: "h", dimension: .duration, scale: Rational(3600), summary: "hours"),
        Unit(name: "d", dimension: .duration, scale: Rational(86_400), summary: "days"),
        Unit(name: "k", dimension: .gas, scale: Rational(1000), summary: "a thousand gas"),
        Unit(name: "M", dimension: .gas, scale: Rational(1_000_000), summary: "a million gas"),
        Unit(name: "B", dimension: .size, scale: Rational(1), summary: "bytes"),
        Unit(name: "KiB", dimension: .size, scale: kibibyte, summary: "1,024 bytes"),
        Unit(name: "MiB", dimension: .size, scale: mebibyte, summary: "1,048,576 bytes"),
        Unit(name: "blk", dimension: .blocks, scale: Rational(1), summary: "L1 blocks"),
    ]

    static func named(_ name: String) -> Unit? { all.first { $0.name == name } }

    /// The unit probably meant by a spelling that is none.
    static func meant(by name: String) -> String? {
        let lower = name.lowercased()
        if let unit = all.first(where: { $0.name.lowercased() == lower }) { return unit.name }
        let common = [
            "ether": "ETH", "eth": "ETH", "kb": "KiB", "kib": "KiB", "mb": "MiB", "bytes": "B", "byte": "B",
            "sec": "s", "secs": "s", "seconds": "s", "min": "m", "mins": "m", "minutes": "m", "hours": "h", "hour": "h",
            "days": "d", "day": "d", "blocks": "blk", "block": "blk", "blks": "blk",
        ]
        return common[lower] ?? Suggestion.nearest(to: name, among: all.map(\.name).filter { $0.count > 1 })
    }
}

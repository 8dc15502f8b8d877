import TextOutput

// The forms of the types that read one scalar, with the units and bounds of their readers.

extension ValueShape {
    /// A number with a unit of a dimension, or without one where plain numbers count too.
    fileprivate static func quantity(_ dimension: Dimension, alsoPlain: Bool = false, range: String?) -> ValueShape {
        let units = Unit.all.filter { $0.dimension == dimension }.map(\.name).joined(separator: "|")
        let unit = units.isEmpty ? "" : "( ?(\(units)))" + (alsoPlain ? "?" : "")
        return .scalar(
            ScalarShape(
                dimension.noun,
                examples: dimension.examples,
                pattern: #"^[0-9]+(\.[0-9]+)?\#(unit)$"#,
                mayBeNumber: alsoPlain || units.isEmpty,
                range: range.map { "at most \($0)" }
            )
        )
    }
}

extension Amount {
    static var shape: ValueShape { .quantity(.amount, range: nil) }
}

extension GasAmount {
    static var shape: ValueShape { .quantity(.gas, alsoPlain: true, range: "\(maximum / 1_000_000)M") }
}

extension VirtualDuration {
    static var shape: ValueShape { .quantity(.duration, range: "\(Quantity(Rational(maximum), .duration))") }
}

extension ByteSize {
    static var shape: ValueShape { .quantity(.size, range: "\(Quantity(Rational(maximum), .size))") }
}

extension BlockCount {
    static var shape: ValueShape { .quantity(.blocks, range: "\(Quantity(Rational(maximum), .blocks))") }
}

extension BlockLimit {
    static var shape: ValueShape { .quantity(.blocks, alsoPlain: true, range: nil) }
}

extension UInt64 {
    static var shape: ValueShape {
        .scalar(ScalarShape("a whole number", examples: "`3`", pattern: "^[0-9]+$", mayBeNumber: true))
    }
}

extension String {
    static var shape: ValueShape { .scalar(ScalarShape("text", examples: "`any text`", mayBeNumber: true)) }
}

extension HexBytes {
    static var shape: ValueShape {
        .scalar(
            ScalarShape(
                "bytes in hexadecimal",
                examples: "`0x01ff`",
                pattern: "^0x([0-9a-fA-F]{2})*$",
                mayBeNumber: true,
                range: "at most \(maximumCount.grouped) bytes"
            )
        )
    }
}

extension ProgramRelease {
    static var shape: ValueShape {
        .scalar(
            ScalarShape(
                "the number of a release",
                examples: "`2`",
                pattern: "^[0-9]+$",
                mayBeNumber: true,
                range: "\(range.lowerBound) to \(UInt64(range.upperBound).grouped)"
            )
        )
    }
}

extension AccountReference {
    /// The form of an address that is written out.
    static var addressShape: ScalarShape {
        ScalarShape(
            "an address of 20 bytes",
            examples: "`0x00000000000000000000000000000000000000c0`",
            pattern: "^0x[0-9a-fA-F]{40}$",
            mayBeNumber: true
        )
    }
}

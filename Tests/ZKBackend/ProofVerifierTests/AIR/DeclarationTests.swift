import ProofVerifier
import Testing

/// Declarations that would prove nothing are refused before anybody can prove by them.
@Suite("AIR: refused declarations")
struct DeclarationTests {
    private static let range = Bus(id: 1, name: "range", arity: 1)

    /// A chip that looks one column up, `times` a selector.
    private static func user(_ declare: (inout ChipBuilder, Column) -> Void) -> Chip {
        var builder = ChipBuilder("user", height: .dynamic(maximumLogHeight: 4))
        let value = builder.column("value")
        let selector = builder.column("selector")
        declare(&builder, selector)
        builder.send("value in range", to: Self.range, times: selector, [value])
        return builder.build()
    }

    /// The numbers from 0 to 15.
    private static func numbers() -> Chip {
        var builder = ChipBuilder("numbers", height: .fixed(logHeight: 4))
        _ = builder.lookupTable("row", on: Self.range, [builder.rowIndex()])
        return builder.build()
    }

    @Test("A lookup table of committed columns, by which 2^40 was once proved to be in range")
    func committedLookup() {
        var table = ChipBuilder("table", height: .dynamic(maximumLogHeight: 4))
        let value = table.column("value")
        _ = table.lookupTable("row", on: Self.range, [value])
        #expect(throws: MachineError.committedLookup(chip: "table", interaction: "row")) {
            try Machine(
                chips: [Self.user { $0.require("boolean", isBoolean: $1) }, table.build()],
                buses: [Self.range]
            )
        }
    }

    @Test("A lookup table whose tuple hides a committed column in an expression")
    func hiddenColumn() {
        var table = ChipBuilder("table", height: .fixed(logHeight: 4))
        let value = table.column("value")
        _ = table.lookupTable("row", on: Self.range, [table.rowIndex() + 2 * (value - 1)])
        #expect(throws: MachineError.committedLookup(chip: "table", interaction: "row")) {
            try Machine(chips: [table.build()], buses: [Self.range])
        }
    }

    @Test("A selector without a rule, by which 2^40 was once proved to be in range with 1 and -1")
    func freeSelector() throws {
        #expect(throws: MachineError.unboundMultiplicity(chip: "user", interaction: "value in range")) {
            try Machine(chips: [Self.user { _, _ in }, Self.numbers()], buses: [Self.range])
        }
        #expect(throws: Never.self) {
            try Machine(
                chips: [Self.user { $0.require("boolean", isBoolean: $1) }, Self.numbers()],
                buses: [Self.range]
            )
        }
    }

    @Test("A rule that is nearly boolean bounds nothing")
    func nearlyBoolean() {
        let rules: [(Column) -> Expression] = [
            { $0 * ($0 - 2) }, { $0 * ($0 + 1) }, { $0 * ($0 - 1) * ($0 - 2) }, { $0 - 1 + 1 }, { 2 * ($0 * ($0 - 1)) },
        ]
        for rule in rules {
            #expect(throws: MachineError.unboundMultiplicity(chip: "user", interaction: "value in range")) {
                let chip = Self.user { $0.require("rule", isZero: rule($1)) }
                return try Machine(chips: [chip, Self.numbers()], buses: [Self.range])
            }
        }
    }

    @Test("A rule of another column, or of another chip, is not the multiplicity's")
    func otherRules() {
        var other = ChipBuilder("other", height: .dynamic(maximumLogHeight: 4))
        other.require("boolean", isBoolean: other.column("value"))
        let chip = Self.user { builder, _ in builder.require("boolean", isBoolean: builder.column("flag")) }
        #expect(throws: MachineError.unboundMultiplicity(chip: "user", interaction: "value in range")) {
            try Machine(chips: [other.build(), chip, Self.numbers()], buses: [Self.range])
        }
    }

    /// A chip with two columns of which `isBoolean` says which are, and one interaction.
    private func machine(
        booleans: Int,
        exempting exempted: ((Column, Column) -> Expression)? = nil,
        _ multiplicity: (Column, Column) -> Expression
    ) throws(MachineError) -> Machine {
        var builder = ChipBuilder("chip", height: .fixed(logHeight: 4))
        let (a, b) = (builder.column("a"), builder.column("b"))
        for (index, column) in [a, b].prefix(booleans).enumerated() {
            builder.require("\(index) is boolean", isBoolean: column)
        }
        if let exempted { builder.exempt(exempted(a, b), because: "shown elsewhere") }
        builder.receive("in", from: Self.range, times: multiplicity(a, b), [a])
        return try Machine(chips: [builder.build(), Self.numbers()], buses: [Self.range])
    }

    @Test("Constants, booleans, their products and what they lack to 1 are bounded")
    func boundedMultiplicities() {
        let bounded: [(Int, (Column, Column) -> Expression)] = [
            (0, { _, _ in 1 }), (0, { _, _ in Expression(-.one) }), (0, { _, _ in 0 }),
            (1, { a, _ in a.expression }), (1, { a, _ in 1 - a.expression }), (2, { a, b in a * b }),
            (2, { a, b in a * (1 - b.expression) }), (1, { a, _ in a * a }),
        ]
        for (booleans, multiplicity) in bounded {
            #expect(throws: Never.self) { try machine(booleans: booleans, multiplicity) }
        }
        let free: [(Int, (Column, Column) -> Expression)] = [
            (0, { _, _ in 2 }), (0, { _, _ in Expression(-Goldilocks(2)) }), (0, { a, _ in a.expression }),
            (1, { _, b in b.expression }), (1, { a, b in a * b }), (2, { a, b in a + b }), (2, { a, b in a - b }),
            (1, { a, _ in a - 1 }), (1, { a, _ in 2 - a.expression }), (1, { a, _ in -a.expression }),
        ]
        for (booleans, multiplicity) in free {
            #expect(throws: MachineError.unboundMultiplicity(chip: "chip", interaction: "in")) {
                try machine(booleans: booleans, multiplicity)
            }
        }
    }

    @Test("An exemption is for the multiplicity that it names, and none is without need")
    func exemptions() {
        #expect(throws: Never.self) {
            try machine(booleans: 0, exempting: { a, _ in a.expression }) { a, _ in a.expression }
        }
        #expect(throws: MachineError.unboundMultiplicity(chip: "chip", interaction: "in")) {
            try machine(booleans: 0, exempting: { _, b in b.expression }) { a, _ in a.expression }
        }
        for booleans in [1, 2] {
            #expect(throws: MachineError.needlessExemption(chip: "chip", reason: "shown elsewhere")) {
                try machine(booleans: booleans, exempting: { a, _ in a.expression }) { a, _ in a.expression }
            }
        }
    }
}

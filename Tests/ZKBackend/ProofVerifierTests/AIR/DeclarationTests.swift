import ProofVerifier
import Testing

/// Declarations that would prove nothing are refused before anybody can prove by them.
@Suite("AIR: refused declarations")
struct DeclarationTests {
    private static let range = Bus(id: 1, name: "range", arity: 1)
    /// A bus without a table.
    private static let cells = Bus(id: 2, name: "cells", arity: 1)

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

    /// A chip with two columns, of which the first `booleans` have a rule, and one interaction on a bus without a
    /// table.
    private func machine(
        booleans: Int,
        exempting reasons: [(interaction: String, reason: String)] = [],
        _ multiplicity: (Column, Column) -> Expression
    ) throws(MachineError) -> Machine {
        var builder = ChipBuilder("chip", height: .fixed(logHeight: 4))
        let (a, b) = (builder.column("a"), builder.column("b"))
        for (index, column) in [a, b].prefix(booleans).enumerated() {
            builder.require("\(index) is boolean", isBoolean: column)
        }
        for (interaction, reason) in reasons { builder.exempt(interaction, because: reason) }
        builder.receive("in", from: Self.cells, times: multiplicity(a, b), [a])
        return try Machine(chips: [builder.build()], buses: [Self.cells])
    }

    @Test("Constants, booleans, their products and what they lack to 1 are bounded")
    func boundedMultiplicities() {
        let bounded: [(Int, (Column, Column) -> Expression)] = [
            (0, { _, _ in 1 }), (0, { _, _ in Expression(-.one) }), (1, { a, _ in a.expression }),
            (1, { a, _ in 1 - a.expression }), (2, { a, b in a * b }), (2, { a, b in a * (1 - b.expression) }),
            (1, { a, _ in a * a }),
        ]
        for (booleans, multiplicity) in bounded {
            #expect(throws: Never.self) { try machine(booleans: booleans, multiplicity) }
        }
        let free: [(Int, (Column, Column) -> Expression)] = [
            (0, { _, _ in 2 }), (0, { _, _ in Expression(-Goldilocks(2)) }), (0, { a, _ in a.expression }),
            (1, { _, b in b.expression }), (1, { a, b in a * b }), (1, { a, b in b * a }),
            (1, { _, b in 1 - b.expression }), (2, { a, b in a + b }), (2, { a, b in a - b }),
            (1, { a, _ in a - 1 }), (1, { a, _ in 2 - a.expression }), (1, { a, _ in -a.expression }),
        ]
        for (booleans, multiplicity) in free {
            #expect(throws: MachineError.unboundMultiplicity(chip: "chip", interaction: "in")) {
                try machine(booleans: booleans, multiplicity)
            }
        }
        #expect(throws: MachineError.emptyRule(chip: "chip", element: "interaction in")) {
            try machine(booleans: 0) { _, _ in 0 }
        }
    }

    @Test("An exemption is for one interaction, which needs it, and has a reason")
    func exemptions() {
        let free: (Column, Column) -> Expression = { a, _ in a.expression }
        #expect(throws: Never.self) { try machine(booleans: 0, exempting: [("in", "shown elsewhere")], free) }
        for reason in ["", " ", "\n\t"] {
            #expect(throws: MachineError.unexplainedExemption(chip: "chip", interaction: "in")) {
                try machine(booleans: 0, exempting: [("in", reason)], free)
            }
        }
        #expect(throws: MachineError.needlessExemption(chip: "chip", interaction: "in")) {
            try machine(booleans: 1, exempting: [("in", "shown elsewhere")], free)
        }
        #expect(throws: MachineError.needlessExemption(chip: "chip", interaction: "in")) {
            try machine(booleans: 0, exempting: [("in", "one"), ("in", "two")], free)
        }
        #expect(throws: MachineError.needlessExemption(chip: "chip", interaction: "out")) {
            try machine(booleans: 0, exempting: [("in", "shown elsewhere"), ("out", "shown elsewhere")], free)
        }
    }

    @Test("An exemption does not cover another interaction with the same multiplicity")
    func exemptionOfAnother() {
        var builder = ChipBuilder("chip", height: .dynamic(maximumLogHeight: 4))
        let (count, value) = (builder.column("count"), builder.column("value"))
        builder.exempt("cell", because: "cells that are taken too often leave their bus unbalanced")
        builder.receive("cell", from: Self.cells, times: count, [value])
        builder.send("value in range", to: Self.range, times: count, [value])
        #expect(throws: MachineError.unboundMultiplicity(chip: "chip", interaction: "value in range")) {
            try Machine(chips: [builder.build(), Self.numbers()], buses: [Self.range, Self.cells])
        }
    }

    @Test("Rules that say nothing whatever the columns hold")
    func emptyRules() {
        let rules: [(Column, Column) -> Expression] = [
            { a, _ in a - a }, { a, _ in 0 * a.expression }, { _, _ in 0 }, { a, b in a * b - b * a },
            { a, b in (a + b) * (a - b) - a * a + b * b },
        ]
        for rule in rules {
            var builder = ChipBuilder("chip", height: .fixed(logHeight: 4))
            builder.require("rule", isZero: rule(builder.column("a"), builder.column("b")))
            #expect(throws: MachineError.emptyRule(chip: "chip", element: "constraint rule")) {
                try Machine(chips: [builder.build()], buses: [])
            }
        }
    }

    @Test("Heights and program columns that no table can have", arguments: [-1, 62, 63, 64, 200, .max, .min])
    func sizes(number: Int) {
        for height in [
            Chip.Height.dynamic(maximumLogHeight: number), .fixed(logHeight: number),
            .program(maximumLogHeight: number),
        ] {
            #expect(throws: MachineError.height(chip: "chip", logHeight: number)) {
                try Machine(chips: [ChipBuilder("chip", height: height).build()], buses: [])
            }
        }
        guard number < 0 || number > 1 << 16 else { return }
        var builder = ChipBuilder("chip", height: .program(maximumLogHeight: 4))
        _ = builder.programColumn(number)
        #expect(throws: MachineError.programColumn(chip: "chip", index: number)) {
            try Machine(chips: [builder.build()], buses: [])
        }
    }
}

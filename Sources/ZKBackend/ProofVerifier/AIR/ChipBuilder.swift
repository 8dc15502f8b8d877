/// Declares a chip: its columns, its constraints and its interactions with buses, in the order of the calls.
package struct ChipBuilder {
    private let name: String
    private let height: Chip.Height
    private var columnNames: [String] = []
    private var fixedColumns: [FixedColumn] = []
    private var constraints: [Chip.Constraint] = []
    private var interactions: [Interaction] = []
    private var exemptions: [Chip.Exemption] = []
    private var timestampBits: Int?

    /// A chip without columns or rules; its name stands in reports and errors.
    package init(_ name: String, height: Chip.Height) {
        self.name = name
        self.height = height
    }

    /// Adds a committed column, whose name must be unique in the chip.
    package mutating func column(_ name: String) -> Column {
        columnNames.append(name)
        return Column(index: columnNames.count - 1)
    }

    /// The number of the row.
    package mutating func rowIndex() -> Expression {
        fixed(.rowIndex)
    }

    /// Some bits of the row's number, as a number.
    ///
    /// - Parameters:
    ///   - low: The first bit; bit 0 is the least significant.
    ///   - count: Number of bits.
    /// - Returns: The number.
    package mutating func rowBits(from low: Int, count: Int) -> Expression {
        fixed(.rowBits(low: low, count: count))
    }

    /// The bitwise and of the row's lowest `bits` bits and as many above them.
    package mutating func rowAnd(bits: Int) -> Expression {
        fixed(.rowAnd(bits: bits))
    }

    /// A column of constants, one for each row of a chip of fixed height.
    package mutating func constants(_ values: [Goldilocks]) -> Expression {
        fixed(.constants(values))
    }

    /// 1 on the rows that the program gives to the chip, else 0.
    package mutating func programRow() -> Expression {
        fixed(.programRow)
    }

    /// The chip's n-th column of the machine's program.
    package mutating func programColumn(_ index: Int) -> Expression {
        fixed(.program(index))
    }

    /// Requires that an expression is zero on every row.
    package mutating func require(_ name: String, isZero expression: some ExpressionConvertible) {
        constraints.append(Chip.Constraint(name: name, expression: expression.expression))
    }

    /// Requires that an expression is 0 or 1 on every row.
    package mutating func require(_ name: String, isBoolean expression: some ExpressionConvertible) {
        let value = expression.expression
        require(name, isZero: value * (value - 1))
    }

    /// Sends a tuple to a bus on every row, as often as the multiplicity says there.
    package mutating func send(
        _ name: String,
        to bus: Bus,
        times multiplicity: some ExpressionConvertible,
        _ tuple: [any ExpressionConvertible]
    ) {
        append(name, bus, .send, multiplicity.expression, tuple)
    }

    /// Receives a tuple from a bus on every row, as often as the multiplicity says there.
    package mutating func receive(
        _ name: String,
        from bus: Bus,
        times multiplicity: some ExpressionConvertible,
        _ tuple: [any ExpressionConvertible]
    ) {
        append(name, bus, .receive, multiplicity.expression, tuple)
    }

    /// Lets an interaction's multiplicity be another number than 0, 1 or -1.
    ///
    /// Selectors of 1 and -1 on two rows cancel out on a bus, whatever the rows' tuples are: a machine refuses a
    /// multiplicity that no rule holds to 0 or 1 unless its interaction is named here.
    ///
    /// - Parameters:
    ///   - interaction: Name of the interaction.
    ///   - reason: What bounds the multiplicity instead; not empty.
    package mutating func exempt(_ interaction: String, because reason: String) {
        exemptions.append(Chip.Exemption(interaction: interaction, reason: reason))
    }

    /// Says that the chip orders accesses by differences of timestamps that are range checked to so many bits.
    ///
    /// A machine with such a chip needs a clock that keeps timestamps below 2^bits.
    package mutating func requireClock(bits: Int) {
        timestampBits = min(bits, timestampBits ?? bits)
    }

    /// Receives a tuple of fixed columns as often as the other interactions of the bus send it: a lookup table.
    ///
    /// A machine refuses a tuple that reads committed columns, and a chip of dynamic height: who chooses the rows
    /// chooses what the table holds. On its bus nothing but lookups may stand. Rows beyond the program's are zero in
    /// its columns, so a tuple that reads them needs an element that is zero there and a constant other than zero in
    /// every lookup.
    ///
    /// - Returns: The column of the counts; `Trace.countLookups` writes it.
    package mutating func lookupTable(
        _ name: String,
        on bus: Bus,
        _ tuple: [any ExpressionConvertible]
    ) -> Column {
        let multiplicity = column("\(name) multiplicity")
        append(name, bus, .receive, multiplicity.expression, tuple, counted: multiplicity)
        return multiplicity
    }

    /// The finished declaration; the machine that lists it checks it.
    package func build() -> Chip {
        Chip(
            name: name,
            columnNames: columnNames,
            fixedColumns: fixedColumns,
            constraints: constraints,
            interactions: interactions,
            exemptions: exemptions,
            timestampBits: timestampBits,
            height: height
        )
    }

    private mutating func fixed(_ column: FixedColumn) -> Expression {
        if let index = fixedColumns.firstIndex(of: column) { return Expression(fixed: index) }
        fixedColumns.append(column)
        return Expression(fixed: fixedColumns.count - 1)
    }

    private mutating func append(
        _ name: String,
        _ bus: Bus,
        _ direction: Interaction.Direction,
        _ multiplicity: Expression,
        _ tuple: [any ExpressionConvertible],
        counted: Column? = nil
    ) {
        interactions.append(
            Interaction(
                name: name,
                bus: bus,
                direction: direction,
                multiplicity: multiplicity,
                tuple: tuple.map(\.expression),
                counted: counted
            )
        )
    }
}

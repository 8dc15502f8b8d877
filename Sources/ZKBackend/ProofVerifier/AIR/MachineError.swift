/// Why a machine's description is refused.
package enum MachineError: Error, Equatable, Sendable {
    /// Two things of one kind have one name or number.
    case repeatedName(what: String, name: String)
    /// A bus has a number or a tuple length below 1.
    case bus(name: String)
    /// An interaction uses a bus that the machine does not list.
    case unknownBus(chip: String, interaction: String)
    /// A tuple has not its bus's length.
    case tupleLength(chip: String, interaction: String, expected: Int, got: Int)
    /// An expression's degree is above `Machine.maximumDegree`.
    case degree(chip: String, element: String, degree: Int)
    /// A row of zeros would break a constraint or have a multiplicity.
    case padding(chip: String, element: String)
    /// An expression uses a column that its chip does not have.
    case foreignColumn(chip: String, element: String)
    /// A chip's height is negative, or above 2^61 rows.
    case height(chip: String, logHeight: Int)
    /// A chip has a program column of this number: negative, or too large.
    case programColumn(chip: String, index: Int)
    /// A chip's fixed column has not one value for each row, or reads bits that row numbers do not have.
    case fixedColumn(chip: String)
    /// A constraint is zero whatever the columns are, or an interaction never happens.
    case emptyRule(chip: String, element: String)
    /// A lookup table's tuple reads committed columns, so that the prover chooses what is in the table.
    case committedLookup(chip: String, interaction: String)
    /// A lookup table has a dynamic height, so that the prover chooses how long it is.
    case lookupHeight(chip: String, interaction: String)
    /// An interaction on a lookup table's bus is no lookup: it does not send, or not 0 or 1 times.
    case lookupBus(chip: String, interaction: String)
    /// Rows of a lookup table beyond the program's, zero in its columns, can be looked up.
    case openLookup(chip: String, interaction: String)
    /// A multiplicity is neither 1 or -1, nor counted, nor 0 or 1 by a rule, nor exempted.
    case unboundMultiplicity(chip: String, interaction: String)
    /// An exemption is for no interaction of the chip, for one that needs none, or not the first for it.
    case needlessExemption(chip: String, interaction: String)
    /// An exemption has no reason.
    case unexplainedExemption(chip: String, interaction: String)
    /// A chip orders accesses by timestamps of so many bits, but the machine has no clock that keeps them below.
    case noClock(chip: String, bits: Int)
    /// The clock's bus is not the machine's, its tuples have no such element, or its first timestamp is not below its
    /// bound.
    case clock(bus: String)
    /// A chip's rows do not take control once, and pass it on at most once and if they took it, by one multiplicity of
    /// 0 or 1.
    case clockControl(chip: String)
    /// A chip passes control on with another timestamp than the received one plus a constant.
    case clockStep(chip: String, interaction: String)
    /// The rows that the chips' greatest heights allow could move timestamps to 2^bits or more.
    case timestamps(logHeights: [Int], bits: Int)
}

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
}

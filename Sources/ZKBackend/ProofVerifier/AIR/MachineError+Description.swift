extension MachineError: CustomStringConvertible {
    /// The broken rule, for the author of the chips.
    package var description: String {
        switch self {
        case .repeatedName(let what, let name):
            "two declarations of \(what) \(name)"
        case .bus(let name):
            "bus \(name): number and tuple length must be at least 1"
        case .unknownBus(let chip, let interaction):
            "\(chip): interaction \(interaction) uses a bus that the machine does not list"
        case .tupleLength(let chip, let interaction, let expected, let got):
            "\(chip): interaction \(interaction) has \(got) elements, its bus takes \(expected)"
        case .degree(let chip, let element, let degree):
            "\(chip): \(element) has degree \(degree), the limit is \(Machine.maximumDegree)"
        case .padding(let chip, let element):
            "\(chip): \(element) does not vanish on a row of zeros"
        case .foreignColumn(let chip, let element):
            "\(chip): \(element) uses a column of another chip"
        case .height(let chip, let logHeight):
            "\(chip): 2^\(logHeight) rows are not between 2^0 and 2^\(Chip.greatestLogHeight)"
        case .programColumn(let chip, let index):
            "\(chip): program column \(index) is not between 0 and \(Chip.greatestProgramColumnCount - 1)"
        case .fixedColumn(let chip):
            "\(chip): a fixed column has not one value for each row, or reads bits that row numbers do not have"
        case .emptyRule(let chip, let element):
            "\(chip): \(element) says nothing"
        case .committedLookup(let chip, let interaction):
            "\(chip): the lookup table \(interaction) has committed columns in its tuple, which the prover chooses"
        case .lookupHeight(let chip, let interaction):
            "\(chip): the lookup table \(interaction) has a dynamic height, which the prover chooses"
        case .lookupBus(let chip, let interaction):
            "\(chip): \(interaction) is on a lookup table's bus, and does not send 0 or 1 times"
        case .openLookup(let chip, let interaction):
            "\(chip): rows of the lookup table \(interaction) beyond the program's can be looked up"
        case .unboundMultiplicity(let chip, let interaction):
            "\(chip): no rule holds the multiplicity of \(interaction) to 0 or 1, and it is not exempted"
        case .needlessExemption(let chip, let interaction):
            "\(chip): no interaction \(interaction) needs an exemption, or another has been given"
        case .unexplainedExemption(let chip, let interaction):
            "\(chip): the exemption of \(interaction) has no reason"
        case .noClock(let chip, let bits):
            "\(chip): accesses are ordered by timestamps below 2^\(bits), which no clock of the machine keeps there"
        case .clock(let bus):
            "the clock on bus \(bus) has no such bus or element, or begins beyond its bound"
        case .clockControl(let chip):
            "\(chip): a row must take control once, and pass it on at most once, by one multiplicity of 0 or 1"
        case .clockStep(let chip, let interaction):
            "\(chip): the timestamp of \(interaction) is not the received one plus a positive constant"
        case .timestamps(let logHeights, let bits):
            "tables of up to \(logHeights.map { "2^\($0)" }.joined(separator: ", ")) rows could move timestamps to 2^\(bits)"
        }
    }
}

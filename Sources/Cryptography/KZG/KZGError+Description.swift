extension KZGError: CustomStringConvertible {
    /// One line that tells what is wrong with which input.
    public var description: String {
        switch self {
        case .wrongLength(let operand, let expected, let got):
            "\(operand) has \(got) bytes instead of \(expected)"
        case .notCanonical(let operand, let position):
            "field element \(position) of \(operand) is not below the modulus"
        case .notInG1(let operand):
            "\(operand) is not a compressed point of G1"
        case .unequalCounts(let expected, let got):
            "a list has \(got) entries instead of \(expected)"
        case .cellIndexOutOfRange(let index):
            "cell index \(index) is not below \(KZG.cellsPerExtendedBlob)"
        case .cellIndicesNotAscending(let position):
            "the cell index at position \(position) is not above the one before it"
        case .cellCountOutOfRange(let got, let allowed):
            "\(got) cells are given, \(allowed.lowerBound) to \(allowed.upperBound) are needed"
        case .commitmentIndexOutOfRange(let index):
            "commitment index \(index) is beyond the list of commitments"
        case .inconsistentCells:
            "the cells are not values of one polynomial of a blob's degree"
        }
    }
}

extension KZGError.Operand: CustomStringConvertible {
    /// The name.
    public var description: String {
        switch self {
        case .blob: "blob"
        case .commitment: "commitment"
        case .proof: "proof"
        case .z: "z"
        case .y: "y"
        case .cell: "cell"
        }
    }
}

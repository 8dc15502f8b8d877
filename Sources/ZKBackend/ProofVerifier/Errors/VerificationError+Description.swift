extension VerificationError: CustomStringConvertible {
    /// The rule that the proof breaks, in words.
    public var description: String {
        switch self {
        case .unknownVersion(let version):
            "proof format \(version) is unknown"
        case .foreignMachine:
            "the verification key is for another machine"
        case .securityLevel(let required, let got):
            "the key promises \(got) bits of security where \(required) are required"
        case .levelOutOfReach(let securityBits, let logSize):
            "no parameters reach \(securityBits) bits for a table of 2^\(logSize) cells"
        case .shape(let rule):
            "the header's used rows are refused: \(rule)"
        case .publicValues:
            "no run has these public values"
        case .truncated(let label, let index):
            "the proof ends before \(label)[\(index)]"
        case .trailingBytes(let count):
            "\(count) bytes follow the proof's last field"
        case .nonCanonicalElement(let label, let index, let offset):
            "\(label)[\(index)]: the field element at byte \(offset) is not canonical"
        case .grinding(let label, let index, let bits):
            "\(label)[\(index)]: the proof of work has fewer than \(bits) bits"
        case .merkleRoot(let round):
            "the rows opened in WHIR round \(round) do not belong to its commitment"
        case .finalTable(let row):
            "WHIR's final table disagrees with the folded row \(row) of the last codeword"
        case .sumcheck(let label, let round):
            "\(label): the sumcheck fails in round \(round)"
        case .zeroDenominator:
            "the sum of the interactions' fractions has a zero denominator"
        case .unbalancedBuses:
            "what is sent on the buses is not what is received"
        case .columnValues:
            "the claimed column values contradict the constraints or the buses"
        case .openedValue:
            "WHIR's last claim is not the final table's value times the weight"
        case .verifierFault(let expected, let got):
            "the verifier itself is at fault: lists of \(expected) and \(got) elements where both must be as long"
        }
    }
}

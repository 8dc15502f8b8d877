extension WHIRConfiguration.Invalid: CustomStringConvertible {
    /// What is wrong with the parameters, for whoever chose them.
    public var description: String {
        switch self {
        case .noRounds:
            "WHIR needs at least one codeword"
        case .wrongRoundCount(let list, let expected, let got):
            "\(list) has \(got) elements for \(expected) codewords"
        case .domainOutOfRange(let logSize, let logInverseRate):
            "2^\(logSize) values at rate 2^-\(logInverseRate) are not between 2 values at rate 1/2 and a domain of 2^32"
        case .foldsOutOfRange(let logSize):
            "the folding factors are not positive numbers that add up to at most \(logSize) variables"
        case .shrinkOutOfRange(let round):
            "the domain after codeword \(round) does not shrink by 2, 4 or 8, or by more than its folds"
        case .roundOutOfRange(let round):
            "codeword \(round) has no query, no out-of-domain sample, or proof-of-work bits outside 0 to 63"
        case .levelOutOfReach(let securityBits):
            "\(securityBits) bits are out of reach of a field of 192 bits, or of Keccak-256's 128 against collisions"
        }
    }
}

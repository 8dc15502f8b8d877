/// The names of WHIR's messages and challenges in the transcript; indices count codewords, or bound variables.
enum WHIRLabel {
    /// Statement: all parameters.
    static let parameters: StaticString = "whir parameters"
    /// Statement: the opened value.
    static let value: StaticString = "whir value"
    /// Message: the Merkle root of a codeword.
    static let root: StaticString = "whir root"
    /// Challenge: the out-of-domain points of a codeword.
    static let outOfDomainPoint: StaticString = "whir out-of-domain point"
    /// Message: the answers at these points.
    static let outOfDomainAnswer: StaticString = "whir out-of-domain answer"
    /// Challenge: the powers that join claims into one.
    static let combination: StaticString = "whir combination"
    /// Message: the polynomial of a sumcheck round.
    static let sumcheck: StaticString = "whir sumcheck"
    /// Challenge: what a variable is bound to.
    static let fold: StaticString = "whir fold"
    /// Message: the last table.
    static let finalTable: StaticString = "whir final table"
    /// Message: the proof of work before queries.
    static let queryGrinding: StaticString = "whir query grinding"
    /// Challenge: the queried rows of a codeword.
    static let queries: StaticString = "whir queries"
    /// Opening: a queried row.
    static let row: StaticString = "whir row"
    /// Opening: a node of a path to the root.
    static let path: StaticString = "whir path"
}

extension Transcript {
    /// The distinct rows of a codeword to open, in ascending order, of `queryCount` that are drawn.
    mutating func queryPositions(of round: WHIRConfiguration.Round, _ index: Int) -> [Int] {
        let drawn = positions(WHIRLabel.queries, index, count: round.queryCount, logSize: round.logDomainSize)
        return Array(Set(drawn)).sorted()
    }
}

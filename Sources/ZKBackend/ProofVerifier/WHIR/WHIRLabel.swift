/// The names of WHIR's messages and challenges in the transcript; indices count codewords, or bound variables.
package enum WHIRLabel {
    /// Statement: all parameters.
    package static let parameters: StaticString = "whir parameters"
    /// Statement: the opened value.
    package static let value: StaticString = "whir value"
    /// Message: the Merkle root of a codeword.
    package static let root: StaticString = "whir root"
    /// Challenge: the out-of-domain points of a codeword.
    package static let outOfDomainPoint: StaticString = "whir out-of-domain point"
    /// Message: the answers at these points.
    package static let outOfDomainAnswer: StaticString = "whir out-of-domain answer"
    /// Challenge: the powers that join claims into one.
    package static let combination: StaticString = "whir combination"
    /// Message: the polynomial of a sumcheck round.
    package static let sumcheck: StaticString = "whir sumcheck"
    /// Challenge: what a variable is bound to.
    package static let fold: StaticString = "whir fold"
    /// Message: the last table.
    package static let finalTable: StaticString = "whir final table"
    /// Message: the proof of work before queries.
    package static let queryGrinding: StaticString = "whir query grinding"
    /// Challenge: the queried rows of a codeword.
    package static let queries: StaticString = "whir queries"
    /// Opening: a queried row.
    package static let row: StaticString = "whir row"
    /// Opening: a node of a path to the root.
    package static let path: StaticString = "whir path"
}

extension Transcript {
    /// The distinct rows of a codeword to open, in ascending order, of `queryCount` that are drawn.
    package mutating func queryPositions(of round: WHIRConfiguration.Round, _ index: Int) -> [Int] {
        let drawn = positions(WHIRLabel.queries, index, count: round.queryCount, logSize: round.logDomainSize)
        return Array(Set(drawn)).sorted()
    }
}

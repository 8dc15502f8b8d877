import Primitives

extension WHIRConfiguration {
    /// Every parameter as 64-bit little-endian words: what prover and verifier absorb before the commitment.
    package var statementBytes: [UInt8] {
        let words =
            [logSize, logInverseRate, rounds.count]
            + rounds.flatMap {
                [
                    $0.foldingFactor, $0.logInverseRate, $0.outOfDomainSampleCount, $0.queryCount, $0.queryGrindingBits,
                ]
            }
        return words.flatMap { UInt64($0).littleEndianBytes }
    }
}

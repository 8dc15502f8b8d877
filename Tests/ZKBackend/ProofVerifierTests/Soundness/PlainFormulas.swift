import Foundation
import ProofVerifier

/// The terms of WHIR in logarithms, written from the papers a second time, with nothing of the calculator in them.
enum PlainFormulas {
    /// log2 of the challenge field's size.
    static let logFieldSize = 3 * log2(18_446_744_069_414_584_321.0)

    /// Size of the challenge field.
    static let fieldSize = exp2(logFieldSize)

    /// Of every codeword the best multiplicity.
    static func words(of configuration: WHIRConfiguration) -> [Word] {
        configuration.rounds.map { round in
            let candidates = (3...128).map { Word(round: round, multiplicity: Double($0)) }
            let best = candidates.map { $0.ownBits(round) }.max() ?? 0
            return candidates.first { $0.ownBits(round) == best } ?? candidates[0]
        }
    }

    /// Provable bits of a configuration: of all rounds the least.
    static func bits(of configuration: WHIRConfiguration) -> Double {
        let words = words(of: configuration)
        var least = Double.infinity
        for (index, round) in configuration.rounds.enumerated() {
            least = min(least, words[index].sampleBits(round.outOfDomainSampleCount))
            for step in 1...round.foldingFactor { least = min(least, words[index].foldBits(step: step)) }
            let missed = exp2(-words[index].queryBits(round.queryCount))
            let combined =
                index + 1 < words.count
                ? exp2(words[index + 1].logList - logFieldSize)
                    * Double(round.queryCount + configuration.rounds[index + 1].outOfDomainSampleCount) : 0
            least = min(least, -log2(missed + combined) + Double(round.queryGrindingBits))
        }
        return least
    }

    /// A codeword at one decoding radius.
    struct Word {
        let variableCount: Double
        let logInverseRate: Double
        let multiplicity: Double

        init(round: WHIRConfiguration.Round, multiplicity: Double) {
            variableCount = Double(round.variableCount)
            logInverseRate = Double(round.logInverseRate)
            self.multiplicity = multiplicity
        }

        var listSize: Double { exp2(logList) }

        /// (m + 1/2) / sqrt(rho).
        var logList: Double { log2(multiplicity + 0.5) + logInverseRate / 2 }

        /// Bits of one query: -log2(sqrt(rho) (1 + 1/2m)).
        func queryBits(_ count: Int) -> Double {
            Double(count) * (logInverseRate / 2 - log2(1 + 1 / (2 * multiplicity)))
        }

        func sampleBits(_ count: Int) -> Double {
            Double(count) * (logFieldSize + 1 - variableCount) - 2 * logList
        }

        /// 3 L / F + ((2 h^5 + 3 h theta rho) n / (3 rho^1.5) + h / sqrt(rho)) / F.
        func foldBits(step: Int) -> Double {
            let h = multiplicity + 0.5
            let rate = exp2(-logInverseRate)
            let theta = 1 - rate.squareRoot() * (1 + 1 / (2 * multiplicity))
            let length = exp2(variableCount - Double(step) + logInverseRate)
            let curve = (2 * pow(h, 5) + 3 * h * theta * rate) * length / (3 * pow(rate, 1.5))
            return logFieldSize - log2(3 * exp2(logList) + curve + h / rate.squareRoot())
        }

        func ownBits(_ round: WHIRConfiguration.Round) -> Double {
            min(
                sampleBits(round.outOfDomainSampleCount),
                foldBits(step: 1),
                queryBits(round.queryCount) + Double(round.queryGrindingBits)
            )
        }
    }
}

extension WHIRConfiguration {
    /// Multiplicities m of the interpolation argument that the analysis tries for a codeword.
    ///
    /// The radius is 1 - sqrt(rho) (1 + 1/2m). Theorem 4.2 of BCHKS25 takes m of 3 or more; above 128 a query gains
    /// under 0.006 bits.
    static let multiplicities = 3...128

    /// The codewords at the radius that serves each best, the multiplicity m with the least of its largest errors.
    ///
    /// A larger radius makes a query catch more and everything else err more. Every choice proves what it says, so the
    /// best one is a proof too.
    func codewords() -> [WHIRCodeword] {
        rounds.map { round in
            var best = round.codeword(multiplicity: Self.multiplicities.lowerBound)
            var leastError = round.largestError(of: best)
            for multiplicity in Self.multiplicities.dropFirst() {
                let word = round.codeword(multiplicity: multiplicity)
                let error = round.largestError(of: word)
                if error < leastError { (best, leastError) = (word, error) }
            }
            return best
        }
    }

    /// Soundness of the out-of-domain samples, their combination with the claim that is opened, the folds and the shift
    /// queries of every codeword, of the sumcheck over the final polynomial, and of the final queries, in the order of
    /// the protocol.
    ///
    /// Names count codewords and folds as the public calculator does, but the first codeword has out-of-domain samples
    /// of its own: after them at most one polynomial answers for the commitment, so what the claims were derived by
    /// needs no list size.
    public func soundness() -> SoundnessReport {
        var report = SoundnessReport()
        let words = codewords()
        for (index, (round, word)) in zip(rounds, words).enumerated() {
            let list = "L_\(index) = \(Int(word.listSize.rounded(.up)))"
            let samples = round.outOfDomainSampleCount
            report.add(
                "OOD(i=\(index))",
                formula: "L_\(index)^2 / 2 (2^\(round.variableCount) / |K|)^\(samples), \(list)",
                error: word.agreementError(samples: samples)
            )
            if index == 0 {
                // From here on every listed polynomial counts: the others violate nothing but the samples.
                report.add(
                    "combination(i=0)",
                    formula: "L_0 \(samples) / |K|, \(list)",
                    error: word.combinationError(claims: Double(samples) + 1)
                )
            } else {
                let previous = rounds[index - 1]
                report.add(
                    "Shift(i=\(index))",
                    formula: "(1 - delta_\(index - 1))^\(previous.queryCount)"
                        + " + L_\(index) (\(previous.queryCount) + \(samples)) / |K|, \(words[index - 1].distanceText)",
                    error: words[index - 1].queryError(queries: previous.queryCount)
                        + word.combinationError(claims: Double(previous.queryCount) + Double(samples) + 1),
                    grindingBits: previous.queryGrindingBits
                )
            }
            for step in 1...round.foldingFactor {
                report.add(
                    "fold(i=\(index),s=\(step))",
                    formula: "\(Self.constraintDegree) L_\(index) / |K| + err*(C_\(index),\(step)), \(list)",
                    error: word.foldError(step: step, constraintDegree: Self.constraintDegree)
                )
            }
        }
        if let round = rounds.last, let word = words.last {
            report.add(
                "final sumcheck",
                formula: "\(finalVariableCount) rounds of 2 / |K|",
                error: Double(2 * finalVariableCount) / ChallengeField.goldilocksCubic.size
            )
            report.add(
                "fin",
                formula: "(1 - delta_\(rounds.count - 1))^\(round.queryCount), \(word.distanceText)",
                error: word.queryError(queries: round.queryCount),
                grindingBits: round.queryGrindingBits
            )
        }
        return report
    }

    /// Whether every term is worth at least that many bits.
    public func meets(securityBits: Int) -> Bool {
        soundness().meets(securityBits: securityBits)
    }
}

extension WHIRConfiguration.Round {
    /// The codeword at the radius of a multiplicity.
    func codeword(multiplicity: Int) -> WHIRCodeword {
        WHIRCodeword(variableCount: variableCount, logInverseRate: logInverseRate, multiplicity: multiplicity)
    }

    /// Largest of the errors that depend on this codeword's radius alone, queries after grinding.
    fileprivate func largestError(of word: WHIRCodeword) -> Double {
        max(
            word.agreementError(samples: outOfDomainSampleCount),
            word.foldError(step: 1, constraintDegree: WHIRConfiguration.constraintDegree),
            word.queryError(queries: queryCount) * powerOfTwo(-queryGrindingBits)
        )
    }
}

extension WHIRCodeword {
    /// A codeword of our own system at the radius of a multiplicity.
    init(variableCount: Int, logInverseRate: Int, multiplicity: Int) {
        regime = ProximityRegime(.johnsonMultiplicity(multiplicity), over: .goldilocksCubic)
        logDegree = variableCount
        self.logInverseRate = logInverseRate
    }

    /// The radius and the multiplicity behind it, for reports.
    fileprivate var distanceText: String {
        guard case .johnsonMultiplicity(let multiplicity) = regime.radius else { return "" }
        return "1 - delta = sqrt(2^-\(logInverseRate)) (1 + 1/\(2 * multiplicity))"
    }
}

/// One codeword of a WHIR proof in the analysis: its size, its rate and the decoding radius chosen for it.
///
/// The terms are those of the WHIR paper's theorem 5.2 (eprint 2024/1586), each as soundcalc states it; F is the size
/// of the challenge field, L the list size, and the errors are before grinding.
package struct WHIRCodeword {
    /// Radius and field.
    package var regime: ProximityRegime
    /// log2 of the polynomial's coefficients.
    package var logDegree: Int
    /// log2 of the inverse rate.
    package var logInverseRate: Int

    /// A word of so many coefficients at a rate, decoded up to a regime's radius.
    package init(regime: ProximityRegime, logDegree: Int, logInverseRate: Int) {
        self.regime = regime
        self.logDegree = logDegree
        self.logInverseRate = logInverseRate
    }

    /// Code rate.
    package var rate: Double { powerOfTwo(-logInverseRate) }

    /// Bound on the number of codewords that are close to a word.
    package var listSize: Double { regime.listSize(rate: rate) }

    /// Soundcalc's term for two listed polynomials agreeing at all out-of-domain samples: L^2 (2^m / 2F)^samples.
    package func outOfDomainError(samples: Int) -> Double {
        listSize * listSize * power(powerOfTwo(logDegree - 1) / regime.field.size, samples)
    }

    /// Two listed polynomials agreeing at all samples, by the union bound over their pairs: L^2 / 2 (2^m / F)^samples.
    ///
    /// With one sample it is soundcalc's term; with more that one is smaller by 2^(samples - 1), which our own system
    /// does not claim.
    package func agreementError(samples: Int) -> Double {
        listSize * listSize / 2 * power(powerOfTwo(logDegree) / regime.field.size, samples)
    }

    /// One sumcheck round and the folding by its challenge, the `step`-th of this word, from 1: d L / F + err(C, 2).
    package func foldError(step: Int, constraintDegree: Int) -> Double {
        Double(constraintDegree) * listSize / regime.field.size
            + regime.powersError(rate: rate, dimension: powerOfTwo(logDegree - step), count: 2)
    }

    /// All queries missing the places where a far word was altered: (1 - delta)^queries.
    package func queryError(queries: Int) -> Double {
        power(1 - regime.distance(rate: rate), queries)
    }

    /// A combination of claims holding for a listed word although one of the claims is wrong: L (claims - 1) / F.
    package func combinationError(claims: Double) -> Double {
        listSize * (claims - 1) / regime.field.size
    }
}

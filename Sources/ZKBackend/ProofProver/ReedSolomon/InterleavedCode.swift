package import ProofVerifier

/// Reed-Solomon code on 2^logPolynomialCount polynomials side by side: a row of the codeword holds all of them at one
/// point.
///
/// A table f of 2^(logPolynomialCount + logCoefficientCount) elements is read as polynomials: number j has the
/// coefficients f[j * 2^logCoefficientCount + i] of X^i.
package struct InterleavedCode: Hashable, Sendable {
    /// log2 of the polynomials, which are the elements of a row.
    package let logPolynomialCount: Int
    /// log2 of the coefficients of each polynomial.
    package let logCoefficientCount: Int
    /// log2 of the rows for each coefficient.
    package let logInverseRate: Int
    /// The point of each row.
    package let domain: ReedSolomonDomain

    /// The code of a shape; nil when the field has no domain of 2^(logCoefficientCount + logInverseRate) points.
    package init?(logPolynomialCount: Int, logCoefficientCount: Int, logInverseRate: Int) {
        guard logPolynomialCount >= 0, logCoefficientCount >= 0, logInverseRate >= 0,
            let domain = ReedSolomonDomain(logSize: logCoefficientCount + logInverseRate)
        else { return nil }
        self.init(domain: domain, logPolynomialCount: logPolynomialCount, logInverseRate: logInverseRate)
    }

    /// The code on a domain, of which a part of 2^-logInverseRate gives the number of coefficients.
    package init(domain: ReedSolomonDomain, logPolynomialCount: Int, logInverseRate: Int) {
        self.domain = domain
        self.logPolynomialCount = logPolynomialCount
        self.logInverseRate = logInverseRate
        logCoefficientCount = domain.logSize - logInverseRate
    }

    /// Elements of a table.
    package var elementCount: Int { 1 << (logPolynomialCount + logCoefficientCount) }

    /// Rows of a coset: as many as a polynomial has coefficients.
    package var rowsPerCoset: Int { 1 << logCoefficientCount }

    /// Cosets whose rows, one after the other, make the codeword.
    package var cosetCount: Int { 1 << logInverseRate }
}

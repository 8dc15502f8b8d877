package import Cryptography

/// A sum of multiples of variables, the constants being multiples of `Variable.one`.
///
/// Sums keep terms as they come; equal variables are merged when a constraint is made.
package struct LinearCombination: Sendable {
    /// A multiple of a variable.
    package struct Term: Sendable {
        /// The variable.
        package let variable: Variable
        /// Its factor.
        package let coefficient: BN254.Fr

        /// `coefficient` times `variable`.
        package init(_ coefficient: BN254.Fr, _ variable: Variable) {
            self.variable = variable
            self.coefficient = coefficient
        }
    }

    /// The terms in order of addition.
    package private(set) var terms: [Term]

    /// The sum of terms.
    package init(_ terms: [Term]) {
        self.terms = terms
    }

    /// The variable itself.
    package init(_ variable: Variable) {
        self.init([Term(.one, variable)])
    }

    /// A constant.
    package init(_ constant: BN254.Fr) {
        self.init(constant.isZero ? [] : [Term(constant, .one)])
    }

    /// The constant of a small integer.
    package init(_ constant: UInt64) {
        self.init(BN254.Fr(constant))
    }

    /// Zero.
    package static var zero: Self { Self([]) }

    /// One.
    package static var one: Self { Self(Variable.one) }

    /// Adds a multiple of a variable.
    package mutating func add(_ coefficient: BN254.Fr, _ variable: Variable) {
        terms.append(Term(coefficient, variable))
    }

    /// The same combination with one term for each variable, in order of variables, and no zero coefficients.
    package var merged: Self {
        guard terms.count > 1 else { return Self(terms.filter { !$0.coefficient.isZero }) }
        var result: [Term] = []
        result.reserveCapacity(terms.count)
        for term in terms.sorted(by: { $0.variable.code < $1.variable.code }) {
            if let last = result.last, last.variable == term.variable {
                // Addition is commutative, so that the order of equal variables does not matter.
                result[result.count - 1] = Term(last.coefficient + term.coefficient, term.variable)
            } else {
                result.append(term)
            }
        }
        result.removeAll { $0.coefficient.isZero }
        return Self(result)
    }
}

extension LinearCombination {
    /// Sum.
    package static func + (a: Self, b: Self) -> Self { Self(a.terms + b.terms) }

    /// Difference.
    package static func - (a: Self, b: Self) -> Self { a + -b }

    /// Additive inverse.
    package static prefix func - (a: Self) -> Self { a * -BN254.Fr.one }

    /// Product with a constant.
    package static func * (a: Self, b: BN254.Fr) -> Self {
        Self(a.terms.map { Term($0.coefficient * b, $0.variable) })
    }

    /// Adds `b`.
    package static func += (a: inout Self, b: Self) { a.terms += b.terms }

    /// Subtracts `b`.
    package static func -= (a: inout Self, b: Self) { a = a - b }
}

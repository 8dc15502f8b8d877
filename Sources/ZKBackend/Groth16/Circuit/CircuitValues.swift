package import Cryptography

/// The values of the variables that a circuit has so far.
package struct CircuitValues: Sendable {
    /// The constant one, then public inputs.
    private(set) var publicValues: [BN254.Fr] = [.one]
    /// Private values.
    private(set) var privateValues: [BN254.Fr] = []

    /// The value of a variable of the same builder.
    package subscript(variable: Variable) -> BN254.Fr {
        variable.isPublic ? publicValues[variable.position] : privateValues[variable.position]
    }

    /// The value of a combination of variables of the same builder.
    package subscript(combination: LinearCombination) -> BN254.Fr {
        var sum = BN254.Fr.zero
        for term in combination.terms { sum += term.coefficient * self[term.variable] }
        return sum
    }

    mutating func appendPublic(_ value: BN254.Fr) { publicValues.append(value) }

    mutating func appendPrivate(_ value: BN254.Fr) { privateValues.append(value) }
}

package import Cryptography

/// Values of all variables of a constraint system: the constant one, public inputs, private values.
package struct Assignment: Sendable {
    /// The value of each column.
    package let values: [BN254.Fr]
    /// How many of the values are public, the constant one among them.
    package let publicCount: Int

    /// The values of a system's variables, of which the first `publicCount` are public.
    package init(values: [BN254.Fr], publicCount: Int) {
        self.values = values
        self.publicCount = publicCount
    }

    /// The public inputs in order of allocation, without the constant one.
    package var publicInputs: [BN254.Fr] { Array(values.prefix(publicCount).dropFirst()) }
}

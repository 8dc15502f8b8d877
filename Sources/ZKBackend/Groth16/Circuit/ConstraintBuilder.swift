package import Cryptography

/// Builds a rank-1 constraint system, and its assignment on the way.
///
/// The same code of a circuit runs in two ways. With the purpose `shape` no value is computed: closures given to
/// `allocatePublic` and `allocatePrivate` are not called, and the result is what a set-up needs. With the purpose
/// `assignment` they are called at once. A circuit's shape must not depend on values; `R1CS.digest` tells when it did.
///
/// ```swift
/// var builder = ConstraintBuilder(.assignment)
/// let product = builder.allocatePublic { _ in BN254.Fr(15) }
/// let a = builder.allocatePrivate { _ in BN254.Fr(3) }
/// let b = builder.allocatePrivate { $0[product] * $0[a].inverse }
/// builder.constrain("factors", LinearCombination(a), LinearCombination(b), LinearCombination(product))
/// if let assignment = builder.assignment { try builder.constraintSystem.check(assignment) }
/// ```
package struct ConstraintBuilder: Sendable {
    /// What a circuit is built for.
    package enum Purpose: Sendable {
        /// Constraints alone: for a set-up.
        case shape
        /// Constraints and values: for a proof.
        case assignment
    }

    /// What the circuit is built for.
    package let purpose: Purpose
    private var knownValues = CircuitValues()
    private var publicCount = 1
    private var privateCount = 0
    private var a = SparseRows()
    private var b = SparseRows()
    private var c = SparseRows()
    private var names = ConstraintNames()
    private var scope = ConstraintNames.top

    /// A builder without constraints, whose only variable is `Variable.one`.
    package init(_ purpose: Purpose) {
        self.purpose = purpose
    }

    /// The values so far, or nil when the builder makes a shape.
    package var values: CircuitValues? { purpose == .assignment ? knownValues : nil }

    /// Number of constraints so far.
    package var constraintCount: Int { a.count }

    /// The next public input.
    ///
    /// - Parameter value: Its value, from those of earlier variables; called only if the builder makes an assignment.
    /// - Returns: The variable, a public input of the proof.
    package mutating func allocatePublic(_ value: (CircuitValues) -> BN254.Fr) -> Variable {
        if purpose == .assignment { knownValues.appendPublic(value(knownValues)) }
        publicCount += 1
        return Variable(code: UInt32(publicCount - 1))
    }

    /// The next private value.
    ///
    /// - Parameter value: Its value, from those of earlier variables; called only if the builder makes an assignment.
    /// - Returns: The variable, part of the witness.
    package mutating func allocatePrivate(_ value: (CircuitValues) -> BN254.Fr) -> Variable {
        if purpose == .assignment { knownValues.appendPrivate(value(knownValues)) }
        privateCount += 1
        return Variable(code: UInt32(privateCount - 1) | Variable.privateBit)
    }

    /// Demands `a * b = c`.
    ///
    /// - Parameters:
    ///   - name: What the constraint is for, in the words that a message should use.
    ///   - a: The first factor.
    ///   - b: The second factor.
    ///   - c: The product.
    package mutating func constrain(
        _ name: String,
        _ a: LinearCombination,
        _ b: LinearCombination,
        _ c: LinearCombination
    ) {
        self.a.append(a.merged)
        self.b.append(b.merged)
        self.c.append(c.merged)
        names.append(names.path(name, in: scope))
    }

    /// A new private variable that is constrained to be a product.
    package mutating func product(_ name: String, _ a: LinearCombination, _ b: LinearCombination) -> Variable {
        let product = allocatePrivate { $0[a] * $0[b] }
        constrain(name, a, b, LinearCombination(product))
        return product
    }

    /// Demands that two combinations are equal, by one constraint.
    package mutating func constrainEqual(_ name: String, _ a: LinearCombination, _ b: LinearCombination) {
        constrain(name, a - b, .one, .zero)
    }

    /// Runs a part of the circuit, whose constraints get the label before their names.
    package mutating func within<Result, Failure: Error>(
        _ label: String,
        _ part: (inout Self) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let outer = scope
        scope = names.path(label, in: outer)
        defer { scope = outer }
        return try part(&self)
    }

    /// The system of all constraints so far.
    package var constraintSystem: R1CS {
        R1CS(
            publicCount: publicCount,
            privateCount: privateCount,
            a: a.matrix(publicCount: publicCount),
            b: b.matrix(publicCount: publicCount),
            c: c.matrix(publicCount: publicCount),
            names: names
        )
    }

    /// The values of all variables so far, or nil when the builder makes a shape.
    package var assignment: Assignment? {
        guard purpose == .assignment else { return nil }
        return Assignment(
            values: knownValues.publicValues + knownValues.privateValues,
            publicCount: knownValues.publicValues.count
        )
    }
}

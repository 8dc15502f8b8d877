import ProofKernels
package import ProofVerifier

/// What the row kernels compute for a chip: its operations, and how constraints and leaves are weighted.
package struct RowRules: Sendable {
    let program: ConstraintProgram
    private let coefficients: [CubicExtension]
    private let elements: [proof_tuple_element]
    private let interactions: [proof_interaction]
    private let leaves: [proof_leaf]
    private let mu: CubicExtension

    /// Number of leaves of a row.
    package var leafCount: Int { leaves.count }

    /// The batch of a chip: constraints and leaves.
    package init(_ polynomials: ChipPolynomials, batch: ChipBatch) {
        self.init(
            polynomials,
            ConstraintProgram(polynomials, for: .batch),
            coefficients: batch.constraintCoefficients,
            fingerprints: batch.fingerprints,
            weights: batch.leafWeights,
            mu: batch.mu
        )
    }

    /// The leaves of a chip alone, each of weight 1.
    ///
    /// - Parameters:
    ///   - polynomials: The chip's.
    ///   - fingerprints: The denominators of its interactions.
    ///   - mu: A leaf N / D counts as N + mu D.
    package init(_ polynomials: ChipPolynomials, fingerprints: [ChipBatch.Fingerprint], mu: CubicExtension = .zero) {
        self.init(
            polynomials,
            ConstraintProgram(polynomials, for: .leaves),
            coefficients: [],
            fingerprints: fingerprints,
            weights: polynomials.leaves.map { _ in .one },
            mu: mu
        )
    }

    /// A program whose outputs are looked at one by one.
    package init(_ polynomials: ChipPolynomials, evaluating program: ConstraintProgram) {
        self.init(polynomials, program, coefficients: [], fingerprints: [], weights: [], mu: .zero)
    }

    private init(
        _ polynomials: ChipPolynomials,
        _ program: ConstraintProgram,
        coefficients: [CubicExtension],
        fingerprints: [ChipBatch.Fingerprint],
        weights: [CubicExtension],
        mu: CubicExtension
    ) {
        self.program = program
        // The kernels get a place to read from even if nothing is emitted.
        self.coefficients = coefficients + [.zero]
        self.mu = mu
        var elements: [proof_tuple_element] = []
        interactions = zip(polynomials.interactionOutputs, fingerprints).map { outputs, fingerprint in
            let first = elements.count
            var constant = fingerprint.constant
            for (output, power) in zip(outputs.dropFirst(), fingerprint.powers) {
                // Constant elements belong to what all rows have in common.
                if case .constant(let value) = polynomials.nodes[polynomials.outputs[output]] {
                    constant += power * value
                } else {
                    let place = UInt32(program.outputs[output] ?? 0)
                    elements.append(proof_tuple_element(place: place, reserved: 0, factor: power.words))
                }
            }
            return proof_interaction(
                multiplicity: UInt32(program.outputs[outputs.lowerBound] ?? 0),
                first_element: UInt32(first),
                element_count: UInt32(elements.count - first),
                reserved: 0,
                constant: constant.words
            )
        }
        self.elements = elements
        leaves = zip(polynomials.leaves, weights).map { leaf, weight in
            switch leaf {
            case .one(let interaction):
                proof_leaf(first: UInt32(interaction), second: PROOF_NO_INTERACTION, weight: weight.words)
            case .two(let first, let second):
                proof_leaf(first: UInt32(first), second: UInt32(second), weight: weight.words)
            }
        }
    }

    /// Lends the rules to the kernels.
    func withKernelRules<Result>(_ body: (UnsafePointer<proof_rows>) -> Result) -> Result {
        coefficients.withUnsafeBufferPointer { coefficients in
            program.operations.withUnsafeBufferPointer { operations in
                elements.withUnsafeBufferPointer { elements in
                    interactions.withUnsafeBufferPointer { interactions in
                        leaves.withUnsafeBufferPointer { leaves in
                            let rules = proof_rows(
                                column_count: program.columnCount,
                                operations: operations.baseAddress,
                                operation_count: operations.count,
                                coefficients: coefficients.baseAddress.map(words),
                                elements: elements.baseAddress,
                                interactions: interactions.baseAddress,
                                leaves: leaves.baseAddress,
                                leaf_count: leaves.count,
                                denominator_factor: mu.words
                            )
                            return withUnsafePointer(to: rules, body)
                        }
                    }
                }
            }
        }
    }
}

extension CubicExtension {
    /// The coefficients, as C has them.
    var words: (UInt64, UInt64, UInt64) { (c0.value, c1.value, c2.value) }
}

import Cryptography
package import Groth16

extension ConstraintBuilder {
    /// Poseidon's digest of combinations.
    ///
    /// Three constraints for each S-box that does not act on a constant, as x^2, x^4 and x^5; additions and the matrix
    /// are free. With two inputs that are not constant there are 240.
    package mutating func poseidon(_ hash: Poseidon, _ inputs: [LinearCombination]) -> LinearCombination {
        within("Poseidon") { builder in
            let half = Poseidon.fullRoundCount / 2
            var state = PoseidonState([.zero] + inputs, hash: hash)
            for round in 0..<half { state.fullRound(round, &builder) }
            for round in half..<half + hash.partialRoundCount { state.partialRound(round, &builder) }
            for round in half + hash.partialRoundCount..<hash.roundCount { state.fullRound(round, &builder) }
            return state.combination(0)
        }
    }

    /// Poseidon's digest of two combinations.
    package mutating func poseidon(_ left: LinearCombination, _ right: LinearCombination) -> LinearCombination {
        poseidon(.two, [left, right])
    }

    /// The fifth power of a combination: three constraints, or none for a constant.
    fileprivate mutating func fifthPower(_ x: LinearCombination) -> LinearCombination {
        let square = multiplied("x^2", x, x)
        return multiplied("x^5", multiplied("x^4", square, square), x)
    }
}

/// The state of a permutation in a circuit, by coefficients over a growing basis.
///
/// In partial rounds all elements but the first change by linear maps alone. Combinations would double with each such
/// map; coefficients over the S-boxes' outputs grow by one a round.
private struct PoseidonState {
    private let hash: Poseidon
    /// What the coefficients belong to: the constant one first.
    private var basis: [LinearCombination]
    /// The coefficients of each element of the state.
    private var rows: [[BN254.Fr]]

    init(_ elements: [LinearCombination], hash: Poseidon) {
        self.hash = hash
        basis = [.one] + elements
        rows = elements.indices.map { row in (0...elements.count).map { $0 == row + 1 ? .one : .zero } }
    }

    /// An element of the state.
    func combination(_ index: Int) -> LinearCombination {
        var sum = LinearCombination.zero
        for (coefficient, element) in zip(rows[index], basis) where !coefficient.isZero { sum += element * coefficient }
        return sum
    }

    mutating func fullRound(_ round: Int, _ builder: inout ConstraintBuilder) {
        addConstants(round)
        var outputs = [LinearCombination.one]
        for index in rows.indices { outputs.append(builder.fifthPower(combination(index))) }
        basis = outputs
        rows = rows.indices.map { row in
            [.zero] + hash.matrix[row * hash.width..<(row + 1) * hash.width]
        }
    }

    mutating func partialRound(_ round: Int, _ builder: inout ConstraintBuilder) {
        addConstants(round)
        let output = builder.fifthPower(combination(0))
        for index in rows.indices { rows[index].append(.zero) }
        rows[0] = basis.map { _ in .zero } + [.one]
        basis.append(output)
        rows = rows.indices.map { row in
            var mixed = [BN254.Fr](repeating: .zero, count: basis.count)
            for column in rows.indices {
                let factor = hash.matrix[row * hash.width + column]
                for index in mixed.indices { mixed[index] += factor * rows[column][index] }
            }
            return mixed
        }
    }

    private mutating func addConstants(_ round: Int) {
        for index in rows.indices { rows[index][0] += hash.roundConstants[round * hash.width + index] }
    }
}

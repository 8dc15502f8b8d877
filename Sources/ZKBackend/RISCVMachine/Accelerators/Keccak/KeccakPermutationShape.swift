/// The constants of Keccak-f[1600] (FIPS 202, section 3.2), for the chip and for the rows that it gets.
///
/// Lane (x, y) has the number x + 5 y.
package enum KeccakPermutationShape {
    /// Rounds of the permutation.
    package static let roundCount = 24
    /// Lanes of a state.
    package static let laneCount = 25
    /// The bits of a lane that a round constant may change.
    package static let constantBits = [0, 1, 3, 7, 15, 31, 63]

    /// By how much rho rotates each lane: along the walk (x, y) -> (y, 2 x + 3 y) from (1, 0), the triangular numbers.
    package static let rotations: [Int] = {
        var rotations = [Int](repeating: 0, count: laneCount)
        var (x, y) = (1, 0)
        for step in 0..<24 {
            rotations[x + 5 * y] = (step + 1) * (step + 2) / 2 % 64
            (x, y) = (y, (2 * x + 3 * y) % 5)
        }
        return rotations
    }()

    /// Where pi takes the lane that it moves to each place.
    package static let sources: [Int] = (0..<laneCount).map { place in
        let (x, y) = (place % 5, place / 5)
        return (x + 3 * y) % 5 + 5 * x
    }

    /// The seven bits of each round's constant, as a number: the bits of a linear feedback shift register.
    package static let packedConstants: [UInt64] = {
        var register: UInt64 = 1
        return (0..<roundCount).map { _ in
            (0..<constantBits.count).reduce(0) { packed, bit in
                defer { register = register << 1 ^ (register >> 7 & 1) * 0x171 }
                return packed | (register & 1) << UInt64(bit)
            }
        }
    }()

    /// A round's constant, as iota adds it to lane 0.
    package static func constant(ofRound round: Int) -> UInt64 {
        constantBits.enumerated().reduce(0) { constant, entry in
            constant | (packedConstants[round] >> UInt64(entry.offset) & 1) << UInt64(entry.element)
        }
    }
}

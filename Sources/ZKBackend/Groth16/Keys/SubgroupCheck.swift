import Cryptography
import Primitives
import ProofProver

/// Whether many points of the twist are in the subgroup of order r.
enum SubgroupCheck {
    /// Combinations that are tried.
    private static let roundCount = 4

    /// Whether all points are, by random combinations of them.
    ///
    /// The twist's order is r (2p - r), and 10069 is the least prime factor of 2p - r. If a point has a part outside the
    /// subgroup, a combination with coefficients that are uniform below 2^14 loses it with a probability of at most
    /// 2 / 2^14, all four of them with 2^-52. Coefficients come from the transcript: who writes points can grind for
    /// bad luck, but that only spoils proofs of their own.
    ///
    /// - Parameters:
    ///   - points: Points of the twist.
    ///   - transcript: Bytes that commit to the points.
    ///   - workers: Threads.
    static func areAllInSubgroup(_ points: [BN254.G2], transcript: ArraySlice<UInt8>, workers: Workers) -> Bool {
        for round in 0..<roundCount {
            var coefficients: [UInt256] = []
            coefficients.reserveCapacity(points.count + 16)
            var block: UInt64 = 0
            while coefficients.count < points.count {
                let counter = withUnsafeBytes(of: block.bigEndian) { Array($0) }
                let hash = Keccak256.hash(Array(transcript) + [UInt8(truncatingIfNeeded: round)] + counter)
                let bytes = hash.bytes
                for index in stride(from: 0, to: bytes.count, by: 2) {
                    let word = UInt64(bytes[index]) << 8 | UInt64(bytes[index + 1])
                    coefficients.append(UInt256(word & 0x3fff))
                }
                block += 1
            }
            let sum = PointSums.sum(points, Array(coefficients.prefix(points.count)), workers)
            guard BN254.PreparedG2(sum) != nil else { return false }
        }
        return true
    }
}

/// How often the paths of a Merkle opening are counted as shared.
public enum PathSharing: Sendable {
    /// No two queries share a node.
    case worst
    /// As many nodes as random queries touch on average.
    case expected
}

/// Bits of opening `queryCount` leaves of `leafBits` bits each in a Merkle tree (soundcalc's size formulas).
package func merkleOpeningBits(
    leafCount: Int,
    queryCount: Int,
    leafBits: Int,
    digestBits: Int,
    sharing: PathSharing
) -> Double {
    let depth = logCeiling(leafCount)
    let queries = Double(queryCount)
    switch sharing {
    case .worst:
        return queries * Double(leafBits + min(leafBits, digestBits) + (depth - 1) * digestBits)
    case .expected:
        var siblings = 0.0
        var level = 1
        while level <= depth {
            let touched = power(1 - powerOfTwo(-level), queryCount) - power(1 - powerOfTwo(1 - level), queryCount)
            siblings += (powerOfTwo(level) * touched).rounded(.up)
            level += 1
        }
        return queries * Double(leafBits) + Double(digestBits) * siblings
    }
}

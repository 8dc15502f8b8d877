/// How far from the code a word may be while proximity gaps are still proven, and at what error.
///
/// Bounds of BCHKS25 ("On Proximity Gaps for Reed-Solomon Codes") as the public calculator soundcalc states them;
/// `rate` is the code's rate and `dimension` the number of coefficients k, so that the block length is n = k / rate.
public struct ProximityRegime: Sendable {
    /// Decoding radius that the analysis rests on.
    public enum Radius: Hashable, Sendable {
        /// Half the minimum distance: decoding is unique (BCHKS25, corollary 1.4).
        case uniqueDecoding
        /// The Johnson bound less a gap (BCHKS25, theorem 4.2); nil chooses the gap from the field's size.
        case johnson(gap: Double?)
        /// The Johnson bound with the gap sqrt(rate) / 2m.
        case johnsonMultiplicity(Int)
    }

    /// Decoding radius.
    public var radius: Radius
    /// Field of the challenges.
    public var field: ChallengeField

    /// Proximity gaps up to `radius`, whose errors are divided by the size of `field`.
    public init(_ radius: Radius, over field: ChallengeField) {
        self.radius = radius
        self.field = field
    }

    /// Relative distance theta up to which a word counts as close.
    public func distance(rate: Double) -> Double {
        switch radius {
        case .uniqueDecoding: (1 - rate) / 2
        case .johnson, .johnsonMultiplicity: 1 - rate.squareRoot() - gap(rate: rate)
        }
    }

    /// Bound on the number of codewords within that distance.
    public func listSize(rate: Double) -> Double {
        switch radius {
        case .uniqueDecoding: 1
        case .johnson: 1 / (2 * gap(rate: rate) * rate.squareRoot())
        case .johnsonMultiplicity(let m): (Double(m) + 0.5) / rate.squareRoot()
        }
    }

    /// Error of a random affine combination of two words keeping their distance.
    public func affineError(rate: Double, dimension: Double) -> Double {
        let blockLength = dimension / rate
        let theta = distance(rate: rate)
        guard let multiplicity = multiplicity(rate: rate) else {
            return (theta * blockLength + 1) / field.size
        }
        let h = multiplicity + 0.5
        let root = rate.squareRoot()
        let curve = (2 * power(h, 5) + 3 * h * theta * rate) * blockLength / (3 * rate * root)
        return (curve + h / root) / field.size
    }

    /// Error of combining `count` words with the powers of one challenge.
    public func powersError(rate: Double, dimension: Double, count: Int) -> Double {
        affineError(rate: rate, dimension: dimension) * Double(count - 1)
    }

    /// Error of combining `count` words with the multilinear Lagrange basis.
    public func multilinearError(rate: Double, dimension: Double, count: Int) -> Double {
        affineError(rate: rate, dimension: dimension) * Double(logCeiling(count))
    }

    /// Distance eta kept from the Johnson bound.
    private func gap(rate: Double) -> Double {
        let root = rate.squareRoot()
        switch radius {
        case .uniqueDecoding: return 0
        case .johnsonMultiplicity(let m): return root / (2 * Double(m))
        case .johnson(let chosen?): return chosen
        case .johnson(nil): return field.size > powerOfTwo(150) ? root / 100 : max(rate / 20, root / 100)
        }
    }

    /// Multiplicity m of the interpolation argument; nil under unique decoding.
    private func multiplicity(rate: Double) -> Double? {
        switch radius {
        case .uniqueDecoding: nil
        case .johnsonMultiplicity(let m): Double(m)
        // The gap is recovered from the distance, as the calculator does, so that the ceiling falls alike.
        case .johnson:
            max((rate.squareRoot() / (2 * (1 - rate.squareRoot() - distance(rate: rate)))).rounded(.up), 3)
        }
    }
}

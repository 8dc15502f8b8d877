/// Prime fields whose extensions proof systems draw their challenges from.
public enum BaseField: String, CaseIterable, Sendable {
    /// 2^64 - 2^32 + 1.
    case goldilocks = "Goldilocks"
    /// 2^31 - 2^27 + 1.
    case babyBear = "BabyBear"
    /// 2^31 - 2^24 + 1.
    case koalaBear = "KoalaBear"
    /// 2^31 - 1.
    case mersenne31 = "M31"

    /// The prime.
    public var order: UInt64 {
        switch self {
        case .goldilocks: 0xffff_ffff_0000_0001
        case .babyBear: 0x7800_0001
        case .koalaBear: 0x7f00_0001
        case .mersenne31: 0x7fff_ffff
        }
    }
}

/// Extension field of the verifier's challenges; its size bounds every algebraic soundness error.
public struct ChallengeField: Hashable, Sendable {
    /// The prime field below.
    public var base: BaseField
    /// Degree of the extension.
    public var degree: Int

    /// The field of our own proof system, F[x]/(x^3 - x - 1) over Goldilocks: 192 bits.
    public static let goldilocksCubic = ChallengeField(base: .goldilocks, degree: 3)

    /// The extension of `base` of a degree of at least 1; only its size matters, not which polynomial defines it.
    public init(base: BaseField, degree: Int) {
        self.base = base
        self.degree = degree
    }

    /// Number of elements, as a real number.
    public var size: Double { power(Double(base.order), degree) }

    /// Bits that one element of the prime field takes in a proof.
    public var baseElementBits: Int { 64 - base.order.leadingZeroBitCount }

    /// Bits that one challenge takes in a proof.
    public var elementBits: Int { baseElementBits * degree }
}

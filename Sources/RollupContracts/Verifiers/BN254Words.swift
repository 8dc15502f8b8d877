public import Primitives

/// A point of BN254's first group as contracts take it (EIP-196); zeros are the point at infinity.
public struct BN254G1Words: Hashable, Sendable {
    /// First coordinate.
    public var x: UInt256
    /// Second coordinate.
    public var y: UInt256

    /// Takes coordinates as they are: whether they are a point is checked where it is used.
    public init(x: UInt256, y: UInt256) {
        self.x = x
        self.y = y
    }

    /// Bytes of a point.
    public static let byteCount = 64

    /// Reads two big-endian words; nil for another number of bytes.
    public init?(_ bytes: some Collection<UInt8>) {
        guard let words = UInt256.words(bytes, count: 2) else { return nil }
        self.init(x: words[0], y: words[1])
    }

    /// Both coordinates, in order.
    public var words: [UInt256] { [x, y] }
}

/// A point of BN254's second group as contracts take it (EIP-197): of each coordinate the imaginary part first.
public struct BN254G2Words: Hashable, Sendable {
    /// Imaginary part of the first coordinate.
    public var xImaginary: UInt256
    /// Real part of the first coordinate.
    public var xReal: UInt256
    /// Imaginary part of the second coordinate.
    public var yImaginary: UInt256
    /// Real part of the second coordinate.
    public var yReal: UInt256

    /// Takes coordinates as they are: whether they are a point is checked where it is used.
    public init(xImaginary: UInt256, xReal: UInt256, yImaginary: UInt256, yReal: UInt256) {
        self.xImaginary = xImaginary
        self.xReal = xReal
        self.yImaginary = yImaginary
        self.yReal = yReal
    }

    /// Bytes of a point.
    public static let byteCount = 128

    /// Reads four big-endian words in the order of `words`; nil for another number of bytes.
    public init?(_ bytes: some Collection<UInt8>) {
        guard let words = UInt256.words(bytes, count: 4) else { return nil }
        self.init(xImaginary: words[0], xReal: words[1], yImaginary: words[2], yReal: words[3])
    }

    /// The four parts in EIP-197's order.
    public var words: [UInt256] { [xImaginary, xReal, yImaginary, yReal] }
}

extension UInt256 {
    /// Big-endian words that stand behind one another; nil unless there are exactly that many.
    static func words(_ bytes: some Collection<UInt8>, count: Int) -> [UInt256]? {
        guard bytes.count == 32 * count else { return nil }
        let all = [UInt8](bytes)
        return (0..<count).map { UInt256(truncatingBigEndian: all[32 * $0..<32 * $0 + 32]) }
    }
}

extension ABIValue {
    /// An array of a fixed number of words.
    static func words(_ words: [UInt256]) -> ABIValue { .fixedArray(words.map { .uint($0) }) }
}

#if COUNT_OPERATIONS
/// Work that a verification does, by its part: what a verifier on another machine would have to pay for.
///
/// Only in builds with `-D COUNT_OPERATIONS` (`make verifier-cost`), for a program of one thread: in every other
/// build neither the counters nor a trace of them exist.
public struct OperationCounts: Sendable {
    /// A part of a verification.
    public enum Part: String, CaseIterable, Sendable {
        /// Header, shape, statement.
        case statement = "statement"
        /// What the public values add to the buses.
        case publicValues = "public values"
        /// The sum of fractions by GKR, and the sumcheck over slices.
        case fractions = "fraction sum"
        /// The rounds of the joint sumcheck.
        case rounds = "joint rounds"
        /// The program's and other fixed columns at a point.
        case fixedColumns = "fixed columns"
        /// All constraints and leaves at a point.
        case constraints = "constraints"
        /// Sumcheck, samples and grinding of the opening.
        case opening = "opening: sumcheck"
        /// Queried rows: their leaves and folds.
        case rows = "opening: rows"
        /// Merkle nodes above the rows.
        case paths = "opening: paths"
        /// The weight of the claim at the opening's point.
        case weight = "opening: weight"
    }

    /// Products of base-field elements by themselves.
    public var baseProducts = 0
    /// Products of a challenge-field element and a base-field element.
    public var mixedProducts = 0
    /// Products of challenge-field elements.
    public var cubicProducts = 0
    /// Sums and differences of challenge-field elements.
    public var cubicSums = 0
    /// Base-field elements that are read from the proof and checked to be canonical.
    public var elements = 0
    /// Calls of Keccak-256.
    public var hashes = 0
    /// Words of 32 bytes that they hash, each call's last one begun.
    public var hashedWords = 0

    /// Nothing yet.
    public init() {}

    /// Counts by part; `begin` clears them.
    public nonisolated(unsafe) static var parts = [OperationCounts](
        repeating: OperationCounts(),
        count: Part.allCases.count
    )
    /// Counts of the part at hand.
    @usableFromInline
    nonisolated(unsafe) static var now = OperationCounts()
    private nonisolated(unsafe) static var part = Part.statement

    /// Starts from nothing.
    public static func begin() {
        parts = [OperationCounts](repeating: OperationCounts(), count: Part.allCases.count)
        now = OperationCounts()
        part = .statement
    }

    /// Books what was counted since the last call to the part at hand, and goes on with another.
    ///
    /// - Returns: The part at hand before.
    @discardableResult
    public static func enter(_ next: Part) -> Part {
        if let place = Part.allCases.firstIndex(of: part) { parts[place].add(now) }
        now = OperationCounts()
        defer { part = next }
        return part
    }

    /// Counts a call of Keccak-256.
    static func hash(byteCount: Int) {
        now.hashes += 1
        now.hashedWords += (byteCount + 31) / 32
    }

    /// Adds another part's.
    public mutating func add(_ other: OperationCounts) {
        baseProducts += other.baseProducts
        mixedProducts += other.mixedProducts
        cubicProducts += other.cubicProducts
        cubicSums += other.cubicSums
        elements += other.elements
        hashes += other.hashes
        hashedWords += other.hashedWords
    }
}
#endif

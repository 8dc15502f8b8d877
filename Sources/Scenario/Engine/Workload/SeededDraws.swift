import Primitives

/// Numbers that follow from a scenario's seed and a label: the same on every machine, and independent of other draws.
package struct SeededDraws: Sendable {
    private let prefix: [UInt8]
    private var count: UInt64 = 0

    /// The draws of a seed and a label.
    package init(seed: UInt64, label: String) {
        prefix = Array("rollupsim draws/1".utf8) + UInt256(seed).bigEndianBytes + Array(label.utf8)
    }

    /// A number below `bound`, which is not 0; the bias of the remainder is below `bound` / 2^64.
    package mutating func next(below bound: UInt64) -> UInt64 {
        let word = Keccak256.hash(prefix + UInt256(count).bigEndianBytes)
        count &+= 1
        return word.w0 % max(bound, 1)
    }
}

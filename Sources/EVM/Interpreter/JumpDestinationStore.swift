// Not in the guest, which executes one block and ends.
#if !hasFeature(Embedded)
import Synchronization

/// Jump destinations of codes that ran before, by the codes' hashes: a block's EVM begins without any prepared code,
/// and most contracts that it runs ran in the block before.
///
/// They follow from the code alone, whose hash is the key, so who computed them does not matter. A store serves any
/// number of threads; it is asked once for each code of a block, never by a running contract. Its name for hashes is a
/// parameter because this module must not import `Primitives` for the package
/// (docs/decisions/0003-cross-module-optimization.md).
package final class JumpDestinationStore<Hash: Hashable & Sendable>: Sendable {
    /// Words of memory for what is kept, 16 MiB: at least 5,000 codes of 24 KiB.
    package static var wordLimit: Int { 1 << 21 }
    /// Words of an array's object and of its entry in the table, rounded up.
    package static var overhead: Int { 16 }

    private struct Kept {
        var words: [Hash: [UInt64]] = [:]
        /// Words of memory.
        var size = 0
    }

    private let kept = Mutex(Kept())

    /// A store that has kept nothing.
    package init() {}

    /// The words of `Code.jumpDestinations` that were kept for a code; nil when none were, or none of this number.
    package func words(_ hash: Hash, count: Int) -> [UInt64]? {
        kept.withLock { kept in kept.words[hash].flatMap { $0.count == count ? $0 : nil } }
    }

    /// Keeps a code's words; when there is no room, all others are forgotten first.
    package func keep(_ words: [UInt64], _ hash: Hash) {
        let size = words.count &+ Self.overhead
        guard size <= Self.wordLimit else { return }
        kept.withLock { kept in
            if let earlier = kept.words[hash] { kept.size &-= earlier.count &+ Self.overhead }
            if size > Self.wordLimit &- kept.size { kept = Kept() }
            kept.words[hash] = words
            kept.size &+= size
        }
    }
}
#endif

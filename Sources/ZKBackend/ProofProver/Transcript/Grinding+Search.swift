package import Primitives
package import ProofVerifier
import Synchronization

extension Grinding {
    /// The smallest valid nonce, whatever the number of threads.
    ///
    /// - Parameters:
    ///   - seed: From the transcript.
    ///   - bits: 0 to 64; the expected work is 2^bits hashes.
    ///   - workers: Threads that search.
    /// - Returns: The nonce.
    package static func smallestNonce(seed: Bytes32, bits: Int, workers: Workers) -> UInt64 {
        let kernels = Kernels.selected
        let seedBytes = seed.bytes
        let share = 1 << 12
        var first: UInt64 = 0
        // A window is searched as a whole before the next, each thread in its own share, so the least of the finds is
        // the least of all.
        while true {
            let base = first
            let finds = Mutex<UInt64?>(nil)
            workers.forEachRange(of: share * workers.count, alignment: share) { range in
                let nonce = kernels.firstNonce(
                    seed: seedBytes,
                    from: base &+ UInt64(range.lowerBound),
                    count: UInt64(range.count),
                    bits: bits
                )
                guard let nonce else { return }
                finds.withLock { $0 = min($0 ?? nonce, nonce) }
            }
            if let nonce = finds.withLock({ $0 }) { return nonce }
            first &+= UInt64(share * workers.count)
        }
    }
}

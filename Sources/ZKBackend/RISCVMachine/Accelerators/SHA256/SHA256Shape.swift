/// The constants of SHA-256's compression (FIPS 180-4, sections 4.1.2 and 4.2.2), for the chip and for its rows.
package enum SHA256Shape {
    /// Rounds of the compression.
    package static let roundCount = 64
    /// Rounds in which the message schedule grows by a word.
    package static let scheduleRoundCount = 48

    /// The constants of the rounds: the first 32 bits of the fractional parts of the cube roots of the first primes.
    package static let roundConstants: [UInt64] = primes(roundCount).map { prime in
        // The greatest r with r^3 <= prime * 2^96, bit by bit; its low 32 bits are the fraction's first ones.
        var root: UInt64 = 0
        for bit in (0..<36).reversed() {
            let candidate = root | 1 << UInt64(bit)
            let square = candidate.multipliedFullWidth(by: candidate)
            let high = square.high.multipliedFullWidth(by: candidate).low
            let low = square.low.multipliedFullWidth(by: candidate)
            // candidate^3 < 2^108, so its words above 2^64 are one.
            let top = high &+ low.high
            if top < prime << 32 { root = candidate }
        }
        return root & 0xffff_ffff
    }

    private static func primes(_ count: Int) -> [UInt64] {
        var primes: [UInt64] = []
        var candidate: UInt64 = 2
        while primes.count < count {
            if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
            candidate += 1
        }
        return primes
    }
}

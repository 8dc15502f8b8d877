/// Both hash accelerators as their standards write them, apart from the code that the executor runs.
enum ReferenceHashes {
    /// Keccak-f[1600] step by step (FIPS 202, sections 3.2 and 3.3), on lanes x + 5 y.
    static func keccakF(_ lanes: [UInt64]) -> [UInt64] {
        var a = lanes
        var lfsr: UInt8 = 1
        for _ in 0..<24 {
            var c = [UInt64](repeating: 0, count: 5)
            for place in a.indices { c[place % 5] ^= a[place] }
            for place in a.indices { a[place] ^= c[(place + 4) % 5] ^ rotatedLeft(c[(place + 1) % 5], 1) }
            // Rho and pi along one walk: each lane goes where the next one was.
            var (x, y, moving) = (1, 0, a[1])
            for step in 0..<24 {
                (x, y) = (y, (2 * x + 3 * y) % 5)
                (moving, a[x + 5 * y]) = (a[x + 5 * y], rotatedLeft(moving, (step + 1) * (step + 2) / 2 % 64))
            }
            for row in stride(from: 0, to: 25, by: 5) {
                let b = Array(a[row..<row + 5])
                for x in 0..<5 { a[row + x] = b[x] ^ (~b[(x + 1) % 5] & b[(x + 2) % 5]) }
            }
            for power in 0...6 {
                if lfsr & 1 == 1 { a[0] ^= 1 << ((1 << UInt64(power)) - 1) }
                lfsr = lfsr << 1 ^ (lfsr >> 7) * 0x71
            }
        }
        return a
    }

    /// SHA-256's compression with the whole message schedule (FIPS 180-4, section 6.2.2).
    static func sha256(_ state: [UInt32], _ block: [UInt8]) -> [UInt32] {
        var w = (0..<16).map { index in block[4 * index..<4 * index + 4].reduce(0) { $0 << 8 | UInt32($1) } }
        for t in 16..<64 {
            let s0 = rotatedRight(w[t - 15], 7) ^ rotatedRight(w[t - 15], 18) ^ w[t - 15] >> 3
            let s1 = rotatedRight(w[t - 2], 17) ^ rotatedRight(w[t - 2], 19) ^ w[t - 2] >> 10
            w.append(w[t - 16] &+ s0 &+ w[t - 7] &+ s1)
        }
        var v = state
        for t in 0..<64 {
            let s1 = rotatedRight(v[4], 6) ^ rotatedRight(v[4], 11) ^ rotatedRight(v[4], 25)
            let t1 = v[7] &+ s1 &+ (v[4] & v[5] ^ ~v[4] & v[6]) &+ constants[t] &+ w[t]
            let s0 = rotatedRight(v[0], 2) ^ rotatedRight(v[0], 13) ^ rotatedRight(v[0], 22)
            let t2 = s0 &+ (v[0] & v[1] ^ v[0] & v[2] ^ v[1] & v[2])
            v = [t1 &+ t2, v[0], v[1], v[2], v[3] &+ t1, v[4], v[5], v[6]]
        }
        return zip(state, v).map { $0 &+ $1 }
    }

    /// The first 32 bits of the fractions of the cube roots of the first primes, by their definition.
    private static let constants: [UInt32] = {
        var (constants, primes): ([UInt32], [Int]) = ([], [])
        for number in 2... where primes.count < 64 && primes.allSatisfy({ number % $0 != 0 }) {
            primes.append(number)
            let root = cubeRoot(of: Double(number))
            constants.append(UInt32((root - root.rounded(.down)) * 4_294_967_296))
            if primes.count == 64 { break }
        }
        return constants
    }()

    private static func cubeRoot(of number: Double) -> Double {
        // Newton's iteration; 53 bits hold the root's 3 bits before the point and 32 behind it.
        (0..<60).reduce(number) { root, _ in root - (root * root * root - number) / (3 * root * root) }
    }

    private static func rotatedLeft(_ word: UInt64, _ count: Int) -> UInt64 {
        count == 0 ? word : word << UInt64(count) | word >> UInt64(64 - count)
    }

    private static func rotatedRight(_ word: UInt32, _ count: UInt32) -> UInt32 {
        word >> count | word << (32 - count)
    }
}

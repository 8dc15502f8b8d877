/// The constants of SHA-256, computed from their definition (FIPS 180-4, sections 4.2.2 and 5.3.3).
enum SHA256Constants {
    /// The first 32 bits behind the point of the square roots of the first 8 primes.
    static let initialState = primes(count: 8).map { UInt32(truncatingIfNeeded: root(of: $0, power: 2)) }
    /// The first 32 bits behind the point of the cube roots of the first 64 primes.
    static let roundConstants = primes(count: 64).map { UInt32(truncatingIfNeeded: root(of: $0, power: 3)) }

    private static func primes(count: Int) -> [UInt64] {
        var primes: [UInt64] = []
        var candidate: UInt64 = 2
        while primes.count < count {
            if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
            candidate += 1
        }
        return primes
    }

    /// The greatest integer whose power is at most `number * 2^(32 power)`: the root of a small number, shifted by 32.
    private static func root(of number: UInt64, power: Int) -> UInt64 {
        // The root of a number below 2^9 is below 2^5, so that cubes stay below 2^111.
        let target = UInt128(number) << UInt128(32 * power)
        var root: UInt64 = 0
        for bit in (0..<37).reversed() {
            let candidate = root | 1 << UInt64(bit)
            let value = (0..<power).reduce(UInt128(1)) { product, _ in product * UInt128(candidate) }
            if value <= target { root = candidate }
        }
        return root
    }
}

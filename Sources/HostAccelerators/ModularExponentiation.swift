import CGMP

/// base ^ exponent mod modulus on big-endian bytes, by GMP.
///
/// Operands become limbs in memory that GMP only reads; its own import and export go byte by byte, which for 64 bytes
/// takes a fifth of the whole. The library's functions carry the prefix `__gmp`, which its C macros hide.
enum ModularExponentiation {
    /// Writes the power into `output`, which is as long as `modulus` and not empty; all zero when the modulus is 0 or
    /// 1.
    static func compute(
        base: UnsafeBufferPointer<UInt8>,
        exponent: UnsafeBufferPointer<UInt8>,
        modulus: UnsafeBufferPointer<UInt8>,
        output: UnsafeMutableBufferPointer<UInt8>
    ) {
        output.update(repeating: 0)
        Limbs.with(modulus) { modulus in
            // GMP would divide by zero; EIP-198 gives zero.
            guard modulus.count > 0, !modulus.isOne else { return }
            Limbs.with(exponent) { exponent in
                guard exponent.count > 0 else {
                    output[output.count - 1] = 1
                    return
                }
                Limbs.with(base) { base in
                    guard base.count > 0 else { return }
                    if exponent.isTwo, base.count <= modulus.count {
                        square(base, modulo: modulus, output)
                    } else {
                        raise(base, to: exponent, modulo: modulus, output)
                    }
                }
            }
        }
    }

    /// `mpz_powm`: sliding window over Montgomery residues for the odd part of the modulus.
    private static func raise(
        _ base: Limbs,
        to exponent: Limbs,
        modulo modulus: Limbs,
        _ output: UnsafeMutableBufferPointer<UInt8>
    ) {
        var result = __mpz_struct()
        __gmpz_init2(&result, UInt(64 * modulus.count))
        var base = base.integer
        var exponent = exponent.integer
        var modulus = modulus.integer
        __gmpz_powm(&result, &base, &exponent, &modulus)
        if let limbs = result._mp_d { Limbs(start: limbs, count: Int(result._mp_size)).store(to: output) }
        __gmpz_clear(&result)
    }

    /// One multiplication and one division, which for an exponent of two is less than half of preparing Montgomery
    /// residues.
    ///
    /// The base has at most as many limbs as the modulus.
    private static func square(_ base: Limbs, modulo modulus: Limbs, _ output: UnsafeMutableBufferPointer<UInt8>) {
        let squareCount = 2 * base.count
        let quotientCount = max(squareCount - modulus.count, 0) + 1
        withUnsafeTemporaryAllocation(of: UInt.self, capacity: squareCount + quotientCount + modulus.count) { room in
            guard let square = room.baseAddress else { return }
            __gmpn_sqr(square, base.start, base.count)
            guard squareCount >= modulus.count else {
                return Limbs(start: square, count: squareCount).store(to: output)
            }
            let remainder = square + squareCount
            let quotient = remainder + modulus.count
            __gmpn_tdiv_qr(quotient, remainder, 0, square, squareCount, modulus.start, modulus.count)
            Limbs(start: remainder, count: modulus.count).store(to: output)
        }
    }
}

/// A natural number as GMP's limbs, least significant first and without leading zeros except in a result.
private struct Limbs {
    let start: UnsafeMutablePointer<UInt>
    let count: Int

    var isOne: Bool { count == 1 && start[0] == 1 }
    var isTwo: Bool { count == 1 && start[0] == 2 }

    /// The number as an integer that GMP may only read.
    var integer: __mpz_struct {
        __mpz_struct(_mp_alloc: 0, _mp_size: Int32(truncatingIfNeeded: count), _mp_d: start)
    }

    /// Runs `body` with the number that big-endian bytes encode; zero has no limbs.
    static func with(_ bytes: UnsafeBufferPointer<UInt8>, _ body: (Limbs) -> Void) {
        guard let base = bytes.baseAddress, let first = bytes.firstIndex(where: { $0 != 0 }) else {
            return withUnsafeTemporaryAllocation(of: UInt.self, capacity: 1) { room in
                if let start = room.baseAddress { body(Limbs(start: start, count: 0)) }
            }
        }
        let byteCount = bytes.count - first
        let count = (byteCount + 7) / 8
        withUnsafeTemporaryAllocation(of: UInt.self, capacity: count) { room in
            guard let start = room.baseAddress else { return }
            let end = UnsafeRawPointer(base + bytes.count)
            for index in 0..<byteCount / 8 {
                let word = (end - 8 * (index + 1)).loadUnaligned(as: UInt.self)
                (start + index).initialize(to: UInt(bigEndian: word))
            }
            if byteCount % 8 != 0 {
                var word: UInt = 0
                for index in first..<first + byteCount % 8 { word = word << 8 | UInt(base[index]) }
                (start + (count - 1)).initialize(to: word)
            }
            body(Limbs(start: start, count: count))
        }
    }

    /// Writes the big-endian encoding into the end of `bytes`, which are zero and long enough for the value.
    func store(to bytes: UnsafeMutableBufferPointer<UInt8>) {
        for index in 0..<count {
            let limb = start[index]
            let end = bytes.count - 8 * index
            if end >= 8 {
                UnsafeMutableRawBufferPointer(bytes).storeBytes(
                    of: limb.bigEndian,
                    toByteOffset: end - 8,
                    as: UInt.self
                )
            } else {
                for offset in 0..<max(end, 0) {
                    bytes[end - 1 - offset] = UInt8(truncatingIfNeeded: limb >> UInt(8 * offset))
                }
            }
        }
    }
}

public import Accelerators
import CGMP

/// Modular exponentiation, by GMP.
@c @implementation
public func zkvm_modexp(
    _ base: UnsafePointer<UInt8>?,
    _ baseLength: Int,
    _ exponent: UnsafePointer<UInt8>?,
    _ exponentLength: Int,
    _ modulus: UnsafePointer<UInt8>?,
    _ modulusLength: Int,
    _ output: UnsafeMutablePointer<UInt8>?
) -> zkvm_status {
    // GMP aborts the process when memory runs out, so lengths are bounded here as well, far above what gas can buy.
    let lengths = 0...(1 << 24)
    guard lengths.contains(baseLength), lengths.contains(exponentLength), lengths.contains(modulusLength) else {
        return ZKVM_EFAIL
    }
    guard let output, modulusLength > 0 else { return modulusLength == 0 ? ZKVM_EOK : ZKVM_EFAIL }
    output.update(repeating: 0, count: modulusLength)

    let modulusInteger = GMPInteger(bigEndian: modulus, count: modulusLength)
    // GMP would divide by zero; EIP-198 gives zero.
    guard !modulusInteger.isZero else { return ZKVM_EOK }
    let power = GMPInteger(bigEndian: base, count: baseLength).raised(
        to: GMPInteger(bigEndian: exponent, count: exponentLength),
        modulo: modulusInteger
    )
    power.storeBigEndian(to: output, count: modulusLength)
    return ZKVM_EOK
}

/// A non-negative integer owned by GMP.
///
/// The library's functions carry the prefix `__gmp`, which its C macros hide.
private struct GMPInteger: ~Copyable {
    private var value = __mpz_struct()

    init() {
        __gmpz_init(&value)
    }

    /// The integer with a big-endian encoding of `count` bytes; zero for none.
    init(bigEndian bytes: UnsafePointer<UInt8>?, count: Int) {
        self.init()
        if let bytes, count > 0 {
            __gmpz_import(&value, count, 1, 1, 1, 0, bytes)
        }
    }

    deinit {
        var value = value
        __gmpz_clear(&value)
    }

    var isZero: Bool { value._mp_size == 0 }

    /// self ^ exponent modulo a modulus that is not zero; 0 ^ 0 is 1.
    func raised(to exponent: borrowing GMPInteger, modulo modulus: borrowing GMPInteger) -> GMPInteger {
        var result = GMPInteger()
        withUnsafePointer(to: value) { base in
            withUnsafePointer(to: exponent.value) { exponent in
                withUnsafePointer(to: modulus.value) { modulus in
                    __gmpz_powm(&result.value, base, exponent, modulus)
                }
            }
        }
        return result
    }

    /// Writes the big-endian encoding into the end of `count` zero bytes.
    ///
    /// The integer is below 2^(8 count).
    func storeBigEndian(to bytes: UnsafeMutablePointer<UInt8>, count: Int) {
        withUnsafePointer(to: value) { value in
            let length = (__gmpz_sizeinbase(value, 2) + 7) / 8
            // Zero has a size of one byte, and GMP writes nothing for it.
            _ = __gmpz_export(bytes + (count - length), nil, 1, 1, 1, 0, value)
        }
    }
}

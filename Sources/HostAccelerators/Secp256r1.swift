import CLibcrypto
import Primitives

/// ECDSA verification on secp256r1 (P-256), by libcrypto's curve arithmetic, on raw bytes.
///
/// The library's own ECDSA takes a key object, which copies the whole group for every signature; here one group serves
/// all.
enum Secp256r1 {
    /// The curve; libcrypto only reads it once it is made, so all threads share it.
    private struct Curve: @unchecked Sendable {
        // Safety: never freed, and never passed to a function that changes it.
        let group = EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1)
    }
    private static let curve = Curve()

    /// p of FIPS 186-5 (SP 800-186, 3.2.1.3).
    private static let fieldModulus = UInt256(
        l0: 0xffff_ffff_ffff_ffff,
        l1: 0x0000_0000_ffff_ffff,
        l2: 0x0000_0000_0000_0000,
        l3: 0xffff_ffff_0000_0001
    )
    /// n: the number of points.
    private static let order = UInt256(
        l0: 0xf3b9_cac2_fc63_2551,
        l1: 0xbce6_faad_a717_9e84,
        l2: 0xffff_ffff_ffff_ffff,
        l3: 0xffff_ffff_0000_0000
    )

    /// Whether `signature` (r || s, s in either half) is valid for `hash`; nil when `publicKey` (x || y) is not a point
    /// other than infinity.
    static func verify(
        hash: UnsafePointer<UInt8>,
        signature: UnsafePointer<UInt8>,
        publicKey: UnsafePointer<UInt8>
    ) -> Bool? {
        guard UInt256(bigEndianAt: publicKey) < fieldModulus, UInt256(bigEndianAt: publicKey + 32) < fieldModulus,
            let group = curve.group, let numbers = Numbers(), let key = Point(group), let sum = Point(group)
        else { return nil }
        // Infinity has no coordinates and (0, 0) is not on the curve, so this refuses both.
        guard let x = numbers.make(publicKey), let y = numbers.make(publicKey + 32),
            EC_POINT_set_affine_coordinates(group, key.pointer, x, y, numbers.context) == 1
        else { return nil }
        let r = UInt256(bigEndianAt: signature)
        let s = UInt256(bigEndianAt: signature + 32)
        guard !r.isZero, r < order, !s.isZero, s < order else { return false }

        // R = (hash / s) G + (r / s) Q; the signature is valid if its x is r modulo n.
        guard let n = EC_GROUP_get0_order(group), let inverse = numbers.make(signature + 32),
            let u1 = numbers.make(hash), let u2 = numbers.make(signature),
            BN_mod_inverse(inverse, inverse, n, numbers.context) != nil,
            BN_mod_mul(u1, u1, inverse, n, numbers.context) == 1,
            BN_mod_mul(u2, u2, inverse, n, numbers.context) == 1,
            EC_POINT_mul(group, sum.pointer, u1, key.pointer, u2, numbers.context) == 1
        else { return nil }
        // Infinity has no x to compare.
        guard EC_POINT_is_at_infinity(group, sum.pointer) == 0 else { return false }
        guard EC_POINT_get_affine_coordinates(group, sum.pointer, x, nil, numbers.context) == 1 else { return nil }
        guard let sumX = Numbers.value(x) else { return nil }
        // x is below p, which is less than 2 n.
        return sumX == r || sumX >= order && sumX &- order == r
    }

    /// Numbers of libcrypto, all freed together.
    private struct Numbers: ~Copyable {
        let context: OpaquePointer

        init?() {
            guard let context = BN_CTX_new() else { return nil }
            self.context = context
            BN_CTX_start(context)
        }

        deinit {
            BN_CTX_end(context)
            BN_CTX_free(context)
        }

        /// A number of 32 big-endian bytes.
        func make(_ bytes: UnsafePointer<UInt8>) -> OpaquePointer? {
            guard let number = BN_CTX_get(context) else { return nil }
            return BN_bin2bn(bytes, 32, number)
        }

        /// A number below 2^256.
        static func value(_ number: OpaquePointer) -> UInt256? {
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { bytes in
                guard let base = bytes.baseAddress, BN_bn2binpad(number, base, 32) == 32 else { return nil }
                return UInt256(bigEndianAt: base)
            }
        }
    }

    /// A point of libcrypto.
    private struct Point: ~Copyable {
        let pointer: OpaquePointer

        init?(_ group: OpaquePointer) {
            guard let pointer = EC_POINT_new(group) else { return nil }
            self.pointer = pointer
        }

        deinit { EC_POINT_free(pointer) }
    }
}

/// The compression function F of BLAKE2b (RFC 7693, section 3.2) with a free number of rounds (EIP-152).
enum BLAKE2b {
    /// Compresses one message block into `state`.
    ///
    /// `state` is 64 bytes, `message` 128 and `offset` 16, all little-endian 64-bit words.
    static func compress(
        state: UnsafeMutableRawPointer,
        message: UnsafeRawPointer,
        offset: UnsafeRawPointer,
        isFinalBlock: Bool,
        rounds: UInt32
    ) {
        let h = Words(start: UnsafeRawPointer(state))
        let m = Words(start: message)
        let t = Words(start: offset)
        var v = WorkingVector(
            v0: h[0],
            v1: h[1],
            v2: h[2],
            v3: h[3],
            v4: h[4],
            v5: h[5],
            v6: h[6],
            v7: h[7],
            v8: 0x6a09_e667_f3bc_c908,
            v9: 0xbb67_ae85_84ca_a73b,
            v10: 0x3c6e_f372_fe94_f82b,
            v11: 0xa54f_f53a_5f1d_36f1,
            v12: 0x510e_527f_ade6_82d1 ^ t[0],
            v13: 0x9b05_688c_2b3e_6c1f ^ t[1],
            v14: isFinalBlock ? ~0x1f83_d9ab_fb41_bd6b : 0x1f83_d9ab_fb41_bd6b,
            v15: 0x5be0_cd19_137e_2179
        )
        // The permutations of the message words (RFC 7693, section 2.7), one hexadecimal digit per word, are constants
        // in the code for any number of rounds.
        var rest = rounds
        while rest > 0 {
            v.round(0x0123_4567_89ab_cdef, m)
            if rest == 1 { break }
            v.round(0xea48_9fd6_1c02_b753, m)
            if rest == 2 { break }
            v.round(0xb8c0_52fd_ae36_7194, m)
            if rest == 3 { break }
            v.round(0x7931_dcbe_265a_40f8, m)
            if rest == 4 { break }
            v.round(0x9057_24af_e1bc_683d, m)
            if rest == 5 { break }
            v.round(0x2c6a_0b83_4d75_fe19, m)
            if rest == 6 { break }
            v.round(0xc51f_ed4a_0763_928b, m)
            if rest == 7 { break }
            v.round(0xdb7e_c139_50f4_862a, m)
            if rest == 8 { break }
            v.round(0x6fe9_b308_c2d7_14a5, m)
            if rest == 9 { break }
            v.round(0xa284_7615_fb9e_3cd0, m)
            rest &-= 10
        }
        store(h[0] ^ v.v0 ^ v.v8, at: 0, of: state)
        store(h[1] ^ v.v1 ^ v.v9, at: 1, of: state)
        store(h[2] ^ v.v2 ^ v.v10, at: 2, of: state)
        store(h[3] ^ v.v3 ^ v.v11, at: 3, of: state)
        store(h[4] ^ v.v4 ^ v.v12, at: 4, of: state)
        store(h[5] ^ v.v5 ^ v.v13, at: 5, of: state)
        store(h[6] ^ v.v6 ^ v.v14, at: 6, of: state)
        store(h[7] ^ v.v7 ^ v.v15, at: 7, of: state)
    }

    @inline(__always)
    private static func store(_ word: UInt64, at index: Int, of bytes: UnsafeMutableRawPointer) {
        bytes.storeBytes(of: word.littleEndian, toByteOffset: 8 * index, as: UInt64.self)
    }
}

/// Little-endian 64-bit words in memory, of any alignment.
private struct Words {
    // Safety: used within `compress`, whose caller guarantees the length.
    let start: UnsafeRawPointer

    @inline(__always)
    subscript(index: Int) -> UInt64 {
        UInt64(littleEndian: start.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self))
    }

    /// The word whose index is the lowest hexadecimal digit.
    @inline(__always)
    subscript(digits: UInt64) -> UInt64 { self[Int(truncatingIfNeeded: digits & 15)] }
}

/// The sixteen working words, as separate locals so that they live in registers.
private struct WorkingVector {
    var v0, v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11, v12, v13, v14, v15: UInt64

    /// One round, which takes the message words in the order of `schedule`'s hexadecimal digits.
    @inline(__always)
    mutating func round(_ schedule: UInt64, _ m: Words) {
        columns(
            m[schedule &>> 60],
            m[schedule &>> 56],
            m[schedule &>> 52],
            m[schedule &>> 48],
            m[schedule &>> 44],
            m[schedule &>> 40],
            m[schedule &>> 36],
            m[schedule &>> 32]
        )
        diagonals(
            m[schedule &>> 28],
            m[schedule &>> 24],
            m[schedule &>> 20],
            m[schedule &>> 16],
            m[schedule &>> 12],
            m[schedule &>> 8],
            m[schedule &>> 4],
            m[schedule]
        )
    }

    @inline(__always)
    private mutating func columns(
        _ m0: UInt64,
        _ m1: UInt64,
        _ m2: UInt64,
        _ m3: UInt64,
        _ m4: UInt64,
        _ m5: UInt64,
        _ m6: UInt64,
        _ m7: UInt64
    ) {
        (v0, v4, v8, v12) = Self.mix(v0, v4, v8, v12, m0, m1)
        (v1, v5, v9, v13) = Self.mix(v1, v5, v9, v13, m2, m3)
        (v2, v6, v10, v14) = Self.mix(v2, v6, v10, v14, m4, m5)
        (v3, v7, v11, v15) = Self.mix(v3, v7, v11, v15, m6, m7)
    }

    @inline(__always)
    private mutating func diagonals(
        _ m0: UInt64,
        _ m1: UInt64,
        _ m2: UInt64,
        _ m3: UInt64,
        _ m4: UInt64,
        _ m5: UInt64,
        _ m6: UInt64,
        _ m7: UInt64
    ) {
        (v0, v5, v10, v15) = Self.mix(v0, v5, v10, v15, m0, m1)
        (v1, v6, v11, v12) = Self.mix(v1, v6, v11, v12, m2, m3)
        (v2, v7, v8, v13) = Self.mix(v2, v7, v8, v13, m4, m5)
        (v3, v4, v9, v14) = Self.mix(v3, v4, v9, v14, m6, m7)
    }

    /// The mixing function G.
    @inline(__always)
    private static func mix(
        _ a: UInt64,
        _ b: UInt64,
        _ c: UInt64,
        _ d: UInt64,
        _ x: UInt64,
        _ y: UInt64
    ) -> (UInt64, UInt64, UInt64, UInt64) {
        var (a, b, c, d) = (a, b, c, d)
        a = a &+ b &+ x
        d = rotatedRight(d ^ a, 32)
        c = c &+ d
        b = rotatedRight(b ^ c, 24)
        a = a &+ b &+ y
        d = rotatedRight(d ^ a, 16)
        c = c &+ d
        b = rotatedRight(b ^ c, 63)
        return (a, b, c, d)
    }

    @inline(__always)
    private static func rotatedRight(_ word: UInt64, _ count: UInt64) -> UInt64 {
        word &>> count | word &<< (64 &- count)
    }
}

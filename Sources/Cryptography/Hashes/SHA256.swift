#if MACHINE_CALLS
import Accelerators
#endif

/// The hash function SHA-256 (FIPS 180-4, section 6.2).
package enum SHA256 {
    private static var blockSize: Int { 64 }

    private static var stateSize: Int { 32 }

    /// Writes the digest, 32 bytes, of `count` bytes.
    package static func hash(_ bytes: UnsafeRawPointer?, count: Int, to digest: UnsafeMutableRawPointer) {
        // The state, then the rest of the bytes, a one bit, zeros, and the length in bits as a big-endian word: one
        // block or two.
        withUnsafeTemporaryAllocation(byteCount: stateSize + 2 * blockSize, alignment: 8) { memory in
            guard let state = memory.baseAddress else { return }
            for index in 0..<8 { state.storeBytes(of: initialState[index], toByteOffset: 4 * index, as: UInt32.self) }
            let restCount = count % blockSize
            let wholeCount = count - restCount
            let tail = state + stateSize
            if let bytes {
                for offset in stride(from: 0, to: wholeCount, by: blockSize) { compress(bytes + offset, into: state) }
                tail.copyMemory(from: bytes + wholeCount, byteCount: restCount)
            }
            let tailSize = restCount < blockSize - 8 ? blockSize : 2 * blockSize
            (tail + restCount).initializeMemory(as: UInt8.self, repeating: 0, count: tailSize - restCount)
            tail.storeBytes(of: 0x80, toByteOffset: restCount, as: UInt8.self)
            tail.storeBytes(of: (UInt64(count) &<< 3).bigEndian, toByteOffset: tailSize - 8, as: UInt64.self)
            for offset in stride(from: 0, to: tailSize, by: blockSize) { compress(tail + offset, into: state) }
            for index in 0..<8 {
                let word = state.load(fromByteOffset: 4 * index, as: UInt32.self)
                digest.storeBytes(of: word.bigEndian, toByteOffset: 4 * index, as: UInt32.self)
            }
        }
    }

    /// The compression function (FIPS 180-4, section 6.2.2): the machine's accelerator if it is called, else ours.
    ///
    /// - Parameters:
    ///   - block: 64 bytes, whose words are big-endian.
    ///   - state: Eight words of 32 bits in the order of the host, 32 bytes that are aligned to 8; replaced.
    package static func compress(_ block: UnsafeRawPointer, into state: UnsafeMutableRawPointer) {
        #if MACHINE_CALLS
        if UInt(bitPattern: block) & 7 == 0 {
            machine_sha256_block(state, block)
        } else {
            withUnsafeTemporaryAllocation(byteCount: blockSize, alignment: 8) { aligned in
                guard let start = aligned.baseAddress else { return }
                start.copyMemory(from: block, byteCount: blockSize)
                machine_sha256_block(state, start)
            }
        }
        #else
        compressInSoftware(block, into: state)
        #endif
    }

    private static func compressInSoftware(_ block: UnsafeRawPointer, into state: UnsafeMutableRawPointer) {
        let h = state.assumingMemoryBound(to: UInt32.self)
        // The message schedule's last 16 words.
        var w = InlineArray<16, UInt32>(repeating: 0)
        for index in 0..<16 {
            w[index] = UInt32(bigEndian: block.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self))
        }
        var (a, b, c, d) = (h[0], h[1], h[2], h[3])
        var (e, f, g, k) = (h[4], h[5], h[6], h[7])
        for step in 0..<64 {
            if step >= 16 {
                let w15 = w[(step &+ 1) & 15]
                let w2 = w[(step &+ 14) & 15]
                let s0 = rotatedRight(w15, 7) ^ rotatedRight(w15, 18) ^ w15 &>> 3
                let s1 = rotatedRight(w2, 17) ^ rotatedRight(w2, 19) ^ w2 &>> 10
                w[step & 15] = w[step & 15] &+ s0 &+ w[(step &+ 9) & 15] &+ s1
            }
            let s1 = rotatedRight(e, 6) ^ rotatedRight(e, 11) ^ rotatedRight(e, 25)
            let choice = g ^ (e & (f ^ g))
            let t1 = k &+ s1 &+ choice &+ roundConstants[step] &+ w[step & 15]
            let s0 = rotatedRight(a, 2) ^ rotatedRight(a, 13) ^ rotatedRight(a, 22)
            let majority = (a & b) | (c & (a | b))
            (k, g, f, e) = (g, f, e, d &+ t1)
            (d, c, b, a) = (c, b, a, t1 &+ s0 &+ majority)
        }
        h[0] &+= a
        h[1] &+= b
        h[2] &+= c
        h[3] &+= d
        h[4] &+= e
        h[5] &+= f
        h[6] &+= g
        h[7] &+= k
    }
}

@inline(__always)
private func rotatedRight(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word &>> count | word &<< (32 &- count)
}

/// Fractional parts of the square roots of the first 8 primes (FIPS 180-4, section 5.3.3).
private let initialState: InlineArray<8, UInt32> = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
]

/// Fractional parts of the cube roots of the first 64 primes (FIPS 180-4, section 4.2.2).
private let roundConstants: InlineArray<64, UInt32> = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
]

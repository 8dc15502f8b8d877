#if MACHINE_CALLS
import Accelerators
#endif

/// The permutation under Keccak-256, for whoever computes with its states.
package enum KeccakPermutation {
    /// Permutes a state of 25 lanes in place (FIPS 202, section 3.3): lane x + 5 y at place x + 5 y.
    package static func apply(to lanes: UnsafeMutablePointer<UInt64>) {
        // Safety: a state is its 25 lanes, in the order of their declaration.
        lanes.withMemoryRebound(to: KeccakState.self, capacity: 1) { $0.pointee.permute() }
    }
}

/// The 1600-bit state of Keccak-f (FIPS 202, section 3.1): lane `aN` holds x = N mod 5, y = N div 5.
///
/// Named lanes instead of an array: the permutation then runs in registers, 3 to 4 times faster.
struct KeccakState: Sendable {
    var a0: UInt64 = 0, a1: UInt64 = 0, a2: UInt64 = 0, a3: UInt64 = 0, a4: UInt64 = 0
    var a5: UInt64 = 0, a6: UInt64 = 0, a7: UInt64 = 0, a8: UInt64 = 0, a9: UInt64 = 0
    var a10: UInt64 = 0, a11: UInt64 = 0, a12: UInt64 = 0, a13: UInt64 = 0, a14: UInt64 = 0
    var a15: UInt64 = 0, a16: UInt64 = 0, a17: UInt64 = 0, a18: UInt64 = 0, a19: UInt64 = 0
    var a20: UInt64 = 0, a21: UInt64 = 0, a22: UInt64 = 0, a23: UInt64 = 0, a24: UInt64 = 0

    /// Exclusive-ors one rate block of 136 bytes into the state and permutes.
    ///
    /// - Requires: 136 readable bytes at `block`.
    @inline(__always)
    mutating func absorb(_ block: UnsafeRawPointer) {
        // RISC-V puts a word that may be unaligned together from eight bytes; most blocks start an array or follow
        // another one.
        if UInt(bitPattern: block) & 7 == 0 {
            combine { block.load(fromByteOffset: $0, as: UInt64.self) }
        } else {
            combine { block.loadUnaligned(fromByteOffset: $0, as: UInt64.self) }
        }
        permute()
    }

    @inline(__always)
    private mutating func combine(_ read: (Int) -> UInt64) {
        a0 ^= UInt64(littleEndian: read(0))
        a1 ^= UInt64(littleEndian: read(8))
        a2 ^= UInt64(littleEndian: read(16))
        a3 ^= UInt64(littleEndian: read(24))
        a4 ^= UInt64(littleEndian: read(32))
        a5 ^= UInt64(littleEndian: read(40))
        a6 ^= UInt64(littleEndian: read(48))
        a7 ^= UInt64(littleEndian: read(56))
        a8 ^= UInt64(littleEndian: read(64))
        a9 ^= UInt64(littleEndian: read(72))
        a10 ^= UInt64(littleEndian: read(80))
        a11 ^= UInt64(littleEndian: read(88))
        a12 ^= UInt64(littleEndian: read(96))
        a13 ^= UInt64(littleEndian: read(104))
        a14 ^= UInt64(littleEndian: read(112))
        a15 ^= UInt64(littleEndian: read(120))
        a16 ^= UInt64(littleEndian: read(128))
    }

    /// Keccak-f[1600] (FIPS 202, section 3.3): the machine's accelerator where it is called, else our own.
    @inline(never)
    mutating func permute() {
        #if MACHINE_CALLS
        withUnsafeMutablePointer(to: &self) { machine_keccak_f($0) }
        #else
        permuteInSoftware()
        #endif
    }

    /// Two rounds a turn, from one state to another and back, so that lanes need not be moved into place; six lanes are
    /// kept complemented, which leaves 5 of chi's 25 complements per round: neither baseline x86-64 nor RV64IM has an
    /// and-not ("Keccak implementation overview", version 3.2, sections 2.2 and 2.5).
    @inline(__always)
    private mutating func permuteInSoftware() {
        var a = self
        a.complementLanes()
        var b = KeccakState()
        var round = 0
        while round < 24 {
            a.round(roundConstants[round], into: &b)
            b.round(roundConstants[round &+ 1], into: &a)
            round &+= 2
        }
        a.complementLanes()
        self = a
    }

    @inline(__always)
    private mutating func complementLanes() {
        a1 = ~a1
        a2 = ~a2
        a8 = ~a8
        a12 = ~a12
        a17 = ~a17
        a20 = ~a20
    }

    /// One round on states with complemented lanes.
    @inline(__always)
    private func round(_ constant: UInt64, into e: inout KeccakState) {
        // Theta.
        let c0 = a0 ^ a5 ^ a10 ^ a15 ^ a20
        let c1 = a1 ^ a6 ^ a11 ^ a16 ^ a21
        let c2 = a2 ^ a7 ^ a12 ^ a17 ^ a22
        let c3 = a3 ^ a8 ^ a13 ^ a18 ^ a23
        let c4 = a4 ^ a9 ^ a14 ^ a19 ^ a24
        let d0 = c4 ^ rotatedLeft(c1, 1)
        let d1 = c0 ^ rotatedLeft(c2, 1)
        let d2 = c1 ^ rotatedLeft(c3, 1)
        let d3 = c2 ^ rotatedLeft(c4, 1)
        let d4 = c3 ^ rotatedLeft(c0, 1)
        // Rho, pi, chi and iota, a plane at a time.
        do {
            let b0 = a0 ^ d0
            let b1 = rotatedLeft(a6 ^ d1, 44)
            let b2 = rotatedLeft(a12 ^ d2, 43)
            let b3 = rotatedLeft(a18 ^ d3, 21)
            let b4 = rotatedLeft(a24 ^ d4, 14)
            e.a0 = b0 ^ (b1 | b2) ^ constant
            e.a1 = b1 ^ (~b2 | b3)
            e.a2 = b2 ^ (b3 & b4)
            e.a3 = b3 ^ (b4 | b0)
            e.a4 = b4 ^ (b0 & b1)
        }
        do {
            let b0 = rotatedLeft(a3 ^ d3, 28)
            let b1 = rotatedLeft(a9 ^ d4, 20)
            let b2 = rotatedLeft(a10 ^ d0, 3)
            let b3 = rotatedLeft(a16 ^ d1, 45)
            let b4 = rotatedLeft(a22 ^ d2, 61)
            e.a5 = b0 ^ (b1 | b2)
            e.a6 = b1 ^ (b2 & b3)
            e.a7 = b2 ^ (b3 | ~b4)
            e.a8 = b3 ^ (b4 | b0)
            e.a9 = b4 ^ (b0 & b1)
        }
        do {
            let b0 = rotatedLeft(a1 ^ d1, 1)
            let b1 = rotatedLeft(a7 ^ d2, 6)
            let b2 = rotatedLeft(a13 ^ d3, 25)
            let b3 = rotatedLeft(a19 ^ d4, 8)
            let b4 = rotatedLeft(a20 ^ d0, 18)
            e.a10 = b0 ^ (b1 | b2)
            e.a11 = b1 ^ (b2 & b3)
            e.a12 = b2 ^ (~b3 & b4)
            e.a13 = ~b3 ^ (b4 | b0)
            e.a14 = b4 ^ (b0 & b1)
        }
        do {
            let b0 = rotatedLeft(a4 ^ d4, 27)
            let b1 = rotatedLeft(a5 ^ d0, 36)
            let b2 = rotatedLeft(a11 ^ d1, 10)
            let b3 = rotatedLeft(a17 ^ d2, 15)
            let b4 = rotatedLeft(a23 ^ d3, 56)
            e.a15 = b0 ^ (b1 & b2)
            e.a16 = b1 ^ (b2 | b3)
            e.a17 = b2 ^ (~b3 | b4)
            e.a18 = ~b3 ^ (b4 & b0)
            e.a19 = b4 ^ (b0 | b1)
        }
        do {
            let b0 = rotatedLeft(a2 ^ d2, 62)
            let b1 = rotatedLeft(a8 ^ d3, 55)
            let b2 = rotatedLeft(a14 ^ d4, 39)
            let b3 = rotatedLeft(a15 ^ d0, 41)
            let b4 = rotatedLeft(a21 ^ d1, 2)
            e.a20 = b0 ^ (~b1 & b2)
            e.a21 = ~b1 ^ (b2 | b3)
            e.a22 = b2 ^ (b3 & b4)
            e.a23 = b3 ^ (b4 | b0)
            e.a24 = b4 ^ (b0 & b1)
        }
    }
}

@inline(__always)
private func rotatedLeft(_ x: UInt64, _ n: UInt64) -> UInt64 {
    x &<< n | x &>> (64 &- n)
}

/// Iota's constants (FIPS 202, section 3.2.5).
private let roundConstants: InlineArray<24, UInt64> = [
    0x0000_0000_0000_0001,
    0x0000_0000_0000_8082,
    0x8000_0000_0000_808a,
    0x8000_0000_8000_8000,
    0x0000_0000_0000_808b,
    0x0000_0000_8000_0001,
    0x8000_0000_8000_8081,
    0x8000_0000_0000_8009,
    0x0000_0000_0000_008a,
    0x0000_0000_0000_0088,
    0x0000_0000_8000_8009,
    0x0000_0000_8000_000a,
    0x0000_0000_8000_808b,
    0x8000_0000_0000_008b,
    0x8000_0000_0000_8089,
    0x8000_0000_0000_8003,
    0x8000_0000_0000_8002,
    0x8000_0000_0000_0080,
    0x0000_0000_0000_800a,
    0x8000_0000_8000_000a,
    0x8000_0000_8000_8081,
    0x8000_0000_0000_8080,
    0x0000_0000_8000_0001,
    0x8000_0000_8000_8008,
]

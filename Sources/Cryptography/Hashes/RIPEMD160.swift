/// The hash function RIPEMD-160 (Dobbertin, Bosselaers and Preneel, "RIPEMD-160: a strengthened version of RIPEMD",
/// 1996).
///
/// The two lines of a block do not depend on one another, so they advance together, a step each, and the processor
/// works on both at once; libcrypto runs one after the other.
enum RIPEMD160 {
    private static let blockSize = 64

    /// Writes the digest, 20 bytes, of `count` bytes.
    static func hash(_ bytes: UnsafeRawPointer?, count: Int, to digest: UnsafeMutableRawPointer) {
        var state = State()
        let wholeCount = count / blockSize * blockSize
        if let bytes {
            for offset in stride(from: 0, to: wholeCount, by: blockSize) { compress(&state, bytes + offset) }
        }
        // The rest, a one bit, zeros, and the length in bits as a little-endian word: one block or two.
        withUnsafeTemporaryAllocation(byteCount: 2 * blockSize, alignment: 8) { tail in
            guard let start = tail.baseAddress else { return }
            start.initializeMemory(as: UInt8.self, repeating: 0, count: 2 * blockSize)
            let restCount = count - wholeCount
            if let bytes { start.copyMemory(from: bytes + wholeCount, byteCount: restCount) }
            start.storeBytes(of: 0x80, toByteOffset: restCount, as: UInt8.self)
            let tailSize = restCount < blockSize - 8 ? blockSize : 2 * blockSize
            start.storeBytes(of: (UInt64(count) &<< 3).littleEndian, toByteOffset: tailSize - 8, as: UInt64.self)
            for offset in stride(from: 0, to: tailSize, by: blockSize) { compress(&state, start + offset) }
        }
        state.store(to: digest)
    }

    private static func compress(_ state: inout State, _ block: UnsafeRawPointer) {
        let m = Block(start: block)
        var v = Lines(left: state, right: state)
        // The order of the message words and the rotations, one hexadecimal digit per step.
        v.round(
            .init(order: 0x0123_4567_89ab_cdef, rotations: 0xbefc_5879_bdef_6798, constant: 0x00000000),
            .init(order: 0x5e70_92b4_d6f8_1a3c, rotations: 0x899b_dff5_778b_eec6, constant: 0x50a28be6),
            m,
            parity,
            parityOrNot
        )
        v.round(
            .init(order: 0x74d1_a6f3_c095_2eb8, rotations: 0x768d_b97f_7cf9_b7dc, constant: 0x5a827999),
            .init(order: 0x6b37_0d5a_ef8c_4912, rotations: 0x9df7_c89b_77c7_6fdb, constant: 0x5c4dd124),
            m,
            choice,
            choiceByLast
        )
        v.round(
            .init(order: 0x3ae4_9f81_2706_db5c, rotations: 0xbd67_e9df_e8d6_5c75, constant: 0x6ed9eba1),
            .init(order: 0xf513_7e69_b8c2_a04d, rotations: 0x97fb_866e_cd5e_dd75, constant: 0x6d703ef3),
            m,
            orNot,
            orNot
        )
        v.round(
            .init(order: 0x19ba_08c4_d37f_e562, rotations: 0xbcef_ef98_9e56_865c, constant: 0x8f1bbcdc),
            .init(order: 0x8641_3bf0_5c2d_97ae, rotations: 0xf58b_ee6e_69c9_c5f8, constant: 0x7a6d76e9),
            m,
            choiceByLast,
            choice
        )
        v.round(
            .init(order: 0x4059_7c2a_e138_b6fd, rotations: 0x9f5b_68dc_5cde_b856, constant: 0xa953fd4e),
            .init(order: 0xcfa4_1587_62de_039b, rotations: 0x85c9_c5e6_8d65_fdbb, constant: 0x00000000),
            m,
            parityOrNot,
            parity
        )
        state = State(
            a: state.b &+ v.left.c &+ v.right.d,
            b: state.c &+ v.left.d &+ v.right.e,
            c: state.d &+ v.left.e &+ v.right.a,
            d: state.e &+ v.left.a &+ v.right.b,
            e: state.a &+ v.left.b &+ v.right.c
        )
    }

    // The nonlinear functions f1 to f5.
    @inline(__always)
    private static func parity(_ x: UInt32, _ y: UInt32, _ z: UInt32) -> UInt32 { x ^ y ^ z }
    @inline(__always)
    private static func choice(_ x: UInt32, _ y: UInt32, _ z: UInt32) -> UInt32 { (x & (y ^ z)) ^ z }
    @inline(__always)
    private static func orNot(_ x: UInt32, _ y: UInt32, _ z: UInt32) -> UInt32 { (x | ~y) ^ z }
    @inline(__always)
    private static func choiceByLast(_ x: UInt32, _ y: UInt32, _ z: UInt32) -> UInt32 { (z & (x ^ y)) ^ y }
    @inline(__always)
    private static func parityOrNot(_ x: UInt32, _ y: UInt32, _ z: UInt32) -> UInt32 { x ^ (y | ~z) }
}

/// The five chaining words, or the working words of a line.
private struct State {
    var a: UInt32 = 0x6745_2301
    var b: UInt32 = 0xefcd_ab89
    var c: UInt32 = 0x98ba_dcfe
    var d: UInt32 = 0x1032_5476
    var e: UInt32 = 0xc3d2_e1f0

    func store(to bytes: UnsafeMutableRawPointer) {
        for (index, word) in [a, b, c, d, e].enumerated() {
            bytes.storeBytes(of: word.littleEndian, toByteOffset: 4 * index, as: UInt32.self)
        }
    }

    /// One step: the working words move on by one place.
    @inline(__always)
    mutating func step(_ mixed: UInt32, _ word: UInt32, _ constant: UInt32, rotation: UInt32) {
        let sum = a &+ mixed &+ word &+ constant
        let t = (sum &<< rotation | sum &>> (32 &- rotation)) &+ e
        a = e
        e = d
        d = c &<< 10 | c &>> 22
        c = b
        b = t
    }
}

/// Sixteen little-endian words in memory, of any alignment.
private struct Block {
    // Safety: used within `compress`, whose caller guarantees 64 bytes.
    let start: UnsafeRawPointer

    /// The word whose index is the lowest hexadecimal digit.
    @inline(__always)
    subscript(digits: UInt64) -> UInt32 {
        let offset = 4 &* Int(truncatingIfNeeded: digits & 15)
        return UInt32(littleEndian: start.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }
}

/// The constants of sixteen steps of a line.
private struct Round {
    var order: UInt64
    var rotations: UInt64
    var constant: UInt32
}

/// The two lines of a block.
private struct Lines {
    var left: State
    var right: State

    /// Sixteen steps of each line.
    @inline(__always)
    mutating func round(
        _ leftRound: Round,
        _ rightRound: Round,
        _ m: Block,
        _ leftFunction: (UInt32, UInt32, UInt32) -> UInt32,
        _ rightFunction: (UInt32, UInt32, UInt32) -> UInt32
    ) {
        // Written out, so that orders and rotations are constants in the code.
        step(leftRound, rightRound, m, at: 60, leftFunction, rightFunction)
        step(leftRound, rightRound, m, at: 56, leftFunction, rightFunction)
        step(leftRound, rightRound, m, at: 52, leftFunction, rightFunction)
        step(leftRound, rightRound, m, at: 48, leftFunction, rightFunction)
        step(leftRound, rightRound, m, at: 44, leftFunction, rightFunction)
        step(leftRound, rightRound, m, at: 40, leftFunction, rightFunction)
        step(leftRound, rightRound, m, at: 36, leftFunction, rightFunction)
        step(leftRound, rightRound, m, at: 32, leftFunction, rightFunction)
        step(leftRound, rightRound, m, at: 28, leftFunction, rightFunction)
        step(leftRound, rightRound, m, at: 24, leftFunction, rightFunction)
        step(leftRound, rightRound, m, at: 20, leftFunction, rightFunction)
        step(leftRound, rightRound, m, at: 16, leftFunction, rightFunction)
        step(leftRound, rightRound, m, at: 12, leftFunction, rightFunction)
        step(leftRound, rightRound, m, at: 8, leftFunction, rightFunction)
        step(leftRound, rightRound, m, at: 4, leftFunction, rightFunction)
        step(leftRound, rightRound, m, at: 0, leftFunction, rightFunction)
    }

    /// The step of each line whose digits stand at a bit.
    @inline(__always)
    private mutating func step(
        _ l: Round,
        _ r: Round,
        _ m: Block,
        at bit: UInt64,
        _ leftFunction: (UInt32, UInt32, UInt32) -> UInt32,
        _ rightFunction: (UInt32, UInt32, UInt32) -> UInt32
    ) {
        left.step(
            leftFunction(left.b, left.c, left.d),
            m[l.order &>> bit],
            l.constant,
            rotation: UInt32(truncatingIfNeeded: l.rotations &>> bit & 15)
        )
        right.step(
            rightFunction(right.b, right.c, right.d),
            m[r.order &>> bit],
            r.constant,
            rotation: UInt32(truncatingIfNeeded: r.rotations &>> bit & 15)
        )
    }
}

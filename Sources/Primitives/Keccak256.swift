/// Keccak-256 with the original 0x01 padding, as Ethereum uses it (Yellow Paper, appendix A: KEC).
public enum Keccak256 {
    /// Bytes absorbed before each permutation.
    static let rateInBytes = 136

    /// Hash of the empty string: the code hash of an account without code.
    public static let empty = Bytes32(
        w0: 0xc5d2_4601_86f7_233c,
        w1: 0x927e_7db2_dcc7_03c0,
        w2: 0xe500_b653_ca82_273b,
        w3: 0x7bfa_d804_5d85_a470
    )

    /// Hash of a byte string.
    public static func hash(_ bytes: [UInt8]) -> Bytes32 {
        bytes.withUnsafeBytes { hash($0) }
    }

    /// Hash of a slice of a byte string.
    public static func hash(_ bytes: ArraySlice<UInt8>) -> Bytes32 {
        bytes.withUnsafeBytes { hash($0) }
    }

    /// Hash of memory.
    public static func hash(_ bytes: UnsafeRawBufferPointer) -> Bytes32 {
        var state = KeccakState()
        var remaining = bytes.count
        guard var pointer = bytes.baseAddress else { return empty }
        while remaining >= rateInBytes {
            state.absorb(pointer)
            pointer += rateInBytes
            remaining &-= rateInBytes
        }
        absorbLast(UnsafeRawBufferPointer(start: pointer, count: remaining), into: &state)
        return digest(state)
    }

    /// Hash of the 20 bytes of an address: its key in the state trie (Yellow Paper, section 4.1).
    public static func hash(_ address: Address) -> Bytes32 {
        var state = KeccakState()
        state.a0 = (UInt64(address.w0) &<< 32 | address.w1 &>> 32).byteSwapped
        state.a1 = (address.w1 &<< 32 | address.w2 &>> 32).byteSwapped
        state.a2 = (address.w2 & 0xffff_ffff).byteSwapped32Low | 1 &<< 32
        state.a16 = 1 &<< 63
        state.permute()
        return digest(state)
    }

    /// Hash of 32 bytes: the key of a storage slot in its trie.
    public static func hash(_ word: Bytes32) -> Bytes32 {
        var state = KeccakState()
        (state.a0, state.a1) = (word.w0.byteSwapped, word.w1.byteSwapped)
        (state.a2, state.a3) = (word.w2.byteSwapped, word.w3.byteSwapped)
        state.a4 = 1
        state.a16 = 1 &<< 63
        state.permute()
        return digest(state)
    }

    /// Hash of 64 bytes: a Merkle node, or a mapping's storage slot.
    public static func hash(concatenating a: Bytes32, _ b: Bytes32) -> Bytes32 {
        var state = KeccakState()
        (state.a0, state.a1) = (a.w0.byteSwapped, a.w1.byteSwapped)
        (state.a2, state.a3) = (a.w2.byteSwapped, a.w3.byteSwapped)
        (state.a4, state.a5) = (b.w0.byteSwapped, b.w1.byteSwapped)
        (state.a6, state.a7) = (b.w2.byteSwapped, b.w3.byteSwapped)
        state.a8 = 1
        state.a16 = 1 &<< 63
        state.permute()
        return digest(state)
    }

    /// Pads and absorbs fewer than `rateInBytes` bytes.
    static func absorbLast(_ bytes: UnsafeRawBufferPointer, into state: inout KeccakState) {
        withUnsafeTemporaryAllocation(byteCount: rateInBytes, alignment: 8) { block in
            block.initializeMemory(as: UInt8.self, repeating: 0)
            block.copyMemory(from: bytes)
            block[bytes.count] = 0x01
            block[rateInBytes &- 1] |= 0x80
            if let base = block.baseAddress { state.absorb(UnsafeRawPointer(base)) }
        }
    }

    static func digest(_ state: KeccakState) -> Bytes32 {
        Bytes32(
            w0: state.a0.byteSwapped,
            w1: state.a1.byteSwapped,
            w2: state.a2.byteSwapped,
            w3: state.a3.byteSwapped
        )
    }
}

/// Keccak-256 of a byte string that arrives in pieces.
public struct Keccak256Hasher: Sendable {
    private var state = KeccakState()
    private var pending: [UInt8] = []

    /// Starts with nothing absorbed.
    public init() {
        pending.reserveCapacity(Keccak256.rateInBytes)
    }

    /// Absorbs more bytes.
    public mutating func update(_ bytes: some Collection<UInt8>) {
        for byte in bytes {
            pending.append(byte)
            if pending.count == Keccak256.rateInBytes {
                pending.withUnsafeBytes { block in
                    if let base = block.baseAddress { state.absorb(base) }
                }
                pending.removeAll(keepingCapacity: true)
            }
        }
    }

    /// The hash of all that was absorbed; the hasher is used up.
    public consuming func finalize() -> Bytes32 {
        pending.withUnsafeBytes { Keccak256.absorbLast($0, into: &state) }
        return Keccak256.digest(state)
    }
}

extension UInt64 {
    /// The low 32 bits with their bytes reversed.
    fileprivate var byteSwapped32Low: UInt64 {
        UInt64(UInt32(truncatingIfNeeded: self).byteSwapped)
    }
}

import Primitives

/// ECDSA signatures as ASN.1 DER: a sequence of the integers r and s (X.690; RFC 3279, 2.2.3).
enum DERSignature {
    /// Half of secp256k1's order, rounded down: the greatest s that Bitcoin takes.
    static let halfSecp256k1Order = UInt256(
        l0: 0xdfe9_2f46_681b_20a0,
        l1: 0x5d57_6e73_57a4_501d,
        l2: 0xffff_ffff_ffff_ffff,
        l3: 0x7fff_ffff_ffff_ffff
    )

    /// r || s of 32 bytes each; nil unless the bytes are the one encoding of two integers below 2^256, neither
    /// negative.
    static func decode(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.count >= 2, bytes[0] == 0x30, bytes[1] < 0x80, Int(bytes[1]) == bytes.count - 2 else { return nil }
        var rest = bytes.dropFirst(2)
        guard let r = integer(&rest), let s = integer(&rest), rest.isEmpty else { return nil }
        return r + s
    }

    private static func integer(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        let header = Array(rest.prefix(2))
        guard header.count == 2, header[0] == 0x02, (1...33).contains(header[1]) else { return nil }
        let length = Int(header[1])
        var content = rest.dropFirst(2).prefix(length)
        guard content.count == length, let first = content.first, first < 0x80 else { return nil }
        rest = rest.dropFirst(2 + length)
        if first == 0, length > 1 {
            // A zero in front is there only to keep the number positive.
            content = content.dropFirst()
            guard let second = content.first, second >= 0x80 else { return nil }
        }
        guard content.count <= 32 else { return nil }
        return [UInt8](repeating: 0, count: 32 - content.count) + content
    }
}

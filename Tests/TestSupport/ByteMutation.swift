/// Small damages to encoded bytes, drawn from a seeded generator.
public enum ByteMutation {
    /// One to three changes: a bit, a byte, an insertion, a deletion, a copied range or a truncation.
    public static func mutate(_ original: [UInt8], using random: inout SplitMix64) -> [UInt8] {
        var bytes = original
        for _ in 0...Int.random(in: 0..<3, using: &random) {
            guard !bytes.isEmpty else { return bytes }
            let index = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<8, using: &random) {
            case 0, 1, 2: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 3: bytes[index] = UInt8.random(in: 0...255, using: &random)
            case 4: bytes.insert(UInt8.random(in: 0...255, using: &random), at: index)
            case 5: bytes.remove(at: index)
            case 6:
                let source = Int.random(in: 0..<bytes.count, using: &random)
                let length = min(Int.random(in: 1...32, using: &random), bytes.count - max(source, index))
                for offset in 0..<length {
                    bytes[index + offset] = bytes[source + offset]
                }
            default: bytes.removeLast(min(bytes.count, Int.random(in: 1...64, using: &random)))
            }
        }
        return bytes
    }
}

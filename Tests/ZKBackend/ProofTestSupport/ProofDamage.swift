import Primitives
package import ProofVerifier
import TestSupport

/// Changes of a proof that keep most of its structure, drawn from a seed.
package struct ProofDamage: Sendable {
    private let proof: [UInt8]
    private let fields: [Range<Int>]
    private let chipCount: Int

    /// Changes of an accepted proof.
    ///
    /// - Parameters:
    ///   - proof: The proof.
    ///   - fields: Its fields in order.
    ///   - chipCount: How many chips its header has used rows of.
    package init(proof: [UInt8], fields: [VerifierTranscript.Field], chipCount: Int) {
        self.proof = proof
        self.fields = fields.map(\.bytes).filter { !$0.isEmpty }
        self.chipCount = chipCount
    }

    /// One of: noise behind the header, flipped bits, a field of extremes, of another field or of noise, fields
    /// removed, repeated or exchanged, a cut, other used rows, an element plus the field's order, another word.
    package func input(seed: UInt64) -> [UInt8] {
        var random = SplitMix64(seed: seed)
        func below(_ bound: Int) -> Int { Int(random.next() % UInt64(max(1, bound))) }
        var input = proof
        // Half of the fields are behind the first ones, which are many and short.
        let field = fields[below(2) == 0 ? below(fields.count) : fields.count - 1 - below(fields.count / 2)]
        let other = fields[below(fields.count)]
        switch below(12) {
        case 0:
            return (below(2) == 0 ? Array(proof.prefix(4 + 4 * chipCount)) : []) + random.bytes(below(4096))
        case 1:
            for _ in 0...below(8) { input[below(input.count)] ^= UInt8(1) << UInt8(below(8)) }
        case 2:
            let extreme: UInt8 = [0, 0xff, 1, 0x80][below(4)]
            input.replaceSubrange(field, with: field.map { _ in extreme })
        case 3:
            input.replaceSubrange(field, with: proof[other])
        case 4:
            input.replaceSubrange(field, with: random.bytes(field.count))
        case 5:
            input.removeSubrange(field)
        case 6:
            input.insert(contentsOf: proof[other], at: field.lowerBound)
        case 7:
            input.removeLast(below(input.count))
        case 8:
            for _ in 0...below(3) {
                let start = 4 + 4 * below(chipCount)
                let rows = below(2) == 0 ? UInt64(below(1 << 26)) : random.next()
                input.replaceSubrange(start..<(start + 4), with: rows.littleEndianBytes.prefix(4))
            }
        case 9:
            let place = field.lowerBound + 8 * below(field.count / 8)
            guard place + 8 <= input.count else { return input }
            let word = (0..<8).reversed().reduce(0 as UInt64) { $0 << 8 | UInt64(proof[place + $1]) }
            input.replaceSubrange(place..<(place + 8), with: (word &+ Goldilocks.order).littleEndianBytes)
        case 10 where field.count == other.count:
            input.replaceSubrange(field, with: proof[other])
            input.replaceSubrange(other, with: proof[field])
        default:
            let place = field.lowerBound + below(field.count)
            input.replaceSubrange(
                place..<min(input.count, place + 8),
                with: (random.next() >> UInt64(below(64))).littleEndianBytes
            )
        }
        return input
    }
}

import GuestProofs
import HostAccelerators
import Primitives
import StateTransition
import TestSupport
import Testing

@Suite("Proof files")
struct GuestProofTests {
    private static let sample = GuestProof(
        keyHash: Keccak256.hash([1]),
        publicValues: Array(0..<43),
        proof: Array(repeating: 0xa5, count: 300)
    )

    @Test func fileIsReadAsItWasWritten() throws {
        #expect(try GuestProof(decoding: Self.sample.encoded) == Self.sample)
        let empty = GuestProof(keyHash: .zero, publicValues: [], proof: [])
        #expect(try GuestProof(decoding: empty.encoded) == empty)
    }

    @Test func noPartOfAFileIsAFile() {
        let bytes = Self.sample.encoded
        for length in 0..<bytes.count {
            #expect(throws: GuestProof.Invalid.self) { try GuestProof(decoding: Array(bytes.prefix(length))) }
        }
        #expect(throws: GuestProof.Invalid.self) { try GuestProof(decoding: bytes + [0]) }
    }

    /// One file, one encoding: what is changed is refused, or is another proof that has those bytes.
    @Test func everyChangedByteIsRefusedOrSeen() {
        let bytes = Self.sample.encoded
        var seen = 0
        for place in bytes.indices {
            for bit in 0..<8 as Range<UInt8> {
                var changed = bytes
                changed[place] ^= 1 << bit
                guard let proof = try? GuestProof(decoding: changed) else { continue }
                seen += 1
                #expect(proof != Self.sample && proof.encoded == changed, "byte \(place), bit \(bit)")
            }
        }
        #expect(seen == 8 * (32 + 43 + 300))
    }

    @Test func foreignAndLongFilesAreRefused() throws {
        let foreign = RLPEncoder.encodeList { list in
            list.append(bytes: Array("rollupsim/guest-proof/2".utf8))
            list.append(Bytes32.zero)
            list.append(bytes: [])
            list.append(bytes: [])
        }
        #expect(throws: GuestProof.Invalid.foreign) { try GuestProof(decoding: foreign) }
        var long = Self.sample
        long.proof = [UInt8](repeating: 1, count: GuestProof.byteLimit)
        #expect(throws: GuestProof.Invalid.tooLarge(long.encoded.count)) { try GuestProof(decoding: long.encoded) }
    }
}

import Foundation
import StrictJSON
import TestSupport
import Testing

/// Seeded damages to documents: the reader neither traps nor accepts what another strict reader refuses.
@Suite("Damaged JSON")
struct JSONMutationTests {
    private static let sample = Array(
        #"{"t::x[fork_Osaka]": {"env": {"n": "0x01", "é": "😀\u00e9\n"}, "post": {"Osaka": [{"hash": "0x00", "index": 12, "f": -1.5e+3}, true, false, null, []]}, "e": {}}}"#
            .utf8
    )

    @Test("Damage is refused or leaves a document that can be walked to its end")
    func damagedDocuments() {
        let seed: UInt64 = 0x4a53_4f4e
        var random = SplitMix64(seed: seed)
        var acceptedCount = 0
        for round in 0..<20_000 {
            let bytes = ByteMutation.mutate(Self.sample, using: &random)
            guard let document = try? JSONDocument(bytes) else { continue }
            acceptedCount += 1
            let isJSON = (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil
            #expect(isJSON, "seed \(seed) round \(round): \(String(decoding: bytes, as: UTF8.self))")
            #expect(walk(document.root) > 0)
        }
        #expect(acceptedCount > 1000 && acceptedCount < 19_000, "\(acceptedCount) of 20,000 were accepted")
    }

    /// Reads everything in every way; the count keeps the reads alive.
    private func walk(_ value: JSONValue) -> Int {
        var count = 1 + value.path.description.utf8.count
        for read in [{ try value.text.utf8.count }, { try value.bytes.count }, { try value.wholeNumber > 0 ? 1 : 0 }] {
            count += (try? read()) ?? 0
        }
        for member in (try? Array(value.members)) ?? [] { count += walk(member.value) }
        for element in (try? Array(value.elements)) ?? [] { count += walk(element) }
        return count
    }
}

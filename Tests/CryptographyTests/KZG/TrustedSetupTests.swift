import Cryptography
import Primitives
import TestSupport
import Testing

@Suite("KZG trusted setups")
struct TrustedSetupTests {
    /// The lines of the known setup's text.
    static func lines() throws -> [String] {
        try KnownSecretSetup.shared.get().text.split(separator: "\n").map(String.init)
    }

    static func read(_ lines: [String]) throws(TrustedSetupError) -> KZGTrustedSetup {
        try KZGTrustedSetup(text: lines.joined(separator: "\n") + "\n")
    }

    // Positions of the first line of each part, from zero.
    static let (lagrange, g2, monomial) = (2, 2 + 4096, 2 + 4096 + 65)

    @Test("A text of another form is refused by its line")
    func malformedTexts() throws {
        let lines = try Self.lines()
        func expect(_ error: TrustedSetupError, _ change: (inout [String]) -> Void) {
            var changed = lines
            change(&changed)
            #expect(throws: error) { try Self.read(changed) }
        }
        #expect(throws: TrustedSetupError.missingLine(1)) { try KZGTrustedSetup(text: "") }
        expect(.missingLine(2)) { $0 = ["4096"] }
        expect(.missingLine(3)) { $0 = ["4096", "65"] }
        expect(.missingLine(8259)) { $0.removeLast() }
        expect(.missingLine(4100)) { $0.removeLast($0.count - Self.g2 - 1) }
        for text in ["", "4095", "04096", "4096 ", "-1", "99999999999999999999"] {
            expect(.wrongCount(line: 1, expected: 4096)) { $0[0] = text }
        }
        expect(.wrongCount(line: 2, expected: 65)) { $0[1] = "4096" }
        expect(.notHexadecimal(line: 3, expectedDigits: 96)) { $0[2] = "" }
        expect(.notHexadecimal(line: 3, expectedDigits: 96)) { $0[2].removeLast() }
        expect(.notHexadecimal(line: 3, expectedDigits: 96)) { $0[2] = "0x" + $0[2].dropLast(2) }
        expect(.notHexadecimal(line: 3, expectedDigits: 96)) { $0[2] = "g" + $0[2].dropFirst() }
        expect(.notHexadecimal(line: 4099, expectedDigits: 192)) { $0[Self.g2] = $0[2] }
        expect(.trailingText(line: 8260)) { $0.append("") }
        for (name, bytes) in MalformedG1.all {
            var changed = lines
            changed[Self.lagrange + 1] = Hex.encodeUnprefixed(bytes)
            #expect(throws: TrustedSetupError.notInSubgroup(line: 4), "\(name)") { try Self.read(changed) }
        }
        // A point of the twist outside the subgroup, and bytes that are no point.
        for x in ["02", "01"] {
            expect(.notInSubgroup(line: 4100)) {
                $0[Self.g2 + 1] = "80" + String(repeating: "0", count: 188) + x
            }
        }
    }

    @Test("Points that do not belong together are refused")
    func violatedRelations() throws {
        let lines = try Self.lines()
        func expect(_ relation: TrustedSetupError.Relation, _ change: (inout [String]) -> Void) {
            var changed = lines
            change(&changed)
            #expect(throws: TrustedSetupError.violated(relation)) { try Self.read(changed) }
        }
        expect(.g1Generator) { $0[Self.monomial] = $0[Self.monomial + 1] }
        expect(.g2Generator) { $0[Self.g2] = $0[Self.g2 + 1] }
        expect(.g1Powers) { $0.swapAt(Self.monomial + 100, Self.monomial + 101) }
        expect(.g2Powers) { $0.swapAt(Self.g2 + 63, Self.g2 + 64) }
        expect(.g1Lagrange) { $0.swapAt(Self.lagrange + 1, Self.lagrange + 4095) }
        // Infinity is a point of the subgroup.
        expect(.g1Powers) { $0[Self.monomial + 1] = Hex.encodeUnprefixed(MalformedG1.infinity) }
    }

    @Test("Each error is told in one line")
    func descriptions() {
        #expect(
            TrustedSetupError.notInSubgroup(line: 9).description
                == "line 9 of the trusted setup is not a compressed point of the subgroup"
        )
        #expect(
            TrustedSetupError.violated(.g1Lagrange).description
                == "the trusted setup's points do not belong together: the Lagrange points are not those of the powers"
        )
    }

    @Test("The committed constant is that of the ceremony's file", .requires(.kzgVectors))
    func ceremony() throws {
        let text = String(
            decoding: try Fixtures.read(Fixtures.path(.kzgVectors) + "/trusted_setup.txt"),
            as: UTF8.self
        )
        let line = try #require(text.split(separator: "\n").dropFirst(Self.g2 + 1).first)
        let ceremony = try #require(BLS12381.G2(compressed: Hex.decode(String(line)) ?? []))
        #expect(KZGVerifier.ceremony.secret == ceremony)
        #expect(try KZGTrustedSetup(text: text).verifier.secret == ceremony)
    }
}

import Primitives
import TestSupport
import Testing

@Suite("SHA-256")
struct SHA256Tests {
    // FIPS 180-4 examples and NIST's million-a message.
    @Test(
        "SHA-256 has the published digests",
        arguments: [
            ([], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            (Array("abc".utf8), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8),
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
            (
                [UInt8](repeating: 0x61, count: 1_000_000),
                "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
            ),
        ] as [([UInt8], String)]
    )
    func sha256(message: [UInt8], digest: String) {
        #expect(Call.sha256(message).map(Hex.encodeUnprefixed) == digest)
    }
}

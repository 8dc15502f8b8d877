import Accelerators
import Primitives
import StrictJSON

/// C2SP's Wycheproof vectors of ECDSA with SHA-256 on secp256k1 and secp256r1.
enum WycheproofVectors {
    /// How a group writes its signatures.
    private enum Encoding: String {
        /// ASN.1 DER.
        case der = "EcdsaVerify"
        /// ASN.1 DER with s in the lower half.
        case bitcoin = "EcdsaBitcoinVerify"
        /// r || s.
        case raw = "EcdsaP1363Verify"
    }

    private enum Curve: String {
        case secp256k1
        case secp256r1
    }

    /// Reads the cases of a file.
    static func cases(_ file: JSONValue) throws(JSONError) -> [SpecTestCase] {
        var cases: [SpecTestCase] = []
        for group in try file["testGroups"].elements {
            guard let encoding = Encoding(rawValue: try group["type"].text) else {
                throw try group["type"].mismatch(expected: "a way of writing ECDSA signatures")
            }
            guard let curve = Curve(rawValue: try group["publicKey"]["curve"].text) else {
                throw try group["publicKey"]["curve"].mismatch(expected: "secp256k1 or secp256r1")
            }
            guard try group["sha"].text == "SHA-256" else { throw try group["sha"].mismatch(expected: "SHA-256") }
            let point = try group["publicKey"]["uncompressed"]
            let key = try point.hexBytes
            guard key.count == 65, key[0] == 4 else { throw point.mismatch(expected: "an uncompressed point") }
            for test in try group["tests"].elements {
                cases.append(try read(test, encoding, curve, publicKey: Array(key.dropFirst())))
            }
        }
        return cases
    }

    private static func read(
        _ test: JSONValue,
        _ encoding: Encoding,
        _ curve: Curve,
        publicKey: [UInt8]
    ) throws(JSONError) -> SpecTestCase {
        let name = "\(curve.rawValue) \(try test["tcId"].wholeNumber) \(try test["comment"].text)"
        let message = try test["msg"].hexBytes
        let signature = try test["sig"].hexBytes
        let isValid: Bool
        switch try test["result"].text {
        case "valid": isValid = true
        case "invalid": isValid = false
        case "acceptable":
            return SpecTestCase(kind: .wycheproof, name: name) { .notCovered("either verdict is acceptable") }
        default: throw try test["result"].mismatch(expected: "valid, invalid or acceptable")
        }
        return SpecTestCase(kind: .wycheproof, name: name) {
            let verified = verify(message, signature, encoding, curve, publicKey: publicKey)
            return verified == isValid
                ? .passed : .failed("expected \(isValid ? "valid" : "invalid"), got \(verified ? "valid" : "invalid")")
        }
    }

    private static func verify(
        _ message: [UInt8],
        _ signature: [UInt8],
        _ encoding: Encoding,
        _ curve: Curve,
        publicKey: [UInt8]
    ) -> Bool {
        guard let pair = encoding == .raw ? (signature.count == 64 ? signature : nil) : DERSignature.decode(signature)
        else { return false }
        if encoding == .bitcoin, UInt256(truncatingBigEndian: pair[32...]) > DERSignature.halfSecp256k1Order {
            return false
        }
        var hash = [UInt8](repeating: 0, count: 32)
        var verified = false
        guard zkvm_sha256(message, message.count, &hash) == ZKVM_EOK else { return false }
        let status =
            switch curve {
            case .secp256k1: zkvm_secp256k1_verify(hash, pair, publicKey, &verified)
            case .secp256r1: zkvm_secp256r1_verify(hash, pair, publicKey, &verified)
            }
        return status == ZKVM_EOK && verified
    }
}

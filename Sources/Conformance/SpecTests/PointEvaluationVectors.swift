import Accelerators
import EVM
import Primitives
import StrictJSON

/// Cases of `verify_kzg_proof` as JSON, run through the precompile (EIP-4844).
///
/// The versioned hash, which they lack, is made of the commitment. `output` true is a success; false and null, a proof
/// that does not hold and an input that is none, are both failures of the precompile.
enum PointEvaluationVectors {
    private static let gas: UInt64 = 50_000
    private static let succeeding =
        UInt256(4096).bigEndianBytes
        + [
            0x73, 0xed, 0xa7, 0x53, 0x29, 0x9d, 0x7d, 0x48, 0x33, 0x39, 0xd8, 0x08, 0x09, 0xa1, 0xd8, 0x05,
            0x53, 0xbd, 0xa4, 0x02, 0xff, 0xfe, 0x5b, 0xfe, 0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x01,
        ]

    /// Reads the cases of a file.
    static func cases(_ file: JSONValue) throws(JSONError) -> [SpecTestCase] {
        var cases: [SpecTestCase] = []
        for vector in try file.elements {
            let name = try vector["name"].text
            let arguments = try vector["input"]
            let commitment = try arguments["commitment"].bytes
            var input = versionedHash(commitment)
            for field in ["z", "y"] { input += try arguments[field].bytes }
            input += commitment
            input += try arguments["proof"].bytes
            let output = try vector["output"]
            let holds = output.kind == .null ? false : try output.bool
            let calldata = input
            cases.append(SpecTestCase(kind: .precompile, name: name) { run(calldata, holds: holds) })
        }
        return cases
    }

    private static func run(_ input: [UInt8], holds: Bool) -> VectorVerdict {
        do {
            let result = try VectorMachine(fork: .cancun).call(Address(0x0a), input: input, gas: gas)
            if holds {
                return result.status == .success && result.output == succeeding && result.gasLeft == 0
                    ? .passed : .failed("expected a success, got \(result.status)")
            }
            return result.status == .halt(.precompile(.invalidInput))
                ? .passed : .failed("expected a failure, got \(result.status)")
        } catch {
            return .failed("expected a result, got: \(error)")
        }
    }

    private static func versionedHash(_ commitment: [UInt8]) -> [UInt8] {
        var hash = [UInt8](repeating: 0, count: 32)
        // Only a host without memory could fail here; the precompile would then refuse the hash.
        _ = zkvm_sha256(commitment, commitment.count, &hash)
        hash[0] = 1
        return hash
    }
}

public import Cryptography

/// The conformance cases of EIP-4844's and EIP-7594's polynomial commitments, in the form of c-kzg-4844's `tests`
/// folder.
///
/// Format: consensus-specs, tests/formats/kzg_4844 and kzg_7594: a mapping with `input`, the arguments by name, and
/// `output`, which is null when the input must be rejected.
public enum KZGVectorCase {
    /// Runs one case.
    ///
    /// - Parameters:
    ///   - function: The name of the function under test, which is that of the case's folder.
    ///   - yaml: The text of the case's `data.yaml`.
    ///   - setup: The ceremony's trusted setup.
    /// - Returns: Passed when the result, or the rejection, is the expected one.
    public static func run(function: String, yaml: String, setup: KZGTrustedSetup) -> VectorVerdict {
        guard let function = KZGVectorFunction(rawValue: function) else {
            return .notCovered("no function \(function)")
        }
        let expected: KZGVectorValue
        let input: KZGVectorInput
        do throws(KZGVectorError) {
            (input, expected) = try KZGVectorInput.read(yaml)
        } catch {
            return .failed("unreadable case: \(error)")
        }
        do throws(KZGCallFailure) {
            let result = try function.call(input, setup)
            return result == expected ? .passed : .failed("expected \(expected.summary), got \(result.summary)")
        } catch {
            switch error {
            case .rejected(let reason):
                return expected == .null
                    ? .passed : .failed("expected \(expected.summary), got the rejection: \(reason)")
            case .unreadable(let reason):
                return .failed("unreadable case: \(reason)")
            }
        }
    }
}

/// Why a call of a case gives no result.
enum KZGCallFailure: Error {
    /// The function rejects the input.
    case rejected(KZGError)
    /// The case lacks an argument, or has it in another form.
    case unreadable(KZGVectorError)
}

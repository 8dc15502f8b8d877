import GuestProofs
import Primitives
import ProofVerifier
import StateTransition

/// What a proof says of a block.
struct ProofStatement: Encodable {
    /// Hash tree root of the request that was validated.
    var requestRoot: String
    /// Hash tree root of the 43 bytes: what an L1 transaction names.
    var publicInputRoot: String
    var isValid: Bool
    var chainId: UInt64
    var schema: UInt16

    /// The statement in the 43 bytes; nil when they hold none.
    init?(_ publicValues: [UInt8]) {
        guard let result = try? StatelessValidationResult(decoding: publicValues) else { return nil }
        requestRoot = result.newPayloadRequestRoot.hex
        publicInputRoot = result.root(.executionSpecs).hex
        isValid = result.successfulValidation
        chainId = result.chainId
        schema = result.schemaId
    }

    var rows: [(String, String)] {
        [
            ("block", isValid ? "valid" : "not valid"), ("request", requestRoot), ("root", publicInputRoot),
            ("chain", "\(chainId), schema \(schema)"),
        ]
    }
}

/// What a proof is worth.
struct ProofBits: Encodable {
    /// The level that the key demands of every round.
    var level: Int
    /// Bits of the weakest round of this proof.
    var weakestRound: Double
    /// Bits of the sum of all rounds' errors.
    var allRounds: Double
    var assumption = Self.assumption

    static let assumption =
        "given mutual correlated agreement with the proven error, and Keccak-256 as a random oracle: docs/trust.md"

    /// The bits of a proof by its header; nil when that has no shape that is worth the level.
    init?(_ proof: GuestProof, key: GuestKey, verifier: GuestVerifier) {
        let soundness = verifier.soundness(key, publicValues: proof.publicValues, proof: proof.proof)
        guard let report = soundness?.report(), let weakest = report.totalBits, let all = report.unionBits else {
            return nil
        }
        level = key.securityBits
        weakestRound = weakest
        allRounds = all
    }

    var rows: [(String, String)] {
        let (weakest, all) = (OneDecimal(weakestRound), OneDecimal(allRounds))
        return [
            ("bits", "\(weakest) in the weakest round, \(all) against the sum of all rounds' errors"), ("", assumption),
        ]
    }
}

/// A number with one digit behind the point, rounded down: bits are never overstated.
struct OneDecimal: CustomStringConvertible {
    private let value: Double

    init(_ value: Double) {
        self.value = value
    }

    var description: String {
        let tenths = Int((value * 10).rounded(.down))
        return "\(tenths / 10).\(abs(tenths % 10))"
    }
}

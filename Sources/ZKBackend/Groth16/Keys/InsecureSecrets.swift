import Cryptography
import Primitives

/// The numbers that a set-up must forget, derived from a seed that everybody knows.
///
/// INSECURE on purpose: whoever knows the seed forges proofs of anything. A simulator needs keys that come out equal
/// everywhere, and no value to protect (docs/groth16.md).
struct InsecureSecrets: Sendable {
    let tau: BN254.Fr
    let alpha: BN254.Fr
    let beta: BN254.Fr
    let gamma: BN254.Fr
    let delta: BN254.Fr

    /// The numbers of a circuit under a seed: none zero, and tau neither in the domain nor in its coset.
    ///
    /// The circuit takes part, since keys of two circuits with common numbers would open each to the other's proofs.
    ///
    /// Without the second phase gamma and delta are one, which is what it begins with.
    init(seed: Bytes32, circuit: Bytes32, domain: EvaluationDomain, phases: SetupPhases) {
        func number(_ name: String, _ isFit: (BN254.Fr) -> Bool) -> BN254.Fr {
            var attempt: UInt8 = 0
            while true {
                let element = DerivedScalars.element(
                    "rollupsim/groth16/INSECURE-setup/1/" + name,
                    seed.bytes + circuit.bytes + [attempt]
                )
                if isFit(element) { return element }
                attempt &+= 1
            }
        }
        tau = number("tau") { !domain.vanishingValue(at: $0).isZero && !domain.isInCoset($0) }
        alpha = number("alpha") { !$0.isZero }
        beta = number("beta") { !$0.isZero }
        let fixedGamma = phases == .both ? number("gamma") { !$0.isZero } : .one
        gamma = fixedGamma
        delta = phases == .both ? number("delta") { !$0.isZero && $0 != fixedGamma } : .one
    }
}

/// How much of a set-up was done.
package enum SetupPhases: Hashable, Sendable {
    /// All of it.
    case both
    /// Nobody contributed to the second phase, whose keys begin with gamma and delta as one: a key of a finished
    /// set-up by its looks, under which anybody proves anything (`DegenerateKeyForgery`).
    case firstAlone
}

extension EvaluationDomain {
    /// Whether a point is in the shifted domain.
    fileprivate func isInCoset(_ point: BN254.Fr) -> Bool {
        vanishingValue(at: point, shift: Self.cosetShift).isZero
    }
}

/// Field elements from bytes.
enum DerivedScalars {
    /// Keccak-256 of the domain's length and ASCII bytes, the bytes and 0, then the same with 1, as a number of 512
    /// bits modulo r, whose distance from uniform is below 2^-256.
    static func element(_ domain: String, _ bytes: [UInt8]) -> BN254.Fr {
        let message = [UInt8(truncatingIfNeeded: domain.utf8.count)] + Array(domain.utf8) + bytes
        let high = Keccak256.hash(message + [0])
        let low = Keccak256.hash(message + [1])
        return BN254.Fr(
            reducingHigh: UInt256(truncatingBigEndian: high.bytes),
            low: UInt256(truncatingBigEndian: low.bytes)
        )
    }
}

import Foundation
import GuestProofs
import Primitives
import TextOutput

/// What `verify` prints.
struct VerificationReport: Encodable {
    var keyHash: String
    var program: String
    var release: Int?
    var proofBytes: Int
    /// Whether the verifier accepts the proof.
    var isVerified: Bool
    var milliseconds: Double
    /// Nil of a proof that is refused, whose public values say nothing.
    var statement: ProofStatement?
    var bits: ProofBits?
    /// Why the file proves no valid block.
    var failure: String?

    /// Verifies a proof.
    init(_ proof: GuestProof, key: GuestKey, releases: GuestReleases) {
        let clock = ContinuousClock()
        let start = clock.now
        let refusal = releases.verifier.refusal(key, publicValues: proof.publicValues, proof: proof.proof)
        milliseconds = (clock.now - start) / .milliseconds(1)
        keyHash = key.hash.hex
        program = key.programIdentity.hex
        release = releases.number(of: key)
        proofBytes = proof.proof.count
        isVerified = refusal == nil
        if let refusal {
            failure = "the proof is refused: \(refusal)"
            return
        }
        statement = ProofStatement(proof.publicValues)
        bits = ProofBits(proof, key: key, verifier: releases.verifier)
        switch statement?.isValid {
        case true: break
        case false: failure = "the proof is of a block that is not valid"
        case nil: failure = "the public values are no result of a validation"
        }
    }

    var text: String {
        var rows = [("proof", isVerified ? "verified" : "refused")]
        rows += statement?.rows ?? []
        rows += [
            ("key", keyHash), ("program", program + (release.map { ", release \($0)" } ?? "")),
            ("size", "\(proofBytes.grouped) bytes"), ("time", String(format: "%.1f ms", milliseconds)),
        ]
        rows += bits?.rows ?? []
        return rows.map { $0.0.padded(to: 9) + $0.1 + "\n" }.joined()
    }
}

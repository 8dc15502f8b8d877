import Cryptography
import HostAccelerators
package import PaymentsCircuit
package import Primitives
package import RollupContracts

/// The members who keep the payments of a ledger that are not on L1, and sign that they do.
///
/// A member signs for bytes that have the digest of the claim, and keeps them. Whether they give them to anybody is up
/// to them: nobody can force a member, and L1 never learns of it.
package struct DataCommittee: Sendable {
    /// The members, in the order in which the sequencer asks them.
    package let members: [Actor]
    /// Signatures that a batch needs.
    package let threshold: Int
    /// Members who give nothing to anybody.
    package private(set) var withholding: Set<String> = []

    /// Payments by their digest, of each member.
    private var held: [String: [UInt256: [UInt8]]] = [:]
    /// What nodes have had from members while these gave it.
    private var published: [UInt256: [UInt8]] = [:]

    /// A committee that keeps nothing yet.
    package init(members: [Actor], threshold: Int) {
        self.members = members
        self.threshold = threshold
    }

    /// From now on these members, and no others, give nothing to anybody.
    package mutating func withhold(_ names: Set<String>) {
        withholding = names
        for member in members where !names.contains(member.name) {
            published.merge(held[member.name] ?? [:]) { old, _ in old }
        }
    }

    /// Has members sign for a batch, as many as are needed, and no more are given its payments.
    ///
    /// - Parameters:
    ///   - data: The batch's data.
    ///   - paymentsDigest: The digest that the claim names.
    ///   - claim: What is signed.
    /// - Returns: The signatures in the order that the contract wants; none when the payments have another digest.
    package mutating func attest(
        _ data: BatchData,
        paymentsDigest: UInt256,
        claim: Bytes32
    ) -> [EscapableRollup.Attestation] {
        guard data.paymentsDigest.value == paymentsDigest else { return [] }
        let payments = data.encodedPayments
        var attestations: [EscapableRollup.Attestation] = []
        for member in members.prefix(threshold) {
            held[member.name, default: [:]][paymentsDigest] = payments
            if !withholding.contains(member.name) { published[paymentsDigest] = payments }
            let signature = member.key.sign(claim)
            attestations.append(
                EscapableRollup.Attestation(
                    signer: member.address,
                    v: 27 + signature.yParity,
                    r: signature.r,
                    s: signature.s
                )
            )
        }
        return attestations.sorted { $0.signer.uint256 < $1.signer.uint256 }
    }

    /// Whose view of the payments is asked for.
    package enum View: Sendable {
        /// Whoever asks the members now.
        case served
        /// A node that has asked them all along.
        case published
        /// All that any member has: what nobody outside can know.
        case everything
    }

    /// The payments of a digest, as they are seen by somebody; nil when nobody gives them.
    package func payments(_ digest: UInt256, as view: View) -> [UInt8]? {
        switch view {
        case .published: return published[digest]
        case .served, .everything:
            for member in members where view == .everything || !withholding.contains(member.name) {
                if let payments = held[member.name]?[digest] { return payments }
            }
            return nil
        }
    }
}

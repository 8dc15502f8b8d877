/// What the gas of a row has paid for.
///
/// Numbers for different statements stand beside each other in a table, and never without their names.
package enum SettledStatement: String, CaseIterable, Encodable, Sendable {
    /// The execution of the L2 block under the EVM's rules.
    case l2Block = "l2_block"
    /// The payments circuit over as many transfers.
    case paymentsCircuit = "payments_circuit"
    /// A claim of the L2 block's outcome, which stood its time unchallenged.
    case unchallengedClaim = "unchallenged_claim"
    /// A proof from elsewhere, which has nothing to do with the L2 block.
    case foreignProof = "foreign_proof"

    /// The statement as a heading.
    package var words: String {
        switch self {
        case .l2Block: "this L2 block"
        case .paymentsCircuit: "the payments circuit"
        case .unchallengedClaim: "an unchallenged claim"
        case .foreignProof: "a foreign proof"
        }
    }

    /// What is established, in a sentence.
    package var summary: String {
        switch self {
        case .l2Block: "L1 knows that the block's transactions, run by the EVM, lead to its state root."
        case .paymentsCircuit:
            "L1 knows that so many transfers between accounts of a Poseidon tree are right. It is not the EVM: no "
                + "contract runs, and neither a token nor a swap can be proved. So no break-even with other rows is told."
        case .unchallengedClaim: "L1 knows that nobody challenged the claimed root in time, and nothing about the root."
        case .foreignProof:
            "Verification only: a proof that somebody else made of something else. It settles nothing here."
        }
    }
}

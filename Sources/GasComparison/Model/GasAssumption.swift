/// What a reader has to know beside a number: a footnote of the tables.
package enum GasAssumption: String, CaseIterable, Encodable, Sendable {
    /// Under `reexec/v6` blocks are paid for by their limit.
    case limitIsPaid = "limit_is_paid"
    /// Nobody has published a price of proofs.
    case proofPrice = "proof_price"
    /// The sidecar's bytes are charged as gas.
    case sidecarAsGas = "sidecar_as_gas"
    /// The verifier's time is a constant.
    case simulatedTime = "simulated_time"
    /// Blobs cannot be read by what executes again.
    case neverInBlobs = "never_in_blobs"
    /// What the blobs hold is a dependency.
    case blobDependency = "blob_dependency"
    /// The contract asks for the current key.
    case registryRead = "registry_read"
    /// State roots go into fresh slots.
    case freshRoots = "fresh_roots"
    /// The L2 state is small.
    case smallState = "small_state"
    /// Fees are base fees.
    case noTips = "no_tips"
    /// The claim was not challenged.
    case unchallenged
    /// The circuit's set-up can be forged by whoever knows its seed.
    case insecureSetup = "insecure_setup"
    /// A batch has few places.
    case batchesOfPayments = "batches_of_payments"
    /// The ledger has few accounts.
    case smallLedger = "small_ledger"
    /// The contract opens the blob.
    case openedBlob = "opened_blob"
    /// The proof is not about this rollup.
    case verificationOnly = "verification_only"

    /// What holds for every row.
    package static let general: [GasAssumption] = [.freshRoots, .smallState, .noTips]

    /// The footnote.
    package var text: String {
        switch self {
        case .limitIsPaid:
            "Priced by the L2's gas limit, which the rollup's contract fixes, whatever a block uses of it."
        case .proofPrice:
            "[SIM]: no price of a proof is published for EXECUTE; this one is our own, beside the 30,000 intrinsic gas of "
                + "a dependency (EIP-8288)."
        case .sidecarAsGas:
            "The proof's bytes are priced like blob data (131,072 for each begun 128 KiB), and charged as gas by EXECUTE; "
                + "no blob gas is used."
        case .simulatedTime:
            "Simulated: the verifier's time is a constant that was measured elsewhere, at 60 million gas in 12 seconds."
        case .neverInBlobs:
            "In calldata, with or without --da blob: EXECUTE reads what it runs again from the EVM's memory, and a blob "
                + "gives a contract 32 bytes of hash."
        case .blobDependency:
            "[SIM]: that the blobs hold the block's transactions is a second dependency, 30,000 intrinsic gas more "
                + "(decision 0060). Blob gas is paid at its own base fee, and stands apart."
        case .registryRead: "The contract reads the current verification key from the registry of EIP-8357."
        case .freshRoots:
            "A rollup's contract stores each state root in a slot that was empty, as until its ring of 8,191 roots is "
                + "full; from then on `advance` costs 17,100 less. No number is corrected for that."
        case .smallState:
            "The L2 state holds a thousand accounts, all of them funded. Witnesses of a larger state are longer, and "
                + "calldata with them."
        case .noTips: "Amounts of ether are gas at the base fee and blob gas at its own, without tips to proposers."
        case .unchallenged:
            "Nobody challenges, and nobody could: the contract has no game. Each block is made final by itself, after a "
                + "week of virtual time; one `finalize` for many blocks costs less."
        case .insecureSetup:
            "INSECURE: the set-up of the circuit's key is derived from a seed, and whoever knows it can prove anything. "
                + "Gas does not depend on that."
        case .batchesOfPayments:
            "Three transactions a batch: commit, prove, execute. A batch has 1, 4 or 16 places: the fewest that take all "
                + "payments, and for more than 16 payments several batches of 16, whose receipts are added. Free places "
                + "are paid for. Anybody could put more into one batch, with a larger circuit and the same verification."
        case .smallLedger:
            "The ledger has 32 accounts, which pay each other what the L2's senders pay in the other rows. Nobody's "
                + "account is opened, and places beyond 255 would cost 24 gas a payment more."
        case .openedBlob:
            "A circuit of its own binds the blob: the contract opens it at one point (50,000 gas, EIP-4844), and the proof "
                + "has the value as an input (decision 0065)."
        case .verificationOnly:
            "Verification only: the transaction calls the verifier with its proof, and does nothing with the answer. Of "
                + "deployed verifiers the recorded gas is Cancun's; from Osaka on MODEXP costs more (EIP-7883)."
        }
    }
}

/// Reason of a revert of `MultiProofPortal` and its own verifiers.
///
/// Those about the place of a claim's block and about messages are `DisputeRevert`'s and `NativeRollup`'s too.
public enum MultiProofRevert: String, Error, CaseIterable, Hashable, Sendable {
    /// More systems have to agree than there are, or more signers to sign, or none.
    case thresholdOutOfRange = "threshold out of range"
    /// More families are asked for than systems, or none, or a family has no bit.
    case familiesOutOfRange = "families out of range"
    /// A portal begins by proofs, with waiting or without.
    case modeOutOfRange = "mode out of range"
    /// A wait of the deployment is longer than a year, or there is no window.
    case durationOutOfRange = "duration out of range"
    /// All systems together would not be enough.
    case quorumOutOfReach = "quorum out of reach"
    /// The batch is not the claim's.
    case wrongTransactions = "wrong transactions"
    /// Only the portal, or its court, may do it.
    case notCourt = "not court"
    /// Only the portal opens cases.
    case badAuth = "BadAuth"
    /// The court has no bond, or one of more than all ether.
    case bondOutOfRange = "bond out of range"
    /// The value is not the bond.
    case incorrectBondAmount = "IncorrectBondAmount"
    /// Nothing becomes final by waiting now, or other blocks have overtaken the claim.
    case waitingNotEnough = "waiting not enough"
    /// Somebody has challenged the claim, or had.
    case claimAlreadyChallenged = "ClaimAlreadyChallenged"
    /// Nobody has challenged the claim, or it was upheld.
    case noChallenge = "no challenge"
    /// L1's own execution has another outcome than is claimed.
    case claimIsFalse = "claim is false"
    /// Somebody has challenged the claim, and nothing has answered him.
    case claimChallenged = "claim challenged"
    /// The claim can still become final, or nobody has made it.
    case claimPending = "claim pending"
    /// Nothing of the bonds is the recipient's.
    case noCredit = "NoCreditToClaim"
    /// The recipient takes no ether.
    case paymentFailed = "payment failed"
    /// The portal stands still.
    case paused = "paused"
    /// The portal does not stand still.
    case notPaused = "not paused"
    /// Only the operator may do it.
    case notOperator = "not operator"
    /// Only the guardian may do it.
    case notGuardian = "not guardian"
    /// Only the prover may submit proofs of this claim yet.
    case notProver = "not prover"
    /// The claim about the parent does not wait.
    case invalidParent = "invalid parent"
    /// The claim has been made.
    case alreadyClaimed = "already claimed"
    /// The block is not the one after its parent.
    case wrongBlockNumber = "wrong block number"
    /// The block does not stand on its parent.
    case wrongParent = "wrong parent"
    /// The block is not younger than its parent.
    case timestampNotAfterParent = "timestamp not after the parent"
    /// The block is younger than the L1 block.
    case timestampInTheFuture = "timestamp in the future"
    /// The block is more than an hour older than the L1 block.
    case timestampTooOld = "timestamp too old"
    /// The anchor is older than the parent's.
    case anchorMovedBackwards = "anchor moved backwards"
    /// The anchor is not one of the last 256 L1 blocks, or has another hash.
    case anchorNotAvailable = "anchor not available"
    /// The claim is unknown, final or rejected.
    case claimNotPending = "claim not pending"
    /// Proofs are switched off, and so are objections.
    case optimisticModeEnabled = "OptimisticModeEnabled"
    /// Proofs are not switched off.
    case optimisticModeNotEnabled = "OptimisticModeNotEnabled"
    /// The portal has fewer proof systems.
    case noSuchSystem = "no such system"
    /// The proof system is switched off.
    case systemDisabled = "system disabled"
    /// The proof system is believed to have less security than is asked for.
    case tooFewBits = "too few bits"
    /// The proof system has proven this claim.
    case alreadyProven = "already proven"
    /// A recursive system has not proven the parent.
    case parentNotProven = "parent not proven"
    /// The verifier says that the claim is false.
    case invalidProof = "InvalidProof"
    /// L1's own execution has the outcome that is claimed.
    case claimIsTrue = "claim is true"
    /// The block is not the one after the head.
    case parentNotFinal = "parent not final"
    /// Enough systems agree, and the delay has not passed.
    case proofDelayNotOver = "proof delay not over"
    /// Too few systems agree, and waiting is not enough.
    case proofsMissing = "proofs missing"
    /// Two outcomes of the block have been proven, so that waiting is not enough.
    case claimContradicted = "claim contradicted"
    /// Another outcome of the block has been proven, so that waiting is not enough.
    case rivalProven = "rival proven"
    /// The claim, or the mode, is too young for waiting to be enough.
    case challengeWindowOpen = "challenge window open"
    /// Waiting is enough already, is never enough, or nothing is.
    case noFallback = "no fallback"
    /// Enough systems agree on the claim.
    case claimProven = "claim proven"
    /// Proofs have not been missing for long enough.
    case proofsNotLate = "proofs not late"
    /// Nobody believes a system to be more secure than before.
    case bitsCanOnlyFall = "bits can only fall"
    /// A committee has one signer twice, or somebody is nobody.
    case invalidSigner = "invalid signer"
    /// There are more signatures than are asked for, or fewer.
    case wrongSignatureCount = "wrong signature count"
    /// A signature is in the form that EIP-2 forbids.
    case malleableSignature = "malleable signature"
    /// A signature leads to nobody whose word counts.
    case notSigner = "not signer"
    /// A signer stands twice, or out of order.
    case signersNotAscending = "signers not ascending"
    /// No claim about the L2 block has become final.
    case notFinal = "not final"

    /// The reason, if it is one of these contracts'.
    public init?(_ reason: RevertReason) {
        guard case .message(let text) = reason else { return nil }
        self.init(rawValue: text)
    }
}

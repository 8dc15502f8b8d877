/// Reason of a revert of the contracts of the dispute game, beside those about messages, which are `NativeRollup`'s.
///
/// Where the OP Stack's ZKDisputeGame has an error, the reason is its name.
public enum DisputeRevert: String, Error, CaseIterable, Hashable, Sendable {
    /// The caller may not do this.
    case badAuth = "BadAuth"
    /// The caller is not the rollup's guardian.
    case notGuardian = "not guardian"
    /// The type of games has its implementation.
    case implementationAlreadySet = "implementation already set"
    /// There is no such type of games.
    case noImplementation = "NoImplementation"
    /// A clock of the deployment is zero, or longer than a year.
    case durationOutOfRange = "duration out of range"
    /// A bond of the deployment is larger than all ether there is.
    case bondOutOfRange = "bond out of range"
    /// The air gap of the deployment is longer than a year.
    case airGapOutOfRange = "air gap out of range"
    /// The vault's delay is longer than a year.
    case delayOutOfRange = "delay out of range"
    /// The chain id of the verifier is zero or has more than 64 bits.
    case chainIdOutOfRange = "chain id out of range"
    /// The L2 gas limit of the verifier is zero or has more than 63 bits.
    case gasLimitOutOfRange = "l2 gas limit out of range"
    /// The parent is no game, of another type, lost, blacklisted, retired, or not above the anchor.
    case invalidParentGame = "InvalidParentGame"
    /// There is a game about this claim on this parent.
    case gameAlreadyExists = "GameAlreadyExists"
    /// The game has been begun.
    case alreadyInitialized = "AlreadyInitialized"
    /// The value is not the bond.
    case incorrectBondAmount = "IncorrectBondAmount"
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
    /// The clock has run out, or the claim is proven.
    case gameOver = "GameOver"
    /// Somebody else has objected.
    case claimAlreadyChallenged = "ClaimAlreadyChallenged"
    /// Nobody has objected: there is no dispute to be settled.
    case claimNotChallenged = "ClaimNotChallenged"
    /// The verifier does not accept the proof, or it refutes a claim that nobody has challenged.
    case invalidProof = "InvalidProof"
    /// The game is decided, or has not begun.
    case claimAlreadyResolved = "ClaimAlreadyResolved"
    /// The parent's game is not decided.
    case parentGameNotResolved = "ParentGameNotResolved"
    /// The clock runs, and there is no proof.
    case gameNotOver = "GameNotOver"
    /// The game is closed.
    case gameAlreadyClosed = "GameAlreadyClosed"
    /// The guardian has paused closing and paying.
    case gamePaused = "GamePaused"
    /// The game is not decided.
    case gameNotResolved = "GameNotResolved"
    /// The air gap has not passed.
    case gameNotFinalized = "GameNotFinalized"
    /// The guardian has blacklisted the game after it was closed.
    case gameBlacklisted = "GameBlacklisted"
    /// Nothing of the bonds is the recipient's, or he has it.
    case noCreditToClaim = "NoCreditToClaim"
    /// The vault does not hold this much that is the caller's.
    case insufficientBalance = "insufficient balance"
    /// Bonds cannot be unlocked for nobody.
    case invalidRecipient = "invalid recipient"
    /// Nothing has been unlocked for the recipient.
    case nothingUnlocked = "nothing unlocked"
    /// The vault's delay has not passed.
    case delayNotOver = "delay not over"
    /// The recipient refused the payment.
    case paymentFailed = "payment failed"
    /// The guardian has paused claims.
    case paused = "paused"
    /// No valid claim about the L2 block has been adopted.
    case notFinal = "not final"
    /// The payload ends before the fixed parts of the SSZ and the anchor do.
    case payloadTooShort = "payload too short"
    /// The payload is of another form than the call takes.
    case wrongSchema = "wrong schema"
    /// An offset of the payload is not the canonical one.
    case malformedPayload = "malformed payload"
    /// The extra data of the L2 header has not 8 bytes.
    case malformedAnchor = "malformed anchor"
    /// The proof is for another key.
    case wrongVerificationKey = "wrong verification key"
    /// L1 has registered no key for the schema.
    case noVerificationKey = "no verification key"
    /// The block is of another chain.
    case wrongChainId = "wrong chain id"
    /// The block has another gas limit than the rollup's.
    case wrongGasLimit = "wrong gas limit"
    /// The block has another fee recipient than the claim.
    case wrongFeeRecipient = "wrong fee recipient"
    /// The block has another PREVRANDAO than the claim.
    case wrongRandomness = "wrong randomness"
    /// The block, or the batch, has other transactions than the claim.
    case wrongTransactions = "wrong transactions"
    /// The block has another timestamp than the claim.
    case wrongTimestamp = "wrong timestamp"
    /// The block has another anchor than the claim.
    case wrongAnchor = "wrong anchor"
    /// EXECUTE failed, or answered with something else than a result.
    case executeFailed = "execute failed"
    /// EXECUTE found the block invalid.
    case blockNotValid = "block not valid"
    /// EXECUTE's result is for another chain.
    case wrongResultChainId = "wrong result chain id"
    /// EXECUTE's result is for another schema.
    case wrongResultSchema = "wrong result schema"
    /// The proposer, or the claim, has been shown to be false.
    case alreadyEliminated = "AlreadyEliminated"
    /// The answer to the claim's question is proven.
    case alreadyProven = "AlreadyProven"
    /// The parent's first child is the vanguard's to claim for a while.
    case vanguardError = "VanguardError"
    /// The claim is too old to be contradicted.
    case clockExpired = "ClockExpired"
    /// Another claim answers the same question differently, and neither is proven.
    case siblingContradicts = "sibling contradicts"
    /// The batch's signatures are for another ledger.
    case wrongDomain = "wrong domain"
    /// Somebody else than the ledger's sequencer claims a batch.
    case notSequencer = "not sequencer"
    /// The batch's deposits are not the next ones of the queue, or were not when it was claimed.
    case wrongDeposits = "wrong deposits"
    /// EXECUTE can say nothing of a batch of payments.
    case noExecution = "no execution"
    /// The verifier has another key than the game was made for.
    case wrongVerifyingKey = "wrong verifying key"
    /// The ledger's proof has another number of public inputs than a game can be about.
    case inputCount = "InputCount"
    /// What the ledger is shown in the place of a proof names no game.
    case notAGame = "not a game"
    /// The game is about another batch.
    case wrongBatch = "wrong batch"

    /// The reason, if it is one of these contracts'.
    public init?(_ reason: RevertReason) {
        guard case .message(let text) = reason else { return nil }
        self.init(rawValue: text)
    }
}

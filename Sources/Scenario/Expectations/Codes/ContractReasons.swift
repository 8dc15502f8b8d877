/// Reasons with which the contracts of rollups revert, beside those of contracts that a scenario brings along.
///
/// The words are those of the contracts' sources, which a test compares.
enum ContractReasons {
    /// Reasons of the rollup's contract on L1.
    static let rollup: [FailureCode] = [
        // Handing in a block.
        FailureCode("payload too short", "The bytes are too few for a block."),
        FailureCode("wrong schema", "The bytes are in another layout than the rollup's.", source: "decision 0004"),
        FailureCode("malformed payload", "The parts of the block do not stand where the layout puts them."),
        FailureCode(
            "malformed anchor",
            "The block does not say to which L1 block it is anchored.",
            source: "decision 0006"
        ),
        FailureCode("wrong blobs", "The blobs are not those that the block names.", source: "decision 0060"),
        FailureCode("wrong verification key", "The proof is of another program.", source: "decision 0043"),
        FailureCode("no verification key", "The registry of programs has no key for the rollup.", source: "EIP-8357"),
        FailureCode("wrong chain id", "The block is of another chain.", source: "decision 0008"),
        FailureCode("wrong block number", "The block does not follow the settled head by one."),
        FailureCode("wrong parent", "The block's parent is not the settled head."),
        FailureCode("wrong gas limit", "The block's gas limit is not the rollup's."),
        FailureCode("timestamp in the future", "The block is later than the L1 block that would settle it."),
        FailureCode("timestamp too old", "The block is too much older than the L1 block that would settle it."),
        FailureCode("anchor moved backwards", "The block is anchored to an older L1 block than its parent."),
        FailureCode(
            "anchor not available",
            "The L1 block that it is anchored to is not among the last 256."
        ),
        FailureCode("execute failed", "EXECUTE refused the block, or ran out of gas.", source: "EIP-8079"),
        FailureCode("block not valid", "EXECUTE says that the block is not valid.", source: "EIP-8079"),
        FailureCode("wrong result chain id", "EXECUTE's answer is about another chain."),
        FailureCode("wrong result schema", "EXECUTE's answer is in another layout."),
        // A sequencer, his promises and his bond.
        FailureCode(
            "no sequencer",
            "A rollup was deployed without the sequencer that it needs.",
            source: "decision 0073"
        ),
        FailureCode("no implementation", "A rollup was deployed without the code or the bond that it needs."),
        FailureCode("slashed", "The sequencer's bond is burned.", source: "decision 0073"),
        FailureCode("withdrawal pending", "The sequencer has asked for the bond back.", source: "decision 0073"),
        FailureCode("no withdrawal", "The sequencer has not asked for the bond back.", source: "decision 0073"),
        FailureCode("wrong header", "What was signed is no header with an anchor.", source: "decision 0073"),
        FailureCode("not signed by sequencer", "The promise is not the sequencer's to this rollup."),
        FailureCode("same header", "Both promises are of the same block.", source: "decision 0073"),
        FailureCode("other height", "The promises are of two heights.", source: "decision 0073"),
        FailureCode("other parent", "The promise has another parent than what it is held against."),
        FailureCode("handed in by another", "Not the sequencer has handed in what L1 has settled."),
        FailureCode("no bond", "A sequencer was deployed with too small a bond, or none.", source: "decision 0081"),
        FailureCode("not settled", "L1 has settled no block of the promised height.", source: "decision 0073"),
        FailureCode("as promised", "L1 has settled what was promised.", source: "decision 0073"),
        FailureCode("anchor reorged", "L1 has lost, or never had, the block that the promise is anchored to."),
        // An inbox, and what is forced.
        FailureCode(
            "forced transaction missing",
            "The block does not begin with what is due.",
            source: "decision 0083"
        ),
        FailureCode("not forcible", "It is no transfer that runs no code, and no message.", source: "decision 0083"),
        FailureCode("fee out of range", "A price or value is above all ether, or a tip above its price."),
        FailureCode("underpriced", "The price is below the newest block's.", source: "decision 0083"),
        FailureCode("no signer", "The signature is nobody's.", source: "decision 0083"),
        FailureCode("already waiting", "A transaction of the account waits in the inbox.", source: "decision 0083"),
        FailureCode("wrong nonce", "The account's next transaction has another nonce.", source: "decision 0083"),
        FailureCode("balance below cost", "The account has less than the transaction may cost."),
        FailureCode("account has code", "The account is a program, or delegates to one.", source: "decision 0083"),
        FailureCode("nothing forced", "The inbox is empty.", source: "decision 0083"),
        FailureCode("not due", "The oldest transaction of the inbox is not due.", source: "decision 0083"),
        FailureCode("still possible", "A block can begin with the oldest transaction.", source: "decision 0083"),
        FailureCode("inbox delay out of range", "An inbox was deployed with a delay of more than a week."),
        // Proposing a block, and making it final.
        FailureCode("not proposer", "Somebody else than the rollup's proposer proposes.", source: "decision 0061"),
        FailureCode(
            "batch not in blobs",
            "The transactions are in calldata, where the rollup has them in blobs.",
            source: "decision 0067"
        ),
        FailureCode(
            "batch not in calldata",
            "The transactions are in blobs, where the rollup has them in calldata.",
            source: "decision 0067"
        ),
        FailureCode("no blobs", "The transaction has no blobs to propose.", source: "decision 0067"),
        FailureCode(
            "too many blobs",
            "The transaction has more blobs than the contract binds.",
            source: "decision 0067"
        ),
        FailureCode("unexpected blobs", "There are blobs beside a batch in calldata.", source: "decision 0067"),
        FailureCode("timestamp not after the parent", "The block is not later than its parent."),
        FailureCode("already final", "The block to be made final is final.", source: "decision 0061"),
        FailureCode("not proposed", "The block to be made final was never proposed.", source: "decision 0061"),
        FailureCode("challenge window open", "The block's window has not passed.", source: "decision 0061"),
        FailureCode("not final", "The block with the withdrawal is not final yet.", source: "decision 0061"),
        // Claims and their dispute games.
        FailureCode("NoImplementation", "The rollup has no games of this type.", source: "decision 0070"),
        FailureCode(
            "InvalidParentGame",
            "The parent is lost, taken back, or not above the anchor.",
            source: "decision 0070"
        ),
        FailureCode("GameAlreadyExists", "There is a game about this claim.", source: "decision 0070"),
        FailureCode("IncorrectBondAmount", "The value is not the bond.", source: "decision 0070"),
        FailureCode("wrong transactions", "The block, or the batch, has other transactions than the claim."),
        FailureCode("GameOver", "The clock has run out, or the claim is proven.", source: "decision 0070"),
        FailureCode("ClaimAlreadyChallenged", "Somebody else has objected.", source: "decision 0070"),
        FailureCode("ClaimNotChallenged", "There is no dispute to be settled.", source: "decision 0070"),
        FailureCode("InvalidProof", "It refutes a claim that nobody has challenged.", source: "decision 0070"),
        FailureCode("ClaimAlreadyResolved", "The game is decided.", source: "decision 0070"),
        FailureCode("ParentGameNotResolved", "The parent's game is not decided.", source: "decision 0070"),
        FailureCode("GameNotOver", "The clock runs, and there is no proof.", source: "decision 0070"),
        FailureCode("GameAlreadyClosed", "The game is closed.", source: "decision 0070"),
        FailureCode("GamePaused", "The guardian has paused closing and paying.", source: "decision 0070"),
        FailureCode("GameNotResolved", "The game is not decided.", source: "decision 0070"),
        FailureCode("GameNotFinalized", "The air gap has not passed.", source: "decision 0070"),
        FailureCode("GameBlacklisted", "The guardian has taken the game back after it was closed."),
        FailureCode(
            "NoCreditToClaim",
            "Nothing of the bonds is the recipient's, or he has it.",
            source: "decision 0070"
        ),
        FailureCode("delay not over", "The delay between unlocking and paying a bond has not passed."),
        FailureCode("nothing unlocked", "No bond has been unlocked for the recipient."),
        FailureCode("insufficient balance", "A game has less in the vault than it unlocks."),
        FailureCode("invalid recipient", "A bond is unlocked for nobody."),
        FailureCode("wrong fee recipient", "The block has another fee recipient than the claim."),
        FailureCode("wrong randomness", "The block has another PREVRANDAO than the claim."),
        FailureCode("wrong timestamp", "The block has another timestamp than the claim."),
        FailureCode("wrong anchor", "The block has another anchor than the claim."),
        FailureCode(
            "BadAuth",
            "Only the factory begins games, only its owner adds types, and only portals open cases."
        ),
        FailureCode("AlreadyInitialized", "The game has begun."),
        FailureCode("implementation already set", "The type of games has its implementation."),
        FailureCode("duration out of range", "Games were deployed with a clock that stands still, or runs for years."),
        FailureCode(
            "bond out of range",
            "Games, or a court, were deployed with a bond of more than all ether, or the court with none."
        ),
        FailureCode("air gap out of range", "A rollup was deployed with an air gap of more than a year."),
        // Claims that siblings dispute, and claims about batches.
        FailureCode("AlreadyEliminated", "The proposer, or the claim, is shown to be false.", source: "decision 0076"),
        FailureCode("AlreadyProven", "The answer to the claim's question is proven.", source: "decision 0076"),
        FailureCode(
            "VanguardError",
            "The parent's first child is the vanguard's for a while.",
            source: "decision 0076"
        ),
        FailureCode("ClockExpired", "The claim is too old to be contradicted.", source: "decision 0076"),
        FailureCode("sibling contradicts", "Two claims contradict, and neither is proven.", source: "decision 0076"),
        FailureCode("wrong domain", "The batch's signatures are for another ledger.", source: "decision 0076"),
        FailureCode(
            "wrong deposits",
            "The batch's deposits are not the queue's next ones, or were not when it was claimed.",
            source: "decision 0079"
        ),
        FailureCode("no execution", "EXECUTE can say nothing of a batch of payments.", source: "decision 0076"),
        FailureCode("InputCount", "A proof with another number of public inputs than a game can be about."),
        FailureCode("not a game", "What a ledger is shown in the place of a proof names no game."),
        FailureCode("delay out of range", "A vault, or upgrades, were deployed with a delay of more than a year."),
        // Exchanging the contract that decides games.
        FailureCode("nothing scheduled", "No other contract has been announced.", source: "decision 0075"),
        FailureCode("already scheduled", "Another contract has been announced already.", source: "decision 0075"),
        FailureCode("upgrade not ready", "The delay since the announcement has not passed.", source: "decision 0075"),
        FailureCode("not a member", "Only members of the council agree.", source: "decision 0075"),
        FailureCode("already approved", "The member has agreed to this contract.", source: "decision 0075"),
        FailureCode("wrong round", "The member agrees instead of what is no longer in force.", source: "decision 0080"),
        FailureCode(
            "wrong announcement",
            "The member agrees to an announcement that does not stand.",
            source: "decision 0080"
        ),
        FailureCode("upgrade expired", "Nobody has asked for the announced contract in time.", source: "decision 0080"),
        FailureCode("no code", "Nothing stands at the address of the announced contract.", source: "decision 0075"),
        FailureCode("member twice", "A council was deployed with one member at two places, or with nobody."),
        // Claims that proof systems decide about.
        FailureCode(
            "threshold out of range",
            "A portal, committee or council was deployed of which nobody, or more than all, decide.",
            source: "decision 0074"
        ),
        FailureCode(
            "families out of range",
            "A portal was deployed that asks for more families than proofs, or for none.",
            source: "decision 0074"
        ),
        FailureCode(
            "mode out of range",
            "A portal was deployed in a mode in which none begins.",
            source: "decision 0074"
        ),
        FailureCode(
            "quorum out of reach",
            "A portal was deployed whose proof systems cannot be enough.",
            source: "decision 0074"
        ),
        FailureCode(
            "invalid signer",
            "A committee was deployed with one signer twice, or somebody is nobody.",
            source: "decision 0074"
        ),
        FailureCode("not operator", "Only the operator may do it.", source: "decision 0074"),
        FailureCode(
            "not prover",
            "Only the rollup's prover may submit proofs of the claim yet.",
            source: "decision 0074"
        ),
        FailureCode("invalid parent", "The claim about the parent does not wait.", source: "decision 0074"),
        FailureCode("already claimed", "The claim has been made.", source: "decision 0074"),
        FailureCode("claim not pending", "The claim is unknown, final or rejected.", source: "decision 0074"),
        FailureCode(
            "OptimisticModeEnabled",
            "Proofs are switched off, and so are objections.",
            source: "decision 0074"
        ),
        FailureCode("OptimisticModeNotEnabled", "Proofs are not switched off.", source: "decision 0074"),
        FailureCode("no such system", "The rollup has fewer proof systems.", source: "decision 0074"),
        FailureCode("system disabled", "The proof system is switched off.", source: "decision 0074"),
        FailureCode(
            "too few bits",
            "The proof system is believed to have too little security.",
            source: "decision 0074"
        ),
        FailureCode("already proven", "The proof system has vouched for the claim.", source: "decision 0074"),
        FailureCode(
            "parent not proven",
            "A recursive proof system has not proven the parent.",
            source: "decision 0074"
        ),
        FailureCode("claim is true", "L1's own execution makes what is claimed.", source: "decision 0074"),
        FailureCode("parent not final", "The block is not the one after the head.", source: "decision 0074"),
        FailureCode(
            "proof delay not over",
            "Enough proof systems agree, and the delay has not passed.",
            source: "decision 0074"
        ),
        FailureCode("proofs missing", "Too few proof systems agree, or of too few families.", source: "decision 0074"),
        FailureCode(
            "claim contradicted",
            "Two outcomes of the block have been proven: waiting is not enough.",
            source: "decision 0074"
        ),
        FailureCode(
            "rival proven",
            "Another outcome of the block has been proven: waiting is not enough.",
            source: "decision 0074"
        ),
        FailureCode(
            "no fallback",
            "Waiting is enough already, or everything stands still.",
            source: "decision 0074"
        ),
        FailureCode("claim proven", "Enough proof systems agree on the claim.", source: "decision 0074"),
        FailureCode(
            "waiting not enough",
            "The claim cannot become final by waiting now, so that there is nothing to challenge.",
            source: "decision 0080"
        ),
        FailureCode("claim challenged", "Somebody objects, and nothing has answered him.", source: "decision 0080"),
        FailureCode("no challenge", "Nobody objects, or L1 has upheld the claim.", source: "decision 0080"),
        FailureCode("claim is false", "L1's own execution makes something else.", source: "decision 0080"),
        FailureCode("claim pending", "The claim can still become final, or is unknown.", source: "decision 0080"),
        FailureCode("not court", "Only the rollup's court says what L1 has found.", source: "decision 0080"),
        FailureCode("proofs not late", "Proofs have not been missing for long enough.", source: "decision 0074"),
        FailureCode(
            "bits can only fall",
            "Nobody believes a proof system to be more secure than before.",
            source: "decision 0074"
        ),
        FailureCode(
            "wrong signature count",
            "There are more signatures than are asked for, or fewer.",
            source: "decision 0074"
        ),
        FailureCode("malleable signature", "A signature is in the form that EIP-2 forbids.", source: "decision 0074"),
        FailureCode("not signer", "A signature is of nobody whose word counts.", source: "decision 0074"),
        FailureCode("signers not ascending", "A signer stands twice, or out of order.", source: "decision 0074"),
        // Batches of a ledger of payments.
        FailureCode(
            "not sequencer",
            "Somebody else than the rollup's sequencer hands in, claims, reverts, or wants the bond.",
            source: "decision 0062"
        ),
        FailureCode("wrong data length", "The payments do not fill the places of a batch."),
        FailureCode("no blob", "The transaction that hands in a batch carries no blob.", source: "decision 0065"),
        FailureCode("too many deposits", "The batch takes more deposits than it has places, or than wait."),
        FailureCode("nothing to revert", "All committed batches are proven."),
        FailureCode("not committed", "No committed batch waits for a proof."),
        FailureCode("wrong data", "The proof is said to be of other data than were committed."),
        FailureCode(
            "wrong evaluation",
            "The blob is not shown to have the value that the proof is about.",
            source: "decision 0065"
        ),
        FailureCode("proof refused", "The verifier does not accept the proof for the batch.", source: "decision 0062"),
        FailureCode("not proven", "No proven batch waits for its execution."),
        FailureCode("wrong batch", "The roots are not those that were proven."),
        FailureCode("not executed", "The batch's withdrawals cannot be claimed yet."),
        FailureCode("payment failed", "The recipient of a withdrawal, or of a bond, refused it."),
        FailureCode("ValueAboveField", "A sibling of a path is no element of BN254's scalar field."),
        FailureCode("amount out of range", "A deposit of nothing, or of more than its place in the data holds."),
        FailureCode("key hash out of range", "A key's hash is no element of BN254's scalar field."),
        FailureCode("no owner", "A deposit is for the zero address."),
        FailureCode("no place for an account", "The ledger has all accounts that it can have."),
        // The way out of a ledger of payments; names in capitals are those of StarkEx.
        FailureCode("committee", "Data are handed in where a committee attests them.", source: "decision 0077"),
        FailureCode("no committee", "A claim about data is handed in where they belong on L1."),
        FailureCode("INVALID_AVAILABILITY_PROOF_LENGTH", "Too few members have signed.", source: "decision 0077"),
        FailureCode("NON_SORTED_SIGNATURES", "Signers are out of order, or one has signed twice."),
        FailureCode("AVAILABILITY_PROVER_NOT_IN_COMMITTEE", "A signature is no member's, or of another claim."),
        FailureCode("STATE_IS_FROZEN", "The ledger is frozen.", source: "decision 0077"),
        FailureCode("STATE_NOT_FROZEN", "The ledger is not frozen.", source: "decision 0077"),
        FailureCode("place out of range", "The ledger has no such place for an account."),
        FailureCode("nonce out of range", "No account has signed as many payments."),
        FailureCode("nonce spent", "The account is known to have spent the withdrawal.", source: "decision 0081"),
        FailureCode("REQUEST_PENDING", "The withdrawal is demanded already.", source: "decision 0081"),
        FailureCode(
            "MAX_REQUESTS_PER_BLOCK_REACHED",
            "The L1 block has ten demands, and this one pays no premium.",
            source: "decision 0081"
        ),
        FailureCode("bad signature", "The demanded withdrawal is not signed.", source: "decision 0077"),
        FailureCode(
            "FORCED_ACTION_UNREQUESTED",
            "The withdrawal is not demanded, or answered.",
            source: "decision 0077"
        ),
        FailureCode("FORCED_ACTION_PENDING", "The time for an answer has not passed.", source: "decision 0077"),
        FailureCode("not served", "The demanded withdrawal is still possible.", source: "decision 0077"),
        FailureCode("ESCAPE_ALREADY_USED", "The account was paid out.", source: "decision 0077"),
        FailureCode(
            "ESCAPE_LACKS_PROOF",
            "The account is not what the last proven state has at its place.",
            source: "decision 0077"
        ),
        FailureCode("not in the queue", "A proven batch has taken the deposit, or it was never made."),
        FailureCode("not owner", "Only the owner of a deposit cancels it.", source: "decision 0081"),
        FailureCode("DEPOSIT_NOT_CANCELED", "Nobody has cancelled the deposit.", source: "decision 0081"),
        FailureCode("DEPOSIT_LOCKED", "The deposit was cancelled less than two days ago.", source: "decision 0081"),
        FailureCode("members out of order", "A committee was deployed with a member twice, or out of order."),
        FailureCode("grace period out of range", "A way out was deployed that opens at once, or after a year."),
        // Messages to L2.
        FailureCode("value below fee", "The ether that is sent does not cover the relayer's fee."),
        FailureCode("self target", "The message is to the bridge itself."),
        FailureCode("message tree full", "The rollup has taken all messages that it can hold."),
        // Messages from L2.
        FailureCode("AlreadyClaimed", "The withdrawal has been paid."),
        FailureCode("state root not available", "The L2 block is not settled yet, or settled too long ago."),
        FailureCode("invalid proof", "The proof does not lead from the settled state root to the message."),
        FailureCode("escrow insufficient", "The contract holds less ether than the message asks for."),
        FailureCode("no delivery", "The sender of a message was asked for, and none is being delivered."),
        FailureCode("not enough gas for delivery", "The gas left is less than the delivery is promised."),
        FailureCode("delivery failed", "The receiver of the message reverted, or could not be paid."),
        FailureCode("fee payment failed", "The account that delivered the message could not be paid."),
        // Messages from L2 through a portal.
        FailureCode("Unproven", "Nobody, or not this submitter, has proven the withdrawal.", source: "decision 0071"),
        FailureCode("not matured", "The withdrawal was proven too short a time ago.", source: "decision 0071"),
        FailureCode("root too young", "The state root came in this very L1 block.", source: "decision 0071"),
        FailureCode("root not final", "The L2 block of the proof is not final yet.", source: "decision 0071"),
        FailureCode("root in air-gap", "The state root has been ripe for too short a time.", source: "decision 0071"),
        FailureCode("root replaced", "L1 has another state root than when the withdrawal was proven."),
        FailureCode("Blacklisted", "The guardian has taken its power from the state root.", source: "decision 0071"),
        FailureCode("AlreadyFinalized", "The withdrawal is final.", source: "decision 0071"),
        FailureCode("not failed", "The withdrawal is not final, or its receiver has it.", source: "decision 0071"),
        FailureCode("rate limit", "More would leave within a period than may.", source: "decision 0071"),
        FailureCode("paused", "The guardian has stopped withdrawals, or claims of games.", source: "decision 0071"),
        FailureCode(
            "not guardian",
            "Only the guardian may do it: of the portal, or of games.",
            source: "decision 0071"
        ),
        FailureCode("pause not available", "The last pause is too short a time ago.", source: "decision 0071"),
        FailureCode("not paused", "There is no pause to end."),
        // Deployment.
        FailureCode("zero trusted root", "A portal was deployed with a trusted root of zero.", source: "decision 0071"),
        FailureCode(
            "period out of range",
            "A portal was deployed with a wait of more than a year, or a period of none."
        ),
        FailureCode("chain id out of range", "A rollup was deployed with a chain id that is zero or too large."),
        FailureCode("challenge window out of range", "A rollup was deployed with a window of more than a year."),
        FailureCode("wrong verifying key", "A rollup was deployed with a verifier of another key."),
        FailureCode("capacity out of range", "A rollup was deployed with batches that cannot be."),
        FailureCode("root out of range", "A rollup was deployed with a root that is no element of the field."),
        FailureCode("account twice", "A rollup was deployed with one account at two places."),
        FailureCode("l2 gas limit out of range", "A rollup was deployed with a gas limit that no block can have."),
    ]
}

extension OutcomeLayer {
    /// Reasons in the layer that the contracts of every scenario have; empty where codes are closed.
    var knownReasons: [FailureCode] { self == .revert ? ContractReasons.rollup : [] }
}

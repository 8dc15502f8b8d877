package import EVM
package import Primitives

/// Why an expression that was well typed has no value in the present state of the simulation.
package struct EvaluationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is missing, in one sentence without a full stop.
    package let message: String

    /// An error with its message for the report.
    package init(_ message: String) { self.message = message }

    /// The message.
    package var description: String { message }
}

/// What expressions can ask of the simulation; the engine answers, and nothing changes by asking.
///
/// Every name was checked against the scenario: actors and rollups are declared, a step's verb can leave behind what is
/// asked for. A step may still have no transaction or block, when it was rejected; the answer is then an
/// `EvaluationError`.
package protocol ExpressionEnvironment {
    /// Balance in wei at the head of a chain.
    func balance(of account: AccountReference, on chain: ChainReference) throws(EvaluationError) -> UInt256
    /// Transaction count at the head of a chain.
    func nonce(of account: AccountReference, on chain: ChainReference) throws(EvaluationError) -> UInt64
    /// Everything, in wei, that an account has paid for gas on a chain since the scenario began.
    func feesPaid(by account: AccountReference, on chain: ChainReference) throws(EvaluationError) -> UInt256
    /// Header and transaction count of a block.
    func facts(of block: BlockReference) throws(EvaluationError) -> BlockFacts
    /// The address of an account, the same on every chain for an actor.
    func resolvedAddress(of account: AccountReference) throws(EvaluationError) -> Address
    /// A slot of an account's storage at the head of a chain.
    func storage(of account: AccountReference, _ slot: UInt256, on chain: ChainReference) throws(EvaluationError)
        -> UInt256
    /// Bytes of an account's code at the head of a chain.
    func codeSize(of account: AccountReference, on chain: ChainReference) throws(EvaluationError) -> UInt64
    /// What a call of a deployed contract would return at the head of its chain; nothing is sent.
    func output(of call: [UInt8], to contract: String) throws(EvaluationError) -> [UInt8]
    /// Everything that a deployed contract has logged so far, in order.
    func logs(of contract: String) throws(EvaluationError) -> [Log]
    /// The head that the rollup's contract on L1 holds.
    func settledHead(of rollup: String) throws(EvaluationError) -> SettledHeadFacts
    /// Number of the newest L2 block against whose state root the rollup's contract lets withdrawals be claimed.
    func claimableNumber(of rollup: String) throws(EvaluationError) -> UInt64
    /// Wei that the rollup's contract on L1 holds for its L2, the genesis escrow included.
    func escrow(of rollup: String) throws(EvaluationError) -> UInt256
    /// Wei that the rollup's contract was deployed with, behind the ether of the L2 genesis.
    func genesisEscrow(of rollup: String) throws(EvaluationError) -> UInt256
    /// What became of the transaction that a step sent.
    func transaction(ofStep step: String) throws(EvaluationError) -> TransactionFacts
    /// The call of EXECUTE that a step's transaction made.
    func execution(ofStep step: String) throws(EvaluationError) -> ExecutionFacts
    /// The dispute game that a step has begun.
    func game(ofStep step: String) throws(EvaluationError) -> GameFacts
    /// Wei of a game's bonds that are somebody's since it was resolved.
    func credit(ofGame step: String, _ account: AccountReference) throws(EvaluationError) -> UInt256
    /// Wei that stand behind the promises of a rollup's sequencer.
    func bond(of rollup: String) throws(EvaluationError) -> UInt256
    /// The risk rosette of a rollup, as its contracts stand on L1 now.
    func rosette(of rollup: String) throws(EvaluationError) -> Rosette
    /// How the blocks of a multi-proof rollup become final.
    func modeFacts(of rollup: String) throws(EvaluationError) -> ModeFacts
    /// Where the claim stands that a step has made to a multi-proof rollup.
    func claimStatus(ofStep step: String) throws(EvaluationError) -> String
    /// Whether enough proof systems vouch for such a claim, of those that count now.
    func isAgreed(onClaimOfStep step: String) throws(EvaluationError) -> Bool
    /// Wei that attempts at proofs for a rollup have cost.
    func proofCost(of rollup: String) throws(EvaluationError) -> UInt256
    /// How many alerts a monitor has raised.
    func alertCount(of monitor: String) throws(EvaluationError) -> UInt64
    /// Virtual time in seconds, since the scenario began, of a monitor's newest alert.
    func alertSeconds(of monitor: String) throws(EvaluationError) -> UInt64
    /// How many events of a name the rollup's contracts have emitted.
    func count(of events: EventQuery) throws(EvaluationError) -> UInt64
    /// Virtual time in seconds since the scenario began.
    func elapsedSeconds() throws(EvaluationError) -> UInt64
    /// Virtual time in seconds, since the scenario began, at which a step was done.
    func elapsedSeconds(atStep step: String) throws(EvaluationError) -> UInt64
    /// Virtual time in seconds from a withdrawal's L2 transaction to its claim on L1.
    func latencySeconds(ofWithdrawal name: String) throws(EvaluationError) -> UInt64
}

/// What expressions can ask of a block, on L1 or an L2.
package struct BlockFacts: Hashable, Sendable {
    /// The block's number.
    package var number: UInt64
    /// Seconds since 1970.
    package var timestamp: UInt64
    /// Gas limit.
    package var gasLimit: UInt64
    /// Gas used.
    package var gasUsed: UInt64
    /// Base fee per gas, in wei.
    package var baseFee: UInt256
    /// Number of transactions.
    package var transactionCount: UInt64
    /// Block hash.
    package var hash: Bytes32
    /// State root after the block.
    package var stateRoot: Bytes32

    /// Facts of one block; gas is in gas units, `baseFee` in wei per unit.
    package init(
        number: UInt64,
        timestamp: UInt64,
        gasLimit: UInt64,
        gasUsed: UInt64,
        baseFee: UInt256,
        transactionCount: UInt64,
        hash: Bytes32,
        stateRoot: Bytes32
    ) {
        self.number = number
        self.timestamp = timestamp
        self.gasLimit = gasLimit
        self.gasUsed = gasUsed
        self.baseFee = baseFee
        self.transactionCount = transactionCount
        self.hash = hash
        self.stateRoot = stateRoot
    }
}

/// The head that a rollup's contract on L1 holds.
package struct SettledHeadFacts: Hashable, Sendable {
    /// L2 block number.
    package var number: UInt64
    /// L2 block hash.
    package var hash: Bytes32
    /// L2 state root.
    package var stateRoot: Bytes32

    /// Facts of the L2 block that was settled last, the genesis before any.
    package init(number: UInt64, hash: Bytes32, stateRoot: Bytes32) {
        self.number = number
        self.hash = hash
        self.stateRoot = stateRoot
    }
}

/// What became of a transaction.
package struct TransactionFacts: Hashable, Sendable {
    /// How far a transaction came, in the words of the language.
    package enum Status: String, CaseIterable, Hashable, Sendable {
        /// A block holds it, and it ran to its end.
        case success
        /// A block holds it, and it undid its changes.
        case reverted
        /// A block holds it, and it undid its changes and consumed all its gas.
        case halted
        /// No block holds it, nor will.
        case rejected
        /// It waits for a block.
        case pending
    }

    /// How far it came.
    package var status: Status
    /// Gas used, after refunds.
    package var gasUsed: UInt64
    /// Gas limit the sender gave.
    package var gasLimit: UInt64
    /// Wei paid for gas.
    package var fee: UInt256
    /// Blob gas of its blobs.
    package var blobGas: UInt64
    /// Wei paid for blob gas.
    package var blobFee: UInt256
    /// Number of the block that includes it.
    package var blockNumber: UInt64
    /// What its call returned, or the reason of its revert; none as long as no block holds it.
    package var output: [UInt8]
    /// What it logged, in order.
    package var logs: [Log]

    /// Facts of one transaction; gas, fee and block number are 0 as long as no block holds it.
    package init(
        status: Status,
        gasUsed: UInt64,
        gasLimit: UInt64,
        fee: UInt256,
        blobGas: UInt64 = 0,
        blobFee: UInt256 = .zero,
        blockNumber: UInt64,
        output: [UInt8] = [],
        logs: [Log] = []
    ) {
        self.status = status
        self.gasUsed = gasUsed
        self.gasLimit = gasLimit
        self.fee = fee
        self.blobGas = blobGas
        self.blobFee = blobFee
        self.blockNumber = blockNumber
        self.output = output
        self.logs = logs
    }
}

/// What one call of EXECUTE cost and did.
package struct ExecutionFacts: Hashable, Sendable {
    /// L1 gas charged by the gas rule.
    package var gasCharge: UInt64
    /// L2 gas that validators executed to check the block.
    package var workGas: UInt64
    /// Bytes of input.
    package var inputByteCount: UInt64
    /// Why the call failed: the rule that was broken, with its values; nil when it succeeded.
    package var failure: String?

    /// Facts of one call; a `failure` means that EXECUTE refused the block or its input.
    package init(gasCharge: UInt64, workGas: UInt64, inputByteCount: UInt64, failure: String? = nil) {
        self.gasCharge = gasCharge
        self.workGas = workGas
        self.inputByteCount = inputByteCount
        self.failure = failure
    }
}

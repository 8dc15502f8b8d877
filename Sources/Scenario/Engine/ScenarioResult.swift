import ExecutePrecompile
package import Primitives
import RollupActors

/// Everything that a run leaves behind for its report.
package struct ScenarioResult: Sendable {
    /// The scenario.
    package let document: ScenarioDocument
    /// The rollups as they were deployed, in the order of the file; none when the world could not be built.
    package internal(set) var rollups: [RollupFacts] = []
    /// What happened, in order.
    package internal(set) var timeline: [TimelineEntry] = []
    /// The alerts that monitors have raised, in the order in which they did.
    package internal(set) var alerts: [AlertRecord] = []
    /// How each invariant fared.
    package internal(set) var invariants: [InvariantRecord] = []
    /// What blocks cost under several gas rules; nil when the scenario asks for none, or did not get so far.
    package internal(set) var gasTable: GasTable?
    /// Values at the end of the expressions that a matrix shows, in its order, nil where one has none; empty when the
    /// run did not get so far.
    package internal(set) var shown: [String?] = []
    /// Digest of everything that happened; nil when the world could not even be built.
    package internal(set) var traceHash: Bytes32?
    /// How it all ended.
    package internal(set) var verdict: Verdict = .passed
    /// Why it did not pass: what the verdict says, as data.
    package internal(set) var problems: [StepProblem] = []
    /// Whose an address is.
    package internal(set) var names = AddressBook()
    /// The world before the first step; nil when the run was not asked to look at it.
    package internal(set) var beginning: StateSample?

    /// How a run ends.
    package enum Verdict: Hashable, Sendable {
        /// Everything was as expected.
        case passed
        /// A step ended otherwise than expected, or an assertion does not hold.
        case failed([String])
        /// An enforced invariant is violated.
        case invariantViolated(String)
        /// The run spent what its limits allow.
        case limitExceeded(String)
        /// The scenario asks for something that its own world cannot hold.
        case impossible(String)
        /// The simulator could not go on.
        case fault(String)

        /// Exit code of the program.
        package var exitCode: Int32 {
            switch self {
            case .passed: 0
            case .failed: 1
            case .impossible: 2
            case .fault: 3
            case .invariantViolated: 4
            case .limitExceeded: 5
            }
        }
    }
}

/// A rollup as it was deployed.
package struct RollupFacts: Hashable, Sendable {
    /// Name in the scenario.
    package let name: String
    /// Its design.
    package let preset: RollupSection.Preset
    /// Chain id of the L2; nil for a ledger of payments.
    package let chainID: UInt64?
    /// Gas limit of an L2 block; nil for a ledger of payments.
    package let gasLimit: UInt64?
    /// Payments that a batch has places for; nil for an EVM chain.
    package let batch: Int?
    /// How its EXECUTE prices a block; nil where none checks it.
    package let gasRule: String?
    /// Which program proofs must be of; nil where nothing is proved.
    package let verificationKey: RollupSection.VerificationKeyPolicy?
    /// Provable bits that its proofs must have; nil where nothing is proved.
    package let securityBits: Int?
    /// What its EXECUTE does with execution requests; nil where none checks its blocks.
    package let requestsPolicy: RollupSection.RequestsPolicy?
    /// Seconds after which a proposal becomes final; nil where blocks do not wait.
    package let challengeWindow: UInt64?
    /// Whom its users trust beyond L1, in one sentence; nil when nobody.
    package let trust: String?

    init(_ section: RollupSection, _ rollup: RollupInstance?) {
        name = section.name
        preset = section.preset
        chainID = rollup?.configuration.chainId
        gasLimit = rollup?.configuration.gasLimit
        batch = section.design.ledger == .payments ? section.batch : nil
        let mode = section.design.executionMode
        gasRule = mode.map { $0 == .proof ? section.proofGasRule.rawValue : section.gasRule.rawValue }
        verificationKey = mode == .proof ? section.verificationKey : nil
        securityBits = mode == .proof ? rollup?.execute.requiredSecurityBits : nil
        requestsPolicy = mode.map { _ in section.requestsPolicy }
        challengeWindow = section.design.settlement == .optimistic ? section.challengeWindow : nil
        trust = section.trust
    }
}

/// One line of a timeline.
package struct TimelineEntry: Sendable {
    /// Line of the step in the file.
    package var line: Int
    /// The step's verb.
    package var verb: String
    /// Whether the verb is only the heading of the steps after it.
    package var isHeading: Bool
    /// The step's id.
    package var id: String?
    /// Headings above it.
    package var depth: Int
    /// L1 slot after it.
    package var slot: UInt64
    /// Virtual time in seconds since the first step, after it.
    package var elapsed: UInt64
    /// How often it was done.
    package var repetitions: UInt64
    /// Sentence for the reader.
    package var note: String?
    /// What happened; that of the last repetition.
    package var effect: StepEffect
    /// Gas of all repetitions.
    package var gasUsed: UInt64?
    /// Transactions that blocks took in the last repetition, L1's first.
    package var transactions: [ReportedTransaction]
    /// Slots of contracts that hold other words after the last repetition; none unless the run was asked to trace.
    package var storage: [StorageChange]
    /// What is different in the world after it; nil when the run was not asked to look at it.
    package var changes: StateSample?
}

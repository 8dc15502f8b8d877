package import ExecutePrecompile
import L1Sim
import PaymentsCircuit
package import Primitives
package import RollupActors
import RollupContracts
import StateTrie

/// One rollup of a simulation: its contract on L1 and the parties around it.
package struct RollupInstance: Sendable {
    /// Name in the scenario.
    package let name: String
    /// What distinguishes the rollup.
    package let configuration: RollupConfiguration
    /// How L1 comes to accept its blocks, and what of the language means anything to it.
    package let design: RollupDesign
    /// Where the transactions of its blocks are published.
    package let dataAvailability: RollupSection.DataAvailability
    /// Rules of its EXECUTE, for a design that has one.
    package let execute: ExecuteConfiguration
    /// Its contract on L1.
    package let contract: Address
    /// The contract on L1 that keeps its escrow and its messages: its portal, or else its own.
    package let bridge: Address
    /// Its contracts, if it has a sequencer.
    package let sequenced: SequencedContracts?
    /// Wei behind the ether of its L2 genesis that the escrow was deployed with.
    package let genesisEscrow: UInt256
    /// The actor who hands blocks to L1 when a step names nobody.
    package let advancer: String?
    /// The proof systems that decide about its blocks, in its contract's order; empty for another design.
    package let provers: [ProverSection]
    /// Makes the L2 blocks.
    package var sequencer: Sequencer
    /// Where the L2 begins, which every node of it knows.
    package let genesis: RollupGenesis
    /// Derives the rollup from L1 alone.
    package var follower: Follower
    /// What the invariants have seen of it.
    package var watch: RollupWatch
    /// L2 transactions that wait for their block, by hash.
    var submissions: [Bytes32: L2Submission] = [:]
    /// What steps have to do with each sealed block of the sequencer's chain, by its height.
    var sealedContents: [UInt64: SealedContents] = [:]
    /// Number of L2 transactions submitted so far.
    var submissionCount = 0
    /// Sealed blocks by the step that made them.
    package var sealedBlocks: [String: SealedBlock] = [:]
    /// Wei paid for gas on L2, by account, in sealed blocks.
    var feesPaid: [Address: UInt256] = [:]
}

/// What has to be taken back when a sealed block is thrown away.
struct SealedContents: Sendable {
    /// Wei paid for gas, by account.
    var fees: [Address: UInt256] = [:]
    /// The submitted transactions that it holds.
    var submissions: [(hash: Bytes32, submission: L2Submission)] = []
}

/// A withdrawal that a scenario has saved.
package struct SavedWithdrawal: Sendable {
    /// The rollup it comes from.
    let rollup: String
    /// What L2 owes to L1.
    let content: Content
    /// L2 block that holds its transaction.
    let blockNumber: UInt64
    /// Virtual time in seconds at which its L2 transaction was submitted.
    let submittedAt: UInt64
    /// Its proof, where it is one in a state of somebody's own making; nil where the L2's state holds it.
    var forgedProof: AccountAndStorageProof?
    /// Virtual time in seconds at which L1 paid it out; nil until then.
    var claimedAt: UInt64?
    /// The actor who has proven it to a portal last; nil until then.
    var provenBy: String?
    /// The L2 block of that proof; nil until then.
    var provenAt: UInt64?

    /// Code of a step on a withdrawal that no L2 block holds: there is nothing to prove, so nothing is sent.
    static let notSealed = "WithdrawalNotSealed"

    /// What an L2 owes to L1.
    enum Content: Sendable {
        /// A message of the messenger.
        case message(RollupMessage)
        /// A withdrawal of a ledger of payments, among those of its batch.
        case payment(PaymentsWithdrawal, WithdrawalTree)
    }
}

extension RollupInstance {
    /// Somebody who hands its blocks to its contract.
    func advancer(_ actor: Actor) -> Advancer {
        Advancer(
            actor: actor,
            rollup: contract,
            passesOn: sequenced != nil,
            hasInbox: configuration.inboxDelay != nil
        )
    }

    /// The head that its contract holds, read from L1's storage.
    ///
    /// - Throws: `L1Error` when the storage cannot be read.
    func settledHead(on l1: L1Chain) throws(L1Error) -> SettledHeadFacts {
        try l1.read { state throws(StateError) in try settledHead(in: &state) }
    }

    /// The head that its contract holds in a state of L1.
    ///
    /// - Throws: `StateError` when the storage cannot be read.
    func settledHead(in state: inout WorldState) throws(StateError) -> SettledHeadFacts {
        let number = try state.storage(contract, NativeRollup.Slot.headNumber).saturatedUInt64
        return SettledHeadFacts(
            number: number,
            hash: Bytes32(try state.storage(contract, NativeRollup.Slot.headHash)),
            stateRoot: try settledStateRoot(number, in: &state)
        )
    }

    /// What its contract stores as the state root of an L2 block, in a state of L1.
    ///
    /// - Throws: `StateError` when the storage cannot be read.
    func settledStateRoot(_ number: UInt64, in state: inout WorldState) throws(StateError) -> Bytes32 {
        Bytes32(try state.storage(contract, configuration.settlement.stateRootSlot(l2BlockNumber: number)))
    }

    /// Number of the newest L2 block against whose state root withdrawals can be claimed.
    ///
    /// - Throws: `L1Error` when the storage cannot be read.
    func claimableNumber(on l1: L1Chain) throws(L1Error) -> UInt64 {
        try l1.storage(of: contract, configuration.settlement.claimableNumberSlot).saturatedUInt64
    }
}

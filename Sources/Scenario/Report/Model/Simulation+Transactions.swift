import ContractABI
import EVM
import ExecutePrecompile
import L1Sim
import Primitives
import RollupActors
import RollupContracts
import StateTransition
import StateTrie

extension Simulation {
    /// The transactions that blocks took since L1 had a height: L1's, and those of the L2 blocks that a step sealed.
    ///
    /// - Parameters:
    ///   - effect: What the step did.
    ///   - height: Height of L1 before it.
    ///   - depth: Whether calls on L2 are traced, which executes them once more.
    /// - Returns: The transactions, L1's first, in the order of their blocks; and, where calls are traced, the slots
    ///   that they changed.
    /// - Throws: `SimulationFault` when a block cannot be executed once more.
    func transactions(
        of effect: StepEffect,
        sinceL1Block height: UInt64,
        _ depth: ObservationDepth
    ) throws(SimulationFault) -> (transactions: [ReportedTransaction], storage: [StorageChange]) {
        var transactions: [ReportedTransaction] = []
        var l1Changes: [[AccountDifference]] = []
        var l2Changes: [String: [[AccountDifference]]] = [:]
        var number = height &+ 1
        while let block = l1.block(number: number) {
            for record in block.records {
                transactions.append(ReportedTransaction(record, reexecuted: reexecuted(by: record, effect, depth)))
            }
            // An empty block changes nothing of a contract, and its parent's state may be forgotten.
            if depth >= .calls, !block.records.isEmpty {
                do {
                    l1Changes.append(try l1.differences(ofBlock: number))
                } catch {
                    throw .l1(error)
                }
            }
            number += 1
        }
        for (name, block) in effect.sealed {
            var trees: [CallTrace] = []
            if depth >= .calls {
                let chain = try rollup(name).sequencer.chain
                do {
                    let trace = try chain.traced(block.block)
                    trees = trace.calls
                    l2Changes[name, default: []].append(trace.changes)
                } catch {
                    throw .actor(error)
                }
            }
            for record in block.records {
                let tree = trees.indices.contains(record.index) ? trees[record.index] : nil
                transactions.append(ReportedTransaction(record, of: name, callTree: tree))
            }
        }
        var storage = StorageChange.merged(l1Changes, on: .l1)
        for name in rollupNames { storage += StorageChange.merged(l2Changes[name] ?? [], on: .l2(name)) }
        return (transactions, storage)
    }

    /// The L2 transactions that L1 executed again, as far as they run: nil when the block was refused before.
    private func reexecuted(
        by record: L1Sim.TransactionRecord,
        _ effect: StepEffect,
        _ depth: ObservationDepth
    ) -> (rollup: String, calls: [CallTrace])? {
        guard depth >= .calls, let enforced = effect.enforced,
            record.callTree.executeRuns.contains(where: { $0.workGas > 0 })
        else { return nil }
        // A block that was tampered with may stop early; what ran until then is what L1 ran.
        let calls = try? rollups[enforced.rollup]?.sequencer.chain.callTrees(of: enforced.block)
        return calls.map { (enforced.rollup, $0) }
    }

    /// Whose the addresses are before the first step.
    var firstNames: AddressBook {
        var book = AddressBook(failures: contracts.interfaces.flatMap(\.failures))
        for (name, actor) in actors { book.add(actor.address, name) }
        for name in rollupNames {
            // The rollup's own parties, as the setup names them.
            for party in ["relayer", "deployer"].map({ Actor(name: "\(name)/\($0)", seed: seed) }) {
                book.add(party.address, party.name)
            }
            if let ledger = payments[name] {
                book.add(ledger.contract, name, ledger.artifact.functions, on: .l1)
            }
            if let games = payments[name]?.games {
                book.add(games.rollup, "\(name)/games", HybridRollup.artifact.functions, .hybridRollup, on: .l1)
                book.add(games.factory, "\(name)/factory", DisputeGameFactory.artifact.functions, on: .l1)
                book.add(games.vault, "\(name)/bonds", BondVault.artifact.functions, on: .l1)
                book.add(games.verifier, "\(name)/verifier", BatchClaimVerifier.artifact.functions, on: .l1)
            }
            guard let rollup = rollups[name] else { continue }
            let design = rollup.design
            let contract = rollup.configuration.missingCheck?.artifact ?? design.contract
            let inbox = rollup.configuration.inboxDelay == nil ? [] : ForcedInclusionRollup.artifact.functions
            book.add(rollup.contract, name, contract.functions + inbox, design.layout, on: .l1)
            if let sequenced = rollup.sequenced {
                book.add(sequenced.rollup, name, NativeRollup.artifact.functions + inbox, design.layout, on: .l1)
                book.add(sequenced.implementation, "\(name)/code", NativeRollup.artifact.functions, on: .l1)
                book.add(sequenced.bond, "\(name)/bond", SequencerBond.artifact.functions, on: .l1)
            }
            if case .multiProof(_, let contracts) = rollup.configuration.settlement {
                book.add(contracts.referee, "\(name)/referee", ExecuteVerifier.artifact.functions, on: .l1)
                book.add(contracts.court, "\(name)/court", ClaimCourt.artifact.functions, on: .l1)
                for (prover, address) in zip(rollup.provers, contracts.verifiers) where prover.kind != .execute {
                    let isAttested = prover.kind == .attested
                    let artifact = isAttested ? AttestationVerifier.artifact : SimulatedProver.artifact
                    let title = isAttested ? "\(name)/\(prover.name)" : "\(name)/SIMULATED \(prover.name)"
                    book.add(address, title, artifact.functions, on: .l1)
                }
            }
            guard case .dispute(let dispute, let contracts) = rollup.configuration.settlement else { continue }
            if dispute.siblings != nil {
                book.add(contracts.treasury, "\(name)/treasury", SiblingTreasury.artifact.functions, on: .l1)
            }
            if dispute.governance != nil {
                let functions = UpgradeableVerifier.artifact.functions
                book.add(contracts.upgradeableVerifier, "\(name)/upgrades", functions, on: .l1)
            }
            book.add(contracts.factory, "\(name)/factory", DisputeGameFactory.artifact.functions, on: .l1)
            book.add(contracts.vault, "\(name)/bonds", BondVault.artifact.functions, on: .l1)
            book.add(contracts.verifier, "\(name)/verifier", ExecuteVerifier.artifact.functions, on: .l1)
        }
        for name in rollupNames where payments[name] == nil {
            book.add(
                L2Messenger.address,
                "L2Messenger",
                L2Messenger.artifact.functions,
                .l2Messenger,
                on: .l2(name)
            )
        }
        book.add(.execute, "EXECUTE", on: .l1)
        book.add(SystemContract.beaconRoots.address, "beacon roots")
        book.add(SystemContract.historyStorage.address, "block hashes")
        book.add(SystemContract.withdrawalRequests.address, "withdrawal requests")
        book.add(SystemContract.consolidationRequests.address, "consolidation requests")
        return book
    }
}

import Cryptography
import L1Sim
import PaymentsCircuit
package import Primitives
import RollupActors
import StateTransition

/// Digest of everything that happened in a run: equal files and seeds give equal digests on every machine.
///
/// Each event is one RLP list; the digest is the Keccak-256 of all lists in order. Words for people, wall time and the
/// layout of the file do not enter it.
package struct TraceHasher: Sendable {
    private var hasher = Keccak256Hasher()

    /// Begins with the world before the first step.
    init(_ document: ScenarioDocument, _ simulation: Simulation) {
        add { list in
            list.append(bytes: Array("rollupsim trace/1".utf8))
            list.append(bytes: Array(document.name.utf8))
            list.append(document.seed)
            list.append(simulation.l1.blockHash(0) ?? .zero)
            for name in simulation.rollupNames {
                if let ledger = simulation.payments[name] {
                    list.append(bytes: Array(name.utf8))
                    list.append(ledger.contract)
                    list.append(ledger.follower.state.root.value)
                }
                guard let rollup = simulation.rollups[name] else { continue }
                list.append(bytes: Array(name.utf8))
                list.append(rollup.contract)
                list.append(rollup.follower.chain.headHash)
            }
        }
    }

    /// Adds a step that was done, and the heads of all chains after it.
    mutating func add(_ step: Step, effect: StepEffect, after simulation: Simulation) {
        add { list in
            list.append(bytes: Array(type(of: step.verb).name.utf8))
            for layer in OutcomeLayer.allCases {
                guard let code = effect.outcome.failures[layer] else { continue }
                list.append(bytes: Array(layer.rawValue.utf8))
                list.append(bytes: Array(code.utf8))
            }
            list.append(effect.gasUsed ?? 0)
            list.append(UInt64(effect.problems.count))
            list.append(simulation.elapsed)
            list.append(simulation.l1.headHash)
            for name in simulation.rollupNames {
                if let ledger = simulation.payments[name] {
                    list.append(ledger.sequencer.state.root.value)
                    list.append(ledger.follower.state.root.value)
                }
                guard let rollup = simulation.rollups[name] else { continue }
                list.append(rollup.sequencer.chain.headHash)
                list.append(rollup.follower.chain.headHash)
            }
        }
    }

    /// Adds an alert that a monitor has raised.
    mutating func add(_ alert: AlertRecord) {
        add { list in
            list.append(bytes: Array(alert.monitor.utf8))
            list.append(bytes: Array(alert.rule.rawValue.utf8))
            list.append(bytes: Array(alert.rollup.utf8))
            list.append(alert.elapsed)
        }
    }

    /// Adds a measured number of the gas table.
    mutating func add(mode: EnforcementMode, gasUsed: UInt64?) {
        add { list in
            list.append(bytes: Array(mode.rawValue.utf8))
            list.append(gasUsed ?? 0)
        }
    }

    private mutating func add(_ body: (inout RLPEncoder) -> Void) {
        hasher.update(RLPEncoder.encodeList(body))
    }

    /// The digest of what was added so far.
    package var digest: Bytes32 { hasher.finalize() }
}

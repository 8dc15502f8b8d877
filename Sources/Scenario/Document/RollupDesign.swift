import ContractABI
import RollupContracts

/// What the preset of a rollup decides: how L1 comes to accept its blocks, and what of the language means anything to
/// it.
package struct RollupDesign: Hashable, Sendable {
    /// How L1 comes to accept a block.
    package enum Settlement: Hashable, Sendable {
        /// EXECUTE checks it.
        case execute(ExecutionMode)
        /// A proposer's word is taken once a window has passed.
        case optimistic
    }

    /// How L1 comes to accept a block.
    package let settlement: Settlement
    /// Keys of the rollup that not every design has a use for, and this one has.
    let keys: Set<String>
    /// Whom its users trust beyond L1, in one sentence; nil when nobody.
    package let trust: String?

    /// How EXECUTE checks its blocks; nil when EXECUTE never sees them.
    package var executionMode: ExecutionMode? {
        guard case .execute(let mode) = settlement else { return nil }
        return mode
    }

    /// Its contract on L1.
    var contract: ContractArtifact {
        switch settlement {
        case .execute: NativeRollup.artifact
        case .optimistic: OptimisticRollup.artifact
        }
    }

    /// Where the contract keeps its variables.
    var layout: StorageLayout {
        switch settlement {
        case .execute: .nativeRollup
        case .optimistic: .optimisticRollup
        }
    }
}

extension RollupSection.Preset {
    /// What the preset decides.
    package var design: RollupDesign {
        switch self {
        case .nativeReexecution:
            RollupDesign(settlement: .execute(.reexecution), keys: ["gas_rule", "requests_policy"], trust: nil)
        case .nativeProof:
            RollupDesign(
                settlement: .execute(.proof),
                keys: ["gas_rule", "requests_policy", "proof_gas_rule", "verification_key"],
                trust: nil
            )
        case .optimistic:
            RollupDesign(
                settlement: .optimistic,
                keys: ["challenge_window"],
                trust: "nobody can challenge a proposal: users trust the proposer, and whoever watches him"
            )
        }
    }

    /// Keys that only some presets have a use for, in the order of the alphabet.
    static var specialKeys: [String] { Set(allCases.flatMap(\.design.keys)).sorted() }

    /// The presets that have a use for a key, such as "the preset native-proof".
    static func owners(ofKey key: String) -> String {
        let names = allCases.filter { $0.design.keys.contains(key) }.map(\.rawValue)
        return "the preset\(names.count == 1 ? "" : "s") \(names.joined(separator: " and "))"
    }
}

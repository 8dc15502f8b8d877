import EVM
import StateTransition
import StrictJSON

/// Networks as fixtures name them.
enum FixtureNetwork {
    /// Rules of a network's name, without transition.
    ///
    /// - Parameters:
    ///   - name: Such as `Osaka` or `BPO2`.
    ///   - config: The test's `config`, whose `blobSchedule` goes before the fork's own blob numbers.
    /// - Returns: nil for a fork that is not there.
    /// - Throws: `JSONError`.
    static func rules(_ name: String, config: JSONValue?) throws(JSONError) -> ForkRules? {
        let own: ForkRules
        switch name {
        case "Shanghai": own = ForkRules(fork: .shanghai)
        case "Cancun": own = ForkRules(fork: .cancun)
        case "Prague": own = ForkRules(fork: .prague)
        case "Osaka": own = ForkRules(fork: .osaka)
        case "BPO1": own = ForkRules(fork: .osaka, blobs: .blobStep1)
        // Later steps differ from the second by the schedule alone.
        case "BPO2", "BPO3", "BPO4", "BPO5": own = ForkRules(fork: .osaka, blobs: .blobStep2)
        default: return nil
        }
        guard let schedule = try config?.optional("blobSchedule") else { return own }
        guard let entry = try schedule.optional(name) else {
            guard name.hasPrefix("BPO") else { return own }
            throw JSONError(at: schedule.path, .missingKey(name))
        }
        let blobs = BlobParameters(
            target: try entry["target"].uint64,
            max: try entry["max"].uint64,
            updateFraction: try entry["baseFeeUpdateFraction"].uint64
        )
        return ForkRules(fork: own.fork, blobs: blobs)
    }

    /// Chain of a network's name: one fork, or `AToBAtTimeNk`, where B starts at timestamp N thousand.
    ///
    /// - Returns: nil for a fork that is not there.
    /// - Throws: `JSONError`.
    static func configuration(_ network: String, config: JSONValue?) throws(JSONError) -> ChainConfiguration? {
        var activations: [ForkActivation] = []
        for (name, timestamp) in parts(of: network) {
            guard let rules = try rules(name, config: config) else { return nil }
            activations.append(ForkActivation(timestamp: timestamp, rules: rules))
        }
        return ChainConfiguration(
            chainId: try chainId(config),
            activations: activations,
            depositContract: ChainConfiguration.publicDepositContract
        )
    }

    /// The chain's id; 1 where the fixture names none.
    static func chainId(_ config: JSONValue?) throws(JSONError) -> UInt64 {
        try config?.optional("chainid")?.uint64 ?? 1
    }

    private static func parts(of network: String) -> [(name: String, timestamp: UInt64)] {
        guard
            let transition = network.wholeMatch(of: /([A-Za-z0-9]+)To([A-Za-z0-9]+)AtTime([0-9]{1,9})k/),
            let thousands = UInt64(transition.3)
        else { return [(network, 0)] }
        return [(String(transition.1), 0), (String(transition.2), thousands * 1000)]
    }
}

import EVM
import ExecutePrecompile
import L1Sim

/// EXECUTE of a simulation in which rollups choose their rules: `[SIM]`, for the published precompile has one rule set.
///
/// The chain id stands at a fixed place of every input, behind the schema (2 bytes) and two SSZ offsets (4 bytes each).
/// It selects the rules before anything is decoded; an unknown or missing chain id gets the default rules.
struct ExecuteSelection: Sendable {
    /// Rules by L2 chain id.
    var configurations: [UInt64: ExecuteConfiguration]

    private static let chainIDOffset = 10

    /// The contracts of an L1 with this EXECUTE.
    ///
    /// - Parameters:
    ///   - recorder: Told of the runs of imported blocks.
    ///   - gasRule: Replaces the gas rule of every rollup.
    /// - Returns: EXECUTE alone, at its address.
    func extensions(recorder: ExecuteRecorder? = nil, gasRule: GasRule? = nil) -> L1Extensions {
        let observed = variants(recorder: recorder, gasRule: gasRule)
        let silent = variants(recorder: nil, gasRule: gasRule)
        return L1Extensions([
            L1Extension(
                address: .execute,
                name: "EXECUTE",
                failureName: { ExecuteFailureCode(rawValue: $0)?.name },
                call: { purpose, input, gas in
                    let variant = purpose == .importing ? observed : silent
                    let execute = Self.chainID(of: input).flatMap { variant.byChainID[$0] } ?? variant.fallback
                    return execute.call(input: input, gas: gas)
                }
            )
        ])
    }

    private struct Variants: Sendable {
        var byChainID: [UInt64: Execute<ReExecution>]
        var fallback: Execute<ReExecution>
    }

    private func variants(recorder: ExecuteRecorder?, gasRule: GasRule?) -> Variants {
        func execute(_ configuration: ExecuteConfiguration) -> Execute<ReExecution> {
            var configuration = configuration
            if let gasRule { configuration.gasRule = gasRule }
            return Execute(
                verifier: ReExecution(configuration),
                requiredSecurityBits: configuration.requiredSecurityBits,
                recorder: recorder
            )
        }
        return Variants(byChainID: configurations.mapValues(execute), fallback: execute(ExecuteConfiguration()))
    }

    /// The chain id of an input, little-endian; nil when the input ends before it.
    static func chainID(of input: [UInt8]) -> UInt64? {
        guard input.count >= chainIDOffset + 8 else { return nil }
        return input[chainIDOffset..<chainIDOffset + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}

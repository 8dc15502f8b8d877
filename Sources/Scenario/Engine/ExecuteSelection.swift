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
    /// - Parameter gasRule: Replaces the gas rule of every rollup.
    /// - Returns: EXECUTE alone, at its address.
    func extensions(gasRule: GasRule? = nil) -> L1Extensions {
        func execute(_ configuration: ExecuteConfiguration) -> Execute<ReExecution> {
            var configuration = configuration
            if let gasRule { configuration.gasRule = gasRule }
            return Execute(
                verifier: ReExecution(configuration),
                requiredSecurityBits: configuration.requiredSecurityBits
            )
        }
        let byChainID = configurations.mapValues(execute)
        let fallback = execute(ExecuteConfiguration())
        return L1Extensions([
            L1Extension(
                address: .execute,
                name: "EXECUTE",
                failureName: { ExecuteFailureCode(rawValue: $0)?.name },
                call: { call in
                    let execute = Self.chainID(of: call.input).flatMap { byChainID[$0] } ?? fallback
                    return execute.answer(call)
                }
            )
        ])
    }

    /// The chain id of an input, little-endian; nil when the input ends before it.
    static func chainID(of input: [UInt8]) -> UInt64? {
        guard input.count >= chainIDOffset + 8 else { return nil }
        return input[chainIDOffset..<chainIDOffset + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}

public import EVM
public import ExecutePrecompile
public import Primitives

/// The precompiled contracts that are plugged into the L1's EVM, and into no other.
public struct L1Extensions: Sendable {
    private let extensions: [L1Extension]

    /// Joins contracts; a later one takes the address of an earlier.
    public init(_ extensions: [L1Extension] = []) {
        self.extensions = extensions
    }

    /// No contracts: an ordinary L1.
    public static let none = L1Extensions()

    /// EXECUTE at its address.
    ///
    /// - Parameters:
    ///   - execute: Runs for every purpose, or for all but import if `observed` is given.
    ///   - observed: Runs for import, so that its recorder sees each executed transaction once.
    /// - Returns: EXECUTE alone.
    public static func execute<Verifier: StateTransitionVerifier>(
        _ execute: Execute<Verifier>,
        observed: Execute<Verifier>? = nil
    ) -> L1Extensions {
        L1Extensions([
            L1Extension(
                address: .execute,
                name: "EXECUTE",
                failureName: { ExecuteFailureCode(rawValue: $0)?.name },
                call: { purpose, input, gas in
                    (purpose == .importing ? observed ?? execute : execute).call(input: input, gas: gas)
                }
            )
        ])
    }

    /// The fork's contracts and these.
    public func precompiles(for fork: Fork, purpose: ExecutionPurpose) -> PrecompileTable {
        extensions.reduce(PrecompileTable(fork: fork)) { table, contract in
            table.adding(contract.address) { input, gas in contract.call(purpose, input, gas) }
        }
    }

    /// Name in reports of the contract at an address, if it is one of these.
    public func name(at address: Address) -> String? {
        extensions.last { $0.address == address }?.name
    }

    /// Stable name of why a frame halted, such as `OutOfGas`, or an extension's own name for its failure.
    public func haltName(_ reason: HaltReason, at address: Address) -> String {
        guard case .precompile(.extensionFailure(let code)) = reason else { return reason.code }
        return extensions.last { $0.address == address }?.failureName(code) ?? reason.code
    }
}

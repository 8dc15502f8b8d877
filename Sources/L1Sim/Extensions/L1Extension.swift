public import EVM
public import Primitives

/// Precompiled contract that this L1 has besides the fork's own.
public struct L1Extension: Sendable {
    /// Address that calls it.
    public let address: Address
    /// Name in reports.
    public let name: String
    /// Runs the contract on hostile input with the gas that the caller forwarded.
    public let call: PrecompileTable.Extension
    /// Stable name of a failure code of the contract, if it has that code.
    public let failureName: @Sendable (_ code: UInt16) -> String?

    /// A contract at `address`; by default none of its failure codes has a name.
    public init(
        address: Address,
        name: String,
        failureName: @escaping @Sendable (_ code: UInt16) -> String? = { _ in nil },
        call: @escaping PrecompileTable.Extension
    ) {
        self.address = address
        self.name = name
        self.call = call
        self.failureName = failureName
    }
}

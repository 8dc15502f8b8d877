extension ExecuteFailure: CustomStringConvertible {
    /// The reason, behind the height of the claimed block where it is known.
    public var description: String {
        blockNumber.map { "L2 block \($0): \(reason)" } ?? reason
    }
}

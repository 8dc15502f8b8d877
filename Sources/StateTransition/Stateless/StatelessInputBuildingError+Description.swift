extension StatelessInputBuildingError: CustomStringConvertible {
    /// Why there is no input, in one line.
    public var description: String {
        switch self {
        case .block(let reason): reason.description
        case .requests(let error): error.description
        }
    }
}

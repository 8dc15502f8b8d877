public import Primitives

/// What a contract said when it reverted.
public enum RevertReason: Hashable, Sendable {
    /// Nothing: Vyper's checks of calldata, arithmetic and bounds.
    case empty
    /// `Error(string)`: the reason behind an `assert` or a `raise`.
    case message(String)
    /// `Panic(uint256)`: one of Solidity's built-in checks.
    case panic(UInt256)
    /// Anything else, such as a custom error.
    case custom([UInt8])

    /// Reads the output of a reverted call; bytes that only resemble a reason are `custom`.
    public init(output: [UInt8]) {
        guard !output.isEmpty else {
            self = .empty
            return
        }
        if let values = try? RevertReason.error.decodeCall(output), case .string(let text)? = values.first,
            let reason = String(validating: text, as: UTF8.self)
        {
            self = .message(reason)
        } else if let values = try? RevertReason.panic.decodeCall(output), case .uint(let code)? = values.first {
            self = .panic(code)
        } else {
            self = .custom(output)
        }
    }

    private static let error = ABIFunction(name: "Error", inputs: [.string], outputs: [])
    private static let panic = ABIFunction(name: "Panic", inputs: [.uint(256)], outputs: [])
}

extension RevertReason: CustomStringConvertible {
    /// The reason's text; `panic(n)` or hexadecimal where there is none.
    public var description: String {
        switch self {
        case .empty: ""
        case .message(let reason): reason
        case .panic(let code): "panic(\(code))"
        case .custom(let output): Hex.encode(output)
        }
    }
}

import Primitives

extension HaltReason: CustomStringConvertible {
    /// A few words for traces and reports.
    public var description: String {
        switch self {
        case .outOfGas: "out of gas"
        case .stackUnderflow: "stack underflow"
        case .stackOverflow: "stack overflow"
        case .invalidJump: "invalid jump destination"
        case .undefinedOpcode(let byte): "undefined opcode " + Hex.encode([byte])
        case .invalidOpcode: "invalid opcode"
        case .staticStateChange: "state change in a static call"
        case .returnDataOutOfBounds: "return data out of bounds"
        case .callDepth: "call depth exceeded"
        case .insufficientBalance: "insufficient balance for transfer"
        case .nonceOverflow: "nonce overflow"
        case .createCollision: "contract address collision"
        case .invalidCode: "code starts with 0xef"
        case .codeSizeLimit: "code size limit exceeded"
        case .initCodeSizeLimit: "init code size limit exceeded"
        case .precompile(.outOfGas): "precompile out of gas"
        case .precompile(.invalidInput): "invalid precompile input"
        case .precompile(.extensionFailure(let code)): "precompile failed with code \(code)"
        }
    }
}

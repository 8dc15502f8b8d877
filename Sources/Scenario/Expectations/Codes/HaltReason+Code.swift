package import EVM

extension HaltReason {
    /// Stable name.
    package var code: String {
        switch self {
        case .outOfGas: Code.outOfGas.rawValue
        case .stackUnderflow: Code.stackUnderflow.rawValue
        case .stackOverflow: Code.stackOverflow.rawValue
        case .invalidJump: Code.invalidJump.rawValue
        case .undefinedOpcode: Code.undefinedOpcode.rawValue
        case .invalidOpcode: Code.invalidOpcode.rawValue
        case .staticStateChange: Code.staticStateChange.rawValue
        case .returnDataOutOfBounds: Code.returnDataOutOfBounds.rawValue
        case .callDepth: Code.callDepth.rawValue
        case .insufficientBalance: Code.insufficientBalance.rawValue
        case .nonceOverflow: Code.nonceOverflow.rawValue
        case .createCollision: Code.createCollision.rawValue
        case .invalidCode: Code.invalidCode.rawValue
        case .codeSizeLimit: Code.codeSizeLimit.rawValue
        case .initCodeSizeLimit: Code.initCodeSizeLimit.rawValue
        case .precompile(.outOfGas): Code.outOfGas.rawValue
        case .precompile(.invalidInput): Code.precompileInvalidInput.rawValue
        case .precompile(.extensionFailure): Code.precompileFailure.rawValue
        }
    }

    /// Every name that `code` can be.
    package static let codes: [String] = Code.allCases.map(\.rawValue)
}

/// Codes, each in one place.
private enum Code: String, CaseIterable {
    case outOfGas = "OutOfGas", stackUnderflow = "StackUnderflow", stackOverflow = "StackOverflow"
    case invalidJump = "InvalidJump", undefinedOpcode = "UndefinedOpcode", invalidOpcode = "InvalidOpcode"
    case staticStateChange = "StaticStateChange", returnDataOutOfBounds = "ReturnDataOutOfBounds"
    case callDepth = "CallDepth", insufficientBalance = "InsufficientBalance", nonceOverflow = "NonceOverflow"
    case createCollision = "CreateCollision", invalidCode = "InvalidCode", codeSizeLimit = "CodeSizeLimit"
    case initCodeSizeLimit = "InitCodeSizeLimit", precompileInvalidInput = "PrecompileInvalidInput"
    case precompileFailure = "PrecompileFailure"
}

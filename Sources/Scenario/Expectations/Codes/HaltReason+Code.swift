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
    package static let codes: [FailureCode] = Code.all
}

/// Codes, each in one place.
private enum Code: String, CaseIterable, FailureCodes {
    case outOfGas = "OutOfGas", stackUnderflow = "StackUnderflow", stackOverflow = "StackOverflow"
    case invalidJump = "InvalidJump", undefinedOpcode = "UndefinedOpcode", invalidOpcode = "InvalidOpcode"
    case staticStateChange = "StaticStateChange", returnDataOutOfBounds = "ReturnDataOutOfBounds"
    case callDepth = "CallDepth", insufficientBalance = "InsufficientBalance", nonceOverflow = "NonceOverflow"
    case createCollision = "CreateCollision", invalidCode = "InvalidCode", codeSizeLimit = "CodeSizeLimit"
    case initCodeSizeLimit = "InitCodeSizeLimit", precompileInvalidInput = "PrecompileInvalidInput"
    case precompileFailure = "PrecompileFailure"

    var meaning: (summary: String, source: String?) {
        switch self {
        case .outOfGas: ("The frame ran out of gas.", nil)
        case .stackUnderflow: ("An instruction found too few words on the stack.", nil)
        case .stackOverflow: ("The stack grew beyond 1,024 words.", nil)
        case .invalidJump: ("A jump went to no jump destination.", nil)
        case .undefinedOpcode: ("The fork does not define the opcode.", nil)
        case .invalidOpcode: ("INVALID was executed.", "EIP-141")
        case .staticStateChange: ("A static call tried to change state.", "EIP-214")
        case .returnDataOutOfBounds: ("More return data was read than there is.", "EIP-211")
        case .callDepth: ("Calls were nested more than 1,024 deep.", nil)
        case .insufficientBalance: ("The caller could not pay the value of the call.", nil)
        case .nonceOverflow: ("The creator's nonce cannot be counted further.", "EIP-2681")
        case .createCollision: ("The address of the new contract is taken.", "EIP-684")
        case .invalidCode: ("The new contract's code begins with 0xef.", "EIP-3541")
        case .codeSizeLimit: ("The new contract's code is too long.", "EIP-170")
        case .initCodeSizeLimit: ("The code that creates a contract is too long.", "EIP-3860")
        case .precompileInvalidInput: ("A precompiled contract refused its input.", nil)
        case .precompileFailure: ("A precompiled contract of the chain failed.", nil)
        }
    }
}

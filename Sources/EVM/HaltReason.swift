/// Why a frame stopped exceptionally (Yellow Paper, equation 159) or was never begun.
///
/// A halted frame loses its gas and its effects. `callDepth`, `insufficientBalance` and `nonceOverflow` are found
/// before a frame begins, and leave the gas with the caller.
public enum HaltReason: Hashable, Sendable {
    /// Gas did not suffice.
    case outOfGas
    /// An operation found too few items on the stack.
    case stackUnderflow
    /// An operation would have left more than 1024 items on the stack.
    case stackOverflow
    /// JUMP or JUMPI went somewhere that is no JUMPDEST.
    case invalidJump
    /// The byte is no opcode of the fork.
    case undefinedOpcode(UInt8)
    /// INVALID, 0xfe (EIP-141).
    case invalidOpcode
    /// A state change within a static call (EIP-214).
    case staticStateChange
    /// RETURNDATACOPY beyond the end of the return data (EIP-211).
    case returnDataOutOfBounds
    /// More than 1024 calls would be nested.
    case callDepth
    /// The value to send exceeds the balance.
    case insufficientBalance
    /// The creator's nonce is 2^64 - 1 (EIP-2681).
    case nonceOverflow
    /// The new contract's address has code, a nonce or storage (EIP-684, EIP-7610).
    case createCollision
    /// The code to be deposited starts with 0xef (EIP-3541).
    case invalidCode
    /// The code to be deposited is larger than 24,576 bytes (EIP-170).
    case codeSizeLimit
    /// Init code is larger than 49,152 bytes (EIP-3860).
    case initCodeSizeLimit
    /// A precompile failed.
    case precompile(PrecompileFailure)
}

import Primitives

/// What a message call is to run.
enum CallTarget {
    /// An account without code.
    case nothing
    /// The precompile at the request's code address.
    case precompile
    /// Code, of a delegate perhaps.
    case code(Code)
}

/// A call or creation that was paid for and waits to be carried out.
struct CallRequest {
    var kind: CallKind
    /// Gas of the new frame, the stipend included.
    var gas: UInt64
    var caller: Address
    /// Whose storage and balance the code will use; of a creation, where the contract will be, once that is known.
    var address: Address
    /// Whose code was asked for.
    var codeAddress: Address
    var value: UInt256
    /// Calldata or init code, in the caller's memory.
    var input: UnsafeRawBufferPointer
    var isStatic: Bool
    var target: CallTarget
    /// Where in the caller's memory the output goes.
    var outputRange: MemoryRange
    /// Of CREATE2.
    var salt = Bytes32.zero
}

/// The constant surroundings of an execution.
struct ExecutionEnvironment {
    let fork: Fork
    let precompiles: PrecompileTable
    let block: BlockEnvironment
    let transaction: TransactionEnvironment
}

public import Primitives

/// Why the outcome of an execution is unknowable, as opposed to unsuccessful.
///
/// State may be left half-changed: whoever catches a fault abandons the block.
public enum EVMFault<Failure: Error>: Error {
    /// State could not be read.
    case host(Failure)
    /// BLOCKHASH asked for an ancestor within the window of 256 whose hash the block environment does not hold.
    case ancestorHashMissing(number: UInt64)
    /// A precompile was called whose result the accelerators cannot give: they lack the primitive, or cannot take so
    /// large operands.
    case precompileUnavailable(Address)
}

extension EVMFault: Equatable where Failure: Equatable {}

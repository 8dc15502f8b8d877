import Primitives

extension GuestExitCode: CustomStringConvertible {
    /// Why there is a result or none, in one line.
    public var description: String {
        switch self {
        case .result: "the guest wrote its result"
        case .undecodableInput: "the guest cannot decode its input"
        case .unsupportedSchema: "the guest has no rules for the schema of its input"
        case .heapExhausted: "the guest's heap is exhausted"
        case .outputMisused: "the guest wrote more than one result"
        case .missingPrecompile(let number):
            "the guest does not implement the precompile at \(UInt256(number).hexQuantity), which the block calls"
        case .unknown(let code): "the guest ended with exit code \(code), which nobody has defined"
        }
    }
}

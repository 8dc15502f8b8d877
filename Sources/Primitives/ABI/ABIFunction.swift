/// Function of a contract's ABI.
public struct ABIFunction: Sendable {
    /// Name without parameters.
    public let name: String
    /// Types of the parameters.
    public let inputs: [ABIType]
    /// Types of the returned values.
    public let outputs: [ABIType]
    /// The first four bytes of the signature's hash, read big-endian.
    public let selector: UInt32

    /// Describes a function; the selector follows from its name and inputs.
    public init(name: String, inputs: [ABIType], outputs: [ABIType]) {
        self.name = name
        self.inputs = inputs
        self.outputs = outputs
        selector = ABI.selector(name + ABIType.list(inputs))
    }

    /// Name and canonical parameter types, such as `transfer(address,uint256)`.
    public var signature: String { name + ABIType.list(inputs) }

    /// True when a call with these arguments is well-typed.
    public func accepts(_ arguments: [ABIValue]) -> Bool {
        ABIValue.conform(arguments, to: inputs)
    }

    /// Calldata of a call: the selector and the encoded arguments, which the caller has made of the right types.
    public func encodeCall(_ arguments: [ABIValue]) -> [UInt8] {
        ABI.selectorBytes(selector) + ABI.encode(arguments)
    }

    /// Arguments of a call.
    ///
    /// - Throws: `ABIError` when the calldata is another function's or not canonical.
    public func decodeCall(_ calldata: [UInt8]) throws(ABIError) -> [ABIValue] {
        guard calldata.starts(with: ABI.selectorBytes(selector)) else { throw .wrongSelector(expected: selector) }
        return try ABI.decode(calldata.dropFirst(4), as: inputs)
    }

    /// Values that a call returned.
    ///
    /// - Throws: `ABIError` when the data is not their canonical encoding.
    public func decodeOutput(_ output: [UInt8]) throws(ABIError) -> [ABIValue] {
        try ABI.decode(output, as: outputs)
    }
}

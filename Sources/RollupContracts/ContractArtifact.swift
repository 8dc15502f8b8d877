public import Primitives

/// A contract as the compiler left it: its code and its ABI.
public struct ContractArtifact: Sendable {
    /// Name of the contract.
    public let name: String
    /// Compiler with its version.
    public let compiler: String
    /// Fork whose instructions the code uses at most.
    public let evmVersion: String
    /// SHA-256 over all sources that the contract can import, each as name, newline, content, in order of names.
    public let sourceHash: Bytes32
    /// Parameters of the constructor, whose encoding stands behind `creationCode` in the init code.
    public let constructorInputs: [ABIType]
    /// Functions of the ABI; a fallback is not among them.
    public let functions: [ABIFunction]
    /// Events of the ABI.
    public let events: [ABIEvent]
    /// Init code without the constructor's arguments.
    public let creationCode: [UInt8]
    /// Code of the deployed contract, without the immutables that the constructor puts behind it.
    public let runtimeCode: [UInt8]

    /// Takes what the build script wrote: code and hash as hexadecimal text, of which malformed text gives nothing.
    package init(
        name: String,
        compiler: String,
        evmVersion: String,
        sourceHash: String,
        constructorInputs: [ABIType],
        functions: [ABIFunction],
        events: [ABIEvent],
        creationCode: String,
        runtimeCode: String
    ) {
        self.name = name
        self.compiler = compiler
        self.evmVersion = evmVersion
        self.sourceHash = Bytes32(hex: sourceHash) ?? .zero
        self.constructorInputs = constructorInputs
        self.functions = functions
        self.events = events
        self.creationCode = Hex.decode(creationCode) ?? []
        self.runtimeCode = Hex.decode(runtimeCode) ?? []
    }

    /// The function that calldata calls, if it is one of the ABI's.
    public func function(calledBy calldata: [UInt8]) -> ABIFunction? {
        guard calldata.count >= 4 else { return nil }
        let selector = calldata.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return functions.first { $0.selector == selector }
    }

    /// Init code of a deployment: the creation code, and behind it the constructor's arguments in ABI encoding.
    package func initCode(_ arguments: [ABIValue]) -> [UInt8] {
        creationCode + ABI.encode(arguments)
    }
}

public import Primitives

/// What a contract's ABI says of it: how to make it, call it, and read what it answers and logs.
public struct ContractInterface: Hashable, Sendable {
    /// Parameters of the constructor.
    public let constructorInputs: [ABIParameter]
    /// Whether the constructor takes ether.
    public let isConstructorPayable: Bool
    /// Functions; several may share a name.
    public let functions: [ContractFunction]
    /// Events that announce themselves by their first topic.
    public let events: [ContractEvent]
    /// Custom errors.
    public let failures: [ContractFailure]

    /// The interface of code of which nothing is known: it can be made and sent data, no more.
    public static let unknown = ContractInterface(
        constructorInputs: [],
        isConstructorPayable: true,
        functions: [],
        events: [],
        failures: []
    )

    /// Puts an interface together from its parts.
    public init(
        constructorInputs: [ABIParameter],
        isConstructorPayable: Bool,
        functions: [ContractFunction],
        events: [ContractEvent],
        failures: [ContractFailure]
    ) {
        self.constructorInputs = constructorInputs
        self.isConstructorPayable = isConstructorPayable
        self.functions = functions
        self.events = events
        self.failures = failures
    }

    /// Functions that a name, or a whole signature, stands for.
    public func functions(named name: String) -> [ContractFunction] {
        let named = functions.filter { $0.name == name }
        // A signature costs a hash of each function, so it is looked for only where a name cannot be meant.
        guard named.isEmpty, name.contains("(") else { return named }
        return functions.filter { $0.signature == name }
    }

    /// The event of a name; nil when there is none, or several share it.
    public func event(named name: String) -> ContractEvent? {
        let found = events.filter { $0.name == name }
        return found.count == 1 ? found[0] : nil
    }

    /// The event that a log announces, and the log's values; nil when it is none of these or not canonical.
    public func decode(topics: [Bytes32], data: [UInt8]) -> (event: ContractEvent, values: [ABIValue])? {
        for event in events where event.topic == topics.first {
            if let values = try? event.codec.decode(topics: topics, data: data) { return (event, values) }
        }
        return nil
    }

    /// The custom error that a revert's output is, and its values; nil when it is none of these or not canonical.
    public func decode(revert output: [UInt8]) -> (failure: ContractFailure, values: [ABIValue])? {
        for failure in failures {
            if let values = try? failure.codec.decodeCall(output) { return (failure, values) }
        }
        return nil
    }
}

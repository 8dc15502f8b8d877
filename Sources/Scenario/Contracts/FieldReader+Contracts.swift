import ContractABI

extension FieldReader {
    /// A contract that an earlier step has deployed.
    mutating func deployedContract(
        _ field: KeyPath<Fields, Field<DocumentNode>>
    ) -> (name: String, declared: NameScope.DeployedName)? {
        let key = Fields.declared[keyPath: field].entry.key
        guard let node = read(field), let name: String = ValueReader.scalar(node, key: key, context: context) else {
            return nil
        }
        guard let declared = context.scope.deployed[name] else {
            let isDeclared = context.scope.contracts[name] != nil
            let message = isDeclared ? "`\(name)` is not deployed yet" : "no contract is named `\(name.shortened)`"
            let help =
                isDeclared
                ? "a `deploy` step before this one brings it"  // The verb's name is the language's, for the author.
                : Suggestion.help(for: name, among: context.scope.deployed.keys)
            context.report(.unknownContract, message, at: node.location, help: help)
            return nil
        }
        return (name, declared)
    }

    /// The function under one field and its arguments under another.
    ///
    /// - Parameters:
    ///   - field: The key of the function's name.
    ///   - argumentField: That of its arguments.
    ///   - interface: Of the called contract; nil when that was refused already.
    /// - Returns: Both; nil, with reports, when either is wrong.
    mutating func functionCall(
        _ field: KeyPath<Fields, Field<DocumentNode>>,
        _ argumentField: KeyPath<Fields, Field<DocumentNode>>,
        of interface: ContractInterface?
    ) -> (function: ContractFunction, arguments: [ContractArgument])? {
        let arguments = read(argumentField)
        guard let node = read(field),
            let name: String = ValueReader.scalar(node, key: "function", context: context), let interface
        else { return nil }
        let named = interface.functions(named: name)
        guard !named.isEmpty else {
            let message = "the contract has no function `\(name.shortened)`"
            let names = interface.functions.map(\.name)
            let help = names.isEmpty ? "its interface is not known" : Suggestion.help(for: name, among: names)
            context.report(.unknownFunction, message, at: node.location, help: help)
            return nil
        }
        let fitting = named.filter { arguments?.takes($0.inputs) ?? $0.inputs.isEmpty }
        guard let function = named.count == 1 ? named[0] : fitting.first, named.count == 1 || fitting.count == 1 else {
            let message = "several functions are named `\(name.shortened)`"
            let signatures = named.prefix(6).map { "`\($0.signature)`" }.joined(separator: ", ")
            context.report(.unknownFunction, message, at: node.location, help: "write one of \(signatures)")
            return nil
        }
        let reader = ContractArgumentReader(context: context)
        let callee = "`\(function.name)`"
        return reader.arguments(arguments, for: function.inputs, of: callee, at: node.location).map { (function, $0) }
    }
}

extension DocumentNode {
    /// Whether a node has as many values, or the very names, that parameters ask for.
    fileprivate func takes(_ parameters: [ABIParameter]) -> Bool {
        switch content {
        case .sequence(let items, _): items.count == parameters.count
        case .mapping(let entries): Set(entries.map(\.key)) == Set(parameters.map(\.name))
        case .scalar: isEmpty && parameters.isEmpty
        }
    }
}

extension Field where Value == DocumentNode {
    /// The arguments of a function or constructor.
    static func arguments(of callee: String) -> Field {
        .node(
            "args",
            """
            Arguments of \(callee): a list in the order of its ABI, or a mapping from its names; a struct among them \
            likewise, and an array as a list.
            """,
            .any("a list or mapping of values of the ABI's types"),
            absent: "none"
        )
    }
}

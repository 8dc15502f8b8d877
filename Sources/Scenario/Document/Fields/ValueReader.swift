import Primitives

/// Reads one value as what its key wants; nil, with a report, when it is something else.
enum ValueReader {
    /// One scalar as a field's type.
    static func scalar<Value: ScalarField>(_ node: DocumentNode, key: String, context: ReadingContext) -> Value? {
        guard let text = node.text else {
            context.report(.wrongShape, "`\(key)` expects a single value, found \(node.kind)", at: node.location)
            return nil
        }
        do {
            return try Value.read(text)
        } catch {
            context.report(error.code, "`\(key)` \(error.phrase)", at: node.location, help: error.help)
            return nil
        }
    }

    /// The items of a list; a list is wanted even for one item.
    static func list(_ node: DocumentNode, key: String, context: ReadingContext) -> [DocumentNode]? {
        guard case .sequence(let items, _) = node.content else {
            context.report(.wrongShape, "`\(key)` expects a list, found \(node.kind)", at: node.location)
            return nil
        }
        return items
    }

    /// The entries of a mapping whose keys are names.
    static func entries(_ node: DocumentNode, key: String, context: ReadingContext) -> [DocumentNode.Entry]? {
        switch node.content {
        case .mapping(let entries):
            return entries
        case .scalar("", isPlain: true):
            return []
        default:
            context.report(.wrongShape, "`\(key)` expects a mapping from names, found \(node.kind)", at: node.location)
            return nil
        }
    }

    /// A declared rollup.
    static func rollup(_ node: DocumentNode, key: String, context: ReadingContext) -> String? {
        guard let name: String = scalar(node, key: key, context: context) else { return nil }
        guard context.scope.rollups.contains(name) else {
            let help = Suggestion.help(for: name, among: context.scope.rollups)
            context.report(.unknownRollup, "no rollup is named `\(name.shortened)`", at: node.location, help: help)
            return nil
        }
        return name
    }

    /// A declared actor.
    static func actor(_ node: DocumentNode, key: String, context: ReadingContext) -> String? {
        guard let name: String = scalar(node, key: key, context: context) else { return nil }
        guard context.scope.actors.contains(name) else {
            let help = Suggestion.help(for: name, among: context.scope.actors)
            context.report(.unknownActor, "no actor is named `\(name.shortened)`", at: node.location, help: help)
            return nil
        }
        return name
    }

    /// A declared monitor.
    static func monitor(_ node: DocumentNode, key: String, context: ReadingContext) -> String? {
        guard let name: String = scalar(node, key: key, context: context) else { return nil }
        guard context.scope.monitors.contains(name) else {
            let help = Suggestion.help(for: name, among: context.scope.monitors)
            context.report(.undefinedName, "no monitor is named `\(name.shortened)`", at: node.location, help: help)
            return nil
        }
        return name
    }

    /// An account: an actor's, contract's or rollup's name, or an address.
    static func account(_ node: DocumentNode, key: String, context: ReadingContext) -> AccountReference? {
        guard let text: String = scalar(node, key: key, context: context) else { return nil }
        guard text.hasPrefix("0x") else {
            return context.scope.account(named: text) ?? actor(node, key: key, context: context).map { .actor($0) }
        }
        guard text.utf8.count == 42, let address = Address(hex: text) else {
            let message = "`\(key)` expects an actor's name or an address of 20 bytes, found `\(text.shortened)`"
            context.report(.invalidValue, message, at: node.location)
            return nil
        }
        return .address(address)
    }

    /// A step that has run and leaves something behind.
    static func step(
        _ node: DocumentNode,
        key: String,
        making product: StepProduct,
        context: ReadingContext
    ) -> String? {
        guard let name: String = scalar(node, key: key, context: context) else { return nil }
        if let problem = context.scope.problem(withStep: name, making: product) {
            context.report(problem.code, problem.message, at: node.location, help: problem.help)
            return nil
        }
        return name
    }

    /// A value that an earlier step saved.
    static func saved(_ node: DocumentNode, key: String, _ kind: SavedKind, context: ReadingContext) -> String? {
        guard let name: String = scalar(node, key: key, context: context) else { return nil }
        guard context.scope.saves[name] == kind else {
            let help = Suggestion.help(for: name, among: context.scope.saves.filter { $0.value == kind }.keys)
            context.report(
                .unknownSave,
                "no \(kind.rawValue) was saved as `\(name.shortened)`",
                at: node.location,
                help: help
            )
            return nil
        }
        return name
    }
}

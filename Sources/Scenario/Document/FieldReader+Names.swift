import Primitives

extension FieldReader {
    /// A declared rollup; when absent, the default one, or else a report.
    mutating func rollup(_ key: String) -> String? {
        if !has(key), let fallback = context.defaults.rollup {
            _ = node(key)
            return fallback
        }
        return requiredNode(key).flatMap { Self.rollup($0, key: key, context: context) }
    }

    /// A declared actor that may be absent.
    mutating func actor(_ key: String) -> String? {
        node(key).flatMap { Self.actor($0, key: key, context: context) }
    }

    /// An account that may be absent: an actor's, contract's or rollup's name, or an address.
    mutating func account(_ key: String) -> AccountReference? {
        node(key).flatMap { Self.account($0, key: key, context: context) }
    }

    /// A step that has run and leaves something behind.
    mutating func step(_ key: String, making product: StepProduct) -> String? {
        requiredNode(key).flatMap { Self.step($0, key: key, making: product, context: context) }
    }

    /// A value that an earlier step saved.
    mutating func saved(_ key: String, _ kind: SavedKind) -> String? {
        guard let node = requiredNode(key), let name: String = Self.read(node, key: key, context: context) else {
            return nil
        }
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

    static func rollup(_ node: DocumentNode, key: String, context: ReadingContext) -> String? {
        guard let name: String = read(node, key: key, context: context) else { return nil }
        guard context.scope.rollups.contains(name) else {
            let help = Suggestion.help(for: name, among: context.scope.rollups)
            context.report(.unknownRollup, "no rollup is named `\(name.shortened)`", at: node.location, help: help)
            return nil
        }
        return name
    }

    static func actor(_ node: DocumentNode, key: String, context: ReadingContext) -> String? {
        guard let name: String = read(node, key: key, context: context) else { return nil }
        guard context.scope.actors.contains(name) else {
            let help = Suggestion.help(for: name, among: context.scope.actors)
            context.report(.unknownActor, "no actor is named `\(name.shortened)`", at: node.location, help: help)
            return nil
        }
        return name
    }

    static func account(_ node: DocumentNode, key: String, context: ReadingContext) -> AccountReference? {
        guard let text: String = read(node, key: key, context: context) else { return nil }
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

    static func step(
        _ node: DocumentNode,
        key: String,
        making product: StepProduct,
        context: ReadingContext
    ) -> String? {
        guard let name: String = read(node, key: key, context: context) else { return nil }
        if let problem = context.scope.problem(withStep: name, making: product) {
            context.report(problem.code, problem.message, at: node.location, help: problem.help)
            return nil
        }
        return name
    }
}

import Primitives
import RollupContracts

extension ExpressionChecker {
    /// Checks `name(arguments)`.
    func call(
        _ name: String,
        _ arguments: [ExpressionSyntax],
        _ span: Range<Int>
    ) throws(ExpressionProblem) -> TypedExpression {
        if let typed = try contractCall(name, arguments, span) { return typed }
        let functions = ExpressionFunction.all.filter { $0.receiver == nil }
        guard let function = functions.first(where: { $0.name == name }) else {
            let place = span.lowerBound..<span.lowerBound + name.unicodeScalars.count
            if ExpressionFunction.planned.contains(name) {
                throw ExpressionProblem(.notSupportedYet, "`\(name)` is not supported yet", at: place)
            }
            let help = Suggestion.help(for: name, among: functions.map(\.name))
            throw ExpressionProblem(.undefinedFunction, "undefined function `\(name.shortened)`", at: place, help: help)
        }
        if case .numbers = function.parameters { return try aggregate(function, arguments, span) }
        return try apply(function, to: nil, arguments, span)
    }

    /// Checks `receiver.name` and `receiver.name(arguments)`.
    func member(
        _ receiver: ExpressionSyntax,
        _ name: String,
        _ nameSpan: Range<Int>,
        _ arguments: [ExpressionSyntax]?,
        _ span: Range<Int>
    ) throws(ExpressionProblem) -> TypedExpression {
        let typed = try check(receiver)
        if let typed = try contractMember(typed, name, nameSpan, arguments, span) { return typed }
        let members = ExpressionFunction.all.filter { $0.receiver == typed.type }
        guard let function = members.first(where: { $0.name == name }) else {
            if ExpressionFunction.planned.contains(name) {
                throw ExpressionProblem(.notSupportedYet, "`\(name)` is not supported yet", at: nameSpan)
            }
            let message = "\(typed.type.noun) has no member `\(name.shortened)`"
            let help = Suggestion.help(for: name, among: members.map(\.name))
            throw ExpressionProblem(.undefinedMember, message, at: nameSpan, help: help)
        }
        guard function.isProperty == (arguments == nil) else {
            let message = function.isProperty ? "`\(name)` takes no arguments" : "`\(name)` needs its arguments"
            throw ExpressionProblem(.wrongArguments, message, at: nameSpan, help: "write `.\(function.usage)`")
        }
        return try apply(function, to: typed, arguments ?? [], span)
    }

    private func apply(
        _ function: ExpressionFunction,
        to receiver: TypedExpression?,
        _ arguments: [ExpressionSyntax],
        _ span: Range<Int>
    ) throws(ExpressionProblem) -> TypedExpression {
        guard case .fixed(let parameters) = function.parameters, parameters.count == arguments.count else {
            let message = "`\(function.name)` is given \(arguments.count) arguments"
            throw ExpressionProblem(.wrongArguments, message, at: span, help: "write `\(function.usage)`")
        }
        var typed = receiver.map { [$0] } ?? []
        for (parameter, argument) in zip(parameters, arguments) {
            typed.append(try self.argument(argument, for: parameter, of: function, after: typed.last))
        }
        try checkMeaning(of: function, for: typed)
        try checkLedger(of: typed, asks: function)
        return TypedExpression(form: .call(function, typed), type: function.result, span: span)
    }

    /// Refuses what only other rollups have.
    private func checkMeaning(
        of function: ExpressionFunction,
        for arguments: [TypedExpression]
    ) throws(ExpressionProblem) {
        guard let isMeaningful = function.isMeaningful, let first = arguments.first,
            let rollup = rollup(meantBy: first), let section = scope.rollupSections[rollup], !isMeaningful(section)
        else { return }
        let message = "`\(function.name)` means nothing to `\(rollup)`, whose preset is \(section.preset.rawValue)"
        throw ExpressionProblem(.wrongArguments, message, at: first.span)
    }

    /// Refuses what a ledger of payments does not have: it has balances and nonces, and neither blocks nor code.
    private func checkLedger(
        of arguments: [TypedExpression],
        asks function: ExpressionFunction
    ) throws(ExpressionProblem) {
        guard let first = arguments.first, let rollup = rollup(meantBy: first),
            let section = scope.rollupSections[rollup], section.design.ledger == .payments
        else { return }
        let isKnown = first.type != .chain && first.type != .block || ["balance", "nonce"].contains(function.name)
        let asksForBlock = function.result == .block
        guard !isKnown || asksForBlock else { return }
        let message = "`\(function.name)` means nothing to `\(rollup)`, whose preset is \(section.preset.rawValue)"
        throw ExpressionProblem(.undefinedMember, message, at: first.span)
    }

    /// The rollup whose chain, contract or block an expression means; nil for none.
    private func rollup(meantBy expression: TypedExpression) -> String? {
        switch expression.form {
        case .constant(.rollup(let name)), .constant(.chain(.l2(let name))): name
        case .constant(.step(let name)): scope.steps[name]?.rollup
        case .call(let function, let arguments) where function.result == .chain:
            arguments.first.flatMap { rollup(meantBy: $0) }
        default: nil
        }
    }

    private func aggregate(
        _ function: ExpressionFunction,
        _ arguments: [ExpressionSyntax],
        _ span: Range<Int>
    ) throws(ExpressionProblem) -> TypedExpression {
        var typed: [TypedExpression] = []
        for argument in arguments { typed.append(try check(argument)) }
        guard let first = typed.first else {
            let help = "write `\(function.usage)`"
            throw ExpressionProblem(.wrongArguments, "`\(function.name)` is given no arguments", at: span, help: help)
        }
        for item in typed {
            guard case .number = item.type, item.type == first.type else {
                let message =
                    "`\(function.name)` needs numbers of one kind, found \(first.type.noun) and \(item.type.noun)"
                throw ExpressionProblem(.typeMismatch, message, at: item.span)
            }
        }
        return TypedExpression(form: .call(function, typed), type: first.type, span: span)
    }

    /// Resolves one argument in the namespace of its parameter.
    private func argument(
        _ syntax: ExpressionSyntax,
        for parameter: ExpressionFunction.Parameter,
        of function: ExpressionFunction,
        after previous: TypedExpression?
    ) throws(ExpressionProblem) -> TypedExpression {
        func constant(_ value: ExpressionValue, _ type: ExpressionType) -> TypedExpression {
            TypedExpression(form: .constant(value), type: type, span: syntax.span)
        }
        func unknown(
            _ code: ScenarioDiagnostic.Code,
            _ what: String,
            _ name: String,
            _ names: some Sequence<String>
        ) -> ExpressionProblem {
            let help = Suggestion.help(for: name, among: names)
            return ExpressionProblem(code, "no \(what) is named `\(name.shortened)`", at: syntax.span, help: help)
        }
        switch (parameter, syntax.form) {
        case (.account, .identifier(let name)):
            guard let account = scope.account(named: name) else {
                throw unknown(.unknownActor, "actor", name, scope.actors)
            }
            return constant(.account(account), .account)
        case (.account, .hexadecimal):
            let typed = try check(syntax)
            guard typed.type == .account else { break }
            return typed
        case (.rollup, .identifier(let name)):
            guard scope.rollups.contains(name) else { throw unknown(.unknownRollup, "rollup", name, scope.rollups) }
            return constant(.rollup(name), .rollup)
        case (.step(let product), .identifier(let name)):
            if let problem = scope.problem(withStep: name, making: product) {
                throw ExpressionProblem(problem.code, problem.message, at: syntax.span, help: problem.help)
            }
            if product == .execution, let rollup = scope.steps[name]?.rollup,
                let section = scope.rollupSections[rollup], section.design.executionMode == nil
            {
                let message = "step `\(name)` calls no EXECUTE: `\(rollup)` has the preset \(section.preset.rawValue)"
                throw ExpressionProblem(.wrongStepKind, message, at: syntax.span)
            }
            return constant(.step(name), .transaction)
        case (.saved(let kind), .identifier(let name)):
            guard scope.saves[name] == kind else { throw unknown(.unknownSave, kind.rawValue, name, scope.saves.keys) }
            return constant(.saved(name), .text)
        case (.monitor, .identifier(let name)):
            guard scope.monitors.contains(name) else {
                throw unknown(.undefinedName, "monitor", name, scope.monitors)
            }
            return constant(.text(name), .text)
        case (.event, .string(let text)):
            let names = eventNames(ofRollupIn: previous)
            guard names.contains(text) else {
                let help = Suggestion.help(for: text, among: names)
                let message = "the contract of a rollup has no event `\(text.shortened)`"
                throw ExpressionProblem(.undefinedName, message, at: syntax.span, help: help)
            }
            return constant(.text(text), .text)
        case (.number(let dimension), _):
            let typed = try check(syntax)
            guard typed.type == .number(dimension) else { break }
            return typed
        default:
            break
        }
        let wanted =
            switch parameter {
            case .account: "an actor's name or an address"
            case .rollup: "a rollup's name"
            case .step: "a step's id"
            case .saved(let kind): "the name of a saved \(kind.rawValue)"
            case .event: "an event's name in double quotes"
            case .monitor: "a monitor's name"
            case .text: "text in double quotes"
            case .number(let dimension): dimension.noun
            }
        let message = "`\(function.name)` expects \(wanted) here"
        throw ExpressionProblem(.wrongArguments, message, at: syntax.span, help: "write `\(function.usage)`")
    }

    /// Events that the contract of a rollup has, which the argument before names.
    private func eventNames(ofRollupIn argument: TypedExpression?) -> [String] {
        guard case .constant(.rollup(let name))? = argument?.form, let section = scope.rollupSections[name] else {
            return NativeRollup.artifact.events.map(\.name)
        }
        if section.escape != nil { return EscapableRollup.artifact.events.map(\.name) }
        let own = section.design.events(withInbox: section.inboxDelay != nil).map(\.name)
        guard section.portal != nil else { return own }
        return own + Portal.artifact.events.map(\.name).filter { !own.contains($0) }
    }
}

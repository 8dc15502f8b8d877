import ContractABI
import EVM
import Primitives

/// What expressions ask of contracts: the types follow from the ABI of the contract that is named.
extension ExpressionChecker {
    /// Checks `result(step)`, `event(step, contract, "Name")` and `events(contract, "Name")`; nil for any other call.
    func contractCall(
        _ name: String,
        _ arguments: [ExpressionSyntax],
        _ span: Range<Int>
    ) throws(ExpressionProblem) -> TypedExpression? {
        switch name {
        case "result":
            guard arguments.count == 1, case .identifier(let step) = arguments[0].form else {
                throw wrong(name, "write `result(step)`", span)
            }
            return try result(of: step, at: arguments[0].span, span)
        case "event":
            guard arguments.count == 3, case .identifier(let step) = arguments[0].form,
                case .identifier(let contract) = arguments[1].form, case .string(let event) = arguments[2].form
            else { throw wrong(name, "write `event(step, contract, \"Name\")`", span) }
            if let problem = scope.problem(withStep: step, making: .transaction) {
                throw ExpressionProblem(problem.code, problem.message, at: arguments[0].span, help: problem.help)
            }
            let found = try self.event(event, arguments[2].span, of: contract, arguments[1].span)
            return self.event(found, of: contract, in: step, span)
        case "events":
            guard arguments.count == 2, case .identifier(let contract) = arguments[0].form,
                scope.deployed[contract] != nil, case .string(let event) = arguments[1].form
            else { return nil }
            let found = try self.event(event, arguments[1].span, of: contract, arguments[0].span)
            return events(found, of: contract, span)
        default:
            return nil
        }
    }

    /// Checks a function of a contract, a part of a record, and the members of events and lists; nil for other types.
    func contractMember(
        _ receiver: TypedExpression,
        _ name: String,
        _ nameSpan: Range<Int>,
        _ arguments: [ExpressionSyntax]?,
        _ span: Range<Int>
    ) throws(ExpressionProblem) -> TypedExpression? {
        switch receiver.type {
        case .contract(let contract):
            guard let arguments else { throw wrong(name, "write `.\(name)()`", nameSpan) }
            return try read(name, nameSpan, of: contract, arguments, span)
        case .record(let record):
            guard arguments == nil else { throw wrong(name, "write `.\(name)`", nameSpan) }
            return try part(name, nameSpan, of: receiver, record, span)
        case .logs(let record):
            guard arguments == nil else { throw wrong(name, "write `.\(name)`", nameSpan) }
            return try item(name, nameSpan, of: receiver, .record(record), span)
        case .list(let element):
            guard arguments == nil else { throw wrong(name, "write `.\(name)`", nameSpan) }
            return try item(name, nameSpan, of: receiver, element, span)
        default:
            return nil
        }
    }

    /// Whether a name or an address written out stands for an account, which has no value of its own.
    func isAccount(_ syntax: ExpressionSyntax) -> Bool {
        switch syntax.form {
        case .identifier(let name): scope.account(named: name) != nil
        case .hexadecimal(let digits): digits.utf8.count == 40
        default: false
        }
    }

    /// The address of an account, where an expression compares with an address.
    func address(_ syntax: ExpressionSyntax) throws(ExpressionProblem) -> TypedExpression {
        try call(ExpressionFunction.address.name, [syntax], syntax.span)
    }

    // MARK: Steps

    private func result(of step: String, at place: Range<Int>, _ span: Range<Int>) throws(ExpressionProblem)
        -> TypedExpression
    {
        if let problem = scope.problem(withStep: step, making: .transaction) {
            throw ExpressionProblem(problem.code, problem.message, at: place, help: problem.help)
        }
        guard let function = scope.calls[step] else {
            throw ExpressionProblem(.wrongStepKind, "step `\(step)` calls no function of a contract", at: place)
        }
        guard let type = ExpressionType.returned(function.outputs) else {
            throw ExpressionProblem(.typeMismatch, "`\(function.name)` returns nothing", at: place)
        }
        return synthesized("result", type, span) { (_, environment) throws(EvaluationError) in
            let facts = try environment.transaction(ofStep: step)
            guard facts.status == .success else {
                throw EvaluationError("the call of step `\(step)` is \(facts.status.rawValue), so it returned nothing")
            }
            return .returned(try decoded(facts.output, of: function))
        }
    }

    private func event(
        _ event: ContractEvent,
        of contract: String,
        in step: String,
        _ span: Range<Int>
    ) -> TypedExpression {
        let record = RecordType(noun: "an event", event.loggedFields)
        return synthesized("event", .record(record), span) { (_, environment) throws(EvaluationError) in
            let address = try environment.resolvedAddress(of: .contract(contract))
            let logs = try environment.transaction(ofStep: step).logs.filter { $0.address == address }
            let found = event.values(of: logs)
            guard found.count == 1 else {
                let many = found.isEmpty ? "no" : "\(found.count)"
                throw EvaluationError("step `\(step)` has emitted \(many) \(event.name) events of `\(contract)`")
            }
            return .record(found[0].map { ExpressionValue($0) })
        }
    }

    private func events(_ event: ContractEvent, of contract: String, _ span: Range<Int>) -> TypedExpression {
        let record = RecordType(noun: "an event", event.loggedFields)
        return synthesized("events", .logs(record), span) { (_, environment) throws(EvaluationError) in
            let logs = try environment.logs(of: contract)
            let found = event.values(of: logs)
            return .list(found.map { .record($0.map { ExpressionValue($0) }) })
        }
    }

    private func event(
        _ name: String,
        _ nameSpan: Range<Int>,
        of contract: String,
        _ contractSpan: Range<Int>
    ) throws(ExpressionProblem) -> ContractEvent {
        guard let interface = scope.deployed[contract]?.interface else {
            let help = Suggestion.help(for: contract, among: scope.deployed.keys)
            let message = "no contract is named `\(contract.shortened)`"
            throw ExpressionProblem(.unknownContract, message, at: contractSpan, help: help)
        }
        guard let event = interface.event(named: name) else {
            let help = Suggestion.help(for: name, among: interface.events.map(\.name))
            let message = "`\(contract)` has no event `\(name.shortened)`"
            throw ExpressionProblem(.unknownFunction, message, at: nameSpan, help: help)
        }
        return event
    }

    // MARK: Contracts

    private func read(
        _ name: String,
        _ nameSpan: Range<Int>,
        of contract: String,
        _ arguments: [ExpressionSyntax],
        _ span: Range<Int>
    ) throws(ExpressionProblem) -> TypedExpression {
        let interface = scope.deployed[contract]?.interface ?? .unknown
        let named = interface.functions(named: name)
        guard !named.isEmpty else {
            let help = Suggestion.help(for: name, among: interface.functions.filter(\.isReadOnly).map(\.name))
            let message = "`\(contract)` has no function `\(name.shortened)`"
            throw ExpressionProblem(.unknownFunction, message, at: nameSpan, help: help)
        }
        guard let function = named.first(where: { $0.inputs.count == arguments.count }) else {
            let usages = named.prefix(4).map { "`\($0.name)(\($0.inputs.map(\.usage).joined(separator: ", ")))`" }
            throw wrong(name, "write " + usages.joined(separator: " or "), span)
        }
        guard function.isReadOnly else {
            let message = "`\(name)` changes the state, which an expression does not"
            throw ExpressionProblem(.wrongArguments, message, at: nameSpan, help: "make a step of it")
        }
        guard let type = ExpressionType.returned(function.outputs) else {
            throw ExpressionProblem(.typeMismatch, "`\(name)` returns nothing", at: nameSpan)
        }
        var typed: [TypedExpression] = []
        for (parameter, argument) in zip(function.inputs, arguments) {
            typed.append(try self.argument(argument, as: parameter))
        }
        return synthesized(name, type, span, typed) { (arguments, environment) throws(EvaluationError) in
            var values: [ABIValue] = []
            for (value, parameter) in zip(arguments.values, function.inputs) {
                values.append(try ABIValue(value, as: parameter.type))
            }
            return .returned(
                try decoded(environment.output(of: function.codec.encodeCall(values), to: contract), of: function)
            )
        }
    }

    /// An argument of a contract's function: names stand for addresses, amounts for wei.
    private func argument(_ syntax: ExpressionSyntax, as parameter: ABIParameter) throws(ExpressionProblem)
        -> TypedExpression
    {
        let wanted: ExpressionType
        switch parameter.type {
        case .address:
            if isAccount(syntax) { return try address(syntax) }
            wanted = .address
        case .tuple:
            wanted = ExpressionType(parameter)
            guard case .list(let items) = syntax.form else { break }
            guard items.count == parameter.fields.count else {
                let fields = parameter.fields.map(\.usage).joined(separator: ", ")
                let message = "`\(parameter.usage)` has \(parameter.fields.count) values, found \(items.count)"
                throw ExpressionProblem(.wrongArguments, message, at: syntax.span, help: "write `[\(fields)]`")
            }
            var typed: [TypedExpression] = []
            for (item, field) in zip(items, parameter.fields) { typed.append(try argument(item, as: field)) }
            return TypedExpression(form: .list(typed), type: wanted, span: syntax.span)
        case .array(let element), .fixedArray(let element, _):
            wanted = ExpressionType(parameter)
            guard case .list(let items) = syntax.form else { break }
            var typed: [TypedExpression] = []
            for item in items { typed.append(try argument(item, as: parameter.element(of: element))) }
            return TypedExpression(form: .list(typed), type: wanted, span: syntax.span)
        default:
            wanted = ExpressionType(parameter)
        }
        let typed = try check(syntax)
        let isAmount = wanted == .number(.scalar) && typed.type == .number(.amount)
        guard typed.type == wanted || isAmount else {
            let message = "`\(parameter.usage)` is \(wanted.noun), found \(typed.type.noun)"
            throw ExpressionProblem(.typeMismatch, message, at: syntax.span)
        }
        return typed
    }

    // MARK: Parts

    private func part(
        _ name: String,
        _ nameSpan: Range<Int>,
        of receiver: TypedExpression,
        _ record: RecordType,
        _ span: Range<Int>
    ) throws(ExpressionProblem) -> TypedExpression {
        guard let index = record.fields.firstIndex(where: { $0.name == name }) else {
            let help = Suggestion.help(for: name, among: record.fields.map(\.name))
            throw ExpressionProblem(
                .undefinedMember,
                "\(record.noun) has no member `\(name.shortened)`",
                at: nameSpan,
                help: help
            )
        }
        return synthesized(name, record.fields[index].type, span, [receiver]) {
            (arguments, _) throws(EvaluationError) in
            guard case .record(let parts)? = arguments.values.first, parts.indices.contains(index) else {
                throw EvaluationError("the value has no `\(name)`")
            }
            return parts[index]
        }
    }

    private func item(
        _ name: String,
        _ nameSpan: Range<Int>,
        of receiver: TypedExpression,
        _ element: ExpressionType,
        _ span: Range<Int>
    ) throws(ExpressionProblem) -> TypedExpression {
        guard ["count", "first", "last"].contains(name) else {
            let help = Suggestion.help(for: name, among: ["count", "first", "last"])
            let message = "\(receiver.type.noun) has no member `\(name.shortened)`"
            throw ExpressionProblem(.undefinedMember, message, at: nameSpan, help: help)
        }
        let type = name == "count" ? .number(.scalar) : element
        return synthesized(name, type, span, [receiver]) { (arguments, _) throws(EvaluationError) in
            guard case .list(let items)? = arguments.values.first else { throw EvaluationError("the value is no list") }
            if name == "count" { return .number(UInt64(items.count)) }
            guard let item = name == "first" ? items.first : items.last else {
                throw EvaluationError("there is none yet, so there is no `\(name)`")
            }
            return item
        }
    }

    /// `list[position]`, counted from 0.
    func item(
        of receiver: ExpressionSyntax,
        at position: ExpressionSyntax,
        _ span: Range<Int>
    ) throws(ExpressionProblem) -> TypedExpression {
        let list = try check(receiver)
        let element: ExpressionType
        switch list.type {
        case .list(let type): element = type
        case .logs(let record): element = .record(record)
        default:
            throw ExpressionProblem(.typeMismatch, "`[…]` needs a list, found \(list.type.noun)", at: list.span)
        }
        let place = try check(position)
        guard place.type == .number(.scalar) else {
            let message = "an item's place is a plain number, found \(place.type.noun)"
            throw ExpressionProblem(.typeMismatch, message, at: place.span)
        }
        return synthesized("item", element, span, [list, place]) { (arguments, _) throws(EvaluationError) in
            guard case .list(let items)? = arguments.values.first, case .number(let quantity)? = arguments.values.last
            else { throw EvaluationError("the value is no list") }
            guard let index = quantity.value.asUInt256?.asUInt64, index < UInt64(items.count) else {
                let last = items.isEmpty ? "is empty" : "goes from [0] to [\(items.count - 1)]"
                throw EvaluationError("there is no item [\(quantity)]: the list \(last)")
            }
            return items[Int(index)]
        }
    }

    private func wrong(_ name: String, _ help: String, _ span: Range<Int>) -> ExpressionProblem {
        ExpressionProblem(.wrongArguments, "`\(name.shortened)` is not written so", at: span, help: help)
    }

    /// A call of a function that only this expression has.
    private func synthesized(
        _ name: String,
        _ type: ExpressionType,
        _ span: Range<Int>,
        _ arguments: [TypedExpression] = [],
        _ body: @escaping ExpressionFunction.Body
    ) -> TypedExpression {
        let function = ExpressionFunction(
            name: name,
            receiver: nil,
            isProperty: false,
            parameters: .fixed([]),
            result: type,
            // No name of the language: `ContractForm` explains what authors write.
            summary: "",
            example: "",
            body: body
        )
        return TypedExpression(form: .call(function, arguments), type: type, span: span)
    }
}

extension ContractEvent {
    /// The values of each log that is one of this event.
    fileprivate func values(of logs: [Log]) -> [[ABIValue]] {
        let codec = codec
        return logs.filter { $0.topics.first == topic }.compactMap {
            try? codec.decode(topics: $0.topics, data: $0.data)
        }
    }
}

/// Values that a call returned.
private func decoded(_ output: [UInt8], of function: ContractFunction) throws(EvaluationError) -> [ABIValue] {
    do {
        return try function.codec.decodeOutput(output)
    } catch {
        throw EvaluationError("`\(function.name)` has returned what its ABI does not say: \(error)")
    }
}

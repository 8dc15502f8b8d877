import BigInt
import ContractABI
package import Primitives

/// An argument of a call as a scenario has it: of its type; accounts get their addresses when the step is done.
package indirect enum ContractArgument: Hashable, Sendable {
    /// A value that the file tells wholly.
    case value(ABIValue)
    /// The address of an account.
    case account(AccountReference)
    /// Elements of an array, a fixed array or a struct.
    case elements([ContractArgument], of: Container)

    /// What holds elements.
    package enum Container: Hashable, Sendable {
        case array, fixedArray, tuple
    }

    /// The value, when every account has its address.
    func resolved(in simulation: Simulation) throws(SimulationFault) -> ABIValue {
        switch self {
        case .value(let value):
            return value
        case .account(let account):
            return .address(try simulation.address(of: account))
        case .elements(let elements, let container):
            var values: [ABIValue] = []
            for element in elements { values.append(try element.resolved(in: simulation)) }
            switch container {
            case .array: return .array(values)
            case .fixedArray: return .fixedArray(values)
            case .tuple: return .tuple(values)
            }
        }
    }
}

extension [ContractArgument] {
    /// The values, when every account has its address.
    func resolved(in simulation: Simulation) throws(SimulationFault) -> [ABIValue] {
        var values: [ABIValue] = []
        for argument in self { values.append(try argument.resolved(in: simulation)) }
        return values
    }
}

/// Reads the arguments of a call by the types of its parameters.
struct ContractArgumentReader {
    let context: ReadingContext

    /// The arguments under `args`: a list in the order of the parameters, or a mapping from their names.
    ///
    /// - Parameters:
    ///   - node: The value of `args`; nil when it is absent.
    ///   - parameters: What the function or constructor takes.
    ///   - callee: The function in the words of a diagnostic, such as "`transfer`".
    ///   - place: Where to report arguments that are absent.
    /// - Returns: The arguments; nil, with reports, when any is wrong.
    func arguments(
        _ node: DocumentNode?,
        for parameters: [ABIParameter],
        of callee: String,
        at place: SourceLocation
    ) -> [ContractArgument]? {
        guard let node, !node.isEmpty else {
            guard parameters.isEmpty else {
                let usage = parameters.map(\.usage).joined(separator: ", ")
                context.report(.missingKey, "\(callee) takes arguments", at: place, help: "write `args: [\(usage)]`")
                return nil
            }
            return []
        }
        return elements(node, as: parameters, of: callee)
    }

    private func elements(_ node: DocumentNode, as parameters: [ABIParameter], of owner: String) -> [ContractArgument]?
    {
        let usage = parameters.map(\.usage).joined(separator: ", ")
        switch node.content {
        case .sequence(let items, _):
            guard items.count == parameters.count else {
                let message = "\(owner) takes \(parameters.count) values, found \(items.count)"
                context.report(.wrongArguments, message, at: node.location, help: "write `[\(usage)]`")
                return nil
            }
            let values = zip(items, parameters).map { argument($0, as: $1) }
            let complete = values.compactMap { $0 }
            return complete.count == values.count ? complete : nil
        case .mapping:
            guard var fields = FieldReader(node, NoFields.self, owner: owner, context: context) else { return nil }
            var values: [ContractArgument] = []
            for parameter in parameters {
                guard !parameter.name.isEmpty else {
                    let message = "\(owner) has a value without a name"
                    context.report(.wrongArguments, message, at: node.location, help: "write a list")
                    return nil
                }
                guard let value = fields.requiredNode(named: parameter.name) else { continue }
                if let argument = argument(value, as: parameter) { values.append(argument) }
            }
            fields.finish()
            return values.count == parameters.count ? values : nil
        case .scalar:
            let message = "\(owner) takes a list of values, or a mapping from their names, found \(node.kind)"
            context.report(.wrongShape, message, at: node.location, help: "write `[\(usage)]`")
            return nil
        }
    }

    private func argument(_ node: DocumentNode, as parameter: ABIParameter) -> ContractArgument? {
        let label = parameter.name.isEmpty ? parameter.type.name : parameter.name
        switch parameter.type {
        case .tuple:
            return elements(node, as: parameter.fields, of: "`\(label)`").map { .elements($0, of: .tuple) }
        case .array(let type):
            return items(node, label, as: parameter.element(of: type), count: nil).map { .elements($0, of: .array) }
        case .fixedArray(let type, let count):
            return items(node, label, as: parameter.element(of: type), count: count).map {
                .elements($0, of: .fixedArray)
            }
        case .address:
            return ValueReader.account(node, key: label, context: context).map { .account($0) }
        case .uint, .int, .bool, .fixedBytes, .bytes, .string:
            guard let text = node.text else {
                let message = "`\(label)` is a \(parameter.type.name), found \(node.kind)"
                context.report(.wrongShape, message, at: node.location)
                return nil
            }
            do {
                return .value(try Self.value(text, as: parameter.type))
            } catch {
                let message = "`\(label)`, a \(parameter.type.name), \(error.phrase)"
                context.report(error.code, message, at: node.location, help: error.help)
                return nil
            }
        }
    }

    private func items(_ node: DocumentNode, _ label: String, as element: ABIParameter, count: Int?)
        -> [ContractArgument]?
    {
        guard case .sequence(let items, _) = node.content, count == nil || items.count == count else {
            let wanted = count.map { "a list of \($0) values" } ?? "a list"
            context.report(.wrongShape, "`\(label)` is \(wanted), found \(node.kind)", at: node.location)
            return nil
        }
        let values = items.map { argument($0, as: element) }
        let complete = values.compactMap { $0 }
        return complete.count == values.count ? complete : nil
    }

    /// A value of one scalar.
    private static func value(_ text: String, as type: ABIType) throws(ScalarProblem) -> ABIValue {
        switch type {
        case .uint(let bits):
            let value = try number(text)
            guard value.bitWidthUsed <= bits else { throw outOfRange(bits, isSigned: false) }
            return .uint(value)
        case .int(let bits):
            let isNegative = text.hasPrefix("-")
            let magnitude = try number(isNegative ? String(text.dropFirst()) : text)
            let limit = UInt256(1) << (bits - 1)
            guard isNegative ? magnitude <= limit : magnitude < limit else { throw outOfRange(bits, isSigned: true) }
            return .int(isNegative ? UInt256.zero &- magnitude : magnitude)
        case .bool:
            guard text == "true" || text == "false" else {
                throw ScalarProblem(.invalidValue, "is `true` or `false`, found `\(text.shortened)`")
            }
            return .bool(text == "true")
        case .fixedBytes(let count):
            let bytes = try HexBytes.read(text).bytes
            guard bytes.count == count else {
                throw ScalarProblem(.invalidValue, "has \(count) bytes, found \(bytes.count)")
            }
            return .fixedBytes(bytes)
        case .bytes:
            return .bytes(try HexBytes.read(text).bytes)
        case .string:
            return .string(Array(text.utf8))
        case .address, .array, .fixedArray, .tuple:
            throw ScalarProblem(.wrongShape, "is no single value")
        }
    }

    /// A whole number: plain, hexadecimal, or an amount of ether in wei.
    private static func number(_ text: String) throws(ScalarProblem) -> UInt256 {
        if text.hasPrefix("0x"), let value = UInt256(hexDigits: Array(text.utf8.dropFirst(2))[...]) { return value }
        let isPlain = !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard isPlain else {
            do {
                return try Amount.read(text).wei
            } catch {
                let help = "a whole number, `0x` and hexadecimal digits, or an amount such as `1.5 ETH`, counted in wei"
                throw ScalarProblem(error.code, "is a number, found `\(text.shortened)`", help: help)
            }
        }
        guard text.utf8.count <= 78, let whole = BigInt(text), let value = Rational(numerator: whole).asUInt256 else {
            throw ScalarProblem(.outOfRange, "is at most 2^256 - 1")
        }
        return value
    }

    private static func outOfRange(_ bits: Int, isSigned: Bool) -> ScalarProblem {
        let range = isSigned ? "between -2^\(bits - 1) and 2^\(bits - 1) - 1" : "between 0 and 2^\(bits) - 1"
        return ScalarProblem(.outOfRange, "is \(range)")
    }
}

extension ABIParameter {
    /// The parameter as an author fills it in, such as `amount`, or its type where it has no name.
    var usage: String { name.isEmpty ? type.name : name }
}

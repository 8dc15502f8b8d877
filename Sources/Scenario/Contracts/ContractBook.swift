import ContractABI
import EVM
import Primitives
import RollupContracts
import TextOutput

/// A contract that a step has deployed.
package struct DeployedContract: Sendable {
    /// What its ABI says.
    let interface: ContractInterface
    /// Where it stands.
    let chain: ChainReference
    /// Its address there.
    let address: Address
}

/// What the contracts of a scenario say, in the words of their ABIs: names for reverts, logs and addresses.
struct ContractBook: Sendable {
    /// Interfaces of the file's contracts, in its order.
    let interfaces: [ContractInterface]
    /// Names of addresses that are the same on every chain, such as actors'.
    private let names: [Address: String]
    /// Contracts by the name under which a step has deployed them.
    private(set) var deployed: [String: DeployedContract] = [:]
    /// The newest name of each contract.
    private var placed: [Place: String] = [:]

    /// Two chains may hold different contracts at one address.
    private struct Place: Hashable {
        let chain: ChainReference
        let address: Address
    }

    /// Names and interfaces before anything is deployed.
    init(interfaces: [ContractInterface], names: [Address: String]) {
        self.interfaces = interfaces
        self.names = names
    }

    /// Keeps a contract that a step deploys, in place of an earlier one of that name.
    mutating func record(_ contract: DeployedContract, as name: String) {
        deployed[name] = contract
        placed[Place(chain: contract.chain, address: contract.address)] = name
    }

    /// The code under which a revert is expected: the reason as text, a custom error's name, or the bytes.
    func code(ofRevert output: [UInt8]) -> String {
        let reason = RevertReason(output: output)
        guard case .custom = reason else { return reason.description }
        return failure(output)?.failure.name ?? reason.description
    }

    /// A custom error with its values, such as `InsufficientBalance(available: 5, required: 10)`; nil when it is none.
    func sentence(ofRevert output: [UInt8], on chain: ChainReference) -> String? {
        guard case .custom = RevertReason(output: output), let (failure, values) = failure(output) else { return nil }
        return "\(failure.name)(\(list(values, failure.inputs, on: chain)))"
    }

    private func failure(_ output: [UInt8]) -> (failure: ContractFailure, values: [ABIValue])? {
        for interface in interfaces {
            if let found = interface.decode(revert: output) { return found }
        }
        return nil
    }

    /// Lines on the logs of known contracts, such as `token emits Transfer(sender: alice, …)`; at most twelve.
    func sentences(on logs: [Log], of chain: ChainReference) -> [String] {
        var lines: [String] = []
        for log in logs {
            guard let name = placed[Place(chain: chain, address: log.address)],
                let (event, values) = deployed[name]?.interface.decode(topics: log.topics, data: log.data)
            else { continue }
            guard lines.count < 12 else { return lines + ["and more"] }
            lines.append("\(name) emits \(event.name)(\(list(values, event.loggedFields, on: chain)))")
        }
        return lines
    }

    /// What a call returned, such as `returns true`; nil when it is nothing, or not canonical.
    func sentence(on output: [UInt8], of function: ContractFunction, on chain: ChainReference) -> String? {
        guard !function.outputs.isEmpty, let values = try? function.codec.decodeOutput(output) else { return nil }
        return "returns " + list(values, function.outputs, on: chain)
    }

    /// Values with their names, as far as they have any; an address has the name that it has on a chain.
    func list(_ values: [ABIValue], _ parameters: [ABIParameter], on chain: ChainReference) -> String {
        zip(values, parameters).map { value, parameter in
            let name = parameter.name.isEmpty ? "" : parameter.name + ": "
            return name + text(of: value, parameter, on: chain)
        }.joined(separator: ", ")
    }

    private func text(of value: ABIValue, _ parameter: ABIParameter, on chain: ChainReference) -> String {
        switch value {
        case .address(let address):
            return name(of: address, on: chain)
        case .array(let values), .fixedArray(let values):
            let shown = values.prefix(8).map { text(of: $0, parameter, on: chain) }
            return "[" + (shown + (values.count > 8 ? ["…"] : [])).joined(separator: ", ") + "]"
        case .tuple(let values):
            return "(" + list(values, parameter.fields, on: chain) + ")"
        case .uint(let number):
            return Self.text(of: number)
        case .int, .bool, .fixedBytes, .bytes, .string:
            return ExpressionValue(value).description.shortened.printable
        }
    }

    /// Digits of a number; those of amounts with 18 decimals are counted in such, where three decimals suffice.
    private static func text(of number: UInt256) -> String {
        let thousandth = UInt256(1_000_000_000_000_000)
        guard number >= thousandth, number.quotientAndRemainder(dividingBy: thousandth).remainder.isZero else {
            return number.description
        }
        let count = Rational(number).divided(by: Rational(1_000_000_000_000_000_000)) ?? .zero
        return "\(count) × 10^18"
    }

    /// The name of an address on a chain, or its digits.
    func name(of address: Address, on chain: ChainReference) -> String {
        if let name = placed[Place(chain: chain, address: address)] ?? names[address] { return name }
        return address == .zero ? "nobody" : address.hex
    }
}

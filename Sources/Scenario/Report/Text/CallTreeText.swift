import EVM
import ExecutePrecompile
import Primitives
package import TextOutput

/// The calls of a step's transactions as a tree, in the manner of forge's traces: gas, callee, function, value, and how
/// each call ended.
package struct CallTreeText {
    private let names: AddressBook
    private let style: TextStyle

    /// A printer of calls, whose addresses it names by a book.
    package init(_ names: AddressBook, style: TextStyle = TextStyle()) {
        self.names = names
        self.style = style
    }

    /// The trees of the entries of a run that a word names: the id of a step, or the number of its line.
    ///
    /// - Returns: Nil when no step that was done is meant.
    package static func text(of step: String, in result: ScenarioResult, style: TextStyle) -> String? {
        let entries = result.timeline.filter { $0.id == step || "\($0.line)" == step }
        guard !entries.isEmpty else { return nil }
        let printer = CallTreeText(result.names, style: style)
        return entries.map { printer.text(of: $0) }.joined()
    }

    /// The trees of one entry, below its event.
    package func text(of entry: TimelineEntry) -> String {
        var text = style.wrapped("calls of line \(entry.line): \(entry.event)", .heading, indent: "  ")
        if entry.transactions.isEmpty { text += "  no block took a transaction in this step\n" }
        for transaction in entry.transactions {
            let chain = "\(ExpressionValue.chain(transaction.chain))"
            let title =
                "\(chain) block \(transaction.blockNumber), transaction \(transaction.index) of "
                + names.on(transaction.chain).label(of: transaction.sender).printable
            text += style.wrapped(title, .quiet, first: "  ", indent: "    ")
            if let call = transaction.callTree {
                let inner = transaction.reexecuted.map { (names: names.on(.l2($0.rollup)), calls: $0.calls) }
                let printer = CallPrinter(names: names.on(transaction.chain), inner: inner, style: style)
                text += printer.text(of: call, lead: "  ")
            } else {
                text += "    its calls were not recorded\n"
            }
            text += style.wrapped(gas(transaction.gas), .quiet, first: "  ", indent: "    ")
        }
        return text
    }

    private func gas(_ gas: GasSplit) -> String {
        var parts = ["intrinsic \(gas.intrinsic.grouped)", "calldata \(gas.calldata.grouped)"]
        parts.append("execution \(gas.execution.grouped)")
        if gas.execute > 0 { parts.append("EXECUTE \(gas.execute.grouped)") }
        if gas.floorTopUp > 0 { parts.append("up to the calldata floor \(gas.floorTopUp.grouped)") }
        let refund = gas.refund > 0 ? ", less \(gas.refund.grouped) refunded" : ""
        return "gas \(gas.used.grouped) of \(gas.limit.grouped): " + parts.joined(separator: ", ") + refund
    }
}

/// Prints the calls of one transaction.
private struct CallPrinter {
    let names: ChainNames
    /// What EXECUTE runs again, wherever it is called, and the names of that chain.
    let inner: (names: ChainNames, calls: [CallTrace])?
    let style: TextStyle

    /// Most levels of calls that are drawn apart, so that room for words is left; deeper ones keep the indent of the
    /// last.
    private var maximumDepth: Int { min(16, max(2, (style.width - 40) / 4)) }

    /// A call and the calls below it.
    ///
    /// - Parameters:
    ///   - call: The call.
    ///   - lead: What stands before its children.
    ///   - first: What stands before the call itself.
    ///   - depth: Calls above it.
    /// - Returns: The lines, each with its line break.
    func text(of call: CallTrace, lead: String, first: String = "  ", depth: Int = 0) -> String {
        var text = style.wrapped(head(of: call), first: first, indent: lead + "  ")
        let run = call.executeRun
        if let run { text += style.wrapped(words(on: run), .quiet, first: lead + "│   ", indent: lead + "│     ") }
        let next = depth < maximumDepth ? lead + "│   " : lead
        for child in call.children {
            text += self.text(of: child, lead: next, first: lead + "├─ ", depth: depth + 1)
        }
        if run != nil, let inner {
            let printer = CallPrinter(names: inner.names, inner: nil, style: style)
            for (index, child) in inner.calls.enumerated() {
                text += style.wrapped("L2 transaction \(index), run again:", .quiet, first: lead + "├─ ", indent: next)
                text += printer.text(of: child, lead: next, first: next, depth: depth + 1)
            }
        }
        let (words, meaning) = end(of: call)
        return text + style.wrapped(words, meaning, first: lead + "└─ ← ", indent: lead + "     ")
    }

    private func head(of call: CallTrace) -> String {
        var text = "[\(call.gasUsed.grouped)] "
        if call.kind.isCreate {
            text += "new \(names.label(of: call.to))"
        } else {
            text += names.label(of: call.to)
            if let function = names.functionName(of: call) {
                text += "::\(function)(\(names.arguments(of: call)))"
            } else if call.inputSize > 0 {
                text += "(\(call.inputSize.grouped) bytes)"
            }
        }
        if !call.value.isZero { text += " {value: \(ExpressionValue.amount(call.value))}" }
        if call.kind != .call, !call.kind.isCreate { text += " [\(call.kind.name.lowercased())]" }
        return text.printable
    }

    private func words(on run: ExecuteRun) -> String {
        let record = StepRecord.Execution(run)
        let charge = run.gasCharge.map { "charge \($0.grouped), " } ?? "refused before any charge, "
        let work = "L2 gas executed \(run.workGas.grouped), \(record.outcome.replacing("_", with: " "))"
        return (charge + work + (run.failure.map { ": \($0.reason)" } ?? "")).printable
    }

    private func end(of call: CallTrace) -> (String, TextStyle.Meaning) {
        switch call.status {
        case .success:
            if call.kind.isCreate { return ("[Return] \(call.outputSize.grouped) bytes of code", .good) }
            return ("[Return] \(names.output(of: call))".trimmed.printable, .good)
        case .revert:
            let reason = names.reason(ofRevert: call.output)
            return ("[Revert] \(reason.isEmpty ? "(no reason)" : reason)".printable, .failure)
        case .halt(let reason):
            let code = call.executeRun?.failure == nil ? reason.code : "EXECUTE failed"
            return ("[Halt] \(code)", .failure)
        }
    }
}

extension String {
    /// The text without spaces at its end.
    fileprivate var trimmed: String { hasSuffix(" ") ? String(dropLast()) : self }
}

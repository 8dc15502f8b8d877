import EVM
import Primitives
import StateTransition
import StateTrie
import TextOutput

/// What a comparison came to.
package enum Verdict: Equatable, Sendable {
    /// Both sides say the same.
    case agreed(Agreement)
    /// The case cannot be compared; the category that the report counts.
    case excluded(String)
    /// The sides differ, or one of them gives no answer.
    case difference(Difference)

    /// What the sides agree on.
    package enum Agreement: String, CaseIterable, Sendable {
        /// The transaction succeeds.
        case success
        /// The transaction is in the block and fails.
        case failure
        /// The transaction cannot stand in the block.
        case invalid
    }

    /// Compares the outcome here with the oracle's answer, and where they agree the state root with that of a state
    /// written anew.
    package init(
        _ outcome: CaseOutcome,
        of fuzzCase: FuzzCase,
        answer: OracleAnswer,
        detail: OutcomeText.StatusDetail
    ) {
        if case .precompileUnavailable(let address) = outcome {
            self = .excluded("precompile \(address.uint256.hexQuantity) is unavailable here")
            return
        }
        let ours = OutcomeText.line(outcome, detail: detail) ?? "no outcome: \(outcome.faultText)"
        switch answer {
        case .excluded(let reason):
            self = .excluded(reason)
        case .failed(let text):
            self = .difference(Difference(ours: ours, theirs: text))
        case .outcome(let theirs):
            if theirs != ours {
                self = .difference(Difference(ours: ours, theirs: theirs))
            } else if let problem = outcome.rootProblem(of: fuzzCase) {
                self = .difference(Difference(ours: problem, theirs: theirs))
            } else {
                self = .agreed(outcome.agreement)
            }
        }
    }
}

/// Two outcomes of one case.
package struct Difference: Equatable, Sendable {
    /// The outcome here, as `OutcomeText` writes it.
    package var ours: String
    /// The oracle's.
    package var theirs: String

    /// The outcomes of both sides, each in one line as `OutcomeText` writes it or with the problem in words.
    package init(ours: String, theirs: String) {
        self.ours = ours
        self.theirs = theirs
    }

    /// The words that only one side has, one per line, ours behind `-` and theirs behind `+`.
    package var text: String {
        let left = ours.split(separator: " ")
        let right = theirs.split(separator: " ")
        let lines =
            left.filter { !right.contains($0) }.map { "- \($0.printable)\n" }
            + right.filter { !left.contains($0) }.map { "+ \($0.printable)\n" }
        return lines.joined()
    }
}

extension CaseOutcome {
    fileprivate var faultText: String {
        if case .fault(let text) = self { text } else { "state cannot be read" }
    }

    fileprivate var agreement: Verdict.Agreement {
        if case .executed(let transaction, _, _) = self {
            transaction.result.isSuccess ? .success : .failure
        } else {
            .invalid
        }
    }

    /// Why the state root is wrong, nil when it is right: that of the changed tries must be that of a state written
    /// anew.
    fileprivate func rootProblem(of fuzzCase: FuzzCase) -> String? {
        guard case .executed(_, let changes, var state) = self else { return nil }
        do throws(StateError) {
            var accounts: [Address: GenesisAccount] = [:]
            for (address, account) in fuzzCase.allocation { accounts[address] = account }
            for change in changes {
                guard let after = change.after else {
                    accounts[change.address] = nil
                    continue
                }
                var account = accounts[change.address] ?? GenesisAccount()
                account.nonce = after.nonce
                account.balance = after.balance
                account.code = try state.code(of: change.address)
                for slot in change.storage { account.storage[slot.slot] = slot.after }
                accounts[change.address] = account
            }
            var database = NodeDatabase()
            let expected = try WorldState.genesisRoot(of: accounts.map { ($0.key, $0.value) }, into: &database)
            let root = try state.computeRoot()
            return root == expected ? nil : "root=\(root) of a state whose contents have \(expected)"
        } catch {
            return "no root: \(error)"
        }
    }
}

extension LanguageReference {
    /// Functions, and behind each type that they give its members.
    static let functions: [ReferenceEntry] =
        ExpressionFunction.all.map { function in
            let owner = function.receiver.map { "\($0.word)." } ?? ""
            var entry = ReferenceEntry(
                function.receiver == nil ? .function : .member,
                owner + function.name,
                function.summary
            )
            let result: String =
                switch function.parameters {
                case .numbers: "a number of the same kind"
                case .fixed: function.result.noun
                }
            entry.form = "`\(owner)\(function.usage)` is \(result)"
            entry.examples = [function.example]
            if function.receiver == nil {
                entry.parts = ExpressionFunction.all.filter { $0.receiver == function.result }
                    .map { "\(function.result.word).\($0.name)" }
            }
            return entry
        } + contractForms

    private static let contractForms: [ReferenceEntry] = ContractForm.all.map { form in
        let name = form.owner.map { "\($0).\(form.name)" } ?? form.name
        var entry = ReferenceEntry(form.owner == nil ? .function : .member, name, form.summary)
        entry.form = form.usage
        entry.examples = [form.example]
        entry.source = "decision 0051"
        return entry
    }

    /// Operators, those that bind loosest first.
    static let operators: [ReferenceEntry] =
        BinaryOperator.allCases.map { operation in
            entry(operation.rawValue, operation.summary, example: operation.example)
        } + [
            entry(
                "[0]",
                "Behind a list, or a set of events: its first item; `[1]` is the one after it, and any plain number may stand there.",
                example: "events(usd, \"Transfer\")[0].receiver == alice"
            ),
            entry("not", "True where what follows is false.", example: "not l1.balance(bob) > 0 ETH"),
            entry(
                "± gas",
                "Behind an equality with one account's balance on its left: the fees that the account has paid are allowed for.",
                example: "l1.balance(alice) == 97.5 ETH ± gas"
            ),
            entry(
                "±",
                "Behind an equality: how far the sides may differ.",
                example: "gas(adv1) == 16M ± 1M"
            ),
            entry(
                "≈",
                "Behind an equality: by which part of its right side the sides may differ.",
                example: "gas(adv1) == 16M ≈ 10%"
            ),
        ]

    private static func entry(_ name: String, _ summary: String, example: String) -> ReferenceEntry {
        var entry = ReferenceEntry(.operator, name, summary)
        entry.examples = [example]
        return entry
    }
}

extension ExpressionType {
    /// The type in a word, as the owner of its members.
    fileprivate var word: String {
        switch self {
        case .bool: "truth"
        case .number(let dimension): dimension.rawValue
        case .text: "text"
        case .hash: "hash"
        case .word: "word"
        case .list: "list"
        case .account: "account"
        case .chain: "chain"
        case .rollup: "rollup"
        case .settledHead: "settled_head"
        case .block: "block"
        case .transaction: "tx"
        case .execution: "execute"
        case .game: "game"
        case .rosette: "rosette"
        case .events: "events"
        case .logs: "logs"
        case .address: "address"
        case .contract: "contract"
        case .record: "record"
        }
    }
}

extension BinaryOperator {
    /// What the operator gives, in one sentence.
    fileprivate var summary: String {
        switch self {
        case .or: "True where one side or both are true."
        case .and: "True where both sides are."
        case .equal: "True where the sides are equal; amounts are compared to the wei."
        case .notEqual: "True where the sides differ."
        case .less: "True where the left number is below the right one of the same kind."
        case .lessOrEqual: "True where the left number is not above the right one."
        case .greater: "True where the left number is above the right one."
        case .greaterOrEqual: "True where the left number is not below the right one."
        case .isIn: "True where the left side is an item of the list on the right."
        case .plus: "The sum of two numbers of one kind."
        case .minus: "The difference of two numbers of one kind, or the opposite of one."
        case .times: "The product of a number and a plain number."
        case .over: "The exact quotient: a ratio where both sides are of one kind."
        }
    }

    fileprivate var example: String {
        switch self {
        case .or: "nat.head.number == 1 or nat.head.number == 2"
        case .and: "nat.head.number == 1 and escrow(nat) > 0 ETH"
        case .equal: "escrow(nat) == 2.5 ETH"
        case .notEqual: "nat.head.hash != l1.head.hash"
        case .less: "fee(adv1) < 0.1 ETH"
        case .lessOrEqual: "elapsed() <= 10m"
        case .greater: "gas(adv1) > 15M"
        case .greaterOrEqual: "execute(adv1).gas_charge >= 15M"
        case .isIn: "tx(dep).status in [success, reverted]"
        case .plus: "gas(dep) + gas(adv1)"
        case .minus: "tx(adv1).gas_limit - gas(adv1)"
        case .times: "2 * block(b1).gas_used"
        case .over: "execute(adv1).work_gas / gas(adv1)"
        }
    }
}

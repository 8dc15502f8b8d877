extension Coverage {
    /// Tables of the counts, the greatest first.
    package var text: String {
        var text =
            "coverage of \(caseCount) traced cases, \(caseCount == 0 ? 0 : gasUsed / caseCount) gas each on average\n"
        text += Coverage.table("transactions", transactionTypes)
        text += Coverage.table("messages", messages)
        text += Coverage.table("endings of messages", endings)
        text += Coverage.table("precompiles", precompiles)
        text += Coverage.table("instructions", opcodes)
        return text
    }

    private static func table(_ title: String, _ counts: [String: UInt64]) -> String {
        let rows = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return "  \(title): " + rows.map { "\($0.key) \($0.value)" }.joined(separator: ", ") + "\n"
    }
}

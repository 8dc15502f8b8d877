extension LanguageReference {
    /// The words that authors choose among, each once for each of its meanings, with the keys that take it.
    static func values(of keys: [ReferenceEntry]) -> [ReferenceEntry] {
        var order: [ValueShape.Choice] = []
        var owners: [ValueShape.Choice: [String]] = [:]
        for key in keys {
            // A form of several may offer a word twice.
            for choice in key.choices where owners[choice]?.last != key.name {
                if owners[choice] == nil { order.append(choice) }
                owners[choice, default: []].append(key.name)
            }
        }
        return order.compactMap { choice in
            guard let names = owners[choice], let first = names.first else { return nil }
            let summary = choice.summary.prefix(1).uppercased() + choice.summary.dropFirst() + "."
            var entry = ReferenceEntry(.value, "\(first).\(choice.word)", summary)
            entry.facts = ["A value of \(names.map { "`\($0)`" }.joined(separator: ", "))."]
            entry.page = choice.page
            return entry
        }
    }

    /// Values that this version does not support yet.
    static let plannedValues: [String] =
        RollupSection.Preset.planned + L1Section.Preset.planned + EnforcementMode.planned
}

/// What each kind of figure on a page is worth: counted here, modelled, or by a definition of our own.
enum FigureSources {
    private static let figures: [(name: String, provenance: Provenance, source: String)] =
        [
            (
                "gas of L1 and L2 transactions", .real,
                "the EVM of this run, under the rules of the L1 fork that the scenario names (execution-specs)"
            ),
            ("calldata floor", .real, "EIP-7623"),
            ("intrinsic gas", .real, "EIP-2028, EIP-2930, EIP-3860, EIP-7702"),
            ("30,000 intrinsic gas per proof of a transaction", .real, "EIP-8288"),
            ("sizes in bytes of payloads, witnesses and proofs", .real, "the bytes themselves: SSZ, RLP, proof files"),
            ("L2 gas that validators execute", .real, "counted by the re-execution inside EXECUTE"),
            ("balances, escrow, heads and roots", .real, "read from the state of L1 and of the L2 after each step"),
            (
                "re-execution of a block by EXECUTE under Osaka, schema 0x1281", .defined,
                "no schema is published for Osaka"
            ),
            (
                "proof mode of EXECUTE, schema 0x12f1, transaction type 0x7b", .defined,
                "none is published; EIP-8288 is a draft"
            ),
            ("EXECUTE with rules by rollup", .defined, "the published precompile has one rule set"),
            (
                "time: slots, delays and latencies", .simulated,
                "virtual seconds of the scenario; a slot in which nothing happens is missed, and costs nothing"
            ),
            ("accounts, keys and randomness", .simulated, "made from the scenario's seed"),
        ]
        + EnforcementMode.allCases.map { ("price under \($0.rawValue)", $0.provenance, $0.source) }

    /// The section.
    static var markup: Markup {
        let words: [Provenance: String] = [
            .real: "real", .simulated: "modelled (simulated)", .defined: "our definition [SIM]",
        ]
        let rows = figures.map { figure -> [Markup] in
            ["\(figure.name)", "\(words[figure.provenance] ?? "")", "\(figure.source)"]
        }
        let table = Markup.table(
            "What each figure is worth",
            [("figure", false), ("it is", false), ("source", false)],
            rows
        )
        return "<section id=\"figures\"><h2>Figures and their sources</h2>\(table)</section>"
    }
}

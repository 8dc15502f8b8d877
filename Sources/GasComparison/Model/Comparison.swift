import EVM
package import Scenario

/// What it costs L1 to settle one workload, in every mode and at every size: the one model of all its views.
package struct Comparison: Sendable {
    /// A mode as views show it.
    package struct Mode: Hashable, Sendable {
        /// Its name.
        package let name: String
        /// What it establishes.
        package let statement: SettledStatement
        /// Where it publishes the transactions of a batch; nil when it publishes nothing of them.
        package let dataAvailability: RollupSection.DataAvailability?
        /// Where its price comes from.
        package let provenance: Provenance
        /// Its footnotes.
        package let assumptions: [GasAssumption]

        init(_ mode: any GasMode) {
            name = mode.name
            statement = mode.statement
            dataAvailability = mode.dataAvailability
            provenance = mode.provenance
            assumptions = mode.assumptions
        }
    }

    /// One mode at one size.
    package struct Row: Sendable {
        /// The mode.
        package let mode: Mode
        /// L2 transactions; nil for a mode that settles none.
        package let size: UInt64?
        /// The numbers, or why there are none.
        package let outcome: GasOutcome
    }

    /// All modes under one fork of L1.
    package struct Section: Sendable {
        /// Name of the fork.
        package let fork: String
        /// The rows, by modes and then by sizes; nil where the fork's rules are not here.
        package let rows: [Row]?
        /// Where lines cross.
        package let breakEvens: [BreakEven]

        /// The modes in order.
        package var modes: [Mode] {
            (rows ?? []).reduce(into: []) { if !$0.contains($1.mode) { $0.append($1.mode) } }
        }

        /// The row of a mode at a size.
        package func row(_ mode: Mode, _ size: UInt64?) -> Row? {
            rows?.first { $0.mode == mode && $0.size == size }
        }
    }

    /// What was asked for.
    package let request: ComparisonRequest
    /// A section for each fork.
    package let sections: [Section]

    /// A comparison from sections that were measured.
    package init(_ request: ComparisonRequest, sections: [Section]) {
        self.request = request
        self.sections = sections
    }

    /// Measures every mode at every size.
    ///
    /// - Parameters:
    ///   - request: What is compared.
    ///   - modes: The modes, in the order of tables.
    ///   - proofs: Proves L2 blocks, or finds their proofs.
    ///   - onProgress: Told what is measured next.
    /// - Throws: `ComparisonFault`.
    package init(
        _ request: ComparisonRequest,
        modes: [any GasMode],
        proofs: any BlockProofs,
        onProgress: (String) -> Void = { _ in }
    ) throws(ComparisonFault) {
        var sections: [Section] = []
        for fork in request.forks {
            guard case .known(let rules) = fork else {
                sections.append(Section(fork: fork.name, rows: nil, breakEvens: []))
                continue
            }
            onProgress("\(fork.name), deploying")
            let world = try GasWorld(
                fork: rules,
                workload: request.workload,
                l2GasLimit: request.l2GasLimit,
                seed: request.seed,
                proofs: proofs
            )
            var outcomes: [[(size: UInt64?, outcome: GasOutcome)]] = modes.map { _ in [] }
            for size in request.sizes {
                onProgress("\(fork.name), sealing \(size) L2 transactions")
                let batch = try world.batch(size, isProved: modes.contains(where: \.needsBlockProof))
                for (index, mode) in modes.enumerated() where mode.settlesBatch || outcomes[index].isEmpty {
                    onProgress("\(fork.name), \(size) L2 transactions, \(mode.name)")
                    outcomes[index].append((mode.settlesBatch ? size : nil, try mode.measure(batch, on: world)))
                }
            }
            let rows = zip(modes, outcomes).flatMap { mode, outcomes in
                outcomes.map { Row(mode: Mode(mode), size: $0.size, outcome: $0.outcome) }
            }
            sections.append(Section(fork: fork.name, rows: rows, request: request))
        }
        self.init(request, sections: sections)
    }
}

extension Comparison.Section {
    /// A section of measured rows, with where their lines cross.
    package init(fork: String, rows: [Comparison.Row], request: ComparisonRequest) {
        self.fork = fork
        self.rows = rows
        var modes: [Comparison.Mode] = []
        for row in rows where !modes.contains(row.mode) { modes.append(row.mode) }
        let lines = modes.map { mode in
            let points = rows.filter { $0.mode == mode }.flatMap { row -> [(size: UInt64, wei: UInt128)] in
                guard let measurement = row.outcome.measurement else { return [] }
                let wei = request.prices.wei(gas: measurement.gas, blobGas: measurement.blobGas)
                // A verification alone costs the same whatever it is compared with.
                return (row.size.map { [$0] } ?? request.sizes).map { ($0, wei) }
            }
            return BreakEven.Line(mode.name, mode.statement, points: points)
        }
        breakEvens = BreakEven.all(among: lines)
    }
}

extension Comparison.Row {
    /// Wei for the batch; nil when there are no numbers.
    package func wei(_ prices: GasPrices) -> UInt128? {
        outcome.measurement.map { prices.wei(gas: $0.gas, blobGas: $0.blobGas) }
    }
}

extension ComparisonRequest {
    /// What is spent in an hour when it is spent once in each cadence, rounded down.
    package func perHour(_ amount: UInt128) -> UInt128 { amount &* 3600 / UInt128(cadence) }
}

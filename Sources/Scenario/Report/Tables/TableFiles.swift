import Primitives
import TextOutput

/// The tables of runs as CSV files (RFC 4180): one file a table, one row a thing, the scenario's file in front.
package enum TableFiles {
    /// A table.
    package struct Table: Sendable {
        /// Name of its file.
        package let name: String
        private var rows: [[String]]

        init(_ name: String, _ columns: [String]) {
            self.name = name
            rows = [["file"] + columns]
        }

        /// Adds a row; it has a cell per column.
        mutating func add(_ file: String, _ cells: [String?]) { rows.append([file] + cells.map { $0 ?? "" }) }

        /// The file: a heading, and lines that end as the format wants.
        package var text: String { rows.map(CSVText.line).joined() }
    }

    /// All tables of some runs, and of the matrices among them.
    package static func tables(
        _ runs: [(file: String, result: ScenarioResult)],
        matrices: [MatrixTable] = []
    ) -> [Table] {
        [
            steps(runs), transactions(runs), executions(runs), assertions(runs), values(runs), gas(runs),
            invariants(runs), alerts(runs), accounts(runs), rollups(runs), self.matrices(matrices),
        ]
    }

    /// Names of the tables' files, whatever was run.
    package static var names: [String] { tables([]).map(\.name) }

    private typealias Runs = [(file: String, result: ScenarioResult)]

    /// A row for each value of each combination, for every matrix has columns of its own.
    private static func matrices(_ matrices: [MatrixTable]) -> Table {
        var table = Table("matrices.csv", ["run", "kind", "name", "value"])
        for matrix in matrices {
            for row in matrix.rows {
                for (key, value) in zip(matrix.keys, row.values) {
                    table.add(matrix.file, [row.run, "key", key, value])
                }
                table.add(matrix.file, [row.run, "result", "result", row.verdict.word])
                for (expression, value) in zip(matrix.expressions, row.shown) {
                    table.add(matrix.file, [row.run, "shown", expression, value])
                }
            }
        }
        return table
    }

    private static func steps(_ runs: Runs) -> Table {
        var table = Table(
            "steps.csv",
            [
                "line", "verb", "id", "slot", "seconds", "repetitions", "actor", "summary", "gas_used", "outcome",
                "as_expected",
            ]
        )
        for (file, result) in runs {
            for entry in result.timeline where !entry.isHeading {
                table.add(
                    file,
                    [
                        "\(entry.line)", entry.verb, entry.id, "\(entry.slot)", "\(entry.elapsed)",
                        "\(entry.repetitions)", entry.effect.actor, entry.effect.summary,
                        entry.gasUsed.map { "\($0)" }, "\(entry.effect.outcome)", "\(entry.effect.problems.isEmpty)",
                    ]
                )
            }
        }
        return table
    }

    private static func transactions(_ runs: Runs) -> Table {
        var table = Table(
            "transactions.csv",
            [
                "line", "chain", "block", "index", "hash", "from", "to", "value_wei", "status", "failure", "fee_wei",
                "gas_limit", "gas_used", "intrinsic", "calldata", "execution", "execute", "floor_top_up", "refund",
                "blob_gas", "blob_fee_wei",
            ]
        )
        for (file, result) in runs {
            for entry in result.timeline {
                for item in entry.transactions {
                    let gas = item.gas
                    table.add(
                        file,
                        [
                            "\(entry.line)", "\(ExpressionValue.chain(item.chain))", "\(item.blockNumber)",
                            "\(item.index)", item.hash.hex, result.names.on(item.chain).label(of: item.sender),
                            item.recipient.map { result.names.on(item.chain).label(of: $0) }, "\(item.value)",
                            item.status.word,
                            item.failure(result.names), "\(item.fee)",
                        ]
                            + [
                                gas.limit, gas.used, gas.intrinsic, gas.calldata, gas.execution, gas.execute,
                                gas.floorTopUp, gas.refund, item.blobGas,
                            ].map { "\($0)" } + ["\(item.blobFee)"]
                    )
                }
            }
        }
        return table
    }

    private static func executions(_ runs: Runs) -> Table {
        var table = Table(
            "executions.csv",
            ["line", "transaction", "input_bytes", "outcome", "gas_charge", "work_gas", "failure"]
        )
        for (file, result) in runs {
            for entry in result.timeline {
                for item in entry.transactions {
                    for run in item.executions.map({ StepRecord.Execution($0) }) {
                        table.add(
                            file,
                            [
                                "\(entry.line)", item.hash.hex, "\(run.inputByteCount)", run.outcome,
                                run.gasCharge.map { "\($0)" }, "\(run.workGas)", run.failure,
                            ]
                        )
                    }
                }
            }
        }
        return table
    }

    private static func assertions(_ runs: Runs) -> Table {
        var table = Table("assertions.csv", ["line", "column", "expression", "holds", "explanation"])
        for (file, result) in runs {
            for entry in result.timeline {
                for case .assertion(let record) in entry.effect.details {
                    table.add(
                        file,
                        [
                            "\(record.location.line)", "\(record.location.column)", record.expression,
                            "\(record.result.holds)", record.result.explanation,
                        ]
                    )
                }
            }
        }
        return table
    }

    private static func values(_ runs: Runs) -> Table {
        var table = Table("values.csv", ["line", "column", "expression", "type", "value", "base_units"])
        for (file, result) in runs {
            for entry in result.timeline {
                for case .value(let record) in entry.effect.details {
                    table.add(
                        file,
                        [
                            "\(record.location.line)", "\(record.location.column)", record.expression,
                            record.value.typeName, "\(record.value)", record.value.baseUnits,
                        ]
                    )
                }
            }
        }
        return table
    }

    private static func gas(_ runs: Runs) -> Table {
        var table = Table(
            "gas.csv",
            ["block", "l2_gas", "transactions", "payload_bytes", "mode", "provenance", "l1_gas", "is_floor", "failure"]
        )
        for (file, result) in runs {
            for row in result.gasTable?.rows ?? [] {
                for cell in row.cells {
                    table.add(
                        file,
                        [
                            row.block, "\(row.l2GasUsed)", "\(row.transactionCount)", "\(row.payloadByteCount)",
                            cell.mode.rawValue, cell.mode.provenance.rawValue, cell.gasUsed.map { "\($0)" },
                            "\(cell.isFloor)", cell.failure,
                        ]
                    )
                }
            }
        }
        return table
    }

    private static func invariants(_ runs: Runs) -> Table {
        var table = Table("invariants.csv", ["invariant", "treatment", "checks", "violated_at_line", "violation"])
        for (file, result) in runs {
            for record in result.invariants {
                table.add(
                    file,
                    [
                        record.setting.invariant.rawValue, record.setting.treatment.rawValue, "\(record.checkCount)",
                        record.violation.map { "\($0.line)" }, record.violation?.reason,
                    ]
                )
            }
        }
        return table
    }

    private static func alerts(_ runs: Runs) -> Table {
        var table = Table("alerts.csv", ["seconds", "monitor", "rule", "rollup", "line", "saw"])
        for (file, result) in runs {
            for alert in result.alerts {
                table.add(
                    file,
                    [
                        "\(alert.elapsed)", alert.monitor, alert.rule.rawValue, alert.rollup, "\(alert.line)",
                        alert.saw,
                    ]
                )
            }
        }
        return table
    }

    private static func accounts(_ runs: Runs) -> Table {
        var table = Table("balances.csv", ["line", "seconds", "account", "chain", "balance_wei", "nonce"])
        for (file, result) in runs {
            for moment in result.moments {
                for account in moment.sample.accounts {
                    table.add(
                        file,
                        [
                            moment.line, "\(moment.elapsed)", account.name,
                            "\(ExpressionValue.chain(account.chain))", "\(account.balance)", "\(account.nonce)",
                        ]
                    )
                }
            }
        }
        return table
    }

    private static func rollups(_ runs: Runs) -> Table {
        var table = Table(
            "rollups.csv",
            [
                "line", "seconds", "rollup", "sequenced_head", "settled_head", "escrow_wei", "contract_balance_wei",
                "circulating_wei", "pending_deposits_wei", "unclaimed_withdrawals_wei",
            ]
        )
        for (file, result) in runs {
            for moment in result.moments {
                for rollup in moment.sample.rollups {
                    table.add(
                        file,
                        [
                            moment.line, "\(moment.elapsed)", rollup.name, "\(rollup.sequencedHead)",
                            "\(rollup.settledHead)", "\(rollup.escrow)", "\(rollup.contractBalance)",
                            "\(rollup.circulating)", "\(rollup.pendingDeposits)", "\(rollup.unclaimedWithdrawals)",
                        ]
                    )
                }
            }
        }
        return table
    }
}

extension ScenarioResult {
    /// The world before the first step, without a line, and what is different after each.
    var moments: [(line: String, elapsed: UInt64, sample: StateSample)] {
        let first = beginning.map { [(line: "", elapsed: UInt64(0), sample: $0)] } ?? []
        return first
            + timeline.compactMap { entry in entry.changes.map { ("\(entry.line)", entry.elapsed, $0) } }
    }
}

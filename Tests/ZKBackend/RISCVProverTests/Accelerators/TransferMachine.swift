import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVProver

/// The chips of `copy` and `fill` with the range table, and a rest of the machine that agrees with whatever they say of
/// registers, memory and instructions: what is refused here, these chips refuse.
struct TransferMachine {
    let call = TransferCallChip()
    let word = TransferWordChip()
    private let machine: Machine

    init() throws {
        machine = try Machine(
            chips: [call.chip, word.chip, RangeChip().chip],
            buses: RISCVBuses.all,
            clock: MachineClock(
                bus: RISCVBuses.execution,
                element: 1,
                first: MachineTime.first,
                bits: MemoryAccess.timestampBits
            )
        ).removing(bus: RISCVBuses.execution)
    }

    /// Rows of both chips.
    struct Rows {
        var calls: [[Goldilocks]] = []
        var words: [[Goldilocks]] = []
    }

    /// One call as the chips should show it.
    struct Transfer {
        var copies = true
        var destination: UInt64 = 0x1800_0000
        /// a1.
        var content: UInt64 = 0x1100_0000
        var isInput = false
        var count: UInt64 = 3
        var timestamp: UInt64 = 41
        /// What is copied.
        var values: [UInt64] = [0x1_0000_0002, 0x3_0000_0004, 0x5_0000_0006]
    }

    /// The rows of a call, all of whose cells were last accessed at the start.
    func append(_ transfer: Transfer, to rows: inout Rows) throws {
        let now = transfer.timestamp
        func cells(_ chip: Chip, _ write: (inout TraceTable) -> Void) -> [Goldilocks] {
            var table = TraceTable(chip: chip, rowCount: 1)
            write(&table)
            return table.columns.map { $0[0] }
        }
        func record(_ value: UInt64, at timestamp: UInt64) -> AccessRecord {
            AccessRecord(oldValue: value, previousTimestamp: 0, timestamp: timestamp)
        }
        let copies: Goldilocks = transfer.copies ? .one : .zero
        let isInput: Goldilocks = transfer.isInput ? .one : .zero
        rows.calls.append(
            cells(call.chip) { table in
                if let used = call.instruction.usedColumn { table[used, 0] = .one }
                table[call.instruction.programCounter, 0] = Goldilocks(MachineMap.text)
                table[call.instruction.timestamp, 0] = Goldilocks(now)
                table[call.copies, 0] = copies
                table[call.destination, 0] = Goldilocks(transfer.destination)
                table[call.content.low, 0] = transfer.content.lowHalf
                table[call.content.high, 0] = transfer.content.highHalf
                table[call.isInput, 0] = isInput
                table[call.count, 0] = Goldilocks(transfer.count)
                for access in call.registers { access.write(record(0, at: now), to: &table, row: 0) }
            }
        )
        for index in 0..<transfer.count {
            let value = transfer.copies ? transfer.values[Int(index)] : transfer.content
            rows.words.append(
                cells(word.chip) { table in
                    table[word.used, 0] = .one
                    table[word.copies, 0] = copies
                    table[word.call, 0] = Goldilocks(now)
                    table[word.remaining, 0] = Goldilocks(transfer.count - index)
                    table[word.destination, 0] = Goldilocks(transfer.destination + 8 * index)
                    table[word.first, 0] =
                        transfer.copies ? Goldilocks(transfer.content + 8 * index) : transfer.content.lowHalf
                    table[word.second, 0] = transfer.copies ? isInput : transfer.content.highHalf
                    word.value.write(value, to: &table, row: 0)
                    if transfer.copies { word.read.write(record(value, at: now), to: &table, row: 0) }
                    word.write.write(record(0, at: now + AccessSlot.memory.rawValue), to: &table, row: 0)
                }
            )
        }
    }

    /// The rows of some calls.
    func rows(_ transfers: Transfer...) throws -> Rows {
        var rows = Rows()
        for transfer in transfers { try append(transfer, to: &rows) }
        return rows
    }

    /// Names of the constraints and buses that rows break, on a machine that lacks some constraints of a chip.
    func broken(_ rows: Rows, without constraints: [(constraint: String, chip: Chip)] = []) throws -> Set<String> {
        var machine = machine
        for entry in constraints {
            machine = try machine.removing(constraint: entry.constraint, from: entry.chip.name)
        }
        func table(_ chip: Chip, _ rows: [[Goldilocks]]) -> TraceTable {
            var table = TraceTable(chip: chip, rowCount: rows.count)
            for (index, name) in chip.columnNames.enumerated() {
                guard let column = chip.column(named: name) else { continue }
                for (row, cells) in rows.enumerated() { table[column, row] = cells[index] }
            }
            return table
        }
        var trace = Trace(
            tables: [
                table(call.chip, rows.calls), table(word.chip, rows.words),
                TraceTable(chip: machine.chips[2], rowCount: 1 << 16),
            ],
            program: ProgramColumns(columns: [[], [], []]),
            publicFractions: try restOfTheMachine(rows)
        )
        trace.countLookups(of: machine)
        return Set(
            TraceChecker(machine).violations(in: trace, limit: 64).map { violation in
                switch violation {
                case .constraint(_, _, let name): name
                case .imbalance(let bus, _, _): bus
                case .shape, .publicFraction, .clockNotStarted: violation.description
                }
            }
        )
    }

    /// Takes what the rows send to the memory and the instruction bus, and sends what they receive.
    private func restOfTheMachine(_ rows: Rows) throws -> [PublicFraction] {
        var fractions: [PublicFraction] = []
        for (index, rows) in [rows.calls, rows.words].enumerated() {
            let polynomials = machine.polynomials[index]
            for cells in rows {
                let values = try polynomials.values(on: cells.map { CubicExtension($0) })
                for (interaction, outputs) in zip(machine.chips[index].interactions, polynomials.interactionOutputs)
                where [RISCVBuses.memory.id, RISCVBuses.instruction.id].contains(interaction.bus.id) {
                    let multiplicity = values[outputs.lowerBound].c0
                    guard !multiplicity.isZero else { continue }
                    fractions.append(
                        PublicFraction(
                            busID: interaction.bus.id,
                            multiplicity: -multiplicity,
                            tuple: values[outputs.dropFirst()].map(\.c0)
                        )
                    )
                }
            }
        }
        return fractions
    }
}

import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVProver

/// A region as a dense table: the word of row i is at base + 8 i, so no address occurs twice.
///
/// A used row sends its initial entry, at timestamp 0, and receives the final one.
struct RegionColumns {
    let used: Column
    let timestamp: Column
    private let base: UInt64
    private let space: MemorySpace
    private let address: Expression

    init(base: UInt64, space: MemorySpace, in builder: inout ChipBuilder) {
        self.base = base
        self.space = space
        used = builder.column("used")
        timestamp = builder.column("timestamp")
        address = Expression(base) + 8 * builder.rowIndex()
    }

    func link(
        initial: WordExpression,
        final: WordExpression,
        in builder: inout ChipBuilder
    ) {
        builder.send(
            "initial",
            to: ToyBuses.memory,
            times: used,
            [space, address, initial.low, initial.high, Expression(0)]
        )
        builder.receive(
            "final",
            from: ToyBuses.memory,
            times: used,
            [space, address, final.low, final.high, timestamp]
        )
    }

    /// A table with at least `minimumRows` rows and every accessed word, whose value the body writes.
    func table(
        _ chip: Chip,
        of run: ToyRun,
        minimumRows: Int = 0,
        _ write: (UInt64, inout TraceTable, Int) -> Void
    ) -> TraceTable {
        let bytes = UInt64(8) << UInt64(ToyLayout.maximumLogRegionWords)
        // One word beyond the region too, where only a forgery can be.
        let entries = run.cells.compactMap { cell, entry -> (row: Int, entry: ToyEntry)? in
            guard cell.space == space, cell.address >= base, cell.address - base <= bytes else { return nil }
            return (Int((cell.address - base) / 8), entry)
        }
        var table = TraceTable(chip: chip)
        table.appendRows(max(minimumRows, entries.reduce(0) { max($0, $1.row + 1) }))
        for (row, entry) in entries {
            table[used, row] = .one
            table[timestamp, row] = Goldilocks(entry.timestamp)
            write(entry.value, &table, row)
        }
        return table
    }
}

/// The program's initialised data.
struct ImageChip: Sendable {
    private let region: RegionColumns
    private let value: WordColumns
    let chip: Chip

    init() {
        let height = Chip.Height.program(maximumLogHeight: ToyLayout.maximumLogRegionWords)
        var builder = ChipBuilder("image", height: height)
        let exists = builder.programColumn(0)
        let initial = WordExpression(low: builder.programColumn(1), high: builder.programColumn(2))
        region = RegionColumns(base: ToyLayout.image, space: .memory, in: &builder)
        value = WordColumns("value", in: &builder)
        builder.require("used is boolean", isBoolean: region.used)
        builder.require("used words exist", isZero: region.used * (1 - exists))
        region.link(initial: initial, final: value.value, in: &builder)
        chip = builder.build()
    }

    func programColumns(of program: ToyProgram) -> [[Goldilocks]] {
        [program.image.map { _ in .one }, program.image.map(\.lowHalf), program.image.map(\.highHalf)]
    }

    func table(of run: ToyRun) -> TraceTable {
        region.table(chip, of: run, minimumRows: run.program.image.count) { word, table, row in
            value.write(word, to: &table, row: row)
        }
    }
}

/// Memory that starts as zero.
struct RAMChip: Sendable {
    private let region: RegionColumns
    private let value: WordColumns
    let chip: Chip

    init() {
        let height = Chip.Height.dynamic(maximumLogHeight: ToyLayout.maximumLogRegionWords)
        var builder = ChipBuilder("ram", height: height)
        region = RegionColumns(base: ToyLayout.ram, space: .memory, in: &builder)
        builder.require("used is boolean", isBoolean: region.used)
        value = WordColumns("value", in: &builder)
        region.link(initial: .zero, final: value.value, in: &builder)
        chip = builder.build()
    }

    func table(of run: ToyRun) -> TraceTable {
        region.table(chip, of: run) { word, table, row in value.write(word, to: &table, row: row) }
    }
}

/// The prover's input: any words of range-checked limbs, in a space of their own that no instruction writes to.
struct InputChip: Sendable {
    private let region: RegionColumns
    private let value: LimbColumns
    let chip: Chip

    init() {
        let height = Chip.Height.dynamic(maximumLogHeight: ToyLayout.maximumLogRegionWords)
        var builder = ChipBuilder("input", height: height)
        region = RegionColumns(base: ToyLayout.input, space: .input, in: &builder)
        builder.require("used is boolean", isBoolean: region.used)
        value = LimbColumns("value", in: &builder, times: region.used, range: ToyBuses.range)
        region.link(initial: value.value, final: value.value, in: &builder)
        chip = builder.build()
    }

    func table(of run: ToyRun) -> TraceTable {
        region.table(chip, of: run) { word, table, row in value.write(word, to: &table, row: row) }
    }
}

/// Memory that starts as zero and whose final words go to the output bus, where the verifier receives the public
/// output.
///
/// The verifier receives each index once, which makes `used` 1 on the rows of the output and 0 elsewhere.
struct OutputChip: Sendable {
    private let region: RegionColumns
    private let value: WordColumns
    let chip: Chip

    init() {
        let height = Chip.Height.dynamic(maximumLogHeight: ToyLayout.maximumLogOutputWords)
        var builder = ChipBuilder("output", height: height)
        region = RegionColumns(base: ToyLayout.output, space: .memory, in: &builder)
        for interaction in ["initial", "final", "output word"] {
            builder.exempt(interaction, because: "the verifier receives each word of the output once")
        }
        value = WordColumns("value", in: &builder)
        region.link(initial: .zero, final: value.value, in: &builder)
        builder.send(
            "output word",
            to: ToyBuses.output,
            times: region.used,
            [builder.rowIndex(), value.low, value.high]
        )
        chip = builder.build()
    }

    func table(of run: ToyRun) -> TraceTable {
        var table = region.table(chip, of: run, minimumRows: ToyLayout.outputWordCount) { word, table, row in
            value.write(word, to: &table, row: row)
        }
        // The verifier receives every word, written or not.
        for row in 0..<ToyLayout.outputWordCount { table[region.used, row] = .one }
        return table
    }
}

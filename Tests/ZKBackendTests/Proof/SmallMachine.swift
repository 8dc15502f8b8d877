import Primitives
import ZKBackend

/// A machine of three chips of different heights, with every feature that the proof core has to handle.
///
/// `tall` sends pairs (x, x^3) and checks x in a range table; `small` receives each pair as often as it is counted; the verifier receives
/// one pair itself. Columns `square` and `next` have constraints that no bus sees.
struct SmallMachine {
    static let pairs = Bus(id: 1, name: "pairs", arity: 2)
    static let range = Bus(id: 2, name: "range", arity: 1)

    static let tall = 0, small = 1, table = 2

    /// Columns of `tall`.
    let on, x, cube, square, next: Column
    /// Columns of `small`.
    let count, received, receivedCube, product: Column
    /// Column of `table`.
    let multiplicity: Column
    let machine: Machine

    init() throws {
        var tall = ChipBuilder("tall", height: .dynamic(maximumLogHeight: 20))
        on = tall.column("on")
        x = tall.column("x")
        cube = tall.column("cube")
        square = tall.column("square")
        next = tall.column("next")
        tall.require("on is boolean", isBoolean: on)
        tall.require("cube", isZero: cube - x * x * x)
        tall.require("square", isZero: square - x * x)
        tall.require("next", isZero: next - x - on)
        tall.send("pair", to: Self.pairs, times: on, [x, cube])
        tall.send("x in range", to: Self.range, times: on, [x])
        var small = ChipBuilder("small", height: .dynamic(maximumLogHeight: 20))
        count = small.column("count")
        received = small.column("x")
        receivedCube = small.column("cube")
        product = small.column("product")
        small.require("product", isZero: product - received * receivedCube)
        small.receive("pair", from: Self.pairs, times: count, [received, receivedCube])
        var table = ChipBuilder("table", height: .fixed(logHeight: 4))
        let index = table.rowIndex()
        multiplicity = table.lookupTable("row", on: Self.range, [index])
        machine = try Machine(chips: [tall.build(), small.build(), table.build()], buses: [Self.pairs, Self.range])
    }

    static let program = ProgramColumns(columns: [[], [], []])

    /// An honest trace: the values of `tall`, one of which the verifier receives.
    func trace(values: [UInt64], published: UInt64) -> Trace {
        var tables = machine.chips.map { TraceTable(chip: $0) }
        var counts = [UInt64](repeating: 0, count: 16)
        tables[Self.tall].appendRows(values.count)
        for (row, value) in values.enumerated() {
            let element = Goldilocks(value)
            tables[Self.tall][on, row] = .one
            tables[Self.tall][x, row] = element
            tables[Self.tall][cube, row] = element * element * element
            tables[Self.tall][square, row] = element * element
            tables[Self.tall][next, row] = element + .one
            counts[Int(value)] += 1
        }
        tables[Self.table].appendRows(16)
        for value in 0..<16 { tables[Self.table][multiplicity, value] = Goldilocks(counts[value]) }
        counts[Int(published)] -= 1
        for value in 0..<16 where counts[value] > 0 {
            let row = tables[Self.small].appendRows()
            let element = Goldilocks(UInt64(value))
            let itsCube = element * element * element
            tables[Self.small][count, row] = Goldilocks(counts[value])
            tables[Self.small][received, row] = element
            tables[Self.small][receivedCube, row] = itsCube
            tables[Self.small][product, row] = element * itsCube
        }
        return Trace(tables: tables, program: Self.program, publicFractions: Self.publicFractions(published: published))
    }

    /// The verifier receives the published pair.
    static func publicFractions(published: UInt64) -> [PublicFraction] {
        let x = Goldilocks(published)
        return [.receiving([x, x * x * x], from: pairs)]
    }

    func statement(published: UInt64) -> MachineStatement {
        MachineStatement(
            machine: machine,
            programIdentity: .zero,
            programColumns: Self.program,
            publicValues: littleEndianBytes(published),
            publicFractions: Self.publicFractions(published: published)
        )
    }
}

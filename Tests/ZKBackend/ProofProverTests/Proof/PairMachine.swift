import Primitives
import ProofProver
import ProofVerifier

/// A machine of three chips of different heights, with every feature that the proof core has to handle.
///
/// `tall` sends pairs (x, x^3) and checks x in a range table; `small` receives each pair as often as it is counted; the
/// verifier receives one pair itself. Columns `square` and `next` have constraints that no bus sees.
struct PairMachine {
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

    /// The machine; the first chip may have another name, which is another machine.
    init(tallName: String = "tall") throws {
        var tall = ChipBuilder(tallName, height: .dynamic(maximumLogHeight: 20))
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
        small.exempt("pair", because: "what it takes more or less often than it is sent leaves the bus unbalanced")
        small.receive("pair", from: Self.pairs, times: count, [received, receivedCube])
        var table = ChipBuilder("table", height: .fixed(logHeight: 4))
        let index = table.rowIndex()
        multiplicity = table.lookupTable("row", on: Self.range, [index])
        machine = try Machine(chips: [tall.build(), small.build(), table.build()], buses: [Self.pairs, Self.range])
    }

    static let program = ProgramColumns(columns: [[], [], []])

    /// An honest trace: the values of `tall`, one of which the verifier receives unless it is nil.
    func trace(values: [UInt64], published: UInt64?) -> Trace {
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
        if let published { counts[Int(published)] -= 1 }
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

    /// The verifier receives the published pair, if any.
    static func publicFractions(published: UInt64?) -> [PublicFraction] {
        guard let published else { return [] }
        let x = Goldilocks(published)
        return [.receiving([x, x * x * x], from: pairs)]
    }

    func statement(published: UInt64?) -> MachineStatement {
        MachineStatement(
            machine: machine,
            programIdentity: .zero,
            programColumns: Self.program,
            publicValues: published.map(\.littleEndianBytes) ?? [],
            publicFractions: Self.publicFractions(published: published)
        )
    }
}

extension ProofParameters {
    /// A level at which proofs are small and fast.
    static let reduced = ProofParameters(securityBits: 24)
}

/// A run of the pair machine, which tests may spoil before they prove it.
struct PairRun {
    let machine: PairMachine
    let published: UInt64
    let parameters: ProofParameters
    var trace: Trace

    /// An honest run with values below 8; every value occurs when there are enough rows.
    init(rowCount: Int, parameters: ProofParameters = .reduced) throws {
        let values = (0..<UInt64(rowCount)).map { ($0 * 5 + 3) % 8 }
        machine = try PairMachine()
        published = values[0]
        self.parameters = parameters
        trace = machine.trace(values: values, published: published)
    }

    var statement: MachineStatement { machine.statement(published: published) }

    func prover(threads: Int = 2) throws -> MachineProver {
        try MachineProver(
            statement: statement,
            usedRowCounts: trace.usedRowCounts,
            parameters: parameters,
            workers: Workers(count: threads)
        )
    }

    func prove(threads: Int = 2, unchecked: Bool = true) throws -> [UInt8] {
        try MachineProver.prove(
            trace,
            statement: statement,
            parameters: parameters,
            workers: Workers(count: threads),
            unchecked: unchecked
        )
    }

    func verify(_ proof: [UInt8]) throws(VerificationError) {
        try MachineVerifier.verify(proof, statement: statement, parameters: parameters)
    }

    /// Why a proof is refused; nil when it is accepted.
    func refusal(of proof: [UInt8]) -> VerificationError? {
        do throws(VerificationError) {
            try verify(proof)
            return nil
        } catch {
            return error
        }
    }

    /// The fields of an accepted proof in order.
    func fields(of proof: [UInt8]) throws -> [VerifierTranscript.Field] {
        var transcript = VerifierTranscript(domain: MachineVerifier.domain, proof: proof, recordsFields: true)
        try MachineVerifier.verify(&transcript, statement: statement, parameters: parameters)
        return transcript.fields
    }
}

package import ProofVerifier
import Synchronization

extension Trace {
    /// Writes the multiplicity columns of all lookup tables: how often the other interactions of the bus send each
    /// row's tuple.
    ///
    /// Tuples that no row has stay unbalanced; the checker names them. Where rows repeat a tuple, the first one takes
    /// all. The trace must have one table per chip, with as many columns as declared.
    ///
    /// - Parameters:
    ///   - machine: The trace's machine.
    ///   - workers: Threads to use; counts do not depend on them.
    package mutating func countLookups(of machine: Machine, workers: Workers = .one) {
        let counters = lookupCounters(of: machine)
        var counts = counters.map { [Goldilocks](repeating: .zero, count: $0.rowCount) }
        for fraction in publicFractions {
            for (place, counter) in counters.enumerated() where counter.busID == fraction.busID {
                guard let row = counter.row(of: { fraction.tuple[$0] }) else { continue }
                counts[place][row] += fraction.multiplicity
                break
            }
        }
        for index in machine.chips.indices {
            addLookups(of: machine, chip: index, counters, to: &counts, workers)
        }
        for (counter, counts) in zip(counters, counts) { tables[counter.chip].replace(counter.column, with: counts) }
    }

    /// The tables that are looked up, with a way from tuples to rows.
    private func lookupCounters(of machine: Machine) -> [LookupCounter] {
        var counters: [LookupCounter] = []
        for (index, chip) in machine.chips.enumerated() {
            for (position, interaction) in chip.interactions.enumerated() {
                guard let column = interaction.counted else { continue }
                let rowCount = tables[index].usedRowCount
                var counter = LookupCounter(
                    busID: interaction.bus.id,
                    chip: index,
                    column: column,
                    rowCount: rowCount,
                    arity: interaction.tuple.count
                )
                if !chip.receivesRowNumbers(interaction) {
                    counter.index = TupleIndex(arity: interaction.tuple.count, capacity: rowCount)
                    let evaluator = evaluator(of: machine, chip: index, interactions: [position])
                    evaluator.forEachChunk(of: 0..<rowCount, in: tables[index]) { chunk, values in
                        for (lane, row) in chunk.enumerated() {
                            counter.index?.insert(row) { values[1 + $0][lane] }
                        }
                    }
                }
                counters.append(counter)
            }
        }
        return counters
    }

    private func evaluator(of machine: Machine, chip index: Int, interactions: [Int]) -> RowEvaluator {
        let polynomials = machine.polynomials[index].selecting(interactions: interactions)
        return RowEvaluator(machine: machine, chip: index, polynomials: polynomials, program: program)
    }

    /// Adds the lookups of a chip's rows; those of every range of rows are counted apart and added up, in any order.
    private func addLookups(
        of machine: Machine,
        chip index: Int,
        _ counters: [LookupCounter],
        to counts: inout [[Goldilocks]],
        _ workers: Workers
    ) {
        let chip = machine.chips[index]
        let senders = chip.interactions.indices.filter { position in
            let interaction = chip.interactions[position]
            return interaction.counted == nil && counters.contains { $0.busID == interaction.bus.id }
        }
        guard !senders.isEmpty, tables[index].usedRowCount > 0 else { return }
        let buses = senders.map { chip.interactions[$0].bus.id }
        let targets = buses.map { bus in counters.indices.filter { counters[$0].busID == bus } }
        let places = machine.polynomials[index].selecting(interactions: senders).interactionOutputs
        let table = tables[index]
        let totals = Mutex(counts)
        workers.forEachRange(of: table.usedRowCount, alignment: RowEvaluator.lanes, minimum: 1 << 14) { range in
            var own: [[Goldilocks]] = counters.indices.map { place in
                let isTarget = targets.contains { $0.contains(place) }
                return isTarget ? [Goldilocks](repeating: .zero, count: counters[place].rowCount) : []
            }
            let evaluator = evaluator(of: machine, chip: index, interactions: senders)
            evaluator.forEachChunk(of: range, in: table) { chunk, values in
                for (sender, outputs) in places.enumerated() {
                    let tuple = values + (outputs.lowerBound + 1)
                    if targets[sender].count == 1 {
                        let target = targets[sender][0]
                        counters[target].add(chunk.count, values[outputs.lowerBound], tuple, to: &own[target])
                        continue
                    }
                    for lane in 0..<chunk.count where !values[outputs.lowerBound][lane].isZero {
                        for target in targets[sender] {
                            guard let row = counters[target].row(of: { tuple[$0][lane] }) else { continue }
                            own[target][row] += values[outputs.lowerBound][lane]
                            break
                        }
                    }
                }
            }
            totals.withLock { totals in
                for place in own.indices {
                    for row in own[place].indices where !own[place][row].isZero {
                        totals[place][row] += own[place][row]
                    }
                }
            }
        }
        counts = totals.withLock { $0 }
    }
}

/// A lookup table and the way from a tuple to its row.
private struct LookupCounter: Sendable {
    let busID: Int
    let chip: Int
    let column: Column
    let rowCount: Int
    let arity: Int
    /// nil where a tuple is the row's number, so that it needs no search.
    var index: TupleIndex?

    init(busID: Int, chip: Int, column: Column, rowCount: Int, arity: Int) {
        self.busID = busID
        self.chip = chip
        self.column = column
        self.rowCount = rowCount
        self.arity = arity
    }

    /// The first row that has a tuple; nil when none has.
    @inline(__always)
    func row(of element: (Int) -> Goldilocks) -> Int? {
        if let index { return index.row(of: element) }
        let number = element(0).value
        return number < UInt64(rowCount) ? Int(number) : nil
    }

    /// Counts the tuples of a chunk of rows.
    @inline(__always)
    func add(
        _ laneCount: Int,
        _ multiplicities: UnsafePointer<Goldilocks>,
        _ tuple: UnsafePointer<UnsafePointer<Goldilocks>>,
        to counts: inout [Goldilocks]
    ) {
        counts.withUnsafeMutableBufferPointer { counts in
            if index == nil {
                let (numbers, limit) = (tuple[0], UInt64(rowCount))
                for lane in 0..<laneCount {
                    let number = numbers[lane].value
                    if number < limit { counts[Int(number)] += multiplicities[lane] }
                }
            } else {
                for lane in 0..<laneCount where !multiplicities[lane].isZero {
                    if let row = row(of: { tuple[$0][lane] }) { counts[row] += multiplicities[lane] }
                }
            }
        }
    }
}

/// Finds the row of a tuple: an open-addressing table of row numbers, whose order of insertion decides nothing but
/// which of equal tuples is found.
private struct TupleIndex: Sendable {
    private let arity: Int
    private let mask: Int
    /// Row number plus one, 0 where there is none.
    private var slots: [Int32]
    private var rows: [Int32] = []
    private var tuples: [Goldilocks] = []

    init(arity: Int, capacity: Int) {
        self.arity = arity
        let size = 1 << (logCeiling(max(1, capacity)) + 1)
        mask = size - 1
        slots = [Int32](repeating: 0, count: size)
    }

    mutating func insert(_ row: Int, _ element: (Int) -> Goldilocks) {
        var slot = start(element)
        while slots[slot] != 0 {
            if isEqual(Int(slots[slot]) - 1, element) { return }
            slot = (slot + 1) & mask
        }
        rows.append(Int32(row))
        slots[slot] = Int32(rows.count)
        for place in 0..<arity { tuples.append(element(place)) }
    }

    @inline(__always)
    func row(of element: (Int) -> Goldilocks) -> Int? {
        var slot = start(element)
        while slots[slot] != 0 {
            let entry = Int(slots[slot]) - 1
            if isEqual(entry, element) { return Int(rows[entry]) }
            slot = (slot + 1) & mask
        }
        return nil
    }

    @inline(__always)
    private func start(_ element: (Int) -> Goldilocks) -> Int {
        var hash: UInt64 = 0
        // Odd multiplier with mixed bits (2^64 over the golden ratio); any spread will do.
        for place in 0..<arity {
            hash = (hash ^ element(place).value) &* 0x9e37_79b9_7f4a_7c15
            hash ^= hash >> 29
        }
        return Int(truncatingIfNeeded: hash) & mask
    }

    @inline(__always)
    private func isEqual(_ entry: Int, _ element: (Int) -> Goldilocks) -> Bool {
        for place in 0..<arity where tuples[entry * arity + place] != element(place) { return false }
        return true
    }
}

extension Chip {
    /// Whether the tuple of an interaction is the number of the row, so that a tuple's row needs no search.
    fileprivate func receivesRowNumbers(_ interaction: Interaction) -> Bool {
        guard interaction.tuple.count == 1, let column = interaction.tuple[0].fixedColumn else { return false }
        return fixedColumns[column] == .rowIndex
    }
}

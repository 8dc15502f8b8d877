/// Writes the rows of calls into columns that have been counted before.
struct CallRecorder {
    private let traces: [CallTrace]
    private var rows: [Int]
    /// Words of transfers that have been recorded, by the call's place.
    private var words: [Int]

    /// A recorder into `traces`, of which every call must be there in order.
    init(_ traces: [CallTrace]) {
        self.traces = traces
        rows = traces.map { _ in 0 }
        words = rows
    }

    /// Whether every column has been filled.
    var isComplete: Bool {
        traces.indices.allSatisfy { place in
            traces[place].rowCount == rows[place] && traces[place].transfers?.values.count ?? 0 == words[place]
        }
    }

    /// Records what a call is about to take, and gives its accesses their timestamps.
    ///
    /// Safety: `registerTimestamps` holds one value for each register, `memoryTimestamps` four bytes for each word of
    /// data memory.
    mutating func willCall(
        _ site: CallSite,
        registerTimestamps: UnsafeMutablePointer<UInt32>,
        memoryTimestamps: UnsafeMutableRawPointer
    ) {
        guard let place = place(of: site.call), rows[place] < traces[place].rowCount else { return }
        let (trace, row) = (traces[place], rows[place])
        // The run's cycles are limited to `TraceClock.cycleLimit`.
        let now = TraceClock.first(ofCycle: UInt32(truncatingIfNeeded: site.cycle))
        trace.cycles.start[row] = UInt32(truncatingIfNeeded: site.cycle)
        trace.instructions.start[row] = UInt32(truncatingIfNeeded: site.index)
        for (position, columns) in trace.registers.enumerated() {
            let register =
                position == 0 ? CallSite.numberRegister : CallSite.firstArgumentRegister + position - 1
            columns.values.start[row] = site.registers[register]
            columns.previousTimestamps.start[row] = registerTimestamps[register]
            registerTimestamps[register] = now
        }
        for columns in trace.operands {
            let operand = columns.operand
            let words = site.words(ofArgument: operand.argument)
            // Half a byte of timestamp for every byte of memory.
            let timestamps = (memoryTimestamps + site.offset(ofArgument: operand.argument) / 2)
                .assumingMemoryBound(to: UInt32.self)
            for word in 0..<operand.wordCount {
                columns.before.start[row * operand.wordCount + word] = words[word]
                columns.previousTimestamps.start[row * operand.wordCount + word] = timestamps[word]
                timestamps[word] = now + operand.slot
            }
        }
        if let columns = trace.transfers, let transfer = site.transfer {
            record(transfer, site, into: columns, from: words[place], now, memoryTimestamps)
            words[place] += transfer.count
        }
    }

    /// Records the words of a transfer: all reads, then all writes.
    private func record(
        _ transfer: WordTransfer,
        _ site: CallSite,
        into columns: CallTrace.TransferColumns,
        from first: Int,
        _ now: UInt32,
        _ memoryTimestamps: UnsafeMutableRawPointer
    ) {
        guard transfer.count <= columns.values.count - first else { return }
        // Half a byte of timestamp for every byte of memory.
        func timestamps(_ offset: Int) -> UnsafeMutablePointer<UInt32> {
            (memoryTimestamps + offset / 2).assumingMemoryBound(to: UInt32.self)
        }
        func words(_ offset: Int) -> UnsafeMutablePointer<UInt64> {
            (site.memory + offset).assumingMemoryBound(to: UInt64.self)
        }
        let values = columns.values.start + first
        switch transfer.content {
        case .source(let offset):
            values.update(from: words(offset), count: transfer.count)
            (columns.sourcePreviousTimestamps?.start)
                .map { ($0 + first).update(from: timestamps(offset), count: transfer.count) }
            timestamps(offset).update(repeating: now + WordTransfer.readSlot, count: transfer.count)
        case .value(let value):
            values.update(repeating: value, count: transfer.count)
        }
        let written = timestamps(transfer.destination)
        (columns.replaced.start + first).update(from: words(transfer.destination), count: transfer.count)
        (columns.previousTimestamps.start + first).update(from: written, count: transfer.count)
        written.update(repeating: now + WordTransfer.writeSlot, count: transfer.count)
    }

    /// Records what the call has left.
    mutating func didCall(_ site: CallSite) {
        guard let place = place(of: site.call), rows[place] < traces[place].rowCount else { return }
        for columns in traces[place].operands where columns.operand.access == .write {
            let operand = columns.operand
            let words = site.words(ofArgument: operand.argument)
            for word in 0..<operand.wordCount {
                columns.after.start[rows[place] * operand.wordCount + word] = words[word]
            }
        }
        rows[place] += 1
    }

    private func place(of call: MachineCall) -> Int? { traces.firstIndex { $0.call == call } }
}

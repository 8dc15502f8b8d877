import Primitives

/// Canonical bytes of a machine: every name, number, kind and expression, each list with its length.
///
/// Expressions are the nodes of the chip's graph in order, then the node of each output.
struct MachineSerialisation {
    private var bytes: [UInt8] = []

    init(chips: [Chip], buses: [Bus], clock: MachineClock?) {
        append("rollupsim machine 3")
        append(Machine.maximumDegree)
        append(buses.count)
        for bus in buses {
            append(bus.id)
            append(bus.name)
            append(bus.arity)
        }
        append(clock == nil ? 0 : 1)
        if let clock {
            append(clock.bus.id)
            append(clock.element)
            append(Int(truncatingIfNeeded: clock.first))
            append(clock.bits)
        }
        append(chips.count)
    }

    var digest: Bytes32 { Keccak256.hash(bytes) }

    mutating func append(_ chip: Chip, graph: ExpressionGraph, outputNodes: [Int]) {
        append(chip.name)
        append(chip.height)
        append(chip.columnNames.count)
        for name in chip.columnNames { append(name) }
        append(chip.fixedColumns.count)
        for column in chip.fixedColumns { append(column) }
        append(graph.nodes.count)
        for node in graph.nodes { append(node) }
        append(chip.constraints.count)
        for constraint in chip.constraints { append(constraint.name) }
        append(chip.interactions.count)
        for interaction in chip.interactions {
            append(interaction.name)
            append(interaction.bus.id)
            append(Int(interaction.direction.rawValue))
            append(interaction.counted.map { $0.index + 1 } ?? 0)
        }
        append(chip.timestampBits ?? 0)
        append(chip.exemptions.count)
        for exemption in chip.exemptions {
            append(exemption.interaction)
            append(exemption.reason)
        }
        for output in outputNodes { append(output) }
    }

    private mutating func append(_ integer: Int) {
        bytes += UInt64(truncatingIfNeeded: integer).littleEndianBytes
    }

    private mutating func append(_ text: String) {
        append(text.utf8.count)
        bytes += text.utf8
    }

    private mutating func append(_ height: Chip.Height) {
        switch height {
        case .dynamic(let maximum): append(kind: 0, maximum)
        case .fixed(let logHeight): append(kind: 1, logHeight)
        case .program(let maximum): append(kind: 2, maximum)
        }
    }

    private mutating func append(_ column: FixedColumn) {
        switch column {
        case .rowIndex: append(kind: 0, 0)
        case .program(let index): append(kind: 1, index)
        case .rowBits(let low, let count): append(kind: 2, low, count)
        case .rowAnd(let bits): append(kind: 3, bits)
        case .constants(let values):
            append(kind: 4, values.count)
            for value in values { bytes += value.value.littleEndianBytes }
        case .programRow: append(kind: 5)
        }
    }

    private mutating func append(_ node: ExpressionGraph.Node) {
        switch node {
        case .constant(let value):
            bytes.append(0)
            bytes += value.value.littleEndianBytes
        case .committed(let index): append(kind: 1, index)
        case .fixed(let index): append(kind: 2, index)
        case .sum(let a, let b): append(kind: 3, a, b)
        case .difference(let a, let b): append(kind: 4, a, b)
        case .product(let a, let b): append(kind: 5, a, b)
        }
    }

    private mutating func append(kind: UInt8, _ values: Int...) {
        bytes.append(kind)
        for value in values { append(value) }
    }
}

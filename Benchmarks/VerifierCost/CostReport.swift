#if COUNT_OPERATIONS
import ProofVerifier
import TextOutput

/// What the program prints.
struct CostReport {
    let parts: [(part: OperationCounts.Part, counts: OperationCounts)]
    let proof: [UInt8]
    let measured: OperationPrices

    private var total: OperationCounts {
        parts.reduce(into: OperationCounts()) { $0.add($1.counts) }
    }

    var text: String {
        """
        operations of one verification, by part
        \(operations)
        prices in gas: instructions alone, and as Vyper compiles them
        \(prices)
        gas of the execution, without calldata
        \(gas)
        calldata: \(proof.count.grouped) bytes, \(proof.count(where: { $0 == 0 }).grouped) of them zero
        \(calldata)
        """ + "\n"
    }

    private var operations: String {
        var table = TextTable([
            ("part", .left), ("F x F", .right), ("K x F", .right), ("K x K", .right), ("K + K", .right),
            ("elements", .right), ("hashes", .right), ("words", .right),
        ])
        for (name, counts) in parts.map({ ($0.part.rawValue, $0.counts) }) + [("all", total)] {
            table.add(
                [name]
                    + [
                        counts.baseProducts, counts.mixedProducts, counts.cubicProducts, counts.cubicSums,
                        counts.elements, counts.hashes, counts.hashedWords,
                    ].map(\.grouped)
            )
        }
        return table.text()
    }

    private var prices: String {
        var table = TextTable([("operation", .left), ("alone", .right), ("Vyper", .right)])
        let columns = [OperationPrices.instructionsAlone, measured]
        for (name, price) in [
            ("F x F", \OperationPrices.baseProduct), ("K x F", \.mixedProduct), ("K x K", \.cubicProduct),
            ("K + K", \.cubicSum), ("element", \.element), ("hash", \.hash), ("word hashed", \.hashedWord),
        ] {
            table.add([name] + columns.map { $0[keyPath: price].grouped })
        }
        return table.text()
    }

    private var gas: String {
        var table = TextTable([("part", .left), ("alone", .right), ("Vyper", .right)])
        for (name, counts) in parts.map({ ($0.part.rawValue, $0.counts) }) + [("all", total)] {
            table.add([name, OperationPrices.instructionsAlone.gas(counts).grouped, measured.gas(counts).grouped])
        }
        return table.text()
    }

    /// What the proof's bytes cost in a transaction by each fork's rule, and how many transactions hold them.
    private var calldata: String {
        let zeros = proof.count(where: { $0 == 0 })
        let others = proof.count - zeros
        var table = TextTable([("rule", .left), ("gas", .right)])
        table.add(["16 a byte, 4 a zero (EIP-2028), beside execution", (16 * others + 4 * zeros).grouped])
        table.add(["floor 40, 10 a zero (EIP-7623), execution included", (40 * others + 10 * zeros).grouped])
        table.add(["floor 64 for each (EIP-7976), execution included", (64 * proof.count).grouped])
        // The limit of a transaction in the public mempools of deployed clients, in bytes.
        table.add(["transactions of at most 131,072 bytes", ((proof.count + 131_071) / 131_072).grouped])
        return table.text()
    }
}
#endif

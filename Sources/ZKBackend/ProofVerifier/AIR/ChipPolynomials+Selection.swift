extension ChipPolynomials {
    /// The polynomials of some of the chip's interactions alone, in the order given, without constraints.
    ///
    /// Nodes that only others need are left out, so counting lookups costs what the lookups cost.
    ///
    /// - Parameter interactions: Places among the chip's interactions.
    /// - Returns: Their multiplicities and tuples.
    package func selecting(interactions: [Int]) -> ChipPolynomials {
        let selected = interactions.flatMap { outputs[interactionOutputs[$0]] }
        var isNeeded = [Bool](repeating: false, count: nodes.count)
        for output in selected { isNeeded[output] = true }
        for position in nodes.indices.reversed() where isNeeded[position] {
            for operand in nodes[position].operands { isNeeded[operand] = true }
        }
        var places = [Int](repeating: 0, count: nodes.count)
        var kept: [ExpressionGraph.Node] = []
        for position in nodes.indices where isNeeded[position] {
            places[position] = kept.count
            kept.append(nodes[position].relocated { places[$0] })
        }
        var next = 0
        let ranges = interactions.map { interaction in
            defer { next += interactionOutputs[interaction].count }
            return next..<(next + interactionOutputs[interaction].count)
        }
        return ChipPolynomials(self, nodes: kept, interactionOutputs: ranges, outputs: selected.map { places[$0] })
    }
}

extension ExpressionGraph.Node {
    /// The node with its operands at other places.
    fileprivate func relocated(_ place: (Int) -> Int) -> ExpressionGraph.Node {
        switch self {
        case .constant, .committed, .fixed: self
        case .sum(let a, let b): .sum(place(a), place(b))
        case .difference(let a, let b): .difference(place(a), place(b))
        case .product(let a, let b): .product(place(a), place(b))
        }
    }
}

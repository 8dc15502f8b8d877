extension FieldReader<Step.Fields> {
    /// Reports an expected failure in a layer that a transaction on a chain cannot fail in.
    ///
    /// Verbs that work on either chain declare the layers of both; which are meant, only the step tells.
    mutating func checkExpectedLayers(on chain: ChainReference) {
        guard case .mapping(let entries)? = read(\.expect)?.content else { return }
        let (possible, help): (Set<OutcomeLayer>, String) =
            switch chain {
            case .l1: ([.reject, .revert, .halt, .invalidBlock], "on L1 a failing call is `revert` or `halt`")
            case .l2:
                ([.reject, .l2Failed], "on an L2 a failing call is `l2_failed`, and known when a block is sealed")
            }
        for entry in entries {
            guard let layer = OutcomeLayer(rawValue: entry.key), !possible.contains(layer) else { continue }
            let message = "a transaction on \(chain.label) cannot end in `\(layer.rawValue)`"
            context.report(.impossibleOutcome, message, at: entry.keyLocation, help: help)
        }
    }
}

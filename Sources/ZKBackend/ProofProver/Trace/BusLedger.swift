import ProofVerifier

/// Signed counts of tuples by bus.
struct BusLedger {
    private var counts: [Int: [[Goldilocks]: Goldilocks]] = [:]

    /// Adds to a tuple's count: positive when sent.
    mutating func add(_ multiplicity: Goldilocks, _ tuple: [Goldilocks], bus: Int) {
        counts[bus, default: [:]][tuple, default: .zero] += multiplicity
    }

    /// The tuples whose count is not zero, in lexicographic order.
    func imbalances(of bus: Bus, limit: Int) -> [TraceViolation] {
        let unbalanced = (counts[bus.id] ?? [:]).filter { !$0.value.isZero }
        let ordered = unbalanced.sorted { a, b in
            a.key.lexicographicallyPrecedes(b.key) { $0.value < $1.value }
        }
        return ordered.prefix(limit).map { .imbalance(bus: bus.name, tuple: $0.key, excess: $0.value) }
    }
}

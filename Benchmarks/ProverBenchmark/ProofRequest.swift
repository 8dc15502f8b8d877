import ProofProver

/// What `ProverBenchmark proof` and `ProverBenchmark machine` are asked for.
struct ProofRequest {
    /// log2 of the cells that the toy machine's proof commits.
    private(set) var logCells = 25
    /// Rounds of the RV64IM machine's loop, 20 instructions each.
    private(set) var rounds = 25_000
    /// Threads of the prover.
    private(set) var threads = 2
    /// The vector width of the inner loops; by default the widest.
    private(set) var kernels = Kernels.selected

    /// Reads the arguments after the command; nil when they are not pairs of a known option and what it takes.
    init?(_ arguments: some Collection<String>) {
        var rest = Array(arguments)[...]
        while let option = rest.popFirst() {
            guard let value = rest.popFirst() else { return nil }
            if option == "--kernels" {
                let variant = Kernels.Variant.allCases.first { $0.rawValue.lowercased() == value.lowercased() }
                guard let kernels = variant.flatMap({ Kernels($0) }) else { return nil }
                self.kernels = kernels
                continue
            }
            guard let number = Int(value) else { return nil }
            switch option {
            case "--log-cells" where (16...28).contains(number): logCells = number
            case "--rounds" where (1...1_000_000).contains(number): rounds = number
            case "--threads" where (1...64).contains(number): threads = number
            default: return nil
            }
        }
    }
}

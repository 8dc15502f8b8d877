package import EVM

/// What is compared.
package struct ComparisonRequest: Sendable {
    /// A fork of L1, as far as its rules are here.
    package enum ComparedFork: Hashable, Sendable {
        /// Its rules are here.
        case known(Fork)
        /// A fork that is planned, or whose rules are not here.
        case unknown(String)

        /// The fork of a name; nil for a name that is no fork's.
        package init?(name: String) {
            if let fork = Fork.allCases.first(where: { $0.name == name && $0.storesBeaconRoot }) {
                self = .known(fork)
            } else if Self.namesWithoutRules.contains(name) {
                self = .unknown(name)
            } else {
                return nil
            }
        }

        /// Forks that have a name, and no rules here.
        private static let namesWithoutRules = ["amsterdam", "bogota"]

        /// Every name that is taken.
        package static var names: [String] {
            Fork.allCases.filter(\.storesBeaconRoot).map(\.name) + namesWithoutRules
        }

        /// Whether its rules are here.
        package var hasRules: Bool {
            if case .known = self { true } else { false }
        }

        /// Its name.
        package var name: String {
            switch self {
            case .known(let fork): fork.name
            case .unknown(let name): name
            }
        }
    }

    /// What the L2 transactions do.
    package var workload: Workload
    /// Numbers of L2 transactions, ascending and different, each in `sizeRange`.
    package let sizes: [UInt64]
    /// Forks of L1, in the order of the sections.
    package var forks: [ComparedFork]
    /// Seconds from one batch to the next.
    package var cadence: UInt64
    /// Prices of gas.
    package var prices: GasPrices
    /// Gas limit of L2 blocks.
    package var l2GasLimit: UInt64
    /// Seed of accounts and amounts.
    package var seed: UInt64

    /// Sizes that are compared.
    package static let sizeRange: ClosedRange<UInt64> = 1...500
    /// Most sizes of one comparison.
    package static let sizeLimit = 32
    /// Sizes where none are given: about as far apart on a logarithmic scale.
    package static let defaultSizes: [UInt64] = [1, 2, 5, 10, 20, 50, 100, 200, 500]
    /// Seconds of a slot of Ethereum.
    package static let defaultCadence: UInt64 = 12
    /// Cadences that are taken, in seconds.
    package static let cadenceRange: ClosedRange<UInt64> = 1...86_400
    /// What leaves room for a witness under `reexec/v6` and the cap of a transaction.
    package static let defaultL2GasLimit: UInt64 = 15_000_000
    /// L2 gas limits that are taken: three contracts fit below the least.
    package static let l2GasLimitRange: ClosedRange<UInt64> = 3_000_000...1_000_000_000

    /// A comparison; without arguments of transfers, on Osaka, at a base fee of 1 gwei.
    ///
    /// Nil unless the sizes are different ones of `sizeRange`, in any order, and at most `sizeLimit`.
    package init?(
        workload: Workload = .transfers,
        sizes: [UInt64] = defaultSizes,
        forks: [ComparedFork] = [.known(.osaka)],
        cadence: UInt64 = defaultCadence,
        prices: GasPrices = GasPrices(baseFee: 1_000_000_000),
        l2GasLimit: UInt64 = defaultL2GasLimit,
        seed: UInt64 = 1
    ) {
        let sorted = sizes.sorted()
        guard !sorted.isEmpty, sorted.count <= Self.sizeLimit, Set(sorted).count == sorted.count,
            sorted.allSatisfy(Self.sizeRange.contains)
        else { return nil }
        self.workload = workload
        self.sizes = sorted
        self.forks = forks
        self.cadence = cadence
        self.prices = prices
        self.l2GasLimit = l2GasLimit
        self.seed = seed
    }
}

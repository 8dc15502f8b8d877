/// An archive of public test data, which the project's repository does not hold.
public struct FixturePack: Hashable, Sendable {
    /// The archive's name without its suffix.
    public let name: String

    /// The archive `name.tar.zst`.
    public init(_ name: String) {
        self.name = name
    }

    /// A quick subset of the other packs, for every run.
    public static let mini = FixturePack("mini")
    /// State tests of execution-spec-tests, Cancun to Osaka.
    public static let stateTests = FixturePack("state_tests")
    /// Blockchain tests of execution-spec-tests, Cancun to Osaka.
    public static let blockchainTests = FixturePack("blockchain_tests")
    /// Blocks of Prague and Osaka with execution witnesses, and mutations that must fail.
    public static let statelessOsaka = FixturePack("stateless_osaka")
    /// Random state tests and chains on which several clients agree.
    public static let random = FixturePack("fuzz")
    /// The official EIP-8025 fixtures (Amsterdam).
    public static let statelessZKEVM = FixturePack("stateless_zkevm_v0.3.3")
    /// Blockchain tests of Amsterdam, a snapshot.
    public static let amsterdam = FixturePack("amsterdam_bal_v5.7.0")
    /// Legacy blocks, transactions, tries, RLP, precompile and opcode vectors, JSON-RPC exchanges.
    public static let smallVectors = FixturePack("small_vectors")
    /// KZG cases and the ceremony's trusted setup.
    public static let kzgVectors = FixturePack("kzg_vectors")
    /// Block-sized benchmarks and single-transaction programs.
    public static let perf = FixturePack("perf")
}

/// Why fixtures cannot be used.
public enum FixtureError: Error, Equatable {
    /// The archive or file does not exist; `path` is where it was looked for.
    case absent(path: String)
    /// `tar` with zstd could not unpack the archive.
    case unpackingFailed(archive: String, status: Int32)
    /// The cache folder could not be written, or a file not read.
    case inputOutput(path: String)
}

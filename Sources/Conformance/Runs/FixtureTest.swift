import Primitives
import StateTransition
public import StrictJSON

/// One test of a fixture file, whatever its format: the unit that is run and counted.
///
/// A test is one member of a file's outermost object; of a state test, each expected post-state is one.
public struct FixtureTest: Sendable {
    /// Name of the member; with fork and position of the post-state where a state test has several.
    public let name: String
    /// Format.
    public let kind: FixtureKind
    private let json: JSONValue
    private let post: (network: String, entry: JSONValue)?

    /// Work that a run of a test did.
    public struct Work: Hashable, Sendable {
        /// Blocks offered to a chain, or validated from a witness.
        public var blocks = 0
        /// Damaged witnesses that had to be refused.
        public var damages = 0

        /// Adds the work of further tests.
        public mutating func add(_ other: Work) {
            blocks += other.blocks
            damages += other.damages
        }
    }

    /// The tests of a file, in its order.
    ///
    /// - Throws: `JSONError` for a file that is no object, or a member of no known format.
    public static func all(in document: JSONDocument) throws(JSONError) -> [FixtureTest] {
        var tests: [FixtureTest] = []
        for (name, json) in try document.root.members where name != "_info" {
            guard let kind = FixtureKind(json) else {
                throw json.mismatch(expected: "a test of a known format")
            }
            guard kind == .stateTest else {
                tests.append(FixtureTest(name: name, kind: kind, json: json, post: nil))
                continue
            }
            var posts: [(network: String, index: Int, entry: JSONValue)] = []
            for (network, list) in try json["post"].members {
                for (index, entry) in try list.elements.enumerated() { posts.append((network, index, entry)) }
            }
            for (network, index, entry) in posts {
                let suffix = posts.count > 1 ? "/\(network)/\(index)" : ""
                tests.append(FixtureTest(name: name + suffix, kind: kind, json: json, post: (network, entry)))
            }
        }
        return tests
    }

    /// Network whose rules the test runs under.
    ///
    /// - Throws: `JSONError`.
    public var network: String {
        get throws(JSONError) {
            if let post { return post.network }
            return try json["network"].text
        }
    }

    /// Runs the test.
    ///
    /// - Parameter trace: Takes EIP-3155 traces; nil for an untraced run. Stateless tests are not traced.
    /// - Returns: How it ended, and the work that it took.
    /// - Throws: `JSONError` when the test cannot be read, its path told from the test.
    public func run(trace: ((_ lines: [UInt8]) -> Void)? = nil) throws(JSONError) -> (outcome: TestOutcome, work: Work)
    {
        do throws(JSONError) {
            let (outcome, work) = try runUnlessMalformed(trace)
            if case .notCovered = outcome { return (outcome, Work()) }
            return (outcome, work)
        } catch {
            throw error.below(depth: 1)
        }
    }

    private func runUnlessMalformed(
        _ trace: ((_ lines: [UInt8]) -> Void)?
    ) throws(JSONError) -> (outcome: TestOutcome, work: Work) {
        let network = try network
        let config = try json.optional("config")
        if let post {
            guard let rules = try FixtureNetwork.rules(network, config: config) else { return Self.unknown(network) }
            return (try StateTest(json, post: post.entry, rules: rules).run(trace: trace), Work())
        }
        if kind == .statelessInputTest {
            return (try StatelessInputTest(json).run(), Work())
        }
        guard var configuration = try FixtureNetwork.configuration(network, config: config) else {
            return Self.unknown(network)
        }
        switch kind {
        case .blockchainTest:
            let test = try BlockchainTest(json, configuration: configuration)
            return (test.run(trace: trace), Work(blocks: test.blocks.count))
        case .statelessTest:
            configuration.chainId = try json["chainId"].uint64
            let test = try StatelessTest(json, configuration: configuration)
            let damages = test.blocks.reduce(0) { $0 + $1.damages.count }
            return (test.run(), Work(blocks: test.blocks.count, damages: damages))
        case .stateTest, .statelessInputTest, .blockchainTestEngine, .transactionTest:
            return (.notCovered(kind.rawValue), Work())
        }
    }

    /// The test as a blockchain test; nil when it is none, or its network is not there.
    func blockchainTest() throws(JSONError) -> BlockchainTest? {
        guard kind == .blockchainTest else { return nil }
        let config = try json.optional("config")
        guard let configuration = try FixtureNetwork.configuration(try network, config: config) else { return nil }
        return try BlockchainTest(json, configuration: configuration)
    }

    private static func unknown(_ network: String) -> (outcome: TestOutcome, work: Work) {
        (.notCovered("fork \(network)"), Work())
    }
}

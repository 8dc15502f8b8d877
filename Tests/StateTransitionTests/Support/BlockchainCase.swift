import EVM
import Primitives
import StateTransition
import StateTrie

/// One test of the blockchain_test format, run as a node would: blocks arrive as bytes and each is imported.
struct BlockchainCase {
    private let test: JSON
    private let configuration: ChainConfiguration
    private var database = NodeDatabase()
    private var headers: [Bytes32: BlockHeader] = [:]
    private var headHash: Bytes32

    /// Runs a test to its end.
    static func run(_ test: JSON) -> CaseOutcome {
        let network = test["network"].text ?? ""
        guard let configuration = FixtureNetwork.configuration(network, config: test["config"]) else {
            return .notCovered("fork \(network)")
        }
        do {
            var run = try BlockchainCase(test, configuration)
            return try run.importAll()
        } catch {
            return .failed("\(error)")
        }
    }

    private init(_ test: JSON, _ configuration: ChainConfiguration) throws {
        self.test = test
        self.configuration = configuration
        let genesis = try Block(decoding: test["genesisRLP"].bytes)
        headHash = genesis.hash
        headers[headHash] = genesis.header
        let root = try PreState.store(test["pre"], into: &database)
        guard root == genesis.header.stateRoot else { throw FixtureDefect.wrongGenesisRoot(root) }
    }

    private mutating func importAll() throws -> CaseOutcome {
        for (index, entry) in test["blocks"].elements.enumerated() {
            let expected = entry["expectException"].text
            switch importBlock(entry["rlp"].bytes) {
            case .success(let hash):
                if let expected { return .failed("block \(index) accepted, expected \(expected)") }
                headHash = hash
            case .failure(.fault(.precompileUnavailable(let address))):
                return .notCovered("precompile \(address.uint256.hexQuantity)")
            case .failure(.invalid(let reason)):
                guard let expected else { return .failed("block \(index) refused: \(reason)") }
                guard ExpectedReason.matches(reason, expected) else {
                    return .failed("block \(index) refused: \(reason), expected \(expected)")
                }
            case .failure(let failure):
                return .failed("block \(index): \(failure)")
            }
        }
        let last = test["lastblockhash"].hash
        return headHash == last ? .passed : .failed("head \(headHash), expected \(last)")
    }

    private mutating func importBlock(_ bytes: [UInt8]) -> Result<Bytes32, BlockFailure> {
        do throws(InvalidBlock) {
            let block = try Block(decoding: bytes)
            guard let parent = headers[block.header.parentHash] else {
                return .failure(.invalid(.wrongParentHash(expected: headHash, got: block.header.parentHash)))
            }
            return importBlock(block, parent: parent)
        } catch {
            return .failure(.invalid(error))
        }
    }

    private mutating func importBlock(_ block: Block, parent: BlockHeader) -> Result<Bytes32, BlockFailure> {
        do throws(BlockFailure) {
            var tracer = NoTracer()
            var imported = try BlockProcessor.importBlock(
                block,
                parent: parent,
                state: WorldState(root: parent.stateRoot, database: database),
                ancestorHashes: ancestors(from: block.header.parentHash),
                configuration: configuration,
                precompiles: { PrecompileTable(fork: $0) },
                tracer: &tracer
            )
            do throws(StateError) {
                _ = try imported.state.commit(into: &database)
            } catch {
                throw .fault(.host(error))
            }
            headers[block.hash] = block.header
            return .success(block.hash)
        } catch {
            return .failure(error)
        }
    }

    private func ancestors(from hash: Bytes32) -> [Bytes32] {
        var hashes: [Bytes32] = []
        var next = hash
        while hashes.count < 256, let header = headers[next] {
            hashes.append(next)
            next = header.parentHash
        }
        return hashes
    }
}

/// Why a fixture itself is unusable.
enum FixtureDefect: Error {
    case wrongGenesisRoot(Bytes32)
}

/// Accounts of a fixture.
enum PreState {
    /// Stores them and returns the state root.
    static func store(_ accounts: JSON, into database: inout NodeDatabase) throws -> Bytes32 {
        let sorted = accounts.members.sorted { $0.key < $1.key }
        return try WorldState.genesisRoot(
            of: sorted.map { address, account in
                (
                    Address(hex: address) ?? .zero,
                    GenesisAccount(
                        balance: account["balance"].word,
                        nonce: account["nonce"].quantity,
                        code: account["code"].bytes,
                        storage: Dictionary(
                            uniqueKeysWithValues: account["storage"].members.map { slot, value in
                                (UInt256(hex: slot) ?? .zero, value.word)
                            }
                        )
                    )
                )
            },
            into: &database
        )
    }
}

/// Comparison of our reasons with the names of execution-spec-tests.
enum ExpectedReason {
    /// Names that say the same as one of ours, where the specification tells more apart or draws the line elsewhere.
    private static let synonyms: [String: Set<String>] = [
        "BlockException.RLP_STRUCTURES_ENCODING": ["BlockException.INCORRECT_BLOCK_FORMAT"],
        "BlockException.UNKNOWN_PARENT": ["BlockException.INVALID_BLOCK_HASH", "BlockException.UNKNOWN_PARENT_ZERO"],
        "BlockException.INVALID_GAS_USED_ABOVE_LIMIT": ["BlockException.GAS_USED_OVERFLOW"],
    ]

    static func matches(_ reason: InvalidBlock, _ expected: String) -> Bool {
        guard let name = reason.specName else {
            // An undecodable transaction has no name of its own: the tests name the structure that cannot be read.
            if case .transaction(_, .undecodable) = reason { return expected.contains("RLP_") }
            return false
        }
        return matches(name, expected)
    }

    static func matches(_ name: String, _ expected: String) -> Bool {
        let accepted = expected.split(separator: "|").map(String.init)
        return accepted.contains(name) || accepted.contains { synonyms[name]?.contains($0) == true }
    }
}

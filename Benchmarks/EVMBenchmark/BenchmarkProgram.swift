import Conformance
import EVM
import Foundation
import InputFiles
import Primitives
import StateTransition
import StateTrie
import StrictJSON

/// A program of the benchmark folders: a state, and the transactions that run on it.
struct BenchmarkProgram {
    /// Name for reports.
    let name: String
    /// Folder or group that the fixture gives it.
    let group: String
    /// Rules that the fixture's result was made under.
    let fork: Fork
    /// Blocks in order; a single transaction is a block of one.
    let blocks: [BenchmarkBlock]
    /// Accounts before the first block.
    let accounts: [(Address, GenesisAccount)]
    /// State root after the last transaction, where the fixture gives it.
    let postStateRoot: Bytes32?

    /// Programs of a fixture file in the state_test or blockchain_test format.
    ///
    /// - Throws: When the file cannot be read or is neither.
    static func read(_ path: String) throws -> [BenchmarkProgram] {
        let stem = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
        return try JSONDocument(InputFile.read(path, upTo: 1 << 30)).root.members.map { title, test in
            test.has("blocks")
                ? try BenchmarkProgram(blockchainTest: test, title: title, stem: stem)
                : try BenchmarkProgram(stateTest: test, name: title)
        }
    }

    private init(stateTest test: JSONValue, name: String) throws {
        guard let (forkName, posts) = try Array(test["post"].members).first, let fork = Fork(fixtureName: forkName),
            let post = try Array(posts.elements).first
        else { throw BenchmarkError.unreadable("\(name): post") }
        let transaction = try test["transaction"]
        let env = try test["env"]
        // Each program has one value of what a state test may have several of.
        func only(_ key: String) throws -> JSONValue {
            guard let value = try Array(transaction[key].elements).first else {
                throw BenchmarkError.unreadable("\(name): transaction.\(key)")
            }
            return value
        }
        let gasLimit = try only("gasLimit").uint64
        self.name = name
        self.group = try test["_info"]["group"].text
        self.fork = fork
        accounts = try Self.accounts(test)
        postStateRoot = try post["hash"].bytes32
        blocks = [
            BenchmarkBlock(
                header: BlockHeader(
                    parentHash: .zero,
                    feeRecipient: try env["currentCoinbase"].address,
                    number: try env["currentNumber"].uint64,
                    gasLimit: max(try env["currentGasLimit"].uint64, gasLimit),
                    timestamp: try env["currentTimestamp"].uint64,
                    prevRandao: try env["currentRandom"].bytes32,
                    baseFeePerGas: try env["currentBaseFee"].uint256,
                    excessBlobGas: 0
                ),
                transactions: [
                    .legacy(
                        chainId: 1,
                        nonce: try transaction["nonce"].uint64,
                        gasPrice: try transaction["gasPrice"].uint256,
                        gasLimit: gasLimit,
                        to: try transaction["to"].address,
                        value: try only("value").uint256,
                        data: try only("data").bytes
                    )
                ],
                senders: [try transaction["sender"].address]
            )
        ]
    }

    private init(blockchainTest test: JSONValue, title: String, stem: String) throws {
        guard let fork = Fork(fixtureName: try test["network"].text) else {
            throw BenchmarkError.unreadable("\(title): network")
        }
        let parameters = (title.split(separator: "[").last ?? "").dropLast()
            .replacing("fork_Osaka-blockchain_test-", with: "").replacing("benchmark-gas-value_", with: "")
        name = "\(stem) \(parameters)"
        group = "block"
        self.fork = fork
        accounts = try Self.accounts(test)
        postStateRoot = nil
        blocks = try test["blocks"].elements.map { entry in
            let block = try Block(decoding: entry["rlp"].bytes)
            let transactions = try block.decodeTransactions()
            return BenchmarkBlock(
                header: block.header,
                transactions: transactions,
                senders: try BlockProcessor.recoverSenders(of: transactions)
            )
        }
    }

    private static func accounts(_ test: JSONValue) throws -> [(Address, GenesisAccount)] {
        try FixtureAllocation(test["pre"]).accounts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

/// Transactions under one header.
struct BenchmarkBlock {
    let header: BlockHeader
    let transactions: [Transaction]
    let senders: [Address]
}

/// Why a benchmark cannot run.
enum BenchmarkError: Error {
    case unreadable(String)
    case wrongResult(String)
}

extension Fork {
    /// The fork with the name that fixtures use.
    init?(fixtureName name: String) {
        guard let fork = Fork.allCases.first(where: { $0.name == name.lowercased() }) else { return nil }
        self = fork
    }
}

import EVM
import Foundation
import Primitives
import StateTransition
import StateTrie

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
    /// - Throws: `BenchmarkError` when the file is neither.
    static func read(_ path: String) throws -> [BenchmarkProgram] {
        let file = try JSONValue(contentsOf: path)
        let stem = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
        return try file.members.map { title, test in
            try test["blocks"].exists
                ? BenchmarkProgram(blockchainTest: test, title: title, stem: stem)
                : BenchmarkProgram(stateTest: test, name: title)
        }
    }

    private init(stateTest test: JSONValue, name: String) throws {
        guard let (forkName, posts) = test["post"].members.first, let fork = Fork(fixtureName: forkName) else {
            throw BenchmarkError.unreadable("\(name): post")
        }
        let transaction = test["transaction"]
        let env = test["env"]
        self.name = name
        self.group = test["_info"]["group"].text
        self.fork = fork
        accounts = test["pre"].accounts
        postStateRoot = posts[0]["hash"].hash
        blocks = [
            BenchmarkBlock(
                header: BlockHeader(
                    parentHash: .zero,
                    feeRecipient: env["currentCoinbase"].address,
                    number: env["currentNumber"].number,
                    gasLimit: max(env["currentGasLimit"].number, transaction["gasLimit"][0].number),
                    timestamp: env["currentTimestamp"].number,
                    prevRandao: Bytes32(env["currentRandom"].word),
                    baseFeePerGas: env["currentBaseFee"].word,
                    excessBlobGas: 0
                ),
                transactions: [
                    .legacy(
                        chainId: 1,
                        nonce: transaction["nonce"].number,
                        gasPrice: transaction["gasPrice"].word,
                        gasLimit: transaction["gasLimit"][0].number,
                        to: transaction["to"].address,
                        value: transaction["value"][0].word,
                        data: transaction["data"][0].bytes
                    )
                ],
                senders: [transaction["sender"].address]
            )
        ]
    }

    private init(blockchainTest test: JSONValue, title: String, stem: String) throws {
        guard let fork = Fork(fixtureName: test["network"].text) else {
            throw BenchmarkError.unreadable("\(title): network")
        }
        let parameters = (title.split(separator: "[").last ?? "").dropLast()
            .replacing("fork_Osaka-blockchain_test-", with: "").replacing("benchmark-gas-value_", with: "")
        name = "\(stem) \(parameters)"
        group = "block"
        self.fork = fork
        accounts = test["pre"].accounts
        postStateRoot = nil
        blocks = try test["blocks"].elements.map { entry in
            let block = try Block(decoding: entry["rlp"].bytes)
            let transactions = try block.decodeTransactions()
            return BenchmarkBlock(
                header: block.header,
                transactions: transactions,
                senders: try transactions.map { try $0.recoverSender() }
            )
        }
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

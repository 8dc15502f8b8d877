import EVM
import Primitives
import StateTransition
import StateTrie

/// One post-state of the state_test format: a single transaction on a state, outside of any chain.
struct StateCase {
    /// Runs every post-state of a test.
    static func run(_ test: JSON, tally: inout ConformanceTally, name: String) {
        for (fork, posts) in test["post"].members {
            for (index, post) in posts.elements.enumerated() {
                tally.add(run(test, post: post, fork: fork), name: "\(name) \(fork) \(index)")
            }
        }
    }

    private static func run(_ test: JSON, post: JSON, fork: String) -> CaseOutcome {
        guard let rules = FixtureNetwork.rules(fork, schedule: test["config"]["blobSchedule"]) else {
            return .notCovered("fork \(fork)")
        }
        do {
            var database = NodeDatabase()
            let root = try PreState.store(test["pre"], into: &database)
            let execution = try BlockExecution(
                withoutSystemCalls: header(test["env"], rules: rules),
                state: WorldState(root: root, database: database),
                ancestorHashes: ancestors(of: test["env"]["currentNumber"].quantity),
                configuration: ChainConfiguration(
                    chainId: test["config"]["chainid"].isNull ? 1 : test["config"]["chainid"].quantity,
                    activations: [ForkActivation(timestamp: 0, rules: rules)],
                    depositContract: ChainConfiguration.publicDepositContract
                ),
                precompiles: PrecompileTable(fork: rules.fork),
                tracer: NoTracer()
            )
            return try outcome(of: post, on: execution)
        } catch {
            return .failed("\(error)")
        }
    }

    private static func outcome(of post: JSON, on start: BlockExecution<NoTracer>) throws -> CaseOutcome {
        var execution = start
        let expected = post["expectException"].text
        var logs: [Log] = []
        switch apply(post["txbytes"].bytes, to: &execution) {
        case .success(let outcome):
            if let expected { return .failed("accepted, expected \(expected)") }
            logs = outcome.receipt.logs
        case .failure(.invalid(let reason)):
            guard let expected else { return .failed("refused: \(reason)") }
            guard reason.specName.map({ ExpectedReason.matches($0, expected) }) ?? expected.contains("RLP_") else {
                return .failed("refused: \(reason), expected \(expected)")
            }
        case .failure(.fault(.precompileUnavailable(let address))):
            return .notCovered("precompile \(address.uint256.hexQuantity)")
        case .failure(.fault(let fault)):
            return .failed("\(fault)")
        }
        let logsHash = Keccak256.hash(RLPEncoder.encodeList { $0.appendLogs(logs) })
        if logsHash != post["logs"].hash { return .failed("logs \(logsHash)") }
        var state = execution.state
        let root = try state.computeRoot()
        return root == post["hash"].hash ? .passed : .failed("root \(root), expected \(post["hash"].hash)")
    }

    private static func apply(
        _ bytes: [UInt8],
        to execution: inout BlockExecution<NoTracer>
    ) -> Result<TransactionOutcome, TransactionFailure> {
        let transaction: Transaction
        let sender: Address
        do throws(InvalidTransaction) {
            transaction = try Transaction(decoding: bytes)
            sender = try transaction.recoverSender()
        } catch {
            return .failure(.invalid(error))
        }
        do throws(TransactionFailure) {
            return .success(try execution.apply(transaction, sender: sender))
        } catch {
            return .failure(error)
        }
    }

    private static func header(_ env: JSON, rules: ForkRules) throws -> BlockHeader {
        BlockHeader(
            parentHash: .zero,
            feeRecipient: env["currentCoinbase"].address ?? .zero,
            number: env["currentNumber"].quantity,
            gasLimit: env["currentGasLimit"].quantity,
            timestamp: env["currentTimestamp"].quantity,
            prevRandao: Bytes32(env["currentRandom"].word),
            baseFeePerGas: env["currentBaseFee"].word,
            excessBlobGas: env["currentExcessBlobGas"].quantity
        )
    }

    /// State tests have no chain: by convention the hash of block n is the Keccak-256 of its decimal digits.
    private static func ancestors(of number: UInt64) -> [Bytes32] {
        var hashes: [Bytes32] = []
        var next = number
        while next > 0, hashes.count < 256 {
            next -= 1
            hashes.append(Keccak256.hash(Array(String(next).utf8)))
        }
        return hashes
    }
}

extension RLPEncoder {
    /// Writes logs as receipts hold them.
    mutating func appendLogs(_ logs: [Log]) {
        for log in logs {
            appendList { entry in
                entry.append(log.address)
                entry.appendList { topics in
                    for topic in log.topics {
                        topics.append(topic)
                    }
                }
                entry.append(bytes: log.data)
            }
        }
    }
}

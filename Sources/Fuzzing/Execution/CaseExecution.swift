package import EVM
import HostAccelerators
package import Primitives
package import StateTransition
package import StateTrie

/// What this implementation makes of a case.
package enum CaseOutcome {
    /// The transaction has been executed: what became of it, the state afterwards, and how it differs from before.
    case executed(TransactionOutcome, changes: [AccountDifference], state: WorldState)
    /// The transaction cannot stand in the block.
    case invalid(InvalidTransaction)
    /// The outcome is unknowable to this implementation, which no complete case may lead to.
    case fault(String)
    /// A precompile is called whose result the accelerators of this build cannot give.
    case precompileUnavailable(Address)
}

/// Runs cases on this implementation.
package enum CaseExecution {
    /// Runs a case as a state test is run: one transaction, no system calls, ancestor hashes by convention.
    ///
    /// The transaction goes the way of a received one: signed, encoded, decoded, its sender recovered.
    ///
    /// - Parameters:
    ///   - fuzzCase: The case.
    ///   - tracer: Watches the execution.
    /// - Returns: The outcome, and the tracer afterwards.
    package static func run<T: Tracer>(_ fuzzCase: FuzzCase, tracer: T) -> (outcome: CaseOutcome, tracer: T) {
        do {
            let start = try begin(fuzzCase, tracer: tracer)
            return apply(fuzzCase.signedTransaction.encoded, on: start)
        } catch {
            return (.fault("\(error)"), tracer)
        }
    }

    private static func begin<T: Tracer>(_ fuzzCase: FuzzCase, tracer: T) throws -> BlockExecution<T> {
        var database = NodeDatabase()
        let root = try WorldState.genesisRoot(of: fuzzCase.allocation, into: &database)
        let block = fuzzCase.block
        return try BlockExecution(
            withoutSystemCalls: BlockHeader(
                parentHash: .zero,
                feeRecipient: block.coinbase,
                number: block.number,
                gasLimit: block.gasLimit,
                timestamp: block.timestamp,
                prevRandao: block.prevRandao,
                baseFeePerGas: block.baseFee,
                excessBlobGas: block.excessBlobGas
            ),
            state: WorldState(root: root, database: database),
            ancestorHashes: ancestorHashes(of: block.number),
            configuration: .from(fuzzCase.fork, chainId: FuzzCase.chainId),
            precompiles: PrecompileTable(fork: fuzzCase.fork),
            tracer: tracer
        )
    }

    private static func apply<T: Tracer>(
        _ bytes: [UInt8],
        on start: consuming BlockExecution<T>
    ) -> (outcome: CaseOutcome, tracer: T) {
        var execution = start
        let transaction: Transaction
        let sender: Address
        do throws(InvalidTransaction) {
            transaction = try Transaction(decoding: bytes)
            sender = try transaction.recoverSender()
        } catch {
            return (.invalid(error), execution.tracer)
        }
        do throws(TransactionFailure) {
            let outcome = try execution.apply(transaction, sender: sender)
            return (executed(outcome, execution.state), execution.tracer)
        } catch {
            switch error {
            case .invalid(let reason): return (.invalid(reason), execution.tracer)
            case .fault(.precompileUnavailable(let address)): return (.precompileUnavailable(address), execution.tracer)
            case .fault(let fault): return (.fault("\(fault)"), execution.tracer)
            }
        }
    }

    private static func executed(_ outcome: TransactionOutcome, _ state: WorldState) -> CaseOutcome {
        do throws(StateError) {
            return .executed(outcome, changes: try state.differences(), state: state)
        } catch {
            return .fault("\(error)")
        }
    }

    /// Hashes of the ancestors that BLOCKHASH sees, the parent's first.
    ///
    /// State tests have no chain: by convention the hash of block n is the Keccak-256 of its decimal digits.
    static func ancestorHashes(of number: UInt64) -> [Bytes32] {
        (0..<min(number, 256)).map { Keccak256.hash(Array(String(number &- 1 &- $0).utf8)) }
    }
}

extension FuzzCase {
    /// The state in the form that a genesis is written from.
    var allocation: [(Address, GenesisAccount)] {
        accounts.map { account in
            var storage: [UInt256: UInt256] = [:]
            for entry in account.storage { storage[entry.slot] = entry.value }
            return (
                account.address,
                GenesisAccount(balance: account.balance, nonce: account.nonce, code: account.code, storage: storage)
            )
        }
    }
}

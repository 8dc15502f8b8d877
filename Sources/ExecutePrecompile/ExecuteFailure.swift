import EVM
import StateTransition

/// Part of EXECUTE's work, in order.
public enum ExecuteStep: String, Sendable, CaseIterable {
    /// Reading the two bytes of the schema.
    case schema
    /// Reading the SSZ.
    case decoding
    /// The rules for L2 blocks.
    case rules
    /// Charging gas.
    case charge
    /// Finding the statement among those that the transaction has proved.
    case proof
    /// Comparing the claimed block hash with the rebuilt header's.
    case blockHash
    /// Comparing blob hashes.
    case versionedHashes
    /// Linking the witness's headers; BLOCKHASH reaching beyond them.
    case witnessHeaders
    /// Checking the header against the parent's.
    case header
    /// Comparing the public keys with the signatures.
    case publicKeys
    /// Checking and executing a transaction.
    case transactions
    /// Finding a trie node or code in the witness.
    case witness
    /// Calling the system contracts and collecting requests.
    case systemContracts
    /// Running code that this build cannot run.
    case execution
    /// Comparing the results of execution with the header.
    case commitments
}

/// Where and why a run of EXECUTE failed, for reports.
public struct ExecuteFailure: Hashable, Sendable {
    /// Step that failed.
    public var step: ExecuteStep
    /// Height of the claimed block, nil when the input was refused.
    public var blockNumber: UInt64?
    /// Position of the transaction at fault, where one is.
    public var transactionIndex: Int?
    /// The broken rule and its numbers, in one line.
    public var reason: String
}

extension ExecuteRun {
    /// Where and why the run failed, nil when it succeeded.
    public var failure: ExecuteFailure? {
        switch outcome {
        case .succeeded:
            nil
        case .invalidInput(let error):
            failure(error.step, transactionIndex: error.transactionIndex, error.description)
        case .outOfGas(let forwarded):
            failure(.charge, transactionIndex: nil, "out of gas: \(forwarded) gas forwarded, charge \(gasCharge ?? 0)")
        case .validationFailed(let error):
            failure(error.step, transactionIndex: error.transactionIndex, error.description)
        case .unproved(let statement):
            failure(.proof, transactionIndex: nil, statement.description)
        }
    }

    private func failure(_ step: ExecuteStep, transactionIndex: Int?, _ reason: String) -> ExecuteFailure {
        ExecuteFailure(
            step: step,
            blockNumber: facts?.blockNumber,
            transactionIndex: transactionIndex,
            reason: reason
        )
    }
}

extension ExecuteInputError {
    var step: ExecuteStep {
        switch self {
        case .undecodable(let error), .proofInput(.undecodable(let error)): error.executeStep
        case .unsupportedSchema: .schema
        case .proofInput: .decoding
        case .rule, .assurance, .quorum: .rules
        }
    }

    var transactionIndex: Int? {
        switch self {
        case .rule(.emptyTransaction(let index)), .rule(.transactionType(let index, _)): index
        case .rule, .undecodable, .proofInput, .unsupportedSchema, .assurance, .quorum: nil
        }
    }
}

extension StatelessInputError {
    fileprivate var executeStep: ExecuteStep {
        switch self {
        case .missingSchema, .unknownSchema: .schema
        case .malformed, .requests: .decoding
        }
    }
}

extension ValidationFailure {
    var step: ExecuteStep {
        switch self {
        case .wrongBlockHash: .blockHash
        case .wrongVersionedHashes: .versionedHashes
        case .stateless(let error): error.executeStep
        }
    }

    var transactionIndex: Int? {
        switch self {
        case .stateless(.invalidBlock(.transaction(let index, _))), .stateless(.wrongPublicKey(let index)): index
        default: nil
        }
    }
}

extension StatelessValidationError {
    fileprivate var executeStep: ExecuteStep {
        switch self {
        case .noHeaders, .tooManyHeaders, .undecodableHeader, .headersNotContiguous, .fault(.ancestorHashMissing):
            .witnessHeaders
        case .foreignSystemContract: .systemContracts
        case .wrongPublicKeyCount, .wrongPublicKey: .publicKeys
        case .fault(.host): .witness
        case .fault(.precompileUnavailable): .execution
        case .invalidBlock(let reason): reason.executeStep
        }
    }
}

extension InvalidBlock {
    fileprivate var executeStep: ExecuteStep {
        switch self {
        case .transaction: .transactions
        case .systemContractMissing, .systemContractFailed, .invalidDepositLog: .systemContracts
        case .wrongGasUsed, .wrongBlobGasUsed, .wrongTransactionsRoot, .wrongStateRoot, .wrongReceiptsRoot,
            .wrongLogsBloom, .wrongWithdrawalsRoot, .wrongRequestsHash:
            .commitments
        default: .header
        }
    }
}

extension ExecuteFailure: CustomStringConvertible {
    /// The reason, behind the height of the claimed block where it is known.
    public var description: String {
        blockNumber.map { "L2 block \($0): \(reason)" } ?? reason
    }
}

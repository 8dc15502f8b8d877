import EVM
public import Primitives
public import StateTransition

/// Stateless validation of one archived block, with the time that each part took.
public struct BlockValidation: Sendable {
    /// The block, when it could be decoded.
    public private(set) var block: Block?
    /// Whether the witness's last header was found to be the parent's, by its hash and state root.
    ///
    /// A valid block of a file without headers is valid on the file's pre-state root.
    public private(set) var isParentChecked = false
    /// Why the block was refused; nil when it is valid.
    public private(set) var failure: Failure?
    /// Result of validation as EXECUTE returns it, 43 bytes; nil when the block was refused.
    public private(set) var output: StatelessValidationResult?
    /// What EXECUTE and the guest are asked to validate; nil when the block was refused.
    public private(set) var request: NewPayloadRequest?
    /// Time of the parts.
    public private(set) var times = PartTimes()

    /// Why an archived block was refused.
    public enum Failure: Error, Sendable {
        /// The block's own bytes are not a block.
        case undecodable(InvalidBlock)
        /// The witness has headers, but the last is not the block's parent.
        case parentMissing(parentHash: Bytes32, lastHash: Bytes32)
        /// The file states another fact than the block holds.
        case wrongClaim(field: String, expected: String, got: String)
        /// The block's execution requests do not have the form of EIP-7685.
        case requests
        /// Validation failed.
        case validation(StatelessValidationError)

        /// Whether the file contradicts its block or lacks the parent, which says nothing about the block itself.
        public var isAboutFile: Bool {
            switch self {
            case .wrongClaim, .parentMissing: true
            case .undecodable, .requests, .validation: false
            }
        }
    }

    /// Validates the block of a file and times its parts; what goes wrong is in `failure`, nothing is thrown.
    public init(_ file: BlockFile) {
        let stopwatch = Stopwatch()
        do throws(Failure) {
            try validate(file, stopwatch)
        } catch {
            failure = error
        }
        times = stopwatch.times
    }

    private mutating func validate(_ file: BlockFile, _ stopwatch: Stopwatch) throws(Failure) {
        let block: Block
        do {
            block = try Block(decoding: file.blockRLP)
        } catch {
            throw .undecodable(error)
        }
        self.block = block
        stopwatch.end(\.decoding)
        try compare(file, block)

        var validator = StatelessValidator(configuration: file.configuration)
        validator.onPhase = { stopwatch.begin($0) }
        let outcome: Result<BlockResult, StatelessValidationError>
        do throws(StatelessValidationError) {
            outcome = .success(
                !file.witness.headers.isEmpty
                    ? try validator.validate(block, witness: file.witness)
                    : try validator.validateWithoutParentHeader(
                        block,
                        witness: file.witness,
                        preStateRoot: file.preStateRoot,
                        blockHashes: file.blockHashes
                    )
            )
        } catch {
            outcome = .failure(error)
        }
        stopwatch.finish()
        try conclude(outcome, block, chainId: file.configuration.chainId)
    }

    /// Makes the 43 bytes: EXECUTE knows no validation without the parent's header, so the flag is false for it.
    private mutating func conclude(
        _ outcome: Result<BlockResult, StatelessValidationError>,
        _ block: Block,
        chainId: UInt64
    ) throws(Failure) {
        switch outcome {
        case .success(let result):
            let request: NewPayloadRequest
            do {
                request = try NewPayloadRequest(block: block, requests: result.requests)
            } catch {
                throw .requests
            }
            self.request = request
            output = StatelessValidationResult(
                newPayloadRequestRoot: request.root(.executionSpecs),
                successfulValidation: isParentChecked,
                chainId: chainId,
                schemaId: InputSchema.osaka.rawValue
            )
        case .failure(let error):
            throw .validation(error)
        }
    }

    private mutating func compare(_ file: BlockFile, _ block: Block) throws(Failure) {
        let claims = file.claims
        func require<T: Equatable>(_ field: String, _ claimed: T, _ found: T) throws(Failure) {
            guard claimed == found else { throw .wrongClaim(field: field, expected: "\(claimed)", got: "\(found)") }
        }
        try require("blockNumber", claims.blockNumber, block.header.number)
        try require("blockHash", claims.blockHash, block.hash)
        try require("gasUsed", claims.gasUsed, block.header.gasUsed)
        try require("transactionCount", claims.transactionCount, block.transactions.count)
        // A time before the forks that are known is the validator's to refuse.
        if let fork = claims.fork, let rules = file.configuration.rules(at: block.header.timestamp),
            fork.lowercased() != rules.fork.name
        {
            throw .wrongClaim(field: "fork", expected: fork, got: rules.fork.name)
        }
        // A parent that cannot be decoded is the validator's to refuse.
        if let last = file.witness.headers.last, let parent = try? BlockHeader(decoding: last) {
            let lastHash = Keccak256.hash(last)
            guard lastHash == block.header.parentHash else {
                throw .parentMissing(parentHash: block.header.parentHash, lastHash: lastHash)
            }
            try require("preStateRoot", file.preStateRoot, parent.stateRoot)
            isParentChecked = true
        }
    }
}

/// Time that the parts of a validation took.
public struct PartTimes: Sendable {
    /// Decoding of the block, its transactions and the witness's headers.
    public var decoding: Duration = .zero
    /// Recovery of the transactions' signers.
    public var signatures: Duration = .zero
    /// Execution, reads of the trie included.
    public var execution: Duration = .zero
    /// Hashing of the witness's nodes, and the state root after the block.
    public var trie: Duration = .zero

    /// Sum of the parts.
    public var total: Duration { decoding + signatures + execution + trie }
}

/// Adds the time since the last mark to the part that was running.
private final class Stopwatch: @unchecked Sendable {
    // Safety: used by one validation, which runs on one thread.
    private(set) var times = PartTimes()
    private var running: WritableKeyPath<PartTimes, Duration> = \.decoding
    private var mark = ContinuousClock.now

    func begin(_ phase: ValidationPhase) {
        let next: WritableKeyPath<PartTimes, Duration> =
            switch phase {
            case .headers, .transactions: \.decoding
            case .witness, .stateRoot: \.trie
            case .signatures: \.signatures
            case .execution: \.execution
            }
        end(running)
        running = next
    }

    func end(_ part: WritableKeyPath<PartTimes, Duration>) {
        let now = ContinuousClock.now
        times[keyPath: part] += now - mark
        mark = now
    }

    func finish() {
        end(running)
    }
}

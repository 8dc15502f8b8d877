/// The Ethereum virtual machine for the transactions of one block.
///
/// Keeps the frames and the prepared code of earlier executions for later ones, so one value serves a whole block; set
/// `transaction` before each transaction. Not for use from several threads at once.
///
/// What belongs to a transaction rather than a message is left to the caller: intrinsic gas and fees, the sender's
/// nonce, the addresses and slots that are warm from the start, authorizations (EIP-7702), and the end of the
/// transaction.
public struct EVM {
    /// Rules.
    public let fork: Fork
    /// Precompiled contracts.
    public let precompiles: PrecompileTable
    /// The block that executes.
    public let block: BlockEnvironment
    /// The transaction that executes.
    public var transaction: TransactionEnvironment

    private let pool = FramePool()

    /// An EVM for the calls of one block; its frames are kept for reuse between them.
    ///
    /// - Parameters:
    ///   - fork: Rules.
    ///   - precompiles: Precompiled contracts, made for the same fork.
    ///   - block: The block that executes.
    ///   - transaction: The transaction that executes, replaceable later.
    public init(
        fork: Fork,
        precompiles: PrecompileTable,
        block: BlockEnvironment,
        transaction: TransactionEnvironment
    ) {
        self.fork = fork
        self.precompiles = precompiles
        self.block = block
        self.transaction = transaction
    }

    /// Executes a message and all that it calls (Yellow Paper, sections 7 and 8).
    ///
    /// Moves the value, resolves a delegation of the recipient (EIP-7702, warming the delegate without charge), runs
    /// code or precompile, and for a creation checks the address, deposits the code and warms the new account.
    ///
    /// - Parameters:
    ///   - message: What to execute.
    ///   - host: State; on failure of the message everything but its warm recipient is undone.
    ///   - tracer: Observer.
    /// - Returns: How it ended.
    /// - Throws: `EVMFault` when the outcome is unknowable; the state is then not usable any more.
    public func execute<H: Host, T: Tracer>(
        _ message: Message,
        host: inout H,
        tracer: inout T
    ) throws(EVMFault<H.Failure>) -> ExecutionResult {
        let pool = self.pool.isInUse ? FramePool() : self.pool
        pool.isInUse = true
        pool.beginExecution()
        defer { pool.isInUse = false }
        return try withUnsafeMutablePointer(to: &host) { (host) throws(EVMFault<H.Failure>) -> ExecutionResult in
            try withUnsafeMutablePointer(to: &tracer) { (tracer) throws(EVMFault<H.Failure>) -> ExecutionResult in
                var machine = Machine(
                    host: host,
                    tracer: tracer,
                    environment: ExecutionEnvironment(
                        fork: fork,
                        precompiles: precompiles,
                        block: block,
                        transaction: transaction
                    ),
                    pool: pool
                )
                return try machine.execute(message)
            }
        }
    }
}

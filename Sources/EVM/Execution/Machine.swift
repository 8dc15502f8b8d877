import Primitives

/// One execution: the stack of frames, and the effects that are not state.
///
/// Calls are carried out here and not by recursion: the interpreter hands its frame back with a request, the machine
/// pushes a frame, and the native stack stays flat at any call depth.
struct Machine<H: Host, T: Tracer>: ~Copyable {
    let host: UnsafeMutablePointer<H>
    let tracer: UnsafeMutablePointer<T>
    let environment: ExecutionEnvironment
    let pool: FramePool

    /// The frame that runs.
    var frame: UnsafeMutablePointer<Frame>
    /// Its depth, -1 before the first.
    var depth = -1
    /// Log entries so far.
    var logs: [Log] = []
    /// Refund counter so far (EIP-3529); never negative when a transaction ends.
    var refund: Int64 = 0
    /// What the running frame asked for.
    var request: CallRequest
    /// How the top-level message ended, or why that is unknowable; nil while it runs.
    var ending: Result<ExecutionResult, EVMFault<H.Failure>>?
    /// How many blocks back BLOCKHASH was answered with a hash, at most.
    var ancestorsRead = 0
    /// Calldata of the top-level message.
    var topLevelInput = ByteBuffer(capacity: 64)

    init(
        host: UnsafeMutablePointer<H>,
        tracer: UnsafeMutablePointer<T>,
        environment: ExecutionEnvironment,
        pool: FramePool
    ) {
        self.host = host
        self.tracer = tracer
        self.environment = environment
        self.pool = pool
        frame = pool.frame(at: 0)
        request = CallRequest(
            kind: .call,
            gas: 0,
            caller: .zero,
            address: .zero,
            codeAddress: .zero,
            value: .zero,
            input: UnsafeRawBufferPointer(start: nil, count: 0),
            isStatic: false,
            target: .nothing,
            outputRange: .empty
        )
    }

    /// Runs a top-level message to its end.
    mutating func execute(_ message: Message) throws(EVMFault<H.Failure>) -> ExecutionResult {
        topLevelInput.assign(message.input)
        let ending: Result<ExecutionResult, EVMFault<H.Failure>>
        do throws(H.Failure) {
            try begin(message)
            ending = try runFrames()
        } catch {
            throw .host(error)
        }
        return try ending.get()
    }

    private mutating func runFrames() throws(H.Failure) -> Result<ExecutionResult, EVMFault<H.Failure>> {
        while true {
            if let ending { return ending }
            runFrame()
            switch frame.pointee.signal {
            case .returned, .reverted, .halted: try endFrame()
            case .requested: try carryOutRequest()
            case .faulted, .outlined: break
            }
        }
    }

    /// Abandons the execution; false, for the operation to return.
    mutating func stop(with fault: EVMFault<H.Failure>) -> Bool {
        ending = .failure(fault)
        frame.pointee.signal = .faulted
        return false
    }

    /// Runs the current frame until it ends or asks for another.
    private mutating func runFrame() {
        if T.tracesSteps {
            repeat { traceStep() } while tracedInstruction()
        } else {
            repeat {
                Interpreter.run(frame, fork: environment.fork)
            } while frame.pointee.signal == .outlined && executeOutlined()
        }
    }

    /// Executes one instruction, and tells the tracer.
    private mutating func tracedInstruction() -> Bool {
        var continues = Interpreter.runInstruction(frame, fork: environment.fork)
        if !continues, frame.pointee.signal == .outlined { continues = executeOutlined() }
        traceStepEnd(continues: continues)
        return continues
    }

    private mutating func begin(_ message: Message) throws(H.Failure) {
        request.kind = message.isCreate ? .create : .call
        request.gas = message.gas
        request.caller = message.caller
        request.address = message.recipient
        request.codeAddress = message.recipient
        request.value = message.value
        request.input = topLevelInput.bytes
        if message.isCreate {
            if T.tracesCalls { traceEnter() }
            guard try checkBalance() else { return }
            try beginCreation()
        } else {
            request.target = try topLevelTarget(message.recipient)
            try beginCall()
        }
    }

    /// What a transaction to `address` runs; a delegate becomes warm and costs nothing (EIP-7702).
    private mutating func topLevelTarget(_ address: Address) throws(H.Failure) -> CallTarget {
        if environment.precompiles.contains(address) { return .precompile }
        guard let code = try prepareCode(of: address) else { return .nothing }
        guard environment.fork.hasDelegations, let delegate = code.delegationTarget else { return .code(code) }
        _ = host.pointee.accessAccount(delegate)
        guard let delegateCode = try prepareCode(of: delegate) else { return .nothing }
        return .code(delegateCode)
    }

    /// The code of an account, ready to run; nil when it has none.
    mutating func prepareCode(of address: Address) throws(H.Failure) -> Code? {
        let hash = try host.pointee.codeHash(of: address)
        if hash == .zero || hash == Keccak256.empty { return nil }
        if let known = pool.code(hash: hash) {
            // The host decides whether the code is known to it now, which earlier use of the same code does not tell.
            _ = try host.pointee.codeSize(of: address)
            return known
        }
        #if hasFeature(Embedded)
        let code = Code(try host.pointee.code(of: address))
        #else
        let code = Code(try host.pointee.code(of: address), hash: hash)
        #endif
        pool.remember(code, hash: hash)
        return code
    }
}

import Primitives

extension Machine {
    /// Executes the operation at which the interpreter has left the current frame.
    ///
    /// - Returns: False when the frame is handed back.
    @inline(never)
    mutating func executeOutlined() -> Bool {
        let byte = frame.pointee.programCounter.pointee
        frame.pointee.programCounter += 1
        guard let opcode = Opcode(rawValue: byte), environment.fork.defines(opcode) else {
            return frame.pointee.halt(.undefinedOpcode(byte))
        }
        do throws(H.Failure) {
            return try execute(opcode)
        } catch {
            return stop(with: .host(error))
        }
    }

    @inline(__always)
    private mutating func execute(_ opcode: Opcode) throws(H.Failure) -> Bool {
        switch opcode {
        case .stop: return frame.pointee.stop()
        case .exp: return frame.pointee.exp()
        case .keccak256: return frame.pointee.keccak256()

        case .balance: return try balance()
        case .origin: return environmentRead(environment.transaction.origin.uint256)
        case .calldatacopy: return frame.pointee.calldatacopy()
        case .codecopy: return frame.pointee.codecopy()
        case .gasprice: return environmentRead(environment.transaction.gasPrice)
        case .extcodesize: return try extcodesize()
        case .extcodecopy: return try extcodecopy()
        case .returndatacopy: return frame.pointee.returndatacopy()
        case .extcodehash: return try extcodehash()

        case .blockhash: return blockhash()
        case .coinbase: return environmentRead(environment.block.coinbase.uint256)
        case .timestamp: return environmentRead(UInt256(environment.block.timestamp))
        case .number: return environmentRead(UInt256(environment.block.number))
        case .prevrandao: return environmentRead(environment.block.prevRandao.uint256)
        case .gaslimit: return environmentRead(UInt256(environment.block.gasLimit))
        case .chainid: return environmentRead(UInt256(environment.block.chainId))
        case .selfbalance: return try selfbalance()
        case .basefee: return environmentRead(environment.block.baseFee)
        case .blobhash: return blobhash()
        case .blobbasefee: return environmentRead(environment.block.blobBaseFee)

        case .sload: return try sload()
        case .sstore: return try sstore()
        case .tload: return tload()
        case .tstore: return tstore()
        case .mcopy: return frame.pointee.mcopy()

        case .log0: return log(topicCount: 0)
        case .log1: return log(topicCount: 1)
        case .log2: return log(topicCount: 2)
        case .log3: return log(topicCount: 3)
        case .log4: return log(topicCount: 4)

        case .create: return create(.create)
        case .create2: return create(.create2)
        case .call: return try call(.call)
        case .callcode: return try call(.callCode)
        case .delegatecall: return try call(.delegateCall)
        case .staticcall: return try call(.staticCall)
        case .return: return frame.pointee.end(.returned)
        case .revert: return frame.pointee.end(.reverted)
        case .selfdestruct: return try selfdestruct()
        // What remains is INVALID, and operations that the interpreter's own switch has executed.
        default: return frame.pointee.halt(.invalidOpcode)
        }
    }
}

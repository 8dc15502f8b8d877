import Primitives

extension Machine {
    /// Executes the operation at which the interpreter has left the current frame.
    ///
    /// - Returns: False when the frame is handed back.
    @inline(never)
    mutating func executeOutlined() -> Bool {
        let byte = CodeByte(at: frame.pointee.programCounter)
        frame.pointee.programCounter += 1
        guard environment.fork.defines(byte) else { return frame.pointee.halt(.undefinedOpcode(byte.rawValue)) }
        do throws(H.Failure) {
            return try execute(byte)
        } catch {
            return stop(with: .host(error))
        }
    }

    @inline(__always)
    private mutating func execute(_ byte: CodeByte) throws(H.Failure) -> Bool {
        switch byte {
        case .stop: return frame.pointee.stop()

        case .balance: return try balance()
        case .origin: return environmentRead(environment.transaction.origin.uint256)
        case .gasprice: return environmentRead(environment.transaction.gasPrice)
        case .extcodesize: return try extcodesize()
        case .extcodecopy: return try extcodecopy()
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
        case .invalid: return frame.pointee.halt(.invalidOpcode)
        // What remains are bytes that are no operations; the interpreter itself has executed the others.
        default: return frame.pointee.halt(.undefinedOpcode(byte.rawValue))
        }
    }
}

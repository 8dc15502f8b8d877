import EVM
import Primitives
import RollupActors
import StateTransition

/// Contracts that call other contracts, in bytecode.
enum CallingCode {
    /// What such a contract does.
    enum Step {
        /// Calls an account; a failure is the contract's.
        case call(Address, [UInt8])
        /// Calls an account, and undoes it.
        case undone(Address, [UInt8])
    }

    /// Init code that takes the steps in order and leaves no contract.
    static func initCode(_ steps: [Step]) -> [UInt8] { code(steps, reverts: false) }

    /// Init code of a contract that hands its calldata on to an account.
    static func forwarder(to account: Address) -> [UInt8] {
        let runtime: [UInt8] =
            [0x36, 0x5f, 0x5f, 0x37, 0x5f, 0x5f, 0x36, 0x5f, 0x5f, 0x73] + account.bytes
            + [0x5a, 0xf1, 0x60, 38, 0x57, 0x5f, 0x5f, 0xfd, 0x5b, 0]
        return [0x60, UInt8(runtime.count), 0x60, 10, 0x5f, 0x39, 0x60, UInt8(runtime.count), 0x5f, 0xf3] + runtime
    }

    /// Another encoding of a call with one dynamic argument: behind a gap, at an odd place, without padding, and with
    /// more bytes after it.
    static func oddEncoding(of calldata: [UInt8], argument: Int, of argumentCount: Int, byteCount: Int) -> [UInt8] {
        let headEnd = 4 + 32 * argumentCount
        var head = Array(calldata[..<headEnd])
        let gap = [UInt8](repeating: 0xff, count: 37)
        let offset = UInt256(UInt64(32 * argumentCount + gap.count)).bigEndianBytes
        head.replaceSubrange((4 + 32 * argument)..<(36 + 32 * argument), with: offset)
        return head + gap + calldata[headEnd..<(headEnd + 32 + byteCount)] + [0xaa, 0xaa, 0xaa]
    }

    private static func code(_ steps: [Step], reverts: Bool) -> [UInt8] {
        var data: [UInt8] = []
        var code: [UInt8] = []
        let count = steps.reduce(0) { length, step in
            if case .call = step { length + 46 } else { length + 18 }
        }
        let ending: [UInt8] = reverts ? [0x5f, 0x5f, 0xfd] : [0]
        let failure = count + ending.count
        let dataStart = failure + 4
        for step in steps {
            let input: [UInt8]
            switch step {
            case .call(_, let calldata): input = calldata
            case .undone(let account, let calldata): input = Self.code([.call(account, calldata)], reverts: true)
            }
            code += push3(input.count) + push3(dataStart + data.count) + [0x5f, 0x39]
            if case .call(let account, _) = step {
                code += [0x5f, 0x5f] + push3(input.count) + [0x5f, 0x5f, 0x73] + account.bytes + [0x5a, 0xf1]
                code += [0x15, 0x61, UInt8(failure >> 8), UInt8(failure & 0xff), 0x57]
            } else {
                code += push3(input.count) + [0x5f, 0x5f, 0xf0, 0x50]
            }
            data += input
        }
        return code + ending + [0x5b, 0x5f, 0x5f, 0xfd] + data
    }

    private static func push3(_ value: Int) -> [UInt8] {
        [0x62, UInt8(value >> 16), UInt8(value >> 8 & 0xff), UInt8(value & 0xff)]
    }
}

extension Actor {
    /// A transaction like another, to another account.
    func redirected(_ transaction: Transaction, to account: Address) -> Transaction {
        var copy = transaction
        copy.to = account
        return signed(copy)
    }
}

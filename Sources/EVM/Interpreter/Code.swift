import Primitives

/// Code prepared for execution: padded, with its jump destinations marked.
final class Code {
    /// Zero bytes behind the code: a PUSH32 as last byte reads 32 of them, and the one after them is its STOP.
    private static let padding = 33

    /// First byte of the code.
    let start: UnsafePointer<UInt8>
    /// Size in bytes, without the padding.
    let size: Int
    /// One bit for each byte of code, set for a JUMPDEST that is no immediate.
    let jumpDestinations: UnsafePointer<UInt64>
    /// Where the code delegates to, when it is a designator (EIP-7702).
    let delegationTarget: Address?

    /// Number of the execution that used the code last, in the pool that holds it.
    var lastExecution = 0

    private let storage: UnsafeMutablePointer<UInt8>
    private let destinationStorage: UnsafeMutablePointer<UInt64>

    /// Copies and analyses code.
    convenience init(_ code: [UInt8]) {
        self.init(count: code.count, delegationTarget: Delegation.target(of: code)) { storage in
            code.withUnsafeBytes { storage.copy($0) }
        }
    }

    #if !hasFeature(Embedded)
    /// Bytes of code from which on the look-up costs less than the analysis.
    private static let smallestKept = 128
    /// The process's store.
    private static let kept = JumpDestinationStore<Bytes32>()

    /// Copies code that a state holds, and analyses it unless the store has the outcome.
    ///
    /// - Parameters:
    ///   - code: The code.
    ///   - hash: Its Keccak-256.
    init(_ code: [UInt8], hash: Bytes32) {
        let wordCount = code.count / 64 &+ 1
        size = code.count
        storage = .allocate(capacity: code.count &+ Code.padding)
        destinationStorage = .allocate(capacity: wordCount)
        start = UnsafePointer(storage)
        jumpDestinations = UnsafePointer(destinationStorage)
        delegationTarget = Delegation.target(of: code)
        code.withUnsafeBytes { storage.copy($0) }
        (storage + size).initialize(repeating: 0, count: Code.padding)
        let store = code.count < Code.smallestKept ? nil : Code.kept
        if let known = store?.words(hash, count: wordCount) {
            known.withUnsafeBufferPointer { known in
                // Safety: the store answers with so many words or none.
                if let base = known.baseAddress { destinationStorage.initialize(from: base, count: wordCount) }
            }
        } else {
            destinationStorage.initialize(repeating: 0, count: wordCount)
            markJumpDestinations()
            store?.keep(Array(UnsafeBufferPointer(start: jumpDestinations, count: wordCount)), hash)
        }
    }
    #endif

    /// Copies and analyses init code, which delegates nowhere.
    convenience init(initCode: UnsafeRawBufferPointer) {
        self.init(count: initCode.count, delegationTarget: nil) { $0.copy(initCode) }
    }

    private init(
        count: Int,
        delegationTarget: Address?,
        fill: (UnsafeMutablePointer<UInt8>) -> Void
    ) {
        size = count
        storage = .allocate(capacity: count &+ Code.padding)
        fill(storage)
        (storage + count).initialize(repeating: 0, count: Code.padding)
        let wordCount = count / 64 &+ 1
        destinationStorage = .allocate(capacity: wordCount)
        destinationStorage.initialize(repeating: 0, count: wordCount)
        start = UnsafePointer(storage)
        jumpDestinations = UnsafePointer(destinationStorage)
        self.delegationTarget = delegationTarget
        markJumpDestinations()
    }

    deinit {
        storage.deallocate()
        destinationStorage.deallocate()
    }

    /// Sets the bits of `jumpDestinations` (Yellow Paper, section 9.4.3).
    private func markJumpDestinations() {
        var index = 0
        while index < size {
            let byte = start[index]
            if byte == Opcode.jumpdest.rawValue {
                destinationStorage[index / 64] |= 1 &<< UInt64(index & 63)
            } else if byte >= Opcode.push1.rawValue && byte <= Opcode.push32.rawValue {
                index &+= Int(byte &- Opcode.push0.rawValue)
            }
            index &+= 1
        }
    }
}

extension UnsafeMutablePointer<UInt8> {
    /// Copies bytes to this place, which has room for them.
    fileprivate func copy(_ bytes: UnsafeRawBufferPointer) {
        guard let source = bytes.baseAddress else { return }
        UnsafeMutableRawPointer(self).copyMemory(from: source, byteCount: bytes.count)
    }
}

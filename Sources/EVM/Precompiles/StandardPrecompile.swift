import Primitives

/// The precompiles of the execution layer, by address (Yellow Paper, appendix E; the EIP named beside each).
enum StandardPrecompile: UInt64, CaseIterable {
    case ecrecover = 0x01
    case sha256 = 0x02
    case ripemd160 = 0x03
    case identity = 0x04
    /// EIP-198.
    case modexp = 0x05
    /// EIP-196.
    case bn254Add = 0x06
    /// EIP-196.
    case bn254Mul = 0x07
    /// EIP-197.
    case bn254Pairing = 0x08
    /// EIP-152.
    case blake2f = 0x09
    /// EIP-4844.
    case pointEvaluation = 0x0a
    /// EIP-2537, this and the six that follow.
    case bls12G1Add = 0x0b
    case bls12G1MSM = 0x0c
    case bls12G2Add = 0x0d
    case bls12G2MSM = 0x0e
    case bls12PairingCheck = 0x0f
    case bls12MapFpToG1 = 0x10
    case bls12MapFp2ToG2 = 0x11
    /// EIP-7951.
    case p256Verify = 0x0100

    /// The precompile that some fork has at an address.
    init?(_ address: Address) {
        guard UInt64(address.w0) | address.w1 == 0 else { return nil }
        self.init(rawValue: address.w2)
    }

    var address: Address { Address(rawValue) }

    func isActive(in fork: Fork) -> Bool {
        switch self {
        case .ecrecover, .sha256, .ripemd160, .identity, .modexp, .bn254Add, .bn254Mul, .bn254Pairing, .blake2f:
            true
        case .pointEvaluation: fork.hasBlobs
        case .bls12G1Add, .bls12G1MSM, .bls12G2Add, .bls12G2MSM, .bls12PairingCheck, .bls12MapFpToG1,
            .bls12MapFp2ToG2:
            fork.hasBLS12381
        case .p256Verify: fork.hasSecp256r1
        }
    }

    /// Bytes at the front of the input on which the outcome depends, whatever its length.
    func relevantByteCount(in fork: Fork) -> Int {
        switch self {
        case .ecrecover, .bn254Add: 128
        case .bn254Mul: 96
        // One more than the only valid length, so that a longer input stays too long.
        case .blake2f: Precompiles.blake2fInputSizeInBytes + 1
        case .modexp: fork.modularExponentiationRules.relevantByteCount
        case .sha256, .ripemd160, .identity, .bn254Pairing, .pointEvaluation, .bls12G1Add, .bls12G1MSM, .bls12G2Add,
            .bls12G2MSM, .bls12PairingCheck, .bls12MapFpToG1, .bls12MapFp2ToG2, .p256Verify:
            .max
        }
    }

    /// Gas of every run on an input of so many bytes, for those whose price is by the byte; zero for the others.
    func leastGas(inputByteCount: Int) -> UInt64 {
        switch self {
        case .sha256: Precompiles.sha256Gas(inputByteCount)
        case .ripemd160: Precompiles.ripemd160Gas(inputByteCount)
        case .identity: Precompiles.identityGas(inputByteCount)
        case .bn254Pairing: Precompiles.bn254PairingGas(inputByteCount)
        default: 0
        }
    }

    func run(_ input: [UInt8], gas: UInt64, fork: Fork) -> PrecompileTable.Run {
        switch self {
        case .ecrecover: .ran(Precompiles.ecrecover(input, gas: gas))
        case .sha256: .ran(Precompiles.sha256(input, gas: gas))
        case .ripemd160: .ran(Precompiles.ripemd160(input, gas: gas))
        case .identity: .ran(Precompiles.identity(input, gas: gas))
        case .modexp: Precompiles.modexp(input, gas: gas, rules: fork.modularExponentiationRules)
        case .bn254Add: .ran(Precompiles.bn254Add(input, gas: gas))
        case .bn254Mul: .ran(Precompiles.bn254Mul(input, gas: gas))
        case .bn254Pairing: .ran(Precompiles.bn254Pairing(input, gas: gas))
        case .blake2f: .ran(Precompiles.blake2f(input, gas: gas))
        case .pointEvaluation, .bls12G1Add, .bls12G1MSM, .bls12G2Add, .bls12G2MSM, .bls12PairingCheck,
            .bls12MapFpToG1, .bls12MapFp2ToG2, .p256Verify:
            .notImplemented
        }
    }
}

/// The standard precompiles' prices and input formats, around the primitives of `Accelerators`.
enum Precompiles {
    /// Bytes of `input` from `offset` on, with zeros beyond its end.
    static func padded(_ input: [UInt8], from offset: Int = 0, count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        guard offset < input.count else { return bytes }
        let available = min(count, input.count &- offset)
        for index in 0..<available { bytes[index] = input[offset &+ index] }
        return bytes
    }

    /// Price of a hash or copy; input is in memory, so its size is below 2^32.
    static func linearGas(_ byteCount: Int, base: UInt64, word: UInt64) -> UInt64 {
        base &+ word &* Gas.words(UInt64(byteCount))
    }
}

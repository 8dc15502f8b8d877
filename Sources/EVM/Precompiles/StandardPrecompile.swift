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
        case .ecrecover, .sha256, .ripemd160, .identity, .modexp, .bn254Add, .bn254Mul, .bn254Pairing, .blake2f,
            .pointEvaluation:
            true
        case .bls12G1Add, .bls12G1MSM, .bls12G2Add, .bls12G2MSM, .bls12PairingCheck, .bls12MapFpToG1,
            .bls12MapFp2ToG2:
            fork.hasBLS12381
        case .p256Verify: fork.hasSecp256r1
        }
    }

    /// Runs the precompile.
    ///
    /// - Parameters:
    ///   - input: Calldata; nothing that it claims is trusted, and nothing is read before the gas pays for it.
    ///   - gas: Gas of the call.
    ///   - fork: Whose prices and bounds hold.
    ///   - scratch: Reusable room for operands and output, outside the input.
    /// - Returns: How it ended.
    func run(
        _ input: UnsafeRawBufferPointer,
        gas: UInt64,
        fork: Fork,
        _ scratch: inout ByteBuffer
    ) -> PrecompileRun {
        switch self {
        case .ecrecover: Precompiles.ecrecover(input, gas: gas, &scratch)
        case .sha256: Precompiles.sha256(input, gas: gas, &scratch)
        case .ripemd160: Precompiles.ripemd160(input, gas: gas, &scratch)
        case .identity: Precompiles.identity(input, gas: gas)
        case .modexp: Precompiles.modexp(input, gas: gas, rules: fork.modularExponentiationRules, &scratch)
        case .bn254Add: Precompiles.bn254Add(input, gas: gas, &scratch)
        case .bn254Mul: Precompiles.bn254Mul(input, gas: gas, &scratch)
        case .bn254Pairing: Precompiles.bn254Pairing(input, gas: gas, &scratch)
        case .blake2f: Precompiles.blake2f(input, gas: gas, &scratch)
        case .pointEvaluation: Precompiles.pointEvaluation(input, gas: gas, &scratch)
        case .bls12G1Add: Precompiles.bls12G1Add(input, gas: gas, &scratch)
        case .bls12G1MSM: Precompiles.bls12G1MSM(input, gas: gas, &scratch)
        case .bls12G2Add: Precompiles.bls12G2Add(input, gas: gas, &scratch)
        case .bls12G2MSM: Precompiles.bls12G2MSM(input, gas: gas, &scratch)
        case .bls12PairingCheck: Precompiles.bls12PairingCheck(input, gas: gas, &scratch)
        case .bls12MapFpToG1: Precompiles.bls12MapFpToG1(input, gas: gas, &scratch)
        case .bls12MapFp2ToG2: Precompiles.bls12MapFp2ToG2(input, gas: gas, &scratch)
        case .p256Verify: Precompiles.p256Verify(input, gas: gas, &scratch)
        }
    }
}

/// The standard precompiles' prices and input formats, around the primitives of `Accelerators`.
enum Precompiles {}

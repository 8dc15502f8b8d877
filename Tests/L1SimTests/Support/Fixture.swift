import EVM
import L1Sim
import Primitives
import StateTransition
import StateTrie

/// Wei in an ether.
let ether: UInt256 = 1_000_000_000_000_000_000
/// Wei in a gwei.
let gwei: UInt256 = 1_000_000_000

/// Accounts with code that tests call.
enum Contract {
    /// Reverts with the single byte 0xab: `PUSH1 ab PUSH0 MSTORE8 PUSH1 1 PUSH0 REVERT`.
    static let reverting = (
        address: Address(0xc001), code: [0x60, 0xab, 0x5f, 0x53, 0x60, 0x01, 0x5f, 0xfd] as [UInt8]
    )
    /// Jumps to itself for ever: `JUMPDEST PUSH0 JUMP`.
    static let endless = (address: Address(0xc002), code: [0x5b, 0x5f, 0x56] as [UInt8])
    /// Stores the timestamp in slot 0, the number in slot 1 and the parent's BLOCKHASH in slot 2.
    static let recording = (
        address: Address(0xc003),
        code: [
            0x42, 0x5f, 0x55, 0x43, 0x60, 0x01, 0x55, 0x60, 0x01, 0x43, 0x03, 0x40, 0x60, 0x02, 0x55, 0x00,
        ] as [UInt8]
    )
    /// Emits an empty log with topic 7: `PUSH1 7 PUSH0 PUSH0 LOG1`.
    static let logging = (address: Address(0xc004), code: [0x60, 0x07, 0x5f, 0x5f, 0xa1, 0x00] as [UInt8])
    /// Passes its calldata to 0x0101 by STATICCALL and reverts, empty, when that fails.
    static let executing = (
        address: Address(0xc005),
        code: [
            0x36, 0x5f, 0x5f, 0x37, 0x5f, 0x5f, 0x36, 0x5f, 0x61, 0x01, 0x01, 0x5a, 0xfa, 0x60, 0x13, 0x57,
            0x5f, 0x5f, 0xfd, 0x5b, 0x00,
        ] as [UInt8]
    )
    /// Stores PREVRANDAO in slot 0: `PREVRANDAO PUSH0 SSTORE`.
    static let random = (address: Address(0xc006), code: [0x44, 0x5f, 0x55, 0x00] as [UInt8])
    /// Adds one to slot 0 and returns its new value.
    static let counting = (
        address: Address(0xc007),
        code: [
            0x5f, 0x54, 0x60, 0x01, 0x01, 0x80, 0x5f, 0x55, 0x5f, 0x52, 0x60, 0x20, 0x5f, 0xf3,
        ] as [UInt8]
    )

    static let all = [reverting, endless, recording, logging, executing, random, counting]
}

/// A chain on which signers 1 through 8 own 100 ether each, and the contracts stand.
func makeChain(
    extensions: L1Extensions = .none,
    gasLimit: UInt64 = 30_000_000,
    baseFeePerGas: UInt256 = gwei,
    fork: Fork = .osaka,
    seed: UInt64 = 7,
    acceptsProofs: Bool = false,
    extra: [Address: GenesisAccount] = [:]
) throws -> L1Chain {
    var accounts = extra
    for number in 1...8 as ClosedRange<UInt64> {
        accounts[try Signer(number).address] = GenesisAccount(balance: 100 &* ether)
    }
    for contract in Contract.all {
        accounts[contract.address] = GenesisAccount(nonce: 1, code: contract.code)
    }
    return try L1Chain(
        L1Genesis(
            configuration: .from(fork, chainId: 1, acceptsProofs: acceptsProofs),
            accounts: accounts,
            gasLimit: gasLimit,
            baseFeePerGas: baseFeePerGas,
            feeRecipient: Address(0xfee),
            seed: seed
        ),
        extensions: extensions
    )
}

/// EXECUTE's place taken by a contract whose price and answer a test chooses.
func stubExtension(gasPerCall: UInt64, isValid: Bool = true) -> L1Extensions {
    L1Extensions([
        L1Extension(
            address: Address(0x0101),
            name: "STUB",
            failureName: { $0 == 2 ? "StubFailed" : nil },
            call: { call in
                guard call.gas >= gasPerCall else { return .failure(.outOfGas) }
                return isValid
                    ? .success(output: call.input, gasUsed: gasPerCall) : .failure(.extensionFailure(code: 2))
            }
        )
    ])
}

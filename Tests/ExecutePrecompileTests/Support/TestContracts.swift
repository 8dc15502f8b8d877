import HostAccelerators
import Primitives
import StateTransition
import StateTrie

/// Four accounts with ether.
enum TestKeys {
    static let keys: [PrivateKey] = (1...4).compactMap { PrivateKey(Bytes32(w0: 0, w1: 0, w2: 0x5eed, w3: $0)) }

    static var genesis: [(Address, GenesisAccount)] {
        keys.map { ($0.address, GenesisAccount(balance: UInt256(10).power(UInt256(21)))) }
    }

    static func sign(_ transaction: Transaction, by index: Int) -> Transaction {
        let signature = keys[index].sign(transaction.signingHash)
        return transaction.signed(r: signature.r, s: signature.s, yParity: signature.yParity)
    }
}

/// Contracts in bytecode.
enum TestContracts {
    /// Stores word 1 of the calldata at slot word 0, and logs the slot as a topic.
    static let storage = Address(0x1001)
    /// Stores BLOCKHASH(word 0) at slot 0.
    static let blockHashReader = Address(0x1002)
    /// Calls the address in word 0 with word 1 as input, and stores its first word of output at slot word 1.
    static let querier = Address(0x1003)
    /// Calls 0x0101 statically with the whole calldata; stores success + 1 at slot 0, the number of returned bytes + 1
    /// at slot 1, and the first returned word at slot 2.
    static let executeCaller = Address(0x1004)
    /// Calls 0x0101 with a wei that it does not have, and then without, each time with the whole calldata as input.
    static let pennilessCaller = Address(0x1005)

    // CALLDATALOAD(32) CALLDATALOAD(0) SSTORE; LOG1(0, 0, CALLDATALOAD(0)); STOP
    private static let storageCode: [UInt8] = [
        0x60, 0x20, 0x35, 0x5f, 0x35, 0x55, 0x5f, 0x35, 0x5f, 0x5f, 0xa1, 0x00,
    ]
    // CALLDATALOAD(0) BLOCKHASH, SSTORE at 0; STOP
    private static let blockHashCode: [UInt8] = [0x5f, 0x35, 0x40, 0x5f, 0x55, 0x00]
    // MSTORE(0, CALLDATALOAD(32)); STATICCALL(GAS, CALLDATALOAD(0), 0, 32, 0, 32) POP;
    // SSTORE(CALLDATALOAD(32), MLOAD(0)); STOP
    private static let querierCode: [UInt8] = [
        0x60, 0x20, 0x35, 0x5f, 0x52, 0x60, 0x20, 0x5f, 0x60, 0x20, 0x5f, 0x5f, 0x35, 0x5a, 0xfa, 0x50,
        0x5f, 0x51, 0x60, 0x20, 0x35, 0x55, 0x00,
    ]
    // CALLDATACOPY(0, 0, CALLDATASIZE); STATICCALL(GAS, 0x0101, 0, CALLDATASIZE, 0, 0);
    // SSTORE(0, success + 1); SSTORE(1, RETURNDATASIZE + 1); MSTORE(0, 0);
    // RETURNDATACOPY(0, 0, RETURNDATASIZE); SSTORE(2, MLOAD(0)); STOP
    private static let executeCallerCode: [UInt8] = [
        0x36, 0x5f, 0x5f, 0x37, 0x5f, 0x5f, 0x36, 0x5f, 0x61, 0x01, 0x01, 0x5a, 0xfa,
        0x60, 0x01, 0x01, 0x5f, 0x55, 0x3d, 0x60, 0x01, 0x01, 0x60, 0x01, 0x55, 0x5f, 0x5f, 0x52,
        0x3d, 0x5f, 0x5f, 0x3e, 0x5f, 0x51, 0x60, 0x02, 0x55, 0x00,
    ]

    // CALLDATACOPY(0, 0, CALLDATASIZE); CALL(GAS, 0x0101, 1, 0, CALLDATASIZE, 0, 0) POP;
    // CALL(GAS, 0x0101, 0, 0, CALLDATASIZE, 0, 0); STOP
    private static let pennilessCallerCode: [UInt8] = [
        0x36, 0x5f, 0x5f, 0x37, 0x5f, 0x5f, 0x36, 0x5f, 0x60, 0x01, 0x61, 0x01, 0x01, 0x5a, 0xf1, 0x50,
        0x5f, 0x5f, 0x36, 0x5f, 0x5f, 0x61, 0x01, 0x01, 0x5a, 0xf1, 0x00,
    ]

    static var genesis: [(Address, GenesisAccount)] { genesis(storage: [:]) }

    static func genesis(storage slots: [UInt256: UInt256]) -> [(Address, GenesisAccount)] {
        [
            (storage, GenesisAccount(nonce: 1, code: storageCode, storage: slots)),
            (blockHashReader, GenesisAccount(nonce: 1, code: blockHashCode)),
            (querier, GenesisAccount(nonce: 1, code: querierCode)),
            (executeCaller, GenesisAccount(nonce: 1, code: executeCallerCode)),
            (pennilessCaller, GenesisAccount(nonce: 1, code: pennilessCallerCode)),
        ]
    }
}

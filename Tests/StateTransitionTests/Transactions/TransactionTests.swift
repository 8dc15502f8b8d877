import EVM
import HostAccelerators
import Primitives
import StateTransition
import TestSupport
import Testing

struct TransactionTests {
    /// One transaction of each kind with every field set.
    static let samples: [Transaction] = [
        .legacy(chainId: nil, nonce: 7, gasPrice: 9, gasLimit: 30_000, to: Address(5), value: 3, data: [0, 1, 2]),
        .legacy(chainId: .max, nonce: 0, gasPrice: 9, gasLimit: 90_000, to: nil, value: 0, data: [0x60]),
        .accessList(
            chainId: 1,
            nonce: 1,
            gasPrice: 10,
            gasLimit: 50_000,
            to: Address(6),
            value: 1,
            data: [],
            accessList: [
                AccessListEntry(address: Address(9), storageKeys: [0, .max]), AccessListEntry(address: .zero),
            ]
        ),
        .dynamicFee(
            chainId: 560_048,
            nonce: .max - 1,
            maxPriorityFeePerGas: 2,
            maxFeePerGas: .max,
            gasLimit: 50_000,
            to: nil,
            value: .max,
            data: [UInt8](repeating: 0xab, count: 300)
        ),
        .blob(
            chainId: 1,
            nonce: 3,
            maxPriorityFeePerGas: 2,
            maxFeePerGas: 30,
            gasLimit: 21_000,
            to: Address(1),
            value: 0,
            data: [],
            maxFeePerBlobGas: 4,
            blobVersionedHashes: [Bytes32(w0: 1 << 56, w1: 2, w2: 3, w3: 4)]
        ),
        .setCode(
            chainId: 1,
            nonce: 3,
            maxPriorityFeePerGas: 2,
            maxFeePerGas: 30,
            gasLimit: 60_000,
            to: Address(1),
            value: 0,
            data: [1],
            authorizationList: [
                Authorization(chainId: 0, address: Address(77), nonce: 4).signed(r: 5, s: 6, yParity: 255)
            ]
        ),
        .dynamicFee(
            chainId: 1,
            nonce: 3,
            maxPriorityFeePerGas: 2,
            maxFeePerGas: 30,
            gasLimit: 90_000,
            to: Address(1),
            value: 0,
            data: [1]
        )
        .carrying(
            TransactionProofs(
                dependencies: [
                    ProofDependency(scheme: 0x11, publicInputRoot: Bytes32(5), verificationKeyHash: Bytes32(6)),
                    ProofDependency(scheme: 0, publicInputRoot: .zero, verificationKeyHash: .zero),
                ],
                sidecarHash: Bytes32(7),
                sidecarByteCount: 300_000
            ),
            maxFeePerBlobGas: 9,
            blobVersionedHashes: [Bytes32(UInt256(1) << 248), Bytes32(8)]
        ),
    ]

    private func key() throws -> PrivateKey {
        try #require(PrivateKey(Bytes32(UInt256(0x5eed))))
    }

    private func sign(_ transaction: Transaction) throws -> Transaction {
        let signature = try key().sign(transaction.signingHash)
        return transaction.signed(r: signature.r, s: signature.s, yParity: signature.yParity)
    }

    @Test(arguments: samples)
    func decodingReturnsWhatWasEncoded(_ sample: Transaction) throws {
        let signed = try sign(sample)
        #expect(try Transaction(decoding: signed.encoded) == signed)
    }

    @Test(arguments: samples)
    func recoveryFindsTheSigner(_ sample: Transaction) throws {
        let signed = try sign(sample)
        let key = try key()
        #expect(try signed.recoverSender() == key.address)
        #expect(try signed.recoverPublicKey() == key.publicKey)
    }

    @Test(arguments: samples)
    func everyTruncationAndExtensionIsRefused(_ sample: Transaction) throws {
        let encoded = try sign(sample).encoded
        for length in 0..<encoded.count {
            #expect(throws: InvalidTransaction.self) { try Transaction(decoding: Array(encoded[..<length])) }
        }
        #expect(throws: InvalidTransaction.self) { try Transaction(decoding: encoded + [0]) }
    }

    @Test func signatureWithHighSIsRefused() throws {
        let order = try #require(
            UInt256(hex: "0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141")
        )
        let signed = try sign(Self.samples[0])
        let mirrored = signed.signed(r: signed.r, s: order &- signed.s, yParity: signed.yParity ^ 1)
        #expect(throws: InvalidTransaction.invalidSignature) { try mirrored.recoverSender() }
    }

    @Test(arguments: [
        (UInt256.zero, UInt256.one, UInt8(0)), (.one, .zero, 0), (.max, .one, 0), (.one, .max, 0), (.one, .one, 2),
    ])
    func signatureOutOfRangeIsRefused(_ part: (r: UInt256, s: UInt256, yParity: UInt8)) {
        let transaction = Self.samples[2].signed(r: part.r, s: part.s, yParity: part.yParity)
        #expect(throws: InvalidTransaction.invalidSignature) { try transaction.recoverSender() }
    }

    @Test func unknownTypesAreRefused() {
        for type in [UInt8(0), 5, 0x7a, 0x7c, 0x7e, 0x80, 0xbf] {
            #expect(throws: InvalidTransaction.unsupportedType(type)) { try Transaction(decoding: [type, 0xc0]) }
        }
        #expect(throws: InvalidTransaction.empty) { try Transaction(decoding: []) }
    }

    @Test func creationByTypesThatNeedARecipientIsRefused() throws {
        for index in [4, 5, 6] {
            var transaction = Self.samples[index]
            transaction.to = nil
            #expect(throws: InvalidTransaction.creationNotAllowed(transaction.type)) {
                try Transaction(decoding: transaction.encoded)
            }
        }
    }

    @Test func gasBeforeExecutionFollowsTheSchedule() {
        let transfer = Transaction.legacy(
            chainId: 1,
            nonce: 0,
            gasPrice: 1,
            gasLimit: 0,
            to: .zero,
            value: 0,
            data: [0, 0, 1]
        )
        #expect(transfer.intrinsicGas == 21_000 + 2 * 4 + 16)
        #expect(transfer.floorGas(fork: .cancun) == 0)
        #expect(transfer.floorGas(fork: .prague) == 21_000 + 6 * 10)
        var creation = transfer
        creation.to = nil
        #expect(creation.intrinsicGas == 21_000 + 2 * 4 + 16 + 32_000 + 2)
        #expect(Self.samples[2].intrinsicGas == 21_000 + 2 * 2_400 + 2 * 1_900)
        #expect(Self.samples[5].intrinsicGas == 21_000 + 16 + 25_000)
        #expect(Self.samples[6].intrinsicGas == 21_000 + 16 + 2 * 30_000)
        #expect(Self.samples[4].blobGas == 131_072)
    }

    @Test func rulesOfTheTransactionAloneAreEnforced() throws {
        let osaka = ForkRules(fork: .osaka)
        let good = Transaction.legacy(
            chainId: 1,
            nonce: 0,
            gasPrice: 1,
            gasLimit: 21_000,
            to: .zero,
            value: 0,
            data: []
        )
        try good.validate(rules: osaka, chainId: 1)

        func expect(
            _ error: InvalidTransaction,
            _ rules: ForkRules = osaka,
            _ change: (inout Transaction) -> Void
        ) {
            var changed = good
            change(&changed)
            #expect(throws: error) { try changed.validate(rules: rules, chainId: 1) }
        }
        expect(.wrongChainId(expected: 1, got: 2)) { $0.chainId = 2 }
        expect(.intrinsicGasTooLow(required: 21_000, got: 20_999)) { $0.gasLimit = 20_999 }
        expect(.floorGasTooLow(required: 21_040, got: 21_016)) {
            $0.data = [1]
            $0.gasLimit = 21_016
        }
        expect(.nonceIsMax) { $0.nonce = .max }
        expect(.gasLimitAboveCap(cap: 16_777_216, got: 16_777_217)) { $0.gasLimit = 16_777_217 }
        expect(.initCodeTooLarge(limit: 49_152, got: 49_153)) {
            $0.to = nil
            $0.data = [UInt8](repeating: 0, count: 49_153)
            $0.gasLimit = 10_000_000
        }
        expect(.typeNotInFork(.setCode, .cancun), ForkRules(fork: .cancun)) { $0.type = .setCode }
        expect(.typeNotInFork(.proofCarrying, .osaka)) { $0.type = .proofCarrying }

        var large = good
        large.gasLimit = 16_777_217
        try large.validate(rules: ForkRules(fork: .prague), chainId: 1)
    }

    @Test func authorityIsTheSignerAndRespectsLowS() throws {
        let key = try key()
        let unsigned = Authorization(chainId: 1, address: Address(4), nonce: 2)
        let signature = key.sign(unsigned.signingHash)
        let signed = unsigned.signed(r: signature.r, s: signature.s, yParity: signature.yParity)
        #expect(signed.authority() == key.address)
        #expect(unsigned.authority() == nil)
        #expect(signed.signed(r: signature.r, s: .max, yParity: signature.yParity).authority() == nil)
        #expect(signed.signed(r: signature.r, s: signature.s, yParity: 27).authority() == nil)
    }

    @Test func addressOfCreatedContractFollowsSenderAndNonce() throws {
        // The first two contracts of a well-known account, as every client's tests have them.
        let creator = try #require(Address(hex: "0x970e8128ab834e8eac17ab8e3812f010678cf791"))
        #expect(Address.created(by: creator, nonce: 0).hex == "0x333c3310824b7c685133f2bedb2ca4b8b4df633d")
        #expect(Address.created(by: creator, nonce: 1).hex == "0x8bda78331c916a08481428e4b07c96d3e916d165")
    }
}

import EVM
import L1Sim
import Primitives
import StateTransition
import StateTrie
import Testing

/// One test for each reason to refuse a transaction.
@Suite struct MempoolTests {
    private let alice: Signer
    private let bob: Signer
    private var chain: L1Chain

    init() throws {
        alice = try Signer(1)
        bob = try Signer(2)
        chain = try makeChain()
    }

    private func rejection(of transaction: Transaction) -> MempoolRejection? {
        var copy = chain
        do throws(MempoolRejection) {
            try copy.submit(transaction)
            return nil
        } catch {
            return error
        }
    }

    private func isUnderpriced(_ transaction: Transaction) -> Bool {
        if case .replacementUnderpriced = rejection(of: transaction) { true } else { false }
    }

    @Test mutating func validTransactionWaitsUntilABlockIncludesIt() throws {
        let hash = try chain.submit(alice.transaction(nonce: 0, to: bob.address, value: 5))
        guard case .pending = chain.outcome(of: hash) else {
            Issue.record("not pending")
            return
        }
        _ = try chain.produceBlock()
        guard case .included(let record) = chain.outcome(of: hash) else {
            Issue.record("not included")
            return
        }
        #expect(record.succeeded)
        #expect(chain.mempool.isEmpty)
        #expect(try chain.balance(of: bob.address) == 100 &* ether &+ 5)
    }

    @Test mutating func usedNonceIsTooLow() throws {
        try chain.submit(alice.transaction(nonce: 0, to: bob.address))
        _ = try chain.produceBlock()
        let late = alice.transaction(nonce: 0, to: bob.address, value: 1)
        #expect(rejection(of: late) == .invalid(.nonceTooLow(expected: 1, got: 0)))
    }

    @Test func nonceMayRunAheadBySixtyFour() {
        #expect(rejection(of: alice.transaction(nonce: 64, to: bob.address)) == nil)
        let far = rejection(of: alice.transaction(nonce: 65, to: bob.address))
        #expect(far == .nonceGapTooLarge(limit: 64, gap: 65))
    }

    @Test func greatestNonceIsRefused() {
        #expect(rejection(of: alice.transaction(nonce: .max, to: bob.address)) == .invalid(.nonceIsMax))
    }

    @Test(arguments: [(109, false), (110, true)])
    mutating func replacementMustRaiseBothFeesByATenth(percent: UInt64, isEnough: Bool) throws {
        let first = try chain.submit(alice.transaction(nonce: 0, to: bob.address, tip: 100, feeCap: 2_000_000_000))
        let both = alice.transaction(
            nonce: 0,
            to: bob.address,
            tip: UInt256(percent),
            feeCap: UInt256(20_000_000 * percent)
        )
        if isEnough {
            let second = try chain.submit(both)
            guard case .dropped(.replaced(by: second)) = chain.outcome(of: first) else {
                Issue.record("the first is not replaced")
                return
            }
            #expect(chain.mempool.count == 1)
        } else {
            #expect(isUnderpriced(both))
        }
        let tipAlone = alice.transaction(nonce: 0, to: bob.address, tip: 200, feeCap: 2_000_000_000)
        #expect(isUnderpriced(tipAlone))
        let capAlone = alice.transaction(nonce: 0, to: bob.address, tip: 100, feeCap: 4_000_000_000)
        #expect(isUnderpriced(capAlone))
    }

    @Test mutating func sameTransactionIsKnownWhileItWaitsAndAfterwards() throws {
        let transaction = alice.transaction(nonce: 0, to: bob.address)
        let hash = try chain.submit(transaction)
        #expect(rejection(of: transaction) == .alreadyKnown(hash))
        _ = try chain.produceBlock()
        #expect(rejection(of: transaction) == .alreadyKnown(hash))
    }

    @Test func fundsMustCoverValueAndGreatestFee() {
        let cost = 100_000 &* (10 &* gwei)
        let all = 100 &* ether &- cost
        #expect(rejection(of: alice.transaction(nonce: 0, to: bob.address, value: all)) == nil)
        let over = rejection(of: alice.transaction(nonce: 0, to: bob.address, value: all &+ 1))
        #expect(over == .invalid(.insufficientFunds(required: 100 &* ether &+ 1, balance: 100 &* ether)))
        let overflowing = alice.transaction(nonce: 0, to: bob.address, value: .max)
        let reason = InvalidTransaction.insufficientFunds(required: nil, balance: 100 &* ether)
        #expect(rejection(of: overflowing) == .invalid(reason))
    }

    @Test mutating func fundsMustCoverAllWaitingTransactionsTogether() throws {
        try chain.submit(alice.transaction(nonce: 0, to: bob.address, value: 60 &* ether))
        let second = rejection(of: alice.transaction(nonce: 1, to: bob.address, value: 60 &* ether))
        guard case .insufficientFundsForQueue = second else {
            Issue.record("got \(String(describing: second))")
            return
        }
        // A replacement stands in for the one it replaces.
        let replacement = alice.transaction(
            nonce: 0,
            to: bob.address,
            value: 70 &* ether,
            tip: 2 &* gwei,
            feeCap: 20 &* gwei
        )
        #expect(rejection(of: replacement) == nil)
    }

    @Test func gasLimitMustCoverIntrinsicGas() {
        let low = rejection(of: alice.transaction(nonce: 0, to: bob.address, gasLimit: 20_999))
        #expect(low == .invalid(.intrinsicGasTooLow(required: 21_000, got: 20_999)))
    }

    @Test func gasLimitMustCoverTheCalldataFloor() {
        // 100 non-zero bytes: 21,000 + 1,600 intrinsic, 21,000 + 4,000 floor.
        let data = [UInt8](repeating: 1, count: 100)
        let low = rejection(of: alice.transaction(nonce: 0, to: bob.address, data: data, gasLimit: 24_999))
        #expect(low == .invalid(.floorGasTooLow(required: 25_000, got: 24_999)))
        #expect(rejection(of: alice.transaction(nonce: 0, to: bob.address, data: data, gasLimit: 25_000)) == nil)
    }

    @Test func gasLimitIsCappedAt16777216() {
        let cap: UInt64 = 16_777_216
        #expect(rejection(of: alice.transaction(nonce: 0, to: bob.address, gasLimit: cap)) == nil)
        let over = rejection(of: alice.transaction(nonce: 0, to: bob.address, gasLimit: cap + 1))
        #expect(over == .invalid(.gasLimitAboveCap(cap: cap, got: cap + 1)))
    }

    @Test func gasLimitMustFitTheBlock() throws {
        let small = try makeChain(gasLimit: 1_000_000)
        var copy = small
        #expect(throws: MempoolRejection.gasLimitAboveBlock(limit: 1_000_000, got: 1_000_001)) {
            try copy.submit(alice.transaction(nonce: 0, to: bob.address, gasLimit: 1_000_001))
        }
        try copy.submit(alice.transaction(nonce: 0, to: bob.address, gasLimit: 1_000_000))
    }

    @Test func chainIdMustMatch() {
        let other = rejection(of: alice.transaction(nonce: 0, to: bob.address, chainId: 5))
        #expect(other == .invalid(.wrongChainId(expected: 1, got: 5)))
    }

    @Test func initCodeIsLimitedTo49152Bytes() {
        let fits = [UInt8](repeating: 0, count: 49_152)
        #expect(rejection(of: alice.transaction(nonce: 0, to: nil, data: fits, gasLimit: 1_000_000)) == nil)
        let over = rejection(of: alice.transaction(nonce: 0, to: nil, data: fits + [0], gasLimit: 1_000_000))
        #expect(over == .invalid(.initCodeTooLarge(limit: 49_152, got: 49_153)))
    }

    @Test func calldataOf64KiBPassesAndTheEncodingIsLimitedTo128KiB() {
        let payload = [UInt8](repeating: 0, count: 65_536)
        #expect(rejection(of: alice.transaction(nonce: 0, to: bob.address, data: payload, gasLimit: 5_000_000)) == nil)
        let over = [UInt8](repeating: 0, count: 131_072)
        let large = alice.transaction(nonce: 0, to: bob.address, data: over, gasLimit: 5_000_000)
        #expect(rejection(of: large) == .tooLarge(limit: 131_072, got: large.encoded.count))
    }

    @Test func blobTransactionNeedsASidecar() {
        let blob = alice.sign(
            .blob(
                chainId: 1,
                nonce: 0,
                maxPriorityFeePerGas: 1,
                maxFeePerGas: 10 &* gwei,
                gasLimit: 100_000,
                to: bob.address,
                value: .zero,
                data: [],
                accessList: [],
                maxFeePerBlobGas: 1,
                blobVersionedHashes: [Bytes32(UInt256(1) << 248)]
            )
        )
        #expect(rejection(of: blob) == .blobs(.missing))
    }

    @Test func signatureMustBeValid() {
        var zero = alice.transaction(nonce: 0, to: bob.address)
        zero.s = .zero
        #expect(rejection(of: zero) == .invalid(.invalidSignature))
        var high = alice.transaction(nonce: 0, to: bob.address)
        high.s = .max
        #expect(rejection(of: high) == .invalid(.invalidSignature))
    }

    @Test func senderWithCodeIsRefusedUnlessTheCodeDelegates() throws {
        let carol = try Signer(9)
        let coded = [carol.address: GenesisAccount(balance: ether, code: [0x00])]
        var contract = try makeChain(extra: coded)
        #expect(throws: MempoolRejection.invalid(.senderHasCode(carol.address))) {
            try contract.submit(carol.transaction(nonce: 0, to: bob.address))
        }
        let designator = Delegation.code(to: Contract.logging.address)
        var delegating = try makeChain(extra: [carol.address: GenesisAccount(balance: ether, code: designator)])
        try delegating.submit(carol.transaction(nonce: 0, to: bob.address))
    }

    @Test func tipMustNotExceedTheFeeCap() {
        let odd = rejection(of: alice.transaction(nonce: 0, to: bob.address, tip: 2 &* gwei, feeCap: gwei))
        #expect(odd == .invalid(.priorityFeeAboveMaxFee(maxFee: gwei, priorityFee: 2 &* gwei)))
    }

    @Test func setCodeTransactionNeedsAuthorizations() {
        let bare = alice.sign(
            .setCode(
                chainId: 1,
                nonce: 0,
                maxPriorityFeePerGas: 1,
                maxFeePerGas: 10 &* gwei,
                gasLimit: 100_000,
                to: bob.address,
                value: .zero,
                data: [],
                accessList: [],
                authorizationList: []
            )
        )
        #expect(rejection(of: bare) == .invalid(.emptyAuthorizationList))
    }

    @Test(arguments: [[], [0x05], [0x7f, 0x01], [0x02, 0xc0], [0xc0]] as [[UInt8]])
    mutating func malformedBytesAreRefused(bytes: [UInt8]) {
        #expect(throws: MempoolRejection.self) { try chain.submit(bytes) }
        #expect(chain.mempool.isEmpty)
    }

    @Test func unknownTypeIsUnsupported() {
        var copy = chain
        do throws(MempoolRejection) {
            try copy.submit([0x7f, 0x01])
            Issue.record("admitted")
        } catch {
            #expect(error == .invalid(.unsupportedType(0x7f)))
        }
    }

    @Test mutating func feeCapBelowTheBaseFeeWaits() throws {
        let hash = try chain.submit(alice.transaction(nonce: 0, to: bob.address, tip: 1, feeCap: 1))
        let block = try chain.produceBlock()
        #expect(block.records.isEmpty)
        #expect(block.skipped.map(\.hash) == [hash])
        let baseFee = block.block.header.baseFeePerGas
        #expect(block.skipped.first?.reason == .invalid(.maxFeeBelowBaseFee(baseFee: baseFee, got: 1)))
        #expect(chain.mempool[hash] != nil)
    }
}

import EVM
import HostAccelerators
import Primitives
import StateTransition
import TestSupport
import Testing

struct HeaderValidationTests {
    static let configuration = ChainConfiguration.osaka(chainId: 1)

    static let parent = BlockHeader(
        parentHash: .zero,
        feeRecipient: Address(1),
        number: 41,
        gasLimit: 30_000_000,
        gasUsed: 20_000_000,
        timestamp: 1000,
        baseFeePerGas: 1_000_000_000,
        blobGasUsed: 9 << 17,
        excessBlobGas: 4 << 17,
        requestsHash: .zero
    )

    private func child() throws -> BlockHeader {
        try BlockHeader.child(
            of: Self.parent,
            attributes: BlockAttributes(
                timestamp: 1012,
                feeRecipient: Address(2),
                prevRandao: .zero,
                parentBeaconBlockRoot: .zero,
                gasLimit: 30_000_000
            ),
            configuration: Self.configuration
        )
    }

    private func expect(_ error: InvalidBlock, _ change: (inout BlockHeader) -> Void) throws {
        var header = try child()
        change(&header)
        #expect(throws: error) { try header.validate(after: Self.parent, configuration: Self.configuration) }
    }

    @Test func childOfAParentIsValid() throws {
        try child().validate(after: Self.parent, configuration: Self.configuration)
    }

    @Test func parentHashIsChecked() throws {
        try expect(.wrongParentHash(expected: Self.parent.hash, got: .zero)) { $0.parentHash = .zero }
    }

    @Test func ommersHashIsChecked() throws {
        try expect(.wrongOmmersHash(.zero)) { $0.ommersHash = .zero }
    }

    @Test func difficultyAndNonceAreZero() throws {
        try expect(.nonzeroDifficulty(1)) { $0.difficulty = 1 }
        try expect(.nonzeroNonce(1)) { $0.nonce = 1 }
    }

    @Test func numberFollowsTheParent() throws {
        try expect(.wrongNumber(expected: 42, got: 41)) { $0.number = 41 }
        try expect(.wrongNumber(expected: 42, got: 43)) { $0.number = 43 }
    }

    @Test(arguments: [0, 1, UInt64.max])
    func noNumberFollowsTheGreatest(number: UInt64) throws {
        var last = Self.parent
        last.number = .max
        var header = try child()
        header.number = number
        header.parentHash = last.hash
        #expect(throws: InvalidBlock.parentNumberIsMax) {
            try header.validate(after: last, configuration: Self.configuration)
        }
    }

    @Test func timestampIsAfterTheParent() throws {
        try expect(.timestampNotAfterParent(parent: 1000, got: 1000)) { $0.timestamp = 1000 }
        try expect(.timestampNotAfterParent(parent: 1000, got: 999)) { $0.timestamp = 999 }
        var header = try child()
        header.timestamp = 1001
        try header.validate(after: Self.parent, configuration: Self.configuration)
    }

    @Test func extraDataIsAtMost32Bytes() throws {
        try expect(.extraDataTooLong(limit: 32, got: 33)) { $0.extraData = [UInt8](repeating: 0, count: 33) }
        var header = try child()
        header.extraData = [UInt8](repeating: 0, count: 32)
        try header.validate(after: Self.parent, configuration: Self.configuration)
    }

    @Test func gasUsedIsWithinTheLimit() throws {
        try expect(.gasUsedAboveLimit(limit: 30_000_000, got: 30_000_001)) { $0.gasUsed = 30_000_001 }
    }

    @Test func gasLimitMovesByLessThanA1024th() throws {
        let bound: UInt64 = 30_000_000 / 1024
        let largest = UInt64.max / 2
        try expect(.gasLimitTooLarge(limit: largest, got: largest + 1)) { $0.gasLimit = largest + 1 }
        for gasLimit in [30_000_000 + bound, 30_000_000 - bound, 0, largest] {
            try expect(.invalidGasLimit(parent: 30_000_000, got: gasLimit)) { $0.gasLimit = gasLimit }
        }
        for gasLimit in [30_000_000 + bound - 1, 30_000_000 - bound + 1] {
            var header = try child()
            header.gasLimit = gasLimit
            try header.validate(after: Self.parent, configuration: Self.configuration)
        }
        #expect(FeeRules.isValidGasLimit(5000, parent: 5001))
        #expect(!FeeRules.isValidGasLimit(4999, parent: 5000))
        #expect(FeeRules.isValidGasLimit(.max, parent: .max))
    }

    @Test func baseFeeFollowsTheParent() throws {
        let expected = try child().baseFeePerGas
        // A third above the target: a 24th more.
        #expect(expected == 1_000_000_000 &+ 41_666_666)
        try expect(.wrongBaseFee(expected: expected, got: 7)) { $0.baseFeePerGas = 7 }
    }

    @Test func excessBlobGasFollowsTheParent() throws {
        let expected = try child().excessBlobGas
        try expect(.wrongExcessBlobGas(expected: expected, got: expected + 1)) { $0.excessBlobGas += 1 }
    }

    @Test func requestsHashIsThereFromPragueOn() throws {
        try expect(.wrongHeaderFieldCount(expected: 21, got: 20)) { $0.requestsHash = nil }
        let header = try child()
        #expect(throws: InvalidBlock.wrongHeaderFieldCount(expected: 20, got: 21)) {
            try header.validate(after: Self.parent, configuration: .from(.cancun, chainId: 1))
        }
    }

    @Test func blocksBeforeTheFirstForkAreRefused() throws {
        let header = try child()
        #expect(throws: InvalidBlock.unsupportedFork(timestamp: 1012)) {
            try header.validate(after: Self.parent, configuration: .mainnet)
        }
    }

    @Test func hostileParentsGiveErrorsAndNoTraps() throws {
        var parent = Self.parent
        var header = try child()
        parent.gasLimit = 1
        parent.gasUsed = .max
        #expect(FeeRules.nextBaseFee(parent: parent) == nil)
        parent.gasLimit = 30_000_000
        parent.baseFeePerGas = .max
        #expect(FeeRules.nextBaseFee(parent: parent) == nil)
        parent.excessBlobGas = .max
        #expect(throws: InvalidBlock.excessBlobGasNotComputable) {
            try header.validate(after: parent, configuration: Self.configuration)
        }
        parent.blobGasUsed = 0
        #expect(throws: InvalidBlock.excessBlobGasNotComputable) {
            try header.validate(after: parent, configuration: Self.configuration)
        }
        header.excessBlobGas = .max
        #expect(FeeRules.blobBaseFee(excessBlobGas: .max, blobs: .prague) == nil)
    }
}

struct FeeRuleTests {
    /// Parent with the given gas, all else being usual.
    private func parent(gasUsed: UInt64, baseFee: UInt256) -> BlockHeader {
        var header = HeaderValidationTests.parent
        header.gasUsed = gasUsed
        header.baseFeePerGas = baseFee
        return header
    }

    @Test func baseFeeMovesByAtMostAnEighth() {
        #expect(FeeRules.nextBaseFee(parent: parent(gasUsed: 15_000_000, baseFee: 1000)) == 1000)
        #expect(FeeRules.nextBaseFee(parent: parent(gasUsed: 30_000_000, baseFee: 1000)) == 1125)
        #expect(FeeRules.nextBaseFee(parent: parent(gasUsed: 0, baseFee: 1000)) == 875)
        #expect(FeeRules.nextBaseFee(parent: parent(gasUsed: 15_000_001, baseFee: 7)) == 8)
        #expect(FeeRules.nextBaseFee(parent: parent(gasUsed: 0, baseFee: 7)) == 7)
    }

    @Test func blobPriceGrowsWithTheExcess() {
        #expect(FeeRules.blobBaseFee(excessBlobGas: 0, blobs: .cancun) == 1)
        #expect(FeeRules.blobBaseFee(excessBlobGas: 2_314_057, blobs: .cancun) == 1)
        #expect(FeeRules.blobBaseFee(excessBlobGas: 2_314_058, blobs: .cancun) == 2)
        #expect(FeeRules.blobBaseFee(excessBlobGas: 10 << 20, blobs: .cancun) == 23)
    }

    @Test func blobExcessFollowsTheReservePriceInOsaka() {
        var header = HeaderValidationTests.parent
        header.excessBlobGas = 4 << 17
        header.blobGasUsed = 9 << 17
        header.baseFeePerGas = 1_000_000_000
        #expect(FeeRules.nextExcessBlobGas(parent: header, rules: ForkRules(fork: .prague)) == 7 << 17)
        // Base fee dominates: excess + used * (9 - 6) / 9.
        #expect(FeeRules.nextExcessBlobGas(parent: header, rules: ForkRules(fork: .osaka)) == 7 << 17)
        header.blobGasUsed = 6 << 17
        #expect(FeeRules.nextExcessBlobGas(parent: header, rules: ForkRules(fork: .prague)) == 4 << 17)
        #expect(FeeRules.nextExcessBlobGas(parent: header, rules: ForkRules(fork: .osaka)) == 6 << 17)
        header.baseFeePerGas = 1
        #expect(FeeRules.nextExcessBlobGas(parent: header, rules: ForkRules(fork: .osaka)) == 4 << 17)
        header.blobGasUsed = 1 << 17
        #expect(FeeRules.nextExcessBlobGas(parent: header, rules: ForkRules(fork: .osaka)) == 0)
    }

    @Test func publicNetworksChangeTheirRulesOnTime() {
        #expect(ChainConfiguration.mainnet.rules(at: 1_710_338_134) == nil)
        #expect(ChainConfiguration.mainnet.rules(at: 1_746_612_311) == ForkRules(fork: .prague))
        #expect(ChainConfiguration.mainnet.rules(at: 1_764_798_550) == ForkRules(fork: .prague))
        #expect(ChainConfiguration.mainnet.rules(at: .max) == ForkRules(fork: .osaka, blobs: .blobStep2))
        #expect(ChainConfiguration.hoodi.rules(at: 1_761_677_592) == ForkRules(fork: .osaka))
        #expect(ChainConfiguration.hoodi.rules(at: 1_762_365_720)?.blobs.max == 15)
    }
}

import ArchivedBlocks
import EVM
import HostAccelerators
import Primitives
import StateTransition
import StateTrie
import TestSupport
import Testing

/// A block of a public network with its witness.
struct RealBlock {
    let name: String
    let validator: StatelessValidator
    let block: Block
    let witness: ExecutionWitness
    let file: BlockFile

    static let names = ["hoodi-1265656", "mainnet-23587691", "mainnet-24628607"]

    init(_ name: String) throws {
        let path = try #require(Fixtures.loose("real-blocks/\(name).json"))
        file = try BlockFile(json: Fixtures.read(path))
        block = try Block(decoding: file.blockRLP)
        witness = file.witness
        validator = StatelessValidator(configuration: file.configuration)
        self.name = name
    }

    func validate(_ block: Block, _ witness: ExecutionWitness) throws(StatelessValidationError) -> BlockResult {
        guard witness.headers.isEmpty, !file.blockHashes.isEmpty else {
            return try validator.validate(block, witness: witness)
        }
        return try validator.validateWithoutParentHeader(
            block,
            witness: witness,
            preStateRoot: file.preStateRoot,
            blockHashes: file.blockHashes
        )
    }
}

@Suite(.requiresLoose("real-blocks"))
struct RealBlockTests {
    @Test(arguments: RealBlock.names)
    func realBlockIsValid(_ name: String) throws {
        let real = try RealBlock(name)
        #expect(real.block.hash == real.file.claims.blockHash)
        let result = try real.validate(real.block, real.witness)
        #expect(result.stateRoot == real.block.header.stateRoot)
        #expect(result.gasUsed == real.file.claims.gasUsed)
        #expect(result.receipts.count == real.file.claims.transactionCount)
        #expect(result.sealed(real.block.header) == real.block.header)
    }

    @Test(arguments: ["hoodi-1265656", "mainnet-24628607"])
    func phasesAreToldInOrder(_ name: String) throws {
        let real = try RealBlock(name)
        final class Log { var phases: [ValidationPhase] = [] }
        let log = Log()
        var validator = real.validator
        validator.onPhase = { log.phases.append($0) }
        _ = try validator.validate(real.block, witness: real.witness)
        #expect(log.phases == ValidationPhase.allCases)
    }

    @Test func blockWithoutWitnessHeadersIsRefusedByTheFullCheck() throws {
        let real = try RealBlock("mainnet-23587691")
        #expect(throws: StatelessValidationError.noHeaders) {
            try real.validator.validate(real.block, witness: real.witness)
        }
    }

    @Test(arguments: RealBlock.names)
    func changedStateRootIsRefused(_ name: String) throws {
        let real = try RealBlock(name)
        var block = real.block
        block.header.stateRoot.w3 ^= 1
        let expected = real.block.header.stateRoot
        #expect(
            throws: StatelessValidationError.invalidBlock(
                .wrongStateRoot(expected: expected, got: block.header.stateRoot)
            )
        ) { try real.validate(block, real.witness) }
    }

    /// The fixture's witness is that of another client, which may hold nodes that we never read; a damaged one among
    /// those must leave the result as it is, any other must be missed by its hash.
    @Test func everyDamagedNodeIsMissedOrNotRead() throws {
        let real = try RealBlock("hoodi-1265656")
        let stepCount = 40
        var missedCount = 0
        for step in 0..<stepCount {
            let index = step * real.witness.state.count / stepCount
            var witness = real.witness
            let hash = Keccak256.hash(witness.state[index])
            witness.state[index][witness.state[index].count / 2] ^= 0x10
            do throws(StatelessValidationError) {
                let result = try real.validate(real.block, witness)
                #expect(result.stateRoot == real.block.header.stateRoot)
            } catch {
                guard case .fault(.host(.missingNode(let missing, _))) = error else {
                    Issue.record("node \(index): \(error)")
                    continue
                }
                #expect(missing == hash)
                missedCount += 1
            }
        }
        #expect(missedCount > stepCount / 2)
    }

    @Test func droppedCodeIsMissed() throws {
        let real = try RealBlock("hoodi-1265656")
        var missedCount = 0
        for index in real.witness.codes.indices {
            var witness = real.witness
            let hash = Keccak256.hash(witness.codes.remove(at: index))
            do throws(StatelessValidationError) {
                _ = try real.validate(real.block, witness)
            } catch {
                #expect(error == .fault(.host(.missingCode(hash: hash))))
                missedCount += 1
            }
        }
        #expect(missedCount > 0)
    }

    @Test func furtherNodesAndAnotherOrderDoNoHarm() throws {
        let real = try RealBlock("hoodi-1265656")
        var witness = real.witness
        witness.state.reverse()
        witness.codes.reverse()
        witness.state.append([1, 2, 3])
        witness.state.append(contentsOf: witness.state.prefix(5))
        witness.codes.append([])
        #expect(try real.validate(real.block, witness).stateRoot == real.block.header.stateRoot)
    }

    @Test func headersOfTheWitnessAreChecked() throws {
        let real = try RealBlock("hoodi-1265656")
        let headers = real.witness.headers
        func refusal(_ headers: [[UInt8]]) -> StatelessValidationError? {
            var witness = real.witness
            witness.headers = headers
            do throws(StatelessValidationError) {
                _ = try real.validator.validate(real.block, witness: witness)
                return nil
            } catch {
                return error
            }
        }
        #expect(refusal([]) == .noHeaders)
        #expect(
            refusal([[UInt8]](repeating: headers[0], count: 257)) == .tooManyHeaders(limit: 256, got: 257)
        )
        #expect(refusal([[0xc0]] + headers) == .undecodableHeader(index: 0, .unexpectedEnd))
        var gap = headers
        gap.remove(at: gap.count - 2)
        guard case .headersNotContiguous(index: gap.count - 1, _, _)? = refusal(gap) else {
            Issue.record("\(String(describing: refusal(gap)))")
            return
        }
        // Without the true parent the one before it stands last: some rule about parent and child is broken.
        guard case .invalidBlock? = refusal(Array(headers.dropLast())) else {
            Issue.record("\(String(describing: refusal(Array(headers.dropLast()))))")
            return
        }
        var parent = try BlockHeader(decoding: headers[headers.count - 1])
        let trueHash = parent.hash
        parent.stateRoot.w0 ^= 1
        #expect(
            refusal(headers.dropLast() + [parent.encoded])
                == .invalidBlock(.wrongParentHash(expected: parent.hash, got: trueHash))
        )
    }

    /// BLOCKHASH in this block reaches as far back as the witness does.
    @Test func blockHashBeyondTheWitnessHeadersIsMissed() throws {
        let real = try RealBlock("hoodi-1265656")
        var witness = real.witness
        witness.headers.removeFirst()
        #expect(
            throws: StatelessValidationError.fault(
                .ancestorHashMissing(number: real.block.header.number - UInt64(real.witness.headers.count))
            )
        ) { try real.validator.validate(real.block, witness: witness) }
    }

    @Test func publicKeysMustBeThoseOfTheSenders() throws {
        let real = try RealBlock("hoodi-1265656")
        let keys = try real.block.decodeTransactions().map { [0x04] + (try $0.recoverPublicKey()) }
        #expect(
            try real.validator.validate(real.block, witness: real.witness, publicKeys: keys).stateRoot
                == real.block.header.stateRoot
        )
        func expect(_ error: StatelessValidationError, _ change: (inout [[UInt8]]) -> Void) {
            var changed = keys
            change(&changed)
            #expect(throws: error) {
                try real.validator.validate(real.block, witness: real.witness, publicKeys: changed)
            }
        }
        expect(.wrongPublicKey(index: 3)) { $0[3][64] ^= 1 }
        expect(.wrongPublicKey(index: 0)) { $0[0][0] = 0x02 }
        expect(.wrongPublicKeyCount(expected: keys.count, got: keys.count - 1)) { $0.removeLast() }
        expect(.wrongPublicKeyCount(expected: keys.count, got: keys.count + 1)) { $0.append($0[0]) }
    }

    /// Each field of the header that execution or the parent decides, changed once.
    @Test func everyChangedHeaderFieldIsRefusedForItsOwnReason() throws {
        let real = try RealBlock("hoodi-1265656")
        let header = real.block.header
        func expect(_ reason: InvalidBlock, _ change: (inout BlockHeader) -> Void) {
            var block = real.block
            change(&block.header)
            #expect(throws: StatelessValidationError.invalidBlock(reason)) {
                try real.validator.validate(block, witness: real.witness)
            }
        }
        expect(.wrongParentHash(expected: header.parentHash, got: .zero)) { $0.parentHash = .zero }
        expect(.wrongOmmersHash(.zero)) { $0.ommersHash = .zero }
        expect(.wrongTransactionsRoot(expected: header.transactionsRoot, got: .zero)) { $0.transactionsRoot = .zero }
        expect(.wrongReceiptsRoot(expected: header.receiptsRoot, got: .zero)) { $0.receiptsRoot = .zero }
        expect(.wrongLogsBloom) { $0.logsBloom = LogsBloom() }
        expect(.nonzeroDifficulty(1)) { $0.difficulty = 1 }
        expect(.nonzeroNonce(9)) { $0.nonce = 9 }
        expect(.wrongNumber(expected: header.number, got: header.number + 1)) { $0.number += 1 }
        expect(.wrongGasUsed(expected: header.gasUsed, got: header.gasUsed + 1)) { $0.gasUsed += 1 }
        expect(.wrongBaseFee(expected: header.baseFeePerGas, got: 0)) { $0.baseFeePerGas = 0 }
        expect(.wrongWithdrawalsRoot(expected: header.withdrawalsRoot, got: .zero)) { $0.withdrawalsRoot = .zero }
        expect(.wrongBlobGasUsed(expected: header.blobGasUsed, got: header.blobGasUsed ^ 131_072)) {
            $0.blobGasUsed ^= 131_072
        }
        expect(.wrongExcessBlobGas(expected: header.excessBlobGas, got: header.excessBlobGas + 1)) {
            $0.excessBlobGas += 1
        }
        expect(.wrongRequestsHash(expected: header.requestsHash ?? .zero, got: .zero)) { $0.requestsHash = .zero }
        expect(.wrongHeaderFieldCount(expected: 21, got: 20)) { $0.requestsHash = nil }
        expect(.extraDataTooLong(limit: 32, got: 33)) { $0.extraData = [UInt8](repeating: 1, count: 33) }
    }

    @Test func everyChangeOfTheBodyIsRefused() throws {
        let real = try RealBlock("hoodi-1265656")
        func refuse(_ change: (inout Block) -> Void) {
            var block = real.block
            change(&block)
            #expect(throws: StatelessValidationError.self) {
                try real.validator.validate(block, witness: real.witness)
            }
        }
        refuse { $0.transactions.removeLast() }
        refuse { $0.transactions.swapAt(0, 1) }
        refuse { $0.transactions.append($0.transactions[0]) }
        refuse { $0.transactions[0][20] ^= 1 }
        refuse { $0.withdrawals.removeLast() }
        refuse { $0.withdrawals[0].amountInGwei += 1 }
        refuse { $0.header.feeRecipient = Address(1) }
    }
}

import ExecutePrecompile
import Primitives
import StateTransition

/// Inputs of the right form whose block was never executed: for the codec, the rules and the charge.
enum SampleInput {
    static func repeated(_ byte: UInt8) -> Bytes32 {
        let word = UInt64(byte) &* 0x0101_0101_0101_0101
        return Bytes32(w0: word, w1: word, w2: word, w3: word)
    }

    /// The payload of the golden vectors; Osaka's form leaves the last two fields out.
    static func payload(_ schema: InputSchema) -> ExecutionPayload {
        let fields = ExecutionPayloadFields(
            parentHash: repeated(1),
            feeRecipient: Address(truncating: repeated(2).uint256),
            stateRoot: repeated(3),
            receiptsRoot: repeated(4),
            logsBloom: LogsBloom(),
            prevRandao: repeated(5),
            blockNumber: 1,
            gasLimit: 15_000_000,
            gasUsed: 21_000,
            timestamp: 1_700_000_000,
            extraData: [],
            baseFeePerGas: 1_000_000_000,
            blockHash: repeated(6),
            blobGasUsed: 0,
            excessBlobGas: 0
        )
        return ExecutionPayload(
            fields: fields,
            transactions: [],
            withdrawals: [],
            amsterdam: schema == .amsterdam ? AmsterdamPayloadFields(blockAccessList: [0xc0], slotNumber: 0) : nil
        )
    }

    static func request(_ schema: InputSchema) -> NewPayloadRequest {
        NewPayloadRequest(
            executionPayload: payload(schema),
            versionedHashes: [],
            parentBeaconBlockRoot: repeated(7),
            executionRequests: ExecutionRequests()
        )
    }

    static func input(_ schema: InputSchema = .osaka) -> StatelessInput {
        StatelessInput(
            newPayloadRequest: request(schema),
            witness: ExecutionWitness(state: [[1, 2], [3]], codes: [[0x60]], headers: [[0xc0]]),
            chainId: 1_234_321
        )
    }

    /// One request of each kind, Amsterdam's too.
    static var requests: ExecutionRequests {
        var requests = ExecutionRequests()
        requests.deposits = [
            DepositRequest(
                pubkey: [UInt8](repeating: 1, count: 48),
                withdrawalCredentials: repeated(2),
                amountInGwei: 32_000_000_000,
                signature: [UInt8](repeating: 3, count: 96),
                index: 4
            )
        ]
        requests.withdrawals = [
            WithdrawalRequest(
                sourceAddress: Address(5),
                validatorPubkey: [UInt8](repeating: 6, count: 48),
                amountInGwei: 7
            )
        ]
        requests.consolidations = [
            ConsolidationRequest(
                sourceAddress: Address(8),
                sourcePubkey: [UInt8](repeating: 9, count: 48),
                targetPubkey: [UInt8](repeating: 10, count: 48)
            )
        ]
        requests.builderDeposits = [
            BuilderDepositRequest(
                pubkey: [UInt8](repeating: 11, count: 48),
                withdrawalCredentials: repeated(12),
                amountInGwei: 13,
                signature: [UInt8](repeating: 14, count: 96)
            )
        ]
        requests.builderExits = [
            BuilderExitRequest(sourceAddress: Address(15), pubkey: [UInt8](repeating: 16, count: 48))
        ]
        return requests
    }
}

extension SampleInput {
    /// One request of each kind that Osaka has.
    static var osakaRequests: ExecutionRequests {
        var requests = requests
        requests.builderDeposits = []
        requests.builderExits = []
        return requests
    }
}

extension StatelessInput {
    /// The input in the older layout, with the keys of its transactions' signers.
    var withPublicKeys: StatelessInput {
        get throws {
            var input = self
            input.publicKeys = try newPayloadRequest.executionPayload.transactions.map {
                [0x04] + (try Transaction(decoding: $0).recoverPublicKey())
            }
            return input
        }
    }
}

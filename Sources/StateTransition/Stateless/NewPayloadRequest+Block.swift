import Primitives
import StateTrie

extension NewPayloadRequest {
    /// The block that an Osaka payload describes, its header rebuilt from the payload, the anchor and the requests.
    ///
    /// Nothing is checked: the header's hash is the payload's `blockHash` only if the payload is honest about it.
    public var block: Block {
        let fields = executionPayload.fields
        let header = BlockHeader(
            parentHash: fields.parentHash,
            feeRecipient: fields.feeRecipient,
            stateRoot: fields.stateRoot,
            transactionsRoot: OrderedTrie.root(of: executionPayload.transactions),
            receiptsRoot: fields.receiptsRoot,
            logsBloom: fields.logsBloom,
            number: fields.blockNumber,
            gasLimit: fields.gasLimit,
            gasUsed: fields.gasUsed,
            timestamp: fields.timestamp,
            extraData: fields.extraData,
            prevRandao: fields.prevRandao,
            baseFeePerGas: fields.baseFeePerGas,
            withdrawalsRoot: OrderedTrie.root(of: executionPayload.withdrawals.map { $0.encoded }),
            blobGasUsed: fields.blobGasUsed,
            excessBlobGas: fields.excessBlobGas,
            parentBeaconBlockRoot: parentBeaconBlockRoot,
            requestsHash: TypedRequests.hash(executionRequests.typedRequests)
        )
        return Block(
            header: header,
            transactions: executionPayload.transactions,
            withdrawals: executionPayload.withdrawals
        )
    }

    /// The request that describes a sealed Osaka block.
    ///
    /// - Parameters:
    ///   - block: The block; blob transactions give the versioned hashes.
    ///   - requests: Requests that its execution made (EIP-7685), kind byte and data each.
    /// - Throws: `StatelessInputBuildingError`.
    public init(block: Block, requests: [[UInt8]]) throws(StatelessInputBuildingError) {
        let header = block.header
        executionPayload = ExecutionPayload(
            fields: ExecutionPayloadFields(
                parentHash: header.parentHash,
                feeRecipient: header.feeRecipient,
                stateRoot: header.stateRoot,
                receiptsRoot: header.receiptsRoot,
                logsBloom: header.logsBloom,
                prevRandao: header.prevRandao,
                blockNumber: header.number,
                gasLimit: header.gasLimit,
                gasUsed: header.gasUsed,
                timestamp: header.timestamp,
                extraData: header.extraData,
                baseFeePerGas: header.baseFeePerGas,
                blockHash: block.hash,
                blobGasUsed: header.blobGasUsed,
                excessBlobGas: header.excessBlobGas
            ),
            transactions: block.transactions,
            withdrawals: block.withdrawals
        )
        parentBeaconBlockRoot = header.parentBeaconBlockRoot
        do throws(InvalidBlock) {
            versionedHashes = try block.decodeTransactions().flatMap { $0.blobVersionedHashes }
        } catch {
            throw .block(error)
        }
        do throws(RequestsError) {
            executionRequests = try ExecutionRequests(typedRequests: requests)
        } catch {
            throw .requests(error)
        }
    }
}

extension StatelessInput {
    /// The input, in the newest layout, that describes a sealed Osaka block.
    ///
    /// - Parameters:
    ///   - block: The block.
    ///   - requests: Requests that its execution made (EIP-7685).
    ///   - witness: What its execution read.
    ///   - chainId: Chain of the block.
    /// - Throws: `StatelessInputBuildingError`.
    public init(
        block: Block,
        requests: [[UInt8]],
        witness: ExecutionWitness,
        chainId: UInt64
    ) throws(StatelessInputBuildingError) {
        newPayloadRequest = try NewPayloadRequest(block: block, requests: requests)
        self.witness = witness
        self.chainId = chainId
    }
}

/// Why a block has no input.
public enum StatelessInputBuildingError: Error, Equatable, Sendable {
    /// A transaction is not canonical.
    case block(InvalidBlock)
    /// The requests are not those of an Osaka block.
    case requests(RequestsError)
}

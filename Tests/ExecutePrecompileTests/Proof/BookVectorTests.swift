import ExecutePrecompile
import Foundation
import HostAccelerators
import Primitives
import RollupContracts
import StateTransition
import StrictJSON
import TestSupport
import Testing

/// Roots and code as the native-rollup book's contracts have them (l2beat/native-rollups at commit 438057f0).
@Suite("Vectors of the native-rollup book")
struct BookVectorTests {
    private static let vectors = "l2beat/native_rollup_vectors.json"
    private static let registry = "l2beat/eip8357_registry_schema.hex"

    private static func header(_ json: JSONValue) throws -> ExecutionPayloadHeader {
        let header = try json["header"]
        return ExecutionPayloadHeader(
            fields: ExecutionPayloadFields(
                parentHash: try header["parentHash"].bytes32,
                feeRecipient: try header["feeRecipient"].address,
                stateRoot: try header["stateRoot"].bytes32,
                receiptsRoot: try header["receiptsRoot"].bytes32,
                logsBloom: try #require(LogsBloom(try header["logsBloom"].bytes)),
                prevRandao: try header["prevRandao"].bytes32,
                blockNumber: try header["blockNumber"].wholeNumber,
                gasLimit: try header["gasLimit"].wholeNumber,
                gasUsed: try header["gasUsed"].wholeNumber,
                timestamp: try header["timestamp"].wholeNumber,
                extraData: try header["extraData"].bytes,
                baseFeePerGas: try header["baseFeePerGas"].uint256,
                blockHash: try header["blockHash"].bytes32,
                blobGasUsed: try header["blobGasUsed"].wholeNumber,
                excessBlobGas: try header["excessBlobGas"].wholeNumber
            ),
            transactionsRoot: try header["transactionsRoot"].bytes32,
            withdrawalsRoot: try header["withdrawalsRoot"].bytes32,
            amsterdam: AmsterdamPayloadHeaderFields(
                blockAccessListRoot: try header["blockAccessListRoot"].bytes32,
                slotNumber: try header["slotNumber"].wholeNumber
            )
        )
    }

    @Test("E5 the header form has the book's roots", .requiresLoose(vectors))
    func roots() throws {
        let path = try #require(Fixtures.loose(Self.vectors))
        let root = try JSONDocument([UInt8](Data(contentsOf: URL(filePath: path)))).root
        let (chainId, schemaId) = (try root["chainId"].wholeNumber, try root["schemaId"].wholeNumber)
        var count = 0
        for json in try root["cases"].elements {
            let payload = try Self.header(json)
            #expect(payload.root == (try json["payloadRoot"].bytes32))
            let request = NewPayloadRequestHeader(
                executionPayload: payload,
                versionedHashes: try json["versionedHashes"].elements.map { try $0.bytes32 },
                parentBeaconBlockRoot: try json["parentBeaconBlockRoot"].bytes32,
                executionRequestsRoot: try json["executionRequestsRoot"].bytes32
            )
            #expect(request.root(.consensusSpecs) == (try json["newPayloadRequestRoot"].bytes32))
            let result = StatelessValidationResult(
                newPayloadRequestRoot: request.root(.consensusSpecs),
                successfulValidation: true,
                chainId: chainId,
                schemaId: try #require(UInt16(exactly: schemaId))
            )
            #expect(result.root(.consensusSpecs) == (try json["publicInputRoot"].bytes32))
            count += 1
        }
        #expect(count == 2)
    }

    @Test("The registry's code is the published one", .requiresLoose(registry))
    func registryCode() throws {
        let path = try #require(Fixtures.loose(Self.registry))
        let text = try String(contentsOfFile: path, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(Hex.encodeUnprefixed(VerificationKeyRegistry.runtimeCode) == text)
    }
}

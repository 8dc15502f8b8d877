import Foundation
import HostAccelerators
import Primitives
import TestSupport
import Testing

/// Reads the schema of the zkevm v0.3.3 fixtures: plain containers and bounded lists, no schema prefix.
private enum ZKEVMSchema {
    static let payloadLayout = SSZLayout([
        32, 20, 32, 32, 256, 32, 8, 8, 8, 8, nil, 32, 32, nil, nil, 8, 8, nil, 8,
    ])

    static func payloadRoot(_ bytes: ArraySlice<UInt8>) throws(SSZError) -> Bytes32 {
        var reader = try SSZContainerReader(bytes, layout: payloadLayout)
        var roots: [Bytes32] = []
        for byteCount in [32, 20, 32, 32, 256, 32, 8, 8, 8, 8] {
            roots.append(SSZ.byteVectorRoot(try reader.readBytes(byteCount)))
        }
        roots.append(SSZ.byteListRoot(try reader.readByteList(limit: 32), limit: 32))
        roots.append(SSZ.chunk(try reader.readUInt256()))
        roots.append(try reader.readBytes32())
        let transactions = try SSZ.decodeByteLists(try reader.readField(), limit: 1 << 20, elementLimit: 1 << 30)
        roots.append(SSZ.listRoot(transactions.map { SSZ.byteListRoot($0, limit: 1 << 30) }, limit: 1 << 20))
        let withdrawals = try SSZ.decodeList(try reader.readField(), elementByteCount: 44, limit: 1 << 16) {
            (element) throws(SSZError) in
            var reader = try SSZContainerReader(element, layout: SSZLayout([8, 8, 20, 8]))
            return SSZ.containerRoot([
                SSZ.chunk(try reader.readUInt64()), SSZ.chunk(try reader.readUInt64()),
                SSZ.chunk(try reader.readAddress()), SSZ.chunk(try reader.readUInt64()),
            ])
        }
        roots.append(SSZ.listRoot(withdrawals, limit: 1 << 16))
        roots.append(SSZ.chunk(try reader.readUInt64()))
        roots.append(SSZ.chunk(try reader.readUInt64()))
        roots.append(SSZ.byteListRoot(try reader.readByteList(limit: 1 << 24), limit: 1 << 24))
        roots.append(SSZ.chunk(try reader.readUInt64()))
        return SSZ.containerRoot(roots)
    }

    /// Root of the request, after reading the whole input.
    static func requestRoot(_ bytes: [UInt8]) throws(SSZError) -> Bytes32 {
        var input = try SSZContainerReader(bytes[...], layout: SSZLayout([nil, nil, 8, nil]))
        var request = try SSZContainerReader(try input.readField(), layout: SSZLayout([nil, nil, 32, nil]))
        let payloadRoot = try payloadRoot(try request.readField())
        let hashes = try SSZ.decodeList(try request.readField(), elementByteCount: 32, limit: 4_096) {
            (element) throws(SSZError) in Bytes32(element) ?? .zero
        }
        let parentBeaconBlockRoot = try request.readBytes32()
        let requests = try SSZ.decodeByteLists(try request.readField(), limit: 16, elementLimit: 1 << 30)
        var witness = try SSZContainerReader(try input.readField(), layout: SSZLayout([nil, nil, nil]))
        _ = try SSZ.decodeByteLists(try witness.readField(), limit: 1 << 20, elementLimit: 1 << 20)
        _ = try SSZ.decodeByteLists(try witness.readField(), limit: 1 << 16, elementLimit: 1 << 24)
        _ = try SSZ.decodeByteLists(try witness.readField(), limit: 256, elementLimit: 1 << 10)
        _ = try input.readUInt64()
        _ = try SSZ.decodeByteLists(try input.readField(), limit: 1 << 20, elementLimit: 65)
        return SSZ.containerRoot([
            payloadRoot,
            SSZ.listRoot(hashes, limit: 4_096),
            parentBeaconBlockRoot,
            SSZ.listRoot(requests.map { SSZ.byteListRoot($0, limit: 1 << 30) }, limit: 16),
        ])
    }
}

@Suite("SSZ of official stateless fixtures", .requires(.statelessZKEVM))
struct SSZFixtureTests {
    @Test("Request roots of all inputs are those of the fixtures' outputs")
    func requestRoots() throws {
        var inputCount = 0
        for path in Fixtures.files(in: try Fixtures.path(.statelessZKEVM), suffix: ".json") {
            let tests = try #require(
                try JSONSerialization.jsonObject(with: Data(try Fixtures.read(path))) as? [String: [String: Any]]
            )
            for (name, test) in tests {
                for block in test["blocks"] as? [[String: Any]] ?? [] {
                    guard let input = (block["statelessInputBytes"] as? String).flatMap({ Hex.decode($0) }),
                        let output = (block["statelessOutputBytes"] as? String).flatMap({ Hex.decode($0) })
                    else { continue }
                    inputCount += 1
                    #expect(try ZKEVMSchema.requestRoot(input).bytes == Array(output.prefix(32)), "\(name)")
                }
            }
        }
        #expect(inputCount >= 88)
    }
}

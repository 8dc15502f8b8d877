import ArchivedBlocks
import Foundation
import Primitives
import StateTransition
import TestSupport
import Testing

@Suite("Real blocks", .requiresLoose("real-blocks"))
struct RealBlockTests {
    static let names = ["hoodi-1265656", "mainnet-23587691", "mainnet-24628607"]

    static func bytes(_ name: String) throws -> [UInt8] {
        let path = try #require(Fixtures.loose("real-blocks/\(name).json"))
        return try Fixtures.read(path)
    }

    @Test("Each is valid, and its result has the 43 bytes", arguments: names)
    func valid(name: String) throws {
        let file = try BlockFile(json: try Self.bytes(name))
        let validation = BlockValidation(file)
        #expect(validation.failure == nil, "\(name): \(String(describing: validation.failure))")
        let output = try #require(validation.output)
        #expect(output.encoded.count == 43)
        #expect(output.chainId == file.configuration.chainId)
        // Without the parent's header EXECUTE's validation fails, whatever the archive says.
        #expect(output.successfulValidation == validation.isParentChecked)
        #expect(validation.isParentChecked == (name != "mainnet-23587691"))
    }

    @Test("A changed byte in the state root node or in a claim is refused", arguments: names)
    func tampered(name: String) throws {
        let original = try BlockFile(json: try Self.bytes(name))
        let text = String(decoding: try Self.bytes(name), as: UTF8.self)

        let rootNode = try #require(original.witness.state.first { Keccak256.hash($0) == original.preStateRoot })
        let node = Hex.encode(rootNode)
        let changedNode = Hex.encode(Array(rootNode.dropLast()) + [rootNode[rootNode.count - 1] ^ 1])
        try expectRefused(text.replacingFirst(node, with: changedNode), name)

        let stateRoot = Hex.encodeUnprefixed(try Block(decoding: original.blockRLP).header.stateRoot.bytes)
        let last = stateRoot.hasSuffix("0") ? "1" : "0"
        try expectRefused(text.replacingFirst(stateRoot, with: stateRoot.dropLast() + last), name)

        let preState = original.preStateRoot.hex
        let field = "\"preStateRoot\": \"\(preState)\""
        let changed = preState.dropLast() + (preState.hasSuffix("0") ? "1" : "0")
        try expectRefused(text.replacingFirst(field, with: "\"preStateRoot\": \"\(changed)\""), name)
    }

    @Test("The file's fork must be the chain's at the block's time", arguments: names)
    func fork(name: String) throws {
        let text = String(decoding: try Self.bytes(name), as: UTF8.self)
        let fork = name == "mainnet-24628607" ? "Osaka" : "Prague"
        let field = "\"fork\": \"\(fork)\""
        try #require(text.contains(field))
        let other = try BlockFile(json: Array(text.replacingFirst(field, with: "\"fork\": \"Cancun\"").utf8))
        guard case .wrongClaim("fork", "Cancun", fork.lowercased())? = BlockValidation(other).failure else {
            Issue.record("\(String(describing: BlockValidation(other).failure))")
            return
        }
        let unnamed = try BlockFile(json: Array(text.replacingFirst(field, with: "\"fork\": null").utf8))
        #expect(unnamed.claims.fork == nil && BlockValidation(unnamed).failure == nil)
        #expect(throws: BlockFileError.self) {
            try BlockFile(json: Array(text.replacingFirst(field, with: "\"fork\": 5").utf8))
        }
    }

    @Test("A claim that the block contradicts is the file's fault, and nothing was checked against the parent")
    func wrongClaim() throws {
        let text = String(decoding: try Self.bytes("hoodi-1265656"), as: UTF8.self)
        let gasUsed = try BlockFile(json: Array(text.utf8)).claims.gasUsed
        let changed = text.replacingFirst("\"gasUsed\": \(gasUsed)", with: "\"gasUsed\": 1")
        try #require(changed != text)
        let validation = BlockValidation(try BlockFile(json: Array(changed.utf8)))
        #expect(validation.failure?.isAboutFile == true && !validation.isParentChecked)
    }

    @Test("A witness whose last header is not the parent's is named so, not as another pre-state")
    func missingParent() throws {
        let name = "hoodi-1265656"
        let text = String(decoding: try Self.bytes(name), as: UTF8.self)
        let headers = try BlockFile(json: Array(text.utf8)).witness.headers
        try #require(headers.count > 1)
        let last = Hex.encode(headers[headers.count - 1])
        let file = try BlockFile(json: Array(text.replacingFirst(", \"\(last)\"", with: "").utf8))
        try #require(file.witness.headers.count == headers.count - 1)
        guard case .parentMissing(_, Keccak256.hash(headers[headers.count - 2]))? = BlockValidation(file).failure else {
            Issue.record("\(String(describing: BlockValidation(file).failure))")
            return
        }
    }

    @Test("No mutation of a file crashes, or is accepted as another block")
    func mutations() throws {
        let seed: UInt64 = 0x5eed_b10c
        var generator = SplitMix64(seed: seed)
        let original = try Self.bytes("mainnet-23587691")
        let expected = try BlockFile(json: original).claims.blockHash
        for round in 0..<200 {
            var bytes = original
            switch generator.next() % 4 {
            case 0: bytes.removeLast(Int(generator.next() % UInt64(bytes.count)))
            case 1: bytes.insert(UInt8(truncatingIfNeeded: generator.next()), at: Int(generator.next() % 60_000))
            default:
                // The block stands in the first 40 kB; the witness follows.
                let range = round % 2 == 0 ? 40_000 : UInt64(bytes.count)
                bytes[Int(generator.next() % range)] ^= 1 << UInt8(generator.next() % 8)
            }
            guard let file = try? BlockFile(json: bytes) else { continue }
            let validation = BlockValidation(file)
            if validation.failure == nil {
                #expect(validation.block?.hash == expected, "seed \(seed), round \(round)")
            }
        }
    }

    private func expectRefused(_ text: String, _ name: String) throws {
        let validation = BlockValidation(try BlockFile(json: Array(text.utf8)))
        #expect(validation.failure != nil, "\(name) was accepted after a change")
    }
}

extension String {
    fileprivate func replacingFirst(_ old: String, with new: some StringProtocol) -> String {
        guard let range = range(of: old) else { return self }
        return replacingCharacters(in: range, with: new)
    }
}

import EVM
import Primitives
import RollupContracts
import Testing

/// EIP-8357's registry as it runs: the published code answers as its text says.
@Suite("Verification key registry")
struct VerificationKeyRegistryTests {
    private static let protocolCaller = Address(
        w0: 0xffff_ffff,
        w1: 0xffff_ffff_ffff_ffff,
        w2: 0xffff_ffff_ffff_fffe
    )
    private let registry = VerificationKeyRegistry.address
    private let first = Bytes32(UInt256(0x11))
    private let second = Bytes32(UInt256(0x22))

    private func makeChain() -> TestChain {
        var chain = TestChain()
        chain.host.accounts[registry, default: .init()].code = VerificationKeyRegistry.runtimeCode
        return chain
    }

    private func entry(_ chain: inout TestChain, _ key: Bytes32 = .zero) throws -> [UInt8]? {
        let outcome = try chain.call(registry, VerificationKeyRegistry.read(key))
        return outcome.result.isSuccess ? outcome.result.output : nil
    }

    private func write(_ chain: inout TestChain, _ input: [UInt8], value: UInt256 = .zero) throws -> Bool {
        try chain.call(registry, input, from: Self.protocolCaller, value: value).result.isSuccess
    }

    @Test("The code is the published one")
    func code() {
        #expect(VerificationKeyRegistry.runtimeCode.count == 165)
        #expect(registry.hex.lowercased() == "0x00005e9c1447c1a05a642ec9eb76d9c125468357")
    }

    @Test("B12 register, read, replace, reactivate")
    func life() throws {
        var chain = makeChain()
        #expect(try entry(&chain) == nil, "empty")
        #expect(try write(&chain, VerificationKeyRegistry.register(first, schemaId: 0x1281)))
        let firstEntry = first.bytes + UInt256(0x1281).bigEndianBytes
        #expect(try entry(&chain) == firstEntry)
        #expect(try entry(&chain, first) == firstEntry)
        #expect(try entry(&chain, second) == nil)
        #expect(try write(&chain, VerificationKeyRegistry.register(second, schemaId: 0x1281)))
        #expect(try entry(&chain) == second.bytes + UInt256(0x1281).bigEndianBytes)
        #expect(try entry(&chain, first) == firstEntry, "a key stays registered")
        #expect(try write(&chain, VerificationKeyRegistry.reactivate(first)))
        #expect(try entry(&chain) == firstEntry)
    }

    @Test("B12 what the protocol may not write")
    func refused() throws {
        var chain = makeChain()
        #expect(try write(&chain, VerificationKeyRegistry.register(first, schemaId: 0x1281)))
        #expect(try !write(&chain, VerificationKeyRegistry.register(first, schemaId: 0x1281)), "registered twice")
        #expect(try !write(&chain, VerificationKeyRegistry.register(.zero, schemaId: 0x1281)), "the zero key")
        #expect(try !write(&chain, VerificationKeyRegistry.register(second, schemaId: 0)), "no schema")
        #expect(try !write(&chain, second.bytes + UInt256(0x1_0000).bigEndianBytes), "a schema of three bytes")
        #expect(try !write(&chain, VerificationKeyRegistry.reactivate(second)), "never registered")
        #expect(try !write(&chain, []), "no input")
        #expect(try !write(&chain, second.bytes + [0]), "33 bytes")
        #expect(try entry(&chain) == first.bytes + UInt256(0x1281).bigEndianBytes)
    }

    @Test("B12 others only read, with 32 bytes and no value")
    func reading() throws {
        var chain = makeChain()
        #expect(try write(&chain, VerificationKeyRegistry.register(first, schemaId: 0x1281)))
        let input = VerificationKeyRegistry.register(second, schemaId: 0x1281)
        #expect(try !chain.call(registry, input).result.isSuccess)
        #expect(try !chain.call(registry, []).result.isSuccess)
        #expect(try !chain.call(registry, VerificationKeyRegistry.read(), value: .one).result.isSuccess)
        #expect(try entry(&chain) == first.bytes + UInt256(0x1281).bigEndianBytes)
    }

    @Test("A genesis with a key reads like a registration")
    func genesis() throws {
        var chain = makeChain()
        for (slot, value) in VerificationKeyRegistry.genesisStorage(key: first, schemaId: 0x1281) {
            chain.host.setStorage(registry, slot, value)
        }
        var written = makeChain()
        #expect(try write(&written, VerificationKeyRegistry.register(first, schemaId: 0x1281)))
        #expect(try entry(&chain) == entry(&written))
        #expect(try entry(&chain, first) == entry(&written, first))
        #expect(chain.host.accounts[registry]?.storage == written.host.accounts[registry]?.storage)
    }
}

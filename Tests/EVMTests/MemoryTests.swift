import EVM
import Primitives
import Testing

@Suite
struct MemoryTests {
    static let hostileNumbers: [UInt256] = [
        UInt256(1) << 32, (UInt256(1) << 32) &- 1, UInt256(1) << 63, (UInt256(1) << 64) &- 1, (UInt256(1) << 64) &- 32,
        UInt256(1) << 64, UInt256(1) << 128, UInt256(1) << 255, UInt256.max &- 31, .max,
    ]

    /// Gas of memory, computed independently of the EVM: 3 w + floor(w^2 / 512).
    static func memoryGas(words: UInt64) -> UInt64 { 3 * words + words * words / 512 }

    @Test(arguments: [UInt64(0), 1, 2, 21, 22, 23, 31, 32, 100, 724, 725, 1000, 10_000] as [UInt64])
    func expansionIsQuadratic(_ lastWord: UInt64) throws {
        let offset = UInt256(lastWord * 32)
        let pushes = try #require(try gasUsed(by: push(offset) + .pop))
        let used = try gasUsed(by: push(offset) + .mload + .pop)
        #expect(used == pushes + 3 + MemoryTests.memoryGas(words: lastWord + 1))
    }

    @Test
    func expansionIsChargedOnce() throws {
        let once = try #require(try gasUsed(by: store(1, at: 64)))
        #expect(try gasUsed(by: store(1, at: 64) + store(1, at: 64) + store(1, at: 0)) == once + 9 + 8)
    }

    @Test
    func unalignedAccessTouchesTheNextWord() throws {
        #expect(try run(push(1) + .mload + .pop + .msize + returnTop).word == 64)
        #expect(try run(push(0) + push(63) + .mstore8 + .msize + returnTop).word == 64)
        #expect(try run(push(0) + push(64) + .mstore8 + .msize + returnTop).word == 96)
    }

    @Test(arguments: hostileNumbers)
    func hostileOffsetsAndSizesAreOutOfGas(_ number: UInt256) throws {
        let n = push(number)
        let zero = push(0)
        let one = push(1)
        let programs: [(String, Program)] = [
            ("MLOAD", n + .mload), ("MSTORE", zero + n + .mstore), ("MSTORE8", zero + n + .mstore8),
            ("KECCAK256 offset", one + n + .keccak256), ("KECCAK256 size", n + zero + .keccak256),
            ("KECCAK256 both", n + n + .keccak256),
            ("CALLDATACOPY to", one + zero + n + .calldatacopy), ("CALLDATACOPY size", n + zero + zero + .calldatacopy),
            ("CODECOPY to", one + zero + n + .codecopy), ("CODECOPY size", n + zero + zero + .codecopy),
            ("EXTCODECOPY to", one + zero + n + zero + .extcodecopy),
            ("EXTCODECOPY size", n + zero + zero + zero + .extcodecopy),
            ("MCOPY to", one + zero + n + .mcopy), ("MCOPY from", one + n + zero + .mcopy),
            ("MCOPY size", n + zero + zero + .mcopy),
            ("LOG0 offset", one + n + .log0), ("LOG0 size", n + zero + .log0),
            ("CREATE offset", one + n + zero + .create),
            ("RETURN", one + n + .return), ("REVERT", one + n + .revert),
            ("CALL input", zero + zero + one + n + zero + zero + zero + .call),
            ("CALL output", one + n + zero + zero + zero + zero + zero + .call),
        ]
        for (name, program) in programs {
            let result = try run(program)
            #expect(result.status == .halt(.outOfGas), "\(name) \(number)")
        }
    }

    @Test(arguments: hostileNumbers)
    func sourceOffsetsBeyondTheEndReadZeros(_ number: UInt256) throws {
        for opcode in [Opcode.calldatacopy, .codecopy] {
            let program = store(.max, at: 0) + push(32) + push(number) + push(0) + opcode
            #expect(try run(program + returnMemory(0, 32), input: [1, 2, 3]).word == 0, "\(opcode.name)")
        }
        let external = store(.max, at: 0) + push(32) + push(number) + push(0) + .address
        #expect(try run(external + .extcodecopy + returnMemory(0, 32)).word == 0)
        #expect(try run(push(number) + .calldataload + returnTop, input: [1, 2, 3]).word == 0)
    }

    @Test
    func copiesTakeWhatThereIs() throws {
        let copy = store(.max, at: 0) + push(32) + push(1) + push(0) + .calldatacopy + returnMemory(0, 32)
        #expect(try run(copy, input: [9, 8, 7]).output == [8, 7] + [UInt8](repeating: 0, count: 30))
        #expect(try run(push(1) + .calldataload + returnTop, input: [9, 8, 7]).word == UInt256(0x0807) << 240)
        let full = (0..<40).map { UInt8($0) }
        #expect(try run(push(3) + .calldataload + returnTop, input: full).output == Array(full[3..<35]))
        #expect(try run(Program(.calldatasize) + returnTop, input: full).word == 40)
        let code = push(0) + push(32) + push(0) + push(0) + .codecopy + returnMemory(0, 32)
        #expect(try run(code).output == Array((code.bytes + [UInt8](repeating: 0, count: 32)).prefix(32)))
    }

    @Test
    func newMemoryIsZeroThoughTheFrameIsUsedAgain() throws {
        var world = World()
        // The callee reads a word of its memory, and then fills it.
        let read = push(64) + .mload + push(0) + .mstore
        world.deploy(read + store(.max, at: 64) + store(.max, at: 32) + returnMemory(0, 32), at: Accounts.other)
        let twice = call(Accounts.other, outputSize: 32) + .pop + call(Accounts.other, outputSize: 32)
        world.deploy(store(7, at: 0) + twice + .pop + returnMemory(0, 32))
        #expect(try world.call().word == 0)
    }

    @Test(arguments: [1, 32, 4095, 4096, 4097, 8191, 8192, 8193, 12_288, 20_000])
    func memoryIsZeroWhereTheLastFrameHadWritten(_ written: Int) throws {
        var world = World()
        // The callee copies its calldata to memory, and returns the hash of more memory than that.
        let size: UInt256 = 24_000
        let copy = Program(.calldatasize) + push(0) + push(0) + .calldatacopy
        world.deploy(copy + push(size) + push(0) + .keccak256 + returnTop, at: Accounts.other)
        let fill = call(Accounts.other, inputSize: UInt256(UInt64(written))) + .pop
        world.deploy(copy + fill + call(Accounts.other, outputSize: 32) + .pop + returnMemory(0, 32))
        let result = try world.call(input: [UInt8](repeating: 0xff, count: written))
        #expect(result.output == Keccak256.hash([UInt8](repeating: 0, count: 24_000)).bytes)
    }

    @Test(
        arguments: [
            // EIP-5656's examples and overlaps: destination, source, size.
            (UInt64(0), UInt64(32), UInt64(32)), (0, 0, 32), (0, 1, 8), (1, 0, 8), (8, 8, 24), (16, 0, 48), (0, 16, 48),
            (64, 0, 64), (3, 5, 0),
        ] as [(UInt64, UInt64, UInt64)]
    )
    func mcopyMovesBytes(_ destination: UInt64, _ source: UInt64, _ size: UInt64) throws {
        var memory = (0..<64).map { UInt8($0 + 1) }
        let setUp =
            store(UInt256(truncatingBigEndian: memory[..<32]), at: 0)
            + store(UInt256(truncatingBigEndian: memory[32...]), at: 32)
        memory += [UInt8](repeating: 0, count: 128)
        let moved = Array(memory[Int(source)..<Int(source + size)])
        memory.replaceSubrange(Int(destination)..<Int(destination + size), with: moved)
        let copy = push(UInt256(size)) + push(UInt256(source)) + push(UInt256(destination)) + .mcopy
        #expect(try run(setUp + copy + returnMemory(0, 192)).output == memory)
    }

    @Test(arguments: [(UInt64(0), UInt64(0)), (1, 1), (32, 1), (33, 2), (256, 8)] as [(UInt64, UInt64)])
    func mcopyPaysForWords(_ size: UInt64, _ words: UInt64) throws {
        let setUp = store(1, at: 992)
        let pushes = push(UInt256(size)) + push(1) + push(1)
        let before = try #require(try gasUsed(by: setUp + pushes + .pop + .pop + .pop))
        #expect(try gasUsed(by: setUp + pushes + .mcopy) == before - 6 + 3 + 3 * words)
    }

    @Test
    func mcopyExpandsToSourceAndDestination() throws {
        #expect(try run(push(1) + push(100) + push(0) + .mcopy + .msize + returnTop).word == 128)
        #expect(try run(push(1) + push(0) + push(100) + .mcopy + .msize + returnTop).word == 128)
        #expect(try run(push(0) + push(.max) + push(.max) + .mcopy + .msize + returnTop).word == 0)
    }
}

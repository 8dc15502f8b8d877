import GuestExecutor
import MachineTestSupport
import Primitives
import TestSupport
import Testing

/// Loading ELF files: what is taken, what is refused, what identifies a program.
@Suite("Program images")
struct ProgramImageTests {
    private static let text = Assembly.exit()

    private static func sample() -> ELFWriter {
        var writer = ELFWriter(text: text, image: Array(1...21))
        writer.symbols = [("_start", ELFWriter.textBase, 12)]
        return writer
    }

    private static func error(_ writer: ELFWriter) -> ProgramImageError? { error(writer.bytes) }

    private static func error(_ bytes: [UInt8]) -> ProgramImageError? {
        do throws(ProgramImageError) {
            _ = try ProgramImage(elf: bytes)
            return nil
        } catch {
            return error
        }
    }

    @Test func loadsTextAndData() throws {
        let image = try ProgramImage(elf: Self.sample().bytes)
        #expect(image.entry == 0x40_0000 && image.textBase == 0x40_0000 && image.textWords == Self.text)
        #expect(image.imageBase == 0x1100_0000 && image.imageBytes == Array(1...21) + [0, 0, 0])
        #expect(image.functions.functions.map(\.name) == ["_start"])
    }

    /// The hash of the loaded image, computed here from its definition.
    @Test func identityIsTheHashOfTheLoadedImage() throws {
        let image = try ProgramImage(elf: Self.sample().bytes)
        var bytes = Array("rollupsim/program-image/rv64im/1".utf8)
        bytes += UInt64(0x40_0000).bytes + UInt64(0x40_0000).bytes + UInt64(12).bytes + Self.text.flatMap(\.bytes)
        bytes += UInt64(0x1100_0000).bytes + UInt64(24).bytes + Array(1...21) + [0, 0, 0]
        #expect(image.identity == Keccak256.hash(bytes))
    }

    @Test func identityDependsOnTheLoadedImageAlone() throws {
        let identity = try ProgramImage(elf: Self.sample().bytes).identity
        var unnamed = Self.sample()
        unnamed.symbols = []
        unnamed.segments.append(ELFWriter.Segment(flags: 6, address: 0x1800_0000, bytes: [], memoryByteCount: 4096))
        unnamed.segments.append(ELFWriter.Segment(flags: 0, address: 0, bytes: [1, 2, 3], type: 4))
        unnamed.segments.reverse()
        #expect(try ProgramImage(elf: unnamed.bytes).identity == identity)
        // The same bytes in two segments.
        var split = Self.sample()
        split.segments[1].bytes = Array(1...9)
        split.segments.append(ELFWriter.Segment(flags: 4, address: 0x1100_0009, bytes: Array(10...21)))
        #expect(try ProgramImage(elf: split.bytes).identity == identity)

        var others: [ELFWriter] = []
        for change in 0..<5 {
            var other = Self.sample()
            switch change {
            case 0: other.entry += 4
            case 1: other.segments[0].bytes[5] ^= 1
            case 2: other.segments[1].bytes[20] ^= 1
            case 3: other.segments[1].address += 8
            default: other.segments[0].address += 4; other.entry += 4
            }
            others.append(other)
        }
        others.append(ELFWriter(text: Self.text))
        let identities = try others.map { try ProgramImage(elf: $0.bytes).identity } + [identity]
        #expect(Set(identities).count == 7)
    }

    @Test func segmentsLieInTheirRegions() {
        func refused(_ change: (inout ELFWriter) -> Void) -> ProgramImageError? {
            var writer = Self.sample()
            change(&writer)
            return Self.error(writer)
        }
        func added(_ segment: ELFWriter.Segment) -> ProgramImageError? { refused { $0.segments.append(segment) } }
        func data(_ address: UInt64, _ count: Int = 8, flags: UInt32 = 6) -> ELFWriter.Segment {
            ELFWriter.Segment(flags: flags, address: address, bytes: [UInt8](repeating: 1, count: count))
        }
        #expect(refused { _ in } == nil)
        #expect(added(data(0x1100_0010)) == .overlappingSegments(address: 0x1100_0010))
        #expect(added(data(0x1100_0014)) == .overlappingSegments(address: 0x1100_0014))
        #expect(added(data(0x1100_0015)) == nil)
        #expect(added(data(0x1800_0000)) == .wrongContents(index: 2, region: .ram))
        #expect(added(data(0x1000_0000)) == .wrongContents(index: 2, region: .stack))
        #expect(added(data(0x3000_0000)) == .wrongContents(index: 2, region: .input))
        #expect(added(data(0x3f00_0000)) == .wrongContents(index: 2, region: .output))
        #expect(added(data(0x17ff_fffc)) == .segmentOutsideRegions(index: 2, address: 0x17ff_fffc, byteCount: 8))
        #expect(added(data(0x0010_0000)) == .segmentOutsideRegions(index: 2, address: 0x10_0000, byteCount: 8))
        #expect(added(data(UInt64.max - 3)) == .segmentOutsideRegions(index: 2, address: UInt64.max - 3, byteCount: 8))
        #expect(added(data(0x1200_0000, flags: 7)) == .wrongPermissions(index: 2, region: .image, flags: 7))
        #expect(added(data(0x0050_0000)) == .wrongPermissions(index: 2, region: .text, flags: 6))
        #expect(added(data(0x0050_0000, flags: 5)) == .severalTexts(index: 2))
        #expect(
            added(ELFWriter.Segment(flags: 4, address: 0x1200_0000, bytes: [1], type: 3))
                == .unsupportedSegment(index: 2, type: 3)
        )
        #expect(
            added(ELFWriter.Segment(flags: 4, address: 0x1200_0000, bytes: [1], type: 2))
                == .unsupportedSegment(index: 2, type: 2)
        )
        #expect(refused { $0.segments[1].memoryByteCount = 100 } == .wrongContents(index: 1, region: .image))
        #expect(refused { $0.segments[1].memoryByteCount = 20 } == .malformedSegment(index: 1))
        #expect(refused { $0.segments[0].flags = 7 } == .wrongPermissions(index: 0, region: .text, flags: 7))
        #expect(refused { $0.segments[0].address += 2 } == .misalignedText)
        #expect(refused { $0.segments[0].bytes.removeLast() } == .misalignedText)
        #expect(refused { $0.segments.removeFirst() } == .noText)
        #expect(refused { $0.entry += 2 } == .entryOutsideText(address: 0x40_0002))
        #expect(refused { $0.entry += 12 } == .entryOutsideText(address: 0x40_000c))
        #expect(refused { $0.entry = 0x1100_0000 } == .entryOutsideText(address: 0x1100_0000))
    }

    @Test func headerFieldsAreChecked() {
        let bytes = Self.sample().bytes
        func refused(_ offset: Int, _ value: UInt8) -> Bool {
            var changed = bytes
            changed[offset] = value
            guard case .wrongField = Self.error(changed) else { return false }
            return true
        }
        // Magic, 32 bits, big-endian, version, OS, relocatable, x86-64, compressed code, floating-point ABI.
        for (offset, value): (Int, UInt8) in [
            (0, 0), (4, 1), (5, 2), (6, 2), (7, 2), (8, 1), (15, 1), (16, 3), (18, 62), (20, 2), (48, 1), (48, 4),
            (52, 0), (54, 32), (58, 40),
        ] {
            #expect(refused(offset, value), "byte \(offset)")
        }
    }

    /// Every prefix of the file is refused with an error, except where only names are lost.
    @Test func truncatedFilesAreRefused() {
        let bytes = Self.sample().bytes
        for count in bytes.indices {
            #expect(Self.error(Array(bytes.prefix(count))) != nil, "\(count) bytes")
        }
        #expect(Self.error(bytes) == nil)
    }

    /// A flipped byte gives an error or a program; the program is another one if what is loaded has changed.
    @Test func flippedBytesNeverTrap() throws {
        let bytes = Self.sample().bytes
        var refused = 0
        for index in bytes.indices {
            for mask: UInt8 in [0x01, 0x80, 0xff] {
                var changed = bytes
                changed[index] ^= mask
                do throws(ProgramImageError) {
                    let image = try ProgramImage(elf: changed)
                    _ = try? Executor(image, cycleLimit: 1000).run(input: [])
                } catch {
                    refused += 1
                    #expect(!error.description.isEmpty)
                }
            }
        }
        #expect(refused > 300)
    }

    @Test func mutatedFilesNeverTrap() throws {
        var random = SplitMix64(seed: 11)
        let bytes = Self.sample().bytes
        var refused = 0
        for _ in 0..<4000 {
            // Headers and tables are a small part of the page-aligned file, so half of the mutations are aimed at them.
            var changed = ByteMutation.mutate(bytes, using: &random)
            if Bool.random(using: &random), changed.count > 200 {
                changed[Int.random(in: 0..<176, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            do throws(ProgramImageError) {
                let image = try ProgramImage(elf: changed)
                _ = try? Executor(image, cycleLimit: 1000).profile(input: [1])
            } catch {
                refused += 1
            }
        }
        #expect(refused > 1000)
    }

    /// A small file could name one long string again and again; names may not be longer together than the file.
    @Test func manySymbolsOfOneLongNameAreRefused() throws {
        func file(symbolCount: Int) -> [UInt8] {
            var writer = Self.sample()
            let long = String(repeating: "n", count: 50_000)
            writer.symbols.append((long, ELFWriter.textBase, 12))
            writer.symbols += (0..<symbolCount).map { _ in ("f", ELFWriter.textBase, 12) }
            var bytes = writer.bytes
            let sections = Int(bytes[40...47].reversed().reduce(0) { $0 << 8 | UInt64($1) })
            let table = Int(bytes[(sections + 88)...].prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) })
            let longName = Array(bytes[(table + 48)...].prefix(4))
            for index in 0..<symbolCount {
                let entry = table + 24 * (3 + index)
                bytes.replaceSubrange(entry..<entry + 4, with: longName)
            }
            return bytes
        }
        #expect(Self.error(file(symbolCount: 0)) == nil)
        #expect(Self.error(file(symbolCount: 100)) == .malformedSymbols)
    }

    @Test func malformedSymbolsAreRefused() throws {
        let bytes = Self.sample().bytes
        let sections = Int(bytes[40...47].reversed().reduce(0) { $0 << 8 | UInt64($1) })
        let table = sections + 64
        // Type of strings, size beyond the file, link, entry size; name beyond the strings.
        for (offset, value): (Int, UInt8) in [(64 + 4, 1), (32 + 7, 1), (32, 25), (40, 9), (56, 25), (24 + 6, 1)] {
            var changed = bytes
            changed[table + offset] = value
            #expect(Self.error(changed) == .malformedSymbols, "offset \(offset)")
        }
    }

    @Test func functionsOfSymbols() throws {
        var writer = ELFWriter(text: [UInt32](repeating: 0x13, count: 16))
        let base = ELFWriter.textBase
        writer.symbols = [
            ("second", base + 16, 8), ("first", base, 0), ("alias", base + 16, 4), ("long", base + 32, 4096),
            ("last", base + 40, 0), (".Ltmp", base + 4, 4), ("elsewhere", 0x1100_0000, 8),
        ]
        let table = try ProgramImage(elf: writer.bytes).functions
        #expect(table.functions.map(\.name) == ["first", "second", "long", "last"])
        func name(_ offset: UInt64) -> String? { table.function(containing: base + offset)?.name }
        #expect(name(0) == "first" && name(12) == "first" && name(16) == "second" && name(20) == "second")
        #expect(name(24) == nil && name(32) == "long" && name(36) == "long" && name(40) == "last" && name(60) == "last")
        #expect(name(64) == nil && table.function(containing: base - 4) == nil)
    }
}

import GuestExecutor
import MachineTestSupport

/// Programs that run one kind of instruction on every combination of edge values and keep each result.
///
/// The image holds the edge values, then a word for every result.
enum EdgePrograms: CustomStringConvertible, Sendable {
    case register(Operation)
    case immediate(Operation)
    case shift(Operation, amounts: Int32)
    case branch(Operation)
    case load(Operation, width: Int32)
    case store(Operation, width: Int32)
    case upper(Operation)

    static let all: [EdgePrograms] =
        Assembly.registerOperations.map { .register($0) } + Assembly.immediateOperations.map { .immediate($0) }
        + Assembly.longShifts.map { .shift($0, amounts: 64) } + Assembly.wordShifts.map { .shift($0, amounts: 32) }
        + Assembly.branches.map { .branch($0) } + Assembly.loads.map { .load($0.operation, width: $0.width) }
        + Assembly.stores.map { .store($0.operation, width: $0.width) } + [.upper(.lui), .upper(.auipc)]

    var description: String {
        switch self {
        case .register(let operation), .immediate(let operation), .branch(let operation), .upper(let operation):
            "\(operation)"
        case .shift(let operation, _), .load(let operation, _), .store(let operation, _): "\(operation)"
        }
    }

    /// Text, image and number of results.
    var program: (text: [UInt32], image: [UInt8], resultCount: Int) {
        var builder = Builder()
        switch self {
        case .register(let operation):
            builder.onPairs { $0.append(Assembly.register(operation, Register.a2, Register.a0, Register.a1)) }
        case .immediate(let operation):
            for value: Int32 in [0, 1, 2, 15, 31, 32, 63, 1023, 2047, -1, -2, -32, -1024, -2048] {
                builder.onValues { $0.append(Assembly.immediate(operation, Register.a2, Register.a0, value)) }
            }
        case .shift(let operation, let amounts):
            for amount in 0..<amounts {
                builder.onValues { $0.append(Assembly.immediate(operation, Register.a2, Register.a0, amount)) }
            }
        case .branch(let operation):
            builder.onPairs {
                $0.append(Assembly.immediate(.addi, Register.a2, 0, 1))
                $0.append(Assembly.branch(operation, Register.a0, Register.a1, 8))
                $0.append(Assembly.immediate(.addi, Register.a2, 0, 2))
            }
        case .load(let operation, let width):
            for offset in stride(from: Int32(0), to: 8, by: Int(width)) {
                builder.onValues {
                    $0.append(Assembly.immediate(operation, Register.a2, Register.t3, offset))
                }
            }
        case .store(let operation, let width):
            for offset in stride(from: Int32(0), to: 8, by: Int(width)) {
                // The word holds one value; part of it is overwritten by the other.
                builder.onPairs {
                    $0.append(Assembly.store(.sd, Register.a0, -8, Register.sp))
                    $0.append(Assembly.store(operation, Register.a1, offset - 8, Register.sp))
                    $0.append(Assembly.immediate(.ld, Register.a2, Register.sp, -8))
                }
            }
        case .upper(let operation):
            for bits: UInt32 in [0, 1, 0x7ffff, 0x80000, 0x80001, 0xfffff, 0x12345] {
                builder.onValues { $0.append(Assembly.upper(operation, Register.a2, bits)) }
            }
        }
        return (builder.text, builder.image, builder.resultCount)
    }

    /// Loops over the edge values: a0 and a1 hold the operands, t3 the first one's address, and a2 becomes the result.
    private struct Builder {
        private(set) var text: [UInt32]
        private(set) var resultCount = 0
        private static let values = RandomPrograms.edges
        private static let valueBytes = Int32(RandomPrograms.edges.count * 8)

        init() {
            // t6 walks over the results. sp is another place under the emulator, which gives its own stack.
            text = Assembly.load(Int32(ELFWriter.imageBase) + Self.valueBytes, into: Register.t6)
        }

        var image: [UInt8] {
            Self.values.flatMap(\.bytes) + [UInt8](repeating: 0, count: resultCount * 8)
        }

        mutating func onPairs(_ emit: (inout [UInt32]) -> Void) {
            outer { text in
                text += Assembly.load(Int32(ELFWriter.imageBase), into: Register.t4)
                let loop = text.count
                text.append(Assembly.immediate(.ld, Register.a1, Register.t4, 0))
                emit(&text)
                Self.keepResult(&text)
                text.append(Assembly.immediate(.addi, Register.t4, Register.t4, 8))
                Self.closeLoop(&text, Register.t4, start: loop)
            }
            resultCount += Self.values.count * Self.values.count
        }

        mutating func onValues(_ emit: (inout [UInt32]) -> Void) {
            outer { text in
                emit(&text)
                Self.keepResult(&text)
            }
            resultCount += Self.values.count
        }

        private mutating func outer(_ body: (inout [UInt32]) -> Void) {
            text += Assembly.load(Int32(ELFWriter.imageBase), into: Register.t3)
            let loop = text.count
            text.append(Assembly.immediate(.ld, Register.a0, Register.t3, 0))
            body(&text)
            text.append(Assembly.immediate(.addi, Register.t3, Register.t3, 8))
            Self.closeLoop(&text, Register.t3, start: loop)
        }

        private static func keepResult(_ text: inout [UInt32]) {
            text.append(Assembly.store(.sd, Register.a2, 0, Register.t6))
            text.append(Assembly.immediate(.addi, Register.t6, Register.t6, 8))
        }

        private static func closeLoop(_ text: inout [UInt32], _ pointer: UInt8, start: Int) {
            text += Assembly.load(Int32(ELFWriter.imageBase) + valueBytes, into: Register.t5)
            text.append(Assembly.branch(.bne, pointer, Register.t5, 4 * Int32(start - text.count)))
        }
    }
}

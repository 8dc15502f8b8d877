import GuestExecutor
import MachineTestSupport

/// A guest that puts out what its data says, whatever its input: the smallest program with a statement.
package enum SampleGuest {
    /// The ELF file of a guest that puts out these bytes, at most 48.
    package static func elf(output: [UInt8]) -> [UInt8] {
        let (source, target, word): (UInt8, UInt8, UInt8) = (5, 9, 10)
        var text = Assembly.load(0x1100_0000, into: source) + Assembly.load(0x3f00_0000, into: target)
        for index in 0..<6 as Range<Int32> {
            text.append(Assembly.immediate(.ld, word, source, 8 * index))
            text.append(Assembly.store(.sd, word, 8 * index, target))
        }
        let padding = repeatElement(0 as UInt8, count: 48 - output.count)
        return ELFWriter(text: text + Assembly.exit(), image: output + padding).bytes
    }
}

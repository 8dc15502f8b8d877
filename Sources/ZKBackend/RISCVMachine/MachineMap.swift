/// The machine's addresses, as its tables know them.
///
/// The executor's `MachineLayout` and `MachineRegion` say the same; a test compares the two.
package enum MachineMap {
    /// Address of the text table's first row.
    package static let text: UInt64 = 0x0040_0000
    /// Address behind the stack, which grows down from here.
    package static let stackEnd: UInt64 = 0x1100_0000
    /// Address of the program's initial data.
    package static let image: UInt64 = 0x1100_0000
    /// Address of memory that starts as zero.
    package static let ram: UInt64 = 0x1800_0000
    /// Address of the input: its length in bytes, then the bytes.
    package static let input: UInt64 = 0x3000_0000
    /// Address of the output.
    package static let output: UInt64 = 0x3f00_0000

    /// Bytes of public output.
    package static let outputByteCount = 43
    /// Words that hold the output, zero-padded.
    package static let outputWordCount = 6
    /// The register that holds the stack pointer, whose first value is `stackEnd`.
    package static let stackPointer = 2
    /// Number of registers.
    package static let registerCount = 32

    /// log2 of the words of a text at most.
    package static let maximumLogTextWords = 20
    /// log2 of the stack's words: the whole region.
    package static let maximumLogStackWords = 21
    /// log2 of the words of initial data at most.
    package static let maximumLogImageWords = 20
    /// log2 of the RAM's words at most: less than the region, so that no row reaches the input's addresses.
    package static let maximumLogRAMWords = 25
    /// log2 of the input's words: the whole region.
    package static let maximumLogInputWords = 24
    /// log2 of the rows of the output's table.
    package static let maximumLogOutputWords = 3
}

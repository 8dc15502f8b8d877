/// Where the toy machine keeps things: byte addresses, all below 2^30, the same as the guest's.
package enum ToyLayout {
    /// Address of the first instruction; instructions are 4 bytes apart and not in data memory.
    package static let text: UInt64 = 0x0040_0000
    /// First word of the program's initialised data.
    package static let image: UInt64 = 0x1100_0000
    /// First word of memory that starts as zero.
    package static let ram: UInt64 = 0x1800_0000
    /// First word of the prover's input, which cannot be stored to.
    package static let input: UInt64 = 0x3000_0000
    /// First word of the output.
    package static let output: UInt64 = 0x3f00_0000

    /// log2 of the most instructions of a program.
    package static let maximumLogInstructions = 12
    /// log2 of the words of the image, RAM and input regions at most.
    package static let maximumLogRegionWords = 14
    /// log2 of the rows of one instruction chip at most; bounds every timestamp.
    package static let maximumLogRows = 20
    /// Bytes of public output.
    package static let outputByteCount = 43
    /// Words that hold the output, zero-padded.
    package static let outputWordCount = 6
    /// log2 of the rows of the output table.
    package static let maximumLogOutputWords = 3

    /// Timestamps between two rows; one for each access of a row.
    package static let timestampStep: UInt64 = 4
    /// Timestamp of the first row; initial values have 0.
    package static let firstTimestamp: UInt64 = 1

    /// Address of the n-th instruction.
    package static func programCounter(_ index: Int) -> UInt64 { text + 4 * UInt64(index) }
}

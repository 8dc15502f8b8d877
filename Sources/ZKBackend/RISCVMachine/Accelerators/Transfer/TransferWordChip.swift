package import ProofVerifier

/// One word of a `copy` or a `fill`.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `used` | 1 on rows that count, else 0 | 1 | boolean |
/// | `copies` | 1 on rows that read a source, else 0 | 1 | boolean, at most `used`; the transfer bus |
/// | `call` | timestamp of the call | 32 | the transfer bus |
/// | `remaining` | words to be transferred, this one included | 32 | the transfer bus |
/// | `destination` | address of the word that is written | 32 | the transfer bus, the memory bus |
/// | `first` | address of the word that is read; when filling the value's lower half | 32 | the transfer bus |
/// | `second` | 1 when that word is one of the input, else 0; when filling the value's upper half | 32 | the transfer bus |
/// | `value low`, `value high` | what is written | 32 each | the memory bus when copying; two constraints when filling |
/// | `source ...` | see `MemoryAccess` | 32, 16 | the memory bus, the range table |
/// | `destination replaced ...`, `destination ...` | see `WordWrite` | | the memory bus, the range table |
///
/// **Exactly as many rows as words.** A row takes a transfer with `remaining` words from the bus and leaves it with one
/// less, everything else as the call has sent it or 8 further. Only a call puts a transfer there without having taken
/// one, and takes one, with 0 words, without leaving it; tuples of different calls differ in the timestamp. So the rows
/// of a call are one chain from the a2 of its register, below 2^32, down to 0. A ring of rows that no call has begun
/// would have to fall through all of the field, and has more rows than any table.
///
/// **Order.** All reads of a call have its own timestamp, all writes one that is 2 later: words of one range are
/// different words, and a word of both is read before it is written.
///
/// Interactions: `transfer in`, `transfer out` (transfer), and four of each access.
package struct TransferWordChip: Sendable {
    /// 1 on rows that count, else 0.
    package let used: Column
    /// 1 on rows that read a source, else 0.
    package let copies: Column
    /// Timestamp of the call.
    package let call: Column
    /// Words to be transferred, this one included.
    package let remaining: Column
    /// Address of the word that is written.
    package let destination: Column
    /// Address of the word that is read, or the value's lower half.
    package let first: Column
    /// Whether that word is one of the input, or the value's upper half.
    package let second: Column
    /// What is written.
    package let value: WordColumns
    /// The read of the source.
    package let read: MemoryAccess
    /// The write.
    package let write: WordWrite
    /// The declaration.
    package let chip: Chip

    private static let maximumLogRows = 24

    /// Declares the chip.
    package init() {
        var builder = ChipBuilder("transfer word", height: .dynamic(maximumLogHeight: Self.maximumLogRows))
        used = builder.column("used")
        builder.require("used is boolean", isBoolean: used)
        copies = builder.column("copies")
        builder.require("copies is boolean", isBoolean: copies)
        builder.require("copies only on used rows", isZero: copies * (Expression(1) - used))
        call = builder.column("call")
        remaining = builder.column("remaining")
        destination = builder.column("destination")
        first = builder.column("first")
        second = builder.column("second")
        value = WordColumns("value", in: &builder)
        let fills = used - copies
        builder.require("a fill writes its value: lower half", isZero: fills * (value.low - first))
        builder.require("a fill writes its value: upper half", isZero: fills * (value.high - second))

        let (memory, input) = (MemorySpace.memory.expression, MemorySpace.input.expression)
        read = MemoryAccess(
            "source",
            in: &builder,
            times: copies,
            space: memory + (input - memory) * second,
            address: first,
            old: value.value,
            new: value.value,
            timestamp: call + Expression(AccessSlot.first.rawValue),
            buses: RISCVBuses.access
        )
        write = WordWrite(
            "destination",
            in: &builder,
            times: used,
            space: MemorySpace.memory,
            address: destination,
            value: value.value,
            timestamp: call + Expression(AccessSlot.memory.rawValue),
            buses: RISCVBuses.access
        )
        builder.receive(
            "transfer in",
            from: RISCVBuses.transfer,
            times: used,
            [call, remaining, copies, destination, first, second]
        )
        let step = Expression(8)
        builder.send(
            "transfer out",
            to: RISCVBuses.transfer,
            times: used,
            [call, remaining - 1, copies, destination + step, first + step * copies, second]
        )
        chip = builder.build()
    }
}

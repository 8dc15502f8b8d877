package import ProofVerifier

/// Numbers of 32 bits in both byte orders, one a row: big-endian words of a message lie in little-endian memory.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `used` | 1 on rows that count, else 0 | 1 | boolean |
/// | `byte I` | the number's bytes, least significant first | 8 | the table of byte operations, which has b and b = b for bytes |
///
/// A row is received once by whoever sends a number with its swapped form, so both are what the bytes make of them.
///
/// Interactions: `byte I` (byte operation), `pair` (byte swap).
package struct ByteSwapChip: Sendable {
    /// 1 on rows that count, else 0.
    package let used: Column
    /// The number's bytes.
    package let bytes: [Column]
    /// The declaration.
    package let chip: Chip

    private static let maximumLogRows = 24

    /// Declares the chip.
    package init() {
        var builder = ChipBuilder("byte swap", height: .dynamic(maximumLogHeight: Self.maximumLogRows))
        used = builder.column("used")
        builder.require("used is boolean", isBoolean: used)
        bytes = (0..<4).map { builder.column("byte \($0)") }
        for (index, byte) in bytes.enumerated() {
            builder.send("byte \(index)", to: RISCVBuses.byteOperation, times: used, [byte, byte, byte])
        }
        let number = bytes.reversed().reduce(Expression(0)) { 256 * $0 + $1 }
        let swapped = bytes.reduce(Expression(0)) { 256 * $0 + $1 }
        builder.receive("pair", from: RISCVBuses.byteSwap, times: used, [number, swapped])
        chip = builder.build()
    }
}

package import ProofVerifier

/// How many bytes a load or a store accesses.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `is byte`, `is half`, `is word`, `is double` | 1, 2, 4 or 8 bytes | 1 | boolean |
///
/// The chip requires that their sum is boolean.
package struct WidthColumns: Sendable {
    /// One byte.
    package let isByte: Column
    /// Two bytes.
    package let isHalf: Column
    /// Four bytes.
    package let isWord: Column
    /// Eight bytes.
    package let isDouble: Column

    /// Declares the columns.
    package init(in builder: inout ChipBuilder) {
        isByte = builder.column("is byte")
        isHalf = builder.column("is half")
        isWord = builder.column("is word")
        isDouble = builder.column("is double")
        builder.require("is byte is boolean", isBoolean: isByte)
        builder.require("is half is boolean", isBoolean: isHalf)
        builder.require("is word is boolean", isBoolean: isWord)
        builder.require("is double is boolean", isBoolean: isDouble)
    }

    /// 1 on rows that have a width.
    package var used: Expression { isByte + isHalf + isWord + isDouble }
}

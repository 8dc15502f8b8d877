public import Primitives

/// The delegation designator of EIP-7702: code `0xef0100 || address` that stands for the code of `address`.
public enum Delegation {
    /// Size of a designator in bytes.
    public static let sizeInBytes = 23

    /// The account whose code runs in place of `code`, nil when `code` is no designator.
    public static func target(of code: [UInt8]) -> Address? {
        guard code.count == sizeInBytes, code[0] == 0xef, code[1] == 0x01, code[2] == 0x00 else { return nil }
        return Address(code[3...])
    }

    /// The designator that delegates to an account.
    public static func code(to target: Address) -> [UInt8] {
        [0xef, 0x01, 0x00] + target.bytes
    }
}

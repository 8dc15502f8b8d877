/// A number of bytes as reports write it: in GiB or MiB, or plain.
package struct ByteCount: CustomStringConvertible {
    private let bytes: Int

    /// A size of at least 0 bytes.
    package init(_ bytes: Int) {
        self.bytes = bytes
    }

    /// Two digits behind the point for GiB, none for MiB.
    package var description: String {
        if bytes >= 1 << 30 {
            let hundredths = ((bytes >> 10) * 100) >> 20
            let rest = hundredths % 100
            return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest) GiB"
        }
        return bytes >= 1 << 20 ? "\(bytes >> 20) MiB" : "\(bytes) bytes"
    }
}

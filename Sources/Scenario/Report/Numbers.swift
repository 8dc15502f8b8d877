extension UInt64 {
    /// Decimal digits in groups of three.
    var grouped: String {
        var text = ""
        for (index, digit) in String(self).reversed().enumerated() {
            if index > 0, index % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return String(text.reversed())
    }
}

extension UInt64 {
    /// Seconds as days, hours, minutes and seconds, such as `0:01:12` or `7d 0:00:12`.
    var clockTime: String {
        func twoDigits(_ value: UInt64) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let days = self / 86_400
        let time = "\(self % 86_400 / 3_600):\(twoDigits(self % 3_600 / 60)):\(twoDigits(self % 60))"
        return days == 0 ? time : "\(days)d \(time)"
    }
}

extension Int {
    /// Decimal digits in groups of three; of its magnitude.
    var grouped: String { UInt64(magnitude).grouped }
}

extension String {
    /// The text with spaces behind it, up to a number of characters.
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }

    /// The text with spaces before it, up to a number of characters.
    func leftPadded(to width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }
}

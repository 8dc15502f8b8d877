extension UInt64 {
    /// Seconds as days, hours, minutes and seconds, such as `0:01:12` or `7d 0:00:12`.
    var clockTime: String {
        func twoDigits(_ value: UInt64) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let days = self / 86_400
        let time = "\(self % 86_400 / 3_600):\(twoDigits(self % 3_600 / 60)):\(twoDigits(self % 60))"
        return days == 0 ? time : "\(days)d \(time)"
    }
}

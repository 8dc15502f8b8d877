/// A number with commas between its thousands.
func grouped(_ value: some BinaryInteger) -> String {
    var text = ""
    for (index, digit) in String(value).reversed().enumerated() {
        if index > 0, index % 3 == 0 { text.append(",") }
        text.append(digit)
    }
    return String(text.reversed())
}

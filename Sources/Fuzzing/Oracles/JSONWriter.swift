import Primitives

/// Writes compact JSON of the few kinds of values that a case is made of; members stand in the order of writing.
struct JSONWriter {
    private(set) var text = ""
    private var needsComma = false

    mutating func object(_ content: (inout JSONWriter) -> Void) {
        nested("{", "}", content)
    }

    mutating func array(_ content: (inout JSONWriter) -> Void) {
        nested("[", "]", content)
    }

    mutating func array<Element>(_ elements: [Element], _ write: (inout JSONWriter, Element) -> Void) {
        array { list in
            for element in elements { write(&list, element) }
        }
    }

    /// Begins a member, whose value must follow.
    mutating func key(_ name: String) {
        separate()
        text += "\"\(name)\":"
        needsComma = false
    }

    mutating func value(_ number: UInt64) { scalar(String(number)) }

    mutating func value(_ number: UInt256) { scalar("\"\(OutcomeText.digits(number))\"") }

    mutating func value(_ bytes: [UInt8]) { scalar("\"\(Hex.encodeUnprefixed(bytes))\"") }

    /// A name without characters that JSON would escape.
    mutating func value(_ name: String) { scalar("\"\(name)\"") }

    mutating func field(_ name: String, _ number: UInt64?) {
        key(name)
        if let number { value(number) } else { scalar("null") }
    }

    mutating func field(_ name: String, _ number: UInt256) {
        key(name)
        value(number)
    }

    mutating func field(_ name: String, _ bytes: [UInt8]?) {
        key(name)
        if let bytes { value(bytes) } else { scalar("null") }
    }

    mutating func field(_ name: String, _ text: String) {
        key(name)
        value(text)
    }

    private mutating func nested(_ opening: String, _ closing: String, _ content: (inout JSONWriter) -> Void) {
        separate()
        text += opening
        needsComma = false
        content(&self)
        text += closing
        needsComma = true
    }

    private mutating func scalar(_ literal: String) {
        separate()
        text += literal
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { text += "," }
        needsComma = false
    }
}

import Glibc
import TextOutput

/// Symbols of the guest program as a reader of its sources knows them.
enum FunctionName {
    /// Longest name that is shown.
    private static let limit = 100

    private typealias Demangle =
        @convention(c) (
            UnsafePointer<CChar>?, Int, UnsafeMutablePointer<CChar>?, UnsafeMutablePointer<Int>?, UInt32
        ) -> UnsafeMutablePointer<CChar>?

    /// The Swift runtime's demangler; nil where the runtime does not export it, and names stay as they are.
    private static let demangle: Demangle? = dlsym(nil, "swift_demangle").map { unsafeBitCast($0, to: Demangle.self) }

    /// A symbol's name without mangling, types, specializations and discriminators of private declarations, fit for a
    /// terminal.
    ///
    /// Names come from the file that is run: they are made printable, and length is bounded.
    static func display(_ symbol: String) -> String {
        let bounded = String(symbol.unicodeScalars.prefix(scalarLimit))
        guard symbol.hasPrefix("$"), let demangle, let buffer = demangle(bounded, bounded.utf8.count, nil, nil, 0)
        else { return cut(bounded.printable) }
        defer { free(buffer) }
        // Mangling can hide any character, so what comes out counts.
        return shorten(String(cString: buffer).printable)
    }

    /// Most scalars of a symbol that are looked at.
    private static let scalarLimit = 4_096

    private static func cut(_ name: String) -> String {
        name.count <= limit ? name : name.prefix(limit - 1) + "…"
    }

    /// Cuts a demangled name down to the declaration.
    static func shorten(_ demangled: String) -> String {
        var name = withoutDiscriminators(Substring(demangled))
        while let start = specializationPrefixes.first(where: { name.hasPrefix($0) }) {
            name = afterSpecialization(name.dropFirst(start.count))
        }
        name = String(name[..<(endOfDeclaration(name))])
        // Accessors carry their type behind a colon.
        if let type = name.firstRange(of: " : ") { name = String(name[..<type.lowerBound]) }
        name = name.replacing("Swift.", with: "")
        return cut(name)
    }

    private static let specializationPrefixes = [
        "generic specialization <", "generic not re-abstracted specialization <", "function signature specialization <",
        "generic partial specialization <", "generic pre-specialization <",
    ]

    /// What follows `> of ` behind the bracket that a prefix has opened.
    private static func afterSpecialization(_ text: Substring) -> String {
        var depth = 1
        var previous: Character = " "
        for index in text.indices {
            switch text[index] {
            case "<": depth += 1
            case ">" where previous != "-": depth -= 1
            default: break
            }
            previous = text[index]
            if depth == 0 {
                let rest = text[text.index(after: index)...]
                return String(rest.hasPrefix(" of ") ? rest.dropFirst(4) : rest)
            }
        }
        return String(text)
    }

    /// `(name in _0123…)` becomes `name`.
    private static func withoutDiscriminators(_ text: Substring) -> String {
        String(text).replacing(/\(([A-Za-z0-9_]+) in _[0-9A-F]+\)/) { $0.output.1 }
    }

    /// Where the parameters of a function begin: the first parenthesis outside angle brackets that follows a name.
    private static func endOfDeclaration(_ name: String) -> String.Index {
        var depth = 0
        var previous: Character = " "
        for index in name.indices {
            switch name[index] {
            case "<" where previous != " ": depth += 1
            case ">" where previous != "-" && depth > 0: depth -= 1
            case "(" where depth == 0 && previous != " ": return index
            default: break
            }
            previous = name[index]
        }
        return name.endIndex
    }
}

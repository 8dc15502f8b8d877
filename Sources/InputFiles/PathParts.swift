/// A path taken apart at its slashes.
///
/// Foundation's parts of paths (`NSString.deletingLastPathComponent`) trap on a path of one character in Swift 6.3.
package struct PathParts: Hashable, Sendable {
    /// What stands behind the last slash.
    package let name: String
    /// What stands before it: empty where the path has no slash, `/` for what stands in the root.
    package let folder: String

    /// Takes a path apart; slashes at its end do not count.
    package init(_ path: String) {
        var whole = path[...]
        while whole.count > 1, whole.last == "/" { whole.removeLast() }
        guard let slash = whole.lastIndex(of: "/") else {
            (name, folder) = (String(whole), "")
            return
        }
        name = String(whole[whole.index(after: slash)...])
        folder = slash == whole.startIndex ? "/" : String(whole[..<slash])
    }

    /// What stands behind the name's last dot; empty where it has none, or none but in front.
    package var suffix: String {
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return "" }
        return String(name[name.index(after: dot)...])
    }

    /// The name without its last dot and suffix.
    package var stem: String { suffix.isEmpty ? name : String(name.dropLast(suffix.count + 1)) }
}

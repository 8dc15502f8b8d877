import InputFiles
import Testing

/// Paths by their slashes, however short.
@Suite("Parts of paths")
struct PathPartsTests {
    @Test(
        "Name and folder of any text",
        arguments: [
            ("", "", ""), ("a", "", "a"), ("/", "/", ""), ("/a", "/", "a"), ("a/", "", "a"), ("a/b.c", "a", "b.c"),
            ("/x/y//", "/x", "y"), ("..", "", ".."), ("a//b", "a/", "b"),
        ]
    )
    func parts(path: String, folder: String, name: String) {
        #expect(PathParts(path).folder == folder && PathParts(path).name == name)
    }

    @Test(
        "Suffix and stem of a name",
        arguments: [
            ("a.json", "json", "a"), ("a.b.io", "io", "a.b"), ("a", "", "a"), (".hidden", "", ".hidden"),
            ("a.", "", "a."), ("", "", ""),
        ]
    )
    func suffixes(name: String, suffix: String, stem: String) {
        #expect(PathParts(name).suffix == suffix && PathParts(name).stem == stem)
    }
}

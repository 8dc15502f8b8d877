/// The runs of a matrix in a document for machines, which has each of them among its `runs` too.
struct MatrixRecord: Encodable, Sendable {
    private struct Row: Encodable, Sendable {
        var run: String
        var status: FileRecord.Status
        var values: [Value]
        var shown: [Shown]
    }

    private struct Value: Encodable, Sendable {
        var key: String
        var value: String
    }

    private struct Shown: Encodable, Sendable {
        var expression: String
        var text: String?
    }

    private var file: String
    private var rows: [Row]

    init(_ table: MatrixTable) {
        file = table.file
        rows = table.rows.map { row in
            Row(
                run: row.run,
                status: FileRecord.Status(row.verdict),
                values: zip(table.keys, row.values).map { Value(key: $0, value: $1) },
                shown: zip(table.expressions, row.shown).map { Shown(expression: $0, text: $1) }
            )
        }
    }
}

/// What is wrong with an expression, at a place counted in Unicode scalars from its beginning.
struct ExpressionProblem: Error {
    let code: ScenarioDiagnostic.Code
    let message: String
    let span: Range<Int>
    let help: String?

    init(_ code: ScenarioDiagnostic.Code, _ message: String, at span: Range<Int>, help: String? = nil) {
        self.code = code
        self.message = message
        self.span = span
        self.help = help
    }
}

/// What every page has around its sections: head, style, policy, and the list of its contents.
package enum PageFrame {
    /// A page, complete in itself.
    ///
    /// - Parameters:
    ///   - title: What the browser calls it.
    ///   - contentsLabel: What a reader hears before the list of contents.
    ///   - contents: Items of that list.
    ///   - main: The sections.
    /// - Returns: The page's text.
    package static func text(title: String, contentsLabel: String, contents: Markup, main: Markup) -> String {
        let page: Markup = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
            <link rel="icon" href="data:,">
            <title>\(title) · rollupsim</title>
            <style>\(PageStyle.css)</style>
            </head>
            <body>
            <a class="skip" href="#main">Skip to the report</a>
            <header><p class="product">rollupsim · a simulated L1 with the EXECUTE precompile</p>
            <nav aria-label="\(contentsLabel)"><ul>
            \(contents)
            </ul></nav></header>
            <main id="main">
            \(main)
            </main>
            </body>
            </html>

            """
        return page.html
    }
}

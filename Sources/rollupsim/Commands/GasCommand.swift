import ArgumentParser
import GasComparison
import GuestProofs
import GuestProver
import InputFiles
import Scenario
import TextOutput

/// `rollupsim gas`: what it costs L1 to settle one workload, in every mode.
struct GasCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gas",
        abstract: "Compare what it costs L1 to settle L2 blocks, mode by mode, at several sizes.",
        discussion: """
            Every number is of transactions that ran on the simulated chain; definitions and assumptions are in \
            docs/gas-comparison.md. A proof that is not kept reads `not provable here`: --prove makes it.
            """
    )

    @Option(help: ArgumentHelp("What the L2 transactions do: transfers, tokens, swaps or mixed.", valueName: "what"))
    var workload = Workload.transfers

    @Option(
        help: ArgumentHelp(
            "Sizes of L2 blocks, 1 to 500 transactions, with commas between (default: 1,2,5,10,20,50,100,200,500).",
            valueName: "list"
        )
    )
    var transactions: String?

    @Option(help: ArgumentHelp("Forks of L1, with commas between.", valueName: "list"))
    var fork = "osaka"

    @Option(help: ArgumentHelp("Time from one L2 block to the next, for amounts by the hour.", valueName: "time"))
    var cadence = QuantityArgument(argument: "12s")

    @Option(help: ArgumentHelp("Base fee of gas, for amounts of ether.", valueName: "amount"))
    var baseFee = QuantityArgument(argument: "1gwei")

    @Option(
        help: ArgumentHelp(
            "Base fee of blob gas (default: the least under EIP-7918, a sixteenth of the base fee).",
            valueName: "amount"
        )
    )
    var blobBaseFee: QuantityArgument?

    @Option(help: ArgumentHelp("Gas limit of L2 blocks.", valueName: "gas"))
    var l2GasLimit = QuantityArgument(argument: "15M")

    @Option(help: ArgumentHelp("Seed of accounts and amounts.", valueName: "n"))
    var seed: UInt64 = 1

    @Option(
        help: ArgumentHelp(
            "Folder of JSON files with deployed verifiers and proofs that they accept, to be verified here too.",
            valueName: "dir"
        )
    )
    var foreignProofs: String?

    @Flag(help: "Make proofs that are not kept, as far as memory allows.")
    var prove = false

    @Flag(help: "Print one JSON document instead of text; its schema is printed by --json-schema.")
    var json = false

    @Flag(help: "Print the JSON Schema of --json, and compare nothing.")
    var jsonSchema = false

    @Option(help: ArgumentHelp("Write all numbers as a CSV file.", valueName: "file"))
    var csv: String?

    @Option(help: ArgumentHelp("Draw gas per L2 transaction over size, on the first fork.", valueName: "file"))
    var svg: String?

    @Option(help: ArgumentHelp("Write one page for a browser, which needs nothing else.", valueName: "file"))
    var html: String?

    @OptionGroup var output: OutputStyle
    @OptionGroup var proving: ProvingOptions
    @OptionGroup var proofCache: ProofCacheOptions

    func validate() throws { _ = try request() }

    private func request() throws -> ComparisonRequest {
        let sizes = try sizes()
        let forks = try fork.split(separator: ",", omittingEmptySubsequences: false).map { name in
            guard let fork = ComparisonRequest.ComparedFork(name: String(name)) else {
                let names = ComparisonRequest.ComparedFork.names.joined(separator: ", ")
                throw ValidationError("--fork: `\(String(name).printable)` is none of \(names)")
            }
            return fork
        }
        guard Set(forks).count == forks.count else { throw ValidationError("--fork names a fork twice") }
        let range = GasPrices.range
        let prices = GasPrices(
            baseFee: try baseFee.units("--base-fee", in: .amount, range: range),
            blobBaseFee: try blobBaseFee?.units("--blob-base-fee", in: .amount, range: range)
        )
        let request = ComparisonRequest(
            workload: workload,
            sizes: sizes,
            forks: forks,
            cadence: try cadence.units("--cadence", in: .duration, range: ComparisonRequest.cadenceRange),
            prices: prices,
            l2GasLimit: try l2GasLimit.units("--l2-gas-limit", in: .gas, range: ComparisonRequest.l2GasLimitRange),
            seed: seed
        )
        guard let request else {
            let range = ComparisonRequest.sizeRange
            throw ValidationError(
                "--transactions has at most \(ComparisonRequest.sizeLimit) different sizes, each \(range.lowerBound) to "
                    + "\(range.upperBound)"
            )
        }
        return request
    }

    private func sizes() throws -> [UInt64] {
        guard let transactions else { return ComparisonRequest.defaultSizes }
        return try transactions.split(separator: ",", omittingEmptySubsequences: false).map { text in
            guard let size = UInt64(text), text.utf8.allSatisfy({ (48...57).contains($0) }) else {
                throw ValidationError("--transactions: `\(String(text).printable)` is no number of transactions")
            }
            return size
        }
    }

    func run() throws {
        guard !jsonSchema else {
            writeToStandardOutput(ComparisonSchema.text)
            return
        }
        let request = try request()
        var places = OutputPlaces()
        let files = try [("--csv", csv), ("--svg", svg), ("--html", html)].map { try places.file($0.1, of: $0.0) }
        let foreign = try foreignProofs.map { try ForeignProofFiles.modes(in: $0) } ?? []
        let native: [any GasMode] = EnforcementMode.allCases.map(NativeMode.init)
        let releases = try ShippedGuest.releases()
        let proofs = GuestBlockProofs(
            releases,
            prover: proving.prover(releases.verifier),
            cache: try proofCache.preparedCache(),
            name: "gas",
            makesProofs: prove
        )
        let progress = Progress(name: "gas")
        let comparison: Comparison
        do throws(ComparisonFault) {
            comparison = try Comparison(
                request,
                modes: native + [OptimisticMode()] + VerificationMode.own + foreign,
                proofs: proofs,
                onProgress: { text in progress.show(text) }
            )
        } catch {
            progress.clear()
            throw Exit.internalFailure("\(error)")
        }
        progress.clear()
        writeToStandardOutput(
            json ? try ComparisonDocument(comparison).text() : ComparisonText(comparison, style: output.style).text
        )
        let drawn = comparison.sections.first { $0.rows != nil }.map { ComparisonPlot($0, request: request).text }
        let texts = [ComparisonCSV.text(comparison), drawn, ComparisonPage(comparison).text]
        var codes: [Int32] = []
        for (file, text) in zip(files, texts) {
            if let file, let text { codes.append(file.write(text)) }
        }
        let code = Exit.gravest(of: codes)
        if code != 0 { throw ExitCode(code) }
        if svg != nil, drawn == nil {
            throw Exit.usage("--svg: there is nothing to draw: the forks' rules are not here")
        }
    }
}

extension Workload: ExpressibleByArgument {}

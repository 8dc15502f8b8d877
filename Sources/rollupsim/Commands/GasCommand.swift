import ArgumentParser
import GasComparison
import GuestProofs
import GuestProver
import InputFiles
import RollupActors
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

    // Values that begin with a dash are taken as values, so that it is said what is wrong with them.
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("What the L2 transactions do: transfers, tokens, swaps or mixed.", valueName: "what")
    )
    var workload = Workload.transfers

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Sizes of L2 blocks, 1 to 500 transactions, with commas between (default: 1,2,5,10,20,50,100,200,500).",
            valueName: "list"
        )
    )
    var transactions: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            """
            Where L2 transactions are published: calldata, blob (where a mode can, and calldata elsewhere), or all (both, \
            as rows of their own).
            """,
            valueName: "where"
        )
    )
    var da = PublishedIn.calldata

    @Option(parsing: .unconditional, help: ArgumentHelp("Forks of L1, with commas between.", valueName: "list"))
    var fork = "osaka"

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Time from one L2 block to the next, for amounts by the hour.", valueName: "time")
    )
    var cadence = QuantityArgument(argument: "12s")

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Base fee of gas, for amounts of ether.", valueName: "amount")
    )
    var baseFee = QuantityArgument(argument: "1gwei")

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Base fee of blob gas (default: the least under EIP-7918, a sixteenth of the base fee).",
            valueName: "amount"
        )
    )
    var blobBaseFee: QuantityArgument?

    @Option(parsing: .unconditional, help: ArgumentHelp("Gas limit of L2 blocks.", valueName: "gas"))
    var l2GasLimit = QuantityArgument(argument: "15M")

    @Option(parsing: .unconditional, help: ArgumentHelp("Seed of accounts and amounts.", valueName: "n"))
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

    @Flag(help: "Show amounts by the hour, in ether, and where the gas of each L1 transaction goes, too.")
    var all = false

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

    // Taken so that it can be said what is wrong with it.
    @Argument(help: .hidden)
    var stray: [String] = []

    func validate() throws {
        if let first = stray.first { throw ValidationError(Self.refusal(of: first)) }
        _ = try request()
    }

    /// What is wrong with a word that no option takes.
    private static func refusal(of word: String) -> String {
        let arguments = CommandLine.arguments
        let before = arguments.firstIndex(of: word).flatMap { $0 > 0 ? arguments[$0 - 1] : nil } ?? ""
        let hint =
            if Workload(rawValue: word) != nil {
                "write --workload \(word)"
            } else if before.hasPrefix("-"), !before.contains("=") {
                "`\(before.printable)` takes no value"
            } else {
                "lists have commas and no spaces (1,5,10), and a unit is written at its number (1gwei)"
            }
        return "`\(word.printable)` belongs to no option: \(hint)"
    }

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
        guard let request else { throw ValidationError("--transactions cannot be compared") }
        return request
    }

    private func sizes() throws -> [UInt64] {
        guard let transactions else { return ComparisonRequest.defaultSizes }
        let (range, limit) = (ComparisonRequest.sizeRange, ComparisonRequest.sizeLimit)
        var sizes: [UInt64] = []
        for text in transactions.split(separator: ",", omittingEmptySubsequences: false) {
            guard let size = UInt64(text), text.utf8.allSatisfy({ (48...57).contains($0) }) else {
                throw ValidationError(
                    "--transactions: `\(String(text).printable)` is no number of transactions; write such as 1,10,50"
                )
            }
            guard range.contains(size) else {
                throw ValidationError("--transactions: \(size) is not \(range.lowerBound) to \(range.upperBound)")
            }
            guard !sizes.contains(size) else { throw ValidationError("--transactions names \(size) twice") }
            guard sizes.count < limit else { throw ValidationError("--transactions names more than \(limit) sizes") }
            sizes.append(size)
        }
        return sizes
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
        let releases = try ShippedGuest.releases()
        let cache = try proofCache.preparedCache()
        let proofs = GuestBlockProofs(
            releases,
            prover: proving.prover(releases.verifier),
            cache: cache,
            name: "gas",
            makesProofs: prove
        )
        let progress = Progress(name: "gas")
        let comparison: Comparison
        do throws(ComparisonFault) {
            comparison = try Comparison(
                request,
                modes: da.modes + da.payments(proving.batchProofs(cache, makesProofs: prove)) + VerificationMode.own
                    + foreign,
                proofs: proofs,
                onProgress: { text in progress.show(text) }
            )
        } catch {
            progress.clear()
            throw Exit.internalFailure("\(error)")
        }
        progress.clear()
        writeToStandardOutput(
            json
                ? try ComparisonDocument(comparison).text()
                : ComparisonText(comparison, style: output.style, showsAll: all).text
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

/// Where the modes of a comparison publish L2 transactions.
enum PublishedIn: String, CaseIterable, ExpressibleByArgument {
    /// In calldata.
    case calldata
    /// In blobs, as far as a mode can.
    case blob
    /// Both, as modes of their own.
    case all

    /// The modes of payments.
    func payments(_ proofs: any BatchProofs) -> [PaymentsMode] {
        switch self {
        case .calldata: [PaymentsMode(proofs)]
        case .blob: [PaymentsMode(proofs, inBlobs: true)]
        case .all: [PaymentsMode(proofs), PaymentsMode(proofs, inBlobs: true)]
        }
    }

    /// The modes that settle the L2 block of a comparison, or claim its outcome.
    var modes: [any GasMode] {
        let native = EnforcementMode.allCases.map { NativeMode($0) }
        return switch self {
        case .calldata: native + [OptimisticMode()]
        case .blob: native.map { $0.inBlobs ?? $0 } + [OptimisticMode(inBlobs: true)]
        case .all: native + native.compactMap(\.inBlobs) + [OptimisticMode(), OptimisticMode(inBlobs: true)]
        }
    }
}

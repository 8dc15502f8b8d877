import EVM
import Foundation
import HostAccelerators
import RollupActors
import Scenario
import ScenarioTestSupport
import Testing

/// The reference says of each name what it has to, and its examples do what they say.
@Suite struct LanguageReferenceTests {
    private static let entries = LanguageReference.entries

    /// Files beside the shipped scenarios; the source of one is compiled to its committed artifact.
    private static let files = ContractFiles(
        read: ScenarioFolder.files.read,
        compile: { _ in ScenarioFolder.files.read("contracts/Vault.json", .max) }
    )

    private static func entries(_ kind: ReferenceEntry.Kind) -> [ReferenceEntry] {
        entries.filter { $0.kind == kind }
    }

    private static func run(_ text: String) throws -> ScenarioResult {
        let document = try ScenarioDocument(
            name: "example.yaml",
            bytes: Array(text.utf8),
            files: files
        )
        return ScenarioRun.run(
            document,
            options: SimulationOptions(proofs: AttestedProofs(), batchProofs: SimulatedBatchProofs())
        )
    }

    // MARK: Every name has an entry

    /// Verbs are one file each, and functions are declared by name: the sources are asked, not the registries that the
    /// reference is made of.
    @Test func everyVerbAndFunctionOfTheSourcesHasAnEntry() throws {
        let verbs = try ScenarioFolder.sources("Steps/Verbs").flatMap { text in
            text.matches(of: /static let name = "(\w+)"/).map { String($0.1) }
        }
        #expect(verbs.count >= 11)
        #expect(Set(verbs) == Set(Self.entries(.verb).map(\.name)))
        let functions = try ScenarioFolder.sources("Expressions/Functions").flatMap { text in
            text.matches(of: /(?:function|\bmethod|\.property|\.aggregate|\bfact|\.form)\(\s*"(\w+)"/).map {
                String($0.1)
            }
        }
        #expect(functions.count >= 35)
        let known = Set((Self.entries(.function) + Self.entries(.member)).map(\.word))
        #expect(Set(functions) == known)
    }

    @Test func everyCaseOfTheLanguageHasAnEntry() {
        #expect(Self.entries(.modifier).map(\.word).sorted() == StepModifier.allCases.map(\.rawValue).sorted())
        #expect(Self.entries(.layer).map(\.name) == OutcomeLayer.allCases.map(\.rawValue))
        #expect(Self.entries(.quantity).map(\.name) == Dimension.allCases.map(\.rawValue))
        let codes = Set(Self.entries(.code).map(\.name))
        for code in HaltReason.codes { #expect(codes.contains("halt.\(code.name)")) }
        let keys = Set(Self.entries(.key).map(\.name))
        for field in TamperedField.allCases { #expect(keys.contains("advance.tamper.\(field.rawValue)")) }
        for invariant in Invariant.allCases { #expect(keys.contains("invariants.\(invariant.rawValue)")) }
    }

    @Test func namesAreUniqueWithinTheirKind() {
        let names = Self.entries.map { "\($0.kind.rawValue) \($0.name)" }
        #expect(Set(names).count == names.count)
    }

    @Test func everyPartOfAnEntryIsAnEntry() {
        let names = Set(Self.entries.map(\.name))
        for entry in Self.entries {
            for part in entry.parts { #expect(names.contains(part), "\(part) of \(entry.name)") }
        }
    }

    // MARK: Every entry says enough

    @Test func everyEntryIsPlainSentencesWithAFormADefaultAndAKnownSource() throws {
        let decisions = try ScenarioFolder.decisions()
        for entry in Self.entries {
            let summary = entry.summary
            #expect(summary.hasSuffix(".") && !summary.contains("\n") && !summary.contains("  "), "\(entry.name)")
            #expect(summary.first?.isLowercase == false, "\(entry.name): \(summary)")
            #expect(summary.count <= 320, "\(entry.name)")
            switch entry.kind {
            case .section, .key, .modifier:
                #expect(entry.form != nil && entry.isRequired == (entry.absent == nil), "\(entry.name)")
            case .verb, .function, .member, .quantity, .unit: #expect(entry.form != nil, "\(entry.name)")
            case .limit: #expect(entry.range != nil, "\(entry.name)")
            case .value: #expect(entry.facts.count == 1, "\(entry.name)")
            case .operator, .layer, .code: break
            }
            for choice in entry.choices { #expect(!choice.summary.isEmpty && !choice.summary.hasSuffix(".")) }
            if let source = entry.source {
                let isKnown = source.wholeMatch(of: /EIP-\d+/) != nil || decisions.contains(source)
                #expect(isKnown, "\(entry.name): \(source)")
            }
        }
    }

    // MARK: Every example does what it says

    @Test(arguments: entries(.verb).map(\.name))
    func examplesOfAVerbPassAndUseEachOfItsKeys(_ name: String) throws {
        let entry = try #require(Self.entries.first { $0.kind == .verb && $0.name == name })
        #expect(!entry.examples.isEmpty)
        for example in entry.examples {
            let result = try Self.run(ExampleFrame.scenario(steps: example))
            #expect(result.verdict == .passed, "\(example)\n\(TextReport(result).text)")
        }
        let all = entry.examples.joined(separator: "\n")
        for part in entry.parts {
            let key = part.split(separator: ".").last ?? ""
            #expect(all.contains("\(key):"), "no example of \(name) has \(key)")
        }
    }

    @Test func examplesOfModifiersPass() throws {
        for entry in Self.entries(.modifier) {
            let example = try #require(entry.examples.first)
            #expect(example.contains("\(entry.word):"))
            let result = try Self.run(ExampleFrame.scenario(steps: example))
            #expect(result.verdict == .passed, "\(entry.name)\n\(TextReport(result).text)")
        }
    }

    @Test func examplesOfSectionsPassAndUseEachOfTheirKeys() throws {
        for entry in Self.entries(.section) {
            let example = try #require(entry.examples.first, "\(entry.name)")
            let result = try Self.run(ExampleFrame.scenario(sections: example))
            #expect(result.verdict == .passed, "\(entry.name)\n\(TextReport(result).text)")
            for key in Self.entries(.key) where key.name.hasPrefix(entry.name + ".") {
                #expect(example.contains("\(key.word):"), "the example of \(entry.name) lacks \(key.word)")
            }
        }
    }

    /// Each of the changes that `tamper` names is read, and each of the words; numbers and bytes beside them.
    @Test func everyChangeOfTamperIsRead() throws {
        for entry in Self.entries(.key) where entry.name.hasPrefix("advance.tamper.") {
            guard entry.name.split(separator: ".").count == 3 else { continue }
            var values = entry.choices.map(\.word)
            if entry.form?.contains("whole number") == true { values.append("7") }
            if entry.form?.contains("hexadecimal") == true {
                let count = TamperedField(rawValue: entry.word)?.byteCount ?? 1
                values.append("0x" + String(repeating: "01", count: count))
            }
            if !entry.parts.isEmpty { values.append("{to: bob, amount: 1 gwei}") }
            #expect(!values.isEmpty)
            for value in values {
                let steps = """
                    - seal: {rollup: nat}
                      id: b1
                    - advance: {rollup: nat, block: b1, tamper: {\(entry.word): \(value)}}
                      expect: {halt: any, revert: any}
                    """
                let text = ExampleFrame.scenario(steps: steps)
                #expect(throws: Never.self) { try ScenarioDocument(name: "x.yaml", bytes: Array(text.utf8)) }
            }
        }
    }

    /// Every example of an expression has a value after the history, and those that claim something are right.
    @Test func everyExampleOfAnExpressionHasItsValue() throws {
        for entry in Self.entries(.function) + Self.entries(.member) + Self.entries(.operator) {
            let example = try #require(entry.examples.first)
            let quoted = "'\(example)'"
            #expect(entry.kind != .operator || example.contains(entry.name), "\(entry.name)")
            let text = ExampleFrame.scenario(steps: ExampleFrame.history + "\n- print: \(quoted)")
            let result = try Self.run(text)
            #expect(result.verdict == .passed, "\(example)\n\(TextReport(result).text)")
            guard case .value(let record)? = result.timeline.last?.effect.details.first else {
                Issue.record("\(example) prints nothing")
                continue
            }
            #expect(record.value != .bool(false), "\(example)")
        }
    }

    @Test func everyExampleOfAUnitIsANumberOfItsKind() throws {
        for quantity in Self.entries(.quantity) {
            for unit in Self.entries(.unit) where quantity.parts.contains(unit.name) {
                let example = try #require(unit.examples.first)
                let document = try ScenarioDocument(
                    name: "x.yaml",
                    bytes: Array(ExampleFrame.scenario(steps: "- print: \(example)").utf8)
                )
                let expression = try #require((document.steps.first?.verb as? Print)?.expressions.first)
                #expect(expression.type == Dimension(rawValue: quantity.name).map(ExpressionType.number))
            }
        }
    }

    @Test func everyCodeCanBeExpected() throws {
        for entry in Self.entries(.code) {
            let example = try #require(entry.examples.first)
            let step =
                switch entry.name.prefix(while: { $0 != "." }) {
                case "unavailable": "- rebuild: {rollup: nat}"
                case "timeout": "- advance_until: {alert: roots, within: 1h}"
                default: "- deposit: {to: nat, amount: 1 ETH}\n  by: alice"
                }
            let text = ExampleFrame.scenario(steps: "\(step)\n  \(example)")
            #expect(throws: Never.self, "\(example)") { try ScenarioDocument(name: "x.yaml", bytes: Array(text.utf8)) }
        }
    }

    /// The reasons that the reference gives for reverts are those in the sources of the contracts.
    @Test func everyReasonOfTheRollupsContractIsExplained() throws {
        let reasons = try [
            "Native/Contracts/NativeRollup.vy", "Native/Contracts/message.vy", "Native/Contracts/mpt.vy",
            "Native/Contracts/message_tree.vy", "Optimistic/Contracts/OptimisticRollup.vy",
            "ContractVerified/Contracts/ContractVerifiedRollup.vy", "Verifiers/Contracts/poseidon.vy",
            "Dispute/Contracts/ZKDisputeGame.vy", "Dispute/Contracts/DisputeGameFactory.vy",
            "Dispute/Contracts/HybridRollup.vy", "Dispute/Contracts/BondVault.vy", "Dispute/Contracts/messages.vy",
            "Sequencing/Contracts/SequencedNativeRollup.vy", "Sequencing/Contracts/SequencerBond.vy",
            "Inbox/Contracts/ForcedInclusionRollup.vy", "Inbox/Contracts/l2_account.vy",
            "Dispute/Contracts/ExecuteVerifier.vy", "MultiProof/Contracts/MultiProofPortal.vy",
            "MultiProof/Contracts/ClaimCourt.vy",
            "MultiProof/Contracts/AttestationVerifier.vy", "MultiProof/Contracts/SimulatedProver.vy",
            "MultiProof/Contracts/signed_claim.vy", "Governance/Contracts/UpgradeableVerifier.vy",
            "Bridge/Contracts/Portal.vy", "Siblings/Contracts/SiblingElimination.vy",
            "Siblings/Contracts/SiblingTreasury.vy", "DisputedPayments/Contracts/BatchClaimVerifier.vy",
            "DisputedPayments/Contracts/GameVerdictVerifier.vy",
            "ContractVerified/Contracts/EscapableRollup.vy", "ContractVerified/Contracts/committee.vy",
        ].flatMap { file in
            try ScenarioFolder.contract(file).matches(of: /(?:assert .*,|raise) "([^"]+)"/).map { String($0.1) }
        }
        #expect(reasons.count > 40)
        let known = Self.entries(.code).filter { $0.name.hasPrefix("revert.") }.map { $0.name.dropFirst(7) }
        #expect(Set(reasons) == Set(known.map(String.init)))
    }

    // MARK: Its views

    /// Run with `ROLLUPSIM_REGENERATE_GOLDEN=1`, or `make reference`, to write the page anew.
    @Test func pageOfTheDocumentsIsTheGeneratedOne() throws {
        let page = ScenarioFolder.page("scenario-language.md")
        if ProcessInfo.processInfo.environment["ROLLUPSIM_REGENERATE_GOLDEN"] == "1" {
            try ReferencePage.text.write(to: page, atomically: true, encoding: .utf8)
        }
        #expect(try ReferencePage.text == String(contentsOf: page, encoding: .utf8))
    }

    @Test func everyNameIsExplainedWithinEightyColumns() throws {
        for entry in Self.entries {
            let text = try #require(ReferenceText.explanation(of: entry.name))
            #expect(text.contains("\(entry.name): "))
            for line in text.split(separator: "\n") where line.count > 80 {
                // Lines of examples stand as an author writes them.
                #expect(entry.examples.contains { $0.contains(line.trimmingPrefix(while: { $0 == " " })) }, "\(line)")
            }
        }
        for line in ReferenceText.overview.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    }

    @Test func wordAloneFindsTheKey() {
        #expect(LanguageReference.entries(named: "deposit").map(\.kind) == [.verb])
        #expect(LanguageReference.entries(named: "pad_witness").map(\.name) == ["advance.pad_witness"])
        #expect(LanguageReference.entries(named: "OutOfGas").map(\.name) == ["halt.OutOfGas"])
        #expect(LanguageReference.entries(named: "gas").map(\.kind) == [.function, .quantity])
        #expect(LanguageReference.nearestNames(to: "depositt").first == "deposit")
        #expect(LanguageReference.nearestNames(to: "qqqqqq").isEmpty)
    }

    /// Whoever meets a word of a scenario finds it: each that a key takes, with that key and what it means.
    @Test func everyValueIsFoundByItsWord() throws {
        var count = 0
        for key in Self.entries where [.section, .key, .modifier].contains(key.kind) {
            for choice in key.choices {
                count += 1
                let found =
                    LanguageReference.entries(named: choice.word) + Self.entries.filter { $0.word == choice.word }
                let fits = found.contains { entry in
                    entry.kind == .value && entry.facts.contains { $0.contains("`\(key.name)`") }
                        && entry.summary.dropFirst() == choice.summary.dropFirst() + "."
                }
                #expect(fits, "\(choice.word) of \(key.name)")
            }
        }
        #expect(count > 60)
        for entry in Self.entries(.value) {
            #expect(ReferenceText.explanation(of: entry.word)?.contains("`\(entry.name)`") != nil, "\(entry.name)")
        }
    }

    @Test func valuesNameThePageThatSaysMore() throws {
        for (word, page) in [
            ("optimistic", "rollup-designs.md"), ("contract-groth16", "rollup-designs.md"), ("blob", "blobs.md"),
            ("reexec/gas_used", "gas-comparison.md"),
        ] {
            let entry = try #require(LanguageReference.entries(named: word).first, "\(word)")
            #expect(entry.kind == .value && entry.page == "docs/\(page)", "\(word)")
            let text = try String(contentsOf: ScenarioFolder.page(page), encoding: .utf8)
            #expect(text.contains("`\(word)`") || text.contains(": \(word)`"), "\(page) lacks \(word)")
        }
        #expect(LanguageReference.isPlanned("scroll") && LanguageReference.isPlanned("amsterdam"))
    }

    @Test func startingFilePassesUnderItsName() throws {
        let result = try Self.run(StartingScenario.text(named: "my-first_1"))
        #expect(result.document.name == "my-first_1")
        #expect(result.verdict == .passed, "\(TextReport(result).text)")
        for line in StartingScenario.text(named: "x").split(separator: "\n") { #expect(line.count <= 100, "\(line)") }
    }
}

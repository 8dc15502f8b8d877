import Foundation
import RollupActors
import Scenario
import ScenarioTestSupport
import Testing

@Suite("Presets")
struct PresetTests {
    private static let options = SimulationOptions(proofs: AttestedProofs(), batchProofs: SimulatedBatchProofs())

    private static func document(_ text: String, _ library: PresetLibrary = .shipped) throws -> ScenarioDocument {
        do {
            return try ScenarioDocument(name: "x.yaml", bytes: Array(text.utf8), presets: library)
        } catch {
            Issue.record("\(error.rendered)")
            throw error
        }
    }

    private static func rosette(_ preset: PresetFile, keys: String = "") throws -> Rosette {
        let simulation = try Simulation(try document(preset.scenario(keys: keys)), options: options)
        return Rosette(try simulation.trustFacts(of: preset.rollupName))
    }

    @Test("What the program carries is what stands in the folder, and every file can be read")
    func files() throws {
        let folder = ScenarioFolder.page("../presets")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }
        #expect(names.map { $0.dropLast(5) }.sorted() == PresetLibrary.shippedTexts.map { $0.name[...] })
        #expect(PresetLibrary.shipped.presets.map(\.name) == PresetLibrary.shippedTexts.map(\.name))
        for (name, text) in PresetLibrary.shippedTexts {
            let file = try String(contentsOf: folder.appendingPathComponent("\(name).yaml"), encoding: .utf8)
            #expect(file == text, "\(name): run Tools/presets.py")
            #expect(throws: Never.self) { try PresetFile(name: name, bytes: Array(text.utf8)) }
        }
    }

    @Test(
        "Every preset deploys, and runs a block, in its own time and in a short one",
        arguments: PresetLibrary.shipped.presets.map(\.name)
    )
    func blocks(_ name: String) throws {
        let preset = try #require(PresetLibrary.shipped.preset(named: name))
        let party = preset.parties.first ?? "user"
        let head = "\(preset.rollupName).head.number == 1"
        let steps =
            switch preset.design.design.settlement {
            case .dispute, .siblings, .disputedPayments:
                ["{propose: {block: b1}, id: g1, by: \(party)}", "assert: game(g1).number == 1"]
            case .multiProof:
                [
                    "{propose: {block: b1}, id: c1, by: \(party)}",
                    "{submit_proof: {claim: c1, prover: sgx_geth}, by: prover}",
                    "{submit_proof: {claim: c1, prover: risc0}, by: prover}",
                    "{finalize_claim: {claim: c1}, by: \(party), assert: \(head)}",
                ]
            case .execute, .optimistic, .groth16: ["{advance: {block: b1}, by: \(party), assert: \(head)}"]
            }
        let text = (["{seal: {}, id: b1}"] + steps).map { "  - \($0)" }.joined(separator: "\n")
        for keys in name == "contract-zk" ? [""] : ["", ", pace: fast"] {
            let document = try Self.document(preset.scenario(others: ["user"], keys: keys, steps: text))
            let result = ScenarioRun.run(document, options: Self.options)
            #expect(result.verdict == .passed, "\(name)\(keys): \(result.verdict)")
        }
    }

    /// The answers in the order of the questions, and the stage.
    private static let rosettes: [(name: String, values: [String], stage: String)] = [
        (
            "arbitrum-bold",
            [
                "Self sequence [good]", "Fraud proofs (1R, ZK) [good]", "Onchain [good]", "None [bad]",
                "Self propose [good]",
            ], "0"
        ),
        (
            "contract-zk",
            [
                "No mechanism [bad]", "Validity proofs (SN) [bad]", "Onchain [good]", "∞ [good]",
                "Cannot withdraw [bad]",
            ], "0"
        ),
        (
            "kailua",
            [
                "Self sequence [good]", "Fraud proofs (1R, ZK) [good]", "Onchain [good]", "∞ [good]",
                "Self propose [good]",
            ], "2"
        ),
        (
            "native-proof",
            [
                "Self sequence ZK [good]", "Native (L1 execution) [good]", "Onchain [good]", "∞ [good]",
                "Self propose ZK [good]",
            ], "2"
        ),
        (
            "native-reexec",
            [
                "Self sequence [good]", "Native (L1 execution) [good]", "Onchain [good]", "∞ [good]",
                "Self propose [good]",
            ], "2"
        ),
        (
            "op-kailua",
            [
                "Self sequence [good]", "Fraud proofs (1R, ZK) [good]", "Onchain [good]", "None [bad]",
                "Self propose [good]",
            ], "0"
        ),
        (
            "op-stack",
            [
                "Self sequence [good]", "Fraud proofs (1R, ZK) [good]", "Onchain [good]", "None [bad]",
                "Self propose [good]",
            ], "0"
        ),
        (
            "op-stack-legacy-oracle",
            ["No mechanism [bad]", "None [bad]", "Onchain [good]", "∞ [good]", "Cannot withdraw [bad]"], "none"
        ),
        (
            "op-succinct-lite",
            [
                "Self sequence [good]", "Fraud proofs (1R, ZK) [good]", "Onchain [good]", "None [bad]",
                "Self propose [good]",
            ], "0"
        ),
        (
            "starkex-validium",
            [
                "Force via L1 [good]", "Validity proofs (SN) [bad]", "External (DAC) [bad]", "∞ [good]",
                "Use escape hatch [good]",
            ], "none"
        ),
        (
            "taiko-pre-2026-07",
            [
                "No mechanism [bad]", "Multi-proofs [bad]", "Onchain [good]", "∞ [good]",
                "Self propose [good]",
            ], "none"
        ),
        (
            "taiko-shasta",
            [
                "No mechanism [bad]", "Multi-proofs [bad]", "Onchain [good]", "∞ [good]",
                "Self propose [good]",
            ], "none"
        ),
        (
            "zk-dispute-game",
            [
                "Self sequence [good]", "Fraud proofs (1R, ZK) [good]", "Onchain [good]", "∞ [good]",
                "Self propose [good]",
            ], "2"
        ),
    ]

    @Test("The rosette of every preset is the one that its contracts have")
    func golden() throws {
        #expect(Self.rosettes.map(\.name) == PresetLibrary.shipped.presets.map(\.name))
        for (name, values, stage) in Self.rosettes {
            let preset = try #require(PresetLibrary.shipped.preset(named: name))
            let rosette = try Self.rosette(preset)
            #expect(rosette.slices.map { "\($0.value) [\($0.sentiment.rawValue)]" } == values, "\(name)")
            #expect(rosette.stage.text == stage, "\(name)")
        }
    }

    @Test("Every difference from what is published is explained, and nothing else is")
    func differences() throws {
        var count = 0
        for preset in PresetLibrary.shipped.presets {
            let differences = preset.differences(from: try Self.rosette(preset))
            for difference in differences {
                #expect(difference.explanation != nil, "\(preset.name): \(difference.subject)")
            }
            #expect(Set(differences.map(\.subject)) == Set(preset.explanations.keys), "\(preset.name)")
            #expect((preset.published == nil) == (preset.unpublished != nil))
            count += differences.count
        }
        #expect(count == 15)
    }

    @Test("A rollup's own keys come before those of the preset, which stand where it is named")
    func overriding() throws {
        let head = """
            format: rollupsim/1
            name: x
            actors: {proposer: {l1: 1 ETH}, guardian: {}, security_council: {}, foundation: {}, eve: {}}
            rollups: {r: {auto: off, preset: op-stack
            """
        let document = try Self.document(head + ", air_gap: 1d, guardian: eve}}\nsteps: []\n")
        let section = try #require(document.rollups.first)
        #expect(section.presetName == "op-stack" && section.preset == .zkDisputeGame)
        #expect(section.dispute.airGap == 86_400 && section.dispute.guardian == "eve")
        #expect(section.dispute.maxChallenge == 302_400 && section.advancer == "proposer")
        let error = try #require(throws: ScenarioError.self) {
            let text = head.replacingOccurrences(of: "guardian: {}, ", with: "") + "}}\nsteps: []\n"
            return try ScenarioDocument(name: "x.yaml", bytes: Array(text.utf8))
        }
        #expect(error.rendered.contains("x.yaml:4:34: error: no actor is named `guardian`"), "\(error.rendered)")
    }

    @Test("A preset with a design's name has the values that the design has by itself")
    func names() throws {
        for preset in PresetLibrary.shipped.presets where preset.name == preset.design.rawValue {
            func rollup(_ library: PresetLibrary) throws -> RollupSection {
                let text =
                    "format: rollupsim/1\nname: x\nrollups: {r: {preset: \(preset.name), auto: off}}\nsteps: []\n"
                return try #require(try Self.document(text, library).rollups.first)
            }
            let (named, plain) = (try rollup(.shipped), try rollup(PresetLibrary([])))
            #expect(named.dispute == plain.dispute && named.portal == plain.portal)
            #expect(named.gasRule == plain.gasRule && named.proofGasRule == plain.proofGasRule)
            #expect(named.verificationKey == plain.verificationKey && named.upgrades == plain.upgrades)
            #expect(named.advancer == nil && preset.parties.isEmpty)
        }
    }

    @Test(
        "What is wrong in a preset is told with its place",
        arguments: [
            ("format: rollupsim-preset/1", "format: rollupsim-preset/2", "x:1:9: error: the format"),
            ("name: mine", "name: my own", "x:2:7: error: `my own` cannot name a preset"),
            ("date: 2026-01-02", "date: 2026-13-02", "x:3:7: error: expects a date such as 2026-04-28"),
            ("date: 2026-01-02", "date: yesterday", "x:3:7: error: expects a date"),
            ("source: somewhere\n", "", "the preset lacks the key `source`"),
            ("design: zk-dispute-game", "design: op-stack", "x:6:9: error: `op-stack` is no design"),
            (
                "design: zk-dispute-game", "design: optimistic",
                "error: `max_challenge` is for the presets zk-dispute-game, kailua"
            ),
            ("unpublished: no", "unpublished: no\nnot_modelled: [{a: b}]", "`not_modelled` expects a single value"),
            ("unpublished: no", "provers: {p: {kind: simulated}}\nunpublished: no", "lacks the key `operator`"),
            (
                "unpublished: no", "provers: {p: {kind: simulated, operator: nobody}}\nunpublished: no",
                "no actor is named `nobody`"
            ),
            ("max_challenge: 7d", "max_chalenge: 7d", "x:9:3: error: unknown key `max_chalenge`"),
            ("max_challenge: 7d", "max_challenge: 700d", "x:9:18: error: the times of dispute games"),
            ("max_challenge: 7d", "chain_id: 5", "x:9:3: error: `chain_id` is the scenario's to say"),
            ("guardian: somebody", "guardian: nobody", "x:10:13: error: no actor is named `nobody`"),
            ("parties: [somebody]", "parties: [somebody, somebody]", "x:7:21: error: `somebody` stands here already"),
            ("unpublished: no", "published: {of: a, date: 2026-01-01}", "lacks the key `source`"),
            ("unpublished: no", "explanations: {stage: x}", "a preset has either `published` or `unpublished`"),
            ("unpublished: no", "unpublished: no\nexplanations: {stages: x}", "a rosette has no `stages`"),
            (
                "unpublished: no",
                "published: {of: a, date: 2026-01-01, source: s, exit_window: {value: None, sentiment: sad}}",
                "`sentiment` expects one of"
            ),
            (
                "unpublished: no", "published: {of: a, date: 2026-01-01, source: s, stage: \"3\"}",
                "`stage` is 0, 1, 2 or none"
            ),
        ]
    )
    func refusals(_ old: String, _ new: String, _ words: String) throws {
        let sound = """
            format: rollupsim-preset/1
            name: mine
            date: 2026-01-02
            source: somewhere
            summary: a preset of mine
            design: zk-dispute-game
            parties: [somebody]
            rollup:
              max_challenge: 7d
              guardian: somebody
            unpublished: no

            """
        let preset = try PresetFile(name: "x", bytes: Array(sound.utf8))
        #expect(preset.name == "mine" && preset.parties == ["somebody"])
        #expect(sound.contains(old))
        let broken = sound.replacingOccurrences(of: old, with: new)
        let error = try #require(throws: ScenarioError.self, "\(new)") {
            try PresetFile(name: "x", bytes: Array(broken.utf8))
        }
        #expect(error.rendered.contains(words), "\(error.rendered)")
    }

    /// A preset of several proof systems, whose operator is `lab`.
    private static func provers(
        _ name: String,
        system: String = "{kind: simulated, operator: lab}"
    ) throws -> PresetFile {
        let text = """
            format: rollupsim-preset/1
            name: \(name)
            date: 2026-01-02
            source: somewhere
            summary: a preset of mine
            design: multi-proof
            parties: [lab]
            provers:
              one: \(system)
              other: {kind: execute}
            rollup: {provers: [one, other], proofs: 2}
            unpublished: no

            """
        return try PresetFile(name: name, bytes: Array(text.utf8))
    }

    private static func refusal(_ text: String, _ library: PresetLibrary) throws -> String {
        try #require(throws: ScenarioError.self, "\(text)") {
            try ScenarioDocument(name: "x.yaml", bytes: Array(text.utf8), presets: library)
        }.rendered
    }

    @Test("A preset brings its proof systems, and those of the scenario come first")
    func bringsProvers() throws {
        let library = PresetLibrary([
            try Self.provers("mine"), try Self.provers("twin"),
            try Self.provers("rival", system: "{kind: simulated, operator: lab, latency: 1h}"),
        ])
        func text(_ rollups: String, provers: String = "", actors: String = "lab: {l1: 1 ETH}") -> String {
            """
            format: rollupsim/1
            name: x
            actors: {\(actors)}
            \(provers)
            rollups: {\(rollups)}
            steps:
              - {prover_outage: {provers: [other], for: 1h}}

            """
        }
        let document = try Self.document(text("a: {preset: mine, auto: off}"), library)
        #expect(document.rollups[0].multiProof.provers.map(\.name) == ["one", "other"])
        #expect(document.provers.map(\.name) == ["one", "other"] && document.takesProofs)
        // Two presets may bring the same system, and not two of one name.
        let twins = "a: {preset: mine, auto: off}, b: {preset: twin, auto: off}"
        #expect(try Self.document(text(twins), library).provers.count == 2)
        let rivals = "a: {preset: mine, auto: off}, b: {preset: rival, auto: off}"
        let refused = try Self.refusal(text(rivals), library)
        #expect(refused.contains("x.yaml:5:53: error: the presets `mine` and `rival` have two proof systems"))
        // With one of its own, the scenario decides.
        let own = text(rivals, provers: "provers: {one: {kind: simulated, operator: lab, bits: 80}}")
        let decided = try Self.document(own, library)
        #expect(decided.rollups.allSatisfy { $0.multiProof.provers[0].bits == 80 })
        #expect(decided.provers.map(\.name) == ["one", "other"])
        // What a rollup's own list leaves out is not brought.
        let less = try Self.document(text("a: {preset: mine, provers: [other], proofs: 1, auto: off}"), library)
        #expect(less.provers.map(\.name) == ["other"])
        // Who is missing is told once, where the preset is named.
        let missing = try Self.refusal(text("a: {preset: mine, auto: off}", actors: "eve: {l1: 1 ETH}"), library)
        #expect(missing.components(separatedBy: "x.yaml:5:23: error: no actor is named `lab`").count == 2, "\(missing)")
    }

    @Test("What is wrong with a preset's keys is told once")
    func once() throws {
        let head = "format: rollupsim/1\nname: x\n"
        let slow = head + "rollups: {r: {preset: zk-dispute-game, auto: off, pace: slow}}\nsteps: []\n"
        let told = try Self.refusal(slow, .shipped)
        #expect(told.components(separatedBy: "error:").count == 2, "\(told)")
        // Several keys of one preset name somebody who is not there.
        let absent = head + "actors: {prover: {}}\nrollups: {t: {preset: taiko-shasta, auto: off}}\nsteps: []\n"
        let names = try Self.refusal(absent, .shipped)
        for name in ["operator", "enclave", "lab", "security_council"] {
            #expect(names.components(separatedBy: "no actor is named `\(name)`").count == 2, "\(names)")
        }
        #expect(names.components(separatedBy: "error:").count == 5, "\(names)")
        // The number of a council whose members were not read is not complained about besides.
        let few = "actors: {proposer: {}, guardian: {}}\n"
        let council = head + few + "rollups: {o: {preset: op-stack, auto: off}}\nsteps: []\n"
        #expect(!(try Self.refusal(council, .shipped)).contains("`threshold`"))
    }

    @Test("A pace shortens every time of a preset, and means nothing where there is none")
    func paces() throws {
        let parties = [
            "operator", "prover", "enclave", "lab", "security_council", "member_1", "member_2", "member_3", "member_4",
        ]
        let actors = parties.map { "\($0): {}" }.joined(separator: ", ")
        let head = "format: rollupsim/1\nname: x\nactors: {\(actors)}\n"
        func section(_ keys: String) throws -> RollupSection {
            let text = head + "rollups: {r: {auto: off, \(keys)}}\nsteps: []\n"
            return try #require(try Self.document(text).rollups.first)
        }
        let slow = "preset: taiko-shasta, proof_delay: 1d, fall_back_after: 10d"
        let (real, fast) = (try section(slow), try section(slow + ", pace: fast"))
        #expect(real.multiProof.permissionlessAfter == 432_000 && fast.multiProof.permissionlessAfter == 432)
        #expect(real.multiProof.proofDelay == 86_400 && fast.multiProof.proofDelay == 86)
        #expect(real.multiProof.fallBackAfter == 864_000 && fast.multiProof.fallBackAfter == 864)
        #expect(real.challengeWindow == 604_800 && fast.challengeWindow == 604)
        #expect(try section("preset: starkex-validium").escape?.gracePeriod == 604_800)
        #expect(try section("preset: starkex-validium, pace: fast").escape?.gracePeriod == 604)
        #expect(try section("preset: starkex-validium, pace: fast, freeze_grace: 1h").escape?.gracePeriod == 24)
        let text = head + "rollups: {r: {preset: contract-groth16, auto: off, pace: fast}}\nsteps: []\n"
        #expect(try Self.refusal(text, .shipped).contains("`pace` is for a ledger with a way out"))
    }

    @Test("A design that nothing stands behind is no preset")
    func planned() throws {
        for (name, reason) in PresetLibrary.planned {
            #expect(PresetLibrary.shipped.preset(named: name) == nil && !reason.isEmpty)
            let text = "format: rollupsim/1\nname: x\nrollups: {r: {preset: \(name), auto: off}}\nsteps: []\n"
            let error = try #require(throws: ScenarioError.self) {
                try ScenarioDocument(name: "x", bytes: Array(text.utf8))
            }
            #expect(error.rendered.contains("`preset` does not support `\(name)` yet"), "\(error.rendered)")
        }
    }
}

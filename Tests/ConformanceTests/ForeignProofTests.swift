import Conformance
import EVM
import Foundation
import HostAccelerators
import Primitives
import TestSupport
import Testing

@Suite("Proofs of other systems on their own verifiers", .requiresLoose("snark-proofs"))
struct ForeignProofTests {
    /// The files, with the gas under Osaka's rules too, and the bytes of the calldata that do not count.
    ///
    /// Osaka has another price for MODEXP (EIP-7883), by which the two PLONK verifiers invert; Groth16 has no
    /// inversion, and FFLONK's proof brings its own. SP1's bytes that do not count pad 868 bytes of the proof to whole
    /// words, as the ABI wants it; Solidity's decoder does not look at them.
    private static let files: [(name: String, gas: UInt64, osakaGas: UInt64, ignored: Range<Int>)] = [
        ("fflonk-31f88c87-44bd7335", 166_899, 166_899, 0..<0),
        ("risc0-V5_0", 213_850, 213_850, 0..<0),
        ("scroll-plonk-v0.12.0-rc.3", 309_294, 317_391, 0..<0),
        ("sp1-plonk-v4.0.0-rc.3", 273_145, 282_142, 1_128..<1_156),
        ("sp1-v6.0.0", 213_824, 213_824, 0..<0),
    ]

    private static func read(_ name: String) throws -> ForeignProof {
        let path = try #require(Fixtures.loose("snark-proofs/\(name).json"))
        return try ForeignProof(name: name, json: try Fixtures.read(path))
    }

    @Test("No file is left out")
    func folder() throws {
        let folder = try #require(Fixtures.loose("snark-proofs"))
        let found = Fixtures.files(in: folder, suffix: ".json").map {
            URL(filePath: $0).deletingPathExtension().lastPathComponent
        }
        #expect(found == Self.files.map(\.name))
    }

    @Test("Deployed verifiers accept, with exactly the recorded gas under Cancun", arguments: 0..<5)
    func recordedGas(_ index: Int) throws {
        let file = Self.files[index]
        let proof = try Self.read(file.name)
        #expect(proof.recordedGas == file.gas)
        let cancun = try proof.run(.cancun)
        #expect(proof.isAccepted(cancun) && cancun.gasUsed == file.gas, "\(cancun.gasUsed) gas")
        let osaka = try proof.run(.osaka)
        #expect(proof.isAccepted(osaka) && osaka.gasUsed == file.osakaGas, "\(osaka.gasUsed) gas in Osaka")
    }

    @Test("Any byte of the calldata changed makes them refuse, but for padding", arguments: 0..<5)
    func changedBytes(_ index: Int) throws {
        let file = Self.files[index]
        let proof = try Self.read(file.name)
        var accepted: [Int] = []
        for place in proof.calldata.indices {
            var changed = proof.calldata
            changed[place] ^= 1
            if proof.isAccepted(try proof.run(.cancun, calldata: changed)) { accepted.append(place) }
        }
        #expect(accepted == Array(file.ignored))
    }

    @Test("Calldata that end too early make them refuse", arguments: 0..<5)
    func shortCalldata(_ index: Int) throws {
        let proof = try Self.read(Self.files[index].name)
        for kept in [0, 3, 4, 36, proof.calldata.count / 2, proof.calldata.count - 64] {
            let run = try proof.run(.cancun, calldata: Array(proof.calldata.prefix(kept)))
            #expect(!proof.isAccepted(run), "\(kept) bytes")
        }
    }
}

@Suite("Files of foreign proofs")
struct ForeignProofFileTests {
    private static func text(_ members: String) -> [UInt8] { Array("{\(members)}".utf8) }

    @Test("A file says code, calldata, gas and output, in either of its forms")
    func forms() throws {
        let flat = try ForeignProof(
            name: "a",
            json: Self.text(
                #""source": {"repo": "x/y"}, "runtime_code": "0x00", "calldata": "0x01", "exec_gas_cancun": 7, "#
                    + #""expected_output": "0x0203""#
            )
        )
        #expect(flat.source == "x/y" && flat.code == [0] && flat.calldata == [1] && flat.recordedGas == 7)
        #expect(flat.output == [2, 3])
        let nested = try ForeignProof(
            name: "b",
            json: Self.text(
                #""source": "x", "evm": {"runtime_code": "0x00", "calldata": "0x", "exec_gas": 8, "expect": "returns 1; no"}"#
            )
        )
        #expect(nested.source == "x" && nested.recordedGas == 8 && nested.output == UInt256.one.bigEndianBytes)
    }

    @Test(
        "A file that lacks something is refused by the name of what it lacks",
        arguments: [
            (#""source": "x", "calldata": "0x", "exec_gas": 1, "expect": "call succeeds""#, "runtime_code"),
            (#""source": "x", "runtime_code": "0x", "exec_gas": 1, "expect": "call succeeds""#, "calldata"),
            (#""source": "x", "runtime_code": "0x", "calldata": "0x", "expect": "call succeeds""#, "exec_gas"),
            (#""source": "x", "runtime_code": "0x", "calldata": "0x", "exec_gas": 1, "expect": "well""#, "expect"),
            (#""runtime_code": "0x", "calldata": "0x", "exec_gas": 1, "expect": "call succeeds""#, "source"),
        ]
    )
    func incomplete(_ members: String, _ missing: String) throws {
        #expect {
            try ForeignProof(name: "a", json: Self.text(members))
        } throws: {
            "\($0)".contains(missing)
        }
    }
}

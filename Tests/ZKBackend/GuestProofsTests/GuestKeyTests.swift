import GuestExecutor
import GuestProofs
import HostAccelerators
import Primitives
import ProofVerifier
import RISCVMachine
import RISCVTestSupport
import StateTransition
import Testing

@Suite("Keys of guest programs")
struct GuestKeyTests {
    private static func key(_ output: UInt8, bits: Int = 128) throws -> GuestKey {
        let verifier = try #require(GuestVerifier(securityBits: bits))
        return try GuestKey(elf: SampleGuest.elf(output: [UInt8](repeating: output, count: 43)), verifier: verifier)
    }

    /// Whoever registers a key must get the same hash from machine, level and program.
    @Test func hashIsOfLevelMachineAndProgram() throws {
        let key = try Self.key(7)
        let level: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 128]
        let digest = key.machineKey.machineDigest.bytes
        let preimage = Array("rollupsim/guest-key/1".utf8) + level + digest + key.programIdentity.bytes
        #expect(key.hash == Keccak256.hash(preimage))
        #expect(key.securityBits == 128)
        #expect(try key.hash != Self.key(8).hash && key.hash != Self.key(7, bits: 100).hash)
        #expect(try key == Self.key(7))
    }

    /// A key that changes is another key for every chain that has registered it.
    ///
    /// Where the machine is changed on purpose, so is this number.
    @Test func hashOfASmallGuestIsKnown() throws {
        let hash = try Self.key(7).hash.hex
        #expect(hash == "0xaeae6ac1da58750e3b9bf7b5cce1e5e7741831f54d337980207ae44d11c6d8e8")
    }

    @Test func filesThatAreNoProgramsHaveNoKey() throws {
        let verifier = try #require(GuestVerifier())
        let elf = SampleGuest.elf(output: [])
        for length in [0, 1, 16, 63, 64, elf.count / 2] {
            #expect(throws: GuestKey.Invalid.self) {
                try GuestKey(elf: Array(elf.prefix(length)), verifier: verifier)
            }
        }
    }

    /// Release 2 differs in its identity alone.
    @Test func releasesAreTwoPrograms() throws {
        let verifier = try #require(GuestVerifier())
        let releases = try GuestReleases(elf: SampleGuest.elf(output: [1, 2, 3]), verifier: verifier)
        #expect(releases.keys.count == 2 && releases.keys[0].hash != releases.keys[1].hash)
        #expect(releases.keys[0].programIdentity != releases.keys[1].programIdentity)
        let (first, second) = (releases.keys[0].machineKey.program, releases.keys[1].machineKey.program)
        #expect(first.textWords == second.textWords && first.entry == second.entry)
        #expect(second.imageBytes == first.imageBytes + [2, 0, 0, 0, 0, 0, 0, 0])
        #expect(releases.number(of: releases.keys[1]) == 2)
        #expect(releases.known[releases.keys[0].hash] == releases.keys[0])
        #expect(try releases.known[Self.key(9).hash] == nil)
    }
}

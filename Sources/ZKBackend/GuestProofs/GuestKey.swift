public import GuestExecutor
public import Primitives
package import ProofVerifier
package import RISCVMachine

/// Verification key of a guest program: what a node must hold to verify proofs of its runs.
///
/// A proof under it says: this program, on some input, ended with exit code 0 and these 43 bytes.
public struct GuestKey: Hashable, Sendable {
    /// Name of the proof system, as quorums count it.
    public static let systemName = "rv64im-whir"
    /// Domain of `hash`: these ASCII bytes.
    public static let hashTag = "rollupsim/guest-key/1"

    /// What contracts and transactions call the key by.
    ///
    /// Keccak-256 over `hashTag`, the level in bits (8 bytes, big-endian), the machine's digest and the program's
    /// identity.
    public let hash: Bytes32
    /// Commitment to the program's image.
    public let programIdentity: Bytes32
    /// Provable bits of the proofs that it accepts.
    public let securityBits: Int
    /// The key of the machine's proof system.
    package let machineKey: MachineVerificationKey<RISCVProgram>

    /// Why there is no key.
    public enum Invalid: Error, Sendable {
        /// The file is no program of the guest machine.
        case image(ProgramImageError)
        /// The program does not fit the machine's tables.
        case program(String)
    }

    /// The key of a program.
    ///
    /// - Parameters:
    ///   - elf: Hostile bytes: an ELF64 file for RISC-V.
    ///   - verifier: Whose machine runs it; its level becomes the key's.
    /// - Throws: `Invalid`.
    public init(elf: [UInt8], verifier: GuestVerifier) throws(Invalid) {
        let image: ProgramImage
        do throws(ProgramImageError) {
            image = try ProgramImage(elf: elf)
        } catch {
            throw .image(error)
        }
        try self.init(image, verifier: verifier)
    }

    /// The key of a loaded program.
    ///
    /// - Parameters:
    ///   - image: The program.
    ///   - verifier: Whose machine runs it; its level becomes the key's.
    /// - Throws: `Invalid.program`.
    public init(_ image: ProgramImage, verifier: GuestVerifier) throws(Invalid) {
        let program: RISCVProgram
        do throws(RISCVProgram.Invalid) {
            program = try RISCVProgram(
                entry: image.entry,
                textBase: image.textBase,
                textWords: image.textWords,
                imageBase: image.imageBase,
                imageBytes: image.imageBytes
            )
        } catch {
            throw .program("\(error)")
        }
        machineKey = verifier.system.verificationKey(for: program)
        programIdentity = program.identity
        securityBits = machineKey.securityBits
        let level = UInt256(UInt64(clamping: securityBits)).bigEndianBytes.suffix(8)
        hash = Keccak256.hash(
            Array(Self.hashTag.utf8) + level + machineKey.machineDigest.bytes + program.identity.bytes
        )
    }

    /// Keys with one hash are the same.
    public static func == (a: GuestKey, b: GuestKey) -> Bool { a.hash == b.hash }

    /// Hashes the hash.
    public func hash(into hasher: inout Hasher) { hasher.combine(hash) }
}

import GuestProgram
import GuestProofs

/// The guest program that this executable carries.
enum ShippedGuest {
    /// The ELF file of release 1.
    static var elf: [UInt8] { Array(UnsafeBufferPointer(start: guest_program_bytes(), count: guest_program_size)) }

    /// A verifier at the level of all keys.
    ///
    /// - Throws: The exit code for a fault of this program.
    static func verifier() throws -> GuestVerifier {
        guard let verifier = GuestVerifier() else { throw Exit.internalFailure("the machine's description is refused") }
        return verifier
    }

    /// The keys of all releases.
    ///
    /// - Throws: The exit code for a fault of this program.
    static func releases() throws -> GuestReleases {
        let verifier = try verifier()
        do throws(GuestKey.Invalid) {
            return try GuestReleases(elf: elf, verifier: verifier)
        } catch {
            throw Exit.internalFailure("the built-in guest program: \(error)")
        }
    }
}

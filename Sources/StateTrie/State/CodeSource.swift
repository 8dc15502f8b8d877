/// Where a code that a world state keeps came from, which decides whether it may be used and whether a witness has it.
///
/// A code is known as long as the database gave it or an account's deployment of it stands. One whose deployment was
/// reverted counts as unknown, as in the execution specification: an account that had it before the block reads it from
/// the database, and so the witness must have it.
struct CodeSource: Sendable {
    /// True when the code was read from the database.
    var wasRead = false
    /// Deployments that were not reverted.
    var deploymentCount: UInt32 = 0
}

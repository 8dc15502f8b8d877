package import ProofVerifier

/// The buses that accesses meet.
package struct AccessBuses: Sendable {
    /// Entries of registers and memory: space, address, value in two halves of 32 bits, timestamp.
    package let memory: Bus
    /// Numbers below 2^16.
    package let range: Bus

    /// Buses of a machine, whose tuples have 5 elements and 1; the machine checks that when a chip uses them.
    package init(memory: Bus, range: Bus) {
        self.memory = memory
        self.range = range
    }
}

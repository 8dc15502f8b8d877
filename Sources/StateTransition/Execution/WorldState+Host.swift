public import EVM
public import StateTrie

/// The world state is what the EVM runs on.
extension WorldState: Host {}

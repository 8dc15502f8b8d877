/// Weaker machines, with which tests show that a rule is needed: a forgery passes without the rule and fails with it.
///
/// They may lack what a declaration must have, a multiplicity's rule above all; their digest is another than the
/// machine's, so no proof on one is a proof on the other.
extension Machine {
    /// The machine without one constraint of a chip; a machine that lacks it already is returned as it is.
    package func removing(constraint name: String, from chip: String) throws(MachineError) -> Machine {
        try edited(chip) { $0.constraints.removeAll { $0.name == name } }
    }

    /// The machine without some interactions of a chip; those that it lacks already are ignored.
    package func removing(interactions names: Set<String>, from chip: String) throws(MachineError) -> Machine {
        try edited(chip) { $0.interactions.removeAll { names.contains($0.name) } }
    }

    /// The machine without any interaction on a bus; its statement must have no public fraction there.
    package func removing(bus: Bus) throws(MachineError) -> Machine {
        var chips = chips
        for index in chips.indices { chips[index].interactions.removeAll { $0.bus == bus } }
        let clock = clock?.bus == bus ? nil : clock
        return try Machine(chips: chips, buses: buses, clock: clock, isWeakened: true)
    }

    private func edited(_ name: String, _ edit: (inout Chip) -> Void) throws(MachineError) -> Machine {
        var chips = chips
        for index in chips.indices where chips[index].name == name { edit(&chips[index]) }
        return try Machine(chips: chips, buses: buses, clock: clock, isWeakened: true)
    }
}

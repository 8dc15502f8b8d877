/// The file with which an author begins.
package enum StartingScenario {
    /// A scenario that passes and explains itself.
    ///
    /// - Parameter name: The scenario's name, which `ScenarioDocument.isName` accepts.
    /// - Returns: The text of the file.
    package static func text(named name: String) -> String {
        """
        # A scenario of rollupsim: an L1, a rollup on it, and steps with what must come of them.
        #   rollupsim run \(name).yaml       runs it
        #   rollupsim check \(name).yaml     only reads it
        #   rollupsim explain                names all words of the language
        #   rollupsim explain deposit        explains one
        format: \(ScenarioDocument.format)
        name: \(name)
        teaches: How ether gets to a rollup and back, and what L1 does with a lie.

        # Everybody's ether at the beginning. Who has none is still declared.
        actors:
          alice: {l1: 10 ETH}
          bob:
          operator: {l1: 5 ETH}

        # A native rollup: L1 itself checks each of its blocks with the EXECUTE precompile.
        rollups:
          mine:
            preset: native-reexec
            advancer: operator
            auto: off

        steps:
          - note: Ether moves to the rollup. It has arrived once an L2 block holds the message.
            deposit: {to: mine, amount: 3 ETH}
            by: alice
          - seal: {rollup: mine}
            id: b1
            assert: l2(mine).balance(alice) == 3 ETH

          - note: L1 executes the block again, accepts it, and keeps its state root.
            advance: {rollup: mine, block: b1}
            id: settle1
            assert:
              - mine.head.number == 1
              - execute(settle1).work_gas == block(b1).gas_used

          - note: A payment on the rollup, and a withdrawal to L1.
            l2_tx: {rollup: mine, to: bob, value: 1 ETH}
            by: alice
          - l2_tx: {rollup: mine, withdraw: 0.5 ETH}
            by: alice
            save: exit
          - seal: {rollup: mine}
            id: b2

          - note: A lie about the state. EXECUTE refuses it, and the liar pays for the work.
            advance: {rollup: mine, block: b2, tamper: {state_root: flip_bit}}
            expect: {halt: ExecuteValidationFailed, revert: any}
            assert: mine.head.number == 1

          - note: The honest block is accepted, and the withdrawal can be claimed at once.
            advance: {rollup: mine, block: b2}
          - claim: {rollup: mine, withdrawal: exit}
            by: alice
            assert: l1.balance(alice) == 7.5 ETH ± gas

        # What the same blocks would cost L1 under other rules.
        report:
          gas_table: {blocks: [b1, b2], modes: [reexec/v6, reexec/gas_used, reexec/flat]}

        """
    }
}

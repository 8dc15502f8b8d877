/// The terms that a page uses, in plain words.
enum Glossary {
    /// A term with what it means.
    struct Entry: Sendable {
        /// The term as the page writes it.
        let term: String
        /// What it means, in a sentence or two.
        let meaning: String
    }

    /// The entries, in alphabetical order, of the terms that stand in some markup.
    static func entries(of page: Markup) -> [Entry] {
        let text = Array(page.html.lowercased().utf8)
        return all.filter { text.holds(Array($0.term.lowercased().utf8)) }
            .sorted { $0.term.lowercased() < $1.term.lowercased() }
    }

    /// The section.
    static func markup(of page: Markup) -> Markup {
        let list = entries(of: page).map { "<dt>\($0.term)</dt><dd>\($0.meaning)</dd>\n" as Markup }
        return "<section id=\"glossary\"><h2>Glossary</h2><dl>\n\(list.joined())</dl></section>"
    }

    private static let all =
        [
            Entry(
                term: "advances",
                meaning: "Hands a sealed L2 block to the rollup's contract on L1, which has EXECUTE check it."
            ),
            Entry(
                term: "anchor",
                meaning: "The L1 block whose hash an L2 block carries, so that L2 can check messages from L1."
            ),
            Entry(
                term: "base fee",
                meaning:
                    "Price of a unit of gas that a block sets by how full the blocks before it were (EIP-1559); it is burned."
            ),
            Entry(
                term: "calldata",
                meaning: "The bytes that a transaction hands to the contract that it calls; each costs gas."
            ),
            Entry(
                term: "chain id",
                meaning: "Number of a chain; signatures hold it, so that nothing can be replayed on another chain."
            ),
            Entry(term: "charge", meaning: "Gas that EXECUTE takes before it looks into a block."),
            Entry(
                term: "circulating",
                meaning: "Ether on the L2 outside the messenger, on the state that L1 has accepted."
            ),
            Entry(
                term: "contract on L1",
                meaning: "The rollup's contract: it keeps the L2's head and roots, and the escrow."
            ),
            Entry(term: "deposits", meaning: "Sends ether from L1 to an L2 through the rollup's contract."),
            Entry(term: "escrow", meaning: "Ether that a rollup's contract holds on L1 for what its L2 owes."),
            Entry(term: "ETH", meaning: "Ether, Ethereum's money: 10^18 wei."),
            Entry(
                term: "EXECUTE",
                meaning:
                    "The precompiled contract at 0x0101 by which L1 checks the state transition of an L2: by running it again, or by relying on a proof of it."
            ),
            Entry(term: "gas", meaning: "Ethereum's measure of work; a transaction pays for what it uses."),
            Entry(term: "gas limit", meaning: "Most gas that a transaction or a block may use."),
            Entry(term: "gas rule", meaning: "How EXECUTE prices a block: see the modes under the figures."),
            Entry(term: "intrinsic", meaning: "Gas that a transaction pays before any code runs."),
            Entry(term: "invariant", meaning: "A property that is checked after every step."),
            Entry(
                term: "L1",
                meaning: "The base chain: here a simulated Ethereum with real blocks, transactions and EVM."
            ),
            Entry(term: "L2", meaning: "A rollup's own chain, whose blocks are settled on L1."),
            Entry(
                term: "L2Messenger",
                meaning: "The contract on an L2 that sends messages and ether to L1 and delivers those from L1."
            ),
            Entry(term: "mempool", meaning: "Where signed transactions wait for a block."),
            Entry(term: "nonce", meaning: "Number of transactions that an account has sent."),
            Entry(
                term: "native rollup",
                meaning: "A rollup that L1 itself checks by EXECUTE, instead of a contract with a verifier of its own."
            ),
            Entry(
                term: "pending deposits",
                meaning: "Messages with ether that L1 has sent and the settled L2 has not delivered."
            ),
            Entry(
                term: "preset",
                meaning:
                    "The rollup's design: native-reexec is checked by running blocks again, native-proof by proofs; optimistic is not checked by L1 at all."
            ),
            Entry(
                term: "proof",
                meaning: "Bytes that convince a verifier of a computation without its being done again."
            ),
            Entry(
                term: "proof bits",
                meaning:
                    "Provable security of a proof: a forger succeeds with a chance of at most 2 to the minus that many."
            ),
            Entry(
                term: "refund",
                meaning:
                    "Gas given back for freed storage and for authorizations of existing accounts, at most a fifth."
            ),
            Entry(term: "relayer", meaning: "Whoever brings messages from L1 to an L2, for a fee."),
            Entry(
                term: "requests",
                meaning: "Execution requests (EIP-7685) of an L2 block: accepted, or forbidden, by the rollup's policy."
            ),
            Entry(
                term: "revert",
                meaning: "A call that undoes what it did, and says why; what it used of its gas is paid."
            ),
            Entry(term: "seals", meaning: "Makes an L2 block of the transactions that wait: the sequencer's work."),
            Entry(
                term: "seed",
                meaning: "Number from which all keys and random choices follow; the same seed gives the same run."
            ),
            Entry(term: "selector", meaning: "First four bytes of calldata, which tell the called function."),
            Entry(term: "sequencer", meaning: "Whoever orders an L2's transactions and makes its blocks."),
            Entry(term: "settled", meaning: "Accepted by the rollup's contract on L1."),
            Entry(term: "sidecar", meaning: "Bytes that travel beside a block and not in it, here proofs."),
            Entry(
                term: "slot",
                meaning: "The 12 seconds, unless the scenario says otherwise, in which L1 may make a block."
            ),
            Entry(term: "state root", meaning: "Hash of a chain's whole state: accounts, balances, code and storage."),
            Entry(
                term: "trace hash",
                meaning:
                    "Digest of everything that happened in a run; equal files and seeds give equal ones everywhere."
            ),
            Entry(term: "transaction", meaning: "A signed order to move ether or call a contract."),
            Entry(
                term: "unclaimed withdrawals",
                meaning: "Messages with ether that the settled L2 has sent and L1 has not paid out."
            ),
            Entry(term: "validators", meaning: "The nodes that check L1's blocks, and with them what EXECUTE answers."),
            Entry(term: "verification key", meaning: "What a verifier must know of the program whose runs are proved."),
            Entry(term: "wei", meaning: "The smallest unit of ether."),
            Entry(
                term: "withdrawal",
                meaning: "Ether that goes from an L2 to L1, claimed there with a proof against a settled state root."
            ),
            Entry(
                term: "witness",
                meaning: "The parts of a state that a block touches, from which it can be executed without the rest."
            ),
        ]
        + OutcomeLayer.allCases.map { Entry(term: $0.rawValue, meaning: meaning(of: $0)) }.filter {
            $0.term != "revert"
        }
        + EnforcementMode.allCases.map { mode in
            let way = mode.mode == .reexecution ? "L1 executes the block" : "L1 verifies a proof of the block"
            return Entry(term: mode.rawValue, meaning: "Mode: \(way); its price: \(mode.source).")
        }
        + Invariant.allCases.map { Entry(term: $0.rawValue, meaning: "Invariant: \(meaning(of: $0))") }

    private static func meaning(of layer: OutcomeLayer) -> String {
        switch layer {
        case .reject: "Never in a block: the mempool or the block builder refused it."
        case .revert: "The called contract reverted."
        case .halt: "A call halted and used up its gas, such as by running out of it or by a refusal of EXECUTE."
        case .invalidBlock: "The L1 block with it is invalid, so that no node follows it."
        case .l2Failed: "The L2 transaction is in a block, and failed there."
        case .timeout: "What was waited for did not happen in time."
        case .unavailable: "What had to be read of L1 is kept by no node any more."
        }
    }

    private static func meaning(of invariant: Invariant) -> String {
        switch invariant {
        case .escrowSolvency: "the contract on L1 holds at least what it owes to the users of the L2."
        case .noDoubleClaim: "no withdrawal is paid twice."
        case .monotonicFinality: "a settled root never goes back."
        case .ethConservation: "ether is neither made nor lost."
        case .messageOnce: "each message is delivered at most once, as it was sent."
        case .messageNotLost: "no message is used up before its receiver has it."
        case .rootMatchesReference: "each settled root is the one that an independent node computes from L1's data."
        case .bondConservation: "bonds that came in are held, paid or burned."
        }
    }
}

extension [UInt8] {
    /// Whether some bytes stand in these, one behind the other: pages have megabytes, for which comparing characters is
    /// slow.
    fileprivate func holds(_ part: [UInt8]) -> Bool {
        guard let first = part.first, part.count <= count else { return part.isEmpty }
        for start in 0...(count - part.count) where self[start] == first {
            if self[start..<(start + part.count)].elementsEqual(part) { return true }
        }
        return false
    }
}

import Primitives
import RollupContracts

/// The messages of one direction: what one chain has sent, and what the other has delivered of it.
struct MessageLane: Sendable {
    /// Name of the chain that sends, for reports.
    let sender: String
    /// Name of the chain that delivers.
    let receiver: String
    /// What a delivery is, for reports: "delivered", "paid out".
    let delivery: String
    /// Wei, value and fee, of what is sent and not delivered.
    private(set) var undelivered = UInt256.zero
    /// Deliveries of one message more than once.
    private(set) var doubleDeliveries: [String] = []
    /// Deliveries of what was never sent in that form.
    private(set) var forgedDeliveries: [String] = []

    /// What commits to each message that is sent and, in that form, not delivered.
    private(set) var waiting: [UInt64: Bytes32] = [:]

    private var sent: [UInt64: (leaf: Bytes32, amount: UInt256)] = [:]
    private var delivered: Set<UInt64> = []

    /// A lane on which nothing was sent.
    init(sender: String, receiver: String, delivery: String) {
        self.sender = sender
        self.receiver = receiver
        self.delivery = delivery
    }

    /// Takes in what the sending chain has sent.
    mutating func send(_ message: RollupMessage) {
        send(message.index, leaf: message.leaf, amount: message.value &+ message.fee)
    }

    /// Takes in what the sending chain has sent: what commits to it, and its wei.
    mutating func send(_ index: UInt64, leaf: Bytes32, amount: UInt256) {
        sent[index] = (leaf, amount)
        waiting[index] = leaf
        undelivered = undelivered &+ amount
    }

    /// Takes in what the receiving chain has delivered.
    mutating func deliver(_ index: UInt64, leaf: Bytes32) {
        guard delivered.insert(index).inserted else {
            doubleDeliveries.append("\(receiver) has \(delivery) the message \(index) from \(sender) twice")
            return
        }
        guard let message = sent[index], message.leaf == leaf else {
            forgedDeliveries.append("\(receiver) has \(delivery) a message \(index) that \(sender) never sent")
            return
        }
        waiting[index] = nil
        undelivered = undelivered &- message.amount
    }
}

import EVM
import Primitives
import StateTrie
import StrictJSON

/// Precompile vectors of clients and EIPs: `Input`, and `Expected` with the price `Gas`, or `ExpectedError`.
///
/// Where a price is given, the run is also tried with one gas less. Vectors of the same precompile at two forks' prices
/// give both: `GasOld` before Osaka and `GasNew` since.
enum PrecompileVectors {
    /// Gas of a run: above all prices in vectors, and no more than what seconds can burn.
    private static let ampleGas: UInt64 = 100_000_000

    /// What a vector expects.
    private enum Expectation {
        case output([UInt8], gas: UInt64?)
        case failure
    }

    /// Reads the cases of a file.
    ///
    /// - Parameters:
    ///   - file: List of vectors.
    ///   - fileName: Tells the precompile, and the fork whose prices hold.
    /// - Returns: The cases in the file's order.
    /// - Throws: `SpecTestError.unknownPrecompile`, or `.malformed`.
    static func cases(_ file: JSONValue, fileName: String) throws(SpecTestError) -> [SpecTestCase] {
        guard let subject = PrecompileVectorSubject(fileName: fileName) else { throw .unknownPrecompile }
        do throws(JSONError) {
            var cases: [SpecTestCase] = []
            for vector in try file.elements { cases += try read(vector, of: subject) }
            return cases
        } catch {
            throw .malformed(error)
        }
    }

    private static func read(
        _ vector: JSONValue,
        of subject: PrecompileVectorSubject
    ) throws(JSONError) -> [SpecTestCase] {
        let name = try vector["Name"].text
        let input = try vector["Input"].hexBytes
        func makeCase(_ fork: Fork, _ expected: Expectation, suffix: String = "") -> SpecTestCase {
            SpecTestCase(kind: .precompile, name: name + suffix) {
                run(subject.address, input, fork: fork, expected: expected)
            }
        }
        if try vector.optional("ExpectedError") != nil { return [makeCase(subject.fork, .failure)] }
        let output = try vector["Expected"].hexBytes
        if vector.has("GasOld") || vector.has("GasNew") {
            return [
                makeCase(.prague, .output(output, gas: try vector["GasOld"].wholeNumber), suffix: " (prague)"),
                makeCase(.osaka, .output(output, gas: try vector["GasNew"].wholeNumber), suffix: " (osaka)"),
            ]
        }
        let gas = try vector.optional("Gas")?.wholeNumber
        return [makeCase(subject.fork, .output(output, gas: subject.comparesGas ? gas : nil))]
    }

    private static func run(_ address: Address, _ input: [UInt8], fork: Fork, expected: Expectation) -> VectorVerdict {
        let machine = VectorMachine(fork: fork)
        do throws(EVMFault<StateError>) {
            let result = try machine.call(address, input: input, gas: ampleGas)
            switch expected {
            case .failure:
                let isRejection = result.status == .halt(.precompile(.invalidInput)) && result.gasLeft == 0
                return isRejection ? .passed : .failed("expected a failure, got \(describe(result))")
            case .output(let output, let gas):
                guard result.status == .success, result.output == output else {
                    return .failed("expected \(Hex.encode(output)), got \(describe(result))")
                }
                guard let gas else { return .passed }
                let used = ampleGas - result.gasLeft
                guard used == gas else { return .failed("expected \(gas) gas, got \(used)") }
                if gas == 0 { return .passed }
                let unpaid = try machine.call(address, input: input, gas: gas - 1)
                return unpaid.status == .halt(.precompile(.outOfGas))
                    ? .passed : .failed("expected to be out of gas with \(gas - 1), got \(describe(unpaid))")
            }
        } catch {
            return .failed("expected a result, got: \(error)")
        }
    }

    private static func describe(_ result: ExecutionResult) -> String {
        switch result.status {
        case .success: Hex.encode(result.output)
        case .revert: "a revert"
        case .halt(let reason): "\(reason)"
        }
    }
}

/// What a file of precompile vectors is about.
struct PrecompileVectorSubject {
    let address: Address
    let fork: Fork
    /// False where the vectors' prices are those of forks before Berlin.
    let comparesGas: Bool

    /// Recognises a file by its name, as go-ethereum and the EIPs name them.
    ///
    /// Vectors of a single multiplication on BLS12-381 are those of a multi-scalar multiplication of one (EIP-2537
    /// merged them).
    init?(fileName: String) {
        var name = fileName.lowercased()
        guard name.hasSuffix(".json") else { return nil }
        name.removeLast(5)
        if name.hasPrefix("fail-") { name.removeFirst(5) }
        comparesGas = name != "modexp"
        switch name {
        case "ecrecover": (address, fork) = (Address(0x01), .cancun)
        case "modexp", "modexp_eip2565": (address, fork) = (Address(0x05), .prague)
        case "modexp_eip7883": (address, fork) = (Address(0x05), .osaka)
        // EIP-7883's own.
        case "vectors", "legacy": (address, fork) = (Address(0x05), .prague)
        case "bn256add": (address, fork) = (Address(0x06), .cancun)
        case "bn256scalarmul": (address, fork) = (Address(0x07), .cancun)
        case "bn256pairing": (address, fork) = (Address(0x08), .cancun)
        case "blake2f": (address, fork) = (Address(0x09), .cancun)
        case "pointevaluation": (address, fork) = (Address(0x0a), .cancun)
        case "blsg1add", "add_g1_bls": (address, fork) = (Address(0x0b), .prague)
        case "blsg1mul", "blsg1multiexp", "mul_g1_bls", "msm_g1_bls": (address, fork) = (Address(0x0c), .prague)
        case "blsg2add", "add_g2_bls": (address, fork) = (Address(0x0d), .prague)
        case "blsg2mul", "blsg2multiexp", "mul_g2_bls", "msm_g2_bls": (address, fork) = (Address(0x0e), .prague)
        case "blspairing", "pairing_check_bls": (address, fork) = (Address(0x0f), .prague)
        case "blsmapg1", "map_fp_to_g1_bls": (address, fork) = (Address(0x10), .prague)
        case "blsmapg2", "map_fp2_to_g2_bls": (address, fork) = (Address(0x11), .prague)
        case "p256verify": (address, fork) = (Address(0x0100), .osaka)
        case let name where name.hasPrefix("secp256r1_"): (address, fork) = (Address(0x0100), .osaka)
        default: return nil
        }
    }
}

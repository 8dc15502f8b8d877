import EVM
import GuestRuntime
import Primitives
import StateTransition

/// Ends the run without a result.
func end(_ code: guest_exit_code, plus offset: UInt64 = 0) -> Never {
    guest_exit(UInt64(code.rawValue) &+ offset)
}

/// The stateless input, copied once into an array: all that is read from it is sliced from there.
func readInput() -> StatelessInput {
    var bytes: UnsafePointer<UInt8>?
    var count = 0
    read_input(&bytes, &count)
    do throws(StatelessInputError) {
        return try StatelessInput(decoding: [UInt8](copying: UnsafeRawBufferPointer(start: bytes, count: count)))
    } catch {
        end(GUEST_EXIT_UNDECODABLE_INPUT)
    }
}

/// Hints about the input's signatures, which are no part of what is read as the statement.
func readHints() -> SignatureHints {
    var bytes: UnsafePointer<UInt8>?
    var count = 0
    read_hints(&bytes, &count)
    return SignatureHints(bytes: [UInt8](copying: UnsafeRawBufferPointer(start: bytes, count: count)))
}

/// The statement about an input; that a block is invalid, or cannot be executed on its witness, is a statement too.
func statement(about input: StatelessInput) -> StatelessValidationResult {
    guard input.schema == .osaka else { end(GUEST_EXIT_UNSUPPORTED_SCHEMA) }
    let root = input.newPayloadRequest.root(.executionSpecs)
    do throws(ValidationFailure) {
        return try input.validate(root: root, hints: readHints())
    } catch {
        // Not a fault of the block: nobody may prove that it is invalid.
        if case .stateless(.fault(.precompileUnavailable(let address))) = error {
            end(GUEST_EXIT_MISSING_PRECOMPILE, plus: address.uint256.l0)
        }
        return input.result(root: root, isValid: false)
    }
}

let output = statement(about: readInput()).encoded
output.withUnsafeBufferPointer { write_output($0.baseAddress, $0.count) }

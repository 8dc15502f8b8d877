/// What a byte of code says: all 256 values, so that a switch over it is a single jump table without a range check.
///
/// The cases stand in the order of their values, which makes the memory of each the byte itself. Bytes that no fork
/// here defines are `u` and their number; `Opcode` lists the others alone.
package enum CodeByte: UInt8, CaseIterable {
    case stop, add, mul, sub, div, sdiv, mod, smod, addmod, mulmod, exp, signextend, u0c, u0d, u0e, u0f
    case lt, gt, slt, sgt, eq, iszero, and, or, xor, not, byte, shl, shr, sar, clz, u1f
    case keccak256, u21, u22, u23, u24, u25, u26, u27, u28, u29, u2a, u2b, u2c, u2d, u2e, u2f
    case address, balance, origin, caller, callvalue, calldataload, calldatasize, calldatacopy, codesize, codecopy
    case gasprice, extcodesize, extcodecopy, returndatasize, returndatacopy, extcodehash
    case blockhash, coinbase, timestamp, number, prevrandao, gaslimit, chainid, selfbalance, basefee, blobhash
    case blobbasefee, u4b, u4c, u4d, u4e, u4f
    case pop, mload, mstore, mstore8, sload, sstore, jump, jumpi, pc, msize, gas, jumpdest, tload, tstore, mcopy
    case push0
    case push1, push2, push3, push4, push5, push6, push7, push8, push9, push10, push11, push12, push13, push14, push15
    case push16
    case push17, push18, push19, push20, push21, push22, push23, push24, push25, push26, push27, push28, push29
    case push30, push31, push32
    case dup1, dup2, dup3, dup4, dup5, dup6, dup7, dup8, dup9, dup10, dup11, dup12, dup13, dup14, dup15, dup16
    case swap1, swap2, swap3, swap4, swap5, swap6, swap7, swap8, swap9, swap10, swap11, swap12, swap13, swap14, swap15
    case swap16
    case log0, log1, log2, log3, log4, ua5, ua6, ua7, ua8, ua9, uaa, uab, uac, uad, uae, uaf
    case ub0, ub1, ub2, ub3, ub4, ub5, ub6, ub7, ub8, ub9, uba, ubb, ubc, ubd, ube, ubf
    case uc0, uc1, uc2, uc3, uc4, uc5, uc6, uc7, uc8, uc9, uca, ucb, ucc, ucd, uce, ucf
    case ud0, ud1, ud2, ud3, ud4, ud5, ud6, ud7, ud8, ud9, uda, udb, udc, udd, ude, udf
    case ue0, ue1, ue2, ue3, ue4, ue5, ue6, ue7, ue8, ue9, uea, ueb, uec, ued, uee, uef
    case create, call, callcode, `return`, delegatecall, create2, uf6, uf7, uf8, uf9, staticcall, ufb, ufc, revert
    case invalid, selfdestruct
}

extension CodeByte {
    /// The byte at a place of code.
    @inline(__always)
    package init(at place: UnsafePointer<UInt8>) {
        self = UnsafeRawPointer(place).loadUnaligned(as: CodeByte.self)
    }
}

#!/usr/bin/env python3
"""Compiles the Vyper contracts of RollupContracts, of its tests, a benchmark and scenarios, and writes their artifacts.

usage: Tools/contracts/build.py [--check]

For each contract it writes `Contracts/<Name>.json` (ABI, bytecode, storage layout) and `Generated/<Name>+Artifact.swift`
(the same for the Swift bindings; of a stock contract the artifact's text, for scenarios to read as they read any other;
of a scenario's example nothing). An unsafe variant of a contract is a difference, `Unsafe/<Variant>.diff`, and has no
artifact but the Swift one. With `--check` it writes nothing, and exits 1 when a committed file differs from what
the compiler makes of the sources.

The compiler is the one in requirements.txt, installed in `.venv` at the root of the package when it is not there yet.
"""

import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
VENV = ROOT / ".venv"

# The oldest fork that has what the contracts need (transient storage, MCOPY): they run on Cancun, Prague and Osaka alike.
EVM_VERSION = "cancun"

NATIVE = ROOT / "Sources" / "RollupContracts" / "Native"
OPTIMISTIC = ROOT / "Sources" / "RollupContracts" / "Optimistic"
DISPUTE = ROOT / "Sources" / "RollupContracts" / "Dispute"
SEQUENCING = ROOT / "Sources" / "RollupContracts" / "Sequencing"
INBOX = ROOT / "Sources" / "RollupContracts" / "Inbox"
GOVERNANCE = ROOT / "Sources" / "RollupContracts" / "Governance"
MULTI_PROOF = ROOT / "Sources" / "RollupContracts" / "MultiProof"
CONTRACT_VERIFIED = ROOT / "Sources" / "RollupContracts" / "ContractVerified"
BRIDGE = ROOT / "Sources" / "RollupContracts" / "Bridge"
DISPUTED_PAYMENTS = ROOT / "Sources" / "RollupContracts" / "DisputedPayments"
SIBLINGS = ROOT / "Sources" / "RollupContracts" / "Siblings"
STOCK = ROOT / "Sources" / "RollupContracts" / "Stock"
VERIFIERS = ROOT / "Sources" / "RollupContracts" / "Verifiers"
TESTS = ROOT / "Tests" / "RollupContractsTests"
VERIFIER_COST = ROOT / "Benchmarks" / "VerifierCost"
EXAMPLES = ROOT / "scenarios"

# Folder with `Contracts` and `Generated` -> contracts; the other .vy files beside them are modules they import.
FAMILIES = {
    NATIVE: ["NativeRollup", "L2Messenger"],
    OPTIMISTIC: ["OptimisticRollup"],
    DISPUTE: [
        "ZKDisputeGame", "DisputeGameFactory", "HybridRollup", "BondVault", "ExecuteVerifier", "SimulatedClaimVerifier",
    ],
    SEQUENCING: ["SequencedNativeRollup", "SequencerBond"],
    INBOX: ["ForcedInclusionRollup"],
    GOVERNANCE: ["UpgradeableVerifier"],
    MULTI_PROOF: ["MultiProofPortal", "ClaimCourt", "AttestationVerifier", "SimulatedProver"],
    CONTRACT_VERIFIED: [
        "ContractVerifiedRollup", "SimulatedVerifier", "EscapableRollup", "AccountHash", "EdDSAVerifier",
    ],
    BRIDGE: ["Portal", "TokenVault", "TokenFactory", "BridgedToken"],
    DISPUTED_PAYMENTS: ["BatchClaimVerifier", "GameVerdictVerifier"],
    SIBLINGS: ["SiblingElimination", "SiblingTreasury"],
    STOCK: ["ERC20", "AMM", "Greeter"],
    VERIFIERS: ["Groth16Verifier", "GnarkPlonkVerifier", "PoseidonHash"],
    TESTS: ["ProofReader", "Receiver", "OddToken"],
    VERIFIER_COST: ["FieldOperations"],
    EXAMPLES: ["Vault", "FastExit", "Hook", "SignerBridge"],
}

# Contract -> variants of it, each of which leaves one check out; their differences are in its family's folder `Unsafe`.
UNSAFE = {
    (NATIVE, "NativeRollup"): [
        "NativeRollupUnboundOutputs", "NativeRollupUnboundMessageCount", "NativeRollupUnboundChain",
        "NativeRollupUnboundAnchor", "NativeRollupUnboundedTimestamp", "NativeRollupRepeatedClaims",
    ],
}


def requirement():
    name, version = (HERE / "requirements.txt").read_text().strip().split("==")
    return name, version


def compiler():
    """Path of the pinned compiler, installed first when it is absent."""
    name, version = requirement()
    vyper = VENV / "bin" / "vyper"
    if not vyper.exists():
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
        subprocess.run([VENV / "bin" / "pip", "install", "--quiet", "-r", HERE / "requirements.txt"], check=True)
    found = subprocess.run([vyper, "--version"], check=True, capture_output=True, text=True).stdout.strip()
    if found.split("+")[0] != version:
        sys.exit(f"build.py: {name} {version} is pinned, but {vyper} is {found}; remove .venv and run again")
    return vyper, f"vyper {found}"


def sources(family):
    """The folder of a family's Vyper sources."""
    return family / ("contracts" if family == EXAMPLES else "Contracts")


def imported(folder):
    """Folders of other families that contracts of a folder can import from."""
    # Families that stand alone do so for that a change of one moves no other's hash.
    if folder in map(sources, (STOCK, VERIFIERS, VERIFIER_COST, EXAMPLES)):
        return ()
    if folder in map(sources, (GOVERNANCE, DISPUTED_PAYMENTS, SIBLINGS)):
        return (sources(DISPUTE),)
    if folder == sources(MULTI_PROOF):
        return (sources(NATIVE), sources(DISPUTE))
    return (sources(VERIFIERS if folder == sources(CONTRACT_VERIFIED) else NATIVE),)


def source_hash(folder, *differences):
    """SHA-256 over all sources a contract of the folder can import, each as name, newline, content, in order of names."""
    roots = (*imported(folder), folder)
    found = {path.name: path for root in roots for path in root.glob("*.vy")}
    found |= {path.name: path for path in differences}
    digest = hashlib.sha256()
    for name in sorted(found):
        digest.update(name.encode() + b"\n" + found[name].read_bytes())
    return digest.hexdigest()


def variables(layout):
    """Each variable with its type and slot; those of modules stand among the contract's own, as in its storage."""
    for key, entry in layout.items():
        if "slot" in entry:
            yield key, {"type": entry["type"], "slot": hex(entry["slot"])}
        else:
            yield from variables(entry)


def varied(source, difference):
    """A source with a difference applied.

    The difference is a text that says what is missing, then parts, each behind a line `@@`: lines that stay begin with a
    space, those that go with `-`, those that come with `+`. What stays and goes must be in the source exactly once.
    """
    text = source.read_text()
    parts = difference.read_text().split("\n@@\n")[1:]
    if not parts:
        sys.exit(f"build.py: {difference.name} has no part")
    for part in parts:
        lines = part.rstrip("\n").split("\n")
        if any(line[:1] not in (" ", "-", "+") for line in lines):
            sys.exit(f"build.py: {difference.name} has a line that neither stays nor goes nor comes")
        old, new = ("".join(f"{line[1:]}\n" for line in lines if line[0] != sign) for sign in "+-")
        if text.count(old) != 1:
            sys.exit(f"build.py: {difference.name} does not fit {source.name}:\n{old}")
        text = text.replace(old, new)
    return text


def compile_variant(vyper, version, family, base, name):
    """An unsafe variant of a contract, compiled as the contract is."""
    difference = family / "Unsafe" / f"{name}.diff"
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / f"{name}.vy"
        source.write_text(varied(sources(family) / f"{base}.vy", difference))
        artifact = compile_contract(vyper, version, sources(family), name, source)
    return {**artifact, "sourceHash": "0x" + source_hash(sources(family), difference)}


def compile_contract(vyper, version, folder, name, source=None):
    command = [
        vyper, "--evm-version", EVM_VERSION, "--no-bytecode-metadata",
        *(part for path in (folder, *imported(folder)) for part in ("-p", path)),
        "-f", "abi,bytecode,bytecode_runtime,layout", source or folder / f"{name}.vy",
    ]
    run = subprocess.run(command, capture_output=True, text=True, cwd=folder)
    if run.returncode != 0:
        sys.exit(f"build.py: {name}.vy does not compile\n{run.stderr}")
    abi, creation, runtime, layout = run.stdout.strip().splitlines()
    return {
        "contractName": name,
        "compiler": version,
        "evmVersion": EVM_VERSION,
        "sourceHash": "0x" + source_hash(folder),
        "abi": json.loads(abi),
        "bytecode": creation,
        "deployedBytecode": runtime,
        "storageLayout": dict(variables(json.loads(layout).get("storage_layout", {}))),
    }


# --- Swift ----------------------------------------------------------------------------------------------------------

def camel(name):
    """`L2_CHAIN_ID` and `BlockAdded` in Swift's spelling of members."""
    if name.isupper() or "_" in name:
        words = name.lower().split("_")
        return words[0] + "".join(word.capitalize() for word in words[1:])
    return name[0].lower() + name[1:]


def swift_type(field):
    kind = field["type"]
    if kind.endswith("]"):
        element, count = kind[:-1].rsplit("[", 1)
        inner = swift_type({**field, "type": element})
        return f".fixedArray({inner}, count: {count})" if count else f".array({inner})"
    if kind == "tuple":
        return f".tuple([{', '.join(swift_type(part) for part in field['components'])}])"
    if kind in ("address", "bool", "bytes", "string"):
        return f".{kind}"
    for prefix, case in (("uint", "uint"), ("int", "int"), ("bytes", "fixedBytes")):
        if kind.startswith(prefix):
            return f".{case}({kind[len(prefix):]})"
    sys.exit(f"build.py: no Swift spelling for the ABI type {kind}")


def types(fields):
    return "[" + ", ".join(swift_type(field) for field in fields) + "]"


def signature(entry):
    def spelled(field):
        if field["type"].startswith("tuple"):
            return f"({','.join(spelled(part) for part in field['components'])}){field['type'][5:]}"
        return field["type"]

    return f"{entry['name']}({','.join(spelled(field) for field in entry['inputs'])})"


def members(functions):
    """Each function with its name in Swift; of those that share a name all but the first tell how many arguments they take."""
    found = []
    for entry in functions:
        name = camel(entry["name"])
        found.append((f"{name}{len(entry['inputs'])}" if name in dict(found) else name, entry))
    return found


def swift_slot(slot):
    value = int(slot, 16)
    if value < 2**64:
        return f"UInt256({value})"
    limbs = [f"l{i}: 0x{value >> (64 * i) & (2**64 - 1):016x}" for i in range(4)]
    return f"UInt256({', '.join(limbs)})"


def swift_code(code):
    digits = code[2:]
    lines = [digits[i:i + 100] for i in range(0, len(digits), 100)]
    return '"""\n' + "\n".join(f"            {line}\\" for line in lines).rstrip("\\") + '\n            """'


def swift_artifact(artifact, family, source=None):
    name = artifact["contractName"]
    source = source or f"{name}.vy"
    is_ours = family not in (STOCK, TESTS, VERIFIER_COST, EXAMPLES)
    imports = ["public import Primitives"] if is_ours else ["import Primitives", "import RollupContracts"]
    abi = artifact["abi"]
    functions = members(entry for entry in abi if entry["type"] == "function")
    events = [entry for entry in abi if entry["type"] == "event"]
    constructor = next((entry["inputs"] for entry in abi if entry["type"] == "constructor"), [])
    out = [
        f"// Generated by Tools/contracts/build.py from {source}: do not edit.",
        "// swift-format-ignore-file",
        "",
        *imports,
        "",
        f"extension {name} {{",
        f"    /// What {artifact['compiler']} makes of `{source}` for {artifact['evmVersion'].capitalize()}.",
        "    public static let artifact = ContractArtifact(",
        f'        name: "{name}",',
        f'        compiler: "{artifact["compiler"]}",',
        f'        evmVersion: "{artifact["evmVersion"]}",',
        f'        sourceHash: "{artifact["sourceHash"]}",',
        f"        constructorInputs: {types(constructor)},",
        f"        functions: [{', '.join('Function.' + member for member, _ in functions)}],",
        f"        events: [{', '.join('EventLayout.' + camel(entry['name']) for entry in events)}],",
        f"        creationCode: {swift_code(artifact['bytecode'])},",
        f"        runtimeCode: {swift_code(artifact['deployedBytecode'])}",
        "    )",
        "",
        "    /// Functions of the contract's ABI.",
        "    public enum Function {",
    ]
    for member, entry in functions:
        out += [
            f"        /// `{signature(entry)}`, {entry['stateMutability']}.",
            f"        public static let {member} = ABIFunction(",
            f'            name: "{entry["name"]}",',
            f"            inputs: {types(entry['inputs'])},",
            f"            outputs: {types(entry['outputs'])}",
            "        )",
        ]
    out += ["    }", "", "    /// Events of the contract's ABI.", "    public enum EventLayout {"]
    for entry in events:
        fields = ", ".join(
            f'.init(name: "{field["name"]}", type: {swift_type(field)}, isIndexed: {str(field["indexed"]).lower()})'
            for field in entry["inputs"]
        )
        out += [
            f"        /// `{signature(entry)}`.",
            f"        public static let {camel(entry['name'])} = ABIEvent(",
            f'            name: "{entry["name"]}",',
            f"            fields: [{fields}]",
            "        )",
        ]
    out += ["    }", "", "    /// First storage slot of each of the contract's variables.", "    package enum Layout {"]
    for variable, entry in artifact["storageLayout"].items():
        out += [
            f"        /// `{entry['type']}`.",
            f"        package static let {camel(variable)} = {swift_slot(entry['slot'])}",
        ]
    out += ["    }", "}", ""]
    return "\n".join(out)


def stock_artifact(artifact):
    """A stock contract as Swift text: what scenarios need of its artifact, in the form in which users bring theirs."""
    name = artifact["contractName"]
    kept = {key: artifact[key] for key in ("contractName", "compiler", "abi", "bytecode", "storageLayout")}
    text = json.dumps(kept, separators=(",", ":"))
    # Raw, for the text has quotation marks; `\\#` at a line's end joins it with the next.
    lines = [text[i:i + 100] for i in range(0, len(text), 100)]
    return "\n".join([
        f"// Generated by Tools/contracts/build.py from {name}.vy: do not edit.",
        "// swift-format-ignore-file",
        "",
        "extension StockContract {",
        f"    /// What {artifact['compiler']} makes of `{name}.vy` for {artifact['evmVersion'].capitalize()}.",
        f'    static let {name.lower()}Artifact = #"""',
        *(f"        {line}\\#" for line in lines[:-1]),
        f"        {lines[-1]}",
        '        """#',
        "}",
        "",
    ])


def is_stock(name, family):
    """Whether scenarios deploy a contract by a name of the language."""
    return family == STOCK or family == BRIDGE and name != "Portal"


def main():
    arguments = sys.argv[1:]
    if arguments not in ([], ["--check"]):
        sys.exit(__doc__)
    vyper, version = compiler()
    stale = []

    def keep(artifact, outputs):
        for path, text in outputs.items():
            if arguments:
                if not path.exists() or path.read_text() != text:
                    stale.append(path.relative_to(ROOT))
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text)
        size = (len(artifact["deployedBytecode"]) - 2) // 2
        print(f"{artifact['contractName']}: {size} bytes of runtime code, {version}, {EVM_VERSION}")

    for family, names in FAMILIES.items():
        folder = sources(family)
        for name in names:
            artifact = compile_contract(vyper, version, folder, name)
            outputs = {folder / f"{name}.json": json.dumps(artifact, indent=2) + "\n"}
            if family != EXAMPLES:
                if family != STOCK:
                    outputs[family / "Generated" / f"{name}+Artifact.swift"] = swift_artifact(artifact, family)
                if is_stock(name, family):
                    text = "Artifact" if family == STOCK else "Stock"
                    outputs[family / "Generated" / f"{name}+{text}.swift"] = stock_artifact(artifact)
            keep(artifact, outputs)
    for (family, base), names in UNSAFE.items():
        for name in names:
            artifact = compile_variant(vyper, version, family, base, name)
            text = swift_artifact(artifact, family, source=f"{base}.vy and {name}.diff")
            keep(artifact, {family / "Generated" / f"{name}+Artifact.swift": text})
    if stale:
        sys.exit("build.py: not what the sources compile to: " + ", ".join(map(str, stale)))


if __name__ == "__main__":
    main()

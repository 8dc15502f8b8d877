.DEFAULT_GOAL := help
.PHONY: help setup build demo test test-all prove-test bench bench-peers bench-against fuzz fuzz-mutants executor-fuzz hostile-proofs groth16-independent verifier-cost guest contracts reference schema-check format

help: ## Show what can be made
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

setup: ## Install the Debian packages that are missing
	@Tools/setup.sh

build: setup ## Build rollupsim in release mode
	swift build -c release --product rollupsim

demo: build ## Run the first scenario
	.build/release/rollupsim run scenarios/native-happy-path.yaml

test: setup ## Every gate: format, layering, contract artifacts, guest image, tests
	Tools/test.sh

test-all: setup ## The same, with the whole fixture packs (minutes)
	Tools/test.sh --all

prove-test: setup ## Whole proofs of blocks, every byte of a proof, a proof for each column, scenarios with proofs (minutes, gigabytes)
	swift build -c release --build-tests
	ROLLUPSIM_PROVE=1 swift test -c release --skip-build --filter ProvingCampaign

bench: build ## Time the benchmark programs beside revm, Groth16 and blobs beside arkworks and c-kzg-4844, the prover's kernels, proofs of three blocks, the first scenario and the real blocks
	swift build -c release --product EVMBenchmark
	swift build -c release --product ProverBenchmark
	swift build -c release --product Groth16Benchmark
	swift build -c release --product BlobBenchmark
	Benchmarks/run.sh

bench-peers: setup ## Time pairings, sums of points, Groth16 and blobs beside arkworks and c-kzg-4844, on one core and on two (ONLY, ROUNDS, LOG)
	swift build -c release --product Groth16Benchmark
	swift build -c release --product BlobBenchmark
	Benchmarks/peers.sh

bench-against: build ## Time this tree beside another commit in one run (BASE, the commit before by default)
	swift build -c release --product EVMBenchmark
	swift build -c release --product ProverBenchmark
	Benchmarks/against_commit.sh $(or $(BASE),HEAD~1)

fuzz: build ## Compare generated transactions with revm and the specification (CASES, SPEC_CASES, SEED, ARGS=--resume)
	CASES=$(CASES) SPEC_CASES=$(SPEC_CASES) SEED=$(SEED) Tools/fuzz/run.sh $(ARGS)

fuzz-mutants: setup ## Plant faults in a copy of the EVM, and see whether fuzzing finds them (minutes)
	Tools/fuzz/mutants.py

executor-fuzz: setup ## Compare the RISC-V executor with qemu-riscv64 on 100,000 random programs, and check 100,000 traces
	swift build -c release --build-tests
	swift test -c release --skip-build --filter 'ExecutorFullPackCampaign|TraceFullPackCampaign'

hostile-proofs: setup ## Mutated and random proofs that the verifier must refuse without a trap (COUNT, a million by default)
	ROLLUPSIM_HOSTILE_PROOFS=$(or $(COUNT),1000000) swift test -c release --filter HostileProofTests

groth16-independent: setup ## Verify a Groth16 proof of ours with py_ecc and arkworks
	swift build -c release --product Groth16Benchmark
	Tools/groth16/run.sh

verifier-cost: setup ## Count the operations of verifying a proof of ours, and price them as a contract's (PROOF=FILE)
	swift build -c release --scratch-path .build-count -Xswiftc -DCOUNT_OPERATIONS --product VerifierCost
	.build-count/release/VerifierCost $(PROOF)

guest: ## Compile the program that is proved to its committed RISC-V image, and its software twin
	Tools/guest-build.sh

contracts: setup ## Compile the Vyper contracts to their committed artifacts
	Tools/contracts/build.py

reference: build ## Write docs/scenario-language.md from the program
	.build/release/rollupsim explain --markdown > docs/scenario-language.md

schema-check: build ## Hold the schema of scenarios to validators from PyPI (FILES for more than the shipped ones)
	python3 -m venv .build/schema-check
	.build/schema-check/bin/pip --quiet install jsonschema==4.26.0 fastjsonschema==2.22.3 jsonschema-rs==0.61.2 ruamel.yaml==0.19.1
	.build/schema-check/bin/python Tools/schema-check.py .build/release/rollupsim $(FILES)

format: ## Format all Swift sources
	swift format format --in-place --recursive --parallel Package.swift Sources Tests Benchmarks Guest

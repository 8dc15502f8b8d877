/// Version of the program, as `rollupsim --version` prints it; CHANGELOG.md says what each one brought.
let programVersion = "0.1.0-dev"

//! The entry point of the program; see [`reallot::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    reallot::cli::main()
}

//! The README keeps its word: its transcript is what the program says.

use crate::environment::TestEnvironment;

const README: &str = "README.md";
const BEGIN: &str = "<!-- transcript:begin -->\n";
const END: &str = "<!-- transcript:end -->";

/// How much of the report the README shows: up to the list of what one edit touched.
const UNTIL: &str = "\nOne edit of ";

/// To write it anew: `UPDATE_PAGES=1 cargo test --test main readme`.
#[test]
fn the_transcript_is_what_the_program_says() {
    let mut environment = TestEnvironment::bare_folder();
    let output = environment.on("2026-11-01").okr(&["init", "--demo", "demo"]).expect(0);
    let (shown, _) = output.stdout.split_once(UNTIL).unwrap();
    let transcript =
        format!("```text\n{}\n{}\n…\n```\n", output.stderr.trim_end(), format!("\n{shown}").trim_end());

    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(README);
    let readme = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = readme.split_once(BEGIN).unwrap();
    let (told, after) = rest.split_once(END).unwrap();
    if std::env::var_os("UPDATE_PAGES").is_some() {
        std::fs::write(&path, format!("{before}{BEGIN}{transcript}{END}{after}")).unwrap();
        return;
    }
    assert_eq!(told, transcript, "write it anew with UPDATE_PAGES=1 cargo test --test main readme");
}

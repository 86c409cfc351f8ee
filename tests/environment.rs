//! A repository of its own for each test, with nothing of the machine in it: no configuration of git, no
//! home, no clock, no colours, no language.

use std::collections::BTreeMap;
use std::fmt;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError, Weak};

/// A git repository in a temporary folder, and a day on which everything happens.
pub(crate) struct TestEnvironment {
    temporary: tempfile::TempDir,
    today: String,
    extra: BTreeMap<String, String>,
}

/// What a run left behind.
#[derive(Debug)]
pub(crate) struct Output {
    /// The exit code; -1 where a signal ended it.
    pub(crate) code: i32,
    /// With the temporary folder written as `$TEST`.
    pub(crate) stdout: String,
    /// With the temporary folder written as `$TEST`.
    pub(crate) stderr: String,
}

/// The sheet of [`TestEnvironment::workspace`] that most tests edit.
pub(crate) const SHEET: &str = "okrs/2026-Q1/payments.yaml";

const SETTINGS: &str = "\
version: 1
organisation: Example Pay
calendar:
  timezone: Asia/Shanghai
  settle_days: 14
  grading_days: 14
policy: calibrated
";

const TEAMS: &str = "\
teams:
  - { id: company, name: Example Pay, kind: business }
  - { id: payments, name: Payments platform, kind: engineering, parent: company }
";

const COMPANY: &str = "\
cycle: 2026-Q1
team: company
objectives:
  - id: grow-checkout
    title: More shoppers who fill a cart also pay for it
    why: Two carts in three are left at the till.
    dimension: quality
    commitment: committed
    key_results:
      - id: cart-conversion
        title: Carts that end in a payment rise from 31 % to 36 %
        metric: share of carts that end in a payment, all markets, 28-day window
        baseline: 31 %
        target: \">= 36 %\"
        hold: 4w
        source: https://numbers.example/carts
      - id: payment-complaints
        title: Complaints about paying fall from 90 to under 60 complaints a week
        metric: complaints tagged payment, all markets, weekly
        baseline: 90 complaints
        target: \"< 60 complaints\"
        hold: 4w
        source: https://numbers.example/complaints
";

const PAYMENTS: &str = "\
cycle: 2026-Q1
team: payments
objectives:
  - id: instant-pay
    title: Paying feels instant, even at the evening peak
    why: One cart in nine is abandoned while the spinner turns.
    dimension: quality
    commitment: committed
    supports: [company/grow-checkout]
    key_results:
      - id: payment-rtt
        title: Payment round trip falls from 300 ms to under 200 ms
        metric: p95 payment round-trip time, production, 7-day window
        baseline: 300 ms
        target: \"< 200 ms\"
        hold: 4w
        source: https://numbers.example/pay
        check_ins:
          - { date: 2026-01-09, value: 296 ms }
      - id: payment-success
        title: Payments that succeed at the first try rise from 97.2 % to 99 %
        metric: share of payments that succeed at the first try, production, 7-day window
        baseline: 97.2 %
        target: \">= 99 %\"
        hold: 4w
        source: https://numbers.example/success
    guardrails:
      - id: change-failures
        metric: change failure rate, payments services, monthly
        limit: \"<= 5 %\"
        source: https://numbers.example/dora
";

impl TestEnvironment {
    /// A folder without a repository.
    pub(crate) fn bare_folder() -> Self {
        let environment = Self {
            temporary: tempfile::Builder::new().prefix("git-okr-test-").tempdir().unwrap(),
            today: "2026-02-12".to_owned(),
            extra: BTreeMap::new(),
        };
        std::fs::create_dir(environment.home()).unwrap();
        std::fs::create_dir(environment.root()).unwrap();
        std::fs::write(environment.home().join(".gitconfig"), "").unwrap();
        environment
    }

    /// An empty repository on branch `main`.
    pub(crate) fn new() -> Self {
        let environment = Self::bare_folder();
        environment.git(&["init", "--quiet", "--initial-branch=main"]);
        environment
    }

    /// A repository with a workspace that gives no finding, committed on 2026-01-10: a draft then, settled on
    /// the environment's day, 2026-02-12.
    pub(crate) fn workspace() -> Self {
        let mut environment = Self::new();
        environment
            .write("okr.yaml", SETTINGS)
            .write("teams.yaml", TEAMS)
            .write("okrs/2026-Q1/company.yaml", COMPANY)
            .write(SHEET, PAYMENTS);
        let today = environment.today.clone();
        environment.on("2026-01-10").commit("Plan the first quarter");
        environment.on(&today);
        environment
    }

    /// The demo, in the folder `demo`, a month after its last quarter: read-only, shared by the tests that run at the
    /// same time, and gone with the last of them.
    pub(crate) fn demo() -> Arc<Self> {
        static SHARED: Mutex<Weak<TestEnvironment>> = Mutex::new(Weak::new());
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        shared.upgrade().unwrap_or_else(|| {
            let mut environment = Self::bare_folder();
            environment.on("2026-11-01").okr(&["init", "--demo", "demo"]).expect(0);
            let environment = Arc::new(environment);
            *shared = Arc::downgrade(&environment);
            environment
        })
    }

    /// From now on, everything happens on `day` (`YYYY-MM-DD`), at noon UTC.
    pub(crate) fn on(&mut self, day: &str) -> &mut Self {
        day.clone_into(&mut self.today);
        self
    }

    /// From now on, every process finds `name` in its environment.
    pub(crate) fn set(&mut self, name: &str, value: &str) -> &mut Self {
        self.extra.insert(name.to_owned(), value.to_owned());
        self
    }

    /// The repository's folder.
    pub(crate) fn root(&self) -> PathBuf {
        self.temporary.path().join("repo")
    }

    /// The folder around it, for a second clone or a remote.
    pub(crate) fn outside(&self) -> &Path {
        self.temporary.path()
    }

    /// Writes a file, making its folders.
    pub(crate) fn write(&self, path: &str, text: &str) -> &Self {
        let path = self.root().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
        self
    }

    /// The text of a file.
    pub(crate) fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Puts `to` where `from` stands in a file; it must stand there once.
    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) -> &Self {
        let text = self.read(path);
        assert_eq!(text.matches(from).count(), 1, "`{from}` does not stand once in {path}:\n{text}");
        self.write(path, &text.replacen(from, to, 1))
    }

    /// Commits all that is in the work tree, and gives the commit's id.
    pub(crate) fn commit(&self, message: &str) -> String {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message", message]);
        self.git(&["rev-parse", "HEAD"]).stdout.trim().to_owned()
    }

    /// Runs git in the repository; it must succeed.
    pub(crate) fn git(&self, arguments: &[&str]) -> Output {
        let output = self.try_git(arguments);
        assert_eq!(output.code, 0, "git {arguments:?}\n{output}");
        output
    }

    /// Runs git in the repository.
    pub(crate) fn try_git(&self, arguments: &[&str]) -> Output {
        self.run(self.command("git").args(arguments), "")
    }

    /// Runs `git-okr` in the repository.
    pub(crate) fn okr(&self, arguments: &[&str]) -> Output {
        self.okr_with_input(arguments, "")
    }

    /// Runs `git-okr` in the repository with `input` on its standard input.
    pub(crate) fn okr_with_input(&self, arguments: &[&str], input: &str) -> Output {
        self.run(self.command(env!("CARGO_BIN_EXE_git-okr")).args(arguments), input)
    }

    /// Any program, as this environment runs it: for what the helpers above do not cover.
    pub(crate) fn command(&self, program: &str) -> Command {
        let binary = Path::new(env!("CARGO_BIN_EXE_git-okr"));
        // git finds `git okr`, and the hooks find `git-okr`, where a user would have installed it.
        let mut path = vec![binary.parent().unwrap().to_path_buf()];
        path.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
        let moment = format!("{}T12:00:00+00:00", self.today);

        let mut command = Command::new(program);
        command
            .current_dir(self.root())
            .env_clear()
            .env("PATH", std::env::join_paths(path).unwrap())
            .env("HOME", self.home())
            .env("XDG_CONFIG_HOME", self.home().join(".config"))
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CONFIG_GLOBAL", self.home().join(".gitconfig"))
            .env("GIT_CEILING_DIRECTORIES", self.temporary.path())
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("GIT_AUTHOR_NAME", "Payments lead")
            .env("GIT_AUTHOR_EMAIL", "payments-lead@example.com")
            .env("GIT_AUTHOR_DATE", &moment)
            .env("GIT_COMMITTER_NAME", "Payments lead")
            .env("GIT_COMMITTER_EMAIL", "payments-lead@example.com")
            .env("GIT_COMMITTER_DATE", &moment)
            .env("GIT_OKR_TODAY", &self.today)
            .env("LC_ALL", "C.UTF-8")
            .env("TZ", "UTC")
            .envs(&self.extra);
        command
    }

    fn home(&self) -> PathBuf {
        self.temporary.path().join("home")
    }

    fn run(&self, command: &mut Command, input: &str) -> Output {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{command:?}: {error}"));
        // A program that does not read its input may be gone by now; that is its right.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        let text = |bytes: &[u8]| {
            let text = String::from_utf8_lossy(bytes).into_owned();
            text.replace(&*self.temporary.path().to_string_lossy(), "$TEST")
        };
        Output {
            code: output.status.code().unwrap_or(-1),
            stdout: text(&output.stdout),
            stderr: text(&output.stderr),
        }
    }
}

impl Output {
    /// The standard output as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}\n{self}"))
    }

    /// The same, once the exit code has been found to be `code`.
    #[track_caller]
    pub(crate) fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self}");
        self
    }
}

/// The whole outcome in one snapshot; a stream that stayed empty is left out.
impl fmt::Display for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "exit {}", self.code)?;
        for (name, text) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            if !text.is_empty() {
                writeln!(f, "--- {name}")?;
                f.write_str(text)?;
                if !text.ends_with('\n') {
                    writeln!(f, "⏎")?;
                }
            }
        }
        Ok(())
    }
}

#[test]
fn nothing_of_the_machine_comes_in() {
    let environment = TestEnvironment::workspace();
    let seen = environment.git(&["log", "-1", "--format=%an <%ae> %cI %s"]).stdout;
    assert_eq!(
        seen,
        "Payments lead <payments-lead@example.com> 2026-01-10T12:00:00Z Plan the first quarter\n"
    );
    let settings = environment.git(&["config", "--list", "--show-scope"]).stdout;
    assert!(settings.lines().all(|line| line.starts_with("local")), "{settings}");
}

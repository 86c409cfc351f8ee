//! What git tells of a push: to pre-push on the pushing side, to pre-receive and update on the receiving
//! one; and which commits it brings.

use std::collections::BTreeSet;

use super::id::{from_hex, is_zero};
use super::{CommitId, GitError, Repository, Revision};

/// A ref that a push moves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefUpdate {
    /// The ref as the receiving side names it: `refs/heads/main`.
    pub name: String,
    /// What is pushed, as the pusher wrote it (`HEAD~1`, say); only pre-push knows.
    pub local: Option<String>,
    /// The object it points to before, a commit or a tag; nothing where the ref is new.
    pub before: Option<CommitId>,
    /// The object it is to point to; nothing where the ref is deleted.
    pub after: Option<CommitId>,
}

/// What the receiving side has already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known<'a> {
    /// What was last heard of this remote (a name, or the address where it has none).
    Remote(&'a str),
    /// Every ref of this repository: on a server, before the push.
    Refs,
}

impl RefUpdate {
    /// Reads what pre-push is told: `<local ref> <local id> <remote ref> <remote id>` a line.
    pub fn from_pre_push(input: &[u8]) -> Result<Vec<Self>, GitError> {
        lines(input, |line| {
            // From the right: a local name may be an expression with blanks in it.
            let mut words = line.rsplitn(4, ' ');
            let before = id(words.next()?)?;
            let name = words.next()?.to_owned();
            let after = id(words.next()?)?;
            let local = words.next().map(str::to_owned);
            Some(Self { name, local, before, after })
        })
    }

    /// Reads what pre-receive is told: `<old id> <new id> <ref>` a line.
    pub fn from_pre_receive(input: &[u8]) -> Result<Vec<Self>, GitError> {
        lines(input, |line| {
            let mut words = line.splitn(3, ' ');
            let (before, after) = (id(words.next()?)?, id(words.next()?)?);
            Some(Self { name: words.next()?.to_owned(), local: None, before, after })
        })
    }

    /// Reads what the update hook is given: `<ref> <old id> <new id>`.
    pub fn from_arguments(name: &str, before: &str, after: &str) -> Result<Self, GitError> {
        let wrong = || GitError::failed("reading what git tells of the push", format!("{before} {after}"));
        Ok(Self {
            name: name.to_owned(),
            local: None,
            before: id(before).ok_or_else(wrong)?,
            after: id(after).ok_or_else(wrong)?,
        })
    }
}

impl Repository {
    /// The commits that a push brings to a side that has `known`, parents before children. Tags are
    /// peeled; what is pushed and leads to no commit brings none.
    pub fn new_commits(&self, updates: &[RefUpdate], known: Known<'_>) -> Result<Vec<Revision>, GitError> {
        let mut tips = BTreeSet::new();
        for after in updates.iter().filter_map(|update| update.after) {
            match self.resolve(&after.to_string()) {
                Ok(commit) => {
                    tips.insert(commit);
                }
                // A tag of a tree or a file is no history; an object that is not there is an error.
                Err(_) if self.has(after.0)? => {}
                Err(error) => return Err(error),
            }
        }
        if tips.is_empty() {
            return Ok(Vec::new());
        }
        let mut hidden: BTreeSet<CommitId> = self.ref_commits(known)?.into_iter().collect();
        // What the other side says of itself may be newer than what we last heard, or unknown to us.
        let befores = updates.iter().filter_map(|update| update.before);
        hidden.extend(befores.filter_map(|before| self.resolve(&before.to_string()).ok()));
        let (tips, hidden): (Vec<_>, Vec<_>) = (tips.into_iter().collect(), hidden.into_iter().collect());
        self.commits_between(&hidden, &tips)
    }

    /// The commits that the refs of `known` point to.
    fn ref_commits(&self, known: Known<'_>) -> Result<Vec<CommitId>, GitError> {
        match known {
            Known::Refs => self.commits_of_refs("refs/"),
            Known::Remote(name) => {
                let ours = self.commits_of_refs(&format!("refs/remotes/{name}/"))?;
                // An address, or a remote never fetched from: what any remote has was looked at once.
                if ours.is_empty() { self.commits_of_refs("refs/remotes/") } else { Ok(ours) }
            }
        }
    }
}

fn lines<T>(input: &[u8], read: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, GitError> {
    String::from_utf8_lossy(input)
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| {
            read(line)
                .ok_or_else(|| GitError::failed("reading what git tells of the push", format!("`{line}`")))
        })
        .collect()
}

/// An id, where zeros stand for none.
#[expect(clippy::option_option, reason = "not an id, and the id of nothing, are two different things")]
fn id(text: &str) -> Option<Option<CommitId>> {
    let id = from_hex(text.as_bytes())?;
    Some((!is_zero(id)).then_some(CommitId(id)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
    #![allow(clippy::format_collect, reason = "in a test, short is better than fast")]

    use proptest::prelude::*;

    use super::*;

    const A: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    const B: &str = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
    const ZERO: &str = "0000000000000000000000000000000000000000";

    fn commit(hex: &str) -> CommitId {
        CommitId(from_hex(hex.as_bytes()).unwrap())
    }

    #[test]
    fn pre_push_tells_new_moved_and_deleted_refs() {
        let input = format!(
            "refs/heads/main {A} refs/heads/main {B}\nHEAD~1 {A} refs/heads/topic {ZERO}\n\
             (delete) {ZERO} refs/heads/old {A}\n:/fix the goal {A} refs/tags/v1 {ZERO}\n"
        );
        let updates = RefUpdate::from_pre_push(input.as_bytes()).unwrap();
        let told: Vec<_> = updates
            .iter()
            .map(|update| {
                (update.local.as_deref().unwrap(), update.name.as_str(), update.before, update.after)
            })
            .collect();
        assert_eq!(
            told,
            [
                ("refs/heads/main", "refs/heads/main", Some(commit(B)), Some(commit(A))),
                ("HEAD~1", "refs/heads/topic", None, Some(commit(A))),
                ("(delete)", "refs/heads/old", Some(commit(A)), None),
                (":/fix the goal", "refs/tags/v1", None, Some(commit(A))),
            ]
        );
    }

    #[test]
    fn pre_receive_and_update_tell_the_old_before_the_new() {
        let update =
            RefUpdate { name: "refs/heads/main".into(), local: None, before: None, after: Some(commit(A)) };
        let input = format!("{ZERO} {A} refs/heads/main\n");
        assert_eq!(RefUpdate::from_pre_receive(input.as_bytes()).unwrap(), std::slice::from_ref(&update));
        assert_eq!(RefUpdate::from_arguments("refs/heads/main", ZERO, A).unwrap(), update);
    }

    #[test]
    fn a_push_of_a_thousand_refs_is_read_and_none_is_no_error() {
        let input: String = (0..1000).map(|n| format!("{ZERO} {A} refs/heads/b{n}\n")).collect();
        assert_eq!(RefUpdate::from_pre_receive(input.as_bytes()).unwrap().len(), 1000);
        assert_eq!(RefUpdate::from_pre_receive(b"").unwrap(), []);
        assert_eq!(RefUpdate::from_pre_push(b"\n").unwrap(), []);
    }

    #[test]
    fn what_is_not_understood_is_not_passed_over() {
        for input in ["x", "a b c", &format!("{A} {A}"), &format!("{A}0 {A} refs/heads/main")] {
            assert!(RefUpdate::from_pre_receive(input.as_bytes()).is_err(), "{input}");
            assert!(RefUpdate::from_pre_push(input.as_bytes()).is_err(), "{input}");
        }
        assert!(RefUpdate::from_arguments("refs/heads/main", "old", "new").is_err());
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = RefUpdate::from_pre_push(&bytes);
            let _ = RefUpdate::from_pre_receive(&bytes);
        }
    }
}

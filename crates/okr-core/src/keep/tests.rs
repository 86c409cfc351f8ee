//! What is kept comes back as it was, whatever it is; and whatever the bytes are, nothing worse comes of them.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::fmt::Debug;
use std::sync::Arc;

use proptest::prelude::*;
use proptest::sample::Index;

use super::{Keep, Reader, Writer, from_bytes, to_bytes};
use crate::finding::Span;
use crate::model::{Cycle, Id, KeyResult, Sheet, Target};
use crate::yaml::arbitrary::sheets::{edit, edited, sheet};
use crate::yaml::{DocPath, Problem, read_sheet, write_sheet};

/// `==` of quantities is by value; in print they show what they are made of.
fn same<T: Debug>(ours: &T, theirs: &T) {
    assert_eq!(format!("{ours:?}"), format!("{theirs:?}"));
}

fn back<T: Keep + Debug>(value: &T) {
    same(&from_bytes::<T>(&to_bytes(value)).unwrap(), value);
}

#[test]
fn every_edge_of_the_plain_things_comes_back() {
    for number in [0, 1, -1, 63, 64, -64, -65, i128::from(i64::MAX), 10_i128.pow(30), -(10_i128.pow(30))] {
        back(&number);
    }
    for count in [0, 1, 127, 128, 16_383, 16_384, usize::MAX] {
        back(&count);
    }
    for cycle in ["1970", "2199-Q4", "FY26-H1", "2026-Q1", "FY2199"] {
        back(&cycle.parse::<Cycle>().unwrap());
    }
    for target in ["< 200 ms", "40..60 %", "99.95 %", "$ 250k", ">= 1.2k requests/s", "≤ 5 per 1,000 deploys"]
    {
        back(&Target::parse(target).unwrap());
    }
    back(&DocPath::default().field("objectives").index(300).key("id"));
    back(&Problem::malformed(Span::START, "wrong").with_help("write it otherwise"));
}

#[test]
fn what_is_one_object_comes_back_as_one_and_is_written_once() {
    let text =
        "cycle: 2026-Q1\nteam: a\nobjectives:\n- id: o\n  title: one\n  key_results: [{id: k, title: two}]\n";
    let first = read_sheet(text.as_bytes()).0.unwrap();
    let mut second = first.clone();
    second.team = "b".parse().unwrap();
    let alone = to_bytes(&first).len();
    let both = vec![first, second];
    let bytes = to_bytes(&both);
    assert!(bytes.len() < alone + 20, "{} and {alone}", bytes.len());
    let again: Vec<Sheet> = from_bytes(&bytes).unwrap();
    assert!(Arc::ptr_eq(&again[0].objectives[0], &again[1].objectives[0]));
    same(&again, &both);
}

#[test]
fn an_object_of_another_sort_is_not_taken_for_one() {
    let id: Arc<Id> = Arc::new("a".parse().unwrap());
    let mut writer = Writer::default();
    writer.shared(&id);
    writer.shared(&id);
    let bytes = writer.into_bytes();
    let mut reader = Reader::new(&bytes);
    assert!(reader.shared::<Id>().is_some());
    assert!(reader.shared::<KeyResult>().is_none());
}

#[test]
fn no_length_is_believed() {
    let mut writer = Writer::default();
    writer.count(usize::MAX);
    let bytes = writer.into_bytes();
    assert!(from_bytes::<Vec<usize>>(&bytes).is_none());
    assert!(from_bytes::<usize>(&[0xff; 40]).is_none());
    assert!(from_bytes::<String>(&[&[0][..], &bytes].concat()).is_none());
    assert!(from_bytes::<String>(&[0, 1, 0xff]).is_none(), "no text");
    assert!(from_bytes::<Id>(&[0, 1, b'A']).is_none(), "no id");
    assert!(from_bytes::<usize>(&[1, 0]).is_none(), "more behind it");
}

proptest! {
    #[test]
    fn a_sheet_comes_back(sheet in sheet()) {
        back(&sheet);
        back(&read_sheet(write_sheet(&sheet).as_bytes()).0);
    }

    #[test]
    fn what_was_wrong_with_a_file_comes_back(sheet in sheet(), edits in prop::collection::vec(edit(), 1..4)) {
        let text = edits.iter().fold(write_sheet(&sheet), |text, edit| edited(&text, edit));
        back(&read_sheet(text.as_bytes()));
    }

    #[test]
    fn damaged_bytes_are_nothing_or_something_else_and_never_a_crash(
        sheet in sheet(), bends in prop::collection::vec((any::<Index>(), any::<u8>()), 1..4), cut: Index,
    ) {
        let whole = to_bytes(&sheet);
        prop_assert!(from_bytes::<Sheet>(&whole[..cut.index(whole.len())]).is_none());
        let mut bent = whole.clone();
        for (at, byte) in bends {
            bent[at.index(whole.len())] = byte;
        }
        if let Some(other) = from_bytes::<Sheet>(&bent) {
            let _ = format!("{other:?}");
        }
    }

    #[test]
    fn noise_is_nothing(noise in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = from_bytes::<Sheet>(&noise);
        let _ = from_bytes::<Vec<Problem>>(&noise);
    }
}

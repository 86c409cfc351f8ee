//! `docs/format.md` tells every field of the format, from the one table that the reader and the JSON Schema
//! use too.

use std::collections::VecDeque;
use std::fmt::Write as _;

use okr_core::yaml::{Format, Object, Shape};

const PAGE: &str = "docs/format.md";

/// What the table does not say.
const OPENING: &str = "\
# The file format

```text
okr.yaml                      workspace settings
teams.yaml                    the teams, their kind and parent
okrs/<cycle>/<team>.yaml      a sheet: one team's objectives for one cycle,
                              or several files in okrs/<cycle>/<team>/
```

The workspace is the folder that holds `okr.yaml`: the nearest from the current folder upward, else what
`git config okr.root` names. `git okr schema sheet` prints the JSON Schema of a file for editors.

**Cycles.** `2026-Q1`, `2026-H1` and `2026` are of the calendar year; `FY26-Q1` is of the fiscal year that
`calendar.year_starts` begins. Day 1 is a cycle's first day in `calendar.timezone`; a goal is settled from
day `settle_days` + 1 on.

**Quantities** are a decimal number, exact as written, and a unit: `300 ms`, `99.95 %`, `1.2k requests/s`,
`$ 250,000`, `0 incidents`, `4.6`. Time (`ns` to `years`; a year is 365.25 days, a month its twelfth), data size
(`B`, `kB` = 1,000 B, `KiB` = 1,024 B), percent, currency and rates convert within their kind. Any other noun is a
count of that thing. Unlike units never compare.

**Targets** put `<`, `<=`, `>`, `>=` (also `≤`, `≥`, *under, below, over, above, at most, at least*, 低于, 不超过, 高于,
不低于, 至少, 以内) before a quantity, or give a range, `40 % .. 60 %`. A bare quantity means: reach it, away from the
baseline.

**References** are `<cycle>/<team>/<id>`; the cycle may be left out within a cycle, cycle and team within a sheet. The
identity of a key result is its reference: it keeps its history when its file is renamed, split or reordered.

Limits: a file of 1 MiB, UTF-8, one YAML document; no merge keys.
";

/// To write it anew: `UPDATE_PAGES=1 cargo test --test main format`.
#[test]
fn the_page_tells_every_field() {
    let mut text = OPENING.to_owned();
    let mut told: Vec<&str> = Vec::new();
    let mut open: VecDeque<(&Object, Option<&str>)> = VecDeque::new();
    for (format, file) in
        [(Format::Settings, "okr.yaml"), (Format::Teams, "teams.yaml"), (Format::Sheet, "a sheet")]
    {
        open.push_back((format.object(), Some(file)));
        while let Some((object, file)) = open.pop_front() {
            if told.contains(&object.name) {
                continue;
            }
            told.push(object.name);
            tell(&mut text, object, file);
            open.extend(
                object.fields.iter().filter_map(|field| inner(field.shape)).map(|object| (object, None)),
            );
        }
    }
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(PAGE);
    if std::env::var_os("UPDATE_PAGES").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let page = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(page == text, "write it anew with UPDATE_PAGES=1 cargo test --test main format");
}

fn tell(text: &mut String, object: &Object, file: Option<&str>) {
    let title = file.map_or_else(|| object.noun.to_owned(), str::to_owned);
    let mut letters = title.chars();
    let first = letters.next().unwrap();
    let title = if file.is_some_and(|file| file.contains('.')) {
        title.clone()
    } else {
        format!("{}{}", first.to_uppercase(), letters.as_str())
    };
    writeln!(text, "\n## {title}\n\n{}\n\n| field | takes | says | example |\n|---|---|---|---|", object.doc)
        .unwrap();
    for field in object.fields {
        let must = if field.required { ", required" } else { "" };
        let cell = |text: &str| text.replace('|', "\\|");
        writeln!(
            text,
            "| `{}` | {}{must} | {} | `{}` |",
            field.name,
            cell(&takes(field.shape)),
            cell(field.doc),
            cell(field.example)
        )
        .unwrap();
    }
}

/// The object a shape holds, to be told further down.
fn inner(shape: Shape) -> Option<&'static Object> {
    match shape {
        Shape::Object(object) | Shape::Objects(object) => Some(object),
        Shape::List(shape) | Shape::OneOrList(shape) | Shape::Map(shape) => inner(*shape),
        _ => None,
    }
}

fn takes(shape: Shape) -> String {
    match shape {
        Shape::Prose => "text".to_owned(),
        Shape::Id => "an id, `[a-z0-9][a-z0-9-]*`".to_owned(),
        Shape::Cycle => "a cycle".to_owned(),
        Shape::Reference => "a reference".to_owned(),
        Shape::Date => "a day, `YYYY-MM-DD`".to_owned(),
        Shape::YearStart => "`MM-DD`".to_owned(),
        Shape::Timezone => "an IANA time zone".to_owned(),
        Shape::Quantity => "a quantity".to_owned(),
        Shape::Target => "a target".to_owned(),
        Shape::Hold => "a time".to_owned(),
        Shape::Unit => "a unit".to_owned(),
        Shape::Positive => "a number above 0".to_owned(),
        Shape::Share => "a number from 0 to 1".to_owned(),
        Shape::Whole(least) => format!("a whole number from {least}"),
        Shape::Version => "`1`".to_owned(),
        Shape::Value => "a value as written".to_owned(),
        Shape::Word(words) => words().iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" or "),
        Shape::Object(object) => object.noun.to_owned(),
        Shape::Objects(object) => format!("a list, each {}", object.noun),
        Shape::List(shape) => format!("a list, each {}", takes(*shape)),
        Shape::OneOrList(shape) => format!("{}, or a list of them", takes(*shape)),
        Shape::Map(shape) => format!("a map of names, each {}", takes(*shape)),
        Shape::RuleSetting => {
            "`error`, `warning`, `note`, `off`, or a map of `severity` and parameters".to_owned()
        }
        Shape::WordList => "a list of words to add, or a map of `add` and `remove`".to_owned(),
    }
}

//! Reads an object's fields by its table: unknown, missing and empty ones are told, and each value
//! that is not what its field takes is told at its place with what to write instead.

use std::str::FromStr;

use jiff::civil::Date;

use super::advice::{bad_id, bad_word, skeleton, unknown};
use super::dates::{self, DateError};
use super::shape::{Field, Object, Shape};
use crate::finding::Span;
use crate::model::{Cycle, Decimal, Id, Quantity, Reference, Stated, Target, Unit};
use crate::yaml::Problem;
use crate::yaml::node::{Kind, Node, Style};
use crate::yaml::problem::Problems;

/// As many fields as the largest object of the format may have; a test holds it.
pub(super) const MOST_FIELDS: usize = 24;

/// The fields of one object as they stand in a file.
#[derive(Debug)]
pub(super) struct Fields<'t, 'a> {
    object: &'static Object,
    values: [Option<&'t Node<'a>>; MOST_FIELDS],
    /// Where the object is drawn.
    face: Span,
    /// Which fields were asked for, a bit each: the reader must not forget one that the table has.
    asked: u32,
}

impl<'t, 'a> Fields<'t, 'a> {
    /// The fields of `node`, or nothing (told) when it is no map.
    pub(super) fn of(node: &'t Node<'a>, object: &'static Object, problems: &mut Problems) -> Option<Self> {
        let Kind::Map(entries) = &node.kind else {
            let message = format!("{} is a map of fields, not {}", object.noun, node.noun());
            problems.tell(Problem::malformed(node.face(), message).with_help(skeleton(object)));
            return None;
        };
        let mut fields = Self { object, values: [None; MOST_FIELDS], face: node.face(), asked: 0 };
        for entry in entries {
            match object.field(&entry.key.text) {
                Some((at, _)) => {
                    if let Some(slot) = fields.values.get_mut(at) {
                        *slot = Some(&entry.value);
                    }
                }
                None => problems.tell(unknown(entry, object, node.style)),
            }
        }
        for (field, value) in object.fields.iter().zip(fields.values) {
            match value {
                None if field.required => problems.tell(
                    Problem::malformed(fields.face, format!("{} needs `{}`", object.noun, field.name))
                        .with_help(format!("add `{}: {}`", field.name, field.example)),
                ),
                Some(Node { kind: Kind::Null, .. }) if !matches!(field.shape, Shape::Value) => {
                    let key = entries.iter().find(|entry| entry.key.text == field.name);
                    let span = key.map_or(fields.face, |entry| entry.key.span());
                    let help = format!("write `{}: {}`, or leave the field out", field.name, field.example);
                    let help =
                        if field.required { help.replace(", or leave the field out", "") } else { help };
                    problems
                        .tell(Problem::malformed(span, format!("`{}` is empty", field.name)).with_help(help));
                }
                None | Some(_) => {}
            }
        }
        Some(fields)
    }

    /// The value of a field, if it stands and is not empty.
    pub(super) fn get(&mut self, name: &str) -> Option<(&'static Field, &'t Node<'a>)> {
        let found = self.object.field(name);
        debug_assert!(found.is_some(), "{} has no field {name}", self.object.name);
        let (at, field) = found?;
        self.asked |= 1 << at;
        let node = self.values.get(at).copied().flatten()?;
        (node.kind != Kind::Null).then_some((field, node))
    }

    /// Every field of the table was asked for.
    pub(super) fn all_asked(&self) -> bool {
        self.object.fields.len() == self.asked.count_ones() as usize
    }

    /// The text of a field that takes a single value, trimmed, with its node.
    fn scalar(&mut self, name: &str, problems: &mut Problems) -> Option<Scalar<'t>> {
        let (field, node) = self.get(name)?;
        scalar(field, node, problems)
    }

    /// A sentence or a name.
    pub(super) fn prose(&mut self, name: &str, problems: &mut Problems) -> Option<String> {
        let scalar = self.scalar(name, problems)?;
        if let Some(kind) = scalar.not_prose() {
            let message = format!("`{name}` takes a text, and YAML reads `{}` as {kind}", scalar.text);
            let help = format!("quote it: `{name}: \"{}\"`", scalar.text);
            problems.tell(Problem::malformed(scalar.span, message).with_help(help));
        }
        Some(scalar.text.to_owned())
    }

    /// A value of an amended field, as written.
    pub(super) fn value(&mut self, name: &str, problems: &mut Problems) -> Option<String> {
        self.scalar(name, problems).map(|scalar| scalar.text.to_owned())
    }

    /// An id.
    pub(super) fn id(&mut self, name: &str, problems: &mut Problems) -> Option<Id> {
        let scalar = self.scalar(name, problems)?;
        match scalar.text.parse() {
            Ok(id) => Some(id),
            Err(error) => {
                problems.tell(bad_id(scalar.text, scalar.span, &error));
                None
            }
        }
    }

    /// A cycle.
    pub(super) fn cycle(&mut self, name: &str, problems: &mut Problems) -> Option<Cycle> {
        let scalar = self.scalar(name, problems)?;
        let cycle = Cycle::from_str(scalar.text).ok();
        if cycle.is_none() {
            problems.tell(
                Problem::malformed(scalar.span, format!("`{}` is not a cycle", scalar.text))
                    .with_help("write 2026-Q1, 2026-H1, 2026 or FY26-Q1"),
            );
        }
        cycle
    }

    /// A reference.
    pub(super) fn reference(&mut self, name: &str, problems: &mut Problems) -> Option<Reference> {
        let scalar = self.scalar(name, problems)?;
        reference(&scalar, problems)
    }

    /// A date.
    pub(super) fn date(&mut self, name: &str, problems: &mut Problems) -> Option<Date> {
        let scalar = self.scalar(name, problems)?;
        match dates::date(scalar.text) {
            Ok(date) => Some(date),
            Err(error) => {
                let help = match error {
                    DateError::Shape => "write YYYY-MM-DD, 2026-01-16 say",
                    DateError::NoSuchDay { .. } => "write a day that exists",
                };
                let message = error.message(scalar.text);
                problems.tell(Problem::malformed(scalar.span, message).with_help(help));
                None
            }
        }
    }

    /// One of a few words.
    pub(super) fn word<T>(
        &mut self,
        name: &str,
        read: impl Fn(&str) -> Option<T>,
        problems: &mut Problems,
    ) -> Option<T> {
        let (field, node) = self.get(name)?;
        let scalar = scalar(field, node, problems)?;
        let value = read(scalar.text);
        if value.is_none() {
            problems.tell(bad_word(&scalar, field));
        }
        value
    }

    /// A unit, as written; one that is none is told and left out.
    pub(super) fn unit(&mut self, name: &str, problems: &mut Problems) -> Option<(String, Unit)> {
        let scalar = self.scalar(name, problems)?;
        match Unit::parse(scalar.text) {
            Ok(unit) => Some((scalar.text.to_owned(), unit)),
            Err(error) => {
                problems.tell(Problem::malformed(scalar.span, error.to_string()).with_help(error.help()));
                None
            }
        }
    }

    /// A quantity, or the words that stand in its place.
    pub(super) fn quantity(
        &mut self,
        name: &str,
        unit: Option<&Unit>,
        problems: &mut Problems,
    ) -> Option<Stated<Quantity>> {
        let (field, node) = self.get(name)?;
        let scalar = scalar(field, node, problems)?;
        let stated = Stated::quantity(scalar.text, unit);
        if stated.form() == Some(crate::model::Form::Unreadable) {
            let problem = match Quantity::parse(scalar.text) {
                Err(error) => Problem::malformed(scalar.span, error.to_string()).with_help(error.help()),
                Ok(_) => Problem::malformed(scalar.span, format!("`{}` is not a quantity", scalar.text))
                    .with_help(format!("write a number and a unit: `{name}: {}`", field.example)),
            };
            problems.tell(problem);
        }
        Some(stated)
    }

    /// A target or a limit, or the words that stand in its place.
    pub(super) fn target(
        &mut self,
        name: &str,
        unit: Option<&Unit>,
        problems: &mut Problems,
    ) -> Option<Stated<Target>> {
        let (field, node) = self.get(name)?;
        let scalar = scalar(field, node, problems)?;
        let stated = Stated::target(scalar.text, unit);
        if stated.form() == Some(crate::model::Form::Unreadable) {
            let problem = match Target::parse(scalar.text) {
                Err(error) => Problem::malformed(scalar.span, error.to_string()).with_help(error.help()),
                Ok(_) => {
                    Problem::malformed(scalar.span, format!("`{}` is not a target", scalar.text)).with_help(
                        format!("write a comparison, a number and a unit: `{name}: {}`", field.example),
                    )
                }
            };
            problems.tell(problem);
        }
        Some(stated)
    }

    /// A number as YAML writes numbers, in the range that `fits` tells.
    pub(super) fn number(
        &mut self,
        name: &str,
        fits: impl Fn(&Decimal) -> bool,
        range: &str,
        problems: &mut Problems,
    ) -> Option<Decimal> {
        let (field, node) = self.get(name)?;
        let scalar = scalar(field, node, problems)?;
        let help = format!("write `{name}: {}`", field.example);
        let mut tell = |message: String| {
            problems.tell(Problem::malformed(scalar.span, message).with_help(help.clone()));
        };
        let Some(number) = super::numbers::decimal(scalar.text) else {
            tell(format!("`{}` is not a number; `{name}` takes {range}", scalar.text));
            return None;
        };
        if !fits(&number) {
            tell(format!("`{name}` takes {range}, not {}", scalar.text));
            return None;
        }
        if scalar.style != Style::Plain {
            tell(format!("`{name}` takes a number, and quotes make `{}` a text", scalar.text));
        }
        Some(number)
    }

    /// A whole number, from `least` on.
    pub(super) fn whole(&mut self, name: &str, least: u32, problems: &mut Problems) -> Option<u32> {
        let (field, node) = self.get(name)?;
        let scalar = scalar(field, node, problems)?;
        super::numbers::whole(&scalar, name, least, field.example, problems)
    }

    /// A time, more than nothing.
    pub(super) fn hold(&mut self, name: &str, problems: &mut Problems) -> Option<Quantity> {
        let scalar = self.scalar(name, problems)?;
        let hold = Quantity::parse(scalar.text).ok().filter(super::numbers::is_time_span);
        if hold.is_none() {
            problems.tell(
                Problem::malformed(scalar.span, format!("`{}` is not a time that can be held", scalar.text))
                    .with_help("write a number and a unit of time: `hold: 4w`"),
            );
        }
        hold
    }

    /// The elements of a list, with their positions; the empty ones are told.
    pub(super) fn list(
        &mut self,
        name: &str,
        problems: &mut Problems,
    ) -> impl Iterator<Item = (usize, &'t Node<'a>)> + use<'t, 'a> {
        let items = self.get(name).map_or(&[][..], |(field, node)| match &node.kind {
            Kind::List(items) => items,
            Kind::Null | Kind::Scalar(_) | Kind::Map(_) => {
                let message = format!("`{name}` is a list, not {}", node.noun());
                let help = format!("start each element with `- `, as in `{name}: {}`", field.example);
                problems.tell(Problem::malformed(node.face(), message).with_help(help));
                &[]
            }
        });
        full_items(name, items, problems)
    }

    /// The elements of a list, or the one value that stands for a list of one.
    pub(super) fn one_or_list(
        &mut self,
        name: &str,
        problems: &mut Problems,
    ) -> impl Iterator<Item = (usize, Scalar<'t>)> + use<'t, 'a> {
        let mut scalars = Vec::new();
        if let Some((field, node)) = self.get(name) {
            let items = match &node.kind {
                Kind::List(items) => items.as_slice(),
                Kind::Null | Kind::Scalar(_) | Kind::Map(_) => std::slice::from_ref(node),
            };
            for (index, item) in full_items(name, items, problems) {
                scalars.extend(scalar(field, item, problems).map(|scalar| (index, scalar)));
            }
        }
        scalars.into_iter()
    }
}

impl Drop for Fields<'_, '_> {
    /// A reader that forgets a field of the table would drop what people write without a word.
    fn drop(&mut self) {
        debug_assert!(
            std::thread::panicking() || self.all_asked(),
            "a field of {} is never read",
            self.object.name
        );
    }
}

fn full_items<'t, 'a>(
    name: &str,
    items: &'t [Node<'a>],
    problems: &mut Problems,
) -> impl Iterator<Item = (usize, &'t Node<'a>)> + use<'t, 'a> {
    for item in items.iter().filter(|item| item.kind == Kind::Null) {
        problems.tell(
            Problem::malformed(item.span(), format!("an element of `{name}` is empty"))
                .with_help("fill it in, or delete its line"),
        );
    }
    items.iter().enumerate().filter(|(_, item)| item.kind != Kind::Null)
}

/// A single value, its text trimmed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scalar<'t> {
    pub(super) text: &'t str,
    pub(super) span: Span,
    pub(super) style: Style,
}

impl Scalar<'_> {
    /// What YAML takes the value for, if not for a text.
    fn not_prose(&self) -> Option<&'static str> {
        if self.style != Style::Plain {
            return None;
        }
        match self.text {
            "true" | "True" | "TRUE" | "false" | "False" | "FALSE" => Some("true or false"),
            text if super::numbers::is_yaml_number(text) => Some("a number"),
            _ => None,
        }
    }
}

/// The single value of a node, or nothing (told) when it is a list, a map or blank.
pub(super) fn scalar<'t>(
    field: &'static Field,
    node: &'t Node<'_>,
    problems: &mut Problems,
) -> Option<Scalar<'t>> {
    single(field.name, field.example, node, problems)
}

/// As [`scalar`], for a value that no table names.
pub(super) fn single<'t>(
    name: &str,
    example: &str,
    node: &'t Node<'_>,
    problems: &mut Problems,
) -> Option<Scalar<'t>> {
    let Kind::Scalar(text) = &node.kind else {
        let message = format!("`{name}` takes a single value, not {}", node.noun());
        problems
            .tell(Problem::malformed(node.face(), message).with_help(format!("write `{name}: {example}`")));
        return None;
    };
    let text = text.trim();
    if text.is_empty() {
        let message = format!("`{name}` is empty");
        problems
            .tell(Problem::malformed(node.span(), message).with_help(format!("write `{name}: {example}`")));
        return None;
    }
    Some(Scalar { text, span: node.span(), style: node.style })
}

/// A reference, or nothing (told).
pub(super) fn reference(scalar: &Scalar<'_>, problems: &mut Problems) -> Option<Reference> {
    match scalar.text.parse() {
        Ok(reference) => Some(reference),
        Err(error) => {
            let message = format!("`{}` is not a reference: {error}", scalar.text);
            problems.tell(Problem::malformed(scalar.span, message).with_help(
                "write <cycle>/<team>/<id>, <team>/<id> within the cycle, or <id> within the sheet",
            ));
            None
        }
    }
}

//! The JSON Schema of each file, for editors: draft 2020-12, drawn from the same table the reader uses.

use serde_json::{Map, Value, json};

use super::format::{Format, WORD_LIST};
use super::settings::LEVELS;
use super::shape::{Field, Object, Shape};

/// The JSON Schema of one file of the format.
pub fn json_schema(format: Format) -> Value {
    let mut definitions = Map::new();
    let root = object(format.object(), &mut definitions);
    let mut schema = Map::new();
    schema.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("title".into(), json!(format.object().noun));
    if let Value::Object(root) = root {
        schema.extend(root);
    }
    if !definitions.is_empty() {
        definitions.sort_keys();
        schema.insert("$defs".into(), Value::Object(definitions));
    }
    Value::Object(schema)
}

fn object(object: &'static Object, definitions: &mut Map<String, Value>) -> Value {
    let mut properties = Map::new();
    for field in object.fields {
        properties.insert(field.name.into(), property(field, definitions));
    }
    let required: Vec<&str> =
        object.fields.iter().filter(|field| field.required).map(|field| field.name).collect();
    let mut schema = Map::new();
    schema.insert("description".into(), json!(object.doc));
    schema.insert("type".into(), json!("object"));
    schema.insert("properties".into(), Value::Object(properties));
    if !required.is_empty() {
        schema.insert("required".into(), json!(required));
    }
    schema.insert("additionalProperties".into(), json!(false));
    Value::Object(schema)
}

fn property(field: &'static Field, definitions: &mut Map<String, Value>) -> Value {
    let mut schema = Map::new();
    schema.insert("description".into(), json!(field.doc));
    if let Value::Object(of_shape) = shape(&field.shape, definitions) {
        schema.extend(of_shape);
    }
    if let Some(example) = example(field) {
        schema.insert("examples".into(), json!([example]));
    }
    Value::Object(schema)
}

/// The example of a field that takes a single value, as JSON.
fn example(field: &Field) -> Option<Value> {
    let text = field.example.trim_matches('"');
    match field.shape {
        Shape::Positive | Shape::Share | Shape::Whole(_) | Shape::Version => serde_json::from_str(text).ok(),
        Shape::Object(_)
        | Shape::Objects(_)
        | Shape::List(_)
        | Shape::OneOrList(_)
        | Shape::Map(_)
        | Shape::RuleSetting
        | Shape::WordList
        | Shape::Word(_) => None,
        Shape::Prose
        | Shape::Id
        | Shape::Cycle
        | Shape::Reference
        | Shape::Date
        | Shape::YearStart
        | Shape::Timezone
        | Shape::Quantity
        | Shape::Target
        | Shape::Hold
        | Shape::Unit
        | Shape::Value => Some(json!(text)),
    }
}

fn shape(shape_of: &'static Shape, definitions: &mut Map<String, Value>) -> Value {
    match shape_of {
        Shape::Prose | Shape::Timezone | Shape::Unit => json!({ "type": "string", "minLength": 1 }),
        Shape::Id => json!({ "type": ["string", "integer"], "pattern": ID, "maxLength": 100 }),
        Shape::Cycle => json!({ "type": ["string", "integer"], "pattern": CYCLE }),
        Shape::Reference => json!({ "type": ["string", "integer"], "pattern": REFERENCE }),
        Shape::Date => json!({ "type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$", "format": "date" }),
        Shape::YearStart => json!({ "type": "string", "pattern": r"^\d{2}-\d{2}$" }),
        Shape::Hold => json!({ "type": "string", "pattern": r"\d" }),
        Shape::Quantity | Shape::Target => json!({ "type": ["string", "number"] }),
        Shape::Value => json!({ "type": ["string", "number", "null"] }),
        Shape::Positive => json!({ "type": "number", "exclusiveMinimum": 0 }),
        Shape::Share => json!({ "type": "number", "minimum": 0, "maximum": 1 }),
        Shape::Whole(least) => json!({ "type": "integer", "minimum": least }),
        Shape::Version => json!({ "const": 1 }),
        Shape::Word(words) => json!({ "enum": words() }),
        Shape::Object(of) => reference(of, definitions),
        Shape::Objects(of) => json!({ "type": "array", "items": reference(of, definitions) }),
        Shape::List(of) => json!({ "type": "array", "items": shape(of, definitions) }),
        Shape::OneOrList(of) => {
            let one = shape(of, definitions);
            json!({ "anyOf": [one.clone(), { "type": "array", "items": one }] })
        }
        Shape::Map(of) => json!({ "type": "object", "additionalProperties": shape(of, definitions) }),
        Shape::RuleSetting => {
            let levels: Vec<&str> = LEVELS.iter().map(|(word, _)| *word).collect();
            json!({ "anyOf": [
                { "enum": levels },
                // An editor that reads YAML 1.1 takes `off` for false.
                { "const": false },
                {
                    "type": "object",
                    "properties": { "severity": { "enum": levels } },
                    "additionalProperties": { "type": "integer", "minimum": 0 }
                },
            ] })
        }
        Shape::WordList => {
            let words = json!({ "type": "array", "items": { "type": "string", "minLength": 1 } });
            json!({ "anyOf": [words, object(&WORD_LIST, definitions)] })
        }
    }
}

/// A reference to an object's definition, which is drawn when it is first asked for.
fn reference(of: &'static Object, definitions: &mut Map<String, Value>) -> Value {
    if !definitions.contains_key(of.name) {
        // Stands before its fields are drawn, so that an object within itself would end.
        definitions.insert(of.name.into(), Value::Null);
        let drawn = object(of, definitions);
        definitions.insert(of.name.into(), drawn);
    }
    json!({ "$ref": format!("#/$defs/{}", of.name) })
}

const ID: &str = "^[a-z0-9][a-z0-9-]*$";
const CYCLE: &str = r"^(FY)?\d{2,4}(-(Q[1-4]|H[12]))?$";
const REFERENCE: &str = r"^(((FY)?\d{2,4}(-(Q[1-4]|H[12]))?/)?[a-z0-9][a-z0-9-]*/)?[a-z0-9][a-z0-9-]*$";

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
    use super::*;

    #[test]
    fn every_field_of_every_object_is_in_the_schema_with_its_description() {
        fn walk(object: &'static Object, schema: &Value) {
            for field in object.fields {
                let property = schema.pointer(&format!("/properties/{}", field.name)).unwrap();
                assert_eq!(property.get("description"), Some(&json!(field.doc)));
            }
        }
        for format in Format::ALL {
            let schema = json_schema(*format);
            walk(format.object(), &schema);
            for (name, definition) in schema.get("$defs").and_then(Value::as_object).into_iter().flatten() {
                assert_eq!(definition.get("type"), Some(&json!("object")), "{name}");
            }
        }
        let sheet = json_schema(Format::Sheet);
        assert_eq!(sheet.pointer("/properties/objectives/items/$ref"), Some(&json!("#/$defs/objective")));
        assert_eq!(sheet.pointer("/$defs/key_result/required"), Some(&json!(["id"])));
        assert_eq!(
            sheet.pointer("/$defs/objective/properties/dimension/enum"),
            Some(&json!(["efficiency", "quality", "sustainability"]))
        );
    }
}

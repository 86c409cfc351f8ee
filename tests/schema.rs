//! `git okr schema`: the JSON Schema of each file.

use crate::environment::TestEnvironment;

#[test]
fn each_file_has_its_schema_and_all_stand_together() {
    let environment = TestEnvironment::bare_folder();
    let all = environment.okr(&["schema"]).expect(0).json();
    for file in ["okr", "teams", "sheet"] {
        let schema = environment.okr(&["schema", file]).expect(0).json();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema", "{file}");
        assert_eq!(schema["type"], "object", "{file}");
        assert_eq!(all[file], schema, "{file}");
    }
    let sheet = environment.okr(&["schema", "sheet"]).json();
    assert_eq!(sheet["required"], serde_json::json!(["cycle", "team"]));
    assert!(sheet["$defs"]["key_result"]["properties"]["hold"].is_object());
}

#[test]
fn it_goes_into_a_file_or_nowhere() {
    let environment = TestEnvironment::bare_folder();
    let printed = environment.okr(&["schema", "sheet"]).stdout;
    environment.okr(&["schema", "sheet", "-o", "sheet.json"]).expect(0);
    assert_eq!(environment.read("sheet.json"), printed);
    environment.okr(&["schema", "sheet", "-o", "none/sheet.json"]).expect(2);
    assert!(!environment.root().join("none").exists());
    environment.okr(&["schema", "goals"]).expect(2);
}

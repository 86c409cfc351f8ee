//! Makes text from a repository harmless for where it goes. One file a destination; HTML is left to
//! `maud`, JSON to `serde_json` (see [`crate::render::json`] for what those let through).

mod csv;
mod markdown;
mod uri;
mod visible;
mod workflow;
mod xml;

pub use csv::field as csv_field;
pub use markdown::{
    Spot, block as markdown_block, code as markdown_code, code_block as markdown_code_block,
    html as markdown_html, text as markdown_text,
};
pub use uri::{path as uri_path, web as web_link};
pub use visible::{is_hidden, line as visible_line, lines as visible_lines};
pub use workflow::{data as workflow_data, property as workflow_property};
pub use xml::text as xml_text;

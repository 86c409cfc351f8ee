//! Reports: what the program has to tell, as a [`Page`](crate::page::Page) for every format that people
//! read, and beside it the machine output of the contract. One report a file.

mod changes;
mod export;
mod grade;
mod grouped;
mod headline;
mod history;
mod log;
mod review;
mod sentences;
mod status;
mod tones;

pub use changes::{ChangesReport, change_value};
pub use export::{Export, Rows};
pub use grade::GradeReport;
pub use headline::headline;
pub use history::{Completeness, HistoryReport, history_json, history_page};
pub use log::{LogEntry, LogReport};
pub use review::ReviewReport;
pub use status::StatusReport;

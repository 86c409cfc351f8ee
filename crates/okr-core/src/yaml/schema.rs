//! x
use super::Problem;
use crate::model::{Sheet, Teams};
use crate::settings::Settings;

/// Reads a sheet. Nothing only where there is no sheet to speak of (not YAML, no `cycle`, no `team`);
/// otherwise all that could be understood, and a problem for each thing that could not.
pub fn read_sheet(_bytes: &[u8]) -> (Option<Sheet>, Vec<Problem>) {
    todo!()
}
/// Reads `teams.yaml`.
pub fn read_teams(_bytes: &[u8]) -> (Teams, Vec<Problem>) {
    todo!()
}
/// Reads `okr.yaml`. What is wrong is told and left out; the rest of the settings still hold.
pub fn read_settings(_bytes: &[u8]) -> (Settings, Vec<Problem>) {
    todo!()
}

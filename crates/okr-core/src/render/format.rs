//! The names of the formats, as `--format` takes them, and one line of help for each.

use std::fmt;
use std::str::FromStr;

/// A name that is no format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is not a format; choose one of {}", .choices.join(", "))]
pub struct UnknownFormat {
    /// What was asked for.
    pub given: String,
    /// What there is.
    pub choices: Vec<&'static str>,
}

macro_rules! formats {
    ($(#[$doc:meta])* $type:ident { $($(#[doc = $help:literal])+ $variant:ident = $name:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $type {
            $($(#[doc = $help])+ $variant,)+
        }

        impl $type {
            /// Every format, in the order help texts list them.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Its name.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// What it is for, in one line.
            pub fn help(self) -> &'static str {
                match self { $(Self::$variant => concat!($($help),+).trim_ascii()),+ }
            }
        }

        impl FromStr for $type {
            type Err = UnknownFormat;

            fn from_str(name: &str) -> Result<Self, UnknownFormat> {
                match name {
                    $($name => Ok(Self::$variant),)+
                    _ => Err(UnknownFormat {
                        given: name.to_owned(),
                        choices: Self::ALL.iter().map(|format| format.as_str()).collect(),
                    }),
                }
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

formats! {
    /// The formats of findings.
    FindingFormat {
        /// With the lines they are about and what to write instead
        Full = "full",
        /// One line each: `path:line:column: severity[code] message`
        Concise = "concise",
        /// One JSON document
        Json = "json",
        /// One JSON document a line, one line a finding
        Jsonl = "jsonl",
        /// Annotations of GitHub Actions
        Github = "github",
        /// A code quality report for GitLab
        Gitlab = "gitlab",
        /// SARIF 2.1.0, for code scanning
        Sarif = "sarif",
        /// An XML test report, as build servers read it
        Junit = "junit",
        /// Reviewdog diagnostics
        Rdjson = "rdjson",
        /// For a comment or a step summary
        Markdown = "markdown",
    }
}

formats! {
    /// The formats of reports.
    PageFormat {
        /// For reading here
        Terminal = "terminal",
        /// For a comment, a wiki or a step summary
        Markdown = "markdown",
        /// Every value, for programs
        Json = "json",
        /// The tables, for spreadsheets
        Csv = "csv",
        /// One file that works offline, with charts
        Html = "html",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_reads_back() {
        for &format in FindingFormat::ALL {
            assert_eq!(format.as_str().parse(), Ok(format));
            assert!(!format.help().is_empty() && !format.help().ends_with('.'));
        }
        for &format in PageFormat::ALL {
            assert_eq!(format.as_str().parse(), Ok(format));
        }
    }

    #[test]
    fn an_unknown_name_is_told_what_there_is() {
        let error = "pdf".parse::<PageFormat>().map_err(|error| error.to_string());
        assert_eq!(
            error,
            Err("`pdf` is not a format; choose one of terminal, markdown, json, csv, html".to_owned())
        );
    }
}

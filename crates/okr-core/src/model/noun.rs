//! The things people count: `incidents`, `failed payments`, 次. Singular and plural are one noun.
//!
//! The folding need not be good English; it must give both forms of a noun the same key, and different
//! nouns different keys. Other languages are only put in lower case.

/// Plurals the rules below would get wrong, with their singular.
const IRREGULAR: &[(&str, &str)] = &[
    ("axes", "axis"),
    ("analyses", "analysis"),
    ("aches", "ache"),
    ("buses", "bus"),
    ("caches", "cache"),
    ("children", "child"),
    ("cookies", "cookie"),
    ("crises", "crisis"),
    ("criteria", "criterion"),
    ("diagnoses", "diagnosis"),
    ("halves", "half"),
    ("hypotheses", "hypothesis"),
    ("indexes", "index"),
    ("indices", "index"),
    ("lives", "life"),
    ("matrices", "matrix"),
    ("men", "man"),
    ("menus", "menu"),
    ("movies", "movie"),
    ("niches", "niche"),
    ("people", "person"),
    ("persons", "person"),
    ("quizzes", "quiz"),
    ("req", "request"),
    ("reqs", "request"),
    ("shoes", "shoe"),
    ("ties", "tie"),
    ("vertices", "vertex"),
    ("women", "woman"),
];

/// Words that end like a plural and are none, or are the same in both numbers.
const INVARIABLE: &[&str] = &[
    "aws", "bias", "bus", "canvas", "css", "dns", "gas", "gps", "https", "iaas", "ios", "lens", "news",
    "nps", "paas", "plus", "sas", "series", "sms", "species", "tls", "yes",
];

/// The key of a noun: lower case, single spaces, its last word in the singular.
pub(super) fn singular(noun: &str) -> String {
    let lower = noun.to_lowercase();
    let mut words: Vec<&str> = lower.split_whitespace().collect();
    let Some(last) = words.pop() else { return String::new() };
    let last = singular_word(last);
    words.push(&last);
    words.join(" ")
}

/// The singular of one lower-case word. The last part of a hyphenated word is what is counted.
fn singular_word(word: &str) -> String {
    if let Some((front, last)) = word.rsplit_once('-') {
        return format!("{front}-{}", singular_word(last));
    }
    if let Some((_, singular)) = IRREGULAR.iter().find(|(plural, _)| *plural == word) {
        return (*singular).to_owned();
    }
    let same = INVARIABLE.contains(&word)
        || word.len() < 3
        || word.ends_with("ss")
        || word.ends_with("sis")
        || word.ends_with("xis")
        // status, virus; but CPUs and SKUs.
        || (word.ends_with("us") && word.len() > 4);
    let Some(stem) = word.strip_suffix('s').filter(|_| !same) else { return word.to_owned() };
    if let Some(front) = stem.strip_suffix("ie").filter(|front| front.len() > 1) {
        return format!("{front}y");
    }
    let sibilant = ["sse", "she", "che", "xe", "zze", "use", "oe"].iter().any(|end| stem.ends_with(end));
    // `statuses` but `causes`, `houses`, `pauses`.
    let drops_e = sibilant && (!stem.ends_with("use") || stem.ends_with("tuse") || stem.ends_with("ruse"));
    if drops_e { stem.strip_suffix('e').unwrap_or(stem).to_owned() } else { stem.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_numbers_have_one_key() {
        for (one, many) in [
            ("incident", "incidents"),
            ("Failed payment", "failed payments"),
            ("query", "queries"),
            ("box", "boxes"),
            ("class", "classes"),
            ("crash", "crashes"),
            ("match", "matches"),
            ("cache", "caches"),
            ("case", "cases"),
            ("database", "databases"),
            ("response", "responses"),
            ("release", "releases"),
            ("cause", "causes"),
            ("status", "statuses"),
            ("virus", "viruses"),
            ("analysis", "analyses"),
            ("person", "people"),
            ("PR", "PRs"),
            ("VM", "VMs"),
            ("GPU", "GPUs"),
            ("API", "APIs"),
            ("SLA", "SLAs"),
            ("key", "keys"),
            ("index", "indices"),
            ("page-view", "page-views"),
            ("series", "series"),
            ("req", "requests"),
            ("house", "houses"),
            ("movie", "movies"),
            ("size", "sizes"),
            ("employee", "employees"),
            ("menu", "menus"),
        ] {
            assert_eq!(singular(one), singular(many), "{one} and {many}");
        }
    }

    #[test]
    fn a_noun_is_not_cut_to_another() {
        assert_eq!(singular("  DNS  "), "dns");
        assert_eq!(singular("access"), "access");
        assert_eq!(singular("bus"), "bus");
        assert_eq!(singular("次"), "次");
        assert_ne!(singular("failed payments"), singular("payments"));
    }
}

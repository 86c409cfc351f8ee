//! The table of known units: which words stand for time, data, percent, currency and known rates, and
//! how large each is in the base unit of its kind. Anything not in it is a noun ([`super::noun`]).

use super::{Exact, Kind};

/// Kind and size of a known unit; nothing for any other word.
pub(super) fn known(word: &str) -> Option<(Kind, Exact)> {
    // Symbols tell by their case (`m`, `M`; `B`, `b`); words do not.
    let lower = if word.chars().nth(1).is_some() { word.to_lowercase() } else { word.to_owned() };
    if let Some((numerator, denominator)) = time(&lower) {
        return Some((Kind::Time, Exact::ratio(numerator, denominator)));
    }
    if let Some(factor) = percent(&lower) {
        return Some((Kind::Percent, factor));
    }
    if let Some(factor) = data(word, &lower) {
        return Some((Kind::Data, factor));
    }
    if let Some(code) = currency(word, &lower) {
        return Some((Kind::Currency(code.to_owned()), Exact::one()));
    }
    match lower.as_str() {
        "pp" | "percentage point" | "percentage points" | "percent point" | "percent points" | "百分点"
        | "个百分点" => Some((Kind::Count("percentage point".to_owned()), Exact::one())),
        _ => rate(word, &lower),
    }
}

/// Seconds, as a fraction. A year is 365.25 days, a month a twelfth and a quarter a fourth of it: the
/// same length whichever month it is, so that two durations always compare alike.
fn time(word: &str) -> Option<(i64, i64)> {
    Some(match word {
        "ns" | "nanosecond" | "nanoseconds" | "纳秒" => (1, 1_000_000_000),
        // The micro sign and the Greek letter look the same.
        "us" | "\u{b5}s" | "\u{3bc}s" | "microsecond" | "microseconds" | "微秒" => (1, 1_000_000),
        "ms" | "msec" | "msecs" | "millisecond" | "milliseconds" | "毫秒" => (1, 1_000),
        "s" | "sec" | "secs" | "second" | "seconds" | "秒" | "秒钟" => (1, 1),
        "m" | "min" | "mins" | "minute" | "minutes" | "分钟" => (60, 1),
        "h" | "hr" | "hrs" | "hour" | "hours" | "小时" | "个小时" => (3_600, 1),
        "d" | "day" | "days" | "天" | "日" => (86_400, 1),
        "w" | "wk" | "wks" | "week" | "weeks" | "周" | "星期" | "个星期" => (604_800, 1),
        "mo" | "mos" | "month" | "months" | "月" | "个月" => (2_629_800, 1),
        "quarter" | "quarters" | "季度" | "个季度" => (7_889_400, 1),
        "y" | "yr" | "yrs" | "year" | "years" | "年" => (31_557_600, 1),
        _ => return None,
    })
}

/// In percent.
fn percent(word: &str) -> Option<Exact> {
    match word {
        "%" | "percent" | "per cent" | "pct" => Some(Exact::one()),
        "‰" | "permille" | "per mille" => Some(Exact::ratio(1, 10)),
        _ => None,
    }
}

/// In bytes. `kB` is 1000 and `KiB` is 1024; `Mb` is either bits or bytes and therefore neither.
fn data(word: &str, lower: &str) -> Option<Exact> {
    const BIT: (i64, i64) = (1, 8);
    let (numerator, denominator) = match word {
        "B" => (1, 1),
        "Kb" | "Mb" | "Gb" | "Tb" | "Pb" | "Eb" => return None,
        _ => match lower {
            "byte" | "bytes" | "字节" => (1, 1),
            "kb" | "kilobyte" | "kilobytes" => (1_000, 1),
            "mb" | "megabyte" | "megabytes" => (1_000_000, 1),
            "gb" | "gigabyte" | "gigabytes" => (1_000_000_000, 1),
            "tb" | "terabyte" | "terabytes" => (1_000_000_000_000, 1),
            "pb" | "petabyte" | "petabytes" => (1_000_000_000_000_000, 1),
            "eb" | "exabyte" | "exabytes" => (1_000_000_000_000_000_000, 1),
            "kib" => (1 << 10, 1),
            "mib" => (1 << 20, 1),
            "gib" => (1 << 30, 1),
            "tib" => (1 << 40, 1),
            "pib" => (1 << 50, 1),
            "eib" => (1 << 60, 1),
            "bit" | "bits" => BIT,
            "kbit" | "kbits" => (125, 1),
            "mbit" | "mbits" => (125_000, 1),
            "gbit" | "gbits" => (125_000_000, 1),
            "tbit" | "tbits" => (125_000_000_000, 1),
            _ => return None,
        },
    };
    Some(Exact::ratio(numerator, denominator))
}

/// Rates that are written as one word.
fn rate(word: &str, lower: &str) -> Option<(Kind, Exact)> {
    let count = |noun: &str| Kind::Count(noun.to_owned());
    let (kind, factor) = match (word, lower) {
        (_, "rps") => (count("request"), Exact::one()),
        (_, "rpm") => (count("request"), Exact::ratio(1, 60)),
        (_, "qps") => (count("query"), Exact::one()),
        (_, "tps") => (count("transaction"), Exact::one()),
        (_, "fps") => (count("frame"), Exact::one()),
        ("kbps" | "Kbps", _) => (Kind::Data, Exact::ratio(125, 1)),
        ("Mbps", _) => (Kind::Data, Exact::ratio(125_000, 1)),
        ("Gbps", _) => (Kind::Data, Exact::ratio(125_000_000, 1)),
        _ => return None,
    };
    Some((Kind::Rate(Box::new(kind), Box::new(Kind::Time)), factor))
}

/// Signs of money, longest first, with the code they stand for. `¥` is the yuan's and the yen's: it
/// stays a currency of its own, comparable only with itself.
const SIGNS: &[(&str, &str)] = &[
    ("US$", "USD"),
    ("HK$", "HKD"),
    ("NT$", "TWD"),
    ("A$", "AUD"),
    ("C$", "CAD"),
    ("S$", "SGD"),
    ("R$", "BRL"),
    ("$", "USD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("¥", "¥"),
    ("₹", "INR"),
    ("₩", "KRW"),
    ("₽", "RUB"),
    ("₺", "TRY"),
    ("₫", "VND"),
    ("₪", "ILS"),
];

/// The ISO 4217 codes of money in use.
const CODES: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN \
    BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ \
    GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL \
    LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN \
    PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD \
    TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG";

fn currency(word: &str, lower: &str) -> Option<&'static str> {
    if let Some((_, code)) = SIGNS.iter().find(|(sign, _)| *sign == word) {
        return Some(code);
    }
    if let Some(code) = iso(word) {
        return Some(code);
    }
    Some(match lower {
        "usd" | "dollar" | "dollars" | "美元" => "USD",
        "eur" | "euro" | "euros" | "欧元" => "EUR",
        "gbp" | "英镑" => "GBP",
        "cny" | "rmb" | "yuan" | "元" | "人民币" => "CNY",
        "jpy" | "yen" | "日元" => "JPY",
        "hkd" | "港元" | "港币" => "HKD",
        "chf" => "CHF",
        "inr" => "INR",
        "sgd" => "SGD",
        _ => return None,
    })
}

fn iso(word: &str) -> Option<&'static str> {
    if word.len() != 3 || !word.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    CODES.split(' ').find(|code| *code == word)
}

/// The sign or code of money before a number, and what follows it: `$ 250,000`, `EUR 3.5M`.
pub(super) fn money_before(text: &str) -> Option<(&str, &str)> {
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let sign = SIGNS.iter().map(|(sign, _)| *sign).find(|sign| text.starts_with(sign));
    let code = || text.get(..3).and_then(|word| iso(word).or((word == "RMB").then_some("RMB")));
    let word = sign.or_else(code)?;
    let rest = text[word.len()..].trim_start();
    rest.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '+').then_some((word, rest))
}

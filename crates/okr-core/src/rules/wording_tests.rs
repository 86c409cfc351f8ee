//! What the wording rules say of a title that stands alone: sentences of our own, in several languages.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::collections::BTreeSet;

use super::{CheckOptions, check};
use crate::snapshot::{FileSet, Parses, Snapshot};

const WORDING: &[&str] =
    &["M107", "M108", "M110", "M111", "O201", "O203", "O204", "O205", "O206", "T302", "T303"];

/// The wording rules that fire on a key result of this title alone.
fn told(title: &str) -> Vec<&'static str> {
    told_of(title, "")
}

/// The wording rules that fire on a key result of this title and these fields.
pub(super) fn told_of(title: &str, fields: &str) -> Vec<&'static str> {
    let title = title.replace('\\', "\\\\").replace('"', "\\\"");
    let sheet = format!(
        "cycle: 2026-Q1\nteam: payments\nobjectives:\n  - id: o\n    title: Paying feels instant at the peak\n    \
         key_results:\n      - id: k\n        title: \"{title}\"\n        {fields}\n"
    );
    let files = FileSet::from_texts([("okrs/2026-Q1/payments.yaml", sheet.as_str())]);
    let snapshot = Snapshot::read(&files, &mut Parses::default());
    let findings = check(&snapshot, &files, &CheckOptions::default());
    let codes: BTreeSet<&'static str> = findings.list.iter().map(|finding| finding.code).collect();
    assert!(!codes.contains("S001"), "{title}");
    codes.into_iter().filter(|code| WORDING.contains(code)).collect()
}

pub(super) fn each(table: &[(&str, &[&str])]) {
    let wrong: Vec<String> = table
        .iter()
        .map(|(title, expected)| (title, expected, told(title)))
        .filter(|(_, expected, found)| found.as_slice() != **expected)
        .map(|(title, expected, found)| format!("{title}: {found:?}, not {expected:?}"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_claim_needs_a_number() {
    each(&[
        ("Improve development efficiency", &["M107"]),
        ("Checkout is significantly more pleasant", &["M107"]),
        ("A world-class refund experience", &["M107"]),
        ("[P0] Improve payments in Q3 (#7148)", &["M107"]),
        ("Improve SOC 2 readiness by FY24 => 75%", &["M107"]),
        ("Streamline refunds for v1.0 [27/38]", &["M107"]),
        ("Improve S3 handling on K8s, HTTP2 and 4G", &["M107"]),
        ("Improve refund handling by March 31", &["M107"]),
        ("Refunds improve from 9 days to 2 days", &[]),
        ("Improve the share of refunds within a day to 95%", &[]),
        ("No customer improves our numbers by paying twice", &[]),
        ("提升研发效率", &["M107"]),
        ("显著改善支付体验", &["M107"]),
        ("Zahlungen deutlich verbessern", &["M107"]),
        ("Améliorer la satisfaction des clients", &["M107"]),
        ("Mejorar la experiencia de pago", &["M107"]),
    ]);
}

#[test]
fn measures_need_no_digits() {
    each(&[
        ("Zero double bookings in the ledger", &[]),
        ("No incidents in production", &[]),
        ("Refunds are booked twice in fewer than one in ten thousand", &[]),
        ("线上事故为零", &[]),
        ("0投诉", &[]),
        ("用户投诉由10减少到5", &[]),
    ]);
}

#[test]
fn measurable_and_outcome_are_two_questions() {
    each(&[
        ("Publish 8 integration guides", &["O203"]),
        ("Launch the new console", &["O203"]),
        ("We will successfully launch the new console", &["O203"]),
        ("The new console was shipped to all shops", &["O203"]),
        ("12 case studies on the site", &["O203"]),
        ("4 guides published around refunds", &["O203"]),
        ("Product page with prices", &["O203"]),
        ("Migrate 80% of shops to the new gateway", &["O203"]),
        ("Launch the new console and cut refunds by phone from 40% to 10%", &[]),
        ("Automate the release so that a change takes under 1 h", &[]),
        ("上线新版收银台", &["O203"]),
        ("收银台系统上线", &["O203"]),
        ("Neues Kundenportal veröffentlichen", &["O203"]),
        ("Publier 5 articles", &["O203"]),
        ("Lançar o novo portal", &["O203"]),
    ]);
}

#[test]
fn a_verb_is_no_verb_where_it_is_a_noun() {
    each(&[
        ("Build time falls from 10 min to 2 min", &["M108"]),
        ("Test coverage of the ledger is above 80%", &[]),
        ("Support tickets fall from 400 to 100 a week", &[]),
        ("Releases ship on time in 9 of 10 months", &[]),
        ("Support 10M shops", &[]),
        ("Support the sales team at fairs", &["O204"]),
        ("Hold p95 of the checkout under 300 ms", &[]),
        ("Hold a workshop for shops", &["O204"]),
        ("Closing a month falls from 9 days to 3 days", &[]),
        ("Testing a change is easy: down to 2 commands", &[]),
    ]);
}

#[test]
fn work_done_is_output_and_how_well_it_goes_is_not() {
    each(&[
        ("Merge 200 pull requests", &["O201"]),
        ("Raise the number of commits from 90 to 120", &["O201"]),
        ("Complete 40 story points a sprint", &["O201"]),
        ("Ship 5 features", &["O201"]),
        ("Fix 30 bugs", &["O201"]),
        ("Find 50 bugs", &["O201"]),
        ("MR rate of 10", &["O201"]),
        ("新增代码行数10万行", &["O201"]),
        ("完成120个需求", &["O201"]),
        ("Median review time of pull requests falls below 4 h", &[]),
        ("95% of support tickets are answered within 24 hours", &[]),
        ("Open tickets fall from 400 to 100", &[]),
        ("Support load is down, from 30 to 20 tickets a week", &[]),
    ]);
}

#[test]
fn activities_and_milestones() {
    each(&[
        ("Research payment providers in Asia", &["O204"]),
        ("Conduct 15 interviews with shops", &["O204"]),
        ("Help shops with their first payment", &["O204"]),
        ("Each team commits to a plan", &["O204"]),
        ("6 fairs attended, with 20 cards each", &["O204"]),
        ("12 shops interviewed", &["O204"]),
        ("3 of 4 refunds reviewed by a person", &[]),
        ("90% of refunds are reviewed within one working day", &[]),
        ("The importer is 80% completed by the end of May", &["O206"]),
        ("参与跨部门协作", &["O204"]),
        ("组织3次技术分享", &["O204"]),
        ("Marktanalyse durchführen", &["O204"]),
        ("Organiser 3 ateliers", &["O204"]),
        ("Deprecate the old gateway", &["O206"]),
        ("Shops can export their invoices", &["O206"]),
        ("Exports are enabled by default", &["O206"]),
        ("Pass the PCI audit", &["O206"]),
        ("完成年度审计", &["O206"]),
    ]);
}

#[test]
fn a_state_without_a_number_is_a_milestone() {
    each(&[
        ("The billing service uses the new ledger", &["O206"]),
        ("Shops, banks and the ledger use the same clock", &["O206"]),
        ("The ledger has a copy in another region", &["O206"]),
        ("All services on the new cluster", &["O206"]),
        ("New terminal ready for launch in Q3 of FY'25", &["O206"]),
        ("Complete 2 audits in 6 weeks", &["O206"]),
        ("Achieve ISO 27001 compliance", &["O206"]),
        ("There is a guide for new shops", &["O206"]),
        ("Proper documentation of refunds exists", &["O203"]),
        ("The importer gets a prototype", &["O203"]),
        ("Reach 500 active shops", &[]),
        ("The new ledger handles 5k payments per second", &[]),
        ("三月底前完成切换", &["O206"]),
    ]);
}

#[test]
fn to_keep_is_a_claim_as_much_as_to_improve() {
    each(&[
        ("Ensure data quality", &["M107"]),
        ("Maintain a positive presence in the stores", &["M107"]),
        ("保证系统稳定", &["M107"]),
        ("Keep failed payments below 0.3%", &[]),
    ]);
}

#[test]
fn nouns_made_of_verbs_read_like_their_verbs() {
    each(&[
        ("Einführung eines neuen Portals", &["O203"]),
        ("Mise en place d'un portail", &["O203"]),
        ("Implementación del nuevo portal", &["O203"]),
        ("Introduction of a second ledger", &["O203"]),
        ("Continuous improvement of refunds", &["M107"]),
        ("Reduzierung der Rückfragen um 20 %", &["M110"]),
        ("Réduction des rappels de 40 % à 25 %", &[]),
        ("A cost reduction of 20%", &["M110"]),
        ("Augmenter les livraisons à 2 fois par mois", &[]),
    ]);
}

#[test]
fn chinese_verbs_that_describe_a_noun_are_no_deeds() {
    each(&[
        ("研发人员满意度提升", &["M107"]),
        ("开发联调能力增强", &["M107"]),
        ("参与评审的人数达到20人", &[]),
        ("交付周期从30天缩短到10天", &["M108"]),
        ("成功上线新版收银台", &["O203"]),
        ("上线后7天内故障为零", &[]),
        ("支持1000万日活", &[]),
        ("支持销售团队", &["O204"]),
        ("定期复盘事故", &["O204"]),
    ]);
}

#[test]
fn totals_need_a_window_or_a_condition() {
    each(&[
        ("Reach 50,000 downloads of the SDK", &["O205"]),
        ("The gazette reaches 400 (+60% growth) subscribers", &["O205"]),
        ("GitHub stars grow to 10k", &["O205"]),
        ("累计注册用户达到100万", &["O205"]),
        ("Onboard 2 new contributors", &[]),
        ("Have 200 weekly active users", &[]),
        ("500 downloads per week", &[]),
        ("Reach 300 paying subscribers", &[]),
    ]);
}

#[test]
fn a_change_needs_a_start() {
    each(&[
        ("Increase returning shoppers by 25%", &["M110"]),
        ("Double the number of active shops", &["M110"]),
        ("Refunds by phone fall by half", &["M110"]),
        ("成本降低30%", &["M110"]),
        ("效率提升一倍", &["M110"]),
        ("Die Rückfragen um 20 % senken", &["M110"]),
        ("Increase returning shoppers by 25%, from 20% to 25%", &[]),
        ("Raise returning shoppers to 25%", &[]),
        ("支付成功率每月达到99.5%", &[]),
        ("Rückfragen von 38% auf 20% senken", &[]),
    ]);
}

#[test]
fn a_distribution_needs_to_be_named() {
    each(&[
        ("Search latency below 300 ms", &["M108"]),
        ("Exports take less than 20 minutes", &["M108"]),
        ("系统可用性达到99.9%", &["M108"]),
        ("p95 search latency below 300 ms", &[]),
        ("99th percentile of search latency below 300 ms", &[]),
        ("Search latency of Pro shops below 300 ms", &[]),
        ("核心接口可用性每月达到99.99%", &[]),
        ("接口P99响应时间从300ms降低到200ms", &[]),
    ]);
}

#[test]
fn placeholders_are_told_whatever_they_look_like() {
    each(&[
        ("Increase conversion from X% to Y%", &["M111"]),
        ("Reach XXX shops", &["M111"]),
        ("TBD", &["M111"]),
        ("Reach ??? shops", &["M111"]),
        ("Revenue reaches [Internal only]", &["M111"]),
        ("目标值待定", &["M111"]),
        ("Assess TODO tooling", &["O204"]),
        ("TODO: the bank's figure", &["M111"]),
        ("Mac OS X users pay in under 2 s at p95", &[]),
        ("Todo el equipo responde en menos de 2 horas por día", &[]),
    ]);
}

#[test]
fn people_are_not_counted_one_by_one() {
    each(&[
        ("Commits per developer rise from 5 to 10", &["O201", "T302"]),
        ("人均提交50次", &["T302"]),
        ("A leaderboard of the 10 fastest fixers", &["T302"]),
        ("Cost per customer falls from $3 to $2", &[]),
    ]);
}

#[test]
fn verbs_are_an_open_class() {
    each(&[
        ("Sling the console", &["O203"]),
        ("Dockerise services of the back office", &["O203"]),
        ("The QA team will write a guide for shops", &["O203"]),
        ("Use the queue to send receipts", &["O203"]),
        ("Support paying with two cards", &["O203"]),
        ("Extend the interface with an endpoint for refunds", &["O203"]),
        ("Agree & publish the limits of refunds", &["O203"]),
        ("Open the ledger to partners", &["O203"]),
        ("Open refunds fall from 400 to 100", &[]),
        ("Win the trust of shops in 9 of 10 interviews", &[]),
        ("Change failures fall from 12 to 4 a month", &[]),
        ("Single sign-on for the back office", &["O203"]),
        ("Refund adoption", &[]),
        ("Architecture decision made", &["O206"]),
        ("Payments work offline", &["O206"]),
        ("每个门店都有联系人", &["O206"]),
        ("收银台整合完成,门店可自助查询", &["O206"]),
        ("收銀台改造完成", &["O206"]),
        ("收銀台系統上線", &["O203"]),
        ("每个门店都能退款", &["O206"]),
        ("通过PCI认证", &["O206"]),
    ]);
}

#[test]
fn other_languages_are_read_by_their_own_words() {
    each(&[
        ("Es gibt ein Dashboard für die Filialen", &["O206"]),
        ("Alle Filialen laufen in der Cloud", &["O206"]),
        ("Jede Filiale hat eine Ansprechpartnerin", &["O206"]),
        ("Die Marktanalyse ist durchgeführt", &["O204"]),
        ("Das Konzept liegt vor", &["O206"]),
        ("3 articles publiés par mois", &["O203"]),
        ("La documentation est à jour", &["O206"]),
        ("Il y a un guide pour les boutiques", &["O206"]),
        ("Diseñar y lanzar el portal", &["O203"]),
        ("Contrato firmado", &["O206"]),
        ("Se han realizado 10 entrevistas", &["O204"]),
        ("Aumentar la cobertura de pruebas al 80%", &[]),
        ("Melhorar a comunicação entre os times", &["M107"]),
        ("Novo site publicado", &["O203"]),
    ]);
}

#[test]
fn what_people_hold_is_told_by_how_often() {
    each(&[
        ("Weekly sync with the ledger team", &["O204"]),
        ("Two shop visits a week", &["O204"]),
        ("Introduce weekly stand-ups in all shops", &["O204"]),
        ("Complete 10 shop interviews", &["O204"]),
        ("Establish a review board", &["O203"]),
        ("An integration test for each bank", &["O203"]),
        ("The main pain points of shops are identified", &["O204"]),
        ("Interview at least 20 shops", &["O204"]),
        ("Hold 4 workshops with 40 participants", &["O204"]),
        ("Dedicate 20% of the time to the ledger", &["O204"]),
        ("店长会议每周一次", &["O204"]),
        ("完成3场门店培训", &["O204"]),
        ("走访门店不少于20家", &["O204"]),
    ]);
}

#[test]
fn how_much_of_a_thing_there_is_is_no_effect() {
    each(&[
        ("Build a data set of ≥50 payments", &["O203"]),
        ("Define and publish at least 6 fields of a refund", &["O203"]),
        ("Create an archive with at least 3,000 receipts", &["O203"]),
        ("Write runbooks for 80% of the alerts", &["O203"]),
        ("Publish posts, at least 2 per month", &["O203"]),
        ("门店指南发布4篇", &["O203"]),
        ("发表不少于4篇文章", &["O203"]),
        ("Pilot the terminal with at least 500 active users", &[]),
        ("Answer 95% of refund requests", &[]),
        ("Defects are fixed within 2 days", &[]),
        ("实现99.9%的准时到账", &[]),
        ("签约30家付费门店", &[]),
        ("新增门店用户100万", &[]),
        ("Sign 5 banks", &[]),
    ]);
}

#[test]
fn labels_and_signs_before_a_line_are_cut_off() {
    each(&[
        ("KR #2.1: Launch the console", &["O203"]),
        ("Business (Finance) KR: Launch the console", &["O203"]),
        ("KR 1.5. Launch the console", &["O203"]),
        ("关键结果1.1: 上线收银台", &["O203"]),
        ("✅ Launch the console", &["O203"]),
        ("Write the guide: what a refund is", &["O203"]),
    ]);
}

#[test]
fn what_a_number_is_of_decides() {
    each(&[
        ("Hire x engineers", &["M111"]),
        ("Cut refund calls in half", &["M110"]),
        ("退款额翻一番", &["M110"]),
        ("Rückfragen um ein Drittel senken", &["M110"]),
        ("提高复购至少10%", &["M110"]),
        ("A 4.7 star rating in the store, up from 4.1", &[]),
        ("Stalls at 3 fairs (+150 visitors each)", &[]),
        ("Waiting hours per engineer fall from 6 to 2 a week", &[]),
        ("Refund time to first answer is 2 s or less", &["M108"]),
        ("The till starts by 08:00 on 28 of 30 days", &[]),
        ("Minimise the time to refund a payment", &["M107", "M108"]),
    ]);
}

#[test]
fn long_and_strange_titles_are_read_without_harm() {
    for title in [
        "improve ".repeat(5_000),
        "1".repeat(5_000),
        "[".repeat(500),
        "(((=>=>=>".repeat(100),
        "提升".repeat(3_000),
        "from 1 to ".repeat(500),
        "\u{202e}\u{0}%%%".replace('\u{0}', ""),
        "🚀🚀 launch 🚀".to_owned(),
    ] {
        let _ = told(&title);
    }
}

//! Whether a listed verb is meant as the deed here, and not in another of its many senses.

use crate::rules::lexicon::Lexicon;
use crate::rules::text::{Bound, Hit, Kind, Sentence, Sort, Words};

/// Whether verbs of many uses are used for a deed here: `hold a workshop` is one, `hold p95 under 2 s`
/// is none; `support the sales team` is one, `support 10M repositories` is none.
pub(super) fn is_earnest(sentence: &Sentence, hit: Hit, lexicon: &Lexicon) -> bool {
    const PEOPLE: Words = Words(
        "team teams group groups department departments colleague colleagues sales marketing squad squads \
         organisation organization others engineers developers partners initiative effort efforts project projects \
         migration rollout launch work",
    );
    let near = |words: usize| &sentence.tokens[hit.end..(hit.end + words).min(sentence.tokens.len())];
    let event = |words: usize| lexicon.activity_events.stand_in(near(words));
    // A phrase has one sense: `reach out`, `put in place`.
    let phrase = hit.end > hit.at + 1 && sentence.tokens[hit.at].kind == Kind::Word;
    if phrase && sentence.word(hit.at) != "meet" {
        return true;
    }
    match sentence.word(hit.at) {
        "hold" | "held" | "holding" | "run" | "ran" | "running" | "host" | "hosted" | "hosting" | "send"
        | "sent" | "sending" | "give" | "giving" => event(8) || is_run_by_name(sentence, hit, lexicon),
        // `Present the findings` is one; `present value` is none.
        "present" => {
            const OBJECTS: Words = Words("the our a an at your their its this these all");
            event(8) || OBJECTS.has(sentence.word(hit.end))
        }
        "do" | "doing" | "did" => event(6) || lexicon.output_artefacts.stand_in(near(5)),
        "meet" | "meeting" | "met" => {
            const PEOPLE: Words = Words(
                "candidates customers clients founders investors leaders partners people prospects stakeholders teams users",
            );
            let counted = near(1).iter().any(|token| token.kind == Kind::Number);
            let people = counted && near(5).iter().any(|token| PEOPLE.has(&token.lower));
            people
                || sentence.word(hit.end - 1) == "with"
                || near(4).iter().any(|token| token.lower == "with")
        }
        // `Have a guide for new shops`, `Have benchmarks that show it`
        "have" | "having" => {
            let counted = sentence.numbers.iter().all(|number| number.sort == Sort::Count);
            event(4) || counted && lexicon.output_artefacts.stand_in(near(8))
        }
        // `Convert 8 % of the guests`, `Generate 300 leads`: what people do, and no thing made.
        "convert" | "converting" => !near(1).iter().any(|token| token.kind == Kind::Number),
        "generate" | "generating" => !lexicon.vanity_totals.stand_in(near(5)),
        // `Source 25 candidates`; a source is a thing as well.
        "source" => near(1).iter().any(|token| token.kind == Kind::Number),
        "support" | "supported" | "supporting" => {
            let counted = near(5).iter().any(|token| token.kind == Kind::Number);
            let people = near(5).iter().any(|token| PEOPLE.has(&token.lower));
            let led = ["the", "our", "other", "with", "in", "by"].contains(&sentence.word(hit.end));
            // `Support full offline booking`
            let gerund = (hit.end..hit.end + 3).any(|at| sentence.word(at).ends_with("ing"));
            let feature = gerund && !counted;
            people && !counted || led && !sentence.is_measured() || feature
        }
        // 支持销售团队 is one; 支持1000万日活 is none.
        "支" => sentence.word(hit.at + 1) != "持" || !near(1).iter().any(|token| token.kind == Kind::Number),
        // 实现99.9%的可用性 is reached, and not made.
        "实" => {
            let digits = near(4).iter().any(|token| token.kind == Kind::Number);
            sentence.word(hit.at + 1) != "现" || !digits
        }
        // `Sign 5 shops`, `secure 3 briefings`: won over, one by one.
        "sign" | "secure" | "close" | "land" | "hire" | "hiring" | "contratar" | "recruter" | "embaucher"
        | "签" => !sentence.numbers.iter().any(|number| {
            let between = ["at", "least", "more", "than", "another", "the", "first"];
            number.sort == Sort::Count
                && number.at >= hit.end
                && near(number.at - hit.end).iter().all(|token| between.contains(&token.lower.as_str()))
        }),
        // 通过认证 is over when it is done; 通过培训提升… says by which means.
        "通" => {
            const EXAMS: &[&str] = &["考试", "认证", "评审", "审核", "验收", "审计", "测评", "备案"];
            let written = sentence.text(hit.end, (hit.end + 12).min(sentence.tokens.len()));
            sentence.word(hit.at + 1) != "过" || EXAMS.iter().any(|exam| written.ends_with(exam))
        }
        // 承担导师职责: a duty; 承担风险 is none.
        "承" => {
            let written = sentence.text(hit.end, (hit.end + 20).min(sentence.tokens.len()));
            ["职责", "责任", "工作", "任务", "角色"].iter().any(|duty| written.contains(duty))
        }
        // 响应门店的投诉; not 响应速度.
        "响" => {
            const ASKED: &[&str] = &["问题", "需求", "请求", "反馈", "咨询", "投诉", "工单"];
            let written = sentence.text(hit.end, (hit.end + 12).min(sentence.tokens.len()));
            !sentence.is_measured() && ASKED.iter().any(|asked| written.contains(asked))
        }
        // 新增用户100万: they come, and are not made.
        "新" => {
            const COMERS: &[&str] =
                &["用户", "客户", "会员", "收入", "订单", "付费", "注册", "粉丝", "商家", "营收"];
            let written = sentence.text(hit.end, (hit.end + 4).min(sentence.tokens.len()));
            sentence.word(hit.at + 1) != "增" || !COMERS.iter().any(|comer| written.contains(comer))
        }
        // `Execute the migration` is one; `perform 100k requests a second` is none.
        "execute" | "executing" | "perform" | "performing" => {
            event(8)
                || near(8).iter().any(|token| token.lower.ends_with("ation") || token.lower.ends_with("sis"))
        }
        // `Achieve SOC 2 compliance` is one; `reach 500 shops` and `achieve better stability` are none.
        "achieve" | "achieving" | "attain" | "earn" | "reach" | "reaching" | "enter" | "receive"
        | "obtain" | "accomplish" | "fulfil" | "fulfill" | "succeed" | "fill" | "clear" | "settle"
        | "alcanzar" | "lograr" | "obtener" | "obter" | "recibir" | "receber" | "vender" | "recevoir"
        | "obtenir" | "获" | "取" | "拿" | "达" => {
            !sentence.is_measured()
                && !lexicon.vague_words.stand_in(&sentence.tokens)
                && !lexicon.change_verbs.stand_in(&sentence.tokens)
        }
        "make" | "made" | "making" => {
            near(8).iter().any(|token| token.lower == "available")
                || lexicon.output_artefacts.stand_in(near(5))
        }
        // `Allocate 20 % of the budget`: how much of it, which one can measure.
        "allocate" | "invest" => !sentence.numbers.iter().any(|number| number.sort == Sort::Percent),
        _ => !is_service(sentence, hit) && !is_praise(sentence, hit, lexicon),
    }
}

/// `Train 9 classifiers`: what is no person is made so, and people learn.
pub(super) fn is_trained_up(sentence: &Sentence, hit: Hit) -> bool {
    const TRAINED: Words = Words(
        "model models classifier classifiers network networks detector detectors embedding embeddings adapter adapters \
         ranker rankers recommender recommenders tokenizer tokenizers agent agents policy policies",
    );
    sentence.word(hit.at).starts_with("train")
        && (hit.end..hit.end + 5).any(|at| TRAINED.has(sentence.word(at)))
}

/// `Run Ledger Night every month`, `` Run `make bench` ``: by its name, and so often; or a command.
fn is_run_by_name(sentence: &Sentence, hit: Hit, lexicon: &Lexicon) -> bool {
    let Some(next) = sentence.tokens.get(hit.end) else { return false };
    let often = sentence.numbers.iter().all(|number| number.sort == Sort::Count)
        && lexicon.windows.all(&sentence.tokens).any(|window| window.at > hit.end);
    sentence.word(hit.at) == "run" && next.is("`")
        || sentence.word(hit.at) != "send" && next.is_capital() && often
}

/// `Answer 95 % of requests`, `Fix all severe bugs within 2 days`: how well a service is given, which is a measure.
pub(super) fn is_service(sentence: &Sentence, hit: Hit) -> bool {
    const SERVICES: Words = Words(
        "address answer approve attend clear close fix handle process resolve respond reply review settle solve \
         triage verify acknowledge mitigate remediate",
    );
    // Whose share is how many were helped, and not how much was done.
    const HELPS: Words = Words(
        "address addressed answer answered close closed fix fixed handled mitigated resolve resolved respond solve \
         solved acknowledge acknowledged mitigate remediate remediated",
    );
    let word = sentence.word(hit.at);
    (SERVICES.has(word) || HELPS.has(word))
        && sentence.numbers.iter().any(|number| match number.sort {
            Sort::Percent => HELPS.has(word),
            Sort::ShortTime => true,
            Sort::LongTime => number.bound == Some(Bound::Below),
            Sort::Multiple | Sort::Money | Sort::Fraction | Sort::Count => false,
        })
}

/// `Build a strong brand`, `打造高效团队`: a praise of something that nobody can deliver.
fn is_praise(sentence: &Sentence, hit: Hit, lexicon: &Lexicon) -> bool {
    const IN_HAN: &[&str] = &["团队", "文化", "品牌", "体验", "形象", "氛围", "口碑", "影响力", "服务"];
    let near = &sentence.tokens[hit.end..(hit.end + 7).min(sentence.tokens.len())];
    let written = sentence.text(hit.end, hit.end + near.len());
    let abstract_thing = near.iter().take(5).any(|token| is_abstract(&token.lower))
        || IN_HAN.iter().any(|thing| written.contains(thing));
    abstract_thing && !sentence.is_measured() && lexicon.vague_words.stand_in(near)
}

/// What nobody can deliver.
pub(super) fn is_abstract(word: &str) -> bool {
    const NOT_DELIVERED: Words = Words(
        "atmosphere attitude awareness brand confidence connection connections culture expertise experience \
         foundation friendship image impression mindset momentum morale organisation organization presence \
         relationship relationships reputation spirit support service synergy synergies team teams trust \
         understanding value workplace working",
    );
    NOT_DELIVERED.has(word)
}

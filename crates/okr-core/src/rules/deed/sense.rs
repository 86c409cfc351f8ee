//! Whether a listed verb is meant as the deed here: not as a noun, not in another of its many senses.

use super::finite::{is_grammar, is_homograph};
use crate::rules::lexicon::Lexicon;
use crate::rules::text::{Bound, Form, Hit, Kind, Sentence, Sort, Token, Words};

/// Verbs that are nouns as well, and make one name with the noun behind them.
const NOUNS_TOO: Words = Words(
    "archive audit benchmark build change check contact deploy design document draft estimate experiment \
     import index interview launch map measure offer package pitch plan port post practice \
     process profile record refresh release report research review run schedule scope setup share \
     ship source split rollout study supply support survey sync test track train update upgrade watch work",
);

/// Of those the ones that are nouns only where something is said of them.
const MOSTLY_VERBS: Words = Words(
    "archive check contact document draft estimate import interview map measure monitor post practice record review share \
     study track update upgrade watch",
);

/// Verbs that are read as a noun or an adjective unless what follows says otherwise: `Open tickets fall`, but
/// `Open the ledger to partners`.
const NOUNS_FIRST: Words = Words(
    "act answer apply approach blog book brief call campaign challenge champion chart chat clone code collapse \
     cover cut debate demo display distribute download draft draw duplicate edit end exchange exit fill \
     follow guide hunt index issue label land license list load model open order pair patch pilot pitch poll \
     process query question reach reference reply rework sample scan search seed set sketch stage \
     style surface swap tag talk test trace trade transfer transition trial tune version visit wrap",
);

/// Whether a listed verb stands as a noun: `Build time falls …`, `Releases ship on time`.
pub(super) fn is_noun(sentence: &Sentence, hit: Hit, lexicon: &Lexicon) -> bool {
    const PREDICATES: Words =
        Words("is are takes becomes feels falls rises drops costs needs lasts stays goes grows works");
    if sentence.tokens[hit.at].kind == Kind::Han {
        return is_noun_in_han(sentence, hit, lexicon);
    }
    let single = hit.end == hit.at + 1 && sentence.tokens[hit.at].kind == Kind::Word;
    if !single {
        return false;
    }
    let next = sentence.tokens.get(hit.end);
    let may_be = hit.mark.form == Form::Gerund || NOUNS_TOO.has(sentence.word(hit.at));
    // `Update team instructions`: where nothing is measured, a further noun makes it one of what is updated.
    let further = !sentence.is_measured()
        && lexicon.compound_heads.at(&sentence.tokens, hit.end + 1).is_none()
        && sentence.tokens.get(hit.end + 1).is_some_and(|noun| noun.is_wordy() && !is_grammar(&noun.lower));
    // `Track errors with the new tool`: seldom a noun, unless something is measured of it.
    let order = MOSTLY_VERBS.has(sentence.word(hit.at)) && !sentence.is_measured();
    let compound =
        may_be && !further && !order && lexicon.compound_heads.at(&sentence.tokens, hit.end).is_some();
    let plural = hit.mark.form == Form::Third;
    // `Trial-to-paid conversion`, `Test-driven services`: a hyphen makes one word of them.
    let hyphened = is_homograph(sentence.word(hit.at)) && next.is_some_and(|next| next.is_wordy() && !next.spaced);
    // `Blog post about refunds`: with the noun behind it one thing of its own.
    let named = hit.mark.form == Form::Base
        && lexicon.output_artefacts.at(&sentence.tokens, hit.at).is_some_and(|thing| thing.end > hit.end);
    // `Plan approved by the board`: what is approved is the plan.
    let done = hit.mark.form == Form::Base
        && is_homograph(sentence.word(hit.at))
        && next.is_some_and(|next| next.lower.len() > 4 && next.lower.ends_with("ed"))
        && sentence.tokens.get(hit.end + 1).is_none_or(|behind| is_grammar(&behind.lower));
    let counted = sentence.word(hit.at) == "share" && sentence.word(hit.end) == "of";
    // `Test (1 senior)`: nothing that it is done to.
    let alone = next.is_none_or(|next| next.is(":") || next.is(",") || next.is("("))
        || hit.mark.form == Form::Base
            && next.is_some_and(|next| next.is("/") && !next.spaced)
            && [
                &lexicon.output_verbs,
                &lexicon.activity_verbs,
                &lexicon.milestone_verbs,
                &lexicon.change_verbs,
            ]
            .iter()
            .all(|list| list.at(&sentence.tokens, hit.end + 1).is_none());
    // `Testing an analyser is easy`, `Closing a month falls from 9 days to 3`
    let subject =
        hit.mark.form == Form::Gerund && (hit.end..hit.end + 6).any(|at| PREDICATES.has(sentence.word(at)));
    let predicate =
        ["is", "are", "has", "have", "was", "falls", "rises", "takes"].contains(&sentence.word(hit.end));
    // `Support tickets fall`, `Test runs finish`
    compound && hit.mark.form != Form::Past
        || hit.mark.form == Form::Base && NOUNS_FIRST.has(sentence.word(hit.at)) && !governs(sentence, hit, lexicon)
        || plural
        || hyphened
        || named
        || done
        || counted
        || alone && hit.mark.form != Form::Past
        || subject
        || is_frequency(sentence, hit)
        || predicate
}

/// `Open the ledger`, `Patch 12 clusters`, `Index invoices by shop`: what follows can only be the object of a verb.
fn governs(sentence: &Sentence, hit: Hit, lexicon: &Lexicon) -> bool {
    const OPENS: Words = Words(
        "the a an our their its your all any every each both new more up out at with to for on in into two three \
         four five six seven eight nine ten this these those existing remaining first top key some most",
    );
    const FINITE: Words = Words(
        "is are was were has have falls fall rises rise drops drop stays stay goes go takes take remains remain \
         reaches reach grows grow runs works costs improves increases decreases",
    );
    let next = sentence.word(hit.end);
    let counted = sentence.numbers.iter().any(|number| number.at == hit.end);
    let predicate = (hit.end..hit.end + 7).any(|at| FINITE.has(sentence.word(at)));
    let object = next.ends_with('s') || sentence.tokens.get(hit.end).is_some_and(Token::is_capital);
    // Where nothing measures and nothing is said of it, the first word is the verb.
    let plain = !sentence.is_measured() && sentence.tokens.get(hit.end + 1).is_some();
    // `Test and describe`: a verb like the one it is joined to.
    let joined = ["and", "&"].contains(&next)
        && [&lexicon.output_verbs, &lexicon.activity_verbs].iter().any(|list| {
            list.at(&sentence.tokens, hit.end + 1).is_some_and(|verb| verb.mark.form == Form::Base)
        })
        && sentence.tokens.get(hit.end + 2).is_some();
    OPENS.has(next) || joined && !predicate || counted || (object || plain) && !predicate
}

/// 开发人员, 交付周期, and 参与发布的人数: a verb of many uses that only describes the noun behind it.
fn is_noun_in_han(sentence: &Sentence, hit: Hit, lexicon: &Lexicon) -> bool {
    const NOUNS_TOO: Words = Words(
        "上线 交付 升级 协作 发布 学习 完成 实施 对接 开发 支持 构建 沟通 测试 研发 设计 评审 调研 迁移 部署 重构 \
         集成 分析 规划 培训 切换 验收 分享 参与 接入",
    );
    let end = sentence.tokens.len();
    // 开发自测能力增强: the movement at the end is the verb.
    let moved = (hit.end + 1..end)
        .any(|at| lexicon.change_verbs.at(&sentence.tokens, at).is_some_and(|movement| movement.end == end));
    // 上线后7天内: when, not what; 部署完成: over, which has a list of its own.
    let when = ["后", "前", "时", "期"].contains(&sentence.word(hit.end))
        || sentence.word(hit.end) == "完" && sentence.word(hit.end + 1) == "成";
    let compound = NOUNS_TOO.has(&sentence.text(hit.at, hit.end))
        && (moved || when || lexicon.compound_heads.at(&sentence.tokens, hit.end).is_some());
    let describes = (hit.end + 1..sentence.tokens.len()).any(|at| {
        sentence.word(at - 1) == "的" && lexicon.counted_metrics.at(&sentence.tokens, at).is_some()
    });
    compound || describes
}

/// `Deploy 10 times per day`, `Release weekly`: how often, which is a measure.
fn is_frequency(sentence: &Sentence, hit: Hit) -> bool {
    const OFTEN: &[&str] = &["daily", "weekly", "hourly", "continuously", "every", "monthly", "biweekly"];
    let delivers = ["deploy", "release", "ship"].contains(&sentence.word(hit.at));
    let times = sentence.numbers.iter().any(|number| {
        number.at <= hit.end + 2 && (sentence.word(number.end) == "times" || sentence.word(number.end) == "x")
    });
    let often = sentence.tokens[hit.end..].iter().any(|token| OFTEN.contains(&token.lower.as_str()));
    delivers && (times || often)
}

/// Whether verbs of many uses are used for a deed here: `hold a workshop` is one, `hold p95 under 2 s`
/// is none; `support the sales team` is one, `support 10M repositories` is none.
pub(super) fn is_earnest(sentence: &Sentence, hit: Hit, lexicon: &Lexicon) -> bool {
    const PEOPLE: Words = Words(
        "team teams group groups department departments colleague colleagues sales marketing squad \
         squads organisation organization others engineers developers partners initiative effort \
         efforts project projects migration rollout launch work",
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
        // `Source 25 candidates`; a source is a thing as well.
        "source" => near(1).iter().any(|token| token.kind == Kind::Number),
        "support" | "supported" | "supporting" => {
            let counted = near(5).iter().any(|token| token.kind == Kind::Number);
            let people = near(5).iter().any(|token| PEOPLE.has(&token.lower));
            let led = ["the", "our", "other", "with", "in", "by"].contains(&sentence.word(hit.end));
            let feature = sentence.word(hit.end).ends_with("ing") && !counted;
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
        _ => !is_service(sentence, hit) && !is_praise(sentence, hit, lexicon),
    }
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
        "address addressed answer answered close closed fix fixed handled mitigated resolve resolved respond solve solved \
         acknowledge acknowledged mitigate remediate remediated",
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

//! Whether a title names a measure: then it says what is looked at, if not how far it shall go, and is no thing delivered.

use super::homograph::is_grammar;
use super::start::opening;
use crate::rules::lexicon::Lexicon;
use crate::rules::text::{Hit, Kind, Sentence, Words};

/// Nouns of other languages that name a measure. Their adjectives stand behind them, so any place before the first
/// preposition will do.
const ELSEWHERE: Words = Words(
    "taux temps délai délais durée durées nombre satisfaction part parts coût coûts chiffre pourcentage moyenne score \
     panier marge rendement fidélité fréquence délai qualité productivité rentabilité erreurs pannes réclamations \
     gaspillage pertes plaintes tasa tasas tiempo tiempos plazo plazos duración número satisfacción porcentaje coste \
     costes costo costos ingresos ventas margen promedio rendimiento retención frecuencia calidad productividad \
     rentabilidad errores quejas facturación cuota desperdicio mermas pérdidas taxa taxas tempo tempos prazo prazos \
     duração satisfação porcentagem percentual custo custos receita receitas vendas margem média retenção frequência \
     qualidade produtividade rentabilidade erros reclamações faturamento cota desperdício perdas queixas quote rate \
     raten zeit zeiten dauer anzahl zahl anteil kosten umsatz gewinn zufriedenheit nutzung auslastung wert werte \
     häufigkeit qualität produktivität fehler beschwerden marge durchschnitt verfügbarkeit index grad kennzahl",
);
/// How German puts the name of a measure together.
const TAILS: &[&str] = &[
    "quote",
    "quoten",
    "srate",
    "rrate",
    "ngrate",
    "chrate",
    "zeit",
    "zeiten",
    "dauer",
    "zufriedenheit",
    "anzahl",
    "zahl",
    "zahlen",
    "kosten",
    "nutzung",
    "auslastung",
    "anteil",
    "grad",
    "umsatz",
    "gewinn",
    "wert",
    "werte",
    "index",
    "häufigkeit",
    "qualität",
    "verfügbarkeit",
    "ausfälle",
    "fehler",
    "beschwerden",
    "bindung",
    "treue",
    "latenz",
    "marge",
];
/// How a Chinese name of a measure ends.
const TAILS_IN_HAN: &[&str] = &[
    "率",
    "量",
    "数",
    "度",
    "时长",
    "时间",
    "周期",
    "成本",
    "费用",
    "收入",
    "营收",
    "利润",
    "评分",
    "得分",
    "分数",
    "占比",
    "比例",
    "频率",
    "频次",
    "次数",
    "影响",
    "目标",
    "质量",
    "效率",
    "体验",
    "效果",
    "价值",
    "能力",
    "水平",
    "规模",
    "留存",
    "口碑",
    "额",
    "投诉",
    "故障",
    "事故",
    "速度",
    "稳定性",
    "可用性",
    "时延",
    "延迟",
    "毛利",
    "人效",
];
/// Things whose names end like that.
const THINGS_IN_HAN: &[&str] = &["制度", "变量", "参数", "函数", "常量", "音量", "进度"];
/// What names a measure wherever it stands.
const ANYWHERE: &[&str] =
    &["人数", "次数", "数量", "占比", "比例", "时长", "满意度", "成功率", "转化", "留存率"];

/// Whether the title names something that one measures, at its head or in so many words.
pub(in crate::rules) fn names_a_measure(title: &Sentence, lexicon: &Lexicon) -> bool {
    let tokens = &title.tokens[..title.before_brackets()];
    let listed = [
        &lexicon.timing_metrics,
        &lexicon.throughput_metrics,
        &lexicon.vanity_totals,
        &lexicon.statistics,
        &lexicon.individual_words,
    ];
    // `Merged commits` are a count; `commit hook` is a thing.
    let work = lexicon.output_metrics.all(tokens).any(|hit| title.word(hit.end - 1).ends_with('s'));
    // In Chinese a single character is a measure only where it closes the clause.
    let says = |hit: &Hit| {
        let closes = title.tokens.get(hit.end).is_none_or(|next| next.kind == Kind::Mark);
        closes || title.tokens[hit.at].kind != Kind::Han
    };
    // `Failed payments`, `incidents at night`; but `incident board` is a thing.
    let goes_wrong = [&lexicon.quality_metrics, &lexicon.instability_metrics].iter().any(|list| {
        list.all(tokens).any(|hit| {
            let last = title.word(hit.end - 1);
            let many = ["s", "ed", "lost", "wrong"].iter().any(|end| last.ends_with(end));
            let head = title.tokens.get(hit.end).is_none_or(|next| !next.is_wordy() || is_break(&next.lower));
            says(&hit) && (many || head)
        })
    });
    // `Number of couriers`, `loyalty score`; but `two-factor login` is a thing.
    let counted = lexicon.counted_metrics.all(tokens).any(|hit| {
        let next = title.tokens.get(hit.end);
        let head = next.is_none_or(|next| !next.is_wordy() || is_break(&next.lower));
        says(&hit) && (head || hit.end > hit.at + 1 || title.word(hit.at) == "per")
    });
    goes_wrong
        || counted
        || listed.iter().any(|list| list.all(tokens).any(|hit| says(&hit)))
        || work
        || is_counted(title)
        || goes_astray(title)
        || heads(title, lexicon)
        || in_han(title)
}

/// `Number of couriers who …`, `Mesurés par …`, `Gemessen an …`: said in so many words.
fn is_counted(title: &Sentence) -> bool {
    const NUMBERS: Words = Words(
        "number numbers count amount quantity total proportion percentage percent anzahl anteil nombre número \
         quantidade cantidad time times",
    );
    const MEASURED: &[&str] = &["measured", "mesuré", "gemessen", "medido", "medida"];
    title
        .tokens
        .iter()
        .any(|token| NUMBERS.has(&token.lower) || MEASURED.iter().any(|start| token.lower.starts_with(start)))
}

/// `Onboarding satisfaction in the south`, `Kassenauslastung`, `Taxa de abandono`: the noun that the rest only describes.
fn heads(title: &Sentence, lexicon: &Lexicon) -> bool {
    let start = opening(title);
    let rest = title.tokens.iter().skip(start + 1);
    let breaks =
        rest.take_while(|token| token.is_wordy() && !is_break(&token.lower) || token.is("-")).count();
    let end = (start + 1 + breaks).min(title.tokens.len());
    let closes = |last: usize| last >= end || title.word(last).ends_with("ed");
    let listed = |at: usize| {
        let lists = [&lexicon.measure_names, &lexicon.measure_heads].into_iter();
        lists.filter_map(|list| list.at(&title.tokens, at)).any(|hit| closes(hit.end))
    };
    (start..end).any(|at| {
        let token = &title.tokens[at];
        let word = token.lower.as_str();
        listed(at)
            || closes(at + 1) && is_a_quality(word)
            || ELSEWHERE.has(word.trim_start_matches("l'"))
            || token.kind == Kind::Word
                && TAILS.iter().any(|tail| word.ends_with(tail) && word.len() > tail.len() + 3)
    })
}

/// `Punctuality`, `Sauberkeit`, `fidelidad`: how something is, and no thing. Some nouns only end like that.
fn is_a_quality(word: &str) -> bool {
    const ENDS: &[&str] = &["ness", "ality", "keit", "heit", "idad", "idade", "ité"];
    const THINGS: Words = Words(
        "business harness contabilidad contabilidade functionality personality modality einheit gelegenheit \
         möglichkeit fähigkeit tätigkeit gewohnheit krankheit mehrheit actividad atividade ciudad cidade comunidad \
         comunidade entidad entidade funcionalidad funcionalidade identidad identidade oportunidad oportunidade \
         propiedad propriedade publicidad publicidade unidad unidade universidad universidade activité cité comité \
         entité unité université publicité identité fonctionnalité communauté",
    );
    ENDS.iter().any(|end| word.len() > end.len() + 2 && word.ends_with(end)) && !THINGS.has(word)
}

/// `Missed deliveries`, `milk thrown away`: what goes wrong is counted, and nobody delivers it.
fn goes_astray(title: &Sentence) -> bool {
    const ASTRAY: Words = Words(
        "abandoned absences broken cancelled canceled delayed disputed disputes duplicated expired late lost missed \
         overdue rejected returned spoiled stolen thrown unanswered unopened unpaid unsold wasted verlorene \
         verspätete offene perdus perdidos perdidas perdues retard tarde atrasados atrasadas retrasados retrasadas",
    );
    title.tokens[..title.before_brackets()].iter().any(|token| ASTRAY.has(&token.lower))
}

/// A preposition, of whatever language.
fn is_break(word: &str) -> bool {
    const ELSEWHERE: Words = Words(
        "for from with to by de del des du da do dos das d' para pour por par con com avec sur sobre en em na no au \
         aux à für von mit im in bei zum zur der dem den auf aus über",
    );
    is_grammar(word) || ELSEWHERE.has(word)
}

/// 新人培训满意度, 门店退款的平均时长
fn in_han(title: &Sentence) -> bool {
    let end =
        title.tokens.iter().position(|token| token.kind == Kind::Mark && !token.is("/") && !token.is("\""));
    let clause = title.text(0, end.unwrap_or(title.tokens.len()));
    let closes = TAILS_IN_HAN.iter().any(|tail| clause.ends_with(tail));
    closes && !THINGS_IN_HAN.iter().any(|thing| clause.ends_with(thing))
        || ANYWHERE.iter().any(|measure| clause.contains(measure))
}

//! The lists: name, how its words are inflected, what it is. The build script reads them here, too.

/// Hands all lists to a macro.
macro_rules! for_each_list {
    ($take:ident) => {
        $take! {
            output_verbs, Verb, "verbs that deliver a thing: launch, ship, build, 上线";
            output_metrics, Noun, "things that count work done: commits, pull requests, story points, 代码行数";
            output_artefacts, Noun, "things a team makes, which are output when counted: blog posts, dashboards";
            activity_verbs, Verb, "verbs that tell what people are busy with: support, research, 参与";
            activity_events, Noun, "what people hold, run or send: meetings, workshops, surveys";
            milestone_verbs, Verb, "verbs that say only that something will be over: finish, deprecate, 完成";
            milestone_states, Exact, "states that say only that something is so: done, live, 已上线";
            feature_verbs, Verb, "verbs that describe what a product does: allow, show";
            change_verbs, Verb, "verbs of movement, which need a number: improve, reduce, 提升";
            keeping_verbs, Verb, "verbs that keep or assure, which need a number as well: ensure, maintain, 保证";
            effect_verbs, Verb, "verbs that tell an effect, never a deed: reach, attract, satisfy";
            vague_words, Exact, "words that claim without measuring: better, seamless, world-class, 显著";
            intensifiers, Exact, "words that only turn a claim up: significantly, world-class, 显著";
            placeholders, Exact, "what stands where a decision is still to come: TBD, XXX, 待定";
            timing_metrics, Noun, "latencies, durations, rates and availabilities";
            measure_names, Exact, "nouns that are a measure by themselves: adoption, revenue, satisfaction";
            measure_heads, Exact, "nouns that name a measure where they end the name: occupancy, punctuality, returns";
            statistics, Exact, "which figure of a distribution: p95, median, 平均";
            populations, Exact, "whose values are counted: production, every, 线上";
            windows, Exact, "over which time: weekly, rolling, 每周";
            vanity_totals, Noun, "totals that only ever grow: followers, downloads, 累计";
            quality_conditions, Exact, "conditions that make a total say something: active, paying, 留存";
            individual_words, Exact, "work counted per head, and people ranked: per engineer, 人均";
            local_scope, Exact, "a metric cut down to what its team owns: our module";
            quality_metrics, Noun, "measures of quality: failures, incidents, satisfaction, 故障";
            throughput_metrics, Noun, "throughput in the sense of DORA: deployment frequency, lead time";
            instability_metrics, Noun, "instability in the sense of DORA: change failure rate, recovery time";
            counted_metrics, Exact, "metrics whose bare number says what it counts: score, ratio, number of";
            product_names, Exact, "names that hold digits and are no measure: Office 365";
            numbered_names, Exact, "words after which a number only tells which one: RFC, SOC, tier, phase";
            compound_heads, Exact, "nouns that make a noun of the verb before them: build time, release process";
        }
    };
}

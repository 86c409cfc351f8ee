//! Words that are a noun and a verb, and the small words of the grammar that are neither.

use crate::rules::text::Words;

/// Nouns in the shape of verbs, or verbs in the shape of nouns: the same word is both, and only what follows decides.
pub(super) const HOMOGRAPHS: Words = Words(
    "access account act address alert answer archive attack audit backup benchmark block book branch brand break \
     bridge broadcast budget bug build cache call campaign cancel capture cash cast catalog challenge change charge \
     chart chat check claim clone code commit contact contract control cost count cover crawl cross cut data debug \
     demand demo deploy deposit design display document download draft drive edit end estimate exchange exit \
     experiment export fee feed field file filter fix flag flow focus force fork form format frame function fund \
     group guide handle help hold hook host hunt image import index input interface interview invoice issue job join \
     key label land launch lead lease license limit link list load lock log loop mail map mark market match measure \
     merge message mirror model monitor move name need network note notice object offer open order output package \
     page pair partner patch pay permit phone pilot pin plan plant plot point poll port position post practice \
     prepare present press price print process produce product profile program progress project prompt prototype \
     proxy pull purchase push query question queue quote range rank rate read rebuild record refresh refund register \
     release remake rent repair reply report request research reserve reset restore result retry return review reward \
     roll route rule run sale sample scale scan schedule scope score screen search sequence service set setup shape \
     share shift ship shop show sign signal site sketch sort source split sponsor stack staff stage standard start \
     state step stock stop store stream stress structure study style supply support surface survey swap switch sync \
     table tag talk target task team template test text ticket time title tool touch trace track trade traffic train \
     transfer transit transport travel trial trigger trim tune turn type update upgrade upload use user value version \
     view visit voice vote wait walk warn wash watch work wrap write",
);

/// Whether a word is a noun as well as a verb.
pub(super) fn is_homograph(word: &str) -> bool {
    HOMOGRAPHS.has(word)
}

/// Words of the grammar, neither nouns nor verbs.
pub(super) fn is_grammar(word: &str) -> bool {
    const SMALL: Words = Words(
        "about above across after against along alongside among and around as at before behind below beneath beside \
         besides between beyond both but by despite down due during either except few fewer first for from half her \
         here his in inside into just least less like many more most much near neither next nor of off on once one \
         onto or other out outside over own past per plus quite rather same several some such then there these they \
         this those though through throughout till toward towards two under underneath up upon using versus very via \
         vs we when with within without you yet",
    );
    SMALL.has(word)
}

//! The names of changes, items and fields, as they stand in output.

macro_rules! names {
    ($(#[$meta:meta])* $type:ident { $($(#[$doc:meta])* $variant:ident = $name:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $type { $($(#[$doc])* $variant),+ }

        impl $type {
            /// Every one, in this order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its name in output.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

names! {
    /// What happened.
    ChangeKind {
        /// A new objective.
        ObjectiveAdded = "objective-added",
        /// An objective is gone.
        ObjectiveRemoved = "objective-removed",
        /// An objective stands in another team's sheet.
        ObjectiveMoved = "objective-moved",
        /// A field of an objective changed.
        ObjectiveChanged = "objective-changed",
        /// A new key result.
        KeyResultAdded = "key-result-added",
        /// A key result is gone.
        KeyResultRemoved = "key-result-removed",
        /// A key result was ended by `status: dropped`.
        KeyResultDropped = "key-result-dropped",
        /// A dropped key result goes on.
        KeyResultResumed = "key-result-resumed",
        /// A key result stands in another team's sheet.
        KeyResultMoved = "key-result-moved",
        /// A key result stands in another objective of the same team.
        KeyResultRegrouped = "key-result-regrouped",
        /// A new guardrail.
        GuardrailAdded = "guardrail-added",
        /// A guardrail is gone.
        GuardrailRemoved = "guardrail-removed",
        /// A guardrail stands in another team's sheet.
        GuardrailMoved = "guardrail-moved",
        /// A guardrail stands in another objective of the same team.
        GuardrailRegrouped = "guardrail-regrouped",
        /// The id changed, and `formerly` says so.
        Renamed = "renamed",
        /// The id changed, and nothing says so.
        IdentityChanged = "identity-changed",
        /// The target changed.
        TargetChanged = "target-changed",
        /// The baseline changed.
        BaselineChanged = "baseline-changed",
        /// The metric changed.
        MetricChanged = "metric-changed",
        /// The unit changed.
        UnitChanged = "unit-changed",
        /// The source changed.
        SourceChanged = "source-changed",
        /// The direction changed.
        DirectionChanged = "direction-changed",
        /// The hold changed.
        HoldChanged = "hold-changed",
        /// The weight changed.
        WeightChanged = "weight-changed",
        /// Committed or aspirational changed.
        CommitmentChanged = "commitment-changed",
        /// A guardrail's limit changed.
        LimitChanged = "limit-changed",
        /// Other words for the same thing.
        Reworded = "reworded",
        /// A field that does not define the goal changed: owner, continues, allow.
        DetailChanged = "detail-changed",
        /// A new check-in.
        CheckInAdded = "check-in-added",
        /// An existing check-in changed.
        CheckInRewritten = "check-in-rewritten",
        /// An existing check-in is gone.
        CheckInRemoved = "check-in-removed",
        /// A new amendment.
        AmendmentAdded = "amendment-added",
        /// An existing amendment changed.
        AmendmentRewritten = "amendment-rewritten",
        /// An existing amendment is gone.
        AmendmentRemoved = "amendment-removed",
    }
}

names! {
    /// What it happened to.
    ItemKind {
        /// An objective.
        Objective = "objective",
        /// A key result.
        KeyResult = "key result",
        /// A guardrail.
        Guardrail = "guardrail",
    }
}

names! {
    /// A field, by its name in a sheet.
    Field {
        /// `title`
        Title = "title",
        /// `why`
        Why = "why",
        /// `dimension`
        Dimension = "dimension",
        /// `commitment`
        Commitment = "commitment",
        /// `supports`
        Supports = "supports",
        /// `owner`
        Owner = "owner",
        /// `metric`
        Metric = "metric",
        /// `baseline`
        Baseline = "baseline",
        /// `target`
        Target = "target",
        /// `limit`
        Limit = "limit",
        /// `unit`
        Unit = "unit",
        /// `direction`
        Direction = "direction",
        /// `hold`
        Hold = "hold",
        /// `weight`
        Weight = "weight",
        /// `source`
        Source = "source",
        /// `continues`
        Continues = "continues",
        /// `status`
        Status = "status",
        /// `allow`
        Allow = "allow",
        /// `check_ins`
        CheckIns = "check_ins",
        /// `amendments`
        Amendments = "amendments",
        /// `id`
        Id = "id",
    }
}

//! awesome = efficiency + quality + sustainability, 0..3, and whether its efficiency is hollow.

use crate::model::{Dimension, Exact};

/// The mean of the objectives of each dimension; nothing where a dimension has none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dimensions {
    /// Requirements delivered fast, with little overhead.
    pub efficiency: Option<Exact>,
    /// Good experience, no loss, no incidents, short recovery.
    pub quality: Option<Exact>,
    /// The first two hold over time.
    pub sustainability: Option<Exact>,
}

/// The sum of the three dimensions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Awesome {
    /// 0 to 3.
    pub score: Exact,
    /// Whether efficiency of 0.7 or more stands on quality under 0.4.
    pub hollow: bool,
}

impl Dimensions {
    /// From the scores of objectives. One without a dimension or without a score is in no mean.
    pub fn of<'a>(objectives: impl IntoIterator<Item = (Option<Dimension>, Option<&'a Exact>)>) -> Self {
        let (mut efficiency, mut quality, mut sustainability) = (Vec::new(), Vec::new(), Vec::new());
        for objective in objectives {
            let (Some(dimension), Some(score)) = objective else { continue };
            match dimension {
                Dimension::Efficiency => efficiency.push(score),
                Dimension::Quality => quality.push(score),
                Dimension::Sustainability => sustainability.push(score),
            }
        }
        Self {
            efficiency: Exact::mean(efficiency),
            quality: Exact::mean(quality),
            sustainability: Exact::mean(sustainability),
        }
    }

    /// The mean of one dimension.
    pub fn get(&self, dimension: Dimension) -> Option<&Exact> {
        match dimension {
            Dimension::Efficiency => self.efficiency.as_ref(),
            Dimension::Quality => self.quality.as_ref(),
            Dimension::Sustainability => self.sustainability.as_ref(),
        }
    }

    /// The sum of the three. A dimension without objectives counts as zero, as ground to stand on too:
    /// speed beside which nobody measures quality is hollow.
    pub fn awesome(&self) -> Awesome {
        let or_zero = |score: &Option<Exact>| score.clone().unwrap_or_else(Exact::zero);
        let (efficiency, quality) = (or_zero(&self.efficiency), or_zero(&self.quality));
        let hollow = efficiency >= Exact::ratio(7, 10) && quality < Exact::ratio(4, 10);
        Awesome { score: [efficiency, quality, or_zero(&self.sustainability)].into_iter().sum(), hollow }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Dimension::{Efficiency, Quality, Sustainability};

    fn awesome(objectives: &[(Option<Dimension>, Option<i64>)]) -> (String, bool) {
        let scores: Vec<_> =
            objectives.iter().map(|(_, percent)| percent.map(|percent| Exact::ratio(percent, 100))).collect();
        let pairs =
            objectives.iter().zip(&scores).map(|((dimension, _), score)| (*dimension, score.as_ref()));
        let awesome = Dimensions::of(pairs).awesome();
        (awesome.score.floor_to(4).to_string(), awesome.hollow)
    }

    #[test]
    fn adds_the_means_and_tells_hollow_speed() {
        for (objectives, score, hollow) in [
            (
                &[(Some(Efficiency), Some(90)), (Some(Quality), Some(80)), (Some(Sustainability), Some(70))]
                    [..],
                "2.4000",
                false,
            ),
            (&[(Some(Efficiency), Some(70)), (Some(Quality), Some(39))], "1.0900", true),
            (&[(Some(Efficiency), Some(70)), (Some(Quality), Some(40))], "1.1000", false),
            (&[(Some(Efficiency), Some(69)), (Some(Quality), Some(0))], "0.6900", false),
            (
                &[(Some(Efficiency), Some(100)), (Some(Efficiency), Some(50)), (Some(Quality), Some(40))],
                "1.1500",
                false,
            ),
            (&[(Some(Efficiency), Some(100)), (Some(Quality), None)], "1.0000", true),
            (&[(Some(Efficiency), Some(100))], "1.0000", true),
            (&[(None, Some(100)), (Some(Quality), Some(50))], "0.5000", false),
            (&[], "0.0000", false),
        ] {
            assert_eq!(awesome(objectives), (score.to_owned(), hollow), "{objectives:?}");
        }
    }
}

//! The radar chart: an axis for each area, as points for SVG. Whole numbers only; a browser's floats would not
//! print the same everywhere.

use super::{Counts, Standing};
use rungs_ladder::ladder::Area;

/// The length of an axis, in units of the chart. Its centre is 0, 0, so that `-1000 -1000 2000 2000` is a view box
/// that holds it, without room for names.
pub const RADIUS: i32 = 1000;

/// The fewest axes that enclose a shape.
const FEWEST: usize = 3;

/// Where a person stands against a level, as a shape. The table of numbers beside it is [`Standing::areas`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Radar<'a> {
    /// The axes, clockwise from the top: every area of the ladder in its order, whatever the level asks, so that two
    /// charts can be laid over each other.
    pub axes: Vec<Axis<'a>>,
    /// The shape, as the `points` of a polygon: `0,-500 433,250 -433,250`.
    pub shape: String,
    /// The chart in words: "Knowledge 5 of 7, Impact 3 of 6."
    pub sentence: String,
}

/// One axis of the chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Axis<'a> {
    /// The area.
    pub area: &'a Area,
    /// What is met in it.
    pub counts: Counts,
    /// Its outer end, which is also where its name stands.
    pub end: Point,
    /// The corner of the shape on it: at the share that is met; in the centre where nothing counts.
    pub at: Point,
}

/// A place on the chart, in its units, `y` downwards as in SVG.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// Rightwards from the centre.
    pub x: i32,
    /// Downwards from the centre.
    pub y: i32,
}

impl<'a> Radar<'a> {
    /// The chart of a standing; `None` where the ladder has too few areas to enclose a shape.
    pub fn new(standing: &Standing<'a>) -> Option<Self> {
        let count = standing.areas.len();
        if count < FEWEST {
            return None;
        }
        let mut axes = Vec::with_capacity(count);
        let (mut shape, mut sentence) = (String::new(), String::new());
        for (at, of_area) in standing.areas.iter().enumerate() {
            let (area, counts) = (of_area.area, of_area.counts);
            let axis = Axis {
                area,
                counts,
                end: point(at, count, 1000),
                at: point(at, count, counts.share().unwrap_or(0)),
            };
            push(&mut shape, axis.at);
            if counts.of() > 0 {
                sentence.push_str(if sentence.is_empty() { "" } else { ", " });
                for part in [&area.title, " ", &counts.met.to_string(), " of ", &counts.of().to_string()] {
                    sentence.push_str(part);
                }
            }
            axes.push(axis);
        }
        sentence.push_str(if sentence.is_empty() { "Nothing counts." } else { "." });
        Some(Self { axes, shape, sentence })
    }

    /// The line of a share of all areas, in per mille, as the `points` of a polygon: the grid.
    pub fn ring(&self, share: usize) -> String {
        let mut ring = String::new();
        for at in 0..self.axes.len() {
            push(&mut ring, point(at, self.axes.len(), share));
        }
        ring
    }
}

fn push(points: &mut String, point: Point) {
    if !points.is_empty() {
        points.push(' ');
    }
    points.push_str(&point.x.to_string());
    points.push(',');
    points.push_str(&point.y.to_string());
}

/// The point on one of `count` axes at a share of its length, in per mille.
fn point(axis: usize, count: usize, share: usize) -> Point {
    // 1 is so many, in sines.
    let unit = i64::from(ONE) * 1000;
    let length = i64::from(RADIUS) * share.min(1000) as i64;
    let scaled = |sine: i32| {
        let product = length * i64::from(sine);
        // Rounded half away from the centre, so that the two sides are mirror images.
        ((product + product.signum() * unit / 2) / unit) as i32
    };
    // An axis stands at four times its number in quarters of a turn; the cosine is the sine a quarter on.
    Point { x: scaled(sine(4 * axis, count)), y: -scaled(sine(4 * axis + count, count)) }
}

/// 1 in the fixed-point numbers of [`sine`].
const ONE: i32 = 1 << 20;

/// The sine of `parts / of` quarters of a turn, times [`ONE`].
fn sine(parts: usize, of: usize) -> i32 {
    let within = parts % of;
    match parts / of % 4 {
        0 => quarter(within, of),
        1 => quarter(of - within, of),
        2 => -quarter(within, of),
        _ => -quarter(of - within, of),
    }
}

/// The same within the first quarter: five terms of the Taylor series, in error by less than 4 in a million.
fn quarter(parts: usize, of: usize) -> i32 {
    let one = i64::from(ONE);
    // Half of pi, times `ONE`.
    let angle = 1_647_099 * parts as i64 / of.max(1) as i64;
    let square = angle * angle / one;
    let mut series = one;
    for divisor in [72, 42, 20, 6] {
        series = one - square * series / one / divisor;
    }
    (angle * series / one) as i32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{answers, ladder, level};
    use crate::standing::Judge;
    use rungs_ladder::example::draft;
    use rungs_ladder::ladder::Ladder;

    #[test]
    fn points_lie_where_trigonometry_says() {
        for count in 3..=40 {
            for axis in 0..count {
                for share in [0, 1, 333, 500, 666, 1000] {
                    let angle = axis as f64 / count as f64 * std::f64::consts::TAU;
                    let (x, y) = (angle.sin() * share as f64, -angle.cos() * share as f64);
                    let point = point(axis, count, share);
                    let off = (f64::from(point.x) - x).abs().max((f64::from(point.y) - y).abs());
                    assert!(off <= 0.51, "{axis} of {count} at {share}: {point:?}, not {x}, {y}");
                    let mirror = super::point((count - axis) % count, count, share);
                    assert_eq!((-point.x, point.y), (mirror.x, mirror.y), "{axis} of {count} at {share}");
                }
            }
        }
    }

    #[test]
    fn a_standing_has_a_shape() {
        for (level_id, given, shape, sentence) in [
            ("junior", "", "0,0 0,0 0,0", "Craft 0 of 2, People 0 of 2."),
            (
                "junior",
                "j.code=yes j.kind=yes j.fair=more",
                "0,-500 866,500 0,0",
                "Craft 1 of 2, People 2 of 2.",
            ),
            (
                "junior",
                "j.code=yes rest~people=not-applicable>j.kind,j.fair",
                "0,-500 0,0 0,0",
                "Craft 1 of 2.",
            ),
            (
                "chief",
                "c.code=yes c.reach=yes s.calm=yes",
                "0,-250 288,167 -866,500",
                "Craft 1 of 4, People 1 of 3, Reach 1 of 1.",
            ),
            (
                "junior",
                "rest~people=not-applicable>j.kind,j.fair,j.code,j.free",
                "0,0 0,0 0,0",
                "Nothing counts.",
            ),
        ] {
            let (ladder, answers) = (ladder(), answers(given));
            let judge = Judge { ladder: &ladder, answers: &answers };
            let radar = Radar::new(&Standing::new(&judge, level(&ladder, level_id))).unwrap();
            assert_eq!((radar.shape.as_str(), radar.sentence.as_str()), (shape, sentence));
            assert_eq!(radar.ring(1000), "0,-1000 866,500 -866,500");
            assert_eq!(radar.ring(500), "0,-500 433,250 -433,250");
        }
    }

    #[test]
    fn two_areas_enclose_nothing() {
        let (ladder, answers) = (Ladder::new(draft()).unwrap(), answers(""));
        let judge = Judge { ladder: &ladder, answers: &answers };
        assert_eq!(Radar::new(&Standing::new(&judge, &ladder.levels[0])), None);
    }
}

//! Public ladders, where their folder is there: each has the levels and statements that a count by hand gives.

mod common;

use common::{counts, ladders, source};
use rungs_ladder::ladder::Point;
use rungs_ladder::markdown;

/// Source, statements of each level in order, and all areas that carry statements.
type Case = (&'static str, &'static [usize], usize);

const CASES: &[Case] = &[
    ("infracloud", &[17, 26, 23, 22, 20], 4),
    ("codecademy/README.md", &[16, 17, 21, 25, 25], 4),
    ("codecademy/managers.md", &[33, 14, 38, 40], 5),
    ("codecademy", &[33, 14, 38, 40, 16, 17, 21, 25, 25], 5),
    ("meetup/managers", &[24, 26, 33, 23, 28], 4),
    ("meetup/product_engineering_lead.md", &[24], 2),
    ("trustlayer/skills.md", &[16, 19, 23, 29, 28], 4),
    ("postman/career-ladder-for-open-source-contributors.md", &[7, 9, 18, 13, 15, 6], 1),
    ("postman/career-ladder-for-ospo-engineers.md", &[5, 7, 14, 7, 12, 7], 1),
    ("sourcegraph/framework.md", &[14, 4, 4, 6, 8, 11, 28, 27, 22, 19], 6),
    ("dwarves", &[9, 13, 14, 21, 16, 7, 17], 4),
    ("jorgef", &[5; 18], 5),
    ("artsy/ladder.md", &[20, 27, 34, 28, 33, 16, 15, 14, 14, 9], 5),
    ("financial-times/engineering-v1.yml", &[25, 28, 31, 17], 4),
    ("financial-times/engineering.yml", &[9; 8], 9),
    ("financial-times/operations.yml", &[19, 12, 17], 4),
    ("monzo/engineering/backend.md", &[8, 21, 26, 37, 32, 11], 5),
    ("monzo/engineering/mobile.md", &[12, 27, 19, 34, 27, 8], 5),
    ("monzo/engineering/web.md", &[13, 29, 30, 42, 33, 18], 5),
    ("monzo/engineering/data.md", &[19, 18, 18, 41, 30, 15], 7),
    ("monzo/engineering/qualityanalyst.md", &[13, 23, 19], 5),
    ("monzo/people.md", &[22, 22, 22, 21, 20, 19, 20], 5),
    ("dskst", &[17, 17, 15, 16, 15, 16], 17),
    ("spreadsheets/long.csv", &[25, 28, 31, 17], 4),
    ("spreadsheets/wide.csv", &[25, 28, 31, 17], 4),
    ("spreadsheets/wide.xlsx", &[25, 28, 31, 17], 4),
];

#[test]
fn public_ladders_have_their_counts() {
    let Some(ladders) = ladders() else { return };
    for (name, expected, areas) in CASES {
        let import = rungs_import::import(&source(&ladders.join(name)), &Default::default()).unwrap();
        let found: Vec<usize> = counts(&import).into_iter().map(|(_, count)| count).collect();
        assert_eq!(found, *expected, "{name}: {:?}", counts(&import));
        let carrying = import.ladder.areas.iter().filter(|area| {
            import
                .ladder
                .levels
                .iter()
                .flat_map(|level| &level.sections)
                .any(|section| section.area == area.id && !section.statements.is_empty())
        });
        assert_eq!(carrying.count(), *areas, "{name}");
        let (again, problems) = markdown::read(&import.files);
        assert_eq!(again.as_ref(), Some(&import.ladder), "{name}: {problems:?}");
        let second = rungs_import::import(&source(&ladders.join(name)), &Default::default()).unwrap();
        assert_eq!(second.files, import.files, "{name}");
    }
}

#[test]
fn nested_bullets_and_examples_are_points() {
    fn count(points: &[Point]) -> usize {
        points.iter().map(|point| 1 + count(&point.children)).sum()
    }
    let Some(ladders) = ladders() else { return };
    for (name, expected) in [
        ("financial-times/engineering-v1.yml", 101 + 257),
        ("financial-times/operations.yml", 48 + 74),
        // One of the examples has a ` / ` of its own.
        ("spreadsheets/long.csv", 101 + 258),
        ("infracloud", 20 + 26 + 26 + 22 + 22),
        ("meetup/makers", 245),
        ("meetup/managers", 35 + 35 + 23 + 26 + 30),
    ] {
        let import = rungs_import::import(&source(&ladders.join(name)), &Default::default()).unwrap();
        let statements = import.ladder.levels.iter().flat_map(|level| level.statements());
        let found: usize = statements.map(|statement| 1 + count(&statement.children)).sum();
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn levels_that_ask_for_steps_get_their_statements() {
    let Some(ladders) = ladders() else { return };
    let of = |name: &str| rungs_import::import(&source(&ladders.join(name)), &Default::default()).unwrap();
    let unidays = of("unidays");
    assert_eq!((unidays.ladder.levels.len(), unidays.ladder.tracks.len()), (41, 19));
    assert_eq!(unidays.report.remarks.len(), 1, "{:?}", unidays.report.remarks);
    let passculture = of("passculture");
    assert_eq!((passculture.ladder.levels.len(), passculture.ladder.tracks.len()), (24, 6));
    assert_eq!(passculture.ladder.areas.iter().map(|area| area.topics.len()).sum::<usize>(), 47);
    let jorgef = of("jorgef");
    let tracks: Vec<&str> = jorgef.ladder.tracks.iter().map(|track| track.title.as_str()).collect();
    assert_eq!(tracks, ["Developer", "Engineering Manager", "Tech Lead", "Technical Program Manager"]);
}

//! The pictures that previews of links show: the words of the ladder and its rungs, drawn as SVG and kept as PNG. They say nothing
//! but what the ladder says, so that they are in its language. A ladder in letters that the fonts lack has none.

mod letters;

use std::fmt::Write as _;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, fontdb};
use rungs_app::routes::Route;
use rungs_ladder::ladder::{Ladder, Level};
use rungs_ladder::theme::{ACCENTS, Colour, LIGHT, Theme};

use self::letters::{Letters, Lines};
use crate::document::escaped;

/// The width and height in pixels that the large services ask for.
pub const SIZE: (u32, u32) = (1200, 630);

/// The name of a picture, beside its page.
const FILE: &str = "preview.png";

const SERIF: &[u8] = include_bytes!("picture/fonts/serif.ttf");
const SANS: &[u8] = include_bytes!("picture/fonts/sans-bold.ttf");

/// `--ink`, `--ink-soft` and `--line` of style/tokens.css, by day.
const INK: Colour = Colour([0x1d, 0x1f, 0x24]);
const SOFT: Colour = Colour([0x4b, 0x4d, 0x52]);
const LINE: Colour = Colour([0xd9, 0xd4, 0xc6]);

/// The sizes of letters in pixels, and the most lines of each; the first that fits is taken.
const TITLE: [(f32, usize); 4] = [(92.0, 2), (72.0, 2), (62.0, 3), (50.0, 3)];
const PAIR: [(f32, usize); 3] = [(72.0, 2), (58.0, 2), (46.0, 2)];
const TEXT: [(f32, usize); 2] = [(34.0, 3), (30.0, 4)];
const NAME: [(f32, usize); 1] = [(27.0, 1)];

/// How far everything stays from the edge.
const MARGIN: f32 = 80.0;
/// How wide the words are, and the drawing beside them.
const WORDS: f32 = 740.0;
const DRAWING: f32 = 220.0;

/// What a picture shows.
struct Card<'a> {
    /// The name of the ladder, where the title is another.
    name: &'a str,
    /// The titles: one, or two that are compared.
    titles: Vec<&'a str>,
    /// What it is about; may be empty.
    text: &'a str,
    /// The levels that it is of; all where there are none.
    levels: Vec<&'a Level>,
}

impl<'a> Card<'a> {
    fn new(ladder: &'a Ladder, route: &Route) -> Option<Self> {
        match route {
            Route::Map => Some(Self {
                name: "",
                titles: vec![&ladder.title],
                text: &ladder.summary,
                levels: Vec::new(),
            }),
            Route::Level(id) => {
                let level = ladder.level(id)?;
                let titles = vec![level.title.as_str()];
                Some(Self { name: &ladder.title, titles, text: &level.summary, levels: vec![level] })
            }
            Route::Pair(left, right) => {
                let levels = vec![ladder.level(left)?, ladder.level(right)?];
                let titles = levels.iter().map(|level| level.title.as_str()).collect();
                Some(Self { name: &ladder.title, titles, text: "", levels })
            }
            _ => None,
        }
    }
}

/// Draws the pictures of one ladder.
pub struct Painter<'a> {
    ladder: &'a Ladder,
    accents: [Colour; ACCENTS.len()],
    serif: Letters,
    sans: Letters,
    options: usvg::Options<'static>,
}

impl<'a> Painter<'a> {
    /// A painter with the colours of the theme.
    ///
    /// # Errors
    /// When the fonts cannot be read.
    pub fn new(ladder: &'a Ladder, theme: &Theme) -> Result<Self> {
        let mut accents = ACCENTS;
        for accent in &theme.accents {
            if let Some(colour) = accents.get_mut(accent.track) {
                *colour = accent.light;
            }
        }
        let mut fonts = fontdb::Database::new();
        fonts.load_font_data(SERIF.to_vec());
        fonts.load_font_data(SANS.to_vec());
        let options = usvg::Options { fontdb: Arc::new(fonts), ..usvg::Options::default() };
        Ok(Self { ladder, accents, serif: Letters::of(SERIF)?, sans: Letters::of(SANS)?, options })
    }

    /// The name in the site of the picture that a page has, its own or that of the ladder, and its words; `None` where the fonts lack
    /// letters.
    pub fn shown(&self, route: &Route) -> Option<(String, String)> {
        let mut cards = [route, &Route::Map].into_iter().filter_map(|route| Some((route, self.card(route)?)));
        cards.next().map(|(route, card)| (route.path() + FILE, card.titles.join(", ")))
    }

    /// What the picture of a page shows, where the page has one of its own and the fonts have all its letters.
    fn card(&self, route: &Route) -> Option<Card<'a>> {
        let card = Card::new(self.ladder, route)?;
        let serif = card.titles.iter().chain([&card.text]).all(|words| self.serif.has_all(words));
        (serif && self.sans.has_all(card.name)).then_some(card)
    }

    /// The picture of a page that has one of its own, with its name in the site.
    ///
    /// # Errors
    /// When it cannot be drawn.
    pub fn paint(&self, route: &Route) -> Result<Option<(String, Vec<u8>)>> {
        let Some(card) = self.card(route) else { return Ok(None) };
        let drawing = usvg::Tree::from_str(&self.svg(&card), &self.options)?;
        let mut pixels = Pixmap::new(SIZE.0, SIZE.1).context("there is no memory for a picture")?;
        resvg::render(&drawing, Transform::identity(), &mut pixels.as_mut());
        Ok(Some((route.path() + FILE, pixels.encode_png()?)))
    }

    fn svg(&self, card: &Card) -> String {
        let (width, height) = SIZE;
        let [paper, _] = LIGHT;
        let accent = card.levels.last().map_or(self.accent_of(0), |level| self.accent(level));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\">\
             <rect width=\"{width}\" height=\"{height}\" fill=\"{paper}\"/>\
             <rect width=\"{width}\" height=\"14\" fill=\"{accent}\"/>{}{}</svg>",
            self.words(card),
            self.rungs(card),
        )
    }

    /// The words, in the middle between top and bottom.
    fn words(&self, card: &Card) -> String {
        let sizes = if card.titles.len() > 1 { PAIR.as_slice() } else { &TITLE };
        let mut blocks = Vec::new();
        for (at, title) in card.titles.iter().enumerate() {
            let is_last = at + 1 == card.titles.len();
            blocks.push(Block {
                lines: self.serif.fitted(title, WORDS, sizes),
                font: "Noto Serif",
                colour: if is_last { INK } else { SOFT },
                leading: 1.12,
                above: 0.0,
            });
        }
        if !card.name.is_empty() {
            let lines = self.sans.fitted(card.name, WORDS, &NAME);
            blocks.insert(0, Block { lines, font: "Noto Sans", colour: SOFT, leading: 1.4, above: 0.0 });
        }
        if !card.text.is_empty() {
            let lines = self.serif.fitted(card.text, WORDS, &TEXT);
            blocks.push(Block { lines, font: "Noto Serif", colour: SOFT, leading: 1.35, above: 0.0 });
        }
        for block in blocks.iter_mut().skip(1) {
            block.above = 26.0;
        }
        let tall: f32 = blocks.iter().map(Block::height).sum();
        let mut top = (SIZE.1 as f32 - tall) / 2.0;
        let mut svg = String::new();
        for block in blocks {
            svg += &block.svg(top);
            top += block.height();
        }
        svg
    }

    /// The rungs, each track in a column of its own, as the map has them. A role that is shown stands beside the rung of its height.
    fn rungs(&self, card: &Card) -> String {
        let ladder = self.ladder;
        let rungs = || ladder.levels.iter().filter(|level| level.kind.is_rung());
        let rows = rungs().map(|level| ladder.height(level) + 1).max().unwrap_or(1) as f32;
        let columns = ladder.tracks.len().max(1) as f32;
        let gap = (DRAWING * 0.12).min(DRAWING / columns * 0.3);
        let width = (DRAWING - gap * (columns - 1.0)) / columns;
        let step = ((SIZE.1 as f32 - 2.0 * MARGIN) / rows).min(64.0);
        let thick = (step * 0.3).clamp(3.0, 16.0);
        let bottom = (SIZE.1 as f32 + step * rows) / 2.0 - (step - thick) / 2.0;
        let mut svg = String::new();
        let roles = card.levels.iter().copied().filter(|level| !level.kind.is_rung());
        for level in rungs().chain(roles) {
            let column = ladder.tracks.iter().position(|track| track.id == level.track).unwrap_or(0) as f32;
            let left = SIZE.0 as f32 - MARGIN - DRAWING + column * (width + gap);
            let top = bottom - thick - ladder.height(level) as f32 * step;
            let is_shown = card.levels.is_empty() || card.levels.iter().any(|shown| shown.id == level.id);
            let colour = if is_shown { self.accent(level) } else { LINE };
            if !level.kind.is_rung() {
                let (left, top) = (left - thick, top + thick / 2.0);
                let _ = write!(
                    svg,
                    "<circle cx=\"{left:.1}\" cy=\"{top:.1}\" r=\"{:.1}\" fill=\"{colour}\"/>",
                    thick / 2.0
                );
                continue;
            }
            let _ = write!(
                svg,
                "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{thick:.1}\" rx=\"{:.1}\" fill=\"{colour}\"/>",
                thick / 2.0
            );
        }
        svg
    }

    fn accent(&self, level: &Level) -> Colour {
        let track = self.ladder.tracks.iter().position(|track| track.id == level.track).unwrap_or(0);
        self.accent_of(track)
    }

    /// The colour of the track at that place. Those after the last colour take turns.
    fn accent_of(&self, track: usize) -> Colour {
        self.accents.iter().cycle().nth(track).copied().unwrap_or(INK)
    }
}

/// Lines of one kind.
struct Block {
    lines: Lines,
    font: &'static str,
    colour: Colour,
    /// From line to line, in sizes of the letters.
    leading: f32,
    /// The space above it, in pixels.
    above: f32,
}

impl Block {
    fn height(&self) -> f32 {
        self.above + self.lines.size * self.leading * self.lines.lines.len() as f32
    }

    fn svg(&self, top: f32) -> String {
        let Lines { size, lines } = &self.lines;
        let weight = if self.font == "Noto Sans" { 700 } else { 400 };
        let mut svg = String::new();
        for (at, line) in lines.iter().enumerate() {
            // Letters stand a little above the middle of their line.
            let baseline = top + self.above + size * (self.leading * (at as f32 + 0.5) + 0.34);
            let _ = write!(
                svg,
                "<text x=\"{MARGIN}\" y=\"{baseline:.1}\" font-family=\"{}\" font-weight=\"{weight}\" font-size=\"{size}\" fill=\"{}\">{}</text>",
                self.font,
                self.colour,
                escaped(line)
            );
        }
        svg
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rungs_ladder::example::draft;
    use rungs_ladder::id::LevelId;
    use rungs_ladder::theme::Accent;

    fn level(id: &str) -> Route {
        Route::Level(LevelId::new(id).unwrap())
    }

    fn ladder() -> Ladder {
        Ladder::new(draft()).unwrap()
    }

    #[test]
    fn the_colours_are_those_of_the_style() {
        let tokens = include_str!("../../../style/tokens.css");
        for (name, colour) in [("ink", INK), ("ink-soft", SOFT), ("line", LINE)] {
            assert!(tokens.contains(&format!("--{name}: {colour};")), "{name}");
        }
    }

    #[test]
    fn a_picture_has_the_size_that_is_asked_for_and_is_always_the_same() {
        let ladder = ladder();
        let painter = Painter::new(&ladder, &Theme::default()).unwrap();
        let paint = || painter.paint(&Route::Map).unwrap().unwrap();
        let (name, picture) = paint();
        assert_eq!(name, "preview.png");
        assert_eq!(crate::size(&picture), Some(SIZE));
        assert!(picture.len() < 100_000, "{} bytes", picture.len());
        assert!(picture == paint().1);
    }

    #[test]
    fn a_picture_says_what_its_page_is_of() {
        let ladder = ladder();
        let [lower, upper] = [&ladder.levels[0], &ladder.levels[1]];
        let painter = Painter::new(&ladder, &Theme::default()).unwrap();
        let svg = |route: &Route| painter.svg(&painter.card(route).unwrap());
        let one = svg(&Route::Level(upper.id.clone()));
        assert!(one.contains(&format!(">{}</text>", upper.title)), "{one}");
        assert!(one.contains(&format!(">{}</text>", ladder.title)), "{one}");
        assert!(!one.contains(&format!(">{}</text>", lower.title)), "{one}");
        let drawn = |svg: &str| svg.matches(&format!("rx=\"8.0\" fill=\"{}\"", ACCENTS[0])).count();
        assert_eq!(drawn(&one), 1, "{one}");
        let both = svg(&Route::Pair(lower.id.clone(), upper.id.clone()));
        assert!(
            [lower, upper].iter().all(|level| both.contains(&format!(">{}</text>", level.title))),
            "{both}"
        );
        assert_eq!(drawn(&both), 2, "{both}");
    }

    #[test]
    fn a_picture_has_the_colour_of_the_owner() {
        let ladder = ladder();
        let [light, dark] = ["#123456", "#abcdef"].map(|colour| colour.parse().unwrap());
        let theme = Theme { accents: vec![Accent { track: 0, light, dark }], ..Theme::default() };
        let painter = Painter::new(&ladder, &theme).unwrap();
        assert!(painter.svg(&painter.card(&Route::Map).unwrap()).contains("fill=\"#123456\""));
    }

    #[test]
    fn pages_without_a_picture_have_that_of_the_ladder() {
        let ladder = ladder();
        let painter = Painter::new(&ladder, &Theme::default()).unwrap();
        let id = ladder.levels[0].id.as_str();
        for (route, expected) in [
            (Route::Map, ("preview.png".to_owned(), ladder.title.clone())),
            (Route::Find, ("preview.png".to_owned(), ladder.title.clone())),
            (level("unknown"), ("preview.png".to_owned(), ladder.title.clone())),
            (level(id), (format!("levels/{id}/preview.png"), ladder.levels[0].title.clone())),
        ] {
            assert_eq!(painter.shown(&route), Some(expected));
        }
        assert_eq!(painter.paint(&Route::Find).unwrap(), None);
    }

    #[test]
    fn letters_that_the_fonts_lack_are_not_drawn() {
        let mut draft = draft();
        draft.levels[0].title = "工程师".into();
        let ladder = Ladder::new(draft.clone()).unwrap();
        let painter = Painter::new(&ladder, &Theme::default()).unwrap();
        let route = Route::Level(ladder.levels[0].id.clone());
        assert_eq!(painter.shown(&route), Some(("preview.png".into(), ladder.title.clone())));
        assert_eq!(painter.paint(&route).unwrap(), None);
        draft.title = "职业阶梯".into();
        let ladder = Ladder::new(draft).unwrap();
        assert_eq!(Painter::new(&ladder, &Theme::default()).unwrap().shown(&Route::Map), None);
    }
}

//! The look of one site. The ladder says nothing of it; whoever writes the pages does.

use std::fmt;
use std::str::FromStr;

/// The least contrast of text (WCAG 2.2, success criterion 1.4.3).
pub const LEAST_CONTRAST: f64 = 4.5;

/// How many tracks have a colour of their own; those after them take turns.
pub const MAX_ACCENTS: usize = 4;

/// The backgrounds of text by day: `--paper` and `--raised` of style/tokens.css.
pub const LIGHT: [Colour; 2] = [Colour([0xfb, 0xfa, 0xf6]), Colour([0xf3, 0xf0, 0xe7])];

/// The colours of tracks by day where the owner names none: `--technical` to `--fourth` there.
pub const ACCENTS: [Colour; MAX_ACCENTS] = [
    Colour([0x0b, 0x5a, 0x61]),
    Colour([0x8f, 0x3f, 0x14]),
    Colour([0x57, 0x40, 0x8f]),
    Colour([0x3f, 0x5f, 0x1d]),
];

/// The backgrounds of text by night.
pub const DARK: [Colour; 2] = [Colour([0x14, 0x16, 0x1a]), Colour([0x1d, 0x20, 0x26])];

/// The look of a site. Files are named by their paths below the ladder's folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    /// Colours of tracks, by the place of the track.
    pub accents: Vec<Accent>,
    /// The picture beside the name of the ladder.
    pub logo: Option<String>,
    /// The small picture of a tab, an SVG.
    pub favicon: Option<String>,
    /// The picture on a home screen, a PNG.
    pub icon: Option<String>,
    /// Fonts.
    pub fonts: Vec<Font>,
    /// Style that comes last.
    pub stylesheet: Option<String>,
    /// Files for that style.
    pub files: Vec<String>,
}

/// The colour of a track.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accent {
    /// The place of the track among the tracks.
    pub track: usize,
    /// By day.
    pub light: Colour,
    /// By night.
    pub dark: Colour,
}

/// A font, and what is written in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Font {
    /// What is written in it.
    pub role: FontRole,
    /// Its file.
    pub file: String,
}

/// What is written in a font.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FontRole {
    /// Text and headings.
    Text,
    /// Names of controls, and what is small.
    Labels,
    /// Code.
    Code,
}

impl Theme {
    /// Every file that it names.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        let single = [&self.logo, &self.favicon, &self.icon, &self.stylesheet].into_iter().flatten();
        single.chain(self.fonts.iter().map(|font| &font.file)).chain(&self.files).map(String::as_str)
    }
}

/// A colour of the sRGB space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

/// A text that is no colour.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a colour")]
pub struct InvalidColour(pub String);

impl FromStr for Colour {
    type Err = InvalidColour;

    /// Reads `#0b5a61`.
    fn from_str(text: &str) -> Result<Self, InvalidColour> {
        let wrong = || InvalidColour(text.to_owned());
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6).ok_or_else(wrong)?;
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(wrong());
        }
        let number = u32::from_str_radix(digits, 16).map_err(|_| wrong())?;
        let [_, red, green, blue] = number.to_be_bytes();
        Ok(Self([red, green, blue]))
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl Colour {
    /// The contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio").
    pub fn contrast(self, other: Self) -> f64 {
        let [a, b] = [self.luminance(), other.luminance()];
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The least contrast with any of the backgrounds.
    pub fn contrast_on(self, backgrounds: &[Self]) -> f64 {
        backgrounds.iter().map(|other| self.contrast(*other)).fold(f64::INFINITY, f64::min)
    }

    /// The colour nearest to this one that can be read on those backgrounds: itself, or darker on light ones and lighter on dark ones.
    pub fn readable_on(self, backgrounds: &[Self]) -> Self {
        let is_light = backgrounds.iter().all(|background| background.luminance() > 0.18);
        let end = if is_light { 0.0 } else { 255.0 };
        let mixed = |step: u16| {
            Self(self.0.map(|part| {
                let part = f64::from(part);
                (part + (end - part) * f64::from(step) / 256.0).round() as u8
            }))
        };
        let reads = |colour: &Self| colour.contrast_on(backgrounds) >= LEAST_CONTRAST;
        (0..=256).map(mixed).find(reads).unwrap_or_else(|| mixed(256))
    }

    /// WCAG 2.2, "relative luminance".
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        text.parse().unwrap()
    }

    #[test]
    fn colours_are_read_and_shown() {
        assert_eq!(colour("#0B5a61").to_string(), "#0b5a61");
        for wrong in ["", "#fff", "0b5a61", "#0b5a6g", "#+b5a61", "teal", "#0b5a61ff"] {
            assert!(wrong.parse::<Colour>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        assert_eq!(colour("#000000").contrast(colour("#ffffff")), 21.0);
        assert_eq!(colour("#777777").contrast(colour("#777777")), 1.0);
        // A well-known pair: the lightest grey that passes on white.
        assert!(colour("#767676").contrast(colour("#ffffff")) >= LEAST_CONTRAST);
        assert!(colour("#777777").contrast(colour("#ffffff")) < LEAST_CONTRAST);
    }

    #[test]
    fn the_nearest_colour_that_can_be_read_is_the_same_or_a_little_darker_or_lighter() {
        assert_eq!(colour("#0b5a61").readable_on(&LIGHT), colour("#0b5a61"));
        for word in ["#ff8800", "#ffffff", "#000000", "#3366ff", "#808080"] {
            for backgrounds in [LIGHT, DARK] {
                let found = colour(word).readable_on(&backgrounds);
                let contrast = found.contrast_on(&backgrounds);
                assert!(contrast >= LEAST_CONTRAST, "{word} -> {found}: {contrast}");
                if found != colour(word) {
                    assert!(contrast < 4.7, "{word} -> {found} is further away than it must be: {contrast}");
                }
            }
        }
    }

    #[test]
    fn the_night_that_is_chosen_is_that_of_the_device() {
        let tokens = include_str!("../../../../style/tokens.css");
        let [device, chosen] = [":root:not([data-colours=\"light\"]) {", ":root[data-colours=\"dark\"] {"]
            .map(|rule| {
                let (_, after) = tokens.split_once(rule).unwrap();
                let declarations = after.split_once('}').unwrap().0.lines().map(str::trim);
                declarations.filter(|line| line.starts_with("--")).collect::<Vec<_>>()
            });
        assert!(device.len() > 10, "{device:?}");
        assert_eq!(device, chosen);
    }

    #[test]
    fn the_backgrounds_and_the_usual_accents_are_those_of_the_style() {
        let tokens = include_str!("../../../../style/tokens.css");
        let value = |name: &str, at: usize| -> Colour {
            let found = tokens.match_indices(&format!("--{name}: ")).nth(at).unwrap().0;
            tokens[found + name.len() + 4..][..7].parse().unwrap()
        };
        for (at, backgrounds) in [(0, LIGHT), (1, DARK)] {
            assert_eq!([value("paper", at), value("raised", at)], backgrounds);
            for name in ["technical", "management", "third", "fourth"] {
                assert!(value(name, at).contrast_on(&backgrounds) >= LEAST_CONTRAST, "{name}");
            }
        }
        assert_eq!(["technical", "management", "third", "fourth"].map(|name| value(name, 0)), ACCENTS);
    }
}

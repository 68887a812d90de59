//! Files beside a ladder that are not read: why, and what to do where one is a level.

use std::borrow::Cow;

use crate::folder::MANIFEST;

/// Endings of Markdown that is not read, and of other files in which people write levels; in lower case.
const OTHER_ENDINGS: [&str; 13] =
    ["markdown", "mdown", "mkdn", "mkd", "mdwn", "mdtxt", "mdx", "txt", "text", "rst", "adoc", "docx", "odt"];

/// Endings of settings, in lower case.
const SETTINGS: [&str; 4] = ["toml", "yaml", "yml", "json"];

/// Texts about a folder that people keep beside the others, written in capitals.
const COMPANIONS: [&str; 9] = [
    "CHANGELOG",
    "CODE_OF_CONDUCT",
    "CONTRIBUTING",
    "COPYING",
    "LICENCE",
    "LICENSE",
    "NOTICE",
    "SECURITY",
    "SUPPORT",
];

/// Why the file `name`, relative to the ladder's folder, is not read, and what its author can do. `None` for
/// `ladder.toml` and for what may be a level.
pub(crate) fn reason(name: &str) -> Option<(&'static str, Cow<'static, str>)> {
    if name == MANIFEST {
        return None;
    }
    let base = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let (stem, ending) = base.rsplit_once('.').unwrap_or((base, ""));
    let is_settings = stem.eq_ignore_ascii_case("ladder") && is_one_of(ending, &SETTINGS);
    if base.len() < name.len() {
        let advice = "move it up, beside ladder.toml, if it is part of the ladder";
        return Some(("files in folders inside the folder are not read", advice.into()));
    }
    if is_settings {
        let advice = "name it `ladder.toml`, in small letters, and write it as TOML";
        return Some((
            "this file is not read: only `ladder.toml` says what level files cannot",
            advice.into(),
        ));
    }
    if stem.starts_with('_') {
        let advice = "rename it without the `_` if it is a level";
        return Some(("a file whose name begins with `_` is not read as a level", advice.into()));
    }
    if ending == "md" && !stem.is_empty() {
        return None;
    }
    if ending.eq_ignore_ascii_case("md") || is_one_of(ending, &OTHER_ENDINGS) {
        let stem = stem.strip_suffix(".md").unwrap_or(stem);
        let advice = format!("write it as Markdown and name it `{stem}.md`, if it is a level");
        return Some(("this file is not read: the name of a level's file ends in `.md`", advice.into()));
    }
    Some((
        "this file is no part of a ladder",
        "a ladder is made of `ladder.toml` and one `.md` file per level".into(),
    ))
}

/// Whether the file `name`, relative to the ladder's folder, is a part of the ladder, or looks so much like one that its
/// author may take it for one.
pub fn looks_like_part(name: &str) -> bool {
    let base = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let (stem, ending) = base.rsplit_once('.').unwrap_or((base, ""));
    let is_text = ending.eq_ignore_ascii_case("md") || is_one_of(ending, &OTHER_ENDINGS);
    let is_settings = stem.eq_ignore_ascii_case("ladder") && is_one_of(ending, &SETTINGS);
    // A README is about the folder, in any folder and form.
    let about = is_companion(stem) && (ending != "md" || base.len() < name.len());
    !base.starts_with('.') && (is_settings || is_text && !about)
}

/// Whether a file with that name, without its ending, is about the folder: a README, also in other languages
/// (`README.de`), or one of the usual texts in capitals. It is no level unless `ladder.toml` lists it.
pub(crate) fn is_companion(stem: &str) -> bool {
    let readme = stem.get(.."readme".len()).is_some_and(|start| start.eq_ignore_ascii_case("readme"));
    let alone =
        stem.get("readme".len()..).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '_', '-']));
    readme && alone || COMPANIONS.contains(&stem)
}

/// Whether the file `name`, which is not read, may be meant as the level `id`: its name is the same but for case, ending
/// and folder.
pub(crate) fn may_be_level(name: &str, id: &str) -> bool {
    let base = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = base.split_once('.').map_or(base, |(stem, _)| stem);
    reason(name).is_some() && stem.trim_start_matches('_').eq_ignore_ascii_case(id)
}

fn is_one_of(ending: &str, known: &[&str]) -> bool {
    known.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_not_read_says_why() {
        for (name, is_named, is_read) in [
            ("ladder.toml", true, true),
            ("staff.md", true, true),
            ("Staff.MD", true, false),
            ("staff.Md", true, false),
            ("staff.markdown", true, false),
            ("staff.md.txt", true, false),
            ("_index.md", true, false),
            ("tracks/manager.md", true, false),
            ("tracks\\manager.md", true, false),
            ("Ladder.toml", true, false),
            ("ladder.yaml", true, false),
            ("tracks/README.md", false, false),
            ("README.txt", false, false),
            ("picture.png", false, false),
            (".hidden.md", false, true),
            (".md", false, false),
            ("md", false, false),
        ] {
            assert_eq!((looks_like_part(name), reason(name).is_none()), (is_named, is_read), "{name}");
        }
        let advice = reason("staff.md.txt").map(|(_, advice)| advice.into_owned());
        assert_eq!(advice.as_deref(), Some("write it as Markdown and name it `staff.md`, if it is a level"));
    }

    #[test]
    fn texts_about_the_folder_are_no_levels() {
        for (stem, expected) in [
            ("README", true),
            ("readme", true),
            ("Readme.de", true),
            ("README-fr", true),
            ("LICENSE", true),
            ("CONTRIBUTING", true),
            ("security", false),
            ("readmes", false),
            ("read", false),
            ("é", false),
        ] {
            assert_eq!(is_companion(stem), expected, "{stem}");
        }
    }
}

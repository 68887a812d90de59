//! What can be wrong with the files of a ladder, as values: one place turns them into words on a screen.

use std::borrow::Cow;
use std::ops::Range;

/// How much a [`Problem`] matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// There is no ladder before this is mended.
    Error,
    /// The ladder can be used; something in it is probably not what its author meant.
    Warning,
}

impl Severity {
    /// The word for it, in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// One thing that is wrong with a file, where it is, and what can be done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// How much it matters.
    pub severity: Severity,
    /// Its kind, in kebab case; one of [`CODES`]. Stable, so that scripts may rely on it.
    pub code: &'static str,
    /// The name of the file, as it was given.
    pub file: String,
    /// The bytes of the file that it is about; `None` where it is about the file as a whole.
    pub span: Option<Range<usize>>,
    /// The line on which it begins, from 1.
    pub line: usize,
    /// The column at which it begins, from 1, in characters; a byte order mark is not counted.
    pub column: usize,
    /// What is wrong, as a sentence without its full stop.
    pub what: Cow<'static, str>,
    /// What the author can do, likewise.
    pub advice: Option<Cow<'static, str>>,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal;)*) => {
        /// Every code of a [`Problem`].
        pub const CODES: &[&str] = &[$($code),*];
        $($(#[$doc])* pub(crate) const $name: &str = $code;)*
    };
}

codes! {
    // Files.
    /// A file that is not UTF-8; nothing of it is read.
    INVALID_UTF8 = "invalid-utf8";
    /// A file over the size limit; nothing of it is read.
    TOO_LARGE = "too-large";
    /// A file without a word.
    EMPTY_FILE = "empty-file";
    /// A file that is no part of a ladder.
    IGNORED_FILE = "ignored-file";
    /// A NUL, which becomes U+FFFD.
    NUL_CHARACTER = "nul-character";
    /// A name that cannot be an id.
    BAD_FILE_NAME = "bad-file-name";

    // ladder.toml.
    /// There is no ladder.toml.
    NO_MANIFEST = "no-manifest";
    /// TOML that cannot be read.
    TOML_SYNTAX = "toml-syntax";
    /// A key that means nothing.
    UNKNOWN_KEY = "unknown-key";
    /// A value of another type than the key takes.
    WRONG_TYPE = "wrong-type";
    /// A key that must be there.
    MISSING_KEY = "missing-key";
    /// A value of the right type that the key does not take.
    BAD_VALUE = "bad-value";
    /// A word that cannot be an id.
    BAD_ID = "bad-id";
    /// The ladder has no title.
    UNTITLED_LADDER = "untitled-ladder";
    /// A track id used twice.
    DUPLICATE_TRACK = "duplicate-track";
    /// An area id used twice.
    DUPLICATE_AREA = "duplicate-area";
    /// A topic id used twice.
    DUPLICATE_TOPIC = "duplicate-topic";
    /// A level id used twice.
    DUPLICATE_LEVEL = "duplicate-level";
    /// A rating id used twice.
    DUPLICATE_RATING = "duplicate-rating";
    /// Two areas, or two topics of an area, that a heading or label cannot tell apart.
    DUPLICATE_TITLE = "duplicate-title";
    /// `scale.met` names no step.
    UNKNOWN_RATING = "unknown-rating";
    /// A track that is not declared.
    UNKNOWN_TRACK = "unknown-track";
    /// `inherits` names no level.
    UNKNOWN_LEVEL = "unknown-level";
    /// Levels that inherit from one another.
    INHERITS_CYCLE = "inherits-cycle";
    /// A colour that is hard to read.
    LOW_CONTRAST = "low-contrast";
    /// A file of the theme, or a picture, that is missing or cannot be used.
    UNUSABLE_FILE = "unusable-file";
    /// A level, or a page of the owner's, without a file.
    MISSING_FILE = "missing-file";
    /// A file that ladder.toml does not list.
    UNLISTED_LEVEL = "unlisted-level";
    /// There is no level at all.
    NO_LEVELS = "no-levels";
    /// A track without a level.
    EMPTY_TRACK = "empty-track";
    /// A variant that does not build on a rung of its own track.
    MISPLACED_VARIANT = "misplaced-variant";
    /// A rung that builds on a variant.
    RUNG_ON_VARIANT = "rung-on-variant";
    /// Names of topics or areas that make the same id.
    SHARED_ID = "shared-id";
    /// Two levels that look the same.
    SAME_TITLE = "same-title";

    // Level files.
    /// A level file without a `#` heading.
    UNTITLED_LEVEL = "untitled-level";
    /// Settings of another site generator at the start of a file; only a title is taken from them.
    FRONT_MATTER = "front-matter";
    /// A second `#` heading.
    SECOND_TITLE = "second-title";
    /// A heading without words.
    EMPTY_HEADING = "empty-heading";
    /// A `###` heading outside any area.
    HEADING_SKIPS = "heading-skips";
    /// A heading of level 4 or below, or inside a list.
    DEEP_HEADING = "deep-heading";
    /// Prose before the first area that is neither a note nor the experience.
    TEXT_BEFORE_AREAS = "text-before-areas";
    /// A list before the first area.
    LIST_BEFORE_AREAS = "list-before-areas";
    /// A second line of experience.
    SECOND_EXPERIENCE = "second-experience";
    /// A note or an experience without words.
    EMPTY_NOTE = "empty-note";
    /// An area that ladder.toml does not declare.
    UNKNOWN_AREA = "unknown-area";
    /// An area that is headed twice in a file.
    REPEATED_AREA = "repeated-area";
    /// An area without statements.
    EMPTY_AREA = "empty-area";
    /// An area that only one level speaks of.
    LONE_AREA = "lone-area";
    /// An area that no level speaks of.
    UNUSED_AREA = "unused-area";
    /// A level without any area.
    NO_AREAS = "no-areas";
    /// A line that is probably meant as a heading.
    NOT_A_HEADING = "not-a-heading";
    /// A line or a paragraph that is probably meant as a statement.
    NOT_A_BULLET = "not-a-bullet";
    /// The box of a task before a bullet, which is not kept.
    TASK_BOX = "task-box";
    /// Bold words that are probably meant as a label.
    UNREAD_LABEL = "unread-label";
    /// An id, or another attribute in braces, where none is read.
    MISPLACED_ID = "misplaced-id";
    /// A table, which is kept as text.
    TABLE = "table";
    /// What other kinds of Markdown read and this one does not.
    OTHER_MARKDOWN = "other-markdown";
    /// A link for use elsewhere that nothing uses.
    UNUSED_LINK = "unused-link";
    /// A `###` heading without unlabelled statements below it.
    UNUSED_TOPIC_HEADING = "unused-topic-heading";
    /// A bullet without words.
    EMPTY_STATEMENT = "empty-statement";
    /// Bullets that are nested too deeply.
    DEEP_LIST = "deep-list";
    /// Text after nested bullets.
    TEXT_AFTER_POINTS = "text-after-points";
    /// An id on a nested bullet.
    POINT_ID = "point-id";
    /// A statement id used twice.
    DUPLICATE_STATEMENT = "duplicate-statement";
    /// A label or heading from which no id can be made.
    LABEL_WITHOUT_ID = "label-without-id";
    /// A label with marks, links or code in it.
    MARKED_LABEL = "marked-label";
    /// A heading or an experience with marks, which are not kept.
    MARKS_LOST = "marks-lost";
    /// Emphasis in emphasis, which is not kept.
    NESTED_MARK = "nested-mark";
    /// A link with a scheme that is not allowed.
    LINK_NOT_ALLOWED = "link-not-allowed";
    /// The title of a link or a picture, which is not kept.
    LINK_TITLE = "link-title";
    /// An image, of which the description is kept.
    IMAGE = "image";
    /// HTML, which is shown as text.
    HTML = "html";
    /// An HTML comment, which is not shown.
    HTML_COMMENT = "html-comment";
    /// A code block, which becomes a note.
    CODE_BLOCK = "code-block";
    /// A block quote, which becomes notes.
    BLOCK_QUOTE = "block-quote";
    /// A rule, which means nothing.
    RULE = "rule";
    /// A ladder that does not hold together for a reason that no other code names.
    INVALID_LADDER = "invalid-ladder";

    // Pages of the owner's.
    /// A page id used twice, or a file that two pages show.
    DUPLICATE_PAGE = "duplicate-page";
    /// A page without a title.
    UNTITLED_PAGE = "untitled-page";
    /// A link to a file that is no level and no page, or to a heading that is not there.
    UNKNOWN_LINK = "unknown-link";
    /// A picture that does not say what it shows.
    MISSING_DESCRIPTION = "missing-description";
    /// Quotes, lists or marks that are nested too deeply.
    DEEP_BLOCK = "deep-block";

    // Only under `--strict`.
    /// A statement without a topic.
    UNLABELLED_STATEMENT = "unlabelled-statement";
    /// A topic that ladder.toml does not declare.
    UNKNOWN_TOPIC = "unknown-topic";
    /// A topic that comes back after a level without it.
    SKIPPED_TOPIC = "skipped-topic";
    /// The same words twice.
    REPEATED_STATEMENT = "repeated-statement";
    /// A statement that is too long.
    LONG_STATEMENT = "long-statement";
    /// A summary that is too long.
    LONG_SUMMARY = "long-summary";
    /// A summary that is missing.
    MISSING_SUMMARY = "missing-summary";
    /// A word that no colleague could have seen.
    VAGUE_WORD = "vague-word";
    /// A level with far fewer or far more statements than the one it builds on.
    UNEVEN_JUMP = "uneven-jump";
    /// An area of which a level says nothing.
    MISSING_AREA = "missing-area";
}

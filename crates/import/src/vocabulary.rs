//! Words by which levels, columns and sections are known, in the languages of many ladders. All of them are data: a word that is
//! missing is one line more.

use crate::tree::key;

/// Words of which one stands in the titles of most levels.
const LEVEL_WORDS: &[&str] = &[
    "engineer",
    "developer",
    "junior",
    "senior",
    "staff",
    "principal",
    "lead",
    "leader",
    "manager",
    "director",
    "head",
    "vp",
    "vice",
    "chief",
    "cto",
    "intern",
    "trainee",
    "apprentice",
    "associate",
    "level",
    "designer",
    "analyst",
    "architect",
    "fellow",
    "distinguished",
    "grade",
    "mid",
    "mid-level",
    "expert",
    "specialist",
    "contributor",
    "consultant",
    "scientist",
    "officer",
    "coordinator",
    "assistant",
    "executive",
    "graduate",
    "entry",
    "band",
    "tester",
    "administrator",
    "researcher",
    "president",
    "advanced",
    "intermediate",
    "sr",
    "jr",
    "ic",
    "novice",
    "master",
    "owner",
    "step",
    // German, Dutch
    "entwickler",
    "entwicklerin",
    "ingenieur",
    "ingenieurin",
    "leiter",
    "leiterin",
    "stufe",
    "einsteiger",
    "berufseinsteiger",
    "fortgeschritten",
    "experte",
    "expertin",
    "ontwikkelaar",
    "medior",
    // French
    "débutant",
    "confirmé",
    "confirmée",
    "ingénieur",
    "ingénieure",
    "développeur",
    "développeuse",
    "stagiaire",
    "chef",
    "directeur",
    "directrice",
    "niveau",
    "expérimenté",
    "responsable",
    // Spanish, Portuguese, Italian
    "ingeniero",
    "ingeniera",
    "desarrollador",
    "desarrolladora",
    "sénior",
    "júnior",
    "jefe",
    "jefa",
    "nivel",
    "becario",
    "pleno",
    "engenheiro",
    "engenheira",
    "desenvolvedor",
    "desenvolvedora",
    "nível",
    "gerente",
    "livello",
    "sviluppatore",
    "ingegnere",
    "responsabile",
    // Polish, Russian
    "młodszy",
    "starszy",
    "inżynier",
    "programista",
    "младший",
    "средний",
    "старший",
    "инженер",
    "разработчик",
    "ведущий",
];

/// Signs of which one stands in the titles of most levels in scripts without spaces.
const LEVEL_SIGNS: &[&str] = &[
    "エンジニア",
    "マネージャ",
    "リード",
    "レベル",
    "ジュニア",
    "シニア",
    "級",
    "工程师",
    "工程師",
    "初级",
    "中级",
    "高级",
    "资深",
    "专家",
    "等级",
    "주니어",
    "시니어",
    "엔지니어",
    "레벨",
];

/// What headings of sections say that are no levels.
const NO_LEVELS: &[&str] = &[
    "faq",
    "faqs",
    "frequently asked questions",
    "table of contents",
    "contents",
    "toc",
    "introduction",
    "intro",
    "overview",
    "about",
    "background",
    "resources",
    "other pages",
    "evaluation criteria",
    "tl;dr",
    "tldr",
    "glossary",
    "references",
    "changelog",
    "license",
    "licence",
    "contributing",
    "how to use",
    "acknowledgements",
    "acknowledgments",
    "credits",
    "links",
    "further reading",
    "career paths",
    "tracks",
    "inspiration",
    "feedback",
    "promotion",
    "promotions",
    "compensation",
    "principles",
    "values",
    "process",
    "notes",
    "purpose",
    "inhalt",
    "inhaltsverzeichnis",
    "einleitung",
    "überblick",
    "sommaire",
    "introducción",
    "índice",
    "目次",
    "目录",
    "はじめに",
];

/// What names of files say that are no levels.
const NO_LEVEL_FILES: &[&str] = &[
    "readme",
    "index",
    "_index",
    "faq",
    "faqs",
    "path",
    "paths",
    "template",
    "glossary",
    "overview",
    "introduction",
    "about",
    "deprecated",
    "archive",
    "archived",
    "draft",
    "todo",
    "summary",
    "toc",
    "license",
    "licence",
    "contributing",
    "changelog",
    "security",
];

/// What a column or a key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The level's title.
    Level,
    /// The level's abbreviation.
    Short,
    /// The area.
    Area,
    /// The topic.
    Topic,
    /// A statement.
    Statement,
    /// An example, which stands below the statement.
    Example,
    /// The track.
    Track,
    /// The statement's id.
    Id,
    /// A note.
    Note,
    /// The experience that a level asks for.
    Experience,
    /// Nothing.
    Skip,
}

/// The words for each role, the surest first.
const COLUMNS: &[(Role, &[&str])] = &[
    (
        Role::Statement,
        &[
            "statement",
            "statements",
            "expectation",
            "expectations",
            "criteria",
            "criterion",
            "behaviour",
            "behavior",
            "behaviours",
            "behaviors",
            "requirement",
            "requirements",
            "responsibility",
            "responsibilities",
            "indicator",
            "indicators",
            "description",
            "details",
            "text",
            "erwartung",
            "erwartungen",
            "aussage",
            "anforderung",
            "kriterium",
            "kriterien",
            "beschreibung",
            "attente",
            "attentes",
            "critère",
            "critères",
            "attendu",
            "attendus",
            "expectativa",
            "expectativas",
            "criterio",
            "criterios",
            "descripción",
            "descrição",
            "requisito",
            "aspettativa",
            "descrizione",
            "verwachting",
            "oczekiwanie",
            "ожидание",
            "期待",
            "記述",
            "説明",
            "描述",
            "期望",
            "要求",
            "基準",
        ],
    ),
    (
        Role::Level,
        &[
            "level",
            "levels",
            "grade",
            "title",
            "job title",
            "role",
            "position",
            "rank",
            "band",
            "seniority",
            "level name",
            "job level",
            "stufe",
            "level/stufe",
            "karrierestufe",
            "niveau",
            "grade/niveau",
            "nivel",
            "nível",
            "livello",
            "poziom",
            "уровень",
            "レベル",
            "等級",
            "级别",
            "等级",
            "职级",
            "레벨",
            "rolle",
            "rôle",
            "rol",
        ],
    ),
    (
        Role::Area,
        &[
            "area",
            "areas",
            "pillar",
            "theme",
            "competency",
            "competence",
            "competencies",
            "category",
            "dimension",
            "domain",
            "attribute",
            "axis",
            "aspect",
            "bereich",
            "kompetenz",
            "kompetenzbereich",
            "kategorie",
            "domaine",
            "compétence",
            "catégorie",
            "thème",
            "área",
            "competencia",
            "competência",
            "categoría",
            "categoria",
            "ambito",
            "competenza",
            "gebied",
            "obszar",
            "область",
            "領域",
            "分野",
            "カテゴリ",
            "领域",
            "类别",
            "能力",
            "영역",
        ],
    ),
    (
        Role::Topic,
        &[
            "topic",
            "topics",
            "skill",
            "skills",
            "sub-area",
            "subarea",
            "subcategory",
            "sub-category",
            "sub area",
            "element",
            "sub-competency",
            "capability",
            "thema",
            "fähigkeit",
            "sujet",
            "tema",
            "habilidad",
            "habilidade",
            "argomento",
            "onderwerp",
            "temat",
            "тема",
            "スキル",
            "項目",
            "主题",
            "技能",
            "주제",
        ],
    ),
    (
        Role::Example,
        &[
            "example",
            "examples",
            "e.g",
            "beispiel",
            "beispiele",
            "exemple",
            "exemples",
            "ejemplo",
            "ejemplos",
            "exemplo",
            "exemplos",
            "esempio",
            "esempi",
            "voorbeeld",
            "przykład",
            "пример",
            "例",
            "事例",
            "示例",
            "예시",
        ],
    ),
    (
        Role::Track,
        &[
            "track",
            "ladder",
            "family",
            "job family",
            "discipline",
            "career path",
            "path",
            "laufbahn",
            "filière",
            "carrera",
            "trilha",
            "carriera",
            "ścieżka",
            "トラック",
            "职系",
        ],
    ),
    (Role::Id, &["id", "key", "ref", "code", "uuid", "nr", "no"]),
    (Role::Short, &["short", "abbreviation", "abbr", "code name", "kürzel", "abréviation"]),
    (
        Role::Note,
        &[
            "note",
            "notes",
            "comment",
            "comments",
            "remark",
            "remarks",
            "additional notes",
            "additional notes/key points/examples",
            "summary",
            "scope",
            "hinweis",
            "bemerkung",
            "remarque",
            "nota",
            "notas",
            "備考",
            "备注",
        ],
    ),
    (
        Role::Experience,
        &[
            "experience",
            "years of experience",
            "years",
            "erfahrung",
            "expérience",
            "experiencia",
            "experiência",
            "esperienza",
            "経験",
            "经验",
        ],
    ),
];

impl Role {
    /// The role of that name, as a person writes it in an option.
    pub fn parse(word: &str) -> Option<Self> {
        let roles = [
            ("level", Role::Level),
            ("short", Role::Short),
            ("area", Role::Area),
            ("topic", Role::Topic),
            ("statement", Role::Statement),
            ("example", Role::Example),
            ("track", Role::Track),
            ("id", Role::Id),
            ("note", Role::Note),
            ("experience", Role::Experience),
            ("skip", Role::Skip),
        ];
        roles.iter().find(|(name, _)| *name == word.trim().to_lowercase()).map(|(_, role)| *role)
    }
}

/// The role of a column, and how far down the list of its words it stands.
pub(crate) fn column(header: &str) -> Option<(Role, usize)> {
    let header = key(header);
    if header.is_empty() {
        return None;
    }
    let exact = COLUMNS
        .iter()
        .find_map(|(role, words)| words.iter().position(|word| *word == header).map(|rank| (*role, rank)));
    // "Artsy level", "Competency area": the last word says what it is.
    exact.or_else(|| {
        let last = header.rsplit(' ').next().filter(|last| last.len() < header.len())?;
        COLUMNS
            .iter()
            .filter(|(role, _)| matches!(role, Role::Level | Role::Area | Role::Topic | Role::Note))
            .find_map(|(role, words)| {
                words.iter().position(|word| *word == last).map(|rank| (*role, rank + 100))
            })
    })
}

/// Whether words look like the title of a level.
pub(crate) fn is_level_like(title: &str) -> bool {
    let lower = title.to_lowercase();
    let length = title.chars().count();
    if length == 0 || length > 80 || lower.ends_with(['?', '.', '!']) {
        return false;
    }
    is_code(title)
        || lower.split(|c: char| !c.is_alphanumeric()).any(|word| LEVEL_WORDS.contains(&word))
        || LEVEL_SIGNS.iter().any(|sign| lower.contains(sign))
        || title.split_whitespace().next().is_some_and(is_code)
}

/// `L3`, `IC2`, `M10`, `P4b`, `E-5`.
pub(crate) fn is_code(word: &str) -> bool {
    let letters = word.chars().take_while(char::is_ascii_alphabetic).count();
    let rest = word.get(letters..).unwrap_or_default().trim_start_matches('-');
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    let after = rest.get(digits..).unwrap_or_default();
    (1..=4).contains(&letters)
        && (1..=2).contains(&digits)
        && (after.is_empty() || after.len() == 1 && after.chars().all(|c| c.is_ascii_alphabetic()))
}

/// Whether a section's heading says that it is no level.
pub(crate) fn is_no_level(title: &str) -> bool {
    let title = key(title);
    title.ends_with(['?', '？']) || NO_LEVELS.contains(&title.as_str())
}

/// Whether a file's name says that it is no level.
pub(crate) fn is_no_level_file(stem: &str) -> bool {
    let lower = stem.to_lowercase();
    let words: Vec<&str> = lower.split(['-', '_', '.', ' ']).filter(|word| !word.is_empty()).collect();
    let is = |word: Option<&&str>| word.is_some_and(|word| NO_LEVEL_FILES.contains(word));
    is(words.last()) || is(words.first()) || NO_LEVEL_FILES.contains(&lower.as_str())
}

/// Beginnings of what a level says about the level that it builds on.
const BUILDS_ON: &[&str] = &[
    "same as ",
    "everything from ",
    "everything in ",
    "everything of ",
    "everything expected of ",
    "everything that ",
    "all of the expectations of ",
    "all expectations of ",
    "in addition to ",
    "builds on ",
    "includes all of ",
    "includes everything from ",
    "inherits from ",
    "meets all expectations of ",
    "as ",
    "wie ",
    "zusätzlich zu ",
    "baut auf ",
    "identique à ",
    "en plus de ",
    "igual que ",
    "además de ",
];

/// The title of the level that a sentence says it builds on.
pub(crate) fn builds_on(sentence: &str) -> Option<String> {
    let sentence = sentence.trim();
    let lower = sentence.to_lowercase();
    let begin = BUILDS_ON.iter().find(|begin| lower.starts_with(**begin))?;
    let rest = sentence.get(begin.len()..)?;
    let rest = ["a ", "an ", "the "].iter().find_map(|article| rest.strip_prefix(article)).unwrap_or(rest);
    let end = [", but", " but ", ", plus", " plus ", ", and", "…", "...", ",", ".", ":", ";"]
        .iter()
        .filter_map(|end| rest.find(end))
        .min();
    let name = rest.get(..end?).unwrap_or(rest).trim();
    // A lone "as" says little: only with "but" is it a ladder's.
    let is_weak = matches!(*begin, "as " | "wie ") && !lower.contains("but") && !lower.contains("aber");
    (!name.is_empty() && name.len() <= 60 && !is_weak).then(|| name.to_owned())
}

/// Titles of what every level asks for.
const BASES: &[&str] = &[
    "all levels",
    "all",
    "everyone",
    "all engineers",
    "shared expectations",
    "general expectations",
    "alle stufen",
    "tous les niveaux",
    "todos los niveles",
];

/// Whether a level's title says that it is no level, but what all of them ask for.
pub(crate) fn is_base(title: &str) -> bool {
    BASES.contains(&key(title).as_str())
}

/// The experience that a paragraph names, without its label.
pub(crate) fn experience(words: &str) -> Option<String> {
    let words = words.trim();
    let lower = words.to_lowercase();
    for label in ["years of experience", "experience", "experience required", "approximate tenure", "tenure"]
    {
        let Some(rest) = lower.strip_prefix(label) else { continue };
        let at = words.len().checked_sub(rest.len())?;
        let rest = words.get(at..)?.trim_start();
        if let Some(rest) = rest.strip_prefix(crate::flow::is_colon) {
            return Some(rest.trim().to_owned()).filter(|rest| !rest.is_empty());
        }
    }
    None
}

/// The area of statements that stand in none.
pub(crate) const NO_AREA: &str = "Expectations";

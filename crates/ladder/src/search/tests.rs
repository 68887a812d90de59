//! What people of several languages type, and what they find.

use super::{Index, Passage, Place, Search};
use crate::example::draft;
use crate::model::id::StatementId;
use crate::model::ladder::{Draft, Ladder, Statement};
use crate::model::text::Text;

/// A ladder whose first level says this, without topics.
fn saying(texts: &[&str]) -> Ladder {
    let mut draft = draft();
    for level in &mut draft.levels {
        level.sections[0].statements.clear();
    }
    let statement = |(at, text): (usize, &&str)| Statement {
        id: StatementId::new(&format!("s{at}")).unwrap(),
        topic: None,
        text: Text::plain(text),
        children: vec![],
    };
    draft.levels[0].sections[0].statements = texts.iter().enumerate().map(statement).collect();
    Ladder::new(draft).unwrap()
}

/// The places of the statements found, the best first.
fn found(texts: &[&str], query: &str) -> Vec<usize> {
    let ladder = saying(texts);
    let search = Search { words: query.into(), ..Search::default() };
    let found = Index::new(&ladder).find(&search);
    let hits = found.groups.iter().flat_map(|group| &group.hits);
    hits.map(|hit| hit.id.as_str().trim_start_matches('s').parse().unwrap()).collect()
}

/// What is found in `texts`, each query with the places expected, the best first.
fn check(texts: &[&str], queries: &[(&str, &[usize])]) {
    for (query, expected) in queries {
        assert_eq!(found(texts, query), *expected, "{query}");
    }
}

#[test]
fn nothing_goes_while_another_word_is_begun() {
    let texts = ["Explains peers how a team grows, and asks them back.", "Asks a peer.", "Fixes bugs."];
    for typed in ["explain peer grow ask", "grow team", "peer ask", "as pe", "fix bugs"] {
        let all = found(&texts, typed);
        assert!(!all.is_empty(), "{typed}");
        for (end, _) in typed.char_indices().skip(1) {
            let before = found(&texts, &typed[..end]);
            assert!(all.iter().all(|place| before.contains(place)), "{}", &typed[..end]);
        }
    }
    check(
        &texts,
        &[
            ("peer a", &[1, 0]),
            ("peer ", &[1, 0]),
            // What has the word as it is comes first, whatever its place among the words.
            ("peer asks", &[1, 0]),
            ("peers asks", &[0]),
            // A letter that is no word ranks only; two narrow what is found.
            ("as b", &[0, 1]),
            ("as ba", &[0]),
            // One or two letters that lead nowhere are left out, a word is not.
            ("peer z", &[1, 0]),
            ("peer zx", &[1, 0]),
            ("peer z ", &[]),
            ("peer bug", &[]),
            ("\"peer\" asks", &[1]),
        ],
    );
}

#[test]
fn a_word_that_is_left_out_is_told() {
    let ladder = saying(&["Asks a peer."]);
    let told = |words: &str| {
        Index::new(&ladder).find(&Search { words: words.into(), ..Search::default() }).corrected
    };
    assert_eq!(told("Peer zy").as_deref(), Some("Peer"));
    assert_eq!(told("peer z"), None);
    assert_eq!(told("peer a"), None);
}

#[test]
fn signs_tell_names_apart() {
    let texts = [
        "Writes firmware in C.",
        "Keeps C++ builds under ten minutes.",
        "Maintains C# services.",
        "Moves .NET services to containers.",
        "Calls customers after each incident.",
        "Knows the network, ASP.NET and Node.js.",
        "Leads R&D; runs A/B tests, reads a book.",
        "Has 5+ years, or 50 talks.",
        "Ｃ＋＋17, F♯",
    ];
    check(
        &texts,
        &[
            ("C++", &[1, 8]),
            ("c#", &[2]),
            (".NET", &[3, 5]),
            (".n", &[3, 5]),
            ("asp.net", &[5]),
            ("net", &[3, 5]),
            ("node.js", &[5]),
            ("js", &[5]),
            ("c", &[0, 1, 2, 3, 4, 8]),
            ("\"c\"", &[0]),
            ("c++ builds", &[1]),
            ("builds c++", &[1]),
            ("f#", &[8]),
            ("c++17", &[8]),
            ("r&d", &[6]),
            ("a/b", &[6]),
            ("b/a", &[]),
            ("5+", &[7]),
            ("5+ years", &[7]),
            ("5", &[7]),
        ],
    );
    // A name that nothing has is not taken for its letter.
    for query in ["C++", "C#", ".NET", "F#", "calls c#"] {
        let found = found(&["Calls customers.", "Builds containers for the network in C."], query);
        assert!(found.is_empty(), "{query}: {found:?}");
    }
}

#[test]
fn every_language_is_found_without_its_marks() {
    let texts = [
        "Ține notițe.",
        "Viết thư cho khách hàng.",
        "Əmək haqqını izah edir.",
        "Қол қойылған жоспарды сақтайды.",
        "Թիմ է կառուցում։",
        "يُعلِّم المُهندسين.",
        "מְלַמֵּד אֶת הַצֶּוֶת.",
        "Οδηγεί ΌΛΟΥΣ τους συναδέλφους.",
        "Straße, Øre, Łódź, çalışır, İŞ",
        "Improves the Qualit\u{e4}ts\u{ad}sicherung, work\u{200b}flow.",
    ];
    check(
        &texts,
        &[
            ("tine", &[0]),
            ("ține", &[0]),
            ("TINE NOTITE", &[0]),
            ("thu", &[1]),
            ("əmək", &[2]),
            ("ƏMƏK", &[2]),
            ("қол", &[3]),
            ("թիմ", &[4]),
            ("يعلم", &[5]),
            ("מלמד", &[6]),
            ("ολους συναδελφος", &[7]),
            ("strasse ore lodz calisir is", &[8]),
            ("STRASSE iş", &[8]),
            ("Qualitätssicherung", &[9]),
            ("qualitats\u{ad}sicherung workflow", &[9]),
        ],
    );
}

#[test]
fn words_inside_sentences_without_spaces_are_found() {
    let texts = [
        "ช่วยเพื่อนร่วมทีมเรียนรู้การทดสอบระบบ",
        "ជួយមិត្តរៀនសាកល្បងប្រព័ន្ធ",
        "코드를 리뷰하고 팀에게 설명한다.",
        "在团队里评审代码，编写Python测试。",
        "コードレビューを行い、設計を説明する。",
        "ຊ່ວຍທີມທົດສອບລະບົບ",
        "အဖွဲ့ကိုကူညီသည်",
        "代码评审",
    ];
    check(
        &texts,
        &[
            ("การทดสอบ", &[0]),
            ("ระบบ ทดสอบ", &[0]),
            ("ប្រព័ន្ធ", &[1]),
            ("ប្រព\u{200b}័ន្ធ", &[1]),
            ("코드 리뷰", &[2]),
            ("코드리뷰", &[2]),
            ("뷰하", &[2]),
            ("리ㅂ", &[2]),
            ("評審", &[]),
            ("代码", &[3, 7]),
            ("代码 评审", &[3, 7]),
            ("评审测试", &[3]),
            ("python测", &[3]),
            ("レビュー", &[4]),
            ("ﾚﾋﾞｭｰ", &[4]),
            ("説明", &[4]),
            ("ທົດສອບ", &[5]),
            ("ကူညီ", &[6]),
        ],
    );
    let ladder = saying(&texts);
    let found = Index::new(&ladder).find(&Search { words: "코드리뷰".into(), ..Search::default() });
    assert_eq!(found.corrected.as_deref(), Some("코드 리뷰"));
    for (query, text, expected) in [
        ("코드 리뷰", "코드를 리뷰하고", "코드|리뷰"),
        ("การทดสอบ", "เรียนรู้การทดสอบระบบ", "การทดสอบ"),
        ("评审 审代", "评审代码", "评审代"),
        ("qualitats", "die Qualit\u{e4}ts\u{ad}sicherung!", "Qualit\u{e4}ts\u{ad}sicherung"),
        ("c++", "C, C++ und C#", "C++"),
    ] {
        let ladder = saying(&[text]);
        let found = Index::new(&ladder).find(&Search { words: query.into(), ..Search::default() });
        let marked: Vec<_> = found.highlights(text).into_iter().map(|place| &text[place]).collect();
        assert_eq!(marked.join("|"), expected, "{query}");
    }
}

/// A ladder whose titles, summaries and notes have words of their own.
fn keepers() -> Draft {
    let mut draft = draft();
    draft.tracks[0].summary = "For those who dig.".into();
    draft.areas[0].summary = "Tools and toil.".into();
    draft.areas[0].topics[0].summary = "How tunnels are built.".into();
    let senior = &mut draft.levels[1];
    senior.title = "Walrus Keeper".into();
    senior.short = "WK2".into();
    senior.summary = "Ferries goats.".into();
    senior.notes = vec![Text::plain("Every zebra is counted twice.")];
    senior.sections[0].notes = vec![Text::plain("A keeper of tools shares them.")];
    draft
}

fn told(place: &Place) -> String {
    match place {
        Place::Track(track) => format!("track {}", track.id.as_str()),
        Place::Level(level) => format!("level {}", level.id.as_str()),
        Place::Area(area) => format!("area {}", area.id.as_str()),
        Place::Topic(area, topic) => format!("topic {} in {}", topic.id.as_str(), area.id.as_str()),
        Place::Section(level, section) => format!("{} in {}", section.area.as_str(), level.id.as_str()),
    }
}

#[test]
fn what_is_called_so_is_offered() {
    let ladder = Ladder::new(keepers()).unwrap();
    let index = Index::new(&ladder);
    for (query, statements, expected) in [
        ("?q=walrus", 0, "level senior"),
        ("?q=walrus+keep", 0, "level senior"),
        ("?q=\"walrus+keeper\"", 0, "level senior"),
        ("?q=\"keeper+walrus\"", 0, ""),
        ("?q=wk2", 0, "level senior"),
        ("?q=warlus", 0, "level senior"),
        ("?q=goats", 0, "level senior"),
        ("?q=walrus+zebra", 0, "level senior"),
        ("?q=craft", 0, "area craft"),
        ("?q=dig", 0, "track technical"),
        ("?q=tunnels", 0, "topic code in craft"),
        // The title first, then what says so.
        ("?q=keeper", 0, "level senior, craft in senior"),
        ("?q=tool", 0, "area craft, craft in senior"),
        ("?q=tool&level=senior", 0, "area craft, craft in senior"),
        ("?q=tool&level=junior", 0, "area craft"),
        ("?q=walrus&track=management", 0, ""),
        // A statement may have the rest from the titles around it, but not all.
        ("?q=walrus+reviews", 1, ""),
        ("?q=reviews+craft+technical", 1, ""),
        ("?q=\"walrus+keeper\"+reviews", 1, ""),
        ("?q=walrus+writes", 1, ""),
        ("?q=code", 3, "topic code in craft"),
        ("", 7, ""),
    ] {
        let found = index.find(&Search::parse(&ladder, query));
        let places: Vec<_> = found.places.iter().map(told).collect();
        assert_eq!((found.total, places.join(", ").as_str()), (statements, expected), "{query}");
    }
}

#[test]
fn a_place_says_where_it_has_the_words() {
    let ladder = Ladder::new(keepers()).unwrap();
    let index = Index::new(&ladder);
    let found = index.find(&Search { words: "zebra".into(), ..Search::default() });
    let [place] = found.places[..] else { unreachable!("one place") };
    assert_eq!(place.titles(), ["Walrus Keeper", "WK2"]);
    assert_eq!(found.passages(place), [Passage::Note(&ladder.levels[1].notes[0])]);
    let found = index.find(&Search { words: "goat".into(), ..Search::default() });
    assert_eq!(found.passages(place), [Passage::Summary("Ferries goats.")]);
}

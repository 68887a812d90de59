//! A page as an HTML document. What stands in it is escaped here and nowhere else.
//!
//! The style stands in the page: a file of its own would cost a round trip before the first paint. The first script does, too
//! (`start.js`): it requests nothing of the app until the text is painted, and everything at once on the page of a tool. Both are
//! allowed by their hashes.

use rungs_app::routes::Route;
use rungs_ladder::html;

use crate::app_files::AppFiles;
use crate::moved;
use crate::picture;
use crate::policy::Allowed;

/// Requests the app's files when it helps, and loads the page anew, once, when they are gone after a deploy.
const START: &str = include_str!("start.js");

/// Shows a page in the colours that the reader has chosen, before its text is painted.
const COLOURS: &str = include_str!("colours.js");

/// What all pages of a site have in common.
pub struct Site<'a> {
    /// The files of the app.
    pub app: &'a AppFiles,
    /// The path that they are served under, beginning and ending with a slash.
    pub app_base: &'a str,
    /// The style that stands in every page.
    pub style: &'a str,
    /// The addresses of fonts that the first text needs.
    pub preloads: &'a [String],
    /// A script that loads the page anew when the site has changed, for sites that only their author sees.
    pub reload: Option<&'a str>,
    /// The path of the site, beginning and ending with a slash.
    pub base: &'a str,
    /// A BCP 47 language tag.
    pub language: &'a str,
    /// Whether the language is written from right to left.
    pub is_right_to_left: bool,
    /// The name of the site.
    pub name: &'a str,
    /// The ladder as JSON, safe inside a script element.
    pub ladder: &'a str,
    /// Whether there are pages that lead on to another, whose script the policy allows.
    pub leads_on: bool,
}

/// What one page has of its own.
pub struct Page<'a> {
    /// The title, as a tab shows it.
    pub title: &'a str,
    /// One sentence for search engines and previews.
    pub description: &'a str,
    /// Where the page and its picture can be found; `None` keeps it out of search engines.
    pub address: Option<PublicAddress>,
    /// The path of the page below the site; `None` for the one that says that there is none.
    pub path: Option<String>,
    /// Whether it can be read as it is, though it stands below a page that needs the app.
    pub is_for_reading: bool,
    /// The name of the part of the program that has the page's code.
    pub part: &'a str,
    /// The app's view of the page, as HTML.
    pub body: String,
}

/// Addresses of a page that may be found: absolute, or paths where the site's own address is not known.
pub struct PublicAddress {
    /// The address of the page itself.
    pub page: String,
    /// The address of the picture for previews.
    pub image: String,
    /// What it shows, where it was drawn for previews; `None` where it is the icon of the site.
    pub alt: Option<String>,
}

impl Page<'_> {
    fn is_below(&self, folder: &str) -> bool {
        self.path.as_ref().is_some_and(|path| path.starts_with(folder))
    }
}

impl Site<'_> {
    /// The content security policy of every page, which allows what stands in it.
    pub fn policy(&self) -> String {
        self.allowed().policy()
    }

    /// What stands in the pages.
    pub fn allowed(&self) -> Allowed {
        Allowed::new([self.style], self.scripts().chain(self.leads_on.then_some(moved::SCRIPT)))
    }

    /// The document of a page.
    pub fn document(&self, page: &Page) -> String {
        let head = self.head(page) + &self.app_element(page);
        let ladder = format!("<script type=\"application/json\" id=\"ladder\">{}</script>\n", self.ladder);
        self.written(page, &head, self.scripts(), &ladder)
    }

    /// The document of a page that the app does not take over.
    pub fn document_without_app(&self, page: &Page) -> String {
        self.written(page, &self.head(page), self.scripts().skip(1), "")
    }

    fn written<'s>(
        &self,
        page: &Page,
        head: &str,
        scripts: impl Iterator<Item = &'s str>,
        ladder: &str,
    ) -> String {
        let scripts: String = scripts.map(|script| format!("<script>{script}</script>\n")).collect();
        format!(
            "<!doctype html>\n<html lang=\"{language}\"{direction}>\n<head>\n{head}\
             <style>{style}</style>\n{scripts}</head>\n<body>\n<div id=\"_app\">{body}</div>\n\
             {ladder}</body>\n</html>\n",
            language = escaped(self.language),
            direction = if self.is_right_to_left { " dir=\"rtl\"" } else { "" },
            style = self.style,
            body = page.body,
        )
    }

    /// The policy comes first: it holds for what comes after it.
    fn head(&self, page: &Page) -> String {
        let meta = |name: &str, content: &str| element("meta", &[("name", name), ("content", content)]);
        let theme = |scheme: &str, color: &str| {
            let media = format!("(prefers-color-scheme: {scheme})");
            element("meta", &[("name", "theme-color"), ("media", &media), ("content", color)])
        };
        let link =
            |rel: &str, file: &str| element("link", &[("rel", rel), ("href", &[self.base, file].concat())]);
        let policy = [("http-equiv", "Content-Security-Policy"), ("content", &self.policy())];
        [
            element("meta", &[("charset", "utf-8")]),
            element("meta", &policy),
            meta("viewport", "width=device-width, initial-scale=1"),
            format!("<title>{}</title>\n", escaped(page.title)),
            meta("description", page.description),
            meta("color-scheme", "light dark"),
            theme("light", "#fbfaf6"),
            theme("dark", "#14161a"),
            self.preloads.iter().map(|font| preload(font)).collect(),
            self.preview(page),
            link("icon", "icon.svg"),
            link("apple-touch-icon", "icon-180.png"),
            link("manifest", "manifest.webmanifest"),
        ]
        .concat()
    }

    /// The canonical link and the Open Graph elements.
    fn preview(&self, page: &Page) -> String {
        let Some(address) = &page.address else {
            return element("meta", &[("name", "robots"), ("content", "noindex")]);
        };
        let open_graph = [
            ("og:type", "website"),
            ("og:site_name", self.name),
            ("og:title", page.title),
            ("og:description", page.description),
            ("og:url", &address.page),
            ("og:image", &address.image),
            ("og:locale", self.language),
        ];
        let [width, height] = [picture::SIZE.0, picture::SIZE.1].map(|side| side.to_string());
        let drawn = address.alt.iter().flat_map(|alt| {
            [
                ("og:image:width", width.as_str()),
                ("og:image:height", &height),
                ("og:image:alt", alt),
                ("twitter:card", "summary_large_image"),
            ]
        });
        let meta = |(property, content)| element("meta", &[("property", property), ("content", content)]);
        element("link", &[("rel", "canonical"), ("href", &address.page)])
            + &open_graph.into_iter().chain(drawn).map(meta).collect::<String>()
    }

    /// Tells the scripts where the site begins, what the app's files are, and which pages need the app.
    fn app_element(&self, page: &Page) -> String {
        let [boot, script, program] = [self.app.boot(), self.app.script(), self.app.program()];
        let url = |name: &str| [self.app_base, name].concat();
        let tools = [Route::Compare, Route::Find, Route::Assess].map(|route| route.path());
        let is_tool = |tool: &&String| !(page.is_for_reading && page.is_below(tool));
        let tools: Vec<_> = tools.iter().filter(is_tool).map(String::as_str).collect();
        let mut attributes = vec![
            ("name", "app".to_owned()),
            ("content", self.base.to_owned()),
            ("data-tools", tools.join(" ")),
            ("data-boot", url(boot.name)),
            ("data-boot-integrity", boot.integrity.to_owned()),
            ("data-js", url(script.name)),
            ("data-js-integrity", script.integrity.to_owned()),
            ("data-wasm", url(program.name)),
            ("data-wasm-integrity", program.integrity.to_owned()),
        ];
        attributes.extend(page.path.clone().map(|path| ("data-page", path)));
        if let Some(loader) = self.app.loader() {
            let needed = self.app.part(page.part);
            let needed: Vec<_> =
                needed.flat_map(|file| [url(file.name), file.integrity.to_owned()]).collect();
            attributes.extend([
                ("data-loader", url(loader.name)),
                ("data-loader-integrity", loader.integrity.to_owned()),
                ("data-parts", needed.join(" ")),
            ]);
        }
        let attributes: Vec<_> = attributes.iter().map(|(name, value)| (*name, value.as_str())).collect();
        element("meta", &attributes)
    }

    /// The scripts that stand in the page, that of the app first.
    fn scripts(&self) -> impl Iterator<Item = &str> {
        [START, COLOURS].into_iter().chain(self.reload).map(str::trim_end)
    }
}

/// Asks for a font before the style does.
fn preload(font: &str) -> String {
    let kind = [("as", "font"), ("type", "font/woff2"), ("crossorigin", "")];
    element("link", &[&[("rel", "preload"), ("href", font)], kind.as_slice()].concat())
}

/// An element without content, on a line of its own.
pub fn element(name: &str, attributes: &[(&str, &str)]) -> String {
    let attributes: String =
        attributes.iter().map(|(name, value)| format!(" {name}=\"{}\"", escaped(value))).collect();
    format!("<{name}{attributes}>\n")
}

/// Text that is safe in an element and in a quoted attribute.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    html::escape(text, &mut escaped);
    escaped
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use scraper::{Html, Selector};

    use super::*;
    use crate::output::Files;

    const NASTY: &str = r#"</title><script>alert("1")</script> & 'more' {{body}}"#;

    fn app() -> AppFiles {
        let names = ["boot-1.js", "app-2/rungs-app.js", "app-2/rungs-app_bg.wasm", "app-2/loader.js"];
        let names = names.into_iter().chain(["app-2/a.wasm", "app-2/b.wasm"]);
        let list = serde_json::json!({
            "build": crate::BUILD,
            "boot": "boot-1.js",
            "script": "app-2/rungs-app.js",
            "program": "app-2/rungs-app_bg.wasm",
            "parts": { "loader": "app-2/loader.js", "files": { "find": ["app-2/a.wasm", "app-2/b.wasm"] } },
            "files": names.clone().chain(["style.css"]).map(|name| (name, NOTHING)).collect::<BTreeMap<_, _>>(),
        });
        let mut files: Files = names.map(|name| (name.to_owned(), b"".into())).collect();
        files.insert("style.css".into(), b"".into());
        files.insert("app.json".into(), list.to_string().into_bytes().into());
        AppFiles::packed(files).unwrap()
    }

    /// The hash of an empty file.
    const NOTHING: &str = "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb";

    fn site<'a>(app: &'a AppFiles, reload: Option<&'a str>) -> Site<'a> {
        Site {
            app,
            app_base: "/a&b/",
            style: "p > a { color: red }",
            preloads: &[],
            reload,
            base: "/a&b/",
            language: "en",
            is_right_to_left: false,
            name: NASTY,
            ladder: r#"{"schema":1}"#,
            leads_on: false,
        }
    }

    fn page(address: Option<PublicAddress>) -> Page<'static> {
        Page {
            title: NASTY,
            description: NASTY,
            address,
            path: None,
            is_for_reading: false,
            part: "find",
            body: "<main>Text</main>".into(),
        }
    }

    fn attribute(html: &Html, selector: &str, name: &str) -> Option<String> {
        let selector = Selector::parse(selector).unwrap();
        html.select(&selector).next()?.attr(name).map(str::to_owned)
    }

    fn text(html: &Html, selector: &str) -> Vec<String> {
        html.select(&Selector::parse(selector).unwrap()).map(|element| element.text().collect()).collect()
    }

    #[test]
    fn a_browser_reads_what_was_put_in() {
        let html = Html::parse_document(&site(&app(), None).document(&page(None)));
        assert_eq!(html.errors, Vec::<std::borrow::Cow<str>>::new());
        assert_eq!(text(&html, "title"), [NASTY]);
        assert_eq!(text(&html, "#_app > main"), ["Text"]);
        assert_eq!(text(&html, "#ladder"), [r#"{"schema":1}"#]);
        assert_eq!(text(&html, "style"), ["p > a { color: red }"]);
        for (selector, name, expected) in [
            ("meta[name=description]", "content", NASTY),
            ("meta[name=app]", "content", "/a&b/"),
            ("meta[name=app]", "data-tools", "compare/ find/ assess/"),
            ("meta[name=app]", "data-boot", "/a&b/boot-1.js"),
            ("meta[name=app]", "data-wasm-integrity", NOTHING),
            ("meta[name=app]", "data-loader", "/a&b/app-2/loader.js"),
            (
                "meta[name=app]",
                "data-parts",
                &format!("/a&b/app-2/a.wasm {NOTHING} /a&b/app-2/b.wasm {NOTHING}"),
            ),
            ("link[rel=icon]", "href", "/a&b/icon.svg"),
        ] {
            assert_eq!(attribute(&html, selector, name).as_deref(), Some(expected), "{selector} {name}");
        }
    }

    #[test]
    fn only_pages_with_an_address_may_be_found() {
        let address = || PublicAddress {
            page: "https://example.org/?a&b".into(),
            image: "/icon-512.png".into(),
            alt: None,
        };
        for (address, robots, canonical) in
            [(None, Some("noindex"), None), (Some(address()), None, Some("https://example.org/?a&b"))]
        {
            let html = Html::parse_document(&site(&app(), None).document(&page(address)));
            assert_eq!(attribute(&html, "meta[name=robots]", "content").as_deref(), robots);
            assert_eq!(attribute(&html, "link[rel=canonical]", "href").as_deref(), canonical);
            assert_eq!(attribute(&html, r#"meta[property="og:url"]"#, "content").as_deref(), canonical);
        }
    }

    #[test]
    fn a_page_that_can_be_read_does_not_ask_for_the_app_at_once() {
        let app = app();
        for (path, is_for_reading, tools) in [
            ("compare/", false, "compare/ find/ assess/"),
            ("compare/a/b/", true, "find/ assess/"),
            ("levels/a/", false, "compare/ find/ assess/"),
        ] {
            let page = Page { path: Some(path.to_owned()), is_for_reading, ..page(None) };
            let html = Html::parse_document(&site(&app, None).document(&page));
            assert_eq!(attribute(&html, "meta[name=app]", "data-tools").as_deref(), Some(tools), "{path}");
        }
    }

    #[test]
    fn the_policy_allows_what_stands_in_the_page_and_no_more() {
        let app = app();
        for (reload, scripts) in [(None, 2), (Some("location.reload()\n"), 3)] {
            let site = site(&app, reload);
            let html = Html::parse_document(&site.document(&page(None)));
            let policy = attribute(&html, "meta[http-equiv]", "content").unwrap();
            assert_eq!(policy, site.policy());
            assert!(!policy.contains("unsafe-inline"), "{policy}");
            let inline = text(&html, "script:not([src]):not([type])");
            assert_eq!(inline.len(), scripts);
            for part in inline.iter().chain(&text(&html, "style")) {
                assert!(policy.contains(&crate::policy::hash(part)), "{part}");
            }
        }
    }
}

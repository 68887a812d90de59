//! The files beside the pages that crawlers, browsers and hosts look for.

use rungs_ladder::ladder::Ladder;

use crate::document::escaped;

/// Name and text of each file that a site has once. `addresses` are those of its pages, or their paths; `root` is the site's own
/// address, where it is known.
pub fn all(
    addresses: &[String],
    base: &str,
    root: Option<&str>,
    policy: &str,
) -> Vec<(&'static str, String)> {
    vec![
        ("sitemap.xml", sitemap(addresses)),
        ("robots.txt", robots(root)),
        ("_headers", headers(base, policy)),
        // GitHub Pages would otherwise leave out files whose names begin with an underscore.
        (".nojekyll", String::new()),
    ]
}

/// Everything may be read (RFC 9309). A sitemap is named by its absolute address or not at all.
fn robots(root: Option<&str>) -> String {
    let sitemap = root.map(|root| format!("\nSitemap: {root}sitemap.xml\n")).unwrap_or_default();
    format!("User-agent: *\nAllow: /\n{sitemap}")
}

/// A sitemap (sitemaps.org, protocol 0.9).
fn sitemap(addresses: &[String]) -> String {
    let urls = addresses.iter().map(|address| format!("  <url><loc>{}</loc></url>\n", escaped(address)));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{}</urlset>\n",
        urls.collect::<String>()
    )
}

/// A web app manifest; its paths are relative to itself.
pub fn manifest(ladder: &Ladder) -> String {
    let icon =
        |src: &str, sizes: &str, kind: &str| serde_json::json!({ "src": src, "sizes": sizes, "type": kind });
    let manifest = serde_json::json!({
        "name": ladder.title,
        "short_name": "Ladder",
        "description": ladder.summary,
        "lang": ladder.language,
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": "#fbfaf6",
        "theme_color": "#fbfaf6",
        "icons": [
            icon("icon.svg", "any", "image/svg+xml"),
            icon("icon-192.png", "192x192", "image/png"),
            icon("icon-512.png", "512x512", "image/png"),
        ],
    });
    format!("{manifest:#}\n")
}

/// Response headers in the format that Netlify and Cloudflare Pages share. Files with a hash in their name never
/// change; everything else is asked for again each time, which costs little with an ETag.
fn headers(base: &str, policy: &str) -> String {
    let immutable = "Cache-Control: public, max-age=31536000, immutable";
    format!(
        "{base}*\n  Content-Security-Policy: {policy}; frame-ancestors 'none'\n  X-Content-Type-Options: nosniff\n  \
         Referrer-Policy: no-referrer\n  Permissions-Policy: camera=(), geolocation=(), microphone=()\n\n\
         {base}*.js\n  {immutable}\n\n{base}*.wasm\n  {immutable}\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sitemap_names_every_page() {
        let addresses = ["", "levels/staff-engineer/"].map(|path| format!("https://example.org/a&b/{path}"));
        let xml = sitemap(&addresses);
        assert!(xml.contains("<loc>https://example.org/a&amp;b/</loc>"), "{xml}");
        assert!(xml.contains("<loc>https://example.org/a&amp;b/levels/staff-engineer/</loc>"), "{xml}");
    }
}
